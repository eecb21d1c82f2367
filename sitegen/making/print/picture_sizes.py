"""How fine the photographs of a zine are as large as its pages may show them, known before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from sitegen.making.print.page_geometry import Box, PageLayout, cover_page, photo_pages, setting
from sitegen.model.zine_plan import COVER, plan_of

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
    for number, plan in plan_of(len(sizes)).items():
        shown = [sizes[index] for index in plan.pictures]
        layout = _largest(number, [width / height for width, height in shown], len(plan.words)) if shown else None
        for index, box in zip(plan.pictures, layout.pictures if layout else (), strict=True):
            width, height = sizes[index]
            ppi = _ppi(height, width, box) if layout and layout.turned else _ppi(width, height, box)
            if ppi < LEAST_PPI:
                yield Coarse(index, number, round(ppi), ceil(width * LEAST_PPI / ppi))


def _largest(number: int, ratios: Sequence[float], told: int) -> PageLayout:
    if number == COVER:
        return cover_page(ratios[0], setting(1))
    return photo_pages(number, ratios, told, setting(1))[0]


def _ppi(width: int, height: int, box: Box) -> float:
    """The pixels an inch of a picture that fills a box, cut where it has another shape."""
    return min(width, height * box.width / box.height) / (box.width / _INCH)
