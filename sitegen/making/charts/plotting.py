"""The way in: a chart's view -> its laid-out plot, as plain data for the templates in `charts/`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sitegen.making.charts.bars import bar, stacked
from sitegen.making.charts.icons import pictogram
from sitegen.making.charts.lines import line
from sitegen.making.charts.marks import Plot, plain
from sitegen.making.charts.numbers import number
from sitegen.making.charts.paint import Medium, paint
from sitegen.making.charts.shares import share
from sitegen.making.charts.tiles import tiles
from sitegen.making.typography import rules_for, typeset

Words = Mapping[str, str]
"""What charts say in the language at hand, by the keys of `charts/words.xml`."""

NARROW, WIDE = 340.0, 720.0
"""The widths that pages draw a chart at: a phone's, and a column's."""

PLOTS: Mapping[str, Callable[[Mapping[str, Any], float, float | None], Plot]] = {
    "bar": bar,
    "line": line,
    "number": number,
    "pictogram": pictogram,
    "share": share,
    "stacked": stacked,
    "tiles": tiles,
}


def plotted(chart: Mapping[str, Any], words: Words, width: float = WIDE, medium: Medium = "screen") -> dict[str, Any]:
    """The plot of a chart for a template: `width height groups` (see `marks.Plot`) and `paint` by role."""
    marks: dict[str, Any] = plain(lay_out(chart, words, width))
    return marks | {"paint": dict(paint(chart["accent"], medium))}


def lay_out(chart: Mapping[str, Any], words: Words, width: float = WIDE, height: float | None = None) -> Plot:
    """The plot at a width; where a height is given it fills it as far as its kind can."""
    return PLOTS[chart["kind"]](spoken(chart, words), width, height)


def spoken(chart: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """The view as it is read: rounded figures say so, and words that belong together do not part."""
    rules = rules_for(chart["language"])

    def said(value: Any) -> Any:
        if isinstance(value, Mapping):
            found = {key: said(item) for key, item in value.items()}
            if found.get("approx"):
                found["text"] = words[found["approx"]].format(number=found["text"])
            return found
        if isinstance(value, list | tuple):
            return [said(item) for item in value]
        return typeset(value, rules) if isinstance(value, str) else value

    return {key: said(value) for key, value in chart.items()}
