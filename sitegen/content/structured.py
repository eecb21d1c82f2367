"""What a page says to machines: schema.org data as JSON-LD, and nothing that the page does not say to people.

One row of `BUILDERS` a kind. Everything invented is marked: what is a sample carries `creativeWorkStatus`, and no
person is named who does not exist, or who did not make what a sample stands in for. What a page shows only to those who
have read a content note, it does not hand to machines. A search box is not among it: nobody reads that
any more since Google has given it up in 2024. Neither are lists: what is on them says it on its own page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photo_record import Photo, licence_url, taken_of
from sitegen.content.kinds.podcast import Episode, Series, episode_pages, series_view
from sitegen.content.kinds.recording import Recording, recording_view
from sitegen.content.localized import LocalizedSite, list_url
from sitegen.content.structured_events import event, exhibition, stop
from sitegen.content.structured_parts import (
    Node,
    absolute,
    filled,
    identity,
    moment,
    page_of,
    person,
    photo_image,
    publisher,
    status,
    told_at,
)
from sitegen.model.entries import Entry
from sitegen.model.problems import Where
from sitegen.model.web_orders import View

CONTEXT = "https://schema.org"
NOTHING: View = {"data": None, "trail": None}
"""For pages that say nothing to machines."""


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


def _trail(entry: Entry, local: LocalizedSite) -> list[View] | None:
    """The way to an entry's page: home, the list it hangs below, whose name the template knows, and its series."""
    kind = local.site.kinds[entry.kind_name]
    if not kind.section:
        return None
    home, section = local.language.home, list_url(kind.section, local.language)
    series = [found] if isinstance(entry, Episode) and (found := local.site.get(Series, entry.series)) else []
    return [
        {"section": "", "title": local.text(local.site.settings.title), "url": absolute(home, local)},
        {"section": kind.section, "title": "", "url": absolute(section, local)},
        *({"section": "", "title": local.title(one), "url": page_of(one, local)} for one in [*series, entry]),
    ]


def _sound(recording: Recording, entry: Entry, title: str, origin: Where, local: LocalizedSite) -> Node:
    """A recording with its words in the page's language, or in the language spoken."""
    view = recording_view(recording, entry, local, origin)
    transcript = view["transcript"]
    return filled(
        {
            "@type": "AudioObject",
            "name": title,
            "contentUrl": absolute(view["url"], local),
            "encodingFormat": view["mime"],
            "contentSize": str(view["bytes"]),
            "duration": view["duration"],
            "inLanguage": recording.language,
            "transcript": transcript["text"] if transcript else "",
            "creativeWorkStatus": status(recording.sample),
        }
    )


# --- one builder a kind ------------------------------------------------------------------------------------


def _photo(photo: Photo, local: LocalizedSite) -> Node | None:
    """A photograph without a content note. What a sample shows was not taken by the author whose page it is on."""
    if photo.content_note:
        return None
    url, taken = page_of(photo, local), taken_of(photo)
    return photo_image(photo, local, "photo") | filled(
        {
            "@type": ["Photograph", "ImageObject"],
            "@id": identity(photo.ref, local),
            "url": url,
            "mainEntityOfPage": told_at(url, local),
            "name": local.text(photo.title),
            "caption": local.text(photo.caption),
            "description": local.text(photo.alt),
            "inLanguage": local.language.code,
            "dateCreated": moment(taken, local) if taken else "",
        }
    )


def _author(author: Author, local: LocalizedSite) -> Node | None:
    """The page of a real person; an invented one is told to nobody's machine as a person."""
    if author.sample:
        return None
    about = {"description": local.text(author.summary), "jobTitle": local.text(author.occupation)}
    interview = author.interview
    voice = interview and _sound(interview, author, local.text(interview.title), author.where("interview"), local)
    return filled(
        {
            "@type": "ProfilePage",
            "url": page_of(author, local),
            "name": author.name,
            "inLanguage": local.language.code,
            "mainEntity": person(author, local) | filled(about),
            "hasPart": voice,
        }
    )


def _home(local: LocalizedSite) -> Node:
    settings, url = local.site.settings, absolute(local.language.home, local)
    return filled(
        {
            "@type": "WebSite",
            "@id": f"{url}#site",
            "url": url,
            "name": local.text(settings.title),
            "alternateName": local.text(settings.short_title),
            "description": local.text(settings.description),
            "inLanguage": local.language.code,
            "publisher": publisher(local),
        }
    )


def _series(series: Series, local: LocalizedSite) -> Node:
    view = series_view(series, local)
    out = episode_pages(series, local.site).front.items
    return _series_name(series, view, local) | filled(
        {
            "mainEntityOfPage": told_at(page_of(series, local), local),
            "description": local.text(series.summary),
            "inLanguage": series.language,
            "creditText": series.author,
            "license": licence_url(series.licence, local.site),
            "hasPart": [_episode_name(episode, local) for episode in out],
            "creativeWorkStatus": status(series.sample),
        }
    )


def _series_name(series: Series, view: View, local: LocalizedSite) -> Node:
    return filled(
        {
            "@type": "PodcastSeries",
            "@id": identity(series.ref, local),
            "url": page_of(series, local),
            "name": series.title,
            "image": _cover(view, local),
            "webFeed": absolute(view["feed"], local) if view["feed"] else "",
        }
    )


def _cover(view: View, local: LocalizedSite) -> str:
    """The address of a series' picture, which its episodes share."""
    return absolute(view["cover"]["src"], local) if view["cover"].get("src") else ""


def _episode_name(episode: Episode, local: LocalizedSite) -> Node:
    url, title = page_of(episode, local), local.text(episode.title)
    return {"@type": "PodcastEpisode", "@id": identity(episode.ref, local), "url": url, "name": title}


def _episode(episode: Episode, local: LocalizedSite) -> Node:
    """An episode that is out: others are not among the site's entries at all."""
    series = local.site.get(Series, episode.series)
    view = series_view(series, local) if series else None
    guests = [] if episode.sample else [{"@type": "Person", "name": guest.name} for guest in episode.guests]
    sound = _sound(episode, episode, local.text(episode.title), episode.where("file"), local)
    return _episode_name(episode, local) | filled(
        {
            "mainEntityOfPage": told_at(page_of(episode, local), local),
            "description": local.text(episode.summary),
            "episodeNumber": episode.number,
            "datePublished": episode.publish.replace(tzinfo=local.site.now.tzinfo).isoformat(timespec="seconds"),
            "inLanguage": episode.language,
            "image": _cover(view, local) if view else "",
            "duration": sound["duration"],
            "partOfSeries": _series_name(series, view, local) if series and view else None,
            "contributor": guests,
            "associatedMedia": sound,
            "creativeWorkStatus": status(episode.sample),
        }
    )


BUILDERS: Mapping[str, Callable[[Any, LocalizedSite], Node | None]] = {
    "photo": _photo,
    "author": _author,
    "event": event,
    "venue": stop,
    "podcast": _series,
    "episode": _episode,
}
"""How each kind of page describes itself; a kind that is not here has only its trail."""

PAGES: Mapping[str, Callable[[LocalizedSite], Node | None]] = {"home": _home, "list:exhibition": exhibition}
"""The same for pages that belong to no entry."""
