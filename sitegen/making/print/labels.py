"""Wall labels: A6 or A5 lying, with a code to the photograph's page, on A4 sheets for the guillotine.

A4 halves into A5 and A6 without waste, so a sheet is cut along its middle lines only; ticks at the edges and a
cross in the middle show where.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.making import qr
from sitegen.making.print.findings import PrintError, finding
from sitegen.making.print.layout import lay_out, overflows
from sitegen.making.print.pages import Box
from sitegen.making.print.sources import read_kind, template
from sitegen.making.print.templating import fill
from sitegen.making.print.theme import BLACK, PAPER, theme_css

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sitegen.making.print.findings import Finding

STEPS = 5
_TICK, _HAIR = 5.0, 0.12


@dataclass(frozen=True)
class Size:
    """A size of label and its sheet, in millimetres; `code` is the side of the code's white box."""

    width: float
    height: float
    sheet_width: float
    sheet_height: float
    margin: float
    code: float

    @property
    def across(self) -> int:
        """Labels side by side on a sheet."""
        return int(self.sheet_width // self.width)

    @property
    def down(self) -> int:
        """Labels below each other on a sheet."""
        return int(self.sheet_height // self.height)


SIZES = {
    "a5": Size(210.0, 148.5, 210.0, 297.0, 13.0, 42.0),
    "a6": Size(148.5, 105.0, 297.0, 210.0, 9.0, 37.0),
}


def lay_out_labels(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> Any:
    """Lay out the sheets of labels, all in one size of type, as large as the fullest one allows.

    Raises:
        PrintError: a label's words do not fit at the smallest size.
    """
    step, findings = _fit(inputs, sources)
    if findings:
        raise PrintError(findings)
    return _lay_out(inputs, sources, step, measure=False)


def label_findings(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> list[Finding]:
    """Return what does not fit on its label."""
    return _fit(inputs, sources)[1]


def _fit(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> tuple[int, list[Finding]]:
    for step in range(STEPS):
        over = overflows(_lay_out(inputs, sources, step, measure=True))
        if not over:
            break
    return step, [finding("overfull", page=o.page, place=o.field, over=o.millimetres) for o in over]


def _lay_out(inputs: Mapping[str, Any], sources: Mapping[str, Path], step: int, *, measure: bool) -> Any:
    size = SIZES[inputs["size"]]
    values = {
        "languages": inputs["languages"],
        "document_title": inputs["title"],
        "large": False,
        "size": inputs["size"],
        "step": step,
        "sheets": _sheets(inputs["labels"], size),
        "sheet_width": size.sheet_width,
        "sheet_height": size.sheet_height,
        "ticks": _ticks(size),
    }
    # WeasyPrint drops the lines of a positioned box that a page's end cuts, so pages are measured longer.
    high = 3 * size.sheet_height if measure else size.sheet_height
    page = f"@page{{size:{size.sheet_width}mm {high}mm;margin:0}}\n"
    css = theme_css("white", press=True) + page + template(sources, "label.css")
    files = read_kind(sources, "font") | code_files(inputs["labels"], size.code, press=True)
    return lay_out(fill(template(sources, "label.html"), values), css, files)


def code_files(labels: Sequence[Mapping[str, Any]], size: float, *, press: bool) -> dict[str, bytes]:
    """Return the drawing of each label's code, in inks or for screens."""
    black, white = BLACK.css(press=press), PAPER.css(press=press)
    return {
        f"qr/{label['id']}.svg": qr.svg(qr.print_matrix(label["address"]), size, black=black, white=white).encode()
        for label in labels
    }


def with_paragraphs(label: Mapping[str, Any]) -> dict[str, Any]:
    """Return the label with its caption as paragraphs, as its template wants it."""
    return {**label, "caption_paragraphs": {code: [text] for code, text in label["caption"].items()}}


def _sheets(labels: Sequence[Mapping[str, Any]], size: Size) -> list[list[dict[str, Any]]]:
    places = [(x * size.width, y * size.height) for y in range(size.down) for x in range(size.across)]
    count = len(places)
    return [
        [
            {"label": with_paragraphs(label), **_cell(size, x, y)}
            for label, (x, y) in zip(labels[start : start + count], places, strict=False)
        ]
        for start in range(0, len(labels), count)
    ]


def _cell(size: Size, x: float, y: float) -> dict[str, Box]:
    """Return the boxes of one label: the code stands right, at the level where a phone is held."""
    right = size.width - size.margin - size.code
    inner = size.height - 2 * size.margin
    gap = size.margin * 0.7
    quiet = size.code * 4 / 41  # the code's own white border, so that its black edge meets the margin
    return {
        "box": Box(x, y, size.width, size.height),
        "words": Box(size.margin, size.margin, right - gap - size.margin, inner),
        "code": Box(right + quiet, size.margin - quiet, size.code, size.code),
        "below": Box(right + 2 * quiet, size.margin + size.code - quiet, size.code - quiet, inner - size.code + quiet),
    }


def _ticks(size: Size) -> list[Box]:
    """Return the cutting marks: at the edges where a cut starts and ends, and a cross where cuts meet."""
    wide, high = size.sheet_width, size.sheet_height
    ticks = []
    for row in range(1, size.down):
        y = row * size.height - _HAIR / 2
        ticks += [Box(0, y, _TICK, _HAIR), Box(wide - _TICK, y, _TICK, _HAIR)]
    for column in range(1, size.across):
        x = column * size.width - _HAIR / 2
        ticks += [Box(x, 0, _HAIR, _TICK), Box(x, high - _TICK, _HAIR, _TICK)]
        for row in range(1, size.down):
            y = row * size.height
            ticks += [Box(x, y - 2, _HAIR, 4.0), Box(x - 2 + _HAIR / 2, y - _HAIR / 2, 4.0, _HAIR)]
    return ticks
