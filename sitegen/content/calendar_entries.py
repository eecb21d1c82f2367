"""What the calendars say: events and stops of the tour, as a subscription a language and a file each."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence

from sitegen.content.kinds.event import Event, by_time
from sitegen.content.kinds.venue import Venue, stops, town
from sitegen.content.localized import LocalizedSite, calendar_file, calendar_url, dated, to_come
from sitegen.model.dates import When, WhenKind
from sitegen.model.media import Web
from sitegen.model.order import Json
from sitegen.model.site import Site
from sitegen.model.web_orders import CalendarOrder

PAST = 100
"""So many entries that are over a subscription holds at most; of what is to come it holds all."""


def calendars(local: LocalizedSite) -> Iterator[tuple[str, CalendarOrder]]:
    """The address and the order of each calendar in a language; a sample takes place nowhere, so it is in none."""
    found = _dated(local)
    if not found:
        return
    coming = [entry for entry in found if to_come(entry.when, local.site)]
    past = [entry for entry in found if not to_come(entry.when, local.site)]
    url = calendar_url(local.language)
    entries = [one for entry in [*past[-PAST:], *coming] for one in _occurrences(entry, local)]
    yield url, CalendarOrder(_head(local) | {"source": local.site.settings.base + url, "entries": entries})
    for entry in coming:
        alone: Json = {"timezone": str(local.site.now.tzinfo), "entries": _occurrences(entry, local)}
        yield calendar_file(entry, local), CalendarOrder(alone)


def has_calendar(site: Site[Web]) -> bool:
    """Whether there is anything for a calendar."""
    return any(map(dated, site.all(Event))) or any(map(dated, site.all(Venue)))


def _dated(local: LocalizedSite) -> Sequence[Event | Venue]:
    """All that has its days, by time."""
    found: list[Event | Venue] = [*by_time(local.site), *stops(local.site)]
    return sorted((one for one in found if dated(one)), key=lambda one: (one.when.order, one.ref))


def _head(local: LocalizedSite) -> dict[str, Json]:
    settings = local.site.settings
    return {
        "timezone": str(local.site.now.tzinfo),
        "name": local.text(settings.title),
        "description": local.text(settings.in_short),
        "url": f"{settings.base}{local.language.home}",
    }


def _occurrences(entry: Event | Venue, local: LocalizedSite) -> list[Json]:
    """An entry for each unbroken stretch of days: one UID says one time."""
    common = _event(entry, local) if isinstance(entry, Event) else _stop(entry, local)
    cancelled, changed = entry.cancelled, max(filter(None, (entry.updated, entry.cancelled)), default=None)
    found: list[Json] = []
    for number, (start, end) in enumerate(_times(entry.when), 1):
        key = f"{local.site.code_base}{entry.ref}" + (f"#{number}" if number > 1 else "")
        found.append(
            common
            | {
                "uid": str(uuid.uuid5(uuid.NAMESPACE_URL, key)),
                "start": start,
                "end": end,
                "language": local.language.code,
                "url": local.site.settings.base + local.url(entry),
                "cancelled": cancelled is not None,
                "changed": changed.isoformat() if changed else "",
            }
        )
    return found


def _event(event: Event, local: LocalizedSite) -> dict[str, Json]:
    venue = local.site.get(Venue, event.venue)
    place = _place(venue, local) if venue else local.text(event.place)
    return {"title": local.text(event.title), "about": local.text(event.summary), "place": place}


def _stop(venue: Venue, local: LocalizedSite) -> dict[str, Json]:
    """A stop under the name of the exhibition; an end that is only about known is written out."""
    title, vague = local.text(local.site.settings.title), not venue.when.points[-1].is_day
    about = [local.text(venue.summary), *([local.when(venue.when)["text"]] if vague else []), local.text(venue.hours)]
    return {
        "title": f"{title} – {local.text(venue.title)}",
        "about": "\n\n".join(text for text in about if text),
        "place": _place(venue, local),
    }


def _place(venue: Venue, local: LocalizedSite) -> str:
    parts = (local.text(venue.title), venue.address, town(venue, local))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _times(when: When) -> Iterator[tuple[str, str]]:
    """From when to when, as ISO 8601: days, of which the end is the first that does not belong, or hours."""
    first, last = when.points[0], when.points[-1]
    if when.kind is not WhenKind.DAYS and first.hour:
        hour = last.hour or dt.time(23, 59)
        end = dt.datetime.combine(last.last, hour).isoformat() if when.kind is WhenKind.RANGE else ""
        yield dt.datetime.combine(first.day, first.hour).isoformat(), end
    else:
        for start, end_day in when.days:
            yield start.isoformat(), (end_day + dt.timedelta(days=1)).isoformat()
