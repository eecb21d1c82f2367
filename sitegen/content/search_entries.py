"""What the search finds of each entry: one row of `FOUND` a kind, and nothing that the entry's page does not show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sitegen.content.charts import Infographic
from sitegen.content.kinds.author import Author
from sitegen.content.kinds.event import Event
from sitegen.content.kinds.guestbook import Card, card_view
from sitegen.content.kinds.infographic import thumb_address
from sitegen.content.kinds.page import Page
from sitegen.content.kinds.partners import partner_views
from sitegen.content.kinds.photo_record import Photo, picture
from sitegen.content.kinds.place import Place
from sitegen.content.kinds.podcast import Episode, Series, chapters_of
from sitegen.content.kinds.recording import Recording, spoken
from sitegen.content.kinds.theme import Theme
from sitegen.content.kinds.venue import Venue
from sitegen.content.kinds.zine_record import Zine
from sitegen.content.localized import LocalizedSite
from sitegen.content.placed_pictures import Snapshot, Told
from sitegen.content.sound.times import short
from sitegen.model.entries import Entry
from sitegen.model.web_orders import View

_TITLE_OF_A_CARD = 60
"""So many characters of a visitor's words stand for the title that a card does not have."""


def part_view(entries: Sequence[tuple[Entry, Photo | None]], local: LocalizedSite) -> View:
    """What a part of the search holds: its entries, each with the photograph that stands for it if another's does.

    Of an entry: `kind` (the key of its section, or `pages`; of an event with what it was: `events:talk`), `language`
    (the page's), `title`, `url` and `picture` (site-absolute), `sample`, `cancelled`, `by` (a line about it), `texts`
    and `prose` (each a language and a text, of prose its HTML), `cues` (a language, the second as the address of the
    page names it, and the words).
    """
    return {"entries": [_found(entry, cover, local) for entry, cover in entries]}


def _found(entry: Entry, cover: Photo | None, local: LocalizedSite) -> View:
    said: View = {"title": local.title(entry), "by": [], "texts": [], "cues": [], "picture": _small(cover, local)}
    said |= FOUND[type(entry)](entry, local)
    written = local.written(entry)
    code = local.language.code
    said["texts"] += [local.text(text) for own in _own_pictures(entry, local) for text in (own.alt, own.caption)]
    section = local.site.kinds[entry.kind_name].section or "pages"
    return said | {
        "kind": f"{section}:{entry.kind}" if isinstance(entry, Event) else section,
        "language": code,
        "url": local.url(entry),
        "sample": entry.sample,
        "cancelled": called_off(entry),
        "by": " · ".join(filter(None, said["by"])),
        "texts": [one if isinstance(one, tuple) else (code, one) for one in said["texts"] if one],
        "prose": [(written[0].code, written[1].html)] if written else [],
    }


def called_off(entry: Entry) -> bool:
    """Whether an entry is an event or a stop that does not take place."""
    return isinstance(entry, Event | Venue) and entry.cancelled is not None


def _own_pictures(entry: Entry, local: LocalizedSite) -> list[Snapshot]:
    """The pictures of an entry's own that its page shows."""
    return [entry.pictures[number] for number in local.shown_pictures(entry)] if isinstance(entry, Told) else []


def _small(photo: Photo | None, local: LocalizedSite) -> str:
    """The address of the smallest derivative of a photograph; none behind a note about what it shows."""
    if photo is None or photo.content_note:
        return ""
    return _smallest(picture(photo, local, "card"))


def _smallest(view: View) -> str:
    return str(view["srcset"]).partition(" ")[0] if view.get("srcset") else ""


def _first(photos: Iterable[str], local: LocalizedSite) -> str:
    """The same of the first photograph that has no such note."""
    found = (local.site.get(Photo, name) for name in photos)
    return _small(next((photo for photo in found if photo and not photo.content_note), None), local)


def _heard(recording: Recording, entry: Entry, local: LocalizedSite) -> list[tuple[str, str, str]]:
    found = spoken(recording, entry, local)
    return [(found[0], short(cue.start), cue.text) for cue in found[1]] if found else []


def _photo(photo: Photo, local: LocalizedSite) -> View:
    place = local.link("place", photo.place)["title"] if photo.place else ""
    return {
        "by": [local.link("author", photo.author)["title"], place],
        "texts": [*map(local.text, (photo.caption, photo.comment, photo.alt, photo.content_note))],
        "picture": _small(photo, local),
    }


def _author(author: Author, local: LocalizedSite) -> View:
    said: View = {
        "by": [local.country(author.country), local.text(author.occupation)],
        "texts": [local.text(author.summary)],
    }
    if author.interview:
        said["texts"] += [local.text(author.interview.title), local.text(author.interview.summary)]
        said["cues"] = _heard(author.interview, author, local)
    return said


def _event(event: Event, local: LocalizedSite) -> View:
    people = [_named(person.name, local.text(person.role)) for person in event.people]
    return {
        "by": [local.when(event.when)["text"], local.text(event.place)],
        "texts": [local.text(event.summary), *people],
        "picture": _first(event.photos, local),
    }


def _named(name: str, role: str) -> str:
    return f"{name}, {role}" if role else name


def _venue(venue: Venue, local: LocalizedSite) -> View:
    texts = map(local.text, (venue.summary, venue.host, venue.hours, venue.access))
    return {
        "by": [local.when(venue.when)["text"], local.text(venue.city)],
        "texts": [*texts, venue.address],
        "picture": _first(venue.photos, local),
    }


def _summed_up(entry: Theme | Place, local: LocalizedSite) -> View:
    return {"texts": [local.text(entry.summary)]}


def _page(page: Page, local: LocalizedSite) -> View:
    partners = partner_views(local) if page.partners else []
    names = [_named(one["name"], one["country"]) for one in partners]
    return {"texts": [local.text(page.summary), *names, *(one["summary"] for one in partners)]}


def _card(card: Card, local: LocalizedSite) -> View:
    versions = card_view(card, local)["versions"]
    words = " ".join(versions[0]["text"].split())
    title = words if len(words) <= _TITLE_OF_A_CARD else f"{words[:_TITLE_OF_A_CARD].rpartition(' ')[0] or words} …"
    texts = [(one["code"], one["text"]) for one in versions]
    return {"title": title, "by": [card.name, local.point(card.date)], "texts": texts}


def _series(series: Series, local: LocalizedSite) -> View:
    cover = local.planner.picture(local.site.original(series, series.image), "card", origin=series.where("image"))
    texts = [local.text(series.subtitle), local.text(series.summary)]
    return {"by": [series.author], "texts": texts, "picture": _smallest(cover)}


def _episode(episode: Episode, local: LocalizedSite) -> View:
    series = local.site.get(Series, episode.series)
    guests = [_named(guest.name, local.text(guest.role)) for guest in episode.guests]
    chapters = [(local.language.code, short(one.start), one.title) for one in chapters_of(episode, local)]
    return {
        "by": [series.title if series else ""],
        "texts": [local.text(episode.summary), *guests],
        "cues": [*chapters, *_heard(episode, episode, local)],
        "picture": _series(series, local)["picture"] if series else "",
    }


def _infographic(one: Infographic, local: LocalizedSite) -> View:
    charts = [local.text(text) for chart in one.charts for text in (chart.title, chart.description, chart.note)]
    return {"texts": [local.text(one.summary), *charts], "picture": thumb_address(one.charts[0].id, one, local)}


def _zine(zine: Zine, local: LocalizedSite) -> View:
    return {
        "by": [local.link("author", zine.author)["title"]],
        "texts": [*map(local.text, (zine.subtitle, zine.summary, zine.intro, zine.voice))],
        "picture": _first(zine.photos, local),
    }


FOUND: Mapping[type[Entry], Callable[[Any, LocalizedSite], View]] = {
    Photo: _photo,
    Author: _author,
    Event: _event,
    Episode: _episode,
    Series: _series,
    Infographic: _infographic,
    Zine: _zine,
    Theme: _summed_up,
    Place: _summed_up,
    Venue: _venue,
    Card: _card,
    Page: _page,
}
"""By the class of an entry: what it says besides its title, as `part_view` has it; `by` as a list of parts, and `texts`
in the page's language where they name none."""
