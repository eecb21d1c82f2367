"""A chart with the texts that stand around it, in one language or for readers of two."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from sitegen.making.charts.plotting import Words, typeset_data, worded
from sitegen.making.typography import NBSP, Rules, rules_of, typeset
from sitegen.model.charting import ChartData, ChartView

_NAMES = frozenset({"label", "place", "unit"})
"""What is said in both languages, as one line of type by the rules of the first; numbers are written once."""

_SIGNS = {"about": "≈ {number}", "over": "> {number}"}
"""Signs that need no language, in place of the words for rounded figures."""


@dataclass(frozen=True)
class CaptionedChart:
    """What a sheet shows, typeset: a title for each language; `sample` says that figures are made up, else empty."""

    data: ChartData
    titles: tuple[str, ...]
    sample: str
    small_print: tuple[str, ...]


def captioned(chart: ChartView, words: Words) -> CaptionedChart:
    """A chart in one language."""
    rules = rules_of(chart.writing)
    lines = [chart.note] if chart.note else []
    if chart.source:
        lines.append(worded(words, "source", source=chart.source.text))
    return CaptionedChart(
        typeset_data(chart, words),
        (typeset(chart.title, rules),),
        str(words["sample"]) if chart.sample else "",
        tuple(typeset(line, rules) for line in lines),
    )


def bilingual(first: ChartView, first_words: Words, second: ChartView, second_words: Words) -> CaptionedChart:
    """A chart in two languages: labels in both, numbers once, titles and small print one after the other."""
    one, other = captioned(first, {**first_words, **_SIGNS}), captioned(second, second_words)
    return CaptionedChart(
        _merged("", one.data, other.data, rules_of(first.writing)),
        one.titles + other.titles,
        f"{one.sample}{NBSP}/ {other.sample}" if one.sample else "",
        one.small_print + other.small_print,
    )


def _merged(name: str, one: Any, other: Any, rules: Rules) -> Any:
    if name == "sentences":
        return one + other
    if isinstance(one, tuple):
        return tuple(_merged(name, left, right, rules) for left, right in zip(one, other, strict=True))
    if is_dataclass(one) and not isinstance(one, type):
        both = {field.name: (getattr(one, field.name), getattr(other, field.name)) for field in fields(one)}
        return replace(one, **{key: _merged(key, left, right, rules) for key, (left, right) in both.items()})
    if name in _NAMES and one.replace(NBSP, " ") != other.replace(NBSP, " "):
        return typeset(f"{one}{NBSP}/ {other}", rules)
    return one
