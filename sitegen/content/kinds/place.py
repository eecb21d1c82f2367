"""Places where photographs were taken: approved and coarse, so that nobody's door can be found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import isfinite
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from sitegen.content.kinds import photograph as photos
from sitegen.content.lens import Lens, lenses_with
from sitegen.model.entries import Entry, Flag
from sitegen.model.languages import Text
from sitegen.model.media import Read, Web
from sitegen.model.outputs import Desk
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.web_orders import View

_DECIMALS = 2


def _coarse(value: float) -> float:
    if not isfinite(value) or round(value, _DECIMALS) != value:
        raise PydanticCustomError("place-too-exact", "too exact", {"value": value, "decimals": _DECIMALS})
    return value


Latitude = Annotated[float, Field(ge=-90, le=90), AfterValidator(_coarse)]
Longitude = Annotated[float, Field(ge=-180, le=180), AfterValidator(_coarse)]


class Place(Entry):
    """A part of the city; degrees WGS 84 with at most two decimals (about a kilometre)."""

    title: Text
    summary: Text | None = None
    lat: Latitude
    lon: Longitude
    approved: Flag = False


def _at(place: Place) -> Callable[[photos.Photo], bool]:
    return lambda photo: photo.place == place.id


def _view(place: Place, found: list[photos.Photo], lens: Lens) -> View:
    return {
        "title": lens.text(place.title),
        "summary": lens.text(place.summary),
        "description": lens.text(place.summary) or lens.text(place.title),
        "url": lens.url(place),
        "lat": place.lat,
        "lon": place.lon,
        "count": len(found),
    }


def order_places(site: Site[Web], desk: Desk) -> None:
    """The list of places that have photographs, and a page each."""
    for lens in lenses_with(site, desk, site.all(Place)):
        views, pages = [], []
        for place in lens.sorted(site.all(Place), partial(_title, lens)):
            found = photos.photos_where(site, _at(place))
            if found:
                view = _view(place, found, lens)
                views.append(view)
                pages.append((place, view | {"photos": [photos.card(photo, lens) for photo in found]}))
        for place, view in pages:
            others = [{"title": one["title"], "url": one["url"]} for one in views if one["url"] != view["url"]]
            lens.page(place, "place.html", view | {"others": others})
        lens.section("places", "places.html", {"places": views})


def _title(lens: Lens, place: Place) -> str:
    return lens.text(place.title)


def _held_back(place: Place, _site: Site[Read]) -> str | None:
    return None if place.approved else "not-approved"


PLACE = Kind(
    "place",
    "places",
    Place,
    "places",
    order_places,
    held_back=_held_back,
    navigation=Navigation("exhibition", 4, under="exhibition", menu=True),
)
