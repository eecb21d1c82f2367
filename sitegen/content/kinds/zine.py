"""Zines: small printed booklets of one author's photographs."""

from __future__ import annotations

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photograph import Photo, card, cover
from sitegen.content.kinds.printers import order_printers
from sitegen.content.kinds.zine_print import code_of, print_zine, printed_cover
from sitegen.content.kinds.zine_record import Zine
from sitegen.content.lens import Lens, lenses_with, ordered
from sitegen.model.media import Paper, Read, Web
from sitegen.model.outputs import Desk
from sitegen.model.problems import Problems
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.web_orders import View


def zine_card(zine: Zine, lens: Lens) -> View:
    """A zine for a list."""
    photos = [photo for name in zine.photos if (photo := lens.site.get(Photo, name))]
    return {
        "id": zine.id,
        "title": lens.text(zine.title),
        "subtitle": lens.text(zine.subtitle),
        "summary": lens.text(zine.summary),
        "url": lens.url(zine),
        "author": lens.link("author", zine.author),
        "sample": zine.sample,
        "cover": cover(photos, lens),
        "printed": printed_cover(zine, lens),
        "photos": [card(photo, lens) for photo in photos],
    }


def order_zines(site: Site[Web], desk: Desk) -> None:
    """The list, a page each, what is printed, and the page for printers."""
    zines = ordered(site.all(Zine))
    printed = {zine.id: print_zine(zine, site, desk) for zine in zines}
    cards: dict[str, dict[str, View]] = {}
    for lens in lenses_with(site, desk, zines):
        found = [zine_card(zine, lens) for zine in zines]
        cards[lens.language.code] = {card["id"]: card for card in found}
        lens.section("zines", "zines.html", {"zines": found})
        for zine, view in zip(zines, found, strict=True):
            lens.page(
                zine,
                "zine.html",
                view
                | {
                    "description": lens.text(zine.summary),
                    "intro": lens.text(zine.intro),
                    "voice": lens.text(zine.voice),
                    "qr": code_of(zine, site, desk),
                    "variants": [one.view for one in printed[zine.id]],
                    "printing": desk.printing,
                },
            )
    order_printers(site, desk, printed, cards)


def _check(zine: Zine, site: Site[Read], problems: Problems) -> None:
    """What may not be printed keeps a zine from being printed, and no site from being built."""
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


ZINE = Kind("zine", "zines", Zine, "zines", order_zines, _check, _held_back, navigation=Navigation("campaign", 4))
