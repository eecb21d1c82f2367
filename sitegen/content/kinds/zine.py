"""Zines: small printed booklets of one author's photographs. What prints is only loaded where there is any print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photo_record import Photo, card, cover
from sitegen.content.kinds.zine_record import Zine
from sitegen.content.localized import LocalizedSite, localized_with, sorted_entries
from sitegen.model.by_name import ByName
from sitegen.model.media import Paper, Read, Web
from sitegen.model.outputs import Planner
from sitegen.model.problems import Problems
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.web_orders import View
from sitegen.model.zine_plan import FEWEST, MOST

if TYPE_CHECKING:
    from sitegen.content.kinds.print_languages import Printed

print_zine: ByName[[Zine, Site[Web], Planner], Printed | None] = ByName("content.kinds.zine_print:print_zine")
printed_cover: ByName[[Zine, LocalizedSite], View | None] = ByName("content.kinds.zine_print:printed_cover")
code_of: ByName[[Zine, Site[Web], Planner], View] = ByName("content.kinds.zine_print:code_of")
plan_printers: ByName[[Site[Web], Planner, Mapping[str, Printed], Mapping[str, Mapping[str, View]]], None] = ByName(
    "content.kinds.printers:plan_printers"
)


def zine_card(zine: Zine, local: LocalizedSite) -> View:
    """A zine for a list."""
    photos = [photo for name in zine.photos if (photo := local.site.get(Photo, name))]
    return {
        "id": zine.id,
        "title": local.text(zine.title),
        "subtitle": local.text(zine.subtitle),
        "summary": local.text(zine.summary),
        "url": local.url(zine),
        "author": local.link("author", zine.author),
        "sample": zine.sample,
        "cover": cover(photos, local),
        "printed": printed_cover(zine, local),
        "photos": [card(photo, local) for photo in photos],
    }


def _page_view(zine: Zine, variants: Sequence[View], local: LocalizedSite) -> View:
    return zine_card(zine, local) | {
        "description": local.text(zine.summary),
        "intro": local.text(zine.intro),
        "voice": local.text(zine.voice),
        "qr": code_of(zine, local.site, local.planner),
        "variants": list(variants),
        "printing": local.planner.printing,
    }


def _variants(printed: Printed | None) -> tuple[View, ...]:
    return tuple(printed.view["variants"]) if printed else ()


def plan_zines(site: Site[Web], planner: Planner) -> None:
    """The list, a page each, what is printed, and the page for printers."""
    zines = sorted_entries(site.all(Zine))
    printed = {zine.id: job for zine in zines if (job := print_zine(zine, site, planner))}
    cards: dict[str, dict[str, View]] = {}
    for local in localized_with(site, planner, zines):
        found = [zine_card(zine, local) for zine in zines]
        cards[local.language.code] = {card["id"]: card for card in found}
        local.section("zines", "zines.html", {"zines": found})
        for zine in zines:
            local.page(zine, "zine.html", _page_view, _variants(printed.get(zine.id)))
    if zines or planner.printing:
        plan_printers(site, planner, printed, cards)


def _check(zine: Zine, site: Site[Read], problems: Problems) -> None:
    """What may not be printed keeps a zine from being printed, and no site from being built.

    Neither are fewer photographs than fill its pages, or more, which is told whether anything is printed or not.
    """
    if not FEWEST <= len(zine.photos) <= MOST:
        params = {"count": len(zine.photos), "least": FEWEST, "most": MOST}
        problems.warning("print-photo-count", zine.where("photos"), **params)
    known = [*(language.code for language in (*site.languages, *site.later)), "bilingual"]
    for name in zine.versions:
        if name not in known:
            problems.error("unknown-version", zine.where("versions", name), name=name, known=", ".join(known))
    web, paper = site.for_medium(Web), site.for_medium(Paper)
    named: list[tuple[tuple[str | int, ...], str]] = [(("author",), f"author:{zine.author}")]
    named += [(("photos", index), f"photo:{name}") for index, name in enumerate(zine.photos)]
    for loc, ref in named:
        if web.find(ref) and not paper.find(ref):
            problems.warning("no-print-consent", zine.where(*loc), ref=ref)


def _held_back(zine: Zine, site: Site[Read]) -> str | None:
    if site.get(Author, zine.author) is None:
        return "author-held-back"
    return None if any(site.get(Photo, name) for name in zine.photos) else "photos-held-back"


ZINE = Kind("zine", "zines", Zine, "zines", plan_zines, _check, _held_back, navigation=Navigation("campaign", 4))
