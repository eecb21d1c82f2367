"""Infographics: pages, files and posters of charts drawn from figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sitegen.content.chart_views import chart_view
from sitegen.content.charts import Chart, Infographic
from sitegen.content.lens import Lens, lenses_with, ordered
from sitegen.model.languages import Language
from sitegen.model.media import Web
from sitegen.model.order import Made
from sitegen.model.outputs import Desk
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.web_orders import ThumbOrder, View

SLICES = ((1080, 1350), (1080, 1080))
"""Pixels of the pictures for social networks: upright, and square."""

POSTERS = ("a3", "a2")


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
        "cover": _thumb(infographic.charts[0], infographic, lens),
    }


def _thumb(chart: Chart, one: Infographic, lens: Lens) -> View:
    width, height = SLICES[0]
    stem = f"infographics/{one.id}/{chart.id}-{lens.language.code}"
    drawn = f"{stem}-{width}x{height}.png"
    return {
        "src": lens.desk.file(f"{stem}-thumb.webp", ThumbOrder(Made(drawn), THUMB), origin=one.where("charts")),
        "width": THUMB,
        "height": round(THUMB * height / width),
        "alt": lens.text(chart.title),
    }


def variants(languages: Sequence[Language]) -> list[tuple[str, tuple[Language, ...]]]:
    """The language variants of a printed thing: each language alone, and the first two together."""
    alone = [(language.code, (language,)) for language in languages]
    together = [("bilingual", tuple(languages[:2]))] if len(languages) > 1 else []
    return alone + together


def _chart_files(chart: Chart, view: View, one: Infographic, lens: Lens) -> View:
    """Order a chart as SVG, CSV and pictures to share, in one language."""
    settings, desk = lens.site.settings, lens.desk
    stem = f"infographics/{one.id}/{chart.id}-{lens.language.code}"
    about: dict[str, Any] = {"origin": one.where("charts"), "group": f"charts {one.id}"}
    inputs = {
        "chart": view,
        "locale": lens.language.locale,
        "brand": lens.text(settings.short_title) or lens.text(settings.title),
        "address": settings.short_host or settings.base.split("://", 1)[-1],
    }
    kit = desk.kit("charts", (lens.language,))
    slices = [
        {
            "url": desk.legacy(
                f"{stem}-{width}x{height}.png",
                "chart-slice",
                inputs | {"width": width, "height": height},
                sources=kit,
                **about,
            ),
            "width": width,
            "height": height,
        }
        for width, height in SLICES
    ]
    return {
        "svg": desk.legacy(f"{stem}.svg", "chart-svg", inputs, sources=kit, **about),
        "csv": desk.legacy(f"{stem}.csv", "chart-csv", {"table": view["table"]}, **about),
        "slices": slices,
        "thumb": _thumb(chart, one, lens),
    }


def infographic_charts(one: Infographic, lens: Lens) -> list[View]:
    """The charts of an infographic, each with the addresses of its files."""
    found = []
    for chart in one.charts:
        view = chart_view(chart, one, lens.language)
        found.append({"chart": view, "files": _chart_files(chart, view, one, lens)})
    return found


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
        views = [{language.code: chart_view(chart, one, language) for language in languages} for chart in one.charts]
        lead = by_language[languages[0].code]
        for size in POSTERS:
            path = f"print/posters/{one.id}-{variant}-{size}.pdf"
            inputs = {
                "id": one.id,
                "size": size,
                "languages": [language.code for language in languages],
                "locales": {language.code: language.locale for language in languages},
                "accent": one.accent,
                "title": {language.code: one.title[language.code] for language in languages},
                "summary": {language.code: one.summary[language.code] for language in languages},
                "brand": {language.code: site.settings.title[language.code] for language in languages},
                "charts": views,
                "address": code["text"],
                "short_address": code["address"].rstrip("/"),
                "notices": [{"text": n.text, "language": n.language} for n in site.settings.notices],
                "identity": {
                    "job": f"poster-{one.id}-{variant}-{size}",
                    "title": lead.text(one.title),
                    "author": lead.text(site.settings.organization.name),
                    "language": lead.language.code,
                    "date": site.settings.edition.isoformat(),
                },
            }
            url = desk.legacy(
                path, "poster", inputs, sources=_poster_kit(desk, languages), origin=one.where(), group=path
            )
            found.append({"url": url, "path": path, "variant": variant, "size": size})
    return found


def _poster_kit(desk: Desk, languages: Sequence[Language]) -> dict[str, Any]:
    """The poster's standing files; catalogues are always named by language here."""
    kit: dict[str, Any] = desk.kit("poster")
    for language in languages:
        kit[f"catalogue/{language.code}"] = desk.kit("charts", (language,))["catalogue"]
    return kit


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
                "posters": [{key: poster[key] for key in ("url", "variant", "size")} for poster in posters[one.id]],
                "qr": desk.qr(one.id, one, origin=one.where()),
            }
            lens.page(one, "infographic.html", view)


INFOGRAPHIC = Kind(
    "infographic", "infographics", Infographic, "infographics", order_infographics, navigation=Navigation("campaign", 3)
)
