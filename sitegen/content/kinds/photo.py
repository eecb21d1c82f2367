"""The permanent page of a photograph, and the gallery of all."""

from __future__ import annotations

from pathlib import PurePosixPath

from sitegen.content.kinds.author import Author, interview_view
from sitegen.content.kinds.photograph import Photo, all_photos, card, credit_of, licence_of, picture, taken_of
from sitegen.content.lens import Lens, lenses, lenses_with, neighbours
from sitegen.model.media import Read, Web
from sitegen.model.outputs import Desk
from sitegen.model.problems import Problems
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.web_orders import View


def _page_view(photo: Photo, photos: list[Photo], lens: Lens) -> View:
    before, after = neighbours(photos, photo)
    author = lens.site.get(Author, photo.author)
    return card(photo, lens) | {
        "description": lens.text(photo.caption),
        "picture": picture(photo, lens, "photo"),
        "comment": lens.text(photo.comment),
        "comment_language": {
            "code": photo.comment_language,
            "name": lens.language_name(photo.comment_language),
            "original": photo.comment_language == lens.language.code,
        },
        "translator": lens.text(photo.translator),
        "themes": [lens.link("theme", theme) for theme in photo.themes],
        "place": lens.link("place", photo.place) if photo.place else None,
        "taken": lens.point(taken_of(photo)),
        "number": photos.index(photo) + 1,
        "total": len(photos),
        "before": _neighbour(before, lens),
        "after": _neighbour(after, lens),
        "credit": lens.text(credit_of(photo, lens.site)),
        "licence": licence_of(photo, lens.site),
        "interview": interview_view(author, lens) if author else None,
        "citations": _citations(photo, author, lens),
        "zoom": picture(photo, lens, "zoom")["src"],
        "share": None if photo.content_note else picture(photo, lens, "share"),
        "qr": lens.desk.qr(photo.id, photo, origin=photo.where()),
    }


def _citations(photo: Photo, author: Author | None, lens: Lens) -> list[View]:
    """How to cite the photograph, this page's language first, then the others."""
    every = sorted(lenses(lens.site, lens.desk), key=lambda other: other.language != lens.language)
    return [
        {
            "language": other.language.code,
            "author": author.name if author and not photo.sample else "",
            "title": other.text(photo.title),
            "credit": other.text(credit_of(photo, lens.site)),
            "licence": licence_of(photo, lens.site),
            "url": lens.site.settings.base + other.url(photo),
        }
        for other in every
    ]


def _neighbour(photo: Photo | None, lens: Lens) -> View | None:
    return {"title": lens.text(photo.title), "url": lens.url(photo)} if photo else None


def order_photos(site: Site[Web], desk: Desk) -> None:
    """The gallery and a page for each photograph."""
    photos = all_photos(site)
    for lens in lenses_with(site, desk, site.all(Photo)):
        lens.section("photos", "photos.html", {"photos": [card(photo, lens) for photo in photos]})
        for photo in photos:
            lens.page(photo, "photo.html", _page_view(photo, photos, lens))


def _check(photo: Photo, site: Site[Read], problems: Problems) -> None:
    stem = PurePosixPath(photo.file).stem.casefold()
    for language in site.languages:
        alt = photo.alt.get(language.code, "").strip().casefold()
        if alt in {stem, photo.file.casefold(), stem.replace("-", " ")}:
            problems.error("alt-is-file-name", photo.where("alt", language.code), alt=photo.alt[language.code])
        elif alt and alt == photo.title.get(language.code, "").strip().casefold():
            problems.error("alt-is-title", photo.where("alt", language.code), alt=photo.alt[language.code])


def _held_back(photo: Photo, site: Site[Read]) -> str | None:
    return None if site.get(Author, photo.author) else "author-held-back"


PHOTO = Kind(
    "photo",
    "photos",
    Photo,
    "photos",
    order_photos,
    _check,
    _held_back,
    navigation=Navigation("exhibition", 1, under="exhibition", menu=True),
)
