"""Parts of a whole: a column cut into parts, with their names beside it."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.making.charts.letters import unbroken
from sitegen.making.charts.marks import LABEL, Box, Group, Plot, Stroke, Text, fills, height_of, set_text
from sitegen.model.charting import Amount, ShareData

_CUT = 2.0
_SPACE = 8.0
_FEW = 3
"""With at most this many parts there is room for large numbers."""


def lay_out_share(data: ShareData, room: float, height: float | None) -> Plot:
    """A column from the top, one part under the other, each joined to its label by a line."""
    parts = data.rows
    column = min(room * 0.34, 210.0)
    left = column + 34
    labels = [_label(part, left, room - left, large=len(parts) <= _FEW) for part in parts]
    heights = [_block_height(label) for label in labels]
    tall = max(sum(heights) + _SPACE * (len(heights) - 1), min(height or 300.0, 460.0))
    total = sum(part.figure.value for part in parts)
    looks = fills(part.highlight for part in parts)
    middles, boxes, y = [], [], 0.0
    for part, look in zip(parts, looks, strict=True):
        long = part.figure.value / total * tall
        boxes.append(Box(0, y, column, max(1.0, long - _CUT), look))
        middles.append(y + long / 2)
        y += long
    tops = _spread([middle - high / 2 for middle, high in zip(middles, heights, strict=True)], heights, tall)
    groups = []
    for part, box, middle, top, high, label in zip(parts, boxes, middles, tops, heights, labels, strict=True):
        leader = Stroke(
            (
                (column + 4, middle),
                (column + 14, middle),
                (left - 14, top + high / 2),
                (left - 7, top + high / 2),
            ),
            "rule",
        )
        moved = tuple(line.lowered(top) for line in label)
        groups.append(Group(str(part.figure.value), boxes=(box,), strokes=(leader,), texts=moved))
    return Plot(room, tall, tuple(groups))


def _label(part: Amount, x: float, room: float, *, large: bool) -> tuple[Text, ...]:
    """The number above the name, both from height 0."""
    size = 30.0 if large else LABEL + 2
    value = set_text(unbroken(part.figure.text), "big" if large else "value", x=x, top=0, size=size)
    texts = [value]
    if part.share:
        share = set_text(unbroken(part.share), "quiet", x=x + value.width + 8, top=0, size=LABEL)
        texts.append(share.on_line_of(value))
    texts.append(set_text(part.label, "label", x=x, top=height_of(value) + 2, size=LABEL, room=room))
    return tuple(texts)


def _block_height(texts: Sequence[Text]) -> float:
    return height_of(texts[0]) + 2 + height_of(texts[-1])


def _spread(tops: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Move blocks apart until none overlaps, as little as possible, inside 0 and `room`."""
    placed: list[float] = []
    edge = 0.0
    for top, high in zip(tops, heights, strict=True):
        placed.append(max(top, edge))
        edge = placed[-1] + high + _SPACE
    edge = room
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], edge - heights[index])
        edge = placed[index] - _SPACE
    return placed
