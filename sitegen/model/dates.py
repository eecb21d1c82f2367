"""When something happens, read from one short string: a day or an hour of it, a month, a range or several days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum
from itertools import pairwise

from sitegen.model.problems import BadValue

_DAY = re.compile(r"([1-9][0-9]{3})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"(mid-)?([1-9][0-9]{3})-([0-9]{2})")
_WRITTEN = re.compile(r"(\d\d?)[./] ?(\d\d?)[./] ?([1-9]\d{3})")
"""A day as people write it."""
_HOUR = re.compile(r"(?P<day>[^T ]+)[T ](?P<time>[0-9]{2}:[0-9]{2})")
_MIDDLE = 15

_FROM = re.compile(r"(?:od|from|dne|ve dnech|on) +(?=\d)", re.IGNORECASE)
_TO = re.compile(r" +(?:do|až|to|until|till) +", re.IGNORECASE)
_DAYS = re.compile(r"(?:(\d\d?)(?:[./] ?(?:(\d\d?)[./] ?(\d{4})?)?)? *[-–—] *)?(\d\d?)[./] ?(\d\d?)[./] ?(\d{4})")
"""A day, or two ends of which the first says no more than it must."""
_TIMED = re.compile(
    r"(?P<day>.*\d\.?)[T ,]+(?:(?:ve?|od|at|from) +)?(?P<h1>\d\d?)(?:[.:](?P<m1>\d\d))?"
    r"(?: *[-–—] *(?P<h2>\d\d?)(?:[.:](?P<m2>\d\d))?)? *(?:h|hod\.?|hodin|(?P<noon>[ap]\.?m\.?))?",
    re.IGNORECASE,
)
"""A day with an hour, or with the hours from which to which it goes on."""


class Precision(Enum):
    """How exactly a point in time is known."""

    DAY = "day"
    MIDDLE = "middle of a month"
    MONTH = "month"


@dataclass(frozen=True)
class Point:
    """A day, a month or the middle of a month; `day` is its first day (the middle is the 15th).

    Of a day, `hour` may say the hour and minute, in the site's time zone.
    """

    day: date
    precision: Precision = Precision.DAY
    hour: time | None = None

    @property
    def last(self) -> date:
        """The last day that belongs to it."""
        if self.precision is Precision.MONTH:
            return self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1])
        return self.day

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return self.precision is Precision.DAY

    @property
    def iso(self) -> str:
        """What `<time datetime>` takes: YYYY-MM-DD, or YYYY-MM for a month and its middle; the hour as T18:00."""
        if self.hour:
            return f"{self.day.isoformat()}T{self.hour:%H:%M}"
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
    def order(self) -> tuple[date, time]:
        """What events are sorted by: of one day, those without an hour come first."""
        return self.start, self.points[0].hour or time.min

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
        """The unbroken stretches it consists of, as (first, last) pairs."""
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


def parse_point(text: str) -> Point:
    """Read `2019-04-25`, `2019-09` or `mid-2020-01`.

    Raises:
        BadValue: `bad-date` (`value` is in none of the known forms), `no-such-month` (`value`) or `no-such-day`
            (`value`; `month` as YYYY-MM has only `days` days).
    """
    value = text.strip()
    if match := _DAY.fullmatch(value):
        year, month, day = map(int, match.groups())
        return Point(_month_start(value, year, month).replace(day=_existing_day(value, year, month, day)))
    if match := _MONTH.fullmatch(value):
        start = _month_start(value, int(match[2]), int(match[3]))
        if match[1]:
            return Point(start.replace(day=_MIDDLE), Precision.MIDDLE)
        return Point(start, Precision.MONTH)
    if written := _WRITTEN.fullmatch(value):  # `31. 2. 2019`: no way of writing it makes it a day
        day, month, year = map(int, written.groups())
        _existing_day(value, year, _month_start(value, year, month).month, day)
    raise BadValue("bad-date", value=value, suggestion=meant(value))


def parse_when(text: str | list[str]) -> When:
    """Read a point, a range `FIRST..LAST` or a list of days; a day alone or in a range may have its hour.

    Raises:
        BadValue: as for a point, `bad-time` (`value` has an hour that no day has), or `dates-out-of-order` (`first` is
            written before `second` but does not come before it).
    """
    if not isinstance(text, str):
        return _parse_days(text)
    if ".." not in text:
        return When(WhenKind.POINT, (_parse_moment(text),))
    ends = text.split("..")
    if len(ends) != 2:  # noqa: PLR2004 - a range has two ends
        raise BadValue("bad-date", value=text.strip(), suggestion=meant(text))
    first, last = (_parse_moment(end) for end in ends)
    _check_order((first, last))
    return When(WhenKind.RANGE, (first, last))


def meant(text: str) -> str:
    """How a record has what people write as `25. 4. 2019`, `21.–23. 2. 2018`, `od 3. do 5. 5. 2026`; empty if unknown.

    A day alone may have its hours: `25. 4. 2019 v 18 hodin`, `18.00–20.00`, `6 pm`. `4. 2019` is a month.
    """
    plain = _FROM.sub("", _TO.sub("–", text.strip()))
    timed = _TIMED.fullmatch(plain)
    day = _meant_days(timed["day"]) if timed else ""
    if timed and day and ".." not in day:
        hours = [_hour(timed[hour], timed[minute], timed["noon"]) for hour, minute in (("h1", "m1"), ("h2", "m2"))]
        found = "..".join(f"{day}T{hour}" for hour in hours if hour) if hours[0] else ""
    else:
        found = _meant_days(plain)
    return "" if found == text else found


def _hour(hour: str | None, minute: str | None, noon: str | None) -> str:
    """An hour as a record has it; empty where there is no such one."""
    try:
        of_day = int(hour or "")
        if noon:  # 12 am is midnight
            of_day = of_day % 12 + (12 if noon.lower().startswith("p") else 0)
        return f"{time(of_day, int(minute or 0)):%H:%M}"
    except ValueError:
        return ""


def _meant_days(text: str) -> str:
    if alone := re.fullmatch(r"(\d\d?)[./] ?([1-9]\d{3})", text):
        return f"{alone[2]}-{int(alone[1]):02}" if 1 <= int(alone[1]) <= 12 else ""  # noqa: PLR2004 - months of a year
    if written := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", text):
        days = [written.groups()]
    elif both := re.fullmatch(r"(\d{4}-\d\d?-\d\d?) *(?:\.\.+|…|[-–—/]) *(\d{4}-\d\d?-\d\d?)", text):
        days = [tuple(day.split("-")) for day in both.groups()]
    elif found := _DAYS.fullmatch(text):
        day, month, year, *last = found.groups()
        days = [*([(year or last[2], month or last[1], day)] if day else []), tuple(reversed(last))]
    else:
        return ""
    try:
        return "..".join(date(*map(int, one)).isoformat() for one in days)
    except ValueError:
        return ""


def _parse_moment(text: str) -> Point:
    """Read a point, or a day with its hour such as `2026-06-04T18:00`."""
    found = _HOUR.fullmatch(text.strip())
    if not found:
        return parse_point(text)
    point = parse_point(found["day"])
    try:
        hour = time.fromisoformat(found["time"])
    except ValueError:
        raise BadValue("bad-time", value=text.strip()) from None
    if point.precision is not Precision.DAY:
        raise BadValue("bad-time", value=text.strip())
    return Point(point.day, hour=hour)


def _parse_days(texts: list[str]) -> When:
    points = tuple(parse_point(text) for text in texts)
    vague = [point for point in points if point.precision is not Precision.DAY]
    if vague or not points:
        raise BadValue("bad-date", value=", ".join(map(str, vague)), suggestion="")
    _check_order(points)
    return When(WhenKind.DAYS if len(points) > 1 else WhenKind.POINT, points)


def _check_order(points: tuple[Point, ...]) -> None:
    for first, second in pairwise(points):
        if first.hour and second.hour and first.day == second.day and first.hour < second.hour:
            continue
        if first.last >= second.last or first.day >= second.day:
            raise BadValue("dates-out-of-order", first=str(first), second=str(second))


def _month_start(value: str, year: int, month: int) -> date:
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise BadValue("no-such-month", value=value)
    return date(year, month, 1)


def _existing_day(value: str, year: int, month: int, day: int) -> int:
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise BadValue("no-such-day", value=value, month=f"{year}-{month:02}", days=str(days))
    return day
