"""What a sitemap says of the page of an entry besides its address: the pictures that it shows, and when it changed."""

from __future__ import annotations

import datetime as dt

from sitegen.content.kinds.event import Event
from sitegen.content.kinds.photo_record import Photo, picture
from sitegen.content.kinds.podcast import Episode, Series
from sitegen.content.kinds.venue import Venue
from sitegen.content.localized import LocalizedSite
from sitegen.content.placed_pictures import Told
from sitegen.model.entries import Entry
from sitegen.model.web_orders import View


def last_changed(entry: Entry) -> dt.date | None:
    """The last day of which the record itself says that something changed; None where it says none.

    Never a day of a file or of a build: a page that is only made anew says nothing new.
    """
    written = getattr(entry, "updated", None)  # not every kind has it
    cancelled = entry.cancelled if isinstance(entry, Event | Venue) else None
    released = entry.publish.date() if isinstance(entry, Episode) else None
    return max((day for day in (written, cancelled, released) if day), default=None)


def pictures_of(entry: Entry, local: LocalizedSite) -> list[str]:
    """The site-absolute addresses of the pictures that are at home on an entry's page; none behind a content note.

    A photograph is at home on its own page, whatever other pages show it as well.
    """
    views = [] if isinstance(entry, Photo) and entry.content_note else list(_views(entry, local))
    return [view["src"] for view in views if view.get("src")]


def _views(entry: Entry, local: LocalizedSite) -> list[View]:
    """The same pictures that the page has ordered."""
    if isinstance(entry, Photo):
        return [picture(entry, local, "photo"), *_own(entry, local)]
    if isinstance(entry, Series):
        cover = local.site.original(entry, entry.image)
        return [local.planner.picture(cover, "card", origin=entry.where("image")), *_own(entry, local)]
    return _own(entry, local) if isinstance(entry, Told) else []


def _own(entry: Told, local: LocalizedSite) -> list[View]:
    profile = "card" if entry.pictures_below else "photo"
    return [local.own_picture(entry, number, profile)["picture"] for number in local.shown_pictures(entry)]
