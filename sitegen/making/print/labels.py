"""Wall labels: A6 or A5 lying, with a code to the photograph's page, a label a page or on A4 sheets for the guillotine.

Each label is set alone, in the largest type in which its words have room, so that one which says much leaves the
others as they are. A4 halves into A5 and A6 without waste, so a sheet is cut along its middle lines only; ticks at the
edges and a cross in the middle show where.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from sitegen.making import qr
from sitegen.making.input_files import InputFiles
from sitegen.making.print.findings import PrintError, finding
from sitegen.making.print.finish import Intent, declare_plain
from sitegen.making.print.layout import Overflow, lay_out, overflows
from sitegen.making.print.localization import Localization
from sitegen.making.print.page_geometry import Box
from sitegen.making.print.palette import BLACK, PAPER, theme_css
from sitegen.making.print.press import press, written
from sitegen.making.print.templating import fill
from sitegen.model.print_orders import BLEED, LABEL_TRIM, LABELS_A_SHEET, LabelPress, Labels, LabelSheets, LabelSize

CODE = 36.0
"""The side of a code's white box in millimetres: hardly more than its checks ask, so that the title is heavier."""

_TICK, _HAIR = 5.0, 0.12


class Type(NamedTuple):
    """Sizes of type in points: of the longest text of a label, of its title, and of a caption above a longer text.

    Two languages stand in `columns`, else below each other, where one that says more than the other needs less room.
    """

    text: float
    title: float
    caption: float = 0.0
    columns: bool = True


_Set: TypeAlias = tuple[dict[str, Any], Type]
"""A label as the template is told of it, and its sizes of type."""


@dataclass(frozen=True)
class Size:
    """A size of label, its sheet and its margin, in millimetres, and its sizes of type, the largest first."""

    width: float
    height: float
    sheet_width: float
    sheet_height: float
    margin: float
    types: tuple[Type, ...]


SIZES: dict[LabelSize, Size] = {
    "a5": Size(
        *LABEL_TRIM["a5"],
        *(210.0, 297.0, 10.0),
        (
            Type(22, 34, 17),
            Type(20, 34, 17),
            Type(18, 34, 17),
            Type(17, 34, 16),
            Type(16, 34, 16),
            Type(15, 34, 16),
            Type(15, 30, 15),
            Type(14, 30, 15),
            Type(14, 22, 14, columns=False),
            Type(13, 22, 13, columns=False),
            Type(12, 20, 12, columns=False),
            Type(11, 20, 11, columns=False),
        ),
    ),
    "a6": Size(
        *LABEL_TRIM["a6"],
        *(297.0, 210.0, 9.0),
        (Type(20, 28), Type(18, 28), Type(17, 28), Type(16, 28), Type(14, 26), Type(12, 24), Type(11, 20)),
    ),
}
"""Labels of A5 are read by people who stand before them, so their text has 14 points, and less before it is refused."""


@dataclass(frozen=True)
class _Paper:
    """What labels stand on: its size, how much of it is cut off around, where they stand, and its cutting marks."""

    width: float
    height: float
    bleed: float = 0.0
    places: Sequence[tuple[float, float]] = ((0.0, 0.0),)
    ticks: Sequence[Box] = ()


def label_press(order: LabelPress, files: InputFiles) -> bytes:
    """Make the press file of labels, each on a page of its own.

    Raises:
        PrintError: a label's words do not fit at the smallest size.
    """
    size = SIZES[order.size]
    document = _lay_out(_fitted(order, files, 1), order, files, _Paper(size.width, size.height, BLEED))
    return press(document, order.identity, Intent(files.named("profile.icc")))


def label_sheets(order: LabelSheets, files: InputFiles) -> bytes:
    """Make the sheets with the same labels, in inks only.

    Raises:
        PrintError: a label's words do not fit at the smallest size.
    """
    document = _lay_out(_fitted(order, files, LABELS_A_SHEET[order.size]), order, files, _sheet(SIZES[order.size]))
    return declare_plain(written(document), order.identity, Intent(files.named("profile.icc")))


_fitting: dict[str, int] = {}
"""Which type of its size each label got: sheets and press files have the same ones, and so have the stops of a tour."""
_MOST_FITTING = 10_000


def _fitted(order: LabelPress | LabelSheets, files: InputFiles, a_page: int) -> list[_Set]:
    """Each label with the largest type in which it fits; `a_page` is how many stand on a page.

    Raises:
        PrintError: one fits in none.
    """
    labels = numbered(order.content, Localization(order.content.languages, files))
    standing = sorted((name, file.digest) for name, file in files.standing.items())
    about = (order.size, order.content.languages, standing)
    names = [hashlib.sha256(repr((label, about)).encode()).hexdigest() for label in labels]
    if len(_fitting) > _MOST_FITTING:
        _fitting.clear()
    unknown = [(name, label) for name, label in zip(names, labels, strict=True) if name not in _fitting]
    found = _largest([label for _, label in unknown], order, files)
    _fitting.update((name, place) for (name, _), place in zip(unknown, found, strict=True))
    types, at = SIZES[order.size].types, [_fitting[name] for name in names]
    if len(types) in at:
        over = _overflows([(label, types[-1]) for label in labels], order, files)
        raise PrintError(
            finding("overfull", page=(one.page - 1) // a_page + 1, place=one.field, over=one.millimetres)
            for one in over
        )
    return [(label, types[place]) for label, place in zip(labels, at, strict=True)]


def _largest(labels: Sequence[dict[str, Any]], order: LabelPress | LabelSheets, files: InputFiles) -> list[int]:
    """Where in the types of its size each label's largest is, by halves: a label that fits fits in all smaller ones."""
    types = SIZES[order.size].types
    least, most = [0] * len(labels), [len(types)] * len(labels)
    while left := [place for place, (low, high) in enumerate(zip(least, most, strict=True)) if low < high]:
        tried = [(place, (least[place] + most[place]) // 2) for place in left]
        over = {one.page for one in _overflows([(labels[place], types[at]) for place, at in tried], order, files)}
        for page, (place, at) in enumerate(tried, 1):
            if page in over:
                least[place] = at + 1
            else:
                most[place] = at
    return least


def _overflows(labels: Sequence[_Set], order: LabelPress | LabelSheets, files: InputFiles) -> list[Overflow]:
    """What leaves its frame, each label on a page of its own."""
    size = SIZES[order.size]
    # WeasyPrint drops the lines of a positioned box that a page's end cuts, so pages are measured longer.
    return overflows(_lay_out(labels, order, files, _Paper(size.width, 3 * size.height)))


def _lay_out(labels: Sequence[_Set], order: LabelPress | LabelSheets, files: InputFiles, paper: _Paper) -> Any:
    size, count = SIZES[order.size], len(paper.places)
    pages = [
        [
            {
                "label": label,
                "box": Box(
                    x + size.margin, y + size.margin, size.width - 2 * size.margin, size.height - 2 * size.margin
                ),
                "type": type_,
            }
            for (label, type_), (x, y) in zip(labels[start : start + count], paper.places, strict=False)
        ]
        for start in range(0, len(labels), count)
    ]
    values = {
        "languages": [writing.code for writing in order.content.languages],
        "document_title": order.identity.title,
        "large": False,
        "size": order.size,
        "pages": pages,
        "paper": paper,
        "code": CODE,
        "quiet": CODE * 4 / 41,
    }
    page = f"@page{{size:{paper.width}mm {paper.height}mm;margin:0;bleed:{paper.bleed}mm}}\n"
    css = theme_css("white", press=True) + page + files.text("print/label.css")
    given = files.below("font") | code_files(order.content, press=True)
    return lay_out(fill(files.text("print/label.html"), values, "print/label.html"), css, given)


def code_files(content: Labels, *, press: bool) -> dict[str, bytes]:
    """Return the drawing of each label's code, in inks or for screens."""
    black, white = BLACK.css(press=press), PAPER.css(press=press)
    return {
        f"qr/{label.photo.id}.svg": qr.svg(qr.print_matrix(label.code.url), CODE, black=black, white=white).encode()
        for label in content.labels
    }


def numbered(content: Labels, words: Localization) -> list[dict[str, Any]]:
    """Return what the template is told of each label; all forms of labels have the same numbers."""
    return [
        {
            "number": number,
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
        for number, label in enumerate(content.labels, 1)
    ]


def _sheet(size: Size) -> _Paper:
    """Return the sheet of A4, whose cells are its halves or quarters; labels stand in their middle."""
    sheet = size.sheet_width, size.sheet_height
    across, down = int(sheet[0] // size.width), int(sheet[1] // size.height)
    wide, high = sheet[0] / across, sheet[1] / down
    left, top = (wide - size.width) / 2, (high - size.height) / 2
    places = [(x * wide + left, y * high + top) for y in range(down) for x in range(across)]
    return _Paper(*sheet, places=places, ticks=_ticks(*sheet, across, down))


def _ticks(wide: float, high: float, across: int, down: int) -> list[Box]:
    """Return the cutting marks: at the edges where a cut starts and ends, and a cross where cuts meet."""
    ticks = []
    for row in range(1, down):
        y = row * high / down - _HAIR / 2
        ticks += [Box(0, y, _TICK, _HAIR), Box(wide - _TICK, y, _TICK, _HAIR)]
    for column in range(1, across):
        x = column * wide / across - _HAIR / 2
        ticks += [Box(x, 0, _HAIR, _TICK), Box(x, high - _TICK, _HAIR, _TICK)]
        for row in range(1, down):
            y = row * high / down
            ticks += [Box(x, y - 2, _HAIR, 4.0), Box(x - 2 + _HAIR / 2, y - _HAIR / 2, 4.0, _HAIR)]
    return ticks
