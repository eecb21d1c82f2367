"""Pages of prose: about the project, accessibility, privacy."""

from __future__ import annotations

from sitegen.content.kinds.partners import partner_views
from sitegen.content.lens import lenses
from sitegen.model.entries import Entry, Flag
from sitegen.model.languages import Text
from sitegen.model.media import Web
from sitegen.model.outputs import Desk
from sitegen.model.site import Kind, Site


class Page(Entry):
    """A titled text. `partners` adds the list of partners below it; `footer` links it from every page."""

    title: Text
    summary: Text
    order: int = 0
    partners: Flag = False
    footer: Flag = False


def order_pages(site: Site[Web], desk: Desk) -> None:
    """One page each, directly below the language."""
    for lens in lenses(site, desk):
        for page in site.all(Page):
            view = {
                "title": lens.text(page.title),
                "description": lens.text(page.summary),
                "partners": partner_views(lens) if page.partners else [],
            }
            lens.page(page, "page.html", view)


PAGE = Kind("page", "pages", Page, "", order_pages, prose=True)
