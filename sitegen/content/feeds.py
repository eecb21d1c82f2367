"""The table of feeds: a row and its template make one file per language (or per series)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sitegen.content.kinds.event import by_time
from sitegen.content.lens import Lens
from sitegen.content.podcast_feed import podcast_feeds
from sitegen.model.web_orders import View


@dataclass(frozen=True)
class Feed:
    """One kind of feed.

    `views(lens)` yields (address, view) pairs; `template` renders them; `mime` and `title` announce the feed in
    the head of every page of its language where `announced`.
    """

    name: str
    mime: str
    template: str
    views: Callable[[Lens], Iterator[tuple[str, View]]]


def _diary(lens: Lens) -> Iterator[tuple[str, View]]:
    """The campaign's events, newest first (RFC 4287)."""
    settings, base = lens.site.settings, lens.site.settings.base_url.rstrip("/")
    address = f"/{lens.language.prefix}/feed.xml"
    entries = [
        {
            "id": f"{base}/{event.ref}",
            "title": lens.text(event.title),
            "summary": lens.text(event.summary),
            "url": base + lens.url(event),
            "updated": _midnight(event.when.start, lens),
        }
        for event in reversed(by_time(lens.site))
    ]
    yield (
        address,
        {
            "title": lens.text(settings.title),
            "subtitle": lens.text(settings.tagline),
            "author": lens.text(settings.organization.name),
            "language": lens.language.code,
            "url": f"{base}/{lens.language.prefix}/",
            "address": base + address,
            "updated": entries[0]["updated"] if entries else _midnight(lens.site.today, lens),
            "entries": entries,
        },
    )


def _midnight(day: dt.date, lens: Lens) -> str:
    return dt.datetime.combine(day, dt.time(), lens.site.now.tzinfo).isoformat()


FEEDS: tuple[Feed, ...] = (
    Feed("diary", "application/atom+xml", "feeds/atom.xml", _diary),
    Feed("podcast", "application/rss+xml", "feeds/podcast.xml", podcast_feeds),
)
