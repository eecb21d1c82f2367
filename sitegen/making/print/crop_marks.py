"""Crop marks, registration crosses and the slug around a press file, in all inks, clear of the bleed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from sitegen.making.input_files import InputFiles
from sitegen.making.print.finish import POINTS, declare
from sitegen.making.print.fonts import SLUG_FONT
from sitegen.making.print.slug import slug_line
from sitegen.model.print_orders import BLEED, MarkedPress

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLUG_MM, _LENGTH_MM, _CLEAR_MM = 10.0, 5.0, 1.0
_SLUG_LINE_MM = 8.5  # from the trimmed page down to the line that the letters stand on
_HAIRLINE_PT = 0.25

Line = tuple[float, float, float, float]


def with_marks(order: MarkedPress, files: InputFiles) -> bytes:
    """Make a press file on larger pages with marks 1 mm outside the bleed; trim and bleed boxes keep their size.

    Below each page stand the job, its version and day, and the page.
    """
    font = files.named(SLUG_FONT)
    with pikepdf.open(io.BytesIO(files.read(order.source))) as pdf:
        ink = pdf.make_indirect(all_inks(pdf))
        own = order.identity
        for number, page in enumerate(pdf.pages, 1):
            said = (own.job, own.version, f"{number}/{len(pdf.pages)}", own.date.isoformat())
            _mark(pdf, page, ink, font, "   ".join(filter(None, said)))
        return declare(pdf, order.identity, "x4")


def all_inks(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return the colour space of registration marks, which prints on every plate."""
    tint = pdf.make_stream(b"{dup dup dup}")
    tint.FunctionType, tint.Domain, tint.Range = 4, Array([0, 1]), Array([0, 1] * 4)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def _mark(pdf: pikepdf.Pdf, page: pikepdf.Page, ink: pikepdf.Object, font: bytes, said: str) -> None:
    slug = _SLUG_MM * POINTS
    width, height = (float(value) for value in list(page.MediaBox)[2:])
    boxes = {name: [round(float(v) + slug, 3) for v in page.obj[name]] for name in ("/TrimBox", "/BleedBox")}
    lines = [*crop_lines(boxes["/TrimBox"]), *_crosses(boxes["/BleedBox"])]
    drawn = "".join(f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S\n" for a, b, c, d in lines)
    drawn += _slug(font, said, boxes["/TrimBox"])
    page.contents_add(pdf.make_stream(f"q 1 0 0 1 {slug:.4f} {slug:.4f} cm\n".encode()), prepend=True)
    page.contents_add(pdf.make_stream(f"\nQ q /Marks CS 1 SCN /Marks cs 1 scn {_HAIRLINE_PT} w\n{drawn}Q".encode()))
    page.contents_coalesce()
    page.obj.MediaBox = Array([0, 0, round(width + 2 * slug, 3), round(height + 2 * slug, 3)])
    for name, box in boxes.items():
        page.obj[name] = Array(box)
    resources = Dictionary(dict(page.obj.Resources))
    resources.ColorSpace = Dictionary({**dict(resources.get("/ColorSpace", {})), "/Marks": ink})
    page.obj.Resources = resources


def crop_lines(trim: list[float]) -> Iterator[Line]:
    """Yield two lines at each corner of the trim box, outside the bleed."""
    left, bottom, right, top = trim
    near = (BLEED + _CLEAR_MM) * POINTS
    far = near + _LENGTH_MM * POINTS
    for x in (left, right):
        yield x, bottom - near, x, bottom - far
        yield x, top + near, x, top + far
    for y in (bottom, top):
        yield left - near, y, left - far, y
        yield right + near, y, right + far, y


def _slug(font: bytes, said: str, trim: list[float]) -> str:
    """The slug below the page, between the crop mark and the cross."""
    left, bottom, right, _ = trim
    side, cross = 2 * POINTS, 6 * POINTS
    return slug_line(font, said, (left + side, bottom - _SLUG_LINE_MM * POINTS), (right - left) / 2 - side - cross)


def _crosses(bleed: list[float]) -> Iterator[Line]:
    """Yield a cross at the middle of each side."""
    left, bottom, right, top = bleed
    away, arm = 4.5 * POINTS, 2.5 * POINTS
    middle_x, middle_y = (left + right) / 2, (bottom + top) / 2
    spots = ((middle_x, bottom - away), (middle_x, top + away), (left - away, middle_y), (right + away, middle_y))
    for x, y in spots:
        yield x - arm, y, x + arm, y
        yield x, y - arm, x, y + arm
