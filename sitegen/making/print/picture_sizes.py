"""How fine the photographs of a zine are as large as its pages may show them, known before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from sitegen.making.print.page_geometry import Box, cover_page, photo_page, setting
from sitegen.model.print_orders import FIRST_PHOTO_PAGE

LEAST_PPI = 200
"""Under so many pixels an inch nothing is printed."""
_INCH = 25.4


class Coarse(NamedTuple):
    """A photograph by its place among the zine's, the page that it is too coarse for, and the width that it needs."""

    photo: int
    page: int
    ppi: int
    needed: int


def too_coarse(sizes: Sequence[tuple[int, int]]) -> Iterator[Coarse]:
    """The photographs, given by width and height in pixels, that have too few for the largest size of a page."""
    for index, (width, height) in enumerate(sizes):
        number, ratio = FIRST_PHOTO_PAGE + index, width / height
        shown = {number: photo_page(number, ratio, 0, setting(1)).picture}
        shown |= {1: cover_page(ratio).picture} if index == 0 else {}
        for page, box in sorted(shown.items()):
            if box and (ppi := _ppi(width, height, box)) < LEAST_PPI:
                yield Coarse(index, page, round(ppi), ceil(width * LEAST_PPI / ppi))


def _ppi(width: int, height: int, box: Box) -> float:
    """The pixels an inch of a picture that fills a box, cut where it has another shape."""
    return min(width, height * box.width / box.height) / (box.width / _INCH)
