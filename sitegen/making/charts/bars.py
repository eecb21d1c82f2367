"""Bars, and strips divided into parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sitegen.making.charts.letters import unbroken, width
from sitegen.making.charts.marks import (
    FACES,
    LABEL,
    SMALL,
    Anchor,
    Box,
    Fill,
    Group,
    Plot,
    Role,
    Stroke,
    Text,
    centred,
    fills,
    height_of,
    per_unit,
    set_text,
)
from sitegen.model.charting import Amount, BarData, StackedData, Strip, StripPart

WIDE = 560.0
"""From this width on, labels stand beside their bars instead of above them."""

_BESIDE = 0.32
"""How much of the width labels may take."""

_GAP = 10.0
_PAD = 7.0
_CUT = 2.0
_THINNEST, _THICK, _THICKEST = 22.0, 32.0, 60.0
"""Of strips: at least, on pages, and to fill a height at most."""


class _Columns(NamedTuple):
    """Where labels end and bars begin; `beside` is False where labels stand above."""

    labels: float
    left: float
    beside: bool


def _columns(labels: Sequence[str], room: float, *, sheet: bool) -> _Columns:
    """Where labels go; on a sheet with a height to fill they may take more of the width, so that nothing shrinks."""
    longest = max(width(label, FACES["label"], LABEL) for label in labels)
    if room >= WIDE or longest <= room * (_BESIDE if sheet else 0.2):
        column = min(longest, room * _BESIDE) + 1
        return _Columns(column, column + _GAP * 1.4, beside=True)
    return _Columns(room, 0, beside=False)


def lay_out_bars(data: BarData, room: float, height: float | None) -> Plot:
    """Horizontal bars from one line, each with its label and its value at the end."""
    columns = _columns([row.label for row in data.rows], room, sheet=height is not None)
    widest = max(width(unbroken(row.figure.text), FACES["value"], LABEL) for row in data.rows)
    scale = per_unit(room - columns.left - widest - _GAP, max(row.figure.value for row in data.rows))
    marked = any(row.highlight for row in data.rows)
    top, groups = 0.0, []
    stretch = _stretch(data, room, height, columns)
    for row in data.rows:
        look: Fill = "accent" if row.highlight or not marked else "muted"
        group, top = _bar_row(row, look, columns, top, scale, stretch)
        groups.append(group)
    end = top - stretch * 14
    axis = Group(strokes=(Stroke(((columns.left, 0), (columns.left, end)), "ink", 1.5),))
    return Plot(room, end, (*groups, axis) if columns.beside else tuple(groups))


def _stretch(data: BarData, room: float, height: float | None, columns: _Columns) -> float:
    """How much thicker bars may be to fill a height, between 1 and 1.8."""
    if height is None:
        return 1.0
    labels = 0.0
    if not columns.beside:
        blocks = [set_text(row.label, "label", x=0, top=0, size=LABEL, room=room) for row in data.rows]
        labels = sum(height_of(block) + 4 for block in blocks)
    natural = len(data.rows) * (24.0 + 14.0)
    return min(1.8, max(1.0, (height - labels) / natural))


def _bar_row(
    row: Amount, look: Fill, columns: _Columns, top: float, scale: float, stretch: float
) -> tuple[Group, float]:
    """One bar, and where the next row starts."""
    thick = 24.0 * stretch
    label = set_text(row.label, "label", x=0, top=top, size=LABEL, room=columns.labels)
    tall = height_of(label)
    if columns.beside:
        row_height = max(thick, tall)
        label = set_text(row.label, "label", x=0, top=top + (row_height - tall) / 2, size=LABEL, room=columns.labels)
        bar_top = top + (row_height - thick) / 2
    else:
        bar_top = top + tall + 4
        row_height = tall + 4 + thick
    length = max(2.0, row.figure.value * scale)
    box = Box(columns.left, bar_top, length, thick, look)
    value = unbroken(row.figure.text)
    number = centred(value, "value", x=columns.left + length + 8, middle=bar_top + thick / 2, size=LABEL)
    group = Group(str(row.figure.value), boxes=(box,), texts=(label, number))
    return group, top + row_height + 14 * stretch


def lay_out_strips(data: StackedData, room: float, height: float | None) -> Plot:
    """Strips divided into parts, under a legend; a value that does not fit inside stands below its strip.

    To fill a height, strips are as thick as names and values around them let them be.
    """
    if height is None:
        return _strips(data, room, _THICK, sheet=False)
    thin = _strips(data, room, _THINNEST, sheet=True)
    spare = (height - thin.height) / len(data.rows)
    return _strips(data, room, min(_THICKEST, _THINNEST + spare), sheet=True) if spare > 0 else thin


def _strips(data: StackedData, room: float, thick: float, *, sheet: bool) -> Plot:
    """The legend and strips of a thickness."""
    looks = fills(part.highlight for part in data.parts)
    legend, top = _legend(data.parts, looks, room)
    columns = _columns([row.label for row in data.rows], room, sheet=sheet)
    each = data.scale == "each"
    marked = each and len(looks) == 2  # noqa: PLR2004 - half of a whole says something about two parts only
    if marked:
        top += SMALL + 8
    start = top
    largest = max(row.total for row in data.rows)
    groups: list[Group] = [legend]
    for row in data.rows:
        scale = per_unit(room - columns.left, row.total if each else largest)
        found, top = _strip(row, data.parts, looks, columns, top, thick, scale, room)
        groups += found
        top += 14
    end = top - 14
    if marked:
        groups.append(_half(data.half, columns.left + (room - columns.left) / 2, start, end))
    return Plot(room, end, tuple(groups))


def _legend(parts: Sequence[StripPart], looks: Sequence[Fill], room: float) -> tuple[Group, float]:
    """A swatch and a name for each part, wrapped; and where the strips start."""
    x, y, swatch, line = 0.0, 0.0, 14.0, 22.0
    boxes: list[Box] = []
    texts: list[Text] = []
    for part, look in zip(parts, looks, strict=True):
        wide = swatch + 7 + width(part.label, FACES["value"], LABEL)
        if x and x + wide > room:
            x, y = 0.0, y + line
        boxes.append(Box(x, y, swatch, swatch, look))
        texts.append(centred(part.label, "value", x=x + swatch + 7, middle=y + swatch / 2, size=LABEL))
        x += wide + 20
    return Group(boxes=tuple(boxes), texts=tuple(texts)), y + swatch + 18


def _half(label: str, x: float, top: float, end: float) -> Group:
    """The line at one half of every strip."""
    line = Stroke(((x, top - 4), (x, end + 4)), "ink", 1.5, "2 3")
    return Group(strokes=(line,), texts=(centred(label, "quiet", x=x, middle=top - 12, size=SMALL, anchor="middle"),))


def _strip(
    row: Strip,
    parts: Sequence[StripPart],
    looks: Sequence[Fill],
    columns: _Columns,
    top: float,
    thick: float,
    scale: float,
    room: float,
) -> tuple[list[Group], float]:
    """One divided strip, and where it ends."""
    label = set_text(row.label, "label", x=0, top=top, size=LABEL, room=columns.labels)
    tall = height_of(label)
    if columns.beside:
        label = set_text(row.label, "label", x=0, top=top + (thick - tall) / 2, size=LABEL, room=columns.labels)
    else:
        top += tall + 4
    groups, spilt, x = [Group(texts=(label,))], [], columns.left
    for part, figure, look in zip(parts, row.figures, looks, strict=True):
        long = figure.value * scale
        box = Box(x, top, max(1.0, long - _CUT), thick, look)
        inside = _inside(unbroken(figure.text), box, at_end=part is parts[-1])
        if not inside:
            spilt.append((f"{part.label} {figure.text}", box))
        plates = tuple(_plate(value, box) for value in inside if box.hatching or look == "muted")
        groups.append(Group(str(figure.value), boxes=(box, *plates), texts=inside))
        x += long
    end = top + thick
    if spilt:
        values = ", ".join(unbroken(value) for value, _ in spilt)
        rest = set_text(values, "quiet", x=columns.left, top=end + 4, size=SMALL, room=room - columns.left)
        first, last = spilt[0][1], spilt[-1][1]
        middle = (first.x + last.x + last.width) / 2
        rest = replace(rest, x=min(max(columns.left, middle - rest.width / 2), room - rest.width))
        groups.append(Group(texts=(rest,)))
        end = end + 4 + height_of(rest)
    return groups, end


def _inside(value: str, box: Box, *, at_end: bool) -> tuple[Text, ...]:
    """The value inside its box, at the right in the last part; smaller, or nothing, where it is too wide."""
    role: Role = "on" if box.fill == "accent" else "value"
    for size, pad in ((LABEL, _PAD), (SMALL, _PAD - 3)):
        if width(value, FACES[role], size) + 2 * pad <= box.width:
            x = box.x + box.width - pad if at_end else box.x + pad
            anchor: Anchor = "end" if at_end else "start"
            return (centred(value, role, x=x, middle=box.y + box.height / 2, size=size, anchor=anchor),)
    return ()


def _plate(value: Text, box: Box) -> Box:
    """What keeps the hatching or the middling colour of a box away from its value."""
    return Box(value.left - 3, box.y + box.height / 2 - 10, value.width + 6, 20, "plate")
