"""Checks of a page's edges as they are printed: what reaches the knife must run on beyond it.

Boxes only say how far a page may be painted. How far it is painted is seen on its picture, whatever it is made of.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sitegen.making.print.findings import Finding, Level, finding
from sitegen.making.print.finish import POINTS
from sitegen.making.print.preflight.walk import common

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sitegen.making.print.preflight.page_pictures import PagePicture
    from sitegen.model.print_job import PrintJob

_PAPER = 250  # of 255 in the palest of red, green and blue: paler is paper
_STEP = 40
_INSIDE_MM = 0.3  # what ends so near the knife is cut at it
_SLACK_MM = 0.4
_NEAR = 2  # pixels
_RUN_MM = 5.0
"""So long an end along the edge is no letter and no curve."""


class _Side(NamedTuple):
    """A side of a page, measured at each place along it, in pixels beyond the knife.

    `reach` is how far there is paint, `step` where the colour changes at once near the knife, `-inf` where that is
    nowhere; `room` is how far paint can reach, and `ends` where straight paint of some length ends.
    """

    reach: NDArray[np.float64]
    step: NDArray[np.float64]
    room: float
    ends: Sequence[float]


def check_edges(page: PagePicture, job: PrintJob) -> Iterator[Finding]:
    """Look for paint that ends at the knife or just beyond, and for paint at an edge that has no bleed."""
    per_mm = page.dpi / 25.4
    sides = _sides(page, job)
    room = min(side.room for side in sides) / per_mm
    if room < job.bleed - _SLACK_MM:
        painted = any(_longest(side.reach > -np.inf) > _RUN_MM * per_mm for side in sides)
        level: Level = "error" if painted else "warning"
        yield finding("no-bleed", level, page.number, bleed=max(0.0, round(room, 1)), expected=job.bleed)
    ends = [end / per_mm for side in sides for end in side.ends if _seen(side, end, per_mm)]
    if ends:
        yield finding("art-cut", page=page.number, reach=max(0.0, round(min(ends), 1)), expected=job.bleed)


def _seen(side: _Side, end: float, per_mm: float) -> bool:
    """Whether an end short of the bleed is seen: paper follows it, or at the knife another colour."""
    if end > side.room - _SLACK_MM * per_mm:
        return False
    return any(_longest(np.abs(places - end) <= _NEAR) > _RUN_MM * per_mm for places in (side.reach, side.step))


def _longest(marks: NDArray[np.bool_]) -> int:
    """The length of the longest run of true values."""
    ends = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
    return int((ends[1::2] - ends[::2]).max(initial=0))


def _sides(page: PagePicture, job: PrintJob) -> Sequence[_Side]:
    """Left, top, right and bottom; the corners beyond the trimmed page belong to none."""
    scale = page.dpi / 72
    left, bottom, right, top = page.trim
    tones = np.asarray(page.picture)
    high, wide = tones.shape[:2]
    x0, x1 = (round((x - page.area[0]) * scale) for x in (left, right))
    y0, y1 = (round((page.area[3] - y) * scale) for y in (top, bottom))
    inside, most = round(_INSIDE_MM * page.dpi / 25.4), round(job.bleed * POINTS * scale)
    across, down = tones[y0:y1], tones[:, x0:x1].transpose(1, 0, 2)
    strips = ((across[:, ::-1], wide - x0), (down[:, ::-1], high - y0), (across, x1), (down, y1))
    return [
        _side(strip[:, max(0, knife - inside) : knife + most], min(knife, inside), ends)
        for (strip, knife), ends in zip(strips, _all_ends(page, inside), strict=True)
    ]


def _all_ends(page: PagePicture, inside: int) -> Sequence[Sequence[float]]:
    """Where fills, pictures and shadings end beside or beyond the knife, left, top, right and bottom."""
    left, bottom, right, top = page.trim
    long, scale = _RUN_MM * POINTS, page.dpi / 72
    ends: tuple[set[float], ...] = (set(), set(), set(), set())
    for paint in page.paints:
        if paint.kind not in {"fill", "image", "shading"}:
            continue
        everywhere = (-math.inf, -math.inf, math.inf, math.inf)
        box = everywhere if paint.kind == "shading" else paint.box
        x0, y0, x1, y1 = common(common(box, paint.clip or everywhere), page.area)
        across, down = min(x1, right) - max(x0, left), min(y1, top) - max(y0, bottom)
        beyond = (left - x0, down), (y1 - top, across), (x1 - right, down), (bottom - y0, across)
        for side, (end, length) in zip(ends, beyond, strict=True):
            if length > long and end * scale >= -inside - _NEAR:
                side.add(round(end * scale))
    return [sorted(side) for side in ends]


def _side(strip: NDArray[np.uint8], inside: int, ends: Sequence[float]) -> _Side:
    """Measure a strip whose rows run outwards; so many pixels of each lie inside the knife."""
    ink = strip.min(axis=2) < _PAPER
    reach = ink.shape[1] - ink[:, ::-1].argmax(axis=1) - inside
    return _Side(np.where(ink.any(axis=1), reach, -np.inf), _steps(strip, inside), ink.shape[1] - inside, ends)


def _steps(strip: NDArray[np.uint8], inside: int) -> NDArray[np.float64]:
    """Where the colour changes from one pixel to the next but one, not further from the knife than `inside`."""
    near = strip[:, : 2 * inside + 1].astype(int)
    if near.shape[1] < 2 * inside + 1:
        return np.full(len(strip), -np.inf)
    change = np.abs(near[:, 2:] - near[:, :-2]).max(axis=2)
    return np.where(change.max(axis=1) > _STEP, change.argmax(axis=1) + 1.0 - inside, -np.inf)
