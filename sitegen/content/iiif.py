"""What viewers of libraries open (IIIF Presentation API 3.0): a manifest an author, a theme, and one of all.

The exhibition is a manifest with its authors as ranges, and no collection of manifests: viewers open it at its first
photograph with the authors as its contents, where of a collection they ask first which part is meant.

A photograph is a canvas with one address for good, in whichever manifests it is. One with a content note is in none,
because no viewer can hold it back until somebody has read the note. All of it comes from `Site[Web]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen.content.dublin_core import TABLE
from sitegen.content.iiif_images import Iiif, Image, order_image
from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photo_record import (
    Photo,
    all_photos,
    credit_of,
    licence_of,
    licence_url,
    photos_by,
    photos_where,
    taken_of,
)
from sitegen.content.kinds.theme import Theme, about
from sitegen.content.localized import LocalizedSite, list_url, localized_sites, sorted_entries
from sitegen.content.structured_parts import absolute, plain
from sitegen.model.collection_orders import IiifContent, IiifResource
from sitegen.model.entries import Entry
from sitegen.model.media import Web
from sitegen.model.order import Made
from sitegen.model.outputs import SETTINGS, Planner
from sitegen.model.print_words import Joined, Phrase, PrintText, Words
from sitegen.model.problems import Where
from sitegen.model.site import Site

EXHIBITION = "exhibition"
_PRESENTATION = "http://iiif.io/api/presentation/3/context.json"
_ICON = 180
"""The width and height in pixels of the site's icon."""

_KNOWN_RIGHTS = re.compile(
    r"https?://(?:www\.)?(?P<rest>(?:creativecommons\.org/(?:licenses|publicdomain)|rightsstatements\.org/vocab)/\S+)"
)
"""The addresses by which `rights` may name a licence; as names, they begin with `http:` (Presentation 3.0, 3.1)."""


@dataclass(frozen=True)
class _Canvas:
    """A photograph in manifests: its canvas, which is made once for all of them."""

    photo: Photo
    id: str
    made: Made
    image: Image


def manifest_address(ref: str = EXHIBITION) -> str:
    """The site-absolute address of the manifest of an author or a theme by its reference, or of all."""
    return f"/iiif/{ref.replace(':', '/')}.json"


def manifest_of(entry: Entry | None, site: Site[Web]) -> str:
    """The address of the manifest of an author or a theme, or of all; empty where nothing is in it."""
    if not plain(_photos(entry, site)):
        return ""
    return manifest_address(entry.ref) if entry else manifest_address()


def manifest_at(key: str, site: Site[Web]) -> str:
    """The manifest of what a page shows, by the key of the page; empty of most."""
    name = key.partition("/")[0]
    entry = site.find(name)
    return manifest_of(entry, site) if isinstance(entry, Author | Theme) or name == f"list:{EXHIBITION}" else ""


def _photos(entry: Entry | None, site: Site[Web]) -> Sequence[Photo]:
    if isinstance(entry, Author):
        return photos_by(entry.id, site)
    return photos_where(site, about(entry)) if isinstance(entry, Theme) else all_photos(site)


def plan_iiif(site: Site[Web], planner: Planner) -> None:
    """Every image, canvas and manifest."""
    speaker = _Speaker(site, localized_sites(site, planner))
    canvases = {photo.id: one for photo in plain(all_photos(site)) if (one := speaker.canvas(photo))}
    authors, themes = sorted_entries(site.all(Author)), sorted_entries(site.all(Theme))
    for entry in (None, *authors, *themes):
        found = [canvases[photo.id] for photo in _photos(entry, site) if photo.id in canvases]
        if found:
            speaker.manifest(entry, found)


@dataclass(frozen=True)
class _Speaker:
    """Says things in all languages at once."""

    site: Site[Web]
    every: Sequence[LocalizedSite]

    @property
    def _first(self) -> LocalizedSite:
        return self.every[0]

    # --- resources -------------------------------------------------------------------------------------------

    def canvas(self, photo: Photo) -> _Canvas | None:
        image = order_image(photo, self._first)
        if image is None:
            return None
        name = f"{self.site.settings.base}/iiif/canvas/{photo.id}"
        width, height = image.size
        said = {
            "id": name,
            "type": "Canvas",
            "label": self._text(photo.title),
            "summary": self._text(photo.caption),
            "height": height,
            "width": width,
            "metadata": self._metadata(photo),
            "requiredStatement": {"label": Phrase.of("press_credit"), "value": self._credit(photo)},
            **self._rights([photo]),
            "homepage": self._homepage(photo),
            "thumbnail": [image.file(image.sizes[0])],
            "items": [_painted(name, image)],
            "annotations": [self._described(name, photo)],
        }
        path = self._order(f"iiif/canvas/{photo.id}", said, photo.where(), inner=True)
        return _Canvas(photo, name, Made(path.lstrip("/")), image)

    def manifest(self, entry: Entry | None, canvases: Sequence[_Canvas]) -> None:
        settings, photos = self.site.settings, [one.photo for one in canvases]
        address = manifest_of(entry, self.site)
        name = settings.base + address
        first = canvases[0].image
        said = {
            "@context": _PRESENTATION,
            "id": name,
            "type": "Manifest",
            "label": self._title(entry),
            "summary": self._summary(entry),
            "metadata": self._about(entry),
            "requiredStatement": self._publisher(photos),
            **self._rights(photos),
            "provider": [self._provider()],
            "homepage": self._homepage(entry),
            "thumbnail": [first.file(first.sizes[0])],
            "seeAlso": [
                {
                    "id": settings.base + TABLE,
                    "type": "Dataset",
                    "format": "text/csv",
                    "label": Phrase.of("iiif_table"),
                }
            ],
        }
        if entry is None:
            said["structures"] = self._contents(name, canvases)
        where = entry.where() if entry else SETTINGS
        self._order(address, said, where, parts=tuple(one.made for one in canvases))

    def _order(self, path: str, said: Iiif, origin: Where, *, parts: tuple[Made, ...] = (), inner: bool = False) -> str:
        order = IiifResource(IiifContent(tuple(one.language.writing for one in self.every), _filled(said)), parts)
        planner = self._first.planner
        if inner:
            return planner.asset(path, ".json", order, origin=origin, inner=True)
        return planner.file(path, order, origin=origin)

    # --- their parts -----------------------------------------------------------------------------------------

    def _text(self, texts: Mapping[str, str] | None) -> Words | None:
        return self._each({code: text for code, text in (texts or {}).items() if text})

    def _each(self, texts: Mapping[str, str]) -> Words | None:
        """A text in the languages of the site; None where it has it in none."""
        known = {one.language.code: texts.get(one.language.code, "") for one in self.every}
        return Words.of(known) if any(known.values()) else None

    def _title(self, entry: Entry | None) -> Iiif | Words | None:
        if isinstance(entry, Author):
            return _name(entry.name)
        return self._text(entry.title if isinstance(entry, Theme) else self.site.settings.title)

    def _summary(self, entry: Entry | None) -> PrintText | None:
        if isinstance(entry, Author | Theme):
            said = self._text(entry.summary)
            return Phrase.of("press_sample", text=said) if entry.sample and said else said
        return self._text(self.site.settings.in_short)

    def _about(self, entry: Entry | None) -> list[Iiif]:
        if not isinstance(entry, Author):
            return []
        countries = {one.language.code: one.country(entry.country) for one in self.every}
        return _rows(("iiif_country", self._each(countries)), ("iiif_occupation", self._text(entry.occupation)))

    def _metadata(self, photo: Photo) -> list[Iiif]:
        site, taken = self.site, taken_of(photo)
        author, place = site.get(Author, photo.author), photo.place and not photo.sample
        named = author and not (photo.sample or author.sample)
        themes = [theme for name in photo.themes if (theme := site.get(Theme, name))]
        return _rows(
            ("sample", Phrase.of("press_samples") if photo.sample else None),
            ("press_author", _name(author.name) if author and named else None),
            ("press_caption", self._text(photo.caption)),
            ("iiif_samples" if photo.sample else "iiif_comment", self._text(photo.comment)),
            ("press_alt", self._text(photo.alt)),
            (
                "iiif_themes",
                self._each(
                    {one.language.code: ", ".join(one.text(theme.title) for theme in themes) for one in self.every}
                ),
            ),
            (
                "press_place",
                self._each(
                    {
                        one.language.code: one.link("place", photo.place)["title"] if place and photo.place else ""
                        for one in self.every
                    }
                ),
            ),
            ("press_taken", self._each({one.language.code: one.point(taken) for one in self.every})),
            ("press_licence", _name(licence_of(photo, site)) if licence_of(photo, site) else None),
        )

    def _credit(self, photo: Photo) -> PrintText:
        """The credit line with the author and the licence; a sample is said to be one, where viewers must say it."""
        site, licence, credit = self.site, licence_of(photo, self.site), credit_of(photo, self.site)
        author = site.get(Author, photo.author)
        name = author.name if author and not (photo.sample or author.sample) else ""
        said = ((one.language.code, one.text(credit)) for one in self.every)
        words = Words.of({code: ", ".join(filter(None, (name * (name != text), text, licence))) for code, text in said})
        return Phrase.of("press_sample", text=words) if photo.sample else words

    def _rights(self, photos: Sequence[Photo]) -> Iiif:
        """The licence that all have, where it is one of those by whose addresses viewers know them."""
        found = {licence_url(licence_of(photo, self.site), self.site) for photo in photos}
        known = _KNOWN_RIGHTS.fullmatch(found.pop()) if len(found) == 1 else None
        return {"rights": f"http://{known['rest']}"} if known else {}

    def _publisher(self, photos: Sequence[Photo]) -> Iiif:
        """Who publishes it, with the sentences that must stand with it; and where there are samples, what they are."""
        settings = self.site.settings
        parts: list[PrintText | None] = [self._text(settings.publisher.name)]
        parts += [self._each({one.language.code: notice.text for one in self.every}) for notice in settings.notices]
        parts += [Phrase.of("press_samples")] if any(photo.sample for photo in photos) else []
        return {"label": Phrase.of("iiif_publisher"), "value": Joined(tuple(part for part in parts if part))}

    def _provider(self) -> Iiif:
        settings = self.site.settings
        organization, name = settings.publisher, self._text(settings.publisher.name)
        home = {"id": organization.url, "type": "Text", "label": name, "format": "text/html"}
        icon = {"id": absolute("/apple-touch-icon.png", self._first), "type": "Image", "format": "image/png"}
        return _filled(
            {
                "id": organization.url or f"{settings.base}/",
                "type": "Agent",
                "label": name,
                "homepage": [home] if organization.url else [],
                "logo": [icon | {"width": _ICON, "height": _ICON}],
            }
        )

    def _homepage(self, entry: Entry | None) -> list[Iiif]:
        return [
            {
                "id": absolute(one.url(entry) if entry else list_url(EXHIBITION, one.language), one),
                "type": "Text",
                "label": {one.language.code: [one.title(entry) if entry else one.text(self.site.settings.title)]},
                "format": "text/html",
                "language": [one.language.code],
            }
            for one in self.every
        ]

    def _described(self, canvas: str, photo: Photo) -> Iiif:
        """The alternative text as annotations, one in each language: what reads a manifest aloud finds it there."""
        return {
            "id": f"{canvas}/annotations",
            "type": "AnnotationPage",
            "items": [
                {
                    "id": f"{canvas}/annotations/{one.language.code}",
                    "type": "Annotation",
                    "motivation": "describing",
                    "body": {
                        "type": "TextualBody",
                        "language": one.language.code,
                        "format": "text/plain",
                        "value": one.text(photo.alt),
                    },
                    "target": canvas,
                }
                for one in self.every
            ],
        }

    def _contents(self, manifest: str, canvases: Sequence[_Canvas]) -> list[Iiif]:
        """The authors as the contents of the exhibition, in its order."""
        stem = manifest.removesuffix(".json")
        by_author: dict[str, list[Iiif]] = {}
        for one in canvases:
            by_author.setdefault(one.photo.author, []).append({"id": one.id, "type": "Canvas"})
        ranges = [
            {"id": f"{stem}/range/{author.id}", "type": "Range", "label": _name(author.name), "items": items}
            for name, items in by_author.items()
            if (author := self.site.get(Author, name))
        ]
        return [{"id": f"{stem}/range", "type": "Range", "label": self._title(None), "items": ranges}]


def _painted(canvas: str, image: Image) -> Iiif:
    body = image.file() | {"service": [image.service]}
    annotation = {
        "id": f"{canvas}/painting/1",
        "type": "Annotation",
        "motivation": "painting",
        "body": body,
        "target": canvas,
    }
    return {"id": f"{canvas}/painting", "type": "AnnotationPage", "items": [annotation]}


def _name(text: str) -> Iiif:
    """A text that belongs to no language."""
    return {"none": [text]}


def _rows(*rows: tuple[str, PrintText | Iiif | None]) -> list[Iiif]:
    return [{"label": Phrase.of(key), "value": value} for key, value in rows if value]


def _filled(said: Iiif) -> Iiif:
    """A resource without what is not known."""
    return {name: value for name, value in said.items() if value not in (None, "", [])}
