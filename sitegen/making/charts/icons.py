"""Pictograms: a symbol for every so many units."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from math import floor
from typing import NamedTuple

from sitegen.making.charts.bars import WIDE
from sitegen.making.charts.letters import unbroken
from sitegen.making.charts.marks import LABEL, Fill, Group, Plot, Shape, Text, fills, height_of, set_text, short
from sitegen.model.charting import Amount, PictogramData
from sitegen.model.choices import Icon

_ICONS: Mapping[Icon, tuple[tuple[str, float, float], ...]] = {
    # Each symbol is drawn inside a unit square: (relative path, x and y of its start).
    "person": (
        ("a.16.16 0 1 1 .32 0a.16.16 0 1 1-.32 0z", 0.34, 0.22),
        ("v-.3a.26.26 0 0 1 .52 0v.3z", 0.24, 0.96),
    ),
    "camera": (
        ("h.2l.08-.12h.24l.08.12h.2v.5h-.8z", 0.1, 0.34),
        ("a.14.14 0 1 0 .28 0a.14.14 0 1 0-.28 0z", 0.36, 0.58),
    ),
    "voice": (("h.8v.5h-.42l-.2.2v-.2h-.18z", 0.1, 0.16),),
}
_CELL, _LARGE = 34.0, 50.0
_LINE = 1.12
"""The height of a line of symbols, of their width."""

_KEY, _KEY_SPACE = 30.0, 12.0
_COMMANDS = re.compile(r"([a-z])([^a-z]*)")
_NUMBERS = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_FLAGS = {2, 3, 4}


class _Grid(NamedTuple):
    columns: int
    cell: float


def lay_out_pictogram(data: PictogramData, room: float, height: float | None) -> Plot:
    """One field that the rows fill together, or a line of symbols for each row."""
    counts = [_symbols_for(row.figure.value, data.per) for row in data.rows]
    if data.together:
        ends = [0, *(_symbols_for(value, data.per) for value in accumulate(row.figure.value for row in data.rows))]
        return _field(data, [end - start for start, end in pairwise(ends)], room, height)
    return _rows(data, counts, room, height)


def _symbols_for(value: float, per: float) -> int:
    """How many symbols stand for a value; half a symbol is one."""
    return floor(value / per + 0.5)


def _grid(counts: Sequence[int], room: float, height: float | None) -> _Grid:
    """Ten or twenty to a line, so that people can count; whichever makes the symbols larger."""
    grids = []
    for columns in (10, 20):
        lines = max(1, sum(-(-count // columns) for count in counts))
        cell = min(_CELL if height is None else _LARGE, room / min(columns, max(*counts, 5)))
        high = height / (lines * _LINE) if height else cell
        grids.append((min(cell, max(high, 16.0)), -lines if height is None else 0, columns))
    wide = room >= WIDE or height
    cell, _, columns = max(grids) if wide else grids[0]
    return _Grid(min(columns, max(*counts, 5)), cell)


def _symbols(icon: Icon, places: Sequence[tuple[float, float]], cell: float, fill: Fill) -> Shape:
    """Symbols as one path: the numbers of the unit square are scaled to the cell."""
    parts = []
    for x, y in places:
        for path, dx, dy in _ICONS[icon]:
            parts.append(f"M{short(x + dx * cell)} {short(y + dy * cell)}{_scaled(path, cell)}")
    return Shape("".join(parts), fill)


def _scaled(path: str, factor: float) -> str:
    """A relative path, larger by a factor; the three flags in each of its arcs stay as they are."""
    found = []
    for command, digits in _COMMANDS.findall(path):
        numbers = _NUMBERS.findall(digits)
        kept = [
            number if command == "a" and index % 7 in _FLAGS else short(float(number) * factor)
            for index, number in enumerate(numbers)
        ]
        found.append(command + " ".join(kept))
    return "".join(found)


def _places(start: int, count: int, grid: _Grid, top: float) -> list[tuple[float, float]]:
    return [
        ((index % grid.columns) * grid.cell, top + (index // grid.columns) * grid.cell * _LINE)
        for index in range(start, start + count)
    ]


def _field(data: PictogramData, counts: Sequence[int], room: float, height: float | None) -> Plot:
    looks = fills(row.highlight for row in data.rows)
    looks = ["plain" if look != "accent" and len(looks) == 2 else look for look in looks]  # noqa: PLR2004 - two looks
    keys, top = _keys(data.rows, data.icon, looks, room)
    grid = _grid([sum(counts)], room, None if height is None else height - top)
    groups, start = [], 0
    for row, count, look, key in zip(data.rows, counts, looks, keys, strict=True):
        shape = _symbols(data.icon, _places(start, count, grid, top), grid.cell, look)
        groups.append(Group(str(row.figure.value), shapes=(*key.shapes, shape), texts=key.texts))
        start += count
    lines = -(-start // grid.columns)
    return Plot(room, top + lines * grid.cell * _LINE, tuple(groups))


def _keys(rows: Sequence[Amount], icon: Icon, looks: Sequence[Fill], room: float) -> tuple[list[Group], float]:
    """A symbol, a number and a name for each row, above the field."""
    found, x, y, size = [], 0.0, 0.0, _KEY
    for row, look in zip(rows, looks, strict=True):
        number = set_text(unbroken(row.figure.text), "big", x=x + size + 2, top=y, size=size)
        name = _after(number, row.label)
        end = name.x + name.width
        if x and end > room:
            x, y = 0.0, y + size + 8
            number = set_text(unbroken(row.figure.text), "big", x=size + 2, top=y, size=size)
            name = _after(number, row.label)
            end = name.x + name.width
        symbol = _symbols(icon, [(x, y - 3)], size, look)
        found.append(Group(shapes=(symbol,), texts=(number, name)))
        x = end + 26
    return found, y + size + _KEY_SPACE


def _after(number: Text, label: str) -> Text:
    """A name on the baseline of the number before it."""
    return set_text(label, "label", x=number.x + number.width + 8, top=0, size=LABEL).on_line_of(number)


def _rows(data: PictogramData, counts: Sequence[int], room: float, height: float | None) -> Plot:
    heads = len(counts) * (_KEY + 20)
    grid = _grid(counts, room, None if height is None else height - heads)
    top, groups = 0.0, []
    for row, count in zip(data.rows, counts, strict=True):
        number = set_text(unbroken(row.figure.text), "big", x=0, top=top, size=_KEY)
        name = _after(number, row.label)
        top += height_of(number) + 2
        shape = _symbols(data.icon, _places(0, count, grid, top), grid.cell, "accent")
        groups.append(Group(str(row.figure.value), shapes=(shape,), texts=(number, name)))
        top += -(-count // grid.columns) * grid.cell * _LINE + 18
    return Plot(room, top - 18, tuple(groups))
