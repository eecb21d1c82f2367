"""Tile maps: one square a place, all of one size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sitegen.making.charts.letters import unbroken
from sitegen.making.charts.marks import LABEL, SMALL, Box, Fill, Group, Plot, Role, Text, centred

_LARGEST = 84.0
_CUT = 4.0


def tiles(chart: Mapping[str, Any], room: float, height: float | None) -> Plot:
    """Each square with its short name and its value; places with nothing are empty outlines."""
    columns = max(tile["column"] for tile in chart["tiles"])
    lines = max(tile["row"] for tile in chart["tiles"])
    cell = min(_LARGEST if height is None else 110.0, (room + _CUT) / columns)
    largest = max(tile["figure"]["value"] for tile in chart["tiles"])
    groups = []
    for tile in chart["tiles"]:
        fill = _fill(tile["figure"]["value"], largest)
        x, y = (tile["column"] - 1) * cell, (tile["row"] - 1) * cell
        groups.append(
            Group(
                str(tile["figure"]["value"]),
                (Box(x, y, cell - _CUT, cell - _CUT, fill),),
                texts=_texts(tile, x, y, cell, fill),
            )
        )
    top = lines * cell + 10
    return Plot(room, top + 50, (*groups, _key(chart, top, largest)))


def _fill(value: float, largest: float) -> Fill:
    if not value:
        return "empty"
    return "accent" if value > largest / 2 else "tint"


def _texts(tile: Mapping[str, Any], x: float, y: float, cell: float, fill: Fill) -> tuple[Text, ...]:
    role: Role = "on" if fill == "accent" else "value"
    small = max(12.0, min(SMALL, cell * 0.28))
    name_role: Role = "on" if fill == "accent" else "quiet"
    name = centred(tile["short"], name_role, x=x + cell * 0.13, middle=y + cell * 0.24, size=small)
    if not tile["figure"]["value"]:
        return (name,)
    size = max(13.0, cell * 0.4)
    value = centred(
        unbroken(tile["figure"]["text"]),
        role,
        x=x + cell - _CUT - cell * 0.12,
        middle=y + cell * 0.66,
        size=size,
        anchor="end",
    )
    return name, value


def _key(chart: Mapping[str, Any], top: float, largest: float) -> Group:
    """One tile that explains the others: what its two figures are."""
    tile = next(tile for tile in chart["tiles"] if tile["figure"]["value"] == largest)
    cell = 54.0
    texts = _texts(tile, 0, top, cell, "accent")
    names = (
        centred(chart["place"], "label", x=cell + 8, middle=top + cell * 0.24, size=LABEL),
        centred(chart["unit"], "label", x=cell + 8, middle=top + cell * 0.66, size=LABEL),
    )
    return Group(boxes=(Box(0, top, cell - _CUT, cell - _CUT, "accent"),), texts=(*texts, *names))
