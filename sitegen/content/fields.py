"""Field types that records share: dates as editors write them, checked web addresses, clean numbers."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from sitegen.model.dates import BadDate, Point, When, parse_point, parse_when


def _when(value: Any) -> When:
    if isinstance(value, When):
        return value
    many = isinstance(value, list) and all(isinstance(item, str) for item in value)
    if not many and not isinstance(value, str):
        raise PydanticCustomError("wrong-type", "wrong type", {"expected": "a date"})
    try:
        return parse_when(value)
    except BadDate as error:
        raise PydanticCustomError(error.code, "bad date", dict(error.params)) from None


def _point(value: Any) -> Point:
    if isinstance(value, Point):
        return value
    try:
        return parse_point(str(value))
    except BadDate as error:
        raise PydanticCustomError(error.code, "bad date", dict(error.params)) from None


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise PydanticCustomError("bad-address", "not an address", {"value": value})
    return value


def _no_offset(value: dt.datetime) -> dt.datetime:
    if value.tzinfo is not None:
        raise PydanticCustomError("no-offset", "local time", {"value": value.isoformat()})
    return value


WhenField = Annotated[When, PlainValidator(_when)]
"""`2019-04-25`, `2018-02-21..2018-02-23`, `[2018-06-18, 2018-06-19]`, `2019-09`, `2019-12-12..mid-2020-01`."""

PointField = Annotated[Point, PlainValidator(_point)]
"""A day, a month, or `mid-2020-01`."""

WebAddress = Annotated[str, AfterValidator(_web_address)]
LocalTime = Annotated[dt.datetime, AfterValidator(_no_offset)]
"""`2019-10-10T09:00`, in the site's time zone."""

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2; its name in each language comes from CLDR."""

Fraction = Annotated[float, Field(ge=0, le=1)]
