"""The way in: the data of a chart -> its laid-out plot, for the templates in `charts/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from sitegen.making.charts.bars import lay_out_bars, lay_out_strips
from sitegen.making.charts.icons import lay_out_pictogram
from sitegen.making.charts.lines import lay_out_lines
from sitegen.making.charts.marks import Plot
from sitegen.making.charts.numbers import lay_out_number
from sitegen.making.charts.shares import lay_out_share
from sitegen.making.charts.tiles import lay_out_tiles
from sitegen.making.typography import rules_of, typeset
from sitegen.model.charting import (
    BarData,
    ChartData,
    ChartView,
    Figure,
    LineData,
    NumberData,
    PictogramData,
    ShareData,
    StackedData,
    TilesData,
)

Words = Mapping[str, str]
"""What charts say in the language at hand, by the keys of `charts/words.xml`."""

WIDE = 720.0
"""The width of a column on a page; for phones, templates ask for less."""


def plotted(chart: ChartView, words: Words, width: float = WIDE) -> Plot:
    """The plot of a chart, at a width."""
    return lay_out(typeset_data(chart, words), width)


def lay_out(data: ChartData, width: float = WIDE, height: float | None = None) -> Plot:
    """The plot at a width; where a height is given it fills it as far as its kind can."""
    match data:
        case BarData():
            return lay_out_bars(data, width, height)
        case LineData():
            return lay_out_lines(data, width, height)
        case NumberData():
            return lay_out_number(data, width, height)
        case PictogramData():
            return lay_out_pictogram(data, width, height)
        case ShareData():
            return lay_out_share(data, width, height)
        case StackedData():
            return lay_out_strips(data, width, height)
        case TilesData():
            return lay_out_tiles(data, width, height)
    raise TypeError(f"{type(data).__name__} has no layout")


def typeset_data(chart: ChartView, words: Words) -> ChartData:
    """What a chart shows as it is read: rounded figures say so, and words that belong together do not part."""
    rules = rules_of(chart.writing)

    def read(value: Any) -> Any:
        if isinstance(value, str):
            return typeset(value, rules)
        if isinstance(value, tuple):
            return tuple(read(item) for item in value)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        found = replace(value, **{field.name: read(getattr(value, field.name)) for field in fields(value)})
        if isinstance(found, Figure) and found.approx:
            return replace(found, text=worded(words, found.approx, number=found.text))
        return found

    data: ChartData = read(chart.data)
    return data


def worded(words: Words, key: str, **values: str) -> str:
    """A sentence of `charts/words.xml`, filled in; it comes from a template as markup, but a plot is plain text."""
    return str(words[key]).format(**values)
