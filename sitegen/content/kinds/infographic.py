"""Infographics: charts drawn from figures. What draws them is only loaded where there are any."""

from __future__ import annotations

from sitegen.content.charts import Infographic
from sitegen.content.localized import LocalizedSite
from sitegen.model.by_name import ByName
from sitegen.model.media import Web
from sitegen.model.outputs import Planner
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.web_orders import View

infographic_card: ByName[[Infographic, LocalizedSite], View] = ByName(
    "content.kinds.infographic_pages:infographic_card"
)
infographic_charts: ByName[[Infographic, LocalizedSite], list[View]] = ByName(
    "content.kinds.infographic_pages:infographic_charts"
)
plan_infographics: ByName[[Site[Web], Planner], None] = ByName("content.kinds.infographic_pages:plan_infographics")


def thumb_address(chart: str, one: Infographic, local: LocalizedSite) -> str:
    """The site-absolute address of the small picture of a chart."""
    return f"/infographics/{one.id}/{chart}-{local.language.code}-thumb.webp"


def square_address(chart: str, one: Infographic, local: LocalizedSite) -> str:
    """The site-absolute address of the square picture of a chart."""
    return f"/infographics/{one.id}/{chart}-{local.language.code}-1080x1080.png"


def _plan(site: Site[Web], planner: Planner) -> None:
    if site.all(Infographic):
        plan_infographics(site, planner)


INFOGRAPHIC = Kind(
    "infographic", "infographics", Infographic, "infographics", _plan, navigation=Navigation("campaign", 3)
)
