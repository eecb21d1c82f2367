"""Events of the campaign: a timeline by year, and a page each."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Annotated, ClassVar, Literal

from sitegen.content.fields import PointField, WhenField
from sitegen.content.kinds.photo_record import Photo, card, cover
from sitegen.content.localized import (
    LocalizedSite,
    calendar_file,
    dated,
    list_url,
    localized_with,
    neighbours,
    to_come,
)
from sitegen.content.paging import ListPage, PagedList, by_year, plan_list
from sitegen.content.placed_pictures import Told
from sitegen.content.unsaid import UNSAID
from sitegen.model.addresses import WebAddress
from sitegen.model.consent import Consent, Day
from sitegen.model.entries import OneOf, Part, RefTo
from sitegen.model.languages import Name, Text
from sitegen.model.media import Read, Web
from sitegen.model.outputs import Planner
from sitegen.model.problems import Problems
from sitegen.model.settings import Fact
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.suggestions import nearest
from sitegen.model.web_orders import View

EVENT_KINDS = (
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
)
"""The kinds of event that have words in the interface; `event_kinds` of the settings adds others with their own."""


class Person(Part):
    """Somebody who took part, by the name and role that the source gives; with a consent, only while it holds."""

    name: Name
    role: Text | None = None
    consent: Consent | None = None


class Link(Part):
    """A page elsewhere."""

    url: WebAddress
    title: Text


class Event(Told):
    """Something that happened at an hour, on a day, on several days, or in a month that alone is known.

    Of its pictures, those that stand in no text are shown below it.
    """

    pictures_below: ClassVar[bool] = True

    kind: Annotated[str, OneOf(EVENT_KINDS, "event_kinds")]
    title: Text
    summary: Text
    when: WhenField
    open_until: PointField | None = None
    cancelled: Day | None = None
    updated: Day | None = None
    place: Text
    attendance: Literal["online", "mixed"] | None = None
    online_at: WebAddress | None = None
    venue: Annotated[str, RefTo("venue")] | None = None
    people: list[Person] = []
    figures: list[Fact] = []
    links: list[Link] = []
    photos: list[Annotated[str, RefTo("photo")]] = []

    @property
    def presence(self) -> Literal["", "online", "mixed"]:
        """How one could take part: empty at the place alone; what could be followed from elsewhere was both."""
        return self.attendance or ("mixed" if self.online_at else "")


def by_time(site: Site[Web]) -> tuple[Event, ...]:
    """Events from the first to the last."""
    return site.once(_by_time)


def _by_time(site: Site[Web]) -> tuple[Event, ...]:
    return tuple(sorted(site.all(Event), key=lambda event: (event.when.order, event.id)))


def kind_name(event: Event, local: LocalizedSite) -> str:
    """What the settings call the kind of an event; empty where the interface has words for it."""
    return local.text(local.site.settings.event_kinds.get(event.kind))


def event_card(event: Event, local: LocalizedSite) -> View:
    """An event for a list, with its first photograph that may be shown, or else its first picture."""
    photos, pictures = _photos(event, local), _pictures(event, local)
    return {
        "title": local.text(event.title),
        "summary": local.text(event.summary),
        "kind": event.kind,
        "kind_name": kind_name(event, local),
        "when": local.when(event.when),
        "cancelled": bool(event.cancelled),
        "place": local.text(event.place),
        "url": local.url(event),
        "figures": [local.fact(figure) for figure in event.figures],
        "cover": cover(photos, local) or (pictures[0]["picture"] | {"sample": False} if pictures else None),
    }


def _photos(event: Event, local: LocalizedSite) -> list[Photo]:
    return [photo for name in event.photos if (photo := local.site.get(Photo, name))]


def _pictures(event: Event, local: LocalizedSite) -> list[View]:
    """The event's own pictures, as cards that lead nowhere."""
    return [local.own_picture(event, number, "card") for number in range(len(event.pictures))]


def _pictures_below(event: Event, local: LocalizedSite) -> list[View]:
    """Those that do not stand in its text."""
    placed = local.placed_files(event)
    files = [own.file for own in event.pictures]
    return [view for file, view in zip(files, _pictures(event, local), strict=True) if file not in placed]


def event_view(event: Event, local: LocalizedSite) -> View:
    """All that is said of an event, without the text beside its record."""
    return event_card(event, local) | {
        "description": local.text(event.summary),
        "open_until": local.until(event.open_until),
        "calendar": calendar_file(event, local) if not event.cancelled and _offered(event, local) else "",
        "venue": local.link("venue", event.venue) if event.venue else None,
        "online": {"at": event.online_at or "", "too": event.presence == "mixed"} if event.presence else None,
        "people": [{"name": person.name, "role": local.text(person.role)} for person in event.people],
        "links": [{"url": link.url, "title": local.text(link.title)} for link in event.links],
        "photos": [card(photo, local) for photo in _photos(event, local)],
        "pictures": _pictures_below(event, local),
    }


def _page_view(event: Event, before: Event | None, after: Event | None, local: LocalizedSite) -> View:
    return event_view(event, local) | {
        "before": {"title": local.text(before.title), "url": local.url(before)} if before else None,
        "after": {"title": local.text(after.title), "url": local.url(after)} if after else None,
    }


def _offered(event: Event, local: LocalizedSite) -> bool:
    """Whether there is a calendar file of an event."""
    return dated(event) and to_come(event.when, local.site)


def _year(event: Event) -> int:
    return event.when.start.year


def _month(event: Event) -> int:
    return event.when.start.month


def past_and_coming(site: Site[Web]) -> tuple[list[Event], list[Event]]:
    """What took place and what is still to come, each in the order of time."""
    events = by_time(site)
    coming = [event for event in events if to_come(event.when, site)]
    return [event for event in events if not to_come(event.when, site)], coming


def timeline(site: Site[Web]) -> PagedList[Event]:
    """The events as pages: all on one, or each year for itself behind what is coming and what was last."""

    def newest(size: int) -> list[Event]:
        past, coming = past_and_coming(site)
        first = coming[: (size + 1) // 2]
        return [*first, *past[::-1][: size - len(first)]]

    return by_year(by_time(site), site.settings.page_size, _year, newest)


def _list_view(page: ListPage[Event], local: LocalizedSite) -> View:
    """The events of a page: what is coming, and the others by the year they began in, one year also by months."""
    coming = [event for event in page.items if page.newest and to_come(event.when, local.site)]
    others = page.items[len(coming) :]
    return {
        "coming": _cards(coming, local),
        "more_to_come": any(to_come(event.when, local.site) for event in page.items),
        "years": [
            {"year": year, "url": f"{list_url('events', local.language)}{year}/", "events": _cards(found, local)}
            for year, found in groupby(others, key=_year)
        ],
        "months": [
            {"number": month, "name": local.month(month), "events": _cards(found, local)}
            for month, found in groupby(page.items if page.year else (), key=_month)
        ],
    }


def _cards(events: Iterable[Event], local: LocalizedSite) -> list[View]:
    return [event_card(event, local) for event in events]


def plan_events(site: Site[Web], planner: Planner) -> None:
    """The timeline and a page each."""
    events = by_time(site)
    beside, pages = neighbours(events), timeline(site)
    for local in localized_with(site, planner, events):
        plan_list("events", "events.html", pages, _list_view, local)
        for event in events:
            local.page(event, "event.html", _page_view, *beside[event.id])


def check_kind(event: Event, site: Site[Read], problems: Problems) -> None:
    """Note a kind that neither the program nor the settings know."""
    kinds = [*EVENT_KINDS, *site.settings.event_kinds]
    if event.kind not in {UNSAID, *kinds}:  # which is told as what is still to be written
        found = {"value": event.kind, "choices": ", ".join(kinds), "suggestion": nearest(event.kind, kinds)}
        problems.error("bad-choice", event.where("kind"), field="kind", **found)


def _check(event: Event, site: Site[Read], problems: Problems) -> None:
    check_kind(event, site, problems)
    if event.open_until and event.open_until.last < event.when.start:
        problems.error(
            "dates-out-of-order",
            event.where("open_until"),
            first=event.when.start.isoformat(),
            second=event.open_until.last.isoformat(),
        )


EVENT = Kind("event", "events", Event, "events", plan_events, _check, navigation=Navigation("campaign", 1))
