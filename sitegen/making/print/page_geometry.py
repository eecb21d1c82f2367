"""Where things stand on the pages of a zine: all sizes in millimetres from the trimmed page's top left corner.

Photographs are shown whole, in the shape they were taken (only the cover crops); the text below or above starts
on the baseline grid. Each page has steps: step 0 gives the picture the most room, later ones leave more to words.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import Literal, NamedTuple

from sitegen.model.print_orders import HEIGHT, WIDTH

BLEED = 3.0
OUTER, INNER, TOP, BOTTOM = 8.0, 10.0, 10.0, 10.0
COLUMN = WIDTH - OUTER - INNER
COVER_STEPS, TEXT_STEPS = 7, 4

_WIDE, _TALL = 0.95, 0.87
_WIDTHS = (WIDTH, *(float(w) for w in range(int(WIDTH - INNER), 45, -2)))
_HEIGHTS = tuple(float(h) for h in range(104, 62, -2))
_SIDE_HEIGHTS = tuple(float(h) for h in range(90, 48, -2))
PHOTO_STEPS = len(_SIDE_HEIGHTS)
_ROOMY_PT = 9.0
_WIDEST_BESIDE = 60.0  # leaves 30 mm to the title beside the picture
_GAP = 3.5  # at least, between a picture and its words


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


def setting(languages: int) -> Setting:
    """Return the setting for texts in one language, or, smaller, in several; both stay legible folded to A7."""
    return Setting(4.4, 9.9) if languages == 1 else Setting(3.9, 8.8)


@dataclass(frozen=True)
class Box:
    """A rectangle on the page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class PageLayout:
    """Where the parts of a page stand: its text, its picture, a title beside that (`head`); the rest is the cover's.

    The number is at the foot of the page (`low`), at its head (`high`), or left out.
    """

    text: Box
    picture: Box | None = None
    head: Box | None = None
    plate: Box | None = None
    series: Box | None = None
    folio: Literal["", "low", "high"] = ""


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


def photo_page(number: int, ratio: float, step: int, grid: Setting) -> PageLayout:
    """Place a photograph (width / height = `ratio`) and its words.

    Pictures bleed off two edges or three: wide ones alternate between the top and the foot of the page, and those
    that leave room at a side stand in the outer corner. Where words are many (the smaller setting), the title moves
    beside upright ones.
    """
    beside = grid.size < _ROOMY_PT
    if ratio < _TALL or (beside and ratio < _WIDE):
        return _upright_page(number, ratio, step, grid, beside=beside)
    picture = _picture(number, ratio, step)
    if number % 2 == 0:
        picture = Box(picture.x, HEIGHT - picture.height, picture.width, picture.height)
        text = Box(text_left(number), TOP, COLUMN, grid.down(picture.y - _GAP) - TOP)
        return PageLayout(text, with_bleed(picture), folio="high")
    return PageLayout(_below(number, picture, grid), with_bleed(picture), folio="low")


def _picture(number: int, ratio: float, step: int) -> Box:
    width = _WIDTHS[step]
    return Box(0.0 if number % 2 == 0 else WIDTH - width, 0.0, width, width / ratio)


def _below(number: int, picture: Box, grid: Setting) -> Box:
    top = grid.up(picture.y + picture.height + _GAP)
    return Box(text_left(number), top, COLUMN, grid.down(HEIGHT - BOTTOM) - top)


def _upright_page(number: int, ratio: float, step: int, grid: Setting, *, beside: bool) -> PageLayout:
    height = (_SIDE_HEIGHTS if beside else _HEIGHTS)[step]
    width = min(height * ratio, _WIDEST_BESIDE if beside else WIDTH)
    even = number % 2 == 0
    picture = Box(0.0 if even else WIDTH - width, 0.0, width, width / ratio)
    head = None
    if beside:
        left = width + _GAP + 1 if even else INNER
        right = WIDTH - INNER if even else WIDTH - width - _GAP - 1
        head = Box(left, TOP, right - left, grid.down(width / ratio + 1) - TOP)
    return PageLayout(_below(number, picture, grid), with_bleed(picture), head, folio="low")


def cover_page(ratio: float) -> PageLayout:
    """Place the cover: an upright picture fills it under a plate; a wide one stands above a block of colour."""
    if ratio < _TALL:
        return PageLayout(
            text=Box(INNER, 91.0, 74.0, 33.0),
            picture=Box(-BLEED, -BLEED, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED),
            plate=Box(-BLEED, 86.0, 88.0 + BLEED, 50.0),
            series=Box(INNER, 127.0, 74.0, 7.0),
        )
    edge = 92.0
    return PageLayout(
        text=Box(INNER, edge + 4.0, WIDTH - INNER - OUTER, 35.5),
        picture=Box(-BLEED, -BLEED, WIDTH + 2 * BLEED, edge + BLEED),
        plate=Box(-BLEED, edge, WIDTH + 2 * BLEED, HEIGHT - edge + BLEED),
        series=Box(INNER, HEIGHT - 13.5, WIDTH - INNER - OUTER, 7.0),
    )
