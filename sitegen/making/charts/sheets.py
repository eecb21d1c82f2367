"""A chart that stands alone: title, plot, note, source and the publisher's line, as a file or as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sitegen.making.charts.letters import width as width_of
from sitegen.making.charts.marks import (
    FACES,
    SMALL,
    Box,
    Group,
    Plot,
    Stroke,
    Text,
    centred,
    height_of,
    plain,
    text,
)
from sitegen.making.charts.paint import dark_paint, paint
from sitegen.making.charts.plotting import WIDE, Words, lay_out, spoken

_MARGIN = 36.0
_TITLE, _SMALLEST_TITLE, _TITLE_LINES = 32.0, 24.0, 3
_BADGE = 26.0
_ZOOMS = (1.0, 1.08, 1.16, 1.25, 1.36, 1.5, 1.65, 1.8, 2.0)
_LIFT = 0.4
"""How much of the spare height stands above the plot."""


@dataclass(frozen=True)
class Sheet:
    """Everything around a plot, and where the plot stands: its corner and its scale."""

    width: float
    height: float
    groups: tuple[Group, ...]
    plot: Plot
    x: float
    y: float
    zoom: float


def sheet(
    chart: Mapping[str, Any], words: Words, brand: str, address: str, size: tuple[float, float] | None = None
) -> dict[str, Any]:
    """A chart on its own sheet, for a template: the fields of `Sheet`, `paint` and `dark` by role.

    `size` is the width and height to fill; without one the sheet is as high as its chart needs.
    """
    made = _filled(chart, words, brand, address, size) if size else _natural(chart, words, brand, address)
    marks: dict[str, Any] = plain(made)
    return marks | {"paint": dict(paint(chart["accent"])), "dark": dict(dark_paint(chart["accent"]))}


def _natural(chart: Mapping[str, Any], words: Words, brand: str, address: str) -> Sheet:
    wide = WIDE + 2 * _MARGIN
    head, top = _head(chart, words, WIDE)
    plot = lay_out(chart, words, WIDE)
    foot, tall = _foot(chart, words, WIDE, brand, address)
    start = top + plot.height + 28
    groups = (*head, *(_lowered(group, start) for group in foot))
    return Sheet(wide, start + tall + _MARGIN, groups, plot, _MARGIN, top, 1.0)


def _filled(chart: Mapping[str, Any], words: Words, brand: str, address: str, size: tuple[float, float]) -> Sheet:
    wide, high = size
    inner = wide - 2 * _MARGIN
    head, top = _head(chart, words, inner)
    foot, tall = _foot(chart, words, inner, brand, address)
    start = high - _MARGIN * 0.8 - tall
    room = start - 22 - top
    plot, zoom = _fitted(chart, words, inner, room)
    spare = max(0.0, room - plot.height * zoom)
    groups = (*head, *(_lowered(group, start) for group in foot))
    return Sheet(wide, high, groups, plot, _MARGIN, top + spare * _LIFT, zoom)


def _fitted(chart: Mapping[str, Any], words: Words, inner: float, room: float) -> tuple[Plot, float]:
    """The largest plot that fits a width and a height, and its scale."""
    for factor in _ZOOMS:
        plot = lay_out(chart, words, inner * factor, room * factor)
        if plot.height <= room * factor:
            return plot, 1 / factor
    return plot, min(1 / _ZOOMS[-1], room / plot.height)


def _head(chart: Mapping[str, Any], words: Words, inner: float) -> tuple[list[Group], float]:
    """The accent, the title and, for samples, a badge that says so; and where the plot may start."""
    bar = Group(boxes=(Box(_MARGIN, _MARGIN, 56, 7, "accent"),))
    title = _title(spoken({"title": chart["title"], "language": chart["language"]}, words)["title"], inner)
    top = _MARGIN + 22 + height_of(title)
    groups = [bar, Group(texts=(title,))]
    if chart["sample"]:
        label = words["sample"]
        long = width_of(label, FACES["badge"], SMALL) + 20
        middle = top + 12 + _BADGE / 2
        groups.append(
            Group(
                boxes=(Box(_MARGIN, top + 12, long, _BADGE, "ink"),),
                texts=(centred(label, "badge", x=_MARGIN + 10, middle=middle, size=SMALL),),
            )
        )
        top += 12 + _BADGE
    return groups, top + 22


def _title(words: str, inner: float) -> Text:
    size = _TITLE
    while True:
        title = text(words, "title", x=_MARGIN, top=_MARGIN + 22, size=size, room=inner)
        if len(title.lines) <= _TITLE_LINES or size <= _SMALLEST_TITLE:
            return title
        size -= 2


def _foot(chart: Mapping[str, Any], words: Words, inner: float, brand: str, address: str) -> tuple[list[Group], float]:
    """Note, source and the publisher's line from height 0, and how high they are together."""
    groups, top = [], 0.0
    for line in _small_print(chart, words):
        block = text(line, "quiet", x=_MARGIN, top=top, size=SMALL, room=inner)
        groups.append(Group(texts=(block,)))
        top += height_of(block) + 4
    top += 8
    rule = Stroke(((_MARGIN, top), (_MARGIN + inner, top)), "ink", 1.0)
    name = centred(brand, "value", x=_MARGIN, middle=top + 16, size=14)
    where = centred(address, "quiet", x=_MARGIN + inner, middle=top + 16, size=14, anchor="end")
    beside = name.width + where.width + 16 <= inner
    groups.append(Group(strokes=(rule,), texts=(name, where) if beside else (name,)))
    return groups, top + 24


def _small_print(chart: Mapping[str, Any], words: Words) -> list[str]:
    source = chart["source"]
    lines = [chart["note"]]
    if source:
        lines.append(words["source"].format(source=f"{source['name']}, {source['date']}"))
    said: list[str] = spoken({"lines": [line for line in lines if line], "language": chart["language"]}, words)["lines"]
    return said


def _lowered(group: Group, by: float) -> Group:
    strokes = tuple(
        Stroke(tuple((x, y + by) for x, y in stroke.points), stroke.role, stroke.width) for stroke in group.strokes
    )
    return Group(strokes=strokes, texts=tuple(one.lowered(by) for one in group.texts))
