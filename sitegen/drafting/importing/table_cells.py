"""A table as it was read: rows of cells that know their places, and a heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sitegen.model.problems import Where

MOST_BYTES = 20_000_000
"""So large may the file of a table be, and a tenth of what an XLSX may hold unpacked."""
MOST_ROWS = 5_000
MOST_COLUMNS = 500
LOOKED_AT = 10
"""The heading is one of so many rows that are not empty."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, without spaces around it, and where; `fault` is the problem of one without a value."""

    text: str
    where: Where
    fault: str = ""


Row = Sequence[Cell]
"""The cells of a row, with the empty ones between them."""

Known = Callable[[Sequence[str]], int]
"""Says how many of the words of a row are names of columns."""


@dataclass(frozen=True)
class Table:
    """The heading and the rows below it that are not empty; `above` stood before the heading.

    `lines` are those of a text, by which reports show a place; an XLSX has none.
    """

    heading: Row
    rows: Sequence[Row]
    above: Sequence[Row] = ()
    lines: Sequence[str] = field(default=(), repr=False)


def cut(rows: Sequence[Row], known: Known, lines: Sequence[str] = ()) -> Table | None:
    """Rows as a table; None where no row of the first ones names two columns that are known."""
    filled = [row for row in rows if any(cell.text for cell in row)]
    found = [known([cell.text for cell in row]) for row in filled[:LOOKED_AT]]
    best = max(found, default=0)
    if best < 2:  # noqa: PLR2004 - a word alone is a title
        return None
    at = found.index(best)
    return Table(filled[at], filled[at + 1 :], filled[:at], lines)
