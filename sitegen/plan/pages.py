"""Pages as outputs: what a page says of its other languages, and the pages behind printed codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.content.frame import part_of
from sitegen.content.localized import localized_sites
from sitegen.model.cldr import text_direction
from sitegen.model.languages import Language
from sitegen.model.media import Web
from sitegen.model.outputs import PlannedPage, page_file
from sitegen.model.site import Site
from sitegen.model.web_orders import PageOrder, View
from sitegen.plan.planner import Framed, SitePlanner

PAGE_BATCH = 24
"""So many pages are rendered by one worker at a time."""


def add_page(planner: SitePlanner, framed: Framed) -> None:
    """Order a page with everything that it shows."""
    page = framed.page
    lost = page.url == "/404.html" and not planner.options.kiosk
    writings = tuple(language.writing for language in planner.site.languages)
    order = PageOrder(
        page.template,
        page.language.writing,
        framed.context,
        framed.frame,
        framed.about,
        page.url,
        typography=writings,
        base_path=planner.site.settings.base_path if lost else None,
        folder=planner.options.kiosk,
        voices=writings if page.every_voice else (),
        finished=page.finished,
    )
    group = f"pages {page.language.code} {framed.number // PAGE_BATCH}"
    planner.file(page_file(page.url), order, origin=page.origin, group=group)


class Related:
    """How pages are related: to those in other languages, and to the parts of the site."""

    def __init__(self, site: Site[Web], groups: Mapping[str, Sequence[PlannedPage]]) -> None:
        self._site, self._groups = site, groups
        self._parts: dict[str, str] = {}

    def about(self, page: PlannedPage) -> View:
        """What a page says of itself and of its other languages (only real translations are alternates)."""
        base, group = self._site.settings.base, self._groups[page.key]
        alternates = self.alternates(page)
        source = next((other for other in group if other.language == page.fallback), page)
        return {
            "key": page.key,
            "part": self._part(page.key),
            "url": page.url,
            "language": page.language.code,
            "direction": text_direction(page.language.locale),
            "locale": page.language.locale,
            "canonical": base + source.url,
            "alternates": alternates,
            "default": self.default(page, alternates),
            "fallback": page.fallback.code if page.fallback else "",
            "listed": page.listed,
            "switch": [_switch(language, page, group) for language in self._site.languages],
        }

    def alternates(self, page: PlannedPage) -> list[View]:
        """The same page in each language it is translated to, if this one is a translation too."""
        group = self._groups[page.key]
        if len(group) == 1 or page.fallback is not None:
            return []
        base = self._site.settings.base
        real = (other for other in group if other.fallback is None)
        return [_alternate(other.language, base + other.url) for other in real]

    def default(self, page: PlannedPage, alternates: Sequence[View]) -> str:
        """The address for those who read none of its languages: of the home page, the one that lets them choose."""
        if not alternates:
            return ""
        return f"{self._site.settings.base}/" if page.key == "home" else str(alternates[0]["url"])

    def _part(self, key: str) -> str:
        kind = self._site.kinds.get(key.partition(":")[0])
        of = kind.name if kind and kind.section else key
        if of not in self._parts:
            self._parts[of] = part_of(key, self._site)
        return self._parts[of]


def _alternate(language: Language, url: str) -> View:
    return {"code": language.code, "locale": language.locale, "url": url}


def _switch(language: Language, page: PlannedPage, group: Sequence[PlannedPage]) -> View:
    same = next((other.url for other in group if other.language == language), language.home)
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
