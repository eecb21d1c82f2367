"""The map of the places fits them: one, two or fifty, near or far."""

from __future__ import annotations

from itertools import combinations
from math import hypot
from typing import Any

import pytest

from sitegen.content.kinds.place_map import map_view
from sitegen.model.settings import MapPoint

PLACES: dict[str, list[MapPoint]] = {
    "two near": [(50.08, 14.42), (50.09, 14.42)],
    "two at once": [(50.08, 14.42), (50.08, 14.42)],
    "a city": [(50.08, 14.42), (50.1, 14.5), (50.03, 14.38), (50.05, 14.44)],
    "fifty": [(48 + number % 7 * 0.3, 16 + number % 11 * 0.4) for number in range(50)],
    "the world": [(64.1, -21.9), (-33.9, 18.4), (35.7, 139.7), (-41.3, 174.8)],
    "across the date line": [(-17.8, 178.0), (-13.8, -172.1)],
    "a line": [(50.08, 14.0), (50.08, 15.0)],
    "the poles": [(90.0, 0.0), (-90.0, 0.0)],
}
RIVER: list[MapPoint] = [(50.1, 14.4), (50.0, 14.4)]


def drawn(places: list[MapPoint], *lines: list[MapPoint]) -> dict[str, Any]:
    """A map."""
    found = map_view(places, lines)
    assert found
    return found


@pytest.mark.parametrize("places", PLACES.values(), ids=PLACES)
def test_every_place_is_on_the_map_and_on_none_other(places: list[MapPoint]) -> None:
    """Whole marks within the frame, of a size that a page can show, none over another one."""
    found = drawn(places)
    marks = [(mark["x"], mark["y"]) for mark in found["marks"]]
    assert len(marks) == len(places)
    assert all(16 <= x <= found["width"] - 16 and 16 <= y <= found["height"] - 16 for x, y in marks)
    assert 200 <= found["width"] <= 560
    assert 200 <= found["height"] <= 560
    assert min(hypot(a - c, b - d) for (a, b), (c, d) in combinations(marks, 2)) >= 32
    assert found["scale"]["kilometres"] in {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000}
    assert 24 <= found["scale"]["long"] <= 120


def test_north_is_above_and_east_to_the_right() -> None:
    west, east = drawn([(50.2, 14.0), (50.0, 15.0)])["marks"]
    assert west["x"] < east["x"]
    assert west["y"] < east["y"]


def test_distances_are_those_of_the_scale() -> None:
    """A tenth of a degree of latitude is 11.1 km; one of longitude there is shorter by the cosine."""
    found = drawn([(50.0, 14.0), (50.1, 14.0), (50.0, 14.1)])
    first, north, east = found["marks"]
    unit = found["scale"]["long"] / found["scale"]["kilometres"]
    assert (first["y"] - north["y"]) / unit == pytest.approx(11.12, rel=0.02)
    assert (east["x"] - first["x"]) / unit == pytest.approx(11.12 * 0.642, rel=0.02)


def test_a_place_alone_has_a_map_only_where_there_is_a_line() -> None:
    """A mark on nothing says nothing."""
    assert map_view([], [RIVER]) is None
    assert map_view([(50.05, 14.42)], []) is None
    found = drawn([(50.05, 14.42)], RIVER)
    assert found["lines"][0].startswith("M")
    assert found["lines"][0].count("L") == 1
