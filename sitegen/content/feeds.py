"""The table of feeds: a row and its template make one file per language (or per series)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from sitegen.content.kinds.event import by_time
from sitegen.content.kinds.podcast import Series
from sitegen.content.localized import LocalizedSite
from sitegen.model.by_name import ByName
from sitegen.model.dates import When
from sitegen.model.web_orders import View

podcast_feeds: ByName[[LocalizedSite], Iterator[tuple[str, View]]] = ByName("content.podcast_feed:podcast_feeds")

ENTRIES = 100
"""So many events the diary holds at most; a podcast's feed holds all, since directories drop what is not in it."""


def _diary(local: LocalizedSite) -> Iterator[tuple[str, View]]:
    """The newest of the campaign's events, the last first (RFC 4287).

    An id holds nothing that an editor or another address of the site changes; each language has ids of its own,
    because its entries are other ones.
    """
    site, settings, language = local.site, local.site.settings, local.language
    home = f"/{language.prefix}/"
    entries = [
        {
            "id": f"{site.code_base}{language.code}/{event.ref}",
            "title": local.text(event.title),
            "summary": local.text(event.summary),
            "cancelled": bool(event.cancelled),
            "url": settings.base + local.url(event),
            "updated": _beginning(event.when, local),
        }
        for event in by_time(site)[: -ENTRIES - 1 : -1]
    ]
    yield (
        f"{home}feed.xml",
        {
            "id": f"{site.code_base}{language.prefix}/feed.xml",
            "title": local.text(settings.title),
            "subtitle": local.text(settings.tagline),
            "author": local.text(settings.organization.name),
            "language": language.code,
            "url": settings.base + home,
            "address": f"{settings.base}{home}feed.xml",
            "updated": entries[0]["updated"] if entries else _midnight(site.today, local),
            "entries": entries,
        },
    )


def _beginning(when: When, local: LocalizedSite) -> str:
    """The hour at which something begins, or the first moment of its first day."""
    return dt.datetime.combine(*when.order, local.site.now.tzinfo).isoformat()


def _midnight(day: dt.date, local: LocalizedSite) -> str:
    return dt.datetime.combine(day, dt.time(), local.site.now.tzinfo).isoformat()


def _podcasts(local: LocalizedSite) -> Iterator[tuple[str, View]]:
    return podcast_feeds(local) if local.site.all(Series) else iter(())


FEEDS: Mapping[str, Callable[[LocalizedSite], Iterator[tuple[str, View]]]] = {
    "feeds/atom.xml": _diary,
    "feeds/podcast.xml": _podcasts,
}
"""By template: what yields the address and the view of each feed in a language."""
