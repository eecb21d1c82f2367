"""Venues: the stops of the exhibition's tour."""

from __future__ import annotations

from functools import partial
from itertools import takewhile
from typing import Annotated, Literal

from sitegen.content.fields import WhenField
from sitegen.content.kinds.photo_record import Photo, counted, photo_pages, photos_where, with_photos
from sitegen.content.localized import LocalizedSite, calendar_file, dated, localized_with, to_come
from sitegen.content.paging import plan_pages
from sitegen.content.placed_pictures import Told
from sitegen.model.consent import Day
from sitegen.model.entries import RefTo
from sitegen.model.languages import Pair, Text
from sitegen.model.media import Read, Touring, Web
from sitegen.model.outputs import Planner
from sitegen.model.problems import Problems
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.standard_codes import Country
from sitegen.model.web_orders import View


class Venue(Told):
    """One stop. `photos` lists what hangs there; left out, it is everything exhibited; nothing where it is `cancelled`.

    `labels` says where the codes of the wall labels lead: to the photograph or, where there is one, to the voice.
    """

    title: Text
    summary: Text
    when: WhenField
    cancelled: Day | None = None
    updated: Day | None = None
    host: Text | None = None
    address: str = ""
    postal_code: str = ""
    city: Text
    country: Country | None = None
    hours: Text | None = None
    access: Text | None = None
    event: Annotated[str, RefTo("event")] | None = None
    photos: list[Annotated[str, RefTo("photo")]] = []
    labels: Literal["photo", "voice"] = "photo"
    pair: Pair = []


def stops(site: Site[Read]) -> list[Venue]:
    """The stops of the tour in the order of time."""
    return sorted(site.all(Venue), key=lambda venue: (venue.when.start, venue.id))


def held_stops(site: Site[Read]) -> list[Venue]:
    """The same without those that were called off."""
    return [venue for venue in stops(site) if not venue.cancelled]


def exhibited_at(venue: Venue, site: Site[Touring]) -> list[Photo]:
    """The photographs of a stop that may hang there."""
    if venue.cancelled:
        return []
    if venue.photos:
        return [photo for name in venue.photos if (photo := site.get(Photo, name))]
    return site.once(_exhibited)


def _exhibited(site: Site[Touring]) -> list[Photo]:
    return photos_where(site, lambda photo: photo.status == "exhibited")


def town(venue: Venue, local: LocalizedSite) -> str:
    """The town, behind its postal code where that is known."""
    return f"{venue.postal_code} {local.text(venue.city)}".strip()


def venue_card(venue: Venue, local: LocalizedSite) -> View:
    """A stop for a list; whether it is past, now or next is told from `when` at the build and in the browser."""
    return {
        "title": local.text(venue.title),
        "summary": local.text(venue.summary),
        "when": local.when(venue.when),
        "city": town(venue, local),
        "address": venue.address,
        "url": local.url(venue),
        "count": len(exhibited_at(venue, local.site.for_medium(Touring))),
        "past": not to_come(venue.when, local.site),
        "cancelled": bool(venue.cancelled),
    }


def plan_venues(site: Site[Web], planner: Planner) -> None:
    """A list of the stops and a page for each."""
    found = stops(site)
    for local in localized_with(site, planner, site.all(Venue)):
        local.section("venues", "venues.html", {"venues": [venue_card(venue, local) for venue in found]})
        for venue in found:
            view = venue_card(venue, local) | {
                "description": local.text(venue.summary),
                "host": local.text(venue.host),
                "hours": local.text(venue.hours),
                "access": local.text(venue.access),
                "calendar": calendar_file(venue, local) if _offered(venue, site) else "",
                "event": local.link("event", venue.event) if venue.event else None,
            }
            photos = exhibited_at(venue, site.for_medium(Touring))
            shown = partial(with_photos, view | counted(photos), local=local)
            plan_pages(venue, "venue.html", photo_pages(photos, site), shown, local)


def _offered(venue: Venue, site: Site[Web]) -> bool:
    """Whether a stop is still worth an entry in somebody's calendar."""
    return not venue.cancelled and dated(venue) and to_come(venue.when, site)


def _check(venue: Venue, site: Site[Read], problems: Problems) -> None:
    if venue.cancelled:
        return
    for earlier in takewhile(lambda other: other is not venue, site.once(held_stops)):
        if any(a <= d and c <= b for a, b in earlier.when.days for c, d in venue.when.days):
            problems.warning("stops-overlap", venue.where("when"), stop=venue.id, other=earlier.id)


VENUE = Kind(
    "venue",
    "venues",
    Venue,
    "venues",
    plan_venues,
    _check,
    navigation=Navigation("exhibition", 5, under="exhibition", menu=True),
)
