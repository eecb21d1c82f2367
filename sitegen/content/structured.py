"""What a page says to machines: schema.org data as JSON-LD, and nothing that the page does not say to people.

One row of `BUILDERS` a kind. Everything invented is marked: what is a sample carries `creativeWorkStatus`, and no
person is named who does not exist, or who did not make what a sample stands in for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.event import Event
from sitegen.content.kinds.photo_record import Photo, photo_pages, picture, taken_of
from sitegen.content.kinds.podcast import Episode, Series, episode_pages, series_view
from sitegen.content.kinds.recording import Recording, recording_view
from sitegen.content.kinds.venue import Venue, exhibited_at, stops
from sitegen.content.localized import LocalizedSite, list_url
from sitegen.model.dates import Point, When
from sitegen.model.entries import Entry
from sitegen.model.media import Touring
from sitegen.model.problems import Where
from sitegen.model.web_orders import View

Node = dict[str, Any]
CONTEXT = "https://schema.org"
SAMPLE = "Sample"
"""The `creativeWorkStatus` of what stands in for an original."""

NOTHING: View = {"data": None, "trail": None}
"""For pages that say nothing to machines."""

_CC = re.compile(r"CC (?P<name>BY(?:-NC)?(?:-ND|-SA)?) (?P<version>\d\.\d)")


def structured(key: str, local: LocalizedSite) -> View:
    """What a page's template prints: `data` (the JSON-LD, or None) and `trail` (where the page lies, or None).

    `key` is the page's: `photo:elmira-1` for an entry, `list:exhibition` for a list, `home`.
    """
    if key in PAGES:
        return {"data": _whole(PAGES[key](local)), "trail": None}
    entry = local.site.find(key)
    if entry is None:
        return NOTHING
    builder = BUILDERS.get(entry.kind_name)
    return {"data": _whole(builder(entry, local)) if builder else None, "trail": _trail(entry, local)}


def _whole(node: Node | None) -> Node | None:
    return {"@context": CONTEXT} | node if node else None


def _trail(entry: Entry, local: LocalizedSite) -> View | None:
    """The list that an entry's page hangs below, whose name the template knows, and the page itself."""
    kind = local.site.kinds[entry.kind_name]
    if not kind.section:
        return None
    home, section = f"/{local.language.prefix}/", list_url(kind.section, local.language)
    addresses = {"home": home, "list": section, "page": local.url(entry)}
    return {"section": kind.section, "title": local.link(entry.kind_name, entry.id)["title"]} | {
        name: absolute(address, local) for name, address in addresses.items()
    }


# --- small parts -------------------------------------------------------------------------------------------


def absolute(address: str, local: LocalizedSite) -> str:
    """A site-absolute address with the site's own before it."""
    return local.site.settings.base + address


def _url(entry: Entry, local: LocalizedSite) -> str:
    return absolute(local.url(entry), local)


def _filled(node: Mapping[str, Any]) -> Node:
    """A node without what is not known."""
    return {name: value for name, value in node.items() if value not in ("", None, [])}


def _moment(point: Point, local: LocalizedSite) -> str:
    """A point in time (ISO 8601); an hour has the offset that the site's time zone has then."""
    return dt.datetime.combine(point.day, point.hour, local.site.now.tzinfo).isoformat() if point.hour else point.iso


def _end(when: When, local: LocalizedSite) -> str:
    """When something ends; empty where only the hour of its beginning is known."""
    return "" if len(when.points) == 1 and when.points[0].hour else _moment(when.points[-1], local)


def _status(sample: bool) -> str:  # noqa: FBT001 - it is what the record says
    return SAMPLE if sample else ""


def licence_url(name: str, local: LocalizedSite) -> str:
    """The address of a licence: of the site's own as its settings give it, of Creative Commons by its name."""
    settings = local.site.settings
    if name == settings.licence and settings.licence_url:
        return settings.licence_url
    if name in {"CC0 1.0", "CC0-1.0"}:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = _CC.fullmatch(name)
    return f"https://creativecommons.org/licenses/{found['name'].lower()}/{found['version']}/" if found else ""


def _publisher(local: LocalizedSite) -> Node:
    organization = local.site.settings.organization
    return _filled({"@type": "Organization", "name": local.text(organization.name), "url": organization.url})


def _person(author: Author, local: LocalizedSite) -> Node:
    return {"@type": "Person", "@id": f"{_url(author, local)}#person", "name": author.name, "url": _url(author, local)}


def _sound(recording: Recording, entry: Entry, title: str, origin: Where, local: LocalizedSite) -> Node:
    """A recording with its words in the page's language, or in the language spoken."""
    view = recording_view(recording, entry, local, origin)
    transcript = view["transcript"]
    return _filled(
        {
            "@type": "AudioObject",
            "name": title,
            "contentUrl": absolute(view["url"], local),
            "encodingFormat": view["mime"],
            "contentSize": str(view["bytes"]),
            "duration": view["duration"],
            "inLanguage": recording.language,
            "transcript": transcript["text"] if transcript else "",
            "creativeWorkStatus": _status(recording.sample),
        }
    )


# --- one builder a kind ------------------------------------------------------------------------------------


def _photo(photo: Photo, local: LocalizedSite) -> Node:
    """A photograph. What a sample shows was not taken by the author whose page it is on."""
    author, site = local.site.get(Author, photo.author), local.site
    view = picture(photo, local, "photo")
    credit = local.text(photo.credit) or local.text(site.settings.credit) or local.text(site.settings.organization.name)
    licence = photo.licence or site.settings.licence
    real = author is not None and not (photo.sample or author.sample)
    return _filled(
        {
            "@type": ["Photograph", "ImageObject"],
            "@id": f"{_url(photo, local)}#photo",
            "url": _url(photo, local),
            "name": local.text(photo.title),
            "caption": local.text(photo.caption),
            "description": local.text(photo.alt),
            "inLanguage": local.language.code,
            "contentUrl": absolute(view["src"], local) if view.get("src") else "",
            "width": view.get("width"),
            "height": view.get("height"),
            "creator": _person(author, local) if author and real else _publisher(local),
            "creditText": credit,
            "copyrightNotice": ", ".join(filter(None, (credit, licence))),
            "license": licence_url(licence, local),
            "acquireLicensePage": _url(photo, local),
            "dateCreated": taken.iso if (taken := taken_of(photo)) else "",
            "creativeWorkStatus": _status(photo.sample),
        }
    )


def _author(author: Author, local: LocalizedSite) -> Node | None:
    """The page of a real person; an invented one is told to nobody's machine as a person."""
    if author.sample:
        return None
    person = _person(author, local) | _filled(
        {"description": local.text(author.summary), "jobTitle": local.text(author.occupation)}
    )
    interview = author.interview
    voice = interview and _sound(interview, author, local.text(interview.title), author.where("interview"), local)
    page = {"@type": "ProfilePage", "url": _url(author, local), "inLanguage": local.language.code, "mainEntity": person}
    return page | _filled({"hasPart": voice})


def _place(venue: Venue, local: LocalizedSite) -> Node:
    address = {"@type": "PostalAddress", "streetAddress": venue.address, "addressLocality": local.text(venue.city)}
    return {"@type": "Place", "name": local.text(venue.title), "address": _filled(address)}


def _event(event: Event, local: LocalizedSite) -> Node:
    """An event; what opens and stays open is an exhibition, and ends when that closes."""
    venue = local.site.get(Venue, event.venue)
    place = _place(venue, local) if venue else {"@type": "Place", "name": local.text(event.place)}
    return _filled(
        {
            "@type": "ExhibitionEvent" if event.open_until else "Event",
            "@id": f"{_url(event, local)}#event",
            "url": _url(event, local),
            "name": local.text(event.title),
            "description": local.text(event.summary),
            "inLanguage": local.language.code,
            "startDate": _moment(event.when.points[0], local),
            "endDate": event.open_until.iso if event.open_until else _end(event.when, local),
            "eventStatus": f"https://schema.org/Event{'Cancelled' if event.cancelled else 'Scheduled'}",
            "location": place,
            "disambiguatingDescription": _status(event.sample),
        }
    )


def _venue(venue: Venue, local: LocalizedSite) -> Node:
    photos = photo_pages(exhibited_at(venue, local.site.for_medium(Touring)), local.site)
    works = [
        {"@type": "Photograph", "@id": f"{_url(photo, local)}#photo", "name": local.text(photo.title)}
        for photo in photos.front.items
    ]
    return _stop(venue, local) | _filled({"workFeatured": works})


def _stop(venue: Venue, local: LocalizedSite) -> Node:
    """One stop of the exhibition, without what hangs there."""
    title = local.text(local.site.settings.title)
    return _filled(
        {
            "@type": "ExhibitionEvent",
            "@id": f"{_url(venue, local)}#stop",
            "url": _url(venue, local),
            "name": f"{title} – {local.text(venue.title)}",
            "description": local.text(venue.summary),
            "inLanguage": local.language.code,
            "startDate": venue.when.iso,
            "endDate": venue.when.iso_end,
            "location": _place(venue, local),
            "organizer": _publisher(local),
            "disambiguatingDescription": _status(venue.sample),
        }
    )


def _exhibition(local: LocalizedSite) -> Node | None:
    """The whole exhibition over all its stops."""
    found, settings = stops(local.site), local.site.settings
    if not found:
        return None
    last = max(found, key=lambda venue: venue.when.end)
    url = absolute(list_url("exhibition", local.language), local)
    return {
        "@type": "ExhibitionEvent",
        "@id": f"{url}#exhibition",
        "url": url,
        "name": local.text(settings.title),
        "description": local.text(settings.description),
        "inLanguage": local.language.code,
        "startDate": found[0].when.iso,
        "endDate": last.when.iso_end,
        "location": [_place(venue, local) for venue in found],
        "organizer": _publisher(local),
        "subEvent": [_stop(venue, local) for venue in found],
    }


def _home(local: LocalizedSite) -> Node:
    settings = local.site.settings
    return {
        "@type": "WebSite",
        "url": absolute(f"/{local.language.prefix}/", local),
        "name": local.text(settings.title),
        "description": local.text(settings.description),
        "inLanguage": local.language.code,
        "publisher": _publisher(local),
    }


def _series(series: Series, local: LocalizedSite) -> Node:
    view = series_view(series, local)
    out = episode_pages(series, local.site).front.items
    return _series_name(series, local) | _filled(
        {
            "description": local.text(series.summary),
            "inLanguage": series.language,
            "image": absolute(view["cover"]["src"], local) if view["cover"].get("src") else "",
            "webFeed": absolute(view["feed"], local) if view["feed"] else "",
            "creditText": series.author,
            "license": licence_url(series.licence, local),
            "hasPart": [
                {"@type": "PodcastEpisode", "@id": f"{_url(episode, local)}#episode", "name": local.text(episode.title)}
                for episode in out
            ],
            "creativeWorkStatus": _status(series.sample),
        }
    )


def _series_name(series: Series, local: LocalizedSite) -> Node:
    url = _url(series, local)
    return {"@type": "PodcastSeries", "@id": f"{url}#series", "url": url, "name": series.title}


def _episode(episode: Episode, local: LocalizedSite) -> Node:
    """An episode that is out: others are not among the site's entries at all."""
    series = local.site.get(Series, episode.series)
    published = episode.publish.replace(tzinfo=ZoneInfo(local.site.settings.timezone))
    guests = [] if episode.sample else [{"@type": "Person", "name": guest.name} for guest in episode.guests]
    sound = _sound(episode, episode, local.text(episode.title), episode.where("file"), local)
    return _filled(
        {
            "@type": "PodcastEpisode",
            "@id": f"{_url(episode, local)}#episode",
            "url": _url(episode, local),
            "name": local.text(episode.title),
            "description": local.text(episode.summary),
            "episodeNumber": episode.number,
            "datePublished": _instant(published),
            "inLanguage": episode.language,
            "duration": sound["duration"],
            "partOfSeries": _series_name(series, local) if series else None,
            "contributor": guests,
            "associatedMedia": sound,
            "creativeWorkStatus": _status(episode.sample),
        }
    )


def _instant(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")


BUILDERS: Mapping[str, Callable[[Any, LocalizedSite], Node | None]] = {
    "photo": _photo,
    "author": _author,
    "event": _event,
    "venue": _venue,
    "podcast": _series,
    "episode": _episode,
}
"""How each kind of page describes itself; a kind that is not here has only its trail."""

PAGES: Mapping[str, Callable[[LocalizedSite], Node | None]] = {"home": _home, "list:exhibition": _exhibition}
"""The same for pages that belong to no entry."""
