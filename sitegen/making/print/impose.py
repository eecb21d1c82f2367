"""Put a zine's pages on sheets: one sheet folded and cut once, or a booklet stapled in the fold.

One sheet, lying: the upper row holds pages 5 4 3 2 upside down, the lower row 6 7 8 1 upright; folded in eighths
and cut along the middle between 4|7 and 3|8. Stapled, two pages a side: 8|1, 2|7, 6|3, 4|5, turned on the short edge.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from sitegen.making.input_files import InputFiles
from sitegen.making.print.finish import POINTS, declare
from sitegen.model.print_identity import Identity
from sitegen.model.print_orders import Booklet, FoldedSheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.making.print.crop_marks import Line

_LYING_MM = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}
_UPPER, _LOWER = (5, 4, 3, 2), (6, 7, 8, 1)
_TICK_MM = 4.0
_GREY = "0 0 0 0.55 K"


@dataclass(frozen=True)
class Place:
    """A page (from 1) on a sheet: its cell in points, turned upside down or not."""

    page: int
    x: float
    y: float
    width: float
    height: float
    turned: bool = False


def folded_sheet(order: FoldedSheet, files: InputFiles) -> bytes:
    """Make the one sheet of an eight-page zine.

    Raises:
        ValueError: the zine does not have eight pages.
    """
    width, height = (side * POINTS for side in _LYING_MM[order.size])
    wide, high = width / 4, height / 2
    places = [Place(p, i * wide, high, wide, high, turned=True) for i, p in enumerate(_UPPER)]
    places += [Place(p, i * wide, 0, wide, high) for i, p in enumerate(_LOWER)]
    marks = f"q 0.35 w {_GREY}\n[1.5 2.5] 0 d {_path(_folds(width, height))}"
    marks += f"[6 3] 0 d {_path([(wide, high, 3 * wide, high)])}Q\n"
    with pikepdf.open(io.BytesIO(files.read(order.source))) as source:
        if len(source.pages) != len(places):
            raise ValueError(f"a folded sheet has {len(places)} pages, not {len(source.pages)}")
        return _sheets(source, [(places, marks)], (width, height), order.identity)


def booklet(order: Booklet, files: InputFiles) -> bytes:
    """Make the sheets of a stapled booklet: two trimmed pages side by side, bleed outside, crop and fold marks.

    Raises:
        ValueError: the number of pages is not a multiple of four.
    """
    with pikepdf.open(io.BytesIO(files.read(order.source))) as source:
        count = len(source.pages)
        if count % 4:
            raise ValueError(f"a stapled booklet needs a multiple of four pages, not {count}")
        left, bottom, right, top = (float(v) for v in source.pages[0].TrimBox)
        wide, high, edge = right - left, top - bottom, 10 * POINTS
        marks = f"q 0.25 w {_GREY}\n{_path(_booklet_marks(edge, wide, high))}Q\n"
        sides = []
        for verso, recto in saddle_order(count):
            places = [Place(verso, edge, edge, wide, high), Place(recto, edge + wide, edge, wide, high)]
            sides.append((places, marks))
        return _sheets(source, sides, (2 * (wide + edge), high + 2 * edge), order.identity, bleed=3 * POINTS)


def saddle_order(count: int) -> Iterator[tuple[int, int]]:
    """Yield the pages (left, right) of each side of each sheet: fronts and backs in turn, outermost sheet first."""
    for sheet in range(count // 4):
        yield count - 2 * sheet, 1 + 2 * sheet
        yield 2 + 2 * sheet, count - 1 - 2 * sheet


def _sheets(
    source: pikepdf.Pdf,
    sides: Sequence[tuple[Sequence[Place], str]],
    size: tuple[float, float],
    identity: Identity,
    bleed: float = 0.0,
) -> bytes:
    with pikepdf.new() as pdf:
        for places, marks in sides:
            forms = {f"/P{place.page}": _form(pdf, source, place.page) for place in places}
            drawn = "".join(_draw(source, place, places, bleed) for place in places)
            page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, round(size[0], 3), round(size[1], 3)]))
            for name, beyond in (("/TrimBox", 0.0), ("/BleedBox", bleed)):
                page[name] = Array([round(v, 3) for v in _around(places, beyond)])
            page.Resources = Dictionary(XObject=Dictionary(forms))
            page.Contents = pdf.make_stream((drawn + marks).encode())
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        intents = source.Root.get("/OutputIntents")
        if intents is not None:
            pdf.Root.OutputIntents = Array([pdf.copy_foreign(intent) for intent in intents])
        return declare(pdf, identity, "plain")


def _around(places: Sequence[Place], beyond: float) -> tuple[float, float, float, float]:
    """The box of all cells, and so many points beyond."""
    return (
        min(p.x for p in places) - beyond,
        min(p.y for p in places) - beyond,
        max(p.x + p.width for p in places) + beyond,
        max(p.y + p.height for p in places) + beyond,
    )


def _form(pdf: pikepdf.Pdf, source: pikepdf.Pdf, number: int) -> pikepdf.Object:
    return pdf.copy_foreign(source.pages[number - 1].as_form_xobject())


def _draw(source: pikepdf.Pdf, place: Place, places: Sequence[Place], bleed: float) -> str:
    """Scale the page's trimmed area into its cell, clipped there; bleed remains only where no neighbour is."""
    left, bottom, right, top = (float(v) for v in source.pages[place.page - 1].TrimBox)
    across, down = place.width / (right - left), place.height / (top - bottom)
    first, last = place.x == min(p.x for p in places), place.x == max(p.x for p in places)
    x, width = place.x - bleed * first, place.width + bleed * (first + last)
    clip = f"{x:.4f} {place.y - bleed:.4f} {width:.4f} {place.height + 2 * bleed:.4f} re W n"
    if place.turned:
        matrix = (-across, -down, place.x + place.width + left * across, place.y + place.height + bottom * down)
    else:
        matrix = (across, down, place.x - left * across, place.y - bottom * down)
    sx, sy, dx, dy = matrix
    return f"q {clip} {sx:.6f} 0 0 {sy:.6f} {dx:.4f} {dy:.4f} cm /P{place.page} Do Q\n"


def _path(lines: Sequence[Line] | Iterator[Line]) -> str:
    return "".join(f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S\n" for a, b, c, d in lines)


def _folds(width: float, height: float) -> Iterator[Line]:
    """Yield ticks at the sheet's edges where it is folded."""
    tick = _TICK_MM * POINTS
    for x in (width / 4, width / 2, 3 * width / 4):
        yield x, 0, x, tick
        yield x, height - tick, x, height
    yield 0, height / 2, tick, height / 2
    yield width - tick, height / 2, width, height / 2


def _booklet_marks(edge: float, wide: float, high: float) -> Iterator[Line]:
    """Yield crop marks at the outer corners and ticks at the fold."""
    near, far = edge - 4 * POINTS, edge - 9 * POINTS
    for x in (edge, edge + wide, edge + 2 * wide):
        yield x, near, x, far
        yield x, high + 2 * edge - near, x, high + 2 * edge - far
    for y in (edge, edge + high):
        yield near, y, far, y
        yield 2 * (wide + edge) - near, y, 2 * (wide + edge) - far, y
