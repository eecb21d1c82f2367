"""Where things stand on the pages of a zine: all sizes in millimetres from the trimmed page's top left corner.

Photographs are shown whole, in the shape they were taken; only the cover and a page of its own crop. The text below
starts on the baseline grid. Each page has steps: step 0 gives pictures the most room, later ones leave more to words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import NamedTuple

from sitegen.model.print_orders import BLEED, HEIGHT, WIDTH
from sitegen.model.zine_plan import BACK

OUTER, INNER, TOP, BOTTOM = 8.0, 10.0, 10.0, 10.0
COLUMN = WIDTH - OUTER - INNER
CLEAR = 30.0
"""The narrowest column of words beside a picture."""
COVER_STEPS, TEXT_STEPS = 7, 4

_TALL, _WIDE = 0.87, 1.15
_GAP = 3.5  # at least, between a picture and its words
_BETWEEN = 2.0  # between pictures in a row
_WIDEST_BESIDE = WIDTH - INNER - CLEAR - _GAP
_NARROWEST = 40.0
_HIGHEST = 104.0
_BESIDE = tuple(_WIDEST_BESIDE - step for step in range(0, int(_WIDEST_BESIDE - _NARROWEST), 2))
_WIDTHS = (WIDTH, WIDTH - INNER, COLUMN, *_BESIDE)


class Setting(NamedTuple):
    """How text is set: the baseline grid in millimetres and the size of running text in points."""

    grid: float
    size: float

    def up(self, y: float) -> float:
        """Return the next grid line at or below `y` on the page."""
        return round(TOP + self.grid * ceil((y - TOP) / self.grid - 0.001), 3)

    def down(self, y: float) -> float:
        """Return the next grid line at or above `y` on the page."""
        return round(TOP + self.grid * floor((y - TOP) / self.grid + 0.001), 3)


_ONE_LANGUAGE = Setting(4.4, 9.9)
_SMALLER = (Setting(3.9, 8.8), Setting(3.7, 8.3), Setting(3.5, 7.9), Setting(3.3, 7.5))


def setting(languages: int) -> Setting:
    """Return the setting for texts in one language, or, smaller, in several; both stay legible folded to A7."""
    return _ONE_LANGUAGE if languages == 1 else _SMALLER[0]


@dataclass(frozen=True)
class Box:
    """A rectangle on the page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class PageLayout:
    """Where the parts of a page stand: its text, its pictures, a title beside one (`head`); the rest is the cover's.

    A picture that is `turned` has its head at the left, so that the booklet is turned to look at it.
    """

    setting: Setting
    text: Box
    pictures: tuple[Box, ...] = ()
    turned: bool = False
    head: Box | None = None
    plate: Box | None = None
    series: Box | None = None
    folio: bool = False


def with_bleed(box: Box) -> Box:
    """Return the box grown by the bleed on every side that touches the edge of the page."""
    left = BLEED if box.x <= 0 else 0.0
    top = BLEED if box.y <= 0 else 0.0
    right = BLEED if box.x + box.width >= WIDTH - 0.01 else 0.0
    bottom = BLEED if box.y + box.height >= HEIGHT - 0.01 else 0.0
    return Box(box.x - left, box.y - top, box.width + left + right, box.height + top + bottom)


def text_left(number: int) -> float:
    """Return where the column starts: the margin at the fold is wider."""
    return OUTER if number % 2 == 0 else INNER


def column(number: int, grid: Setting) -> Box:
    """Return the whole text area of a page, a whole number of lines."""
    return Box(text_left(number), TOP, COLUMN, grid.down(HEIGHT - BOTTOM) - TOP)


def photo_pages(number: int, ratios: Sequence[float], told: int, grid: Setting) -> list[PageLayout]:
    """Return the steps of a page for pictures (width / height = `ratios`) and for what is said of `told` photographs.

    A picture of which nothing is said here fills the page. Others stand in a row at the head of the page and bleed off
    it: over its whole width, as far as the text's inner margin, or as wide as the text; smaller ones stand in the outer
    corner and leave a column clear, which has the title where there is only one. Where the words of several share a
    page, type gets smaller at last.
    """
    if not told:
        return [_full_page(ratios[0], grid)]
    if not ratios:
        return [text_page(number, smaller) for smaller in _settings(grid)]
    # What would be higher than pictures may be is left out; the smallest are made as high as that.
    widths = [width for width in _WIDTHS if width <= _WIDEST_BESIDE or _height(ratios, width) <= _HIGHEST]
    if told == 1 and ratios[0] < _WIDE:
        return [_one_told(number, ratios[0], width, grid) for width in widths]
    if told == 1:
        large = [_row_told(number, ratios, width, smaller) for smaller in _settings(grid)[:3] for width in widths[:3]]
        return [*large, *(_row_told(number, ratios, width, grid) for width in _BESIDE)]
    return [_row_told(number, ratios, width, smaller) for smaller in _SMALLER for width in widths]


def _settings(grid: Setting) -> list[Setting]:
    """This setting and those with smaller type."""
    return [grid, *(smaller for smaller in _SMALLER if smaller.size < grid.size)]


def _full_page(ratio: float, grid: Setting) -> PageLayout:
    page = Box(0.0, 0.0, WIDTH, HEIGHT)
    return PageLayout(grid, page, (with_bleed(page),), turned=ratio > 1)


def _height(ratios: Sequence[float], width: float) -> float:
    return (width - _BETWEEN * (len(ratios) - 1)) / sum(ratios)


def _one_told(number: int, ratio: float, width: float, grid: Setting) -> PageLayout:
    layout = _row_told(number, [ratio], width, grid)
    if width > _WIDEST_BESIDE:
        return layout
    (picture,) = layout.pictures
    edge = picture.x + picture.width + _GAP if number % 2 == 0 else picture.x - _GAP
    left, right = (edge, WIDTH - INNER) if number % 2 == 0 else (INNER, edge)
    foot = grid.down(picture.y + picture.height + 1)
    return replace(layout, head=Box(left, TOP, right - left, foot - TOP))


def _row_told(number: int, ratios: Sequence[float], width: float, grid: Setting) -> PageLayout:
    height = min(_height(ratios, width), _HIGHEST)
    gaps = _BETWEEN * (len(ratios) - 1)
    left = _left(number, height * sum(ratios) + gaps if height == _HIGHEST else width)
    boxes = []
    for ratio in ratios:
        boxes.append(with_bleed(Box(left, 0.0, height * ratio, height)))
        left += height * ratio + _BETWEEN
    top = grid.up(height + _GAP)
    text = Box(text_left(number), top, COLUMN, grid.down(HEIGHT - BOTTOM) - top)
    return PageLayout(grid, text, tuple(boxes), folio=True)


def _left(number: int, width: float) -> float:
    """Where pictures start that are so wide together: as wide as the text they stand over it, else they bleed."""
    if width == COLUMN:
        return text_left(number)
    return 0.0 if number % 2 == 0 else WIDTH - width


def text_page(number: int, grid: Setting) -> PageLayout:
    """Place a page of words alone."""
    return PageLayout(grid, column(number, grid), folio=True)


def back_pages(grid: Setting) -> list[PageLayout]:
    """Return the steps of the back cover, each with smaller type."""
    text = Box(text_left(BACK), OUTER, COLUMN, HEIGHT - 2 * OUTER)
    return [PageLayout(smaller, text) for smaller in _settings(grid)]


def cover_page(ratio: float, grid: Setting) -> PageLayout:
    """Place the cover: an upright picture fills it under a plate; a wide one stands above a block of colour."""
    if ratio < _TALL:
        return PageLayout(
            grid,
            text=Box(INNER, 91.0, 74.0, 33.0),
            pictures=(Box(-BLEED, -BLEED, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED),),
            plate=Box(-BLEED, 86.0, 88.0 + BLEED, 50.0),
            series=Box(INNER, 127.0, 74.0, 7.0),
        )
    edge = 92.0
    return PageLayout(
        grid,
        text=Box(INNER, edge + 4.0, WIDTH - INNER - OUTER, 35.5),
        pictures=(Box(-BLEED, -BLEED, WIDTH + 2 * BLEED, edge + BLEED),),
        plate=Box(-BLEED, edge, WIDTH + 2 * BLEED, HEIGHT - edge + BLEED),
        series=Box(INNER, HEIGHT - 13.5, WIDTH - INNER - OUTER, 7.0),
    )
