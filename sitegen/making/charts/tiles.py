"""Tile maps: one tile a place, all of one size, square but where they are to fill a sheet."""

from __future__ import annotations

from sitegen.making.charts.letters import unbroken, width
from sitegen.making.charts.marks import FACES, LABEL, SMALL, Box, Fill, Group, Plot, Role, Text, centred
from sitegen.model.charting import Tile, TilesData

_SMALLEST, _LARGEST, _LARGER = 42.0, 84.0, 110.0
"""The side of a tile; the last where a height is to be filled."""

_WIDER = 1.7
"""How much wider than high a tile may be, to fill a sheet."""

_KEY = 54.0
_CUT = 4.0


def lay_out_tiles(data: TilesData, room: float, height: float | None) -> Plot:
    """Each tile with its short name and its value; places with nothing are empty outlines."""
    columns = max(tile.column for tile in data.tiles)
    lines = max(tile.row for tile in data.tiles)
    high = wide = min(_LARGEST, (room + _CUT) / columns)
    if height is not None:
        high = min(_LARGER, (room + _CUT) / columns, max(_SMALLEST, height / lines))
        wide = min(high * _WIDER, (room + _CUT) / columns)
    largest = max(tile.figure.value for tile in data.tiles)
    groups = [_tile(tile, wide, high, largest) for tile in data.tiles]
    key, end = _key(data, room, lines, wide, high, largest)
    return Plot(room, end, (*groups, key))


def _tile(tile: Tile, wide: float, high: float, largest: float) -> Group:
    fill = _fill(tile.figure.value, largest)
    x, y = (tile.column - 1) * wide, (tile.row - 1) * high
    box = Box(x, y, wide - _CUT, high - _CUT, fill)
    return Group(str(tile.figure.value), (box,), texts=_texts(tile, box))


def _fill(value: float, largest: float) -> Fill:
    if not value:
        return "empty"
    return "accent" if value > largest / 2 else "tint"


def _texts(tile: Tile, box: Box) -> tuple[Text, ...]:
    """The name in the upper left, the value in the lower right."""
    x, y, wide, cell = box.x, box.y, box.width + _CUT, box.height + _CUT
    role: Role = "on" if box.fill == "accent" else "value"
    small = max(12.0, min(SMALL, cell * 0.28))
    name_role: Role = "on" if box.fill == "accent" else "quiet"
    name = centred(tile.short, name_role, x=x + cell * 0.13, middle=y + cell * 0.24, size=small)
    if not tile.figure.value:
        return (name,)
    written = unbroken(tile.figure.text)
    size = min(max(13.0, cell * 0.4), (wide - cell * 0.24 - _CUT) / width(written, FACES[role], 1))
    value = centred(
        written,
        role,
        x=x + wide - _CUT - cell * 0.12,
        middle=y + cell * 0.66,
        size=size,
        anchor="end",
    )
    return name, value


def _key(data: TilesData, room: float, lines: int, wide: float, cell: float, largest: float) -> tuple[Group, float]:
    """One tile that explains the others: what its two figures are; and where the map ends.

    It stands in the last line, where the tiles leave room at its end, or below the map.
    """
    last = max(tile.column for tile in data.tiles if tile.row == lines)
    side = min(_KEY, cell)
    long = max(width(name, FACES["label"], LABEL) for name in (data.place, data.unit))
    x, y, end = (last + 1) * wide, lines * cell - side, lines * cell - _CUT
    if x + side + 8 + long > room:
        x, y, end = 0.0, lines * cell + 10, lines * cell + 10 + side
    tile = next(tile for tile in data.tiles if tile.figure.value == largest)
    names = (
        centred(data.place, "label", x=x + side + 8, middle=y + side * 0.24, size=LABEL),
        centred(data.unit, "label", x=x + side + 8, middle=y + side * 0.66, size=LABEL),
    )
    box = Box(x, y, side - _CUT, side - _CUT, "empty")
    return Group(boxes=(box,), texts=(*_texts(tile, box), *names)), end
