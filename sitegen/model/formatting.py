"""Dates and numbers as people of each language write them.

CLDR (through Babel) gives the order of day, month and year, the month names and the lists; what CLDR has no words
for stands in `PHRASES`, one row a language. A language without a row is still written correctly, only more plainly.

All texts are made with ordinary spaces: `making/typography.py` decides which of them must not break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from sitegen.model.dates import Point, Precision, When, WhenKind

_ODD_SPACES = re.compile("[\u00a0\u2009\u202f]")


@dataclass(frozen=True)
class DatePhrases:
    """What CLDR does not say about dates in one language.

    `{month}` is a month with its year in the form used inside a date (Czech genitive), `{date}` a whole date.
    """

    days: str = "{first}–{last}"  # two days of one month
    range: str = "{first} – {last}"
    range_to_middle: str = "{first} – {last}"
    middle: str = "{month}"
    hour: str = "{date}, {time}"
    hours: str = "{first}–{last}"
    until: str = "– {date}"
    until_middle: str = "– {month}"


PLAIN = DatePhrases()
PHRASES = {
    "cs": DatePhrases(middle="polovina {month}", until="do {date}", until_middle="do poloviny {month}"),
    "de": DatePhrases(middle="Mitte {month}", until="bis {date}", until_middle="bis Mitte {month}"),
    "en": DatePhrases(
        range_to_middle="{first} to {last}",
        middle="mid-{month}",
        until="until {date}",
        until_middle="until mid-{month}",
    ),
    "hr": DatePhrases(
        days="{first} – {last}",
        middle="sredina {month}",
        until="do {date}",
        until_middle="do sredine {month}",
    ),
    "sk": DatePhrases(
        days="{first} – {last}",
        middle="polovica {month}",
        until="do {date}",
        until_middle="do polovice {month}",
    ),
}


@dataclass(frozen=True)
class _Layout:
    """The long date of a locale as CLDR patterns, taken apart so that shared parts are written once."""

    locale: Locale
    phrases: DatePhrases
    before: str  # what stands before the day
    day: str
    after: str  # what stands after the day
    without_year: str | None  # day and month, where the year comes last
    month: str  # a month alone with its year
    bare_month: str | None  # a month alone, where the year follows it

    def write(self, day: date, pattern: str | None) -> str:
        return format_date(day, pattern, locale=self.locale) if pattern else ""

    def full(self, day: date) -> str:
        return self.write(day, self.before + self.day + self.after)

    def hour(self, point: Point) -> str:
        return format_time(point.hour, "short", locale=self.locale) if point.hour else ""

    def at(self, date: str, time: str) -> str:
        return self.phrases.hour.format(date=date, time=time)

    def month_in_date(self, day: date) -> str:
        return self.write(day, self.month.replace("L", "M"))

    def joined(self, texts: list[str]) -> str:
        return format_list(texts, locale=self.locale)


@lru_cache(maxsize=64)
def _layout(code: str) -> _Layout:
    locale = Locale.parse(code)
    pattern = locale.date_formats["long"].pattern
    parts = re.fullmatch(r"(.*?)(?<![A-Za-z'])(d+\.?)(?![A-Za-z'])(.*)", pattern)
    if parts is None:
        raise ValueError(f"CLDR's long date of {code} has no day: {pattern}")
    before, day, after = parts.groups()
    to_month = re.fullmatch(r"([^y]*M)([^yM]*y.*)", after) if not before else None
    month = locale.datetime_skeletons["yMMMM"].pattern
    bare_month = re.match(r"[LM]+(?=[^LM]*y)", month)
    return _Layout(
        locale=locale,
        phrases=PHRASES.get(locale.language, PLAIN),
        before=before,
        day=day,
        after=after,
        without_year=day + to_month[1] if to_month else None,
        month=month,
        bare_month=bare_month[0] if bare_month else None,
    )


@lru_cache(maxsize=4096)
def format_when(when: When, locale: str) -> str:
    """Write it as people do: `3.–5. května 2026`, `28 May – 10 June 2019`, `září 2019`, `4 June 2026, 18:00–20:00`."""
    layout = _layout(locale)
    if when.kind is WhenKind.DAYS:
        text = _days(when.points, layout)
    elif when.kind is WhenKind.RANGE:
        text = _range(when.points[0], when.points[1], layout)
    else:
        text = _point(when.points[0], layout)
    return _spaced(text)


def format_listed(texts: list[str], locale: str) -> str:
    """Several texts as one enumeration: a, b and c (CLDR list patterns)."""
    return format_list(texts, locale=locale)


def format_until(point: Point, locale: str) -> str:
    """Write the last day of something: `do 24. května 2019`, `until mid-January 2020`."""
    layout = _layout(locale)
    month = layout.month_in_date(point.day)
    if point.precision is Precision.MIDDLE:
        return _spaced(layout.phrases.until_middle.format(month=month))
    day = month if point.precision is Precision.MONTH else layout.full(point.day)
    return _spaced(layout.phrases.until.format(date=day))


def _point(point: Point, layout: _Layout) -> str:
    if point.precision is Precision.MIDDLE:
        return layout.phrases.middle.format(month=layout.month_in_date(point.day))
    if point.precision is Precision.MONTH:
        return layout.write(point.day, layout.month)
    return layout.at(layout.full(point.day), layout.hour(point)) if point.hour else layout.full(point.day)


def _range(first: Point, last: Point, layout: _Layout) -> str:
    if first.hour and last.hour and first.day == last.day:
        hours = layout.phrases.hours.format(first=layout.hour(first), last=layout.hour(last))
        return layout.at(layout.full(first.day), hours)
    if first.hour or last.hour:
        return layout.phrases.range.format(first=_point(first, layout), last=_point(last, layout))
    exact = first.precision is last.precision is Precision.DAY
    if exact and f"{first.day:%Y%m}" == f"{last.day:%Y%m}":
        days = layout.phrases.days.format(
            first=layout.write(first.day, layout.day), last=layout.write(last.day, layout.day)
        )
        return layout.write(first.day, layout.before) + days + layout.write(last.day, layout.after)
    to_middle = last.precision is Precision.MIDDLE
    pattern = layout.phrases.range_to_middle if to_middle else layout.phrases.range
    beginning = _without_year(first, layout) if first.day.year == last.day.year else None
    return pattern.format(first=beginning or _point(first, layout), last=_point(last, layout))


def _without_year(point: Point, layout: _Layout) -> str:
    """Write the beginning of a range whose end says the year; empty where that cannot be done."""
    if point.precision is Precision.MIDDLE or layout.without_year is None:
        return ""
    day = point.precision is Precision.DAY
    return layout.write(point.day, layout.without_year if day else layout.bare_month)


def _days(points: tuple[Point, ...], layout: _Layout) -> str:
    """Write days of one month together, and the year once, after its last day."""
    if layout.without_year is None:
        return layout.joined([layout.full(point.day) for point in points])
    groups = [list(days) for _, days in groupby((point.day for point in points), lambda day: (day.year, day.month))]
    texts = []
    for index, days in enumerate(groups):
        last = days[-1]
        year_follows = index + 1 < len(groups) and groups[index + 1][0].year == last.year
        end = layout.write(last, layout.without_year) if year_follows else layout.full(last)
        texts.append(layout.joined([layout.write(day, layout.day) for day in days[:-1]] + [end]))
    return layout.joined(texts)


def format_number(number: float | Decimal, locale: str) -> str:
    """Write a number with the locale's digit groups and decimal sign: `14 371`, `1,5`.

    What was written as a decimal is exact and keeps its digits; a float, which was counted, has three at most.
    """
    return _number(str(number), isinstance(number, float), locale)


@lru_cache(maxsize=4096)
def _number(written: str, counted: bool, locale: str) -> str:  # noqa: FBT001 - the cache takes no keywords apart
    number = float(written) if counted else Decimal(written)
    return _spaced(format_decimal(number, locale=locale, decimal_quantization=counted))


def _spaced(text: str) -> str:
    return _ODD_SPACES.sub(" ", text)
