"""The slide show of a kiosk: every photograph in turn, and the voices of the authors who recorded one."""

from __future__ import annotations

from sitegen.content.kinds.author import Author, interview_view
from sitegen.content.kinds.photo_record import Photo, all_photos, card, picture
from sitegen.content.localized import LocalizedSite, list_url, localized_with
from sitegen.model.media import Web
from sitegen.model.outputs import PlannedPage, Planner
from sitegen.model.site import Site
from sitegen.model.web_orders import View

SLIDES = "kiosk"
"""The key of the slide show's pages, and of its part of the address."""


def _slide(photo: Photo, local: LocalizedSite) -> View:
    return card(photo, local) | {"author_id": photo.author, "picture": picture(photo, local, "photo")}


def _voice(author: Author, local: LocalizedSite) -> View:
    """A recording for the slide show: what is heard, and whose photographs it goes with."""
    view = interview_view(author, local) or {}
    return {"author_id": author.id, "author": author.name} | {key: view[key] for key in ("title", "url", "sample")}


def plan_slides(site: Site[Web], planner: Planner) -> None:
    """The slide show in each language."""
    photos = all_photos(site)
    authors = {photo.author: site.get(Author, photo.author) for photo in photos}
    for local in localized_with(site, planner, photos):
        heard = [author for author in authors.values() if author and author.interview]
        view = {
            "slides": [_slide(photo, local) for photo in photos],
            "voices": [_voice(author, local) for author in heard],
        }
        url = list_url(SLIDES, local.language)
        planner.page(PlannedPage(SLIDES, local.language, url, "kiosk.html", view, listed=False))
