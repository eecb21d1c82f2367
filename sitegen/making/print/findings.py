"""What is wrong with a print job, and where on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypedDict

from sitegen.making.errors import CannotMake

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Level = Literal["error", "warning"]
FindingCode = Literal[
    "address-too-long", "annotations", "art-cut", "box-origin", "box-outside", "dates", "encrypted",
    "figure-without-text", "file-id", "font-fallback", "font-not-embedded", "font-opentype", "font-type3",
    "gradient", "ink-flat", "ink-picture", "ink-total", "ink-unknown", "interactive", "layers", "layout", "low-ppi",
    "no-bleed", "no-language", "no-pages", "no-title", "no-trim-box", "not-cmyk", "not-tagged", "output-intent",
    "output-intent-inks", "overfull", "overprint", "overprint-white", "page-count", "page-differs", "page-huge",
    "page-multiple", "page-rotated", "page-scaled", "pdf-version", "pdfx-marker", "photo-count", "qr-contrast",
    "qr-inks", "qr-inverted", "qr-level", "qr-missing", "qr-no-box", "qr-nowhere", "qr-quiet", "qr-small",
    "qr-wrong", "rich-black-text", "separations-failed", "small-text", "spot-colour", "syntax", "text-in-gutter",
    "text-near-edge", "thin-line", "transparency", "transparency-x4", "trapped", "trim-size", "unreadable",
]  # fmt: skip
"""Every code there is; its words are the message `print-CODE`."""


class PlainFinding(TypedDict):
    """A finding as JSON has it."""

    code: FindingCode
    level: Level
    page: int
    place: str
    params: dict[str, str]


@dataclass(frozen=True, order=True)
class Finding:
    """One thing found: a code, how bad it is, and the page and place to look at.

    `page` counts from 1 and is 0 for the whole file; `place` is a field of the content ("photo elmira-2: comment")
    or a spot on the page ("34 × 12 mm"); `params` are the numbers and names that a message is filled with.
    """

    page: int
    code: FindingCode
    level: Level
    place: str = ""
    params: tuple[tuple[str, str], ...] = ()

    def plain(self) -> PlainFinding:
        """Return the finding as JSON-able data."""
        return {
            "code": self.code,
            "level": self.level,
            "page": self.page,
            "place": self.place,
            "params": dict(self.params),
        }

    @classmethod
    def of(cls, plain: PlainFinding) -> Finding:
        """Make a finding of what `plain` returned."""
        params = tuple(sorted(plain["params"].items()))
        return cls(plain["page"], plain["code"], plain["level"], plain["place"], params)

    def shown(self, files: Iterable[str] = ()) -> dict[str, str | int]:
        """Return the params of its message: its own, `page`, `place`, both in `spot`; `file` names files before it."""
        spot = ", ".join(str(part) for part in (self.page, self.place) if part)
        names = ", ".join(files)
        file = f"{names}: " if names else ""
        return {**dict(self.params), "page": self.page, "place": self.place, "spot": spot, "file": file}


def finding(code: FindingCode, level: Level = "error", page: int = 0, place: str = "", **params: object) -> Finding:
    """Make a finding; numbers among the parameters are written short."""
    texts = tuple((name, _short(value)) for name, value in sorted(params.items()))
    return Finding(page, code, level, place, texts)


def _short(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


class PrintError(CannotMake):
    """A print file cannot be made as it should be: its findings, at least one, are its faults."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        faults: list[tuple[str, Mapping[str, object]]] = [(f"print-{one.code}", one.shown()) for one in findings]
        super().__init__(faults[0][0], **faults[0][1])
        self.faults = faults
