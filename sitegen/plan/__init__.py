"""Site -> every output file: paths, recipes, inputs. Nothing is made here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.content.feeds import FEEDS
from sitegen.content.frame import frame
from sitegen.content.kinds.front import plan_front
from sitegen.content.kinds.kiosk import SLIDES, plan_slides
from sitegen.content.kinds.style_guide import plan_style_guide
from sitegen.content.localized import localized_sites
from sitegen.content.structured import NOTHING, structured
from sitegen.making.store import Store
from sitegen.model.languages import Language
from sitegen.model.media import Web
from sitegen.model.outputs import Plan, PlannedPage
from sitegen.model.problems import Problems
from sitegen.model.project import Options
from sitegen.model.site import Site
from sitegen.model.web_orders import TextOrder, View
from sitegen.plan.pages import about, add_page, plan_codes
from sitegen.plan.planner import SitePlanner
from sitegen.plan.printed_codes import frozen, keep_printed
from sitegen.plan.style import plan_style

__all__ = ["SitePlanner", "complete", "frozen", "make_plan", "planned"]


def make_plan(site: Site[Web], options: Options, store: Store, problems: Problems) -> Plan:
    """Every output of the site, with its fingerprint."""
    return complete(planned(site, options, store, problems))


def planned(site: Site[Web], options: Options, store: Store, problems: Problems) -> SitePlanner:
    """The planner with the orders of all kinds, still without what depends on all of them."""
    planner = SitePlanner(site, options, store, problems)
    for kind in site.kinds.values():
        kind.plan(site, planner)
    plan_front(site, planner)
    if options.kiosk:
        plan_slides(site, planner)
    if options.preview:
        plan_style_guide(site, planner)
    return planner


def complete(planner: SitePlanner) -> Plan:
    """Add what depends on all orders: short addresses, style, alternates, feeds, the sitemap."""
    if not planner.options.kiosk:  # codes lead to the website; a kiosk may lack what they lead to there
        keep_printed(planner)
    plan_codes(planner)
    style = plan_style(planner)
    groups: dict[str, list[PlannedPage]] = {}
    for order in planner.pages:
        groups.setdefault(order.key, []).append(order)
    through = {local.language.code: local for local in localized_sites(planner.site, planner)}
    around = {code: frame(local) for code, local in through.items()}
    slides = {order.language.code: order.url for order in groups.get(SLIDES, [])}
    for number, order in enumerate(planner.pages):
        of_kiosk = {"kiosk": planner.options.kiosk, "slides": slides.get(order.language.code, "")}
        view = order.view | {
            "site": around[order.language.code],
            "page": about(planner.site, order, groups[order.key]) | of_kiosk,
            "assets": style,
            "structured": NOTHING if planner.options.kiosk else structured(order.key, through[order.language.code]),
        }
        add_page(planner, order, view, number)
    _feeds(planner)
    _sitemap(planner, groups)
    return Plan(planner.outputs, planner.fingerprints)


def _feeds(planner: SitePlanner) -> None:
    for template, views in FEEDS.items():
        for local in localized_sites(planner.site, planner):
            for address, view in views(local):
                _text(planner, address, template, local.language, view)


def _sitemap(planner: SitePlanner, groups: Mapping[str, Sequence[PlannedPage]]) -> None:
    base, first = planner.site.settings.base, planner.site.languages[0]
    pages = [
        {"url": base + order.url, "alternates": about(planner.site, order, groups[order.key])["alternates"]}
        for order in planner.pages
        if order.listed and order.fallback is None
    ]
    _text(planner, "/sitemap.xml", "feeds/sitemap.xml", first, {"pages": pages})
    _text(planner, "/robots.txt", "feeds/robots.txt", first, {"sitemap": f"{base}/sitemap.xml"})


def _text(planner: SitePlanner, address: str, template: str, language: Language, view: View) -> None:
    """Order a text file made by a template."""
    planner.file(address, TextOrder(template, language.writing, view))
