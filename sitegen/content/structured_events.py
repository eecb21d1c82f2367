"""What takes place, told to machines: the exhibition, its stops, their openings and all other events, as one.

The whole exhibition has its stops as `subEvent`, a stop its opening; each says what it belongs to as `superEvent`. So
nothing is told twice: an opening ends when its guests go home, and the stop that it opens says how long it stays open.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.content.kinds.event import Event
from sitegen.content.kinds.photo_record import Photo, photo_pages
from sitegen.content.kinds.venue import Venue, exhibited_at, held_stops, stops
from sitegen.content.localized import LocalizedSite, list_url
from sitegen.content.structured_parts import (
    Node,
    absolute,
    end_of,
    filled,
    identity,
    moment,
    own_image,
    page_of,
    photo_image,
    plain,
    publisher,
    status,
    told_at,
)
from sitegen.model.dates import Point, When, WhenKind
from sitegen.model.media import Touring, Web
from sitegen.model.site import Site

_IMAGES = 3
"""So many pictures of an event or a stop search engines are told."""
_MODES = {"": "Offline", "online": "Online", "mixed": "Mixed"}


def event(entry: Event, local: LocalizedSite) -> Node:
    """The page of an event."""
    stop = _opened_by(entry, local)
    people = [] if entry.sample else [{"@type": "Person", "name": one.name} for one in entry.people]
    return _event(entry, local) | filled(
        {
            "mainEntityOfPage": told_at(page_of(entry, local), local),
            "image": _pictures(entry, local),
            "contributor": people,
            "subEvent": _days(entry, local),
            "superEvent": _beside(_stop(stop, local)) if stop else None,
        }
    )


def stop(venue: Venue, local: LocalizedSite) -> Node:
    """The page of a stop: with its opening, what hangs there, and what it is a part of."""
    exhibited = exhibited_at(venue, local.site.for_medium(Touring))
    photos = plain(photo_pages(exhibited, local.site).front.items)
    opening = local.site.get(Event, venue.event)
    return _stop(venue, local) | filled(
        {
            "mainEntityOfPage": told_at(page_of(venue, local), local),
            "image": [photo_image(photo, local, "card") for photo in photos[:_IMAGES]],
            "workFeatured": [_work(photo, local) for photo in photos],
            "subEvent": [_beside(_event(opening, local))] if opening else [],
            "superEvent": _beside(_exhibition(local)),
        }
    )


def exhibition(local: LocalizedSite) -> Node | None:
    """The page of the whole exhibition."""
    found = stops(local.site)
    if not found:
        return None
    page = told_at(_guide(local), local)
    return _exhibition(local) | {
        "mainEntityOfPage": page,
        "subEvent": [_beside(_stop(venue, local)) for venue in found],
    }


def _beside(node: Node) -> Node:
    """What the page of another event says of one: its sentences stand on its own page."""
    return {name: value for name, value in node.items() if name != "description"}


def _event(entry: Event, local: LocalizedSite) -> Node:
    """An event without what surrounds it; what opens and stays open is an exhibition where no stop is."""
    opens = _opened_by(entry, local)
    alone = None if opens else entry.open_until
    return filled(
        {
            "@type": "ExhibitionEvent" if alone else "Event",
            "@id": identity(entry.ref, local),
            "url": page_of(entry, local),
            "name": local.text(entry.title),
            "description": local.text(entry.summary),
            "startDate": moment(entry.when.points[0], local),
            "endDate": moment(alone, local) if alone else end_of(entry.when, local),
            "eventStatus": _status(bool(entry.cancelled)),
            "eventAttendanceMode": _mode(entry.presence),
            "location": _location(entry, local),
            "organizer": publisher(local) if opens or alone else None,
            "disambiguatingDescription": status(entry.sample),
        }
    )


def _opened_by(entry: Event, local: LocalizedSite) -> Venue | None:
    """The stop that an event opens."""
    return local.site.once(_openings).get(entry.id)


def _openings(site: Site[Web]) -> Mapping[str, Venue]:
    """The stops by what opens them."""
    return {venue.event: venue for venue in reversed(stops(site)) if venue.event}


def _days(entry: Event, local: LocalizedSite) -> list[Node]:
    """The stretches of an event on several days, between which nothing takes place."""
    if entry.when.kind is not WhenKind.DAYS:
        return []
    whole = {name: value for name, value in _beside(_event(entry, local)).items() if name != "@id"}
    ranges = [When(WhenKind.RANGE, (Point(first), Point(last))) for first, last in entry.when.days]
    return [whole | {"startDate": one.iso, "endDate": one.iso_end} for one in ranges]


def _stop(venue: Venue, local: LocalizedSite) -> Node:
    """One stop of the exhibition, without what hangs there."""
    title = local.text(local.site.settings.title)
    return filled(
        {
            "@type": "ExhibitionEvent",
            "@id": identity(venue.ref, local),
            "url": page_of(venue, local),
            "name": f"{title} – {local.text(venue.title)}",
            "description": local.text(venue.summary),
            "startDate": moment(venue.when.points[0], local),
            "endDate": end_of(venue.when, local),
            "eventStatus": _status(bool(venue.cancelled)),
            "eventAttendanceMode": _mode(""),
            "location": _place(venue, local),
            "organizer": publisher(local),
            "disambiguatingDescription": status(venue.sample),
        }
    )


def _guide(local: LocalizedSite) -> str:
    return absolute(list_url("exhibition", local.language), local)


def _exhibition(local: LocalizedSite) -> Node:
    """The whole exhibition, without its stops; it is over when the last of them is that was not called off."""
    held, settings = held_stops(local.site), local.site.settings
    found = held or stops(local.site)
    last = max(found, key=lambda venue: venue.when.end)
    return filled(
        {
            "@type": "ExhibitionEvent",
            "@id": identity("exhibition", local),
            "url": _guide(local),
            "name": local.text(settings.title),
            "description": local.text(settings.description),
            "startDate": moment(found[0].when.points[0], local),
            "endDate": end_of(last.when, local),
            "eventStatus": _status(not held),
            "eventAttendanceMode": _mode(""),
            "location": [_place(venue, local) for venue in found],
            "organizer": publisher(local),
        }
    )


def _status(cancelled: bool) -> str:  # noqa: FBT001 - it is what the record says
    return f"https://schema.org/Event{'Cancelled' if cancelled else 'Scheduled'}"


def _mode(presence: str) -> str:
    return f"https://schema.org/{_MODES[presence]}EventAttendanceMode"


def _location(entry: Event, local: LocalizedSite) -> Node | list[Node]:
    """Where people meet, and where they follow it from elsewhere."""
    venue, words = local.site.get(Venue, entry.venue), local.text(entry.place)
    if entry.presence == "online":
        return filled({"@type": "VirtualLocation", "name": words, "url": entry.online_at})
    place = _place(venue, local) if venue else {"@type": "Place", "name": words, "address": words}
    return [place, {"@type": "VirtualLocation", "url": entry.online_at}] if entry.online_at else place


def _place(venue: Venue, local: LocalizedSite) -> Node:
    address = {
        "@type": "PostalAddress",
        "streetAddress": venue.address,
        "postalCode": venue.postal_code,
        "addressLocality": local.text(venue.city),
        "addressCountry": venue.country or local.site.settings.country,
    }
    return {"@type": "Place", "name": local.text(venue.title), "address": filled(address)}


def _pictures(entry: Event, local: LocalizedSite) -> list[Node]:
    """Pictures that the page of an event shows: its own first."""
    photos = plain(photo for name in entry.photos if (photo := local.site.get(Photo, name)))
    own = [own_image(entry, number, local, "card") for number in range(len(entry.pictures))]
    return [*own, *(photo_image(photo, local, "card") for photo in photos)][:_IMAGES]


def _work(photo: Photo, local: LocalizedSite) -> Node:
    name, url = local.text(photo.title), page_of(photo, local)
    return {"@type": "Photograph", "@id": identity(photo.ref, local), "name": name, "url": url}
