"""Rows of a table as what is said of a photograph and of its author; whatever has no place is left for a comment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sitegen.content.field_types import names
from sitegen.content.unwritten import UNWRITTEN
from sitegen.drafting.answers import Tree, at, put
from sitegen.drafting.importing.cell_values import named, value_of
from sitegen.drafting.importing.column_names import Column, type_of
from sitegen.drafting.importing.table_cells import Cell, Row
from sitegen.model.languages import ODD_SIGN, Text
from sitegen.model.media import Read
from sitegen.model.problems import BadValue, Problems, Where
from sitegen.model.site import Site

_AUTHOR = "author."


@dataclass
class Described:
    """A row: what it says of the photograph and of its author, by paths; `cells` are where that stands.

    `file`, `id` and `author` are its cells of those columns. `left` are headings and words that no field takes. `wrong`
    says that a cell cannot be understood; then there is no record.
    """

    where: Where
    photo: Tree = field(default_factory=dict)
    person: Tree = field(default_factory=dict)
    cells: dict[str, Where] = field(default_factory=dict)
    file: str = ""
    id: str = ""
    author: str = ""
    left: list[tuple[str, str]] = field(default_factory=list)
    wrong: bool = False

    def place(self, path: str) -> Where:
        """The cell that a path comes from, of the author with `author.` before it; else the row."""
        while path and path not in self.cells:
            path = path.rpartition(".")[0]
        return self.cells.get(path, self.where)


def described(row: Row, columns: Sequence[Column], site: Site[Read], problems: Problems) -> Described:
    """What a row says; cells that cannot be understood are noted."""
    found = Described(next(cell.where for cell in row if cell.text))
    pairs = [(cell, column) for cell, column in zip(row, columns, strict=False) if cell.text not in {"", UNWRITTEN}]
    for cell in row[len(columns) :]:
        if cell.text:
            problems.error("import-no-column", cell.where, text=cell.text)
            found.wrong = True
    for cell, column in sorted(pairs, key=lambda pair: pair[1].rank):
        if cell.fault:
            problems.error(cell.fault, cell.where, value=cell.text)
            found.wrong = True
        elif odd := ODD_SIGN.search(cell.text):
            problems.error("control-character", _further(cell.where, odd.start()))
            found.wrong = True
        else:
            _take(cell, column, found, site, problems)
    return found


def _further(where: Where, letters: int) -> Where:
    return where if where.cell else Where(where.file, where.line, where.column + letters)


def _take(cell: Cell, column: Column, row: Described, site: Site[Read], problems: Problems) -> None:
    """Put a cell where it belongs, if nothing stands there."""
    path = f"{column.path}.{column.language}" if column.language else column.path
    if not path or path in row.cells:
        if column.keeps_words:
            row.left.append((column.heading, cell.text))
        return
    row.cells[path] = cell.where
    if path in {"file", "id", "author"}:
        setattr(row, path, cell.text)
        return
    try:
        value = cell.text if type_of(column.path) == Text else value_of(path, cell.text, site)
    except BadValue as error:
        problems.error(error.code, cell.where, **error.params)
        row.wrong = True
        return
    if kind := names(type_of(column.path)):
        value = _entries(kind, value, cell, column, row, site, problems)
    if value:
        put(row.person if path.startswith(_AUTHOR) else row.photo, path.removeprefix(_AUTHOR), value)


def _entries(
    kind: str, value: str | list[str], cell: Cell, column: Column, row: Described, site: Site[Read], problems: Problems
) -> str | list[str]:
    """The identifiers of entries that are named; names of none are noted, and kept as they are."""
    said = value if isinstance(value, list) else [value]
    found = {one: named(kind, one, site) for one in said}
    unknown = [one for one, known in found.items() if not known]
    if unknown:
        problems.warning("import-unknown-entry", cell.where, kind=kind, name=", ".join(unknown))
        row.left.append((column.heading, ", ".join(unknown)))
    known = list(dict.fromkeys(one for one in found.values() if one))
    return known if isinstance(value, list) else "".join(known)


def settle_consent(row: Described, said: Tree, path: str, problems: Problems) -> bool:
    """Hold a consent for given only with its day and its scopes; returns whether somebody has refused it.

    `said` is the record's tree, `path` the consent's place among the row's cells.
    """
    status = at(said, "consent.status")
    if status == "withdrawn":
        return True
    lacks = [part for part in ("date", "scopes") if not at(said, f"consent.{part}")]
    if status == "given" and lacks:
        columns = ", ".join(f"{path}.{part}".replace(".", "_") for part in lacks)
        problems.warning("import-consent-lacks", row.place(f"{path}.status"), lacks=", ".join(lacks), columns=columns)
        said["consent"] = {**said["consent"], "status": None}
    return False
