"""Infographics: posters of charts drawn from figures."""

from __future__ import annotations

from typing import Any

from sitegen.content.lens import Lens, lenses_with, ordered
from sitegen.model.entries import Entry, Kind, Site
from sitegen.model.languages import Text
from sitegen.model.outputs import Desk, View


class Infographic(Entry):
    """One poster."""

    title: Text
    summary: Text
    order: int = 0
    accent: str = "blue"
    units: dict[str, Any] = {}
    charts: list[Any] = []


def infographic_card(infographic: Infographic, lens: Lens) -> View:
    """A poster for a list."""
    return {
        "id": infographic.id,
        "title": lens.text(infographic.title),
        "summary": lens.text(infographic.summary),
        "url": lens.url(infographic),
        "accent": infographic.accent,
        "sample": infographic.sample,
    }


def order_infographics(site: Site, desk: Desk) -> None:
    """The list and a page each."""
    for lens in lenses_with(site, desk, site.all(Infographic)):
        found = ordered(site.all(Infographic))
        lens.section(
            "infographics", "infographics.html", {"infographics": [infographic_card(one, lens) for one in found]}
        )
        for one in found:
            view = infographic_card(one, lens) | {
                "description": lens.text(one.summary),
                "qr": desk.qr(one.id, one, origin=one.where()),
            }
            lens.page(one, "infographic.html", view)


INFOGRAPHIC = Kind("infographic", "infographics", Infographic, "infographics", order_infographics)
