"""The slide show of a kiosk: every photograph in turn, and the voices of the authors who recorded one."""

from __future__ import annotations

from sitegen.content.kinds.author import Author, interview_view
from sitegen.content.kinds.photograph import Photo, all_photos, card, picture
from sitegen.content.lens import Lens, lenses_with, list_url
from sitegen.model.media import Web
from sitegen.model.outputs import Desk, PlannedPage
from sitegen.model.site import Site
from sitegen.model.web_orders import View

SLIDES = "kiosk"
"""The key of the slide show's pages, and of its part of the address."""


def _slide(photo: Photo, lens: Lens) -> View:
    return card(photo, lens) | {"author_id": photo.author, "picture": picture(photo, lens, "photo")}


def _voice(author: Author, lens: Lens) -> View:
    """A recording for the slide show: what is heard, and whose photographs it goes with."""
    view = interview_view(author, lens) or {}
    return {"author_id": author.id, "author": author.name} | {key: view[key] for key in ("title", "url", "sample")}


def order_slides(site: Site[Web], desk: Desk) -> None:
    """The slide show in each language."""
    photos = all_photos(site)
    authors = {photo.author: site.get(Author, photo.author) for photo in photos}
    for lens in lenses_with(site, desk, photos):
        heard = [author for author in authors.values() if author and author.interview]
        view = {
            "slides": [_slide(photo, lens) for photo in photos],
            "voices": [_voice(author, lens) for author in heard],
        }
        url = list_url(SLIDES, lens.language)
        desk.page(PlannedPage(SLIDES, lens.language, url, "kiosk.html", view, listed=False))
