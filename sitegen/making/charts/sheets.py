"""A chart that stands alone: title, plot, note, source and the publisher's line, as a file or as a picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor

from sitegen.making.charts.captions import CaptionedChart, captioned
from sitegen.making.charts.marks import (
    ASCENT,
    CAPITALS,
    SMALL,
    Box,
    Group,
    Plot,
    Stroke,
    Text,
    centred,
    height_of,
    set_text,
)
from sitegen.making.charts.plotting import WIDE, Words, lay_out
from sitegen.making.errors import CannotMake
from sitegen.model.charting import ChartData, ChartView

_TITLE_LINES = 3
_SHRINK = 0.75
"""How small a title may become, of its size, to stay within its lines."""

_SECOND = 0.62
"""The size of a title's second language, of the first's."""

_ZOOMS = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.57, 0.5)
"""Scales with two decimals: what is written is what was measured."""

_PAD = 0.7
"""The space around the words of a badge, of their size."""

_LIFT = 0.4
"""How much of the spare height stands above the plot."""


@dataclass(frozen=True)
class Imprint:
    """The space around a sheet, the sizes of its type, and the publisher's line; none if `brand` is empty."""

    margin: float = 36.0
    title: float = 32.0
    small: float = SMALL
    badge: float = SMALL
    brand: str = ""
    address: str = ""


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


def sheet(chart: ChartView, words: Words, brand: str, address: str, size: tuple[float, float] | None = None) -> Sheet:
    """A chart on its own sheet.

    `size` is the width and height to fill; without one the sheet is as high as its chart needs.
    """
    shown, imprint = captioned(chart, words), Imprint(brand=brand, address=address)
    return filled(shown, imprint, size) if size else _natural(shown, imprint)


def _natural(chart: CaptionedChart, imprint: Imprint) -> Sheet:
    margin = imprint.margin
    head, top = _head(chart, WIDE, imprint)
    plot = lay_out(chart.data, WIDE)
    foot, tall = _foot(chart, WIDE, imprint)
    start = top + plot.height + 28
    groups = (*head, *(_lowered(group, start) for group in foot))
    return Sheet(WIDE + 2 * margin, start + tall + margin, groups, plot, margin, top, 1.0)


def filled(chart: CaptionedChart, imprint: Imprint, size: tuple[float, float]) -> Sheet:
    """A sheet of a given width and height; the plot fills what title and small print leave.

    Raises:
        CannotMake: `no-room-for-chart` (`title`), where they leave nothing.
    """
    (wide, high), margin = size, imprint.margin
    inner = wide - 2 * margin
    head, top = _head(chart, inner, imprint)
    foot, tall = _foot(chart, inner, imprint)
    start = high - margin * 0.8 - tall
    room = start - 22 - top
    if room <= 0:
        raise CannotMake("no-room-for-chart", title=chart.titles[0])
    plot, zoom = _fitted(chart.data, inner, room)
    spare = max(0.0, room - plot.height * zoom)
    groups = (*head, *(_lowered(group, start) for group in foot))
    lift = spare * (_LIFT if imprint.brand else 0)
    return Sheet(wide, high, groups, plot, margin, top + lift, zoom)


def _fitted(data: ChartData, inner: float, room: float) -> tuple[Plot, float]:
    """The largest plot that fits a width and a height, and its scale."""
    for zoom in _ZOOMS:
        plot = lay_out(data, inner / zoom, room / zoom)
        if plot.height * zoom <= room:
            break
    return plot, min(zoom, floor(room / plot.height * 100) / 100)


def _head(chart: CaptionedChart, inner: float, imprint: Imprint) -> tuple[list[Group], float]:
    """The accent, the title and, for samples, a badge that says so; and where the plot may start."""
    margin = imprint.margin
    bar = Group(boxes=(Box(margin, margin, 56, 7, "accent"),))
    first, *others = chart.titles
    title = _title(first, inner, imprint)
    top = margin + 22 + height_of(title)
    groups = [bar, Group(texts=(title,))]
    for other in others:
        second = set_text(other, "quiet", x=margin, top=top + 6, size=imprint.title * _SECOND, room=inner)
        groups.append(Group(texts=(second,)))
        top += 6 + height_of(second)
    if chart.sample:
        badge = _badge(chart.sample, imprint.badge, margin, top + 12, inner)
        groups.append(badge)
        top += 12 + badge.boxes[0].height
    return groups, top + 22


def _badge(label: str, size: float, x: float, top: float, room: float) -> Group:
    """White words on a black box, as far from its upper edge, by their capitals, as from its lower one."""
    pad = size * _PAD
    words = set_text(
        label, "badge", x=x + pad, top=top + pad - size * (ASCENT - CAPITALS), size=size, room=room - 2 * pad
    )
    high = words.lines[-1].y - top + pad
    return Group(boxes=(Box(x, top, words.width + 2 * pad, high, "ink"),), texts=(words,))


def _title(content: str, inner: float, imprint: Imprint) -> Text:
    margin, size = imprint.margin, imprint.title
    while True:
        title = set_text(content, "title", x=margin, top=margin + 22, size=size, room=inner)
        if len(title.lines) <= _TITLE_LINES or size <= imprint.title * _SHRINK:
            return title
        size -= 2


def _foot(chart: CaptionedChart, inner: float, imprint: Imprint) -> tuple[list[Group], float]:
    """Note, source and the publisher's line from height 0, and how high they are together."""
    margin, top = imprint.margin, 0.0
    groups = []
    for line in chart.small_print:
        block = set_text(line, "quiet", x=margin, top=top, size=imprint.small, room=inner)
        groups.append(Group(texts=(block,)))
        top += height_of(block) + 4
    if not imprint.brand:
        return groups, top
    top += 8
    rule = Stroke(((margin, top), (margin + inner, top)), "ink", 1.0)
    name = centred(imprint.brand, "value", x=margin, middle=top + 16, size=14)
    where = centred(imprint.address, "quiet", x=margin + inner, middle=top + 16, size=14, anchor="end")
    beside = name.width + where.width + 16 <= inner
    groups.append(Group(strokes=(rule,), texts=(name, where) if beside else (name,)))
    return groups, top + 24


def _lowered(group: Group, by: float) -> Group:
    strokes = tuple(replace(stroke, points=tuple((x, y + by) for x, y in stroke.points)) for stroke in group.strokes)
    return replace(group, strokes=strokes, texts=tuple(one.lowered(by) for one in group.texts))
