"""What is wrong with a print job, and where on the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Level = Literal["error", "warning", "not-run"]


@dataclass(frozen=True, order=True)
class Finding:
    """One thing found: a code, how bad it is, and the page and place to look at.

    `page` counts from 1 and is 0 for the whole file; `place` is a field of the content ("photo elmira-2: comment")
    or a spot on the page ("34 × 12 mm"); `params` are the numbers and names that a message is filled with.
    """

    page: int
    code: str
    level: Level
    place: str = ""
    params: tuple[tuple[str, str], ...] = field(default=())

    def plain(self) -> dict[str, Any]:
        """Return the finding as JSON-able data."""
        return {
            "code": self.code,
            "level": self.level,
            "page": self.page,
            "place": self.place,
            "params": dict(self.params),
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Make a finding of what `plain` returned."""
        params = tuple(sorted(plain["params"].items()))
        return cls(plain["page"], plain["code"], plain["level"], plain["place"], params)

    def shown(self) -> dict[str, Any]:
        """Return the parameters of a problem: the finding's own, and in `spot` page and place in one."""
        spot = ", ".join(str(part) for part in (self.page, self.place) if part)
        return {**dict(self.params), "page": self.page, "place": self.place, "spot": spot}


def finding(code: str, level: Level = "error", page: int = 0, place: str = "", **params: object) -> Finding:
    """Make a finding; numbers among the parameters are written short."""
    texts = tuple((name, _short(value)) for name, value in sorted(params.items()))
    return Finding(page, code, level, place, texts)


def _short(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


class PrintError(Exception):
    """A print file that cannot be made as it should be: carries its findings."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f"page {f.page}: {f.code} {f.place}" for f in self.findings))
