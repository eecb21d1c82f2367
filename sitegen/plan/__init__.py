"""Site -> every output file: paths, recipes, inputs. Nothing is made here."""

from __future__ import annotations

from sitegen.content.calendar_entries import calendars
from sitegen.content.dublin_core import plan_table
from sitegen.content.feeds import PODCAST, feed_page, feeds_of, podcasts
from sitegen.content.frame import frame, section_keys
from sitegen.content.iiif import manifest_at, plan_iiif
from sitegen.content.kinds.front import plan_front
from sitegen.content.kinds.kiosk import SLIDES, plan_slides
from sitegen.content.kinds.press_page import plan_press
from sitegen.content.kinds.style_guide import plan_style_guide
from sitegen.content.localized import localized_sites
from sitegen.content.security_contact import ADDRESS, security_view
from sitegen.making.store import Store
from sitegen.model.languages import Language
from sitegen.model.media import Web
from sitegen.model.outputs import FOLDERS, Plan, PlannedPage, page_file
from sitegen.model.problems import Problems
from sitegen.model.project import Options
from sitegen.model.site import Site
from sitegen.model.web_orders import FeedOrder, TextOrder, View
from sitegen.plan.pages import Related, add_page, plan_codes
from sitegen.plan.planner import Around, Framed, SitePlanner
from sitegen.plan.print_prospects import tell_few_pixels
from sitegen.plan.printed_codes import frozen, keep_printed
from sitegen.plan.search_index import plan_search
from sitegen.plan.sitemaps import plan_sitemaps
from sitegen.plan.style import characters_of, plan_style

__all__ = ["OWN_FOLDERS", "SitePlanner", "complete", "frozen", "make_plan", "planned"]

OWN_FOLDERS = FOLDERS | {"infographics"}
"""What may lie at the top of a site besides the folders of its languages; which do, hangs on options and consents."""


def make_plan(site: Site[Web], options: Options, store: Store, problems: Problems) -> Plan:
    """Every output of the site, with its fingerprint."""
    return complete(planned(site, options, store, problems))


def planned(site: Site[Web], options: Options, store: Store, problems: Problems) -> SitePlanner:
    """The planner with the orders of all kinds, still without what depends on all of them."""
    planner = SitePlanner(site, options, store, problems)
    for kind in site.kinds.values():
        kind.plan(site, planner)
    plan_front(site, planner)
    plan_press(site, planner)
    plan_search(planner)
    if options.kiosk:
        plan_slides(site, planner)
    else:  # what is in them is known by addresses of the website
        plan_iiif(site, planner)
        plan_table(site, planner)
    if options.preview:
        plan_style_guide(site, planner)
    return planner


def complete(planner: SitePlanner) -> Plan:
    """Add what depends on all orders: short addresses, style, alternates, feeds, the sitemap."""
    if not planner.options.kiosk:  # codes lead to the website; a kiosk may lack what they lead to there
        keep_printed(planner)
    plan_codes(planner)
    listed = {page.key for page, _ in planner.pages}
    filled = [key for key in section_keys(planner.site) if f"list:{key}" in listed]
    around = {local.language.code: frame(local, filled) for local in localized_sites(planner.site, planner)}
    characters = characters_of(planner, around.values())
    planner.around = Around(around, characters, plan_style(planner, characters))
    frames = planner.around.frames()
    groups: dict[str, list[PlannedPage]] = {}
    for page, _ in planner.pages:
        groups.setdefault(page.key, []).append(page)
    slides = {page.language.code: page.url for page in groups.get(SLIDES, [])}
    related = Related(planner.site, groups)
    for number, (page, context) in enumerate(planner.pages):
        kiosk = planner.options.kiosk
        more = {
            "kiosk": kiosk,
            "slides": slides.get(page.language.code, ""),
            "manifest": "" if kiosk else manifest_at(page.key, planner.site),
        }
        one = Framed(page, context, frames[page.language.code], related.about(page) | more, number)
        planner.framed[page_file(page.url)] = one
        add_page(planner, one)
    _feeds(planner)
    _calendars(planner)
    if not planner.options.kiosk:  # a folder that nobody finds by searching the web
        plan_sitemaps(planner, related)
        _security(planner)
    if not (planner.printing or planner.options.kiosk):  # else the pages that are laid out tell
        tell_few_pixels(planner)
    planner.views.keep()
    return Plan(planner.outputs, planner.fingerprints, planner.files)


def _feeds(planner: SitePlanner) -> None:
    for local in localized_sites(planner.site, planner):
        for feed in feeds_of(planner.site):
            context = planner.views.context(feed_page(feed, local))
            planner.file(feed.url(local.language), FeedOrder(feed.template, local.language.writing, context))
        for address, view in podcasts(local):
            _text(planner, address, PODCAST, local.language, view)


def _calendars(planner: SitePlanner) -> None:
    for local in localized_sites(planner.site, planner):
        for address, order in calendars(local):
            planner.file(address, order)


def _security(planner: SitePlanner) -> None:
    view = security_view(planner.site)
    if view:
        _text(planner, ADDRESS, "feeds/security.txt", planner.site.languages[0], view)


def _text(planner: SitePlanner, address: str, template: str, language: Language, view: View) -> None:
    """Order a text file made by a template."""
    planner.file(address, TextOrder(template, language.writing, view))
