"""Infographics: pages, files and posters of charts drawn from figures."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.content.chart_views import chart_view
from sitegen.content.charts import Infographic
from sitegen.content.lens import Lens, lenses_with, ordered
from sitegen.model.chart_orders import ChartDrawing, ChartSlice, ChartTable, PaperSize, Poster, PosterTexts
from sitegen.model.charting import ChartView
from sitegen.model.languages import Language
from sitegen.model.media import Web
from sitegen.model.order import Made, Order
from sitegen.model.outputs import Desk
from sitegen.model.print_orders import Identity, Notice
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.web_orders import ThumbOrder, View

SLICES = ((1080, 1350), (1080, 1080))
"""Pixels of the pictures for social networks: upright, and square."""

POSTERS = (PaperSize("a3", 297.0, 420.0), PaperSize("a2", 420.0, 594.0))
"""The sizes of paper that posters are made in."""

THUMB = 480
"""Pixels across the small picture of a chart; that of the first stands for its infographic."""


def infographic_card(infographic: Infographic, lens: Lens) -> View:
    """An infographic for a list, with the picture of its first chart; the charts' files are ordered before."""
    return {
        "id": infographic.id,
        "title": lens.text(infographic.title),
        "summary": lens.text(infographic.summary),
        "url": lens.url(infographic),
        "sample": infographic.sample,
        "accent": infographic.accent,
        "cover": _thumb(chart_view(infographic.charts[0], infographic, lens.language), infographic, lens),
    }


def _thumb(chart: ChartView, one: Infographic, lens: Lens) -> View:
    width, height = SLICES[0]
    stem = f"infographics/{one.id}/{chart.id}-{lens.language.code}"
    drawn = f"{stem}-{width}x{height}.png"
    return {
        "src": lens.desk.file(f"{stem}-thumb.webp", ThumbOrder(Made(drawn), THUMB), origin=one.where("charts")),
        "width": THUMB,
        "height": round(THUMB * height / width),
        "alt": chart.title,
    }


def variants(languages: Sequence[Language]) -> list[tuple[str, tuple[Language, ...]]]:
    """The language variants of a printed thing: each language alone, and the first two together."""
    alone = [(language.code, (language,)) for language in languages]
    together = [("bilingual", tuple(languages[:2]))] if len(languages) > 1 else []
    return alone + together


def _chart_files(chart: ChartView, one: Infographic, lens: Lens) -> View:
    """Order a chart as SVG, CSV and pictures to share, in one language."""
    settings, desk = lens.site.settings, lens.desk
    stem = f"infographics/{one.id}/{chart.id}-{lens.language.code}"
    brand = lens.text(settings.short_title) or lens.text(settings.title)
    address = settings.short_host or settings.base.split("://", 1)[-1]

    def file(ending: str, order: Order) -> str:
        return desk.file(f"{stem}{ending}", order, origin=one.where("charts"), group=f"charts {one.id}")

    slices = [
        {
            "url": file(f"-{width}x{height}.png", ChartSlice(chart, brand, address, width, height)),
            "width": width,
            "height": height,
        }
        for width, height in SLICES
    ]
    return {
        "svg": file(".svg", ChartDrawing(chart, brand, address)),
        "csv": file(".csv", ChartTable(chart.table)),
        "slices": slices,
        "thumb": _thumb(chart, one, lens),
    }


def infographic_charts(one: Infographic, lens: Lens) -> list[View]:
    """The charts of an infographic, each with the addresses of its files."""
    charts = [chart_view(chart, one, lens.language) for chart in one.charts]
    return [{"chart": chart, "files": _chart_files(chart, one, lens)} for chart in charts]


def _posters(one: Infographic, by_language: dict[str, Lens]) -> list[View]:
    """Order the posters in every size and variant; returns them for the pages that offer them."""
    first = next(iter(by_language.values()))
    desk, site = first.desk, first.site
    if not desk.printing:
        return []
    code = desk.qr(one.id, one, origin=one.where())
    desk.job(f"poster-{one.id}", [one.id])
    found = []
    for variant, languages in variants(site.languages):
        through = [by_language[language.code] for language in languages]
        lead, texts = through[0], tuple(_poster_texts(one, lens) for lens in through)
        for size in POSTERS:
            path = f"print/posters/{one.id}-{variant}-{size.name}.pdf"
            order = Poster(
                size,
                one.accent,
                texts,
                code["text"],
                code["address"].rstrip("/"),
                tuple(Notice(notice.text, notice.language) for notice in site.settings.notices),
                Identity(
                    f"poster-{one.id}-{variant}-{size.name}",
                    lead.text(one.title),
                    lead.text(site.settings.organization.name),
                    lead.language.code,
                    site.settings.edition,
                ),
            )
            url = desk.file(path, order, origin=one.where(), group=path)
            found.append({"url": url, "variant": variant, "size": size.name})
    return found


def _poster_texts(one: Infographic, lens: Lens) -> PosterTexts:
    return PosterTexts(
        lens.language.writing,
        lens.text(one.title),
        lens.text(one.summary),
        lens.text(lens.site.settings.title),
        tuple(chart_view(chart, one, lens.language) for chart in one.charts),
    )


def order_infographics(site: Site[Web], desk: Desk) -> None:
    """The list, the page to share, a page each, charts as files, and the posters."""
    found = ordered(site.all(Infographic))
    all_lenses = lenses_with(site, desk, found)
    posters = {one.id: _posters(one, {lens.language.code: lens for lens in all_lenses}) for one in found}
    for lens in all_lenses:
        charts = {one.id: infographic_charts(one, lens) for one in found}
        cards = [infographic_card(one, lens) for one in found]
        lens.section("infographics", "infographics.html", {"infographics": cards})
        shares = [card | {"charts": charts[card["id"]]} for card in cards]
        lens.section("share", "share.html", {"infographics": shares, "base": site.settings.base})
        for one, card in zip(found, cards, strict=True):
            view = card | {
                "description": lens.text(one.summary),
                "charts": charts[one.id],
                "posters": posters[one.id],
                "qr": desk.qr(one.id, one, origin=one.where()),
            }
            lens.page(one, "infographic.html", view)


INFOGRAPHIC = Kind(
    "infographic", "infographics", Infographic, "infographics", order_infographics, navigation=Navigation("campaign", 3)
)
