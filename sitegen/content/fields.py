"""Field types that records share: dates as editors write them, checked web addresses, clean numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from sitegen.model.dates import Point, When, parse_point, parse_when
from sitegen.model.problems import BadValue
from sitegen.model.recurrence import Recurrence, parse_recurrence

V = TypeVar("V")


def _parsed(parse: Callable[[Any], V], value: Any) -> V:
    try:
        return parse(value)
    except BadValue as error:
        raise PydanticCustomError(error.code, "bad value", error.params) from None


_LAST_YEAR = 2999
"""The last one of what takes place: calendars reckon to the day behind an end, and know none after the year 9999."""


def _in_time(value: Any, *points: Point) -> None:
    if any(point.day.year > _LAST_YEAR for point in points):
        raise PydanticCustomError("date-too-far", "too far", {"value": str(value), "last": str(_LAST_YEAR)})


def _when(value: Any) -> When:
    if isinstance(value, When):
        return value
    many = isinstance(value, list) and all(isinstance(item, str) for item in value)
    if not many and not isinstance(value, str):
        raise PydanticCustomError("wrong-type", "wrong type", {"expected": "date", "remedy": "write-date"})
    when = _parsed(parse_when, value)
    _in_time(value if isinstance(value, str) else when, *when.points)
    return when


def _point(value: Any) -> Point:
    if isinstance(value, Point):
        return value
    point = _parsed(parse_point, str(value))
    _in_time(value, point)
    return point


def _recurrence(value: Any) -> Recurrence:
    return value if isinstance(value, Recurrence) else _parsed(parse_recurrence, str(value))


def _local_time(value: Any) -> dt.datetime:
    """Only the written form: pydantic alone would take a bare number for seconds since 1970."""
    if isinstance(value, dt.datetime):
        return value
    found = _TIME.fullmatch(str(value).strip())
    if not found:
        raise PydanticCustomError("bad-time", "not a time", {"value": str(value)})
    if found["offset"]:
        raise PydanticCustomError("no-offset", "local time", {"value": str(value)})
    day = _point(found["day"]).day
    try:
        return dt.datetime.combine(day, dt.time.fromisoformat(found["time"]))
    except ValueError:
        raise PydanticCustomError("bad-time", "not a time", {"value": str(value)}) from None


_TIME = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d(:\d\d)?)(?P<offset>Z|[+-]\d\d:?\d\d)?")

WhenField = Annotated[When, PlainValidator(_when)]
"""`2019-04-25`, `2018-02-21..2018-02-23`, `[2018-06-18, 2018-06-19]`, `2019-09`, `2019-12-12..mid-2020-01`, and with
hours `2026-06-04T18:00`, `2026-06-04T18:00..2026-06-04T20:00`."""

PointField = Annotated[Point, PlainValidator(_point)]
"""A day, a month, or `mid-2020-01`."""

RecurrenceField = Annotated[Recurrence, PlainValidator(_recurrence)]
"""`FREQ=WEEKLY;COUNT=4` (RFC 5545)."""

LocalTime = Annotated[dt.datetime, BeforeValidator(_local_time)]
"""`2019-10-10T09:00`, in the site's time zone."""

Fraction = Annotated[float, Field(ge=0, le=1)]
