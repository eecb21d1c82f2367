"""The feeds of the site in each language (Atom, RFC 4287; JSON Feed 1.1): a row and a template make one more.

Both formats of a section hold the same entries under the same ids, newest first, each with all that its page says of
it. A podcast's feed is another thing: `podcast_feed`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.event import Event, by_time, event_view
from sitegen.content.kinds.photo_record import (
    Photo,
    all_photos,
    credit_of,
    figure,
    licence_of,
    licence_url,
    taken_of,
    translated_by,
)
from sitegen.content.kinds.podcast import Series
from sitegen.content.localized import LocalizedSite, list_url
from sitegen.content.structured_parts import absolute
from sitegen.model.by_name import ByName
from sitegen.model.entries import Entry
from sitegen.model.languages import Language
from sitegen.model.media import Web
from sitegen.model.outputs import LazyView, PlannedPage
from sitegen.model.site import Site
from sitegen.model.web_orders import View

podcast_feeds: ByName[[LocalizedSite], Iterator[tuple[str, View]]] = ByName("content.podcast_feed:podcast_feeds")

PODCAST = "feeds/podcast.xml"
"""The template of the feed of each podcast."""

ENTRIES = 100
"""So many entries a feed holds at most; a podcast's feed holds all, since directories drop what is not in it."""


@dataclass(frozen=True)
class _Dated:
    """An entry with what is known of its days: `changed` is never empty, `begun` only where it is not later."""

    entry: Any
    changed: dt.datetime
    begun: dt.datetime | None


_Find: TypeAlias = Callable[[Site[Web]], Sequence[_Dated]]
_Say: TypeAlias = Callable[[Any, LocalizedSite], View]


@dataclass(frozen=True)
class Feed:
    """A row: the list whose entries it holds, its name below the folder of the language, which stays for good.

    `find` yields the entries with their days, `say` what the template is told of one.
    """

    section: str
    name: str
    template: str
    mime: str
    find: _Find
    say: _Say

    def url(self, language: Language) -> str:
        """Its site-absolute address."""
        return f"{language.home}{self.name}"


def feeds_of(site: Site[Web]) -> list[Feed]:
    """The feeds that have anything to tell."""
    shown = {kind.section for kind in site.kinds.values() if site.entries[kind.name]}
    return [feed for feed in FEEDS if feed.section in shown]


def feed_links(local: LocalizedSite) -> Mapping[str, list[View]]:
    """What pages link, by section: the address and the media type of each feed."""
    links: dict[str, list[View]] = {feed.section: [] for feed in FEEDS}
    for feed in feeds_of(local.site):
        links[feed.section].append({"url": feed.url(local.language), "type": feed.mime})
    return links


def feed_page(feed: Feed, local: LocalizedSite) -> PlannedPage:
    """A feed as what the plan remembers: like a page, of which only the view is wanted."""
    view = LazyView(_feed_view, given=(feed.name,))
    return PlannedPage(f"feed:{feed.name}", local.language, feed.url(local.language), feed.template, view)


def podcasts(local: LocalizedSite) -> Iterator[tuple[str, View]]:
    """The address and the view of the feed of each podcast whose feed lies among the pages of this language."""
    return podcast_feeds(local) if local.site.all(Series) else iter(())


def _feed_view(name: str, local: LocalizedSite) -> View:
    """What a feed says. Its id holds nothing that an editor, or another address of the site, changes."""
    feed = next(row for row in FEEDS if row.name == name)
    site, settings, code = local.site, local.site.settings, local.language.code
    found = sorted(feed.find(site), key=lambda one: one.changed, reverse=True)[:ENTRIES]
    return {
        "id": f"{site.code_base}{code}/{name}",
        "section": feed.section,
        "title": local.text(settings.title),
        "subtitle": local.text(settings.tagline),
        "author": {"name": local.text(settings.publisher.name), "url": settings.publisher.url},
        "language": code,
        "base": settings.base,
        "url": absolute(list_url(feed.section, local.language), local),
        "address": absolute(feed.url(local.language), local),
        "icon": absolute("/apple-touch-icon.png", local),
        "updated": _written(found[0].changed),
        "entries": [feed.say(one.entry, local) | _common(one, local) for one in found],
    }


def _common(one: _Dated, local: LocalizedSite) -> View:
    """What is said of every entry; each language has ids of its own, because its entries are other ones."""
    entry: Entry = one.entry
    return {
        "id": f"{local.site.code_base}{local.language.code}/{entry.ref}",
        "title": local.title(entry),
        "address": absolute(local.url(entry), local),
        "sample": entry.sample,
        "updated": _written(one.changed),
        "published": _written(one.begun) if one.begun else "",
        "prose": local.prose(entry),
    }


# --- days ----------------------------------------------------------------------------------------------------


def _dated(entry: Any, known: dt.datetime | None, stated: Sequence[dt.date | None], site: Site[Web]) -> _Dated:
    """When an entry last changed, as its record says and nothing else: the last day that it states.

    Where it states none, that is when what it tells of began, and where that is not known, the day of the edition.
    """
    days = [day for day in stated if day]
    changed = _moment(max(days), site) if days else known or _moment(site.settings.edition, site)
    return _Dated(entry, changed, known if known and known <= changed else None)


def _moment(day: dt.date, site: Site[Web], hour: dt.time | None = None) -> dt.datetime:
    return dt.datetime.combine(day, hour or dt.time(), site.now.tzinfo)


def _written(moment: dt.datetime) -> str:
    """A moment by RFC 3339, which knows no seconds in offsets; local times of before there were zones have them."""
    offset = moment.utcoffset() or dt.timedelta()
    return (moment.astimezone(dt.UTC) if offset.seconds % 60 else moment).isoformat()


# --- events --------------------------------------------------------------------------------------------------


def _events(site: Site[Web]) -> list[_Dated]:
    """Events, the last first."""

    def beginning(event: Event) -> dt.datetime:
        return _moment(*event.when.order[:1], site, event.when.order[1])

    return [_dated(one, beginning(one), (one.updated, one.cancelled), site) for one in reversed(by_time(site))]


def _event(event: Event, local: LocalizedSite) -> View:
    """An event with all that its page says."""
    view = event_view(event, local)
    photos = [photo for name in event.photos if (photo := local.site.get(Photo, name))]
    below = [_NO_PAGE | own for own in view["pictures"]]
    return view | {
        "author": None,
        "image": view["cover"],
        "rights": None,
        "shown": [*below, *(figure(photo, local) | {"url": local.url(photo)} for photo in photos)],
    }


_NO_PAGE: View = {"title": "", "author": "", "content_note": "", "url": "", "sample": False}
"""What is not said of an event's own picture."""


# --- photographs ---------------------------------------------------------------------------------------------


def _photos(site: Site[Web]) -> list[_Dated]:
    """Photographs, in the order of the exhibition."""

    def taken(photo: Photo) -> dt.datetime | None:
        point = taken_of(photo)
        return _moment(point.day, site, point.hour) if point else None

    return [_dated(photo, taken(photo), (photo.updated,), site) for photo in all_photos(site)]


def _photo(photo: Photo, local: LocalizedSite) -> View:
    """A photograph with its picture, unless a note warns of it; of a sample, nobody is the author."""
    author = local.site.get(Author, photo.author)
    named = author if author and not photo.sample else None
    licence, shown = licence_of(photo, local.site), figure(photo, local)
    return {
        "cancelled": False,
        "summary": local.text(photo.caption),
        "figure": shown | {"title": "", "author": "", "credit": "", "url": local.url(photo)},
        "comment": local.text(photo.comment),
        "comment_language": photo.comment_language,
        "comment_language_name": local.language_name(photo.comment_language),
        "translator": translated_by(photo.translators, photo.translator, local),
        "author": {"name": named.name, "url": absolute(local.url(named), local)} if named else None,
        "image": None if photo.content_note else shown["picture"],
        "rights": {
            "credit": local.text(credit_of(photo, local.site)),
            "licence": licence,
            "url": licence_url(licence, local.site),
        },
    }


_ATOM, _JSON = ("feeds/atom.xml", "application/atom+xml"), ("feeds/feed.json", "application/feed+json")

FEEDS: tuple[Feed, ...] = (
    Feed("events", "feed.xml", *_ATOM, _events, _event),
    Feed("events", "feed.json", *_JSON, _events, _event),
    Feed("photos", "photos.xml", *_ATOM, _photos, _photo),
    Feed("photos", "photos.json", *_JSON, _photos, _photo),
)
