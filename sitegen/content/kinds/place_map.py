"""The map of the places: as large as they need, few or many, near or far, with a scale and the settings' lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, cos, floor, hypot, log10, radians

from sitegen.model.settings import MapPoint
from sitegen.model.web_orders import View

_ACROSS = 460.0
"""Units that the outermost places are apart at most, in either direction; the margins come to that."""
_MARGIN = 40.0
_LEAST = 140.0
"""Units between the margins at least, where the places lie on a line."""
_NEAREST = 60.0
"""Units a kilometre at most: places are known to about one."""
_RADIUS = 16.0
"""Of a mark, which holds the number of its place."""
_APART = 2 * _RADIUS + 1
"""Units between the middles of two marks at least, where there are few enough to push them."""
_PUSHED, _ROUNDS = 80, 60
_BAR = 120.0
"""Units that the scale is long at most."""
_DEGREE = 111.2
"""Kilometres a degree of latitude."""


@dataclass
class _Mark:
    """Where a place is drawn."""

    x: float
    y: float


@dataclass(frozen=True)
class _Projection:
    """Degrees to units: a degree of longitude shrinks by the cosine of the latitude in the middle."""

    west: float
    north: float
    east: float
    south: float

    @property
    def shrink(self) -> float:
        """How long a degree of longitude is beside one of latitude; at a pole it is not nothing."""
        return max(cos(radians((self.north + self.south) / 2)), 0.01)

    @property
    def scale(self) -> float:
        """Units a degree of latitude."""
        extents = ((self.east - self.west) * self.shrink, self.north - self.south)
        return min([_NEAREST * _DEGREE, *(_ACROSS / extent for extent in extents if extent)])

    @property
    def size(self) -> tuple[float, float]:
        """The width and the height of the drawing."""
        across, down = (self.east - self.west) * self.shrink * self.scale, (self.north - self.south) * self.scale
        return max(across, _LEAST) + 2 * _MARGIN, max(down, _LEAST) + 2 * _MARGIN

    def at(self, point: MapPoint) -> _Mark:
        """Where a point is drawn."""
        (width, height), (lat, lon) = self.size, point
        lon = lon + 360 * floor((self.west + self.east) / 720 - lon / 360 + 0.5)  # the nearest way around the globe
        x = width / 2 + (lon - (self.west + self.east) / 2) * self.shrink * self.scale
        return _Mark(x, height / 2 - (lat - (self.north + self.south) / 2) * self.scale)


def map_view(places: Sequence[MapPoint], lines: Iterable[Sequence[MapPoint]]) -> View | None:
    """The drawing of places, each a latitude and a longitude; None where one place alone would lie on nothing.

    `marks` are as many as places; `lines` are the paths of SVG; `scale` is so many `kilometres`, so many units `long`.
    """
    if not places or (len(places) == 1 and not lines):
        return None
    fitted = _fitted(places)
    width, height = fitted.size
    marks = [fitted.at(place) for place in places]
    _push(marks, width, height)
    unit = fitted.scale / _DEGREE
    kilometres = _round_number(_BAR / unit)
    return {
        "width": ceil(width),
        "height": ceil(height),
        "radius": _RADIUS,
        "marks": [{"x": round(mark.x, 1), "y": round(mark.y, 1)} for mark in marks],
        "lines": [_path(fitted.at(point) for point in line) for line in lines],
        "scale": {"kilometres": kilometres, "long": round(kilometres * unit)},
    }


def _fitted(places: Sequence[MapPoint]) -> _Projection:
    lats, lons = [lat for lat, _ in places], _together([lon for _, lon in places])
    return _Projection(min(lons), max(lats), max(lons), min(lats))


def _together(lons: Sequence[float]) -> list[float]:
    """Longitudes, counted on across the line of the date where they are nearer together that way."""
    around = [lon + 360 if lon < 0 else lon for lon in lons]
    return around if max(around) - min(around) < max(lons) - min(lons) else list(lons)


def _path(points: Iterable[_Mark]) -> str:
    return "M" + "L".join(f"{point.x:.1f} {point.y:.1f}" for point in points)


def _push(marks: Sequence[_Mark], width: float, height: float) -> None:
    """Move marks that lie on each other apart, as far as there is room."""
    if len(marks) > _PUSHED:
        return
    for _ in range(_ROUNDS):
        close = [(one, other) for one, other in combinations(marks, 2) if _distance(one, other) < _APART - 0.5]
        for one, other in close:
            far = _distance(one, other)
            across, down = ((other.x - one.x) / far, (other.y - one.y) / far) if far else (1.0, 0.0)
            half = (_APART - far) / 2
            one.x, one.y = _within(one.x - across * half, width), _within(one.y - down * half, height)
            other.x, other.y = _within(other.x + across * half, width), _within(other.y + down * half, height)
        if not close:
            return


def _distance(one: _Mark, other: _Mark) -> float:
    return hypot(one.x - other.x, one.y - other.y)


def _within(value: float, most: float) -> float:
    return min(max(value, _RADIUS + 2), most - _RADIUS - 2)


def _round_number(most: float) -> float:
    """The largest of 1, 2 and 5 and their tens that is not more."""
    ten = 10.0 ** floor(log10(most))
    found = next(one * ten for one in (5, 2, 1) if one * ten <= most)
    return int(found) if found >= 1 else found
