"""One big number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sitegen.making.charts.bars import WIDE
from sitegen.making.charts.letters import unbroken, width
from sitegen.making.charts.marks import ASCENT, FACES, LABEL, Group, Plot, Text, height_of, text

_LARGEST = 150.0
_BESIDE = 0.66
_GAP = 26.0
_SECOND = 0.8
"""The size of the second language's sentence, of the first's."""

_COMMA = 0.17
"""How far a digit group's comma reaches below the baseline, of the size."""


def number(chart: Mapping[str, Any], room: float, height: float | None) -> Plot:
    """The number as large as fits, its sentence beside it or below."""
    value = unbroken(chart["figure"]["text"])
    unit = width(value, FACES["big"], 1)
    wide = room >= WIDE
    size = min(_LARGEST if height is None else 190.0, room * (_BESIDE - 0.04 if wide else 0.98) / unit)
    big = text(value, "big", x=0, top=0, size=size)
    label_size = LABEL + (5 if wide or height else 3)
    if wide and unit * size <= room * _BESIDE:
        left = unit * size + _GAP
        label = text(chart["label"], "label", x=left, top=0, size=label_size, room=room - left)
        shift = max(0.0, big.lines[0].y - label.lines[-1].y)
        labels = _labels(chart, left, shift, label_size, room - left)
        end = max(size * (ASCENT + _COMMA), labels[-1].lines[-1].y + label_size * 0.3)
    else:
        under = size * (ASCENT + _COMMA) + 8
        labels = _labels(chart, 0, under, label_size, room)
        end = under + sum(map(height_of, labels)) + _GAP / 4 * (len(labels) - 1)
    return Plot(room, end, (Group(str(chart["figure"]["value"]), texts=(big, *labels)),))


def _labels(chart: Mapping[str, Any], x: float, top: float, size: float, room: float) -> list[Text]:
    """The sentence, and below it, smaller and quieter, the same in the second language where there is one."""
    found = [text(chart["label"], "label", x=x, top=top, size=size, room=room)]
    if "second" in chart:
        top += height_of(found[0]) + _GAP / 4
        found.append(text(chart["second"]["label"], "quiet", x=x, top=top, size=size * _SECOND, room=room))
    return found
