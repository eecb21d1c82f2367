"""What stands for a page where somebody shares it: one picture a page and language, with words and perhaps a picture.

One row of `BUILDERS` a kind. What they show comes from `Site[Web]`: of a photograph the derivative that pages show too,
so faces that are blurred stay so. A photograph behind a content note is on none. What is a sample is called one, and
neither the author nor the comment of a sample photograph is on it: they are not its author's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sitegen.content.charts import Infographic
from sitegen.content.frame import section_keys
from sitegen.content.kinds.author import Author
from sitegen.content.kinds.event import Event, kind_name
from sitegen.content.kinds.front import opening_photos
from sitegen.content.kinds.infographic import square_address
from sitegen.content.kinds.page import Page
from sitegen.content.kinds.photo_record import Photo, all_photos, photos_by, photos_where, picture
from sitegen.content.kinds.place import Place, at_place
from sitegen.content.kinds.podcast import Episode, Series
from sitegen.content.kinds.theme import Theme, about
from sitegen.content.kinds.venue import Venue, exhibited_at
from sitegen.content.kinds.zine_record import Zine
from sitegen.content.localized import LocalizedSite
from sitegen.model.dates import Point
from sitegen.model.media import Touring
from sitegen.model.order import Made
from sitegen.model.outputs import SETTINGS
from sitegen.model.problems import Where
from sitegen.model.web_orders import SHARED_SIZE, SharingPicture, View

LONGEST = 140
"""So many characters has the first sentence of a comment at most to be shared where nobody chose one."""

_FIRST_SENTENCE = re.compile(r".+?[.!?…][\"”“’)]*(?=\s+[^\W\d_a-z]|\s*$)", re.DOTALL)
_OF_THE_SITE = frozenset({"home", "root", "list"})
"""Pages that the front door stands for, of lists those that are no section."""


@dataclass(frozen=True)
class Shot:
    """A picture on a picture for sharing: its site-absolute address, what is seen on it, its focus."""

    src: str
    alt: str
    focus: tuple[float, float] = (0.5, 0.5)
    sample: bool = False


@dataclass(frozen=True)
class Shown:
    """What a picture for sharing shows; see `SharingPicture`."""

    kind: str
    title: str = ""
    above: str = ""
    voice: str = ""
    below: tuple[str, ...] = ()
    summary: str = ""
    shot: Shot | None = None
    sample: bool = False
    cancelled: bool = False

    @property
    def only_words(self) -> bool:
        """Whether it shows nothing but the words of the page's head."""
        return not (self.shot or self.voice or self.sample or self.cancelled)


def shared(key: str, local: LocalizedSite) -> View | None:
    """What a page tells of its picture for sharing, by the key of the page; None for pages that nobody shares.

    `src`, `width`, `height` and `type` (a media type) are the file's; `title` is what is largest on it, which without
    one is what its `kind` is called; `alt` is what else it says and shows in any case, without the summary, for which
    there may be no room and which is sent along with the address; `sample` and `cancelled` are words in frames on it.
    """
    found = _of_page(key, local)
    if found is None:
        return None
    shown, stem, origin = found
    shot, settings = shown.shot, local.site.settings
    order = SharingPicture(
        local.language.writing,
        shown.kind,
        shown.title,
        local.text(settings.short_title) or local.text(settings.title),
        above=shown.above,
        voice=shown.voice,
        below=shown.below,
        summary=shown.summary,
        picture=Made(shot.src.lstrip("/")) if shot else None,
        focus=shot.focus if shot else (0.5, 0.5),
        sample=shown.sample,
        sampled=bool(shot and shot.sample),
        cancelled=shown.cancelled,
    )
    group = f"shared {shot.src if shot else stem}"
    width, height = SHARED_SIZE
    said = (shown.voice, *shown.below, shot.alt if shot else "")
    return {
        "src": local.planner.asset(
            f"media/{stem}-{local.language.code}-shared", ".jpg", order, origin=origin, group=group
        ),
        "width": width,
        "height": height,
        "type": "image/jpeg",
        "alt": " ".join(part if part[-1] in ".!?…" else f"{part}." for part in said if part),
        "title": shown.title,
        "kind": shown.kind,
        "sample": order.sample or order.sampled,
        "cancelled": shown.cancelled,
    }


def _of_page(key: str, local: LocalizedSite) -> tuple[Shown, str, Where] | None:
    """What the page with a key shows, the name of its file, and the line that it comes from.

    Of a kind with many entries, those that have nothing but words, which are sent along with the address, show what
    their list shows.
    """
    of, _, _ = key.partition("/")
    kind, _, name = of.partition(":")
    if kind == "list" and name in section_keys(local.site):
        return _list(name, local), f"list-{name}", SETTINGS
    if kind in _OF_THE_SITE:
        return _home(local), "home", SETTINGS
    entry = local.site.find(of)
    builder = BUILDERS.get(kind)
    if entry is None or builder is None:
        return None
    shown, section = builder(entry, local), local.site.kinds[kind].section
    if kind in local.site.many and section and shown.only_words:
        return _list(section, local), f"list-{section}", SETTINGS
    return shown, f"{kind}-{name}", entry.where()


# --- pictures ------------------------------------------------------------------------------------------------


def _shot(photo: Photo | None, local: LocalizedSite) -> Shot | None:
    """A photograph as it may be seen by everybody."""
    if photo is None or photo.content_note:
        return None
    view = picture(photo, local, "share")
    return Shot(view["src"], view["alt"], photo.focus, photo.sample) if "src" in view else None


def _first(photos: list[Photo], local: LocalizedSite) -> Shot | None:
    """The first of these without a content note."""
    return _shot(next((photo for photo in photos if not photo.content_note), None), local)


def _own(entry: Event, local: LocalizedSite) -> Shot | None:
    """The first of an event's own pictures."""
    if not entry.pictures:
        return None
    view = local.own_picture(entry, 0, "share")["picture"]
    return Shot(view["src"], view["alt"]) if "src" in view else None


def _cover(series: Series | None, local: LocalizedSite) -> Shot | None:
    if series is None:
        return None
    original = local.site.original(series, series.image)
    view = local.planner.picture(original, "share", origin=series.where("image"))
    return Shot(view["src"], local.text(series.image_alt), sample=series.sample) if "src" in view else None


# --- one builder a kind --------------------------------------------------------------------------------------


def sentence(photo: Photo, local: LocalizedSite) -> str:
    """What its author says on a photograph's picture for sharing: the sentence that the editor chose, or a short first.

    Nothing of a sample, whose comment is a description that is not its author's.
    """
    if photo.sample:
        return ""
    if photo.quote:
        return local.text(photo.quote)
    found = _FIRST_SENTENCE.match(local.text(photo.comment).strip())
    return found[0] if found and len(found[0]) <= LONGEST else ""


def _photo(photo: Photo, local: LocalizedSite) -> Shown:
    author = local.site.get(Author, photo.author)
    return Shown(
        "photo",
        local.text(photo.title),
        voice="" if photo.content_note else sentence(photo, local),
        below=(author.name,) if author and not photo.sample else (),
        summary="" if photo.content_note else local.text(photo.caption),
        shot=_shot(photo, local),
        sample=photo.sample,
    )


def _author(author: Author, local: LocalizedSite) -> Shown:
    return Shown(
        "authors",
        author.name,
        below=tuple(filter(None, (local.text(author.occupation), local.country(author.country)))),
        summary=local.text(author.summary),
        shot=_first(photos_by(author.id, local.site), local),
        sample=author.sample,
    )


def _theme(theme: Theme, local: LocalizedSite) -> Shown:
    found = photos_where(local.site, about(theme))
    foremost = sorted(found, key=lambda photo: photo.themes.index(theme.id))
    return Shown("theme", local.text(theme.title), summary=local.text(theme.summary), shot=_first(foremost, local))


def _place(place: Place, local: LocalizedSite) -> Shown:
    found = photos_where(local.site, at_place(place))
    return Shown("place", local.text(place.title), summary=local.text(place.summary), shot=_first(found, local))


def _venue(venue: Venue, local: LocalizedSite) -> Shown:
    return Shown(
        "venue",
        local.text(venue.title),
        below=(local.when(venue.when)["text"], local.text(venue.city)),
        summary=local.text(venue.summary),
        shot=_first(exhibited_at(venue, local.site.for_medium(Touring)), local),
        sample=venue.sample,
        cancelled=bool(venue.cancelled),
    )


def _event(event: Event, local: LocalizedSite) -> Shown:
    photos = [photo for name in event.photos if (photo := local.site.get(Photo, name))]
    return Shown(
        kind_name(event, local) or f"event:{event.kind}",
        local.text(event.title),
        below=(local.when(event.when)["text"], local.text(event.place)),
        summary=local.text(event.summary),
        shot=_first(photos, local) or _own(event, local),
        sample=event.sample,
        cancelled=bool(event.cancelled),
    )


def _series(series: Series, local: LocalizedSite) -> Shown:
    return Shown(
        "podcast",
        series.title,
        summary=local.text(series.subtitle),
        shot=_cover(series, local),
        sample=series.sample,
    )


def _episode(episode: Episode, local: LocalizedSite) -> Shown:
    series = local.site.get(Series, episode.series)
    return Shown(
        "podcast",
        local.text(episode.title),
        above=series.title if series else "",
        below=(local.point(Point(episode.publish.date())),),
        summary=local.text(episode.summary),
        shot=_cover(series, local),
        sample=episode.sample,
    )


def _infographic(one: Infographic, local: LocalizedSite) -> Shown:
    """Its first chart as the square picture of it, which says itself where its figures come from."""
    chart = one.charts[0]
    return Shown(
        "infographic",
        local.text(one.title),
        summary=local.text(one.summary),
        shot=Shot(square_address(chart.id, one, local), local.text(chart.description)),
        sample=one.sample,
    )


def _zine(zine: Zine, local: LocalizedSite) -> Shown:
    author = local.site.get(Author, zine.author)
    photos = [photo for name in zine.photos if (photo := local.site.get(Photo, name))]
    return Shown(
        "zine",
        local.text(zine.title),
        voice="" if zine.sample else local.text(zine.voice),
        below=(author.name,) if author and not zine.sample else (),
        summary=local.text(zine.subtitle),
        shot=_first(photos, local),
        sample=zine.sample,
    )


def _page(page: Page, local: LocalizedSite) -> Shown:
    return Shown("", local.text(page.title), summary=local.text(page.summary))


def _home(local: LocalizedSite) -> Shown:
    settings = local.site.settings
    shot = _first(opening_photos(local.site), local)
    return Shown("", local.text(settings.title), summary=local.text(settings.tagline), shot=shot)


def _list(section: str, local: LocalizedSite) -> Shown:
    """A list is called by the name of its section; those of photographs show one."""
    settings = local.site.settings
    shot = _first(list(all_photos(local.site)), local) if section in {"photos", "exhibition"} else None
    return Shown(section, summary=local.text(settings.title), shot=shot)


BUILDERS: Mapping[str, Callable[[Any, LocalizedSite], Shown]] = {
    "photo": _photo,
    "author": _author,
    "theme": _theme,
    "place": _place,
    "venue": _venue,
    "event": _event,
    "podcast": _series,
    "episode": _episode,
    "infographic": _infographic,
    "zine": _zine,
    "page": _page,
}
"""What the page of each kind is shared with."""
