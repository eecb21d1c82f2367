"""Wall labels: A6 or A5 lying, with a code to the photograph's page, on A4 sheets for the guillotine.

A4 halves into A5 and A6 without waste, so a sheet is cut along its middle lines only; ticks at the edges and a
cross in the middle show where.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sitegen.making import qr
from sitegen.making.input_files import InputFiles
from sitegen.making.print.findings import PrintError, finding
from sitegen.making.print.finish import Intent, declare_plain
from sitegen.making.print.layout import lay_out, overflows
from sitegen.making.print.localization import Localization
from sitegen.making.print.page_geometry import Box
from sitegen.making.print.palette import BLACK, PAPER, theme_css
from sitegen.making.print.press import written
from sitegen.making.print.templating import fill
from sitegen.model.print_orders import Label, Labels, LabelSheets, LabelSize

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


SIZES: dict[LabelSize, Size] = {
    "a5": Size(210.0, 148.5, 210.0, 297.0, 13.0, 42.0),
    "a6": Size(148.5, 105.0, 297.0, 210.0, 9.0, 37.0),
}


def label_sheets(order: LabelSheets, files: InputFiles) -> bytes:
    """Make the sheets: all labels in one size of type, as large as the fullest one allows, and in inks only.

    Raises:
        PrintError: a label's words do not fit at the smallest size.
    """
    for step in range(STEPS):
        if _fit(order, files, step):
            document = _lay_out(order, files, step, measure=False)
            return declare_plain(written(document), order.identity, Intent(files.named("profile.icc")))
    over = overflows(_lay_out(order, files, STEPS - 1, measure=True))
    raise PrintError(finding("overfull", page=o.page, place=o.field, over=o.millimetres) for o in over)


_fitting: dict[str, bool] = {}
"""Which labels were found to fit: every stop of a tour has the same ones, and a size of type is tried in a moment."""
_MOST_FITTING = 10_000


def _fit(order: LabelSheets, files: InputFiles, step: int) -> bool:
    """Whether all labels fit at a size of type; measures those alone of which it is not known yet."""
    standing = sorted((name, file.digest) for name, file in files.standing.items())
    about = (order.size, step, order.content.languages, standing)
    names = {one.photo.id: hashlib.sha256(repr((one, about)).encode()).hexdigest() for one in order.content.labels}
    if not all(_fitting.get(name, True) for name in names.values()):
        return False
    unknown = tuple(label for label in order.content.labels if names[label.photo.id] not in _fitting)
    if not unknown:
        return True
    some = replace(order, content=replace(order.content, labels=unknown))
    over = {one.field.partition(":")[0] for one in overflows(_lay_out(some, files, step, measure=True))}
    if len(_fitting) > _MOST_FITTING:
        _fitting.clear()
    _fitting.update((names[label.photo.id], label.photo.id not in over) for label in unknown)
    return not over


def _lay_out(order: LabelSheets, files: InputFiles, step: int, *, measure: bool) -> Any:
    size, words = SIZES[order.size], Localization(order.content.languages, files)
    values = {
        "languages": words.codes,
        "document_title": order.identity.title,
        "large": False,
        "size": order.size,
        "step": step,
        "sheets": _sheets([label_values(label, words) for label in order.content.labels], size),
        "sheet_width": size.sheet_width,
        "sheet_height": size.sheet_height,
        "ticks": _ticks(size),
    }
    # WeasyPrint drops the lines of a positioned box that a page's end cuts, so pages are measured longer.
    high = 3 * size.sheet_height if measure else size.sheet_height
    page = f"@page{{size:{size.sheet_width}mm {high}mm;margin:0}}\n"
    css = theme_css("white", press=True) + page + files.text("print/label.css")
    given = files.below("font") | code_files(order.content, size.code, press=True)
    return lay_out(fill(files.text("print/label.html"), values, "print/label.html"), css, given)


def code_files(content: Labels, size: float, *, press: bool) -> dict[str, bytes]:
    """Return the drawing of each label's code, in inks or for screens."""
    black, white = BLACK.css(press=press), PAPER.css(press=press)
    return {
        f"qr/{label.photo.id}.svg": qr.svg(qr.print_matrix(label.code.url), size, black=black, white=white).encode()
        for label in content.labels
    }


def label_values(label: Label, words: Localization) -> dict[str, Any]:
    """Return what the template is told of a label."""
    return {
        "id": label.photo.id,
        "title": words.text(label.photo.title),
        "author": label.author.name,
        "facts": words.text(label.author.facts),
        "caption": words.paragraphs(label.photo.caption),
        "comment": words.paragraphs(label.photo.comment),
        "meta": words.text(label.photo.meta),
        "call": words.text(label.call),
        "code": label.code,
    }


def _sheets(labels: Sequence[dict[str, Any]], size: Size) -> list[list[dict[str, Any]]]:
    places = [(x * size.width, y * size.height) for y in range(size.down) for x in range(size.across)]
    count = len(places)
    return [
        [
            {"label": label, **_cell(size, x, y)}
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
