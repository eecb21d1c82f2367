"""When something happens: read from one short string, written as people of each language write it.

A date is stored once and rendered per language. CLDR (through Babel) gives the order of day, month and year,
the month names and the lists; what CLDR has no words for stands in `WORDINGS`, one row a language. A language
without a row is still written correctly, only more plainly.

All texts are made with ordinary spaces: `making/typography.py` decides which of them must not break.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date
from babel.dates import format_time as babel_time
from babel.lists import format_list
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from decimal import Decimal

_DAY = re.compile(r"([1-9][0-9]{3})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"(mid-)?([1-9][0-9]{3})-([0-9]{2})")
_ODD_SPACES = re.compile("[\u00a0\u2009\u202f]")
_MIDDLE = 15


class BadDate(ValueError):  # noqa: N818 - named for what is wrong
    """A date that cannot be read; `code` names the problem, `params` fill its message.

    Codes: `bad-date` (`value` is in none of the known forms), `no-such-month` (`value`),
    `no-such-day` (`value`; `month` as YYYY-MM has only `days` days), `dates-out-of-order` (`first` is written
    before `second` but does not come before it).
    """

    def __init__(self, code: str, **params: str) -> None:
        self.code = code
        self.params = params
        super().__init__(_MESSAGES[code].format(**params))


_MESSAGES = {
    "bad-date": (
        "“{value}” is not a date: write 2019-04-25, 2018-02-21..2018-02-23, 2019-09, "
        "2019-12-12..mid-2020-01 or a list of days."
    ),
    "no-such-month": "“{value}” names a month that does not exist.",
    "no-such-day": "“{value}” does not exist: {month} has {days} days.",
    "dates-out-of-order": "{first} is written before {second}, but does not come before it.",
}


class Precision(Enum):
    """How exactly a point in time is known."""

    DAY = "day"
    MIDDLE = "middle of a month"
    MONTH = "month"


@dataclass(frozen=True)
class Point:
    """A day, a month or the middle of a month; `day` is its first day (the middle is the 15th)."""

    day: date
    precision: Precision = Precision.DAY

    @property
    def last(self) -> date:
        """The last day that belongs to it."""
        if self.precision is Precision.MONTH:
            return self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1])
        return self.day

    @property
    def iso(self) -> str:
        """What `<time datetime>` takes: YYYY-MM-DD, or YYYY-MM for a month and its middle."""
        return self.day.isoformat() if self.precision is Precision.DAY else f"{self.day:%Y-%m}"

    def __str__(self) -> str:
        return f"mid-{self.iso}" if self.precision is Precision.MIDDLE else self.iso


class WhenKind(Enum):
    """The forms a `when` value takes."""

    POINT = "point"
    RANGE = "range"
    DAYS = "days"


@dataclass(frozen=True)
class When:
    """One point, the two ends of a range (both inclusive), or several days in order."""

    kind: WhenKind
    points: tuple[Point, ...]

    @property
    def start(self) -> date:
        """The first day."""
        return self.points[0].day

    @property
    def end(self) -> date:
        """The last day, inclusive."""
        return self.points[-1].last

    @property
    def iso(self) -> str:
        """The machine string of the beginning (HTML has none for a range)."""
        return self.points[0].iso

    @property
    def iso_end(self) -> str:
        """The machine string of the end."""
        return self.points[-1].iso

    @property
    def days(self) -> tuple[tuple[date, date], ...]:
        """The unbroken stretches it consists of, as (first, last) pairs: what a calendar needs."""
        if self.kind is not WhenKind.DAYS:
            return ((self.start, self.end),)
        stretches: list[tuple[date, date]] = []
        for point in self.points:
            if stretches and stretches[-1][1] + timedelta(days=1) == point.day:
                stretches[-1] = (stretches[-1][0], point.day)
            else:
                stretches.append((point.day, point.day))
        return tuple(stretches)

    def __str__(self) -> str:
        return (", " if self.kind is WhenKind.DAYS else "..").join(map(str, self.points))


# --- reading -----------------------------------------------------------------------------------------------


def parse_point(text: str) -> Point:
    """Read `2019-04-25`, `2019-09` or `mid-2020-01`; raises `BadDate`."""
    value = text.strip()
    if match := _DAY.fullmatch(value):
        year, month, day = map(int, match.groups())
        return Point(_month_start(value, year, month).replace(day=_existing_day(value, year, month, day)))
    if match := _MONTH.fullmatch(value):
        start = _month_start(value, int(match[2]), int(match[3]))
        if match[1]:
            return Point(start.replace(day=_MIDDLE), Precision.MIDDLE)
        return Point(start, Precision.MONTH)
    raise BadDate("bad-date", value=value)


def parse_when(text: str | list[str]) -> When:
    """Read a point, a range `FIRST..LAST` or a list of days; raises `BadDate`."""
    if not isinstance(text, str):
        return _parse_days(text)
    if ".." not in text:
        return When(WhenKind.POINT, (parse_point(text),))
    ends = text.split("..")
    if len(ends) != 2:  # noqa: PLR2004 - a range has two ends
        raise BadDate("bad-date", value=text.strip())
    first, last = (parse_point(end) for end in ends)
    _check_order((first, last))
    return When(WhenKind.RANGE, (first, last))


def _parse_days(texts: list[str]) -> When:
    points = tuple(parse_point(text) for text in texts)
    vague = [point for point in points if point.precision is not Precision.DAY]
    if vague or not points:
        raise BadDate("bad-date", value=", ".join(map(str, vague)))
    _check_order(points)
    return When(WhenKind.DAYS if len(points) > 1 else WhenKind.POINT, points)


def _check_order(points: tuple[Point, ...]) -> None:
    for first, second in pairwise(points):
        if first.last >= second.last or first.day >= second.day:
            raise BadDate("dates-out-of-order", first=str(first), second=str(second))


def _month_start(value: str, year: int, month: int) -> date:
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise BadDate("no-such-month", value=value)
    return date(year, month, 1)


def _existing_day(value: str, year: int, month: int, day: int) -> int:
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise BadDate("no-such-day", value=value, month=f"{year}-{month:02}", days=str(days))
    return day


# --- writing -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wording:
    """What CLDR does not say about dates in one language.

    `{month}` is a month with its year in the form used inside a date (Czech genitive), `{date}` a whole date.
    """

    days: str = "{first}–{last}"  # two days of one month
    range: str = "{first} – {last}"
    range_to_middle: str = "{first} – {last}"
    middle: str = "{month}"
    until: str = "– {date}"
    until_middle: str = "– {month}"


PLAIN = Wording()
WORDINGS = {
    "cs": Wording(middle="polovina {month}", until="do {date}", until_middle="do poloviny {month}"),
    "de": Wording(middle="Mitte {month}", until="bis {date}", until_middle="bis Mitte {month}"),
    "en": Wording(
        range_to_middle="{first} to {last}",
        middle="mid-{month}",
        until="until {date}",
        until_middle="until mid-{month}",
    ),
    "hr": Wording(
        days="{first} – {last}",
        middle="sredina {month}",
        until="do {date}",
        until_middle="do sredine {month}",
    ),
    "sk": Wording(
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
    wording: Wording
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
        wording=WORDINGS.get(locale.language, PLAIN),
        before=before,
        day=day,
        after=after,
        without_year=day + to_month[1] if to_month else None,
        month=month,
        bare_month=bare_month[0] if bare_month else None,
    )


def format_when(when: When, locale: str) -> str:
    """Write it as people do: `3.–5. května 2026`, `28 May – 10 June 2019`, `září 2019`."""
    layout = _layout(locale)
    if when.kind is WhenKind.DAYS:
        text = _days(when.points, layout)
    elif when.kind is WhenKind.RANGE:
        text = _range(when.points[0], when.points[1], layout)
    else:
        text = _point(when.points[0], layout)
    return _spaced(text)


def format_until(point: Point, locale: str) -> str:
    """Write the last day of something: `do 24. května 2019`, `until mid-January 2020`."""
    layout = _layout(locale)
    month = layout.month_in_date(point.day)
    if point.precision is Precision.MIDDLE:
        return _spaced(layout.wording.until_middle.format(month=month))
    day = month if point.precision is Precision.MONTH else layout.full(point.day)
    return _spaced(layout.wording.until.format(date=day))


def _point(point: Point, layout: _Layout) -> str:
    if point.precision is Precision.MIDDLE:
        return layout.wording.middle.format(month=layout.month_in_date(point.day))
    if point.precision is Precision.MONTH:
        return layout.write(point.day, layout.month)
    return layout.full(point.day)


def _range(first: Point, last: Point, layout: _Layout) -> str:
    exact = first.precision is last.precision is Precision.DAY
    if exact and f"{first.day:%Y%m}" == f"{last.day:%Y%m}":
        days = layout.wording.days.format(
            first=layout.write(first.day, layout.day), last=layout.write(last.day, layout.day)
        )
        return layout.write(first.day, layout.before) + days + layout.write(last.day, layout.after)
    to_middle = last.precision is Precision.MIDDLE
    pattern = layout.wording.range_to_middle if to_middle else layout.wording.range
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


def format_day(day: date, locale: str, *, weekday: bool = False) -> str:
    """Write one day in full: `25. dubna 2019`, with its weekday `čtvrtek 25. dubna 2019`."""
    return _spaced(format_date(day, "full" if weekday else "long", locale=locale))


def format_time(moment: time | datetime, locale: str) -> str:
    """Write hours and minutes: `9:00`, `18:30`."""
    return _spaced(babel_time(moment, "short", locale=locale))


def format_number(number: float | Decimal, locale: str) -> str:
    """Write a number with the locale's digit groups and decimal sign: `14 371`, `1,5`."""
    return _spaced(format_decimal(number, locale=locale))


def format_datetime_iso(moment: datetime) -> str:
    """Write a moment for machines, with its offset: `2019-10-10T09:00:00+02:00`; refuses one without."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone, so it is no moment.")
    return moment.isoformat(timespec="seconds")


def _spaced(text: str) -> str:
    return _ODD_SPACES.sub(" ", text)
