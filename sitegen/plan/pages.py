"""Pages as outputs: what a page says of its other languages, and the pages behind printed codes."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.content.frame import part_of
from sitegen.content.localized import localized_sites
from sitegen.model.languages import Language
from sitegen.model.media import Web
from sitegen.model.outputs import PlannedPage, page_file
from sitegen.model.site import Site
from sitegen.model.web_orders import PageOrder, View
from sitegen.plan.planner import SitePlanner

PAGE_BATCH = 24
"""So many pages are rendered by one worker at a time."""


def add_page(planner: SitePlanner, page: PlannedPage, view: View, number: int) -> None:
    """Order a page with everything that it shows."""
    lost = page.url == "/404.html" and not planner.options.kiosk
    order = PageOrder(
        page.template,
        page.language.writing,
        view,
        page.url,
        typography=tuple(language.writing for language in planner.site.languages),
        base_path=planner.site.settings.base_path if lost else None,
        folder=planner.options.kiosk,
        finished=page.finished,
    )
    group = f"pages {page.language.code} {number // PAGE_BATCH}"
    planner.file(page_file(page.url), order, origin=page.origin, group=group)


def about(site: Site[Web], page: PlannedPage, group: Sequence[PlannedPage]) -> View:
    """What a page says of itself and of its other languages (only real translations are alternates)."""
    base = site.settings.base
    real = [other for other in group if other.fallback is None] if len(group) > 1 else []
    alternates = [{"code": other.language.code, "url": base + other.url} for other in real]
    source = next((other for other in group if other.language == page.fallback), page)
    default = f"{base}/" if page.key == "home" else base + real[0].url if real else ""
    return {
        "key": page.key,
        "part": part_of(page.key, site),
        "url": page.url,
        "language": page.language.code,
        "canonical": base + source.url,
        "alternates": alternates if page in real else [],
        "default": default if page in real else "",
        "fallback": page.fallback.code if page.fallback else "",
        "listed": page.listed,
        "switch": [_switch(language, page, group) for language in site.languages],
    }


def _switch(language: Language, page: PlannedPage, group: Sequence[PlannedPage]) -> View:
    same = next((other.url for other in group if other.language == language), f"/{language.prefix}/")
    return {"code": language.code, "name": language.name, "url": same, "here": language == page.language}


def plan_codes(planner: SitePlanner) -> None:
    """The page behind each code: it leads to the target in the visitor's language."""
    site = planner.site
    first = site.languages[0]
    for identifier, (target, part) in planner.codes.items():
        anchor = f"#{part}" if part else ""
        choices = []
        for local in localized_sites(site, planner):
            link = local.link(target.kind_name, target.id)
            choices.append(
                {
                    "code": local.language.code,
                    "name": local.language.name,
                    "title": link["title"],
                    "url": link["url"] + anchor,
                }
            )
        view = {"title": choices[0]["title"], "description": "", "choices": choices, "gone": False}
        planner.page(
            PlannedPage(
                f"q:{identifier}", first, f"/q/{identifier}/", "q.html", view, origin=target.where(), listed=False
            )
        )
