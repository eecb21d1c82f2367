"""Pages of prose: about the project, accessibility, privacy."""

from __future__ import annotations

from sitegen.content.kinds.partners import partner_views
from sitegen.content.localized import LocalizedSite, localized_sites, slug_of
from sitegen.content.placed_pictures import Told
from sitegen.model.entries import Flag
from sitegen.model.languages import Text
from sitegen.model.media import Read, Web
from sitegen.model.outputs import FOLDERS, Planner
from sitegen.model.problems import Problems
from sitegen.model.site import Kind, Site
from sitegen.model.web_orders import View


class Page(Told):
    """A titled text. `partners` adds the list of partners below it; `footer` links it from every page."""

    title: Text
    summary: Text
    order: int = 0
    partners: Flag = False
    footer: Flag = False


def plan_pages(site: Site[Web], planner: Planner) -> None:
    """One page each, directly below the language."""
    for local in localized_sites(site, planner):
        for page in site.all(Page):
            local.page(page, "page.html", _page_view)


def _page_view(page: Page, local: LocalizedSite) -> View:
    return {
        "title": local.text(page.title),
        "description": local.text(page.summary),
        "partners": partner_views(local) if page.partners else [],
    }


def _check(page: Page, site: Site[Read], problems: Problems) -> None:
    for language in site.languages:
        slug = slug_of(page, language)
        if not language.prefix and slug in FOLDERS:
            problems.error("reserved-address", page.where("slug", language.code), address=slug)


PAGE = Kind("page", "pages", Page, "", plan_pages, check=_check, prose=True)
