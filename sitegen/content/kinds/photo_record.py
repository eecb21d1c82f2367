"""A photograph as other pages show it: the record, its picture, its card."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Annotated, Literal, get_args

from pydantic import Field

from sitegen.content.fields import Fraction, PointField
from sitegen.content.localized import LocalizedSite, called
from sitegen.content.paging import ListPage, PagedList, by_number
from sitegen.content.placed_pictures import Told
from sitegen.model.consent import Consent, Day
from sitegen.model.dates import Point
from sitegen.model.entries import FileIn, Part, RefTo
from sitegen.model.involved import EachMustAgree
from sitegen.model.languages import Name, Text
from sitegen.model.media import Region, Web
from sitegen.model.site import Site
from sitegen.model.standard_codes import LanguageCode
from sitegen.model.web_orders import View

_CC = re.compile(r"CC (?P<name>BY(?:-NC)?(?:-ND|-SA)?) (?P<version>\d\.\d)")


class Blur(Part):
    """A part of a photograph that is made unrecognizable wherever it is shown, as fractions of the upright picture."""

    left: Annotated[Fraction, Field(lt=1)]
    top: Annotated[Fraction, Field(lt=1)]
    width: Annotated[Fraction, Field(gt=0)]
    height: Annotated[Fraction, Field(gt=0)]

    @property
    def box(self) -> Region:
        """The same as the makers of pictures know it: never beyond the edges."""
        return self.left, self.top, min(self.width, 1 - self.left), min(self.height, 1 - self.top)


class Portrayed(Part):
    """Somebody who can be recognized in a photograph. The name, which nothing shows, says whose consent it is."""

    name: Name | None = None
    consent: Consent


class Translator(Part):
    """Somebody who translated a comment or a card; named only while a consent that is written down holds."""

    name: Name
    consent: Consent | None = None


Side = Literal["light", "dark", "both"]
SIDES: tuple[Side, ...] = get_args(Side)
"""Which side of its subject a photograph shows."""


class Photo(Told):
    """One photograph. `comment` is in the author's voice; `comment_language` says in which one it was written.

    `quote` is the sentence of the comment that is shared. `focus` is the point that every crop keeps, as fractions from
    the left and from the top; `blur` are the faces, or whatever else, that nobody may recognize. It is shown only where
    each of the `portrayed` has agreed to that.
    """

    file: Annotated[str, FileIn("photos", picture=True)]
    author: Annotated[str, RefTo("author")]
    order: int = 0
    title: Text
    caption: Text
    comment: Text
    quote: Text | None = None
    comment_language: LanguageCode
    translator: Text | None = None
    translators: list[Translator] = []
    alt: Text
    themes: list[Annotated[str, RefTo("theme")]] = []
    side: Side | None = None
    place: Annotated[str, RefTo("place")] | None = None
    taken: PointField | None = None
    updated: Day | None = None
    status: Literal["exhibited", "submitted"]
    focus: tuple[Fraction, Fraction] = (0.5, 0.5)
    blur: list[Blur] = []
    portrayed: Annotated[list[Portrayed], EachMustAgree()] = []
    content_note: Text | None = None
    credit: Text | None = None
    licence: str | None = None
    consent: Consent


def all_photos(site: Site[Web]) -> tuple[Photo, ...]:
    """Every published photograph, by author and then in the author's order: the walk through the exhibition."""
    return site.once(_in_order)


def _in_order(site: Site[Web]) -> tuple[Photo, ...]:
    rank = {entry.id: (getattr(entry, "order", 0), entry.id) for entry in site.entries["author"].values()}
    return tuple(sorted(site.all(Photo), key=lambda photo: (rank[photo.author], photo.order, photo.id)))


def photos_by(author: str, site: Site[Web]) -> list[Photo]:
    """The published photographs of an author, in the author's order."""
    return site.once(_by_author).get(author, [])


def _by_author(site: Site[Web]) -> dict[str, list[Photo]]:
    return {author: list(found) for author, found in groupby(all_photos(site), key=lambda photo: photo.author)}


def photos_where(site: Site[Web], wanted: Callable[[Photo], bool]) -> list[Photo]:
    """The published photographs that are wanted, in the exhibition's order."""
    return [photo for photo in all_photos(site) if wanted(photo)]


def licence_of(photo: Photo, site: Site[Web]) -> str:
    """The licence of a photograph: its own, or the site's."""
    return photo.licence or site.settings.licence


def licence_url(name: str, site: Site[Web]) -> str:
    """The address of a licence: of the site's own as its settings give it, of Creative Commons by its name; or none."""
    settings = site.settings
    if name == settings.licence and settings.licence_url:
        return settings.licence_url
    if name in {"CC0 1.0", "CC0-1.0"}:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = _CC.fullmatch(name)
    return f"https://creativecommons.org/licenses/{found['name'].lower()}/{found['version']}/" if found else ""


def credit_of(photo: Photo, site: Site[Web]) -> dict[str, str]:
    """The credit line of a photograph: its own, the site's, the publisher; else its author, of a sample the site."""
    settings, author = site.settings, site.entries["author"].get(photo.author)
    told = photo.credit or settings.credit or (settings.organization.name if settings.organization else None)
    if told or author is None or photo.sample:
        return told or settings.title
    return {language.code: called(author, language.code) for language in site.languages}


def rights(photo: Photo, site: Site[Web]) -> str:
    """The copyright line inside every derivative, in the site's first language."""
    parts = (credit_of(photo, site)[site.languages[0].code], licence_of(photo, site))
    return ", ".join(part for part in parts if part)


def translated_by(people: Sequence[Translator], others: Text | None, local: LocalizedSite) -> str:
    """Who translated a text, for the end of a sentence: people by name, and `others` in words."""
    words = local.text(others)
    return local.listed([*(one.name for one in people), *([words] if words else [])])


def taken_of(photo: Photo) -> Point | None:
    """When a photograph was taken; a sample was drawn, and stands for no day."""
    return None if photo.sample else photo.taken


def picture(photo: Photo, local: LocalizedSite, profile: str) -> View:
    """What `<picture>` needs, with the alternative text in this language."""
    view = local.planner.picture(
        local.site.original(photo, photo.file),
        profile,
        origin=photo.where("file"),
        focus=photo.focus,
        rights=rights(photo, local.site),
    )
    return view | {"alt": local.text(photo.alt)}


def figure(photo: Photo, local: LocalizedSite) -> View:
    """A photograph in the text of another entry."""
    return {
        "picture": picture(photo, local, "photo"),
        "title": local.text(photo.title),
        "author": "" if photo.sample else local.link("author", photo.author)["title"],
        "caption": "",
        "credit": local.text(photo.credit),
        "content_note": local.text(photo.content_note),
        "sample": photo.sample,
    }


def cover(found: Sequence[Photo], local: LocalizedSite) -> View | None:
    """The first photograph without a content note, for lists, and whether it is a sample."""
    plain = next((photo for photo in found if not photo.content_note), None)
    return picture(plain, local, "card") | {"sample": plain.sample} if plain else None


def photo_pages(found: Sequence[Photo], site: Site[Web]) -> PagedList[Photo]:
    """Photographs as the pages of a list."""
    return by_number(found, site.settings.page_size)


def counted(found: Sequence[Photo]) -> View:
    """How many photographs a list has on all its pages, and how many of them are samples."""
    return {"total": len(found), "samples": sum(photo.sample for photo in found)}


def with_photos(view: View, page: ListPage[Photo], local: LocalizedSite) -> View:
    """A view with the photographs of one page of a list."""
    return view | {"photos": [card(photo, local) for photo in page.items]}


def side_name(side: Side | None, local: LocalizedSite) -> str:
    """What the settings call a side; empty where they do not."""
    sides = local.site.settings.sides
    return local.text(getattr(sides, side)) if sides and side else ""


def by_side(photos: Sequence[Photo]) -> dict[Side, list[Photo]]:
    """The photographs of each side; of one side alone, which divides nothing, none."""
    found: dict[Side, list[Photo]] = {side: [one for one in photos if one.side == side] for side in SIDES}
    shown = {side: of_it for side, of_it in found.items() if of_it}
    return shown if len(shown) > 1 else {}


def card(photo: Photo, local: LocalizedSite) -> View:
    """A photograph for a grid."""
    return {
        "id": photo.id,
        "title": local.text(photo.title),
        "caption": local.text(photo.caption),
        "url": local.url(photo),
        "author": local.link("author", photo.author),
        "side": photo.side or "",
        "side_name": side_name(photo.side, local),
        "status": photo.status,
        "sample": photo.sample,
        "content_note": local.text(photo.content_note),
        "picture": picture(photo, local, "card"),
    }
