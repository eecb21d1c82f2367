"""Dates and numbers as people of each language write them.

CLDR (through Babel) gives the order of day, month and year, the names of months, the lists, and what stands between the
ends of a range; what CLDR has no words for, a language says in its `DatePhrases`. A language that says nothing is still
written correctly, only more plainly.

All texts are made with ordinary spaces: `making/typography.py` decides which of them must not break.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from sitegen.model.date_phrases import PLAIN, DatePhrases
from sitegen.model.dates import Point, Precision, When, WhenKind

_ODD_SPACES = re.compile("[\u00a0\u2009\u202f]")
_DASH = re.compile(r"\s*[-–—~～]\s*$")
"""What stands between the ends of a range, at the end of the first one's pattern."""
_USUAL_DASH = " – "


@dataclass(frozen=True)
class _Dashes:
    """What stands between two days of a month, two dates, two months of a year, two hours (CLDR, interval formats)."""

    days: str
    dates: str
    months: str
    hours: str


@dataclass(frozen=True)
class _Part:
    """The pattern of a date on one side of its day, or of a month: with its year, and without."""

    whole: str
    without_year: str

    def taken(self, *, year: bool) -> str:
        return self.whole if year else self.without_year


@dataclass(frozen=True)
class _Layout:
    """The long date of a locale as CLDR patterns, taken apart so that shared parts are written once."""

    locale: Locale
    before: _Part
    day: str
    first_day: str  # of two in one month
    after: _Part
    month: _Part
    year_first: bool
    dashes: _Dashes

    def write(self, day: date, pattern: str) -> str:
        return format_date(day, pattern, locale=self.locale) if pattern else ""

    def full(self, day: date, *, year: bool = True) -> str:
        return self.write(day, self.before.taken(year=year) + self.day + self.after.taken(year=year))

    def hour(self, point: Point) -> str:
        return format_time(point.hour, "short", locale=self.locale) if point.hour else ""

    def month_in_date(self, day: date, *, year: bool = True) -> str:
        return self.write(day, self.month.taken(year=year).replace("L", "M"))

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
    return _Layout(
        locale=locale,
        before=_part(before),
        day=day,
        first_day=day if re.search(r"d\.", _first(locale, "yMMMd", "d")) else day.rstrip("."),
        after=_part(after),
        month=_part(locale.datetime_skeletons["yMMMM"].pattern),
        year_first="y" in before,
        dashes=_dashes(locale),
    )


def _part(pattern: str) -> _Part:
    """Cut the year out of a pattern, with what stands between it and the month."""
    signs = re.sub(r"'[^']*'", lambda quoted: " " * len(quoted[0]), pattern)  # letters in quotes are no fields
    year, month = signs.find("y"), re.search("[ML]+", signs)
    if year < 0:
        return _Part(pattern, pattern)
    if month is None:
        return _Part(pattern, "")
    return _Part(pattern, pattern[month.start() :] if year < month.start() else pattern[: month.end()])


def _first(locale: Locale, skeleton: str, differs: str) -> str:
    """The pattern of the first end of a range whose ends differ in a field; empty where CLDR has none."""
    return next(iter(locale.interval_formats.get(skeleton, {}).get(differs, ())), "")


def _dashes(locale: Locale) -> _Dashes:
    def between(skeleton: str, differs: str) -> str:
        found = _DASH.search(_spaced(_first(locale, skeleton, differs)))
        return found[0] if found else _USUAL_DASH

    dates, hours = between("yMMMd", "M"), "hm" if "a" in locale.time_formats["short"].pattern else "Hm"
    return _Dashes(
        days=between("yMMMd", "d"),
        dates=_USUAL_DASH if dates == "–" else dates,  # Polish CLDR alone sets no spaces: `2019–2 stycznia`
        months=between("yMMMM", "M"),
        hours=between(hours, hours[0]),
    )


@lru_cache(maxsize=4096)
def format_when(when: When, locale: str, phrases: DatePhrases = PLAIN) -> str:
    """Write it as people do: `3.–5. května 2026`, `28 May – 10 June 2019`, `září 2019`, `4 June 2026, 18:00–20:00`."""
    layout = _layout(locale)
    if when.kind is WhenKind.DAYS:
        text = _days(when.points, layout)
    elif when.kind is WhenKind.RANGE:
        text = _range(when.points[0], when.points[1], layout, phrases)
    else:
        text = _point(when.points[0], layout, phrases)
    return phrases.said(_spaced(text))


def format_listed(texts: list[str], locale: str) -> str:
    """Several texts as one enumeration: a, b and c (CLDR list patterns)."""
    return format_list(texts, locale=locale)


def format_until(point: Point, locale: str, phrases: DatePhrases = PLAIN) -> str:
    """Write the last day of something: `do 24. května 2019`, `until mid-January 2020`, `2025. november 30-ig`."""
    layout = _layout(locale)
    month = layout.month_in_date(point.day)
    if point.precision is Precision.MIDDLE:
        text = phrases.until_middle.format(month=month)
    elif point.precision is Precision.MONTH and phrases.until_month:
        text = phrases.until_month.format(month=month)
    else:
        day = month if point.precision is Precision.MONTH else layout.full(point.day)
        text = phrases.until.format(date=day, bare=day.removesuffix("."))
    return phrases.said(_spaced(text))


def _point(point: Point, layout: _Layout, phrases: DatePhrases, *, year: bool = True) -> str:
    if point.precision is Precision.MIDDLE:
        return phrases.middle.format(month=layout.month_in_date(point.day, year=year))
    if point.precision is Precision.MONTH:
        return layout.write(point.day, layout.month.taken(year=year))
    day = layout.full(point.day, year=year)
    return phrases.hour.format(date=day, time=layout.hour(point)) if point.hour else day


def _range(first: Point, last: Point, layout: _Layout, phrases: DatePhrases) -> str:
    if first.hour and last.hour and first.day == last.day:
        hours = layout.hour(first) + layout.dashes.hours + layout.hour(last)
        return phrases.hour.format(date=layout.full(first.day), time=hours)
    exact = first.precision is last.precision is Precision.DAY and not (first.hour or last.hour)
    if exact and f"{first.day:%Y%m}" == f"{last.day:%Y%m}":
        beginning = layout.write(first.day, layout.before.whole + layout.first_day)
        return beginning + layout.dashes.days + layout.write(last.day, layout.day + layout.after.whole)
    once = first.day.year == last.day.year and not (first.hour or last.hour or _opens_with_middle(first, layout))
    ends = (
        _point(first, layout, phrases, year=layout.year_first or not once),
        _point(last, layout, phrases, year=not (layout.year_first and once)),
    )
    if last.precision is Precision.MIDDLE:
        return phrases.to_middle.format(first=ends[0], last=ends[1])
    of_months = first.precision is last.precision is Precision.MONTH
    return (layout.dashes.months if of_months and once else layout.dashes.dates if exact else _USUAL_DASH).join(ends)


def _opens_with_middle(first: Point, layout: _Layout) -> bool:
    """Whether a range begins in the middle of a month, which is said with its year where that would stand behind it."""
    return first.precision is Precision.MIDDLE and not layout.year_first


def _days(points: Sequence[Point], layout: _Layout) -> str:
    """Write days of one month together, and the year once: behind its last day, or before its first."""
    months = [list(days) for _, days in groupby((point.day for point in points), lambda day: (day.year, day.month))]
    texts = []
    for index, days in enumerate(months):
        beside = months[index - 1 : index] if layout.year_first else months[index + 1 : index + 2]
        year = not (beside and beside[0][0].year == days[0].year)
        last = len(days) - 1
        patterns = [
            (layout.before.taken(year=year) if number == 0 else "")
            + layout.day
            + (layout.after.taken(year=year) if number == last else "")
            for number in range(len(days))
        ]
        texts.append(layout.joined([layout.write(day, pattern) for day, pattern in zip(days, patterns, strict=True)]))
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
