"""The pages, files and posters of infographics: charts drawn from figures."""

from __future__ import annotations

from sitegen.content.chart_views import chart_view
from sitegen.content.charts import Infographic
from sitegen.content.kinds.infographic import thumb_address
from sitegen.content.localized import LocalizedSite, localized_with, sorted_entries
from sitegen.model.by_name import ByName
from sitegen.model.chart_orders import ChartDrawing, ChartSlice, ChartTable
from sitegen.model.charting import ChartView
from sitegen.model.media import Web
from sitegen.model.order import Made, Order
from sitegen.model.outputs import Planner
from sitegen.model.site import Site
from sitegen.model.web_orders import ThumbOrder, View

SLICES = ((1080, 1350), (1080, 1080))
"""Pixels of the pictures for social networks: upright, and square."""

SHARED = "share"
"""The key of the page of pictures to share, and of its part of the address."""

offered_posters: ByName[[Infographic, Site[Web]], list[View]] = ByName("content.kinds.poster_print:offered_posters")

THUMB = 480
"""Pixels across the small picture of a chart; that of the first stands for its infographic."""


def infographic_card(infographic: Infographic, local: LocalizedSite) -> View:
    """An infographic for a list, with the picture of its first chart; the charts' files are ordered before."""
    return {
        "id": infographic.id,
        "title": local.text(infographic.title),
        "summary": local.text(infographic.summary),
        "url": local.url(infographic),
        "sample": infographic.sample,
        "accent": infographic.accent,
        "cover": _thumb(chart_view(infographic.charts[0], infographic, local.language), infographic, local),
    }


def _thumb(chart: ChartView, one: Infographic, local: LocalizedSite) -> View:
    width, height = SLICES[0]
    drawn = f"infographics/{one.id}/{chart.id}-{local.language.code}-{width}x{height}.png"
    address = thumb_address(chart.id, one, local)
    return {
        "src": local.planner.file(address, ThumbOrder(Made(drawn), THUMB), origin=one.where("charts")),
        "width": THUMB,
        "height": round(THUMB * height / width),
        "alt": chart.title,
    }


def _chart_files(chart: ChartView, one: Infographic, local: LocalizedSite) -> View:
    """Order a chart as SVG, CSV and pictures to share, in one language."""
    settings, planner = local.site.settings, local.planner
    stem = f"infographics/{one.id}/{chart.id}-{local.language.code}"
    brand = local.text(settings.short_title) or local.text(settings.title)
    address = settings.short_host or settings.base.split("://", 1)[-1]

    def file(ending: str, order: Order) -> str:
        return planner.file(f"{stem}{ending}", order, origin=one.where("charts"), group=f"charts {one.id}")

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
        "thumb": _thumb(chart, one, local),
    }


def infographic_charts(one: Infographic, local: LocalizedSite) -> list[View]:
    """The charts of an infographic, each with the addresses of its files."""
    charts = [chart_view(chart, one, local.language) for chart in one.charts]
    return [{"chart": chart, "files": _chart_files(chart, one, local)} for chart in charts]


def plan_infographics(site: Site[Web], planner: Planner) -> None:
    """The list, the page to share, a page each, charts as files, and the posters."""
    found = sorted_entries(site.all(Infographic))
    all_lenses = localized_with(site, planner, found)
    posters = {one.id: offered_posters(one, site) for one in found} if planner.printing else {}
    for local in all_lenses:
        charts = {one.id: infographic_charts(one, local) for one in found}
        cards = [infographic_card(one, local) for one in found]
        local.section("infographics", "infographics.html", {"infographics": cards})
        shares = [card | {"charts": charts[card["id"]]} for card in cards]
        local.section(SHARED, "share.html", {"infographics": shares, "base": site.settings.base})
        for one, card in zip(found, cards, strict=True):
            view = card | {
                "description": local.text(one.summary),
                "charts": charts[one.id],
                "posters": posters.get(one.id, []),
                "qr": planner.qr(one.id, one, origin=one.where()),
            }
            local.page(one, "infographic.html", view)
