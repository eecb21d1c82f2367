"""Calendars (RFC 5545, RFC 7986) by the icalendar library."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText, vUri

from sitegen.making.input_files import InputFiles
from sitegen.model.web_orders import CalendarOrder

_PRODUCT = "-//sitegen//calendar//EN"
_EPOCH = dt.date(1970, 1, 1)
_REFRESH = dt.timedelta(days=1)


def calendar(order: CalendarOrder, _files: InputFiles) -> bytes:
    """Make the bytes of a calendar; the same data give the same ones.

    Each entry carries the last day on which its record says that it changed, or was cancelled; else it is one of 1970.
    """
    data: Any = order.data
    zone = ZoneInfo(data["timezone"])
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", _PRODUCT)
    if name := data.get("name"):
        made.add("name", vText(name))
        made.add("x-wr-calname", vText(name))  # what programs read that do not know RFC 7986
        made.add("description", data["description"])
        made.add("url", vUri(data["url"]))
        made.add("source", vUri(data["source"]), parameters={"VALUE": "URI"})
        made.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", "P1D")
    for entry in data["entries"]:
        made.add_component(_event(entry, zone))
    if any("T" in entry["start"] for entry in data["entries"]):
        years = [int(entry["start"][:4]) for entry in data["entries"]]
        made.add_missing_timezones(dt.date(min(years), 1, 1), dt.date(max(years) + 2, 1, 1))
    return bytes(made.to_ical())


def _event(entry: Any, zone: ZoneInfo) -> Event:
    changed = dt.date.fromisoformat(entry["changed"]) if entry["changed"] else _EPOCH
    made = Event()
    made.add("uid", entry["uid"])
    made.add("dtstamp", dt.datetime.combine(changed, dt.time(), dt.UTC))
    # By the day, so that it rises whatever was written before (RFC 5545, 3.8.7.4); on one day, cancelling comes later.
    made.add("sequence", 2 * (changed - _EPOCH).days + entry["cancelled"])
    made.add("status", "CANCELLED" if entry["cancelled"] else "CONFIRMED")
    made.add("dtstart", _moment(entry["start"], zone))
    if entry["end"]:
        made.add("dtend", _moment(entry["end"], zone))
    language = {"LANGUAGE": entry["language"]}
    made.add("summary", vText(entry["title"], params=language))
    made.add("description", vText(f"{entry['about']}\n\n{entry['url']}", params=language))
    if entry["place"]:
        made.add("location", vText(entry["place"], params=language))
    made.add("url", vUri(entry["url"]))
    made.add("transp", "TRANSPARENT" if "T" not in entry["start"] else "OPAQUE")
    return made


def _moment(text: str, zone: ZoneInfo) -> dt.date:
    if "T" in text:
        return dt.datetime.fromisoformat(text).replace(tzinfo=zone)
    return dt.date.fromisoformat(text)
