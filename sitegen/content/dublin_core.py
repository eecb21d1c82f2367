"""All photographs of the site as a table for catalogues, in the terms of Dublin Core (DCMI Metadata Terms).

Photographs alone: they are what a collection takes over. Recordings and events have feeds and calendars, which say
more of them than this table could.
"""

from __future__ import annotations

from collections.abc import Callable

from sitegen.content.iiif_images import IMAGES
from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photo_record import Photo, all_photos, credit_of, licence_of, licence_url, taken_of
from sitegen.content.kinds.theme import Theme
from sitegen.content.localized import LocalizedSite, localized_sites
from sitegen.content.structured_parts import page_of
from sitegen.model.collection_orders import CatalogueContent, CatalogueTable, Column
from sitegen.model.media import Web
from sitegen.model.outputs import Planner
from sitegen.model.print_words import Phrase, PrintText, Words
from sitegen.model.site import Site

TABLE = "/iiif/photographs.csv"
"""Its address."""

_BETWEEN = " | "
"""Stands between several values of one field."""

_COLUMNS = (
    Column("dcterms:identifier"),
    Column("dcterms:title", spoken=True),
    Column("dcterms:creator"),
    Column("dcterms:description", spoken=True),
    Column("dcterms:abstract", spoken=True),
    Column("image_alt_text", spoken=True),
    Column("content_note", spoken=True),
    Column("dcterms:subject", spoken=True),
    Column("dcterms:spatial", spoken=True),
    Column("dcterms:created"),
    Column("dcterms:publisher", spoken=True),
    Column("dcterms:rights", spoken=True),
    Column("dcterms:license"),
    Column("dcterms:type"),
    Column("dcterms:hasFormat"),
    Column("dcterms:isReferencedBy"),
)


def has_table(site: Site[Web]) -> bool:
    """Whether there is anything to list."""
    return bool(site.all(Photo))


def plan_table(site: Site[Web], planner: Planner) -> None:
    """The table, where there are photographs."""
    if has_table(site):
        every = localized_sites(site, planner)
        rows = tuple(_row(photo, every) for photo in all_photos(site))
        languages = tuple(one.language.writing for one in every)
        planner.file(TABLE, CatalogueTable(CatalogueContent(languages, _COLUMNS, rows)))


def _row(photo: Photo, every: list[LocalizedSite]) -> tuple[str | PrintText, ...]:
    """What is said of a photograph, in the order of the columns; nobody took a sample, nowhere and never."""
    site = every[0].site
    author, taken, licence = site.get(Author, photo.author), taken_of(photo), licence_of(photo, site)
    themes = [theme for name in photo.themes if (theme := site.get(Theme, name))]

    def say(text: Callable[[LocalizedSite], str]) -> Words:
        return Words.of({one.language.code: text(one) for one in every})

    def marked(words: Words) -> PrintText:
        return Phrase.of("press_sample", text=words) if photo.sample else words

    return (
        photo.id,
        say(lambda one: one.text(photo.title)),
        author.name if author and not (photo.sample or author.sample) else "",
        marked(say(lambda one: one.text(photo.caption))),
        say(lambda one: one.text(photo.comment)),
        say(lambda one: one.text(photo.alt)),
        say(lambda one: one.text(photo.content_note)),
        say(lambda one: _BETWEEN.join(one.text(theme.title) for theme in themes)),
        say(lambda one: one.link("place", photo.place)["title"] if photo.place and not photo.sample else ""),
        taken.iso if taken else "",
        say(lambda one: one.text(site.settings.publisher.name)),
        marked(say(lambda one: ", ".join(filter(None, (one.text(credit_of(photo, site)), licence))))),
        licence_url(licence, site),
        "StillImage",
        "" if photo.content_note else f"{site.settings.base}{IMAGES}{photo.id}/full/max/0/default.jpg",
        _BETWEEN.join(page_of(photo, one) for one in every),
    )
