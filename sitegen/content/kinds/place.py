"""Places where photographs were taken: approved and coarse, so that nobody's door can be found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import isfinite
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from sitegen.content.kinds import photo_record
from sitegen.content.kinds.place_map import map_view
from sitegen.content.localized import LocalizedSite, localized_with
from sitegen.content.paging import plan_pages
from sitegen.content.placed_pictures import Told
from sitegen.model.entries import Flag
from sitegen.model.languages import Text
from sitegen.model.media import Read, Web
from sitegen.model.outputs import Planner
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.web_orders import View

_DECIMALS = 2


def _coarse(value: float) -> float:
    if not isfinite(value) or round(value, _DECIMALS) != value:
        raise PydanticCustomError("place-too-exact", "too exact", {"value": value, "decimals": _DECIMALS})
    return value


Latitude = Annotated[float, Field(ge=-90, le=90), AfterValidator(_coarse)]
Longitude = Annotated[float, Field(ge=-180, le=180), AfterValidator(_coarse)]


class Place(Told):
    """A part of the city; degrees WGS 84 with at most two decimals (about a kilometre)."""

    title: Text
    summary: Text | None = None
    lat: Latitude
    lon: Longitude
    approved: Flag = False


def at_place(place: Place) -> Callable[[photo_record.Photo], bool]:
    """Whether a photograph was taken there."""
    return lambda photo: photo.place == place.id


def _view(place: Place, found: list[photo_record.Photo], local: LocalizedSite) -> View:
    return {
        "title": local.text(place.title),
        "summary": local.text(place.summary),
        "description": local.text(place.summary) or local.text(place.title),
        "url": local.url(place),
        "lat": place.lat,
        "lon": place.lon,
        "count": len(found),
    }


def plan_places(site: Site[Web], planner: Planner) -> None:
    """The list of places and a page each."""
    for local in localized_with(site, planner, site.all(Place)):
        views, pages = [], []
        for place in local.sorted(site.all(Place), partial(_title, local)):
            found = photo_record.photos_where(site, at_place(place))
            view = _view(place, found, local)
            views.append(view)
            pages.append((place, view, photo_record.photo_pages(found, site)))
        for place, view, photos in pages:
            others = [{"title": one["title"], "url": one["url"]} for one in views if one["url"] != view["url"]]
            shown = partial(photo_record.with_photos, view | {"others": others}, local=local)
            plan_pages(place, "place.html", photos, shown, local)
        drawing = site.settings.map
        lines = [line.points for line in drawing.lines] if drawing else []
        drawn = map_view([(view["lat"], view["lon"]) for view in views], lines)
        if drawn:
            drawn["scale"]["number"] = local.number(drawn["scale"]["kilometres"])
        local.section("places", "places.html", {"places": views, "map": drawn})


def _title(local: LocalizedSite, place: Place) -> str:
    return local.text(place.title)


def _held_back(place: Place, site: Site[Read]) -> str | None:
    """A place is shown for its photographs: with the last of them it goes, and what names it is shown without it."""
    if not place.approved:
        return "not-approved"
    return None if any(map(at_place(place), site.all(photo_record.Photo))) else "photos-held-back"


PLACE = Kind(
    "place",
    "places",
    Place,
    "places",
    plan_places,
    held_back=_held_back,
    navigation=Navigation("exhibition", 4, under="exhibition", menu=True),
)
