"""Recurrence rules of iCalendar (RFC 5545, section 3.3.10), such as `FREQ=WEEKLY;BYDAY=FR;COUNT=4`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sitegen.model.problems import BadValue


def _list(value: str) -> str:
    return f"({value})(,({value}))*"


_DAY = "MO|TU|WE|TH|FR|SA|SU"
_TO_53 = "[+-]?(0?[1-9]|[1-4][0-9]|5[0-3])"
_TO_366 = "[+-]?(0{0,2}[1-9]|0?[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-6])"
_POSITIVE = "0*[1-9][0-9]{0,5}"
_PARTS = {
    "FREQ": "SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY",
    "UNTIL": "[0-9]{8}T[0-9]{6}Z",
    "COUNT": _POSITIVE,
    "INTERVAL": _POSITIVE,
    "BYSECOND": _list("[0-5]?[0-9]|60"),
    "BYMINUTE": _list("[0-5]?[0-9]"),
    "BYHOUR": _list("[01]?[0-9]|2[0-3]"),
    "BYDAY": _list(f"({_TO_53})?({_DAY})"),
    "BYMONTHDAY": _list("[+-]?(0?[1-9]|[12][0-9]|3[01])"),
    "BYYEARDAY": _list(_TO_366),
    "BYWEEKNO": _list(_TO_53),
    "BYMONTH": _list("0?[1-9]|1[0-2]"),
    "BYSETPOS": _list(_TO_366),
    "WKST": _DAY,
}


@dataclass(frozen=True)
class Recurrence:
    """A rule in capital letters, its frequency first; `count` is how often it comes, None where it does not say."""

    text: str
    count: int | None


def parse_recurrence(text: str) -> Recurrence:
    """Read a rule whose start is a time with a zone: then `UNTIL` is in UTC.

    Raises:
        BadValue: `bad-recurrence` (`part` is none, or stands twice) or `recurrence-conflict` (`part` may not stand
            beside `other`).
    """
    parts: dict[str, str] = {}
    for part in text.split(";"):
        name, _, value = part.upper().partition("=")
        if name in parts or not re.fullmatch(_PARTS.get(name, "(?!)"), value):
            raise BadValue("bad-recurrence", part=part)
        parts[name] = value
    try:
        datetime.strptime(parts.get("UNTIL", "20200101T000000Z"), "%Y%m%dT%H%M%S%z")
    except ValueError:
        raise BadValue("bad-recurrence", part=f"UNTIL={parts['UNTIL']}") from None
    if "FREQ" not in parts:
        raise BadValue("bad-recurrence", part=text)
    for one, other in _conflicts(parts):
        raise BadValue("recurrence-conflict", part=f"{one}={parts[one]}", other=f"{other}={parts[other]}")
    ordered = {"FREQ": parts["FREQ"]} | parts
    count = int(parts["COUNT"]) if "COUNT" in parts else None
    return Recurrence(";".join(f"{name}={value}" for name, value in ordered.items()), count)


def _conflicts(parts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Parts that may not stand beside another one of the rule."""
    frequency = parts["FREQ"]
    numbered = re.search("[0-9]", parts.get("BYDAY", ""))
    if "UNTIL" in parts and "COUNT" in parts:
        yield "UNTIL", "COUNT"
    if "BYMONTHDAY" in parts and frequency == "WEEKLY":
        yield "BYMONTHDAY", "FREQ"
    if "BYYEARDAY" in parts and frequency in {"DAILY", "WEEKLY", "MONTHLY"}:
        yield "BYYEARDAY", "FREQ"
    if "BYWEEKNO" in parts and frequency != "YEARLY":
        yield "BYWEEKNO", "FREQ"
    if numbered and frequency not in {"MONTHLY", "YEARLY"}:
        yield "BYDAY", "FREQ"
    if numbered and "BYWEEKNO" in parts:
        yield "BYDAY", "BYWEEKNO"
    if "BYSETPOS" in parts and not any(name.startswith("BY") for name in parts.keys() - {"BYSETPOS"}):
        yield "BYSETPOS", "FREQ"
