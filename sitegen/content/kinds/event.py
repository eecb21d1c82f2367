"""Events of the campaign: a timeline by year, and a page each."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Literal

from sitegen.content.fields import PointField, WebAddress, WhenField
from sitegen.content.kinds.photo_record import Photo, card, cover
from sitegen.content.localized import LocalizedSite, localized_with, neighbours
from sitegen.model.entries import Entry, Part, RefTo
from sitegen.model.languages import Text
from sitegen.model.media import Read, Web
from sitegen.model.outputs import Planner
from sitegen.model.problems import Problems
from sitegen.model.settings import Fact
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.web_orders import View

EventKind = Literal[
    "meeting",
    "focus-group",
    "workshop",
    "city-walk",
    "lab",
    "exhibition-opening",
    "screening",
    "guided-tour",
    "talk",
    "launch",
    "conference",
    "study-visit",
]


class Person(Part):
    """Somebody who took part, by the name and role that the source gives."""

    name: str
    role: Text | None = None


class Link(Part):
    """A page elsewhere."""

    url: WebAddress
    title: Text


class Event(Entry):
    """Something that happened on a day, on several days, or in a month that alone is known."""

    kind: EventKind
    title: Text
    summary: Text
    when: WhenField
    open_until: PointField | None = None
    place: Text
    venue: Annotated[str, RefTo("venue")] | None = None
    people: list[Person] = []
    figures: list[Fact] = []
    links: list[Link] = []
    photos: list[Annotated[str, RefTo("photo")]] = []


def by_time(site: Site[Web]) -> list[Event]:
    """Events from the first to the last."""
    return sorted(site.all(Event), key=lambda event: (event.when.start, event.id))


def event_card(event: Event, local: LocalizedSite) -> View:
    """An event for a list, with its first photograph that may be shown."""
    photos = _photos(event, local)
    return {
        "title": local.text(event.title),
        "summary": local.text(event.summary),
        "kind": event.kind,
        "when": local.when(event.when),
        "place": local.text(event.place),
        "url": local.url(event),
        "figures": [local.fact(figure) for figure in event.figures],
        "cover": cover(photos, local),
    }


def _photos(event: Event, local: LocalizedSite) -> list[Photo]:
    return [photo for name in event.photos if (photo := local.site.get(Photo, name))]


def _page_view(event: Event, events: list[Event], local: LocalizedSite) -> View:
    before, after = neighbours(events, event)
    return event_card(event, local) | {
        "description": local.text(event.summary),
        "open_until": local.until(event.open_until),
        "venue": local.link("venue", event.venue) if event.venue else None,
        "people": [{"name": person.name, "role": local.text(person.role)} for person in event.people],
        "links": [{"url": link.url, "title": local.text(link.title)} for link in event.links],
        "photos": [card(photo, local) for photo in _photos(event, local)],
        "before": {"title": local.text(before.title), "url": local.url(before)} if before else None,
        "after": {"title": local.text(after.title), "url": local.url(after)} if after else None,
    }


def years(local: LocalizedSite) -> list[View]:
    """The timeline: events by the year they began in."""
    grouped = groupby(by_time(local.site), key=lambda event: event.when.start.year)
    return [{"year": year, "events": [event_card(event, local) for event in events]} for year, events in grouped]


def plan_events(site: Site[Web], planner: Planner) -> None:
    """The timeline and a page each."""
    events = by_time(site)
    for local in localized_with(site, planner, site.all(Event)):
        local.section("events", "events.html", {"years": years(local)})
        for event in events:
            local.page(event, "event.html", _page_view(event, events, local))


def _check(event: Event, _site: Site[Read], problems: Problems) -> None:
    if event.open_until and event.open_until.last < event.when.start:
        problems.error(
            "dates-out-of-order",
            event.where("open_until"),
            first=event.when.start.isoformat(),
            second=event.open_until.last.isoformat(),
        )


EVENT = Kind("event", "events", Event, "events", plan_events, _check, navigation=Navigation("campaign", 1))
