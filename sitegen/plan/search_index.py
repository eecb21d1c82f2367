"""The parts of the search as outputs, and the pages that lead to them."""

from __future__ import annotations

from sitegen.content.localized import LocalizedSite, localized_sites
from sitegen.content.search import Found, part_page, parts, search_pages
from sitegen.model.web_orders import SearchTexts, SearchWords
from sitegen.plan.planner import SitePlanner


def plan_search(planner: SitePlanner) -> None:
    """In each language the parts that hold something, and the pages; nothing where nothing can be found."""
    dealt = [(number, found) for number, found in enumerate(parts(planner.site)) if found]
    if not dealt:
        return
    for local in localized_sites(planner.site, planner):
        index = [_part(planner, number, found, local, alone=len(dealt) == 1) for number, found in dealt]
        search_pages(index, local)


def _part(
    planner: SitePlanner, number: int, found: tuple[Found, ...], local: LocalizedSite, *, alone: bool
) -> tuple[str, str]:
    """Order the words and the texts of a part; returns their addresses."""
    context = planner.views.context(part_page(number, found, local))
    stem = f"static/search/{local.language.code}-{number}"
    return (
        planner.asset(f"{stem}-words", ".js", SearchWords(context, alone), group=stem),
        planner.asset(f"{stem}-texts", ".js", SearchTexts(context), group=stem),
    )
