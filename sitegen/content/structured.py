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
from sitegen.content.kinds.photograph import Photo, picture, taken_of
from sitegen.content.kinds.podcast import Episode, Series, episodes_of, series_card
from sitegen.content.kinds.recording import Recording, recording_view
from sitegen.content.kinds.venue import Venue, exhibited_at, stops
from sitegen.content.lens import Lens, list_url
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


def structured(key: str, lens: Lens) -> View:
    """What a page's template prints: `data` (the JSON-LD, or None) and `trail` (where the page lies, or None).

    `key` is the page's: `photo:elmira-1` for an entry, `list:exhibition` for a list, `home`.
    """
    if key in PAGES:
        return {"data": _whole(PAGES[key](lens)), "trail": None}
    entry = lens.site.find(key)
    if entry is None:
        return NOTHING
    builder = BUILDERS.get(entry.kind_name)
    return {"data": _whole(builder(entry, lens)) if builder else None, "trail": _trail(entry, lens)}


def _whole(node: Node | None) -> Node | None:
    return {"@context": CONTEXT} | node if node else None


def _trail(entry: Entry, lens: Lens) -> View | None:
    """The list that an entry's page hangs below, whose name the template knows, and the page itself."""
    kind = lens.site.kinds[entry.kind_name]
    if not kind.section:
        return None
    home, section = f"/{lens.language.prefix}/", list_url(kind.section, lens.language)
    addresses = {"home": home, "list": section, "page": lens.url(entry)}
    return {"section": kind.section, "title": lens.link(entry.kind_name, entry.id)["title"]} | {
        name: absolute(address, lens) for name, address in addresses.items()
    }


# --- small parts -------------------------------------------------------------------------------------------


def absolute(address: str, lens: Lens) -> str:
    """A site-absolute address with the site's own before it."""
    return lens.site.settings.base + address


def _url(entry: Entry, lens: Lens) -> str:
    return absolute(lens.url(entry), lens)


def _filled(node: Mapping[str, Any]) -> Node:
    """A node without what is not known."""
    return {name: value for name, value in node.items() if value not in ("", None, [])}


def _status(sample: bool) -> str:  # noqa: FBT001 - it is what the record says
    return SAMPLE if sample else ""


def licence_url(name: str, lens: Lens) -> str:
    """The address of a licence: of the site's own as its settings give it, of Creative Commons by its name."""
    settings = lens.site.settings
    if name == settings.licence and settings.licence_url:
        return settings.licence_url
    if name in {"CC0 1.0", "CC0-1.0"}:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = _CC.fullmatch(name)
    return f"https://creativecommons.org/licenses/{found['name'].lower()}/{found['version']}/" if found else ""


def _publisher(lens: Lens) -> Node:
    organization = lens.site.settings.organization
    return _filled({"@type": "Organization", "name": lens.text(organization.name), "url": organization.url})


def _person(author: Author, lens: Lens) -> Node:
    return {"@type": "Person", "@id": f"{_url(author, lens)}#person", "name": author.name, "url": _url(author, lens)}


def _sound(recording: Recording, entry: Entry, title: str, origin: Where, lens: Lens) -> Node:
    """A recording with its words in the page's language, or in the language spoken."""
    view = recording_view(recording, entry, lens, origin)
    transcript = view["transcript"]
    return _filled(
        {
            "@type": "AudioObject",
            "name": title,
            "contentUrl": absolute(view["url"], lens),
            "encodingFormat": view["mime"],
            "contentSize": str(view["bytes"]),
            "duration": view["duration"],
            "inLanguage": recording.language,
            "transcript": transcript["text"] if transcript else "",
            "creativeWorkStatus": _status(recording.sample),
        }
    )


# --- one builder a kind ------------------------------------------------------------------------------------


def _photo(photo: Photo, lens: Lens) -> Node:
    """A photograph. What a sample shows was not taken by the author whose page it is on."""
    author, site = lens.site.get(Author, photo.author), lens.site
    view = picture(photo, lens, "photo")
    credit = lens.text(photo.credit) or lens.text(site.settings.credit) or lens.text(site.settings.organization.name)
    licence = photo.licence or site.settings.licence
    real = author is not None and not (photo.sample or author.sample)
    return _filled(
        {
            "@type": ["Photograph", "ImageObject"],
            "@id": f"{_url(photo, lens)}#photo",
            "url": _url(photo, lens),
            "name": lens.text(photo.title),
            "caption": lens.text(photo.caption),
            "description": lens.text(photo.alt),
            "inLanguage": lens.language.code,
            "contentUrl": absolute(view["src"], lens) if view.get("src") else "",
            "width": view.get("width"),
            "height": view.get("height"),
            "creator": _person(author, lens) if author and real else _publisher(lens),
            "creditText": credit,
            "copyrightNotice": ", ".join(filter(None, (credit, licence))),
            "license": licence_url(licence, lens),
            "acquireLicensePage": _url(photo, lens),
            "dateCreated": taken.iso if (taken := taken_of(photo)) else "",
            "creativeWorkStatus": _status(photo.sample),
        }
    )


def _author(author: Author, lens: Lens) -> Node | None:
    """The page of a real person; an invented one is told to nobody's machine as a person."""
    if author.sample:
        return None
    person = _person(author, lens) | _filled(
        {"description": lens.text(author.summary), "jobTitle": lens.text(author.occupation)}
    )
    interview = author.interview
    voice = interview and _sound(interview, author, lens.text(interview.title), author.where("interview"), lens)
    page = {"@type": "ProfilePage", "url": _url(author, lens), "inLanguage": lens.language.code, "mainEntity": person}
    return page | _filled({"hasPart": voice})


def _place(venue: Venue, lens: Lens) -> Node:
    address = {"@type": "PostalAddress", "streetAddress": venue.address, "addressLocality": lens.text(venue.city)}
    return {"@type": "Place", "name": lens.text(venue.title), "address": _filled(address)}


def _event(event: Event, lens: Lens) -> Node:
    """An event; what opens and stays open is an exhibition, and ends when that closes."""
    venue = lens.site.get(Venue, event.venue)
    place = _place(venue, lens) if venue else {"@type": "Place", "name": lens.text(event.place)}
    return _filled(
        {
            "@type": "ExhibitionEvent" if event.open_until else "Event",
            "@id": f"{_url(event, lens)}#event",
            "url": _url(event, lens),
            "name": lens.text(event.title),
            "description": lens.text(event.summary),
            "inLanguage": lens.language.code,
            "startDate": event.when.iso,
            "endDate": event.open_until.iso if event.open_until else event.when.iso_end,
            "location": place,
            "disambiguatingDescription": _status(event.sample),
        }
    )


def _venue(venue: Venue, lens: Lens) -> Node:
    works = [
        {"@type": "Photograph", "@id": f"{_url(photo, lens)}#photo", "name": lens.text(photo.title)}
        for photo in exhibited_at(venue, lens.site.for_medium(Touring))
    ]
    return _stop(venue, lens) | _filled({"workFeatured": works})


def _stop(venue: Venue, lens: Lens) -> Node:
    """One stop of the exhibition, without what hangs there."""
    title = lens.text(lens.site.settings.title)
    return _filled(
        {
            "@type": "ExhibitionEvent",
            "@id": f"{_url(venue, lens)}#stop",
            "url": _url(venue, lens),
            "name": f"{title} – {lens.text(venue.title)}",
            "description": lens.text(venue.summary),
            "inLanguage": lens.language.code,
            "startDate": venue.when.iso,
            "endDate": venue.when.iso_end,
            "location": _place(venue, lens),
            "organizer": _publisher(lens),
            "disambiguatingDescription": _status(venue.sample),
        }
    )


def _exhibition(lens: Lens) -> Node | None:
    """The whole exhibition over all its stops."""
    found, settings = stops(lens.site), lens.site.settings
    if not found:
        return None
    last = max(found, key=lambda venue: venue.when.end)
    url = absolute(list_url("exhibition", lens.language), lens)
    return {
        "@type": "ExhibitionEvent",
        "@id": f"{url}#exhibition",
        "url": url,
        "name": lens.text(settings.title),
        "description": lens.text(settings.description),
        "inLanguage": lens.language.code,
        "startDate": found[0].when.iso,
        "endDate": last.when.iso_end,
        "location": [_place(venue, lens) for venue in found],
        "organizer": _publisher(lens),
        "subEvent": [_stop(venue, lens) for venue in found],
    }


def _home(lens: Lens) -> Node:
    settings = lens.site.settings
    return {
        "@type": "WebSite",
        "url": absolute(f"/{lens.language.prefix}/", lens),
        "name": lens.text(settings.title),
        "description": lens.text(settings.description),
        "inLanguage": lens.language.code,
        "publisher": _publisher(lens),
    }


def _series(series: Series, lens: Lens) -> Node:
    view = series_card(series, lens)
    out = episodes_of(series, lens.site)
    return _series_name(series, lens) | _filled(
        {
            "description": lens.text(series.summary),
            "inLanguage": series.language,
            "image": absolute(view["cover"]["src"], lens) if view["cover"].get("src") else "",
            "webFeed": absolute(view["feed"], lens) if view["feed"] and out else "",
            "creditText": series.author,
            "license": licence_url(series.licence, lens),
            "hasPart": [
                {"@type": "PodcastEpisode", "@id": f"{_url(episode, lens)}#episode", "name": lens.text(episode.title)}
                for episode in out
            ],
            "creativeWorkStatus": _status(series.sample),
        }
    )


def _series_name(series: Series, lens: Lens) -> Node:
    url = _url(series, lens)
    return {"@type": "PodcastSeries", "@id": f"{url}#series", "url": url, "name": series.title}


def _episode(episode: Episode, lens: Lens) -> Node:
    """An episode that is out: others are not among the site's entries at all."""
    series = lens.site.get(Series, episode.series)
    published = episode.publish.replace(tzinfo=ZoneInfo(lens.site.settings.timezone))
    guests = [] if episode.sample else [{"@type": "Person", "name": guest.name} for guest in episode.guests]
    sound = _sound(episode, episode, lens.text(episode.title), episode.where("file"), lens)
    return _filled(
        {
            "@type": "PodcastEpisode",
            "@id": f"{_url(episode, lens)}#episode",
            "url": _url(episode, lens),
            "name": lens.text(episode.title),
            "description": lens.text(episode.summary),
            "episodeNumber": episode.number,
            "datePublished": _instant(published),
            "inLanguage": episode.language,
            "duration": sound["duration"],
            "partOfSeries": _series_name(series, lens) if series else None,
            "contributor": guests,
            "associatedMedia": sound,
            "creativeWorkStatus": _status(episode.sample),
        }
    )


def _instant(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")


BUILDERS: Mapping[str, Callable[[Any, Lens], Node | None]] = {
    "photo": _photo,
    "author": _author,
    "event": _event,
    "venue": _venue,
    "podcast": _series,
    "episode": _episode,
}
"""How each kind of page describes itself; a kind that is not here has only its trail."""

PAGES: Mapping[str, Callable[[Lens], Node | None]] = {"home": _home, "list:exhibition": _exhibition}
"""The same for pages that belong to no entry."""
