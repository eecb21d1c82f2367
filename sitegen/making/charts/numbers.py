"""One big number."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.making.charts.bars import WIDE
from sitegen.making.charts.letters import unbroken, width
from sitegen.making.charts.marks import ASCENT, FACES, LABEL, Group, Plot, Text, height_of, set_text
from sitegen.model.charting import NumberData

_LARGEST = 150.0
_BESIDE = 0.66
_GAP = 26.0
_SECOND = 0.8
"""The size of the second language's sentence, of the first's."""

_COMMA = 0.17
"""How far a digit group's comma reaches below the baseline, of the size."""


def lay_out_number(data: NumberData, room: float, height: float | None) -> Plot:
    """The number as large as fits, its sentence beside it or below."""
    value = unbroken(data.figure.text)
    unit = width(value, FACES["big"], 1)
    wide = room >= WIDE
    size = min(_LARGEST if height is None else 190.0, room * (_BESIDE - 0.04 if wide else 0.98) / unit)
    big = set_text(value, "big", x=0, top=0, size=size)
    label_size = LABEL + (5 if wide or height else 3)
    if wide and unit * size <= room * _BESIDE:
        left = unit * size + _GAP
        label = set_text(data.sentences[0], "label", x=left, top=0, size=label_size, room=room - left)
        shift = max(0.0, big.lines[0].y - label.lines[-1].y)
        labels = _labels(data.sentences, left, shift, label_size, room - left)
        end = max(size * (ASCENT + _COMMA), labels[-1].lines[-1].y + label_size * 0.3)
    else:
        under = size * (ASCENT + _COMMA) + 8
        labels = _labels(data.sentences, 0, under, label_size, room)
        end = under + sum(map(height_of, labels)) + _GAP / 4 * (len(labels) - 1)
    return Plot(room, end, (Group(str(data.figure.value), texts=(big, *labels)),))


def _labels(sentences: Sequence[str], x: float, top: float, size: float, room: float) -> list[Text]:
    """The sentence, and below it, smaller and quieter, the same in the second language where there is one."""
    first, *others = sentences
    found = [set_text(first, "label", x=x, top=top, size=size, room=room)]
    for sentence in others:
        top += height_of(found[-1]) + _GAP / 4
        found.append(set_text(sentence, "quiet", x=x, top=top, size=size * _SECOND, room=room))
    return found
