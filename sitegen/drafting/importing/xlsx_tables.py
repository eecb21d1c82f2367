"""XLSX: the first sheet with a table, its values as texts, each with its cell."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from sitegen.drafting.importing.table_cells import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Cell, Known, Row, Table, cut
from sitegen.model.languages import composed
from sitegen.model.problems import Problems, Where

_UNPACKED = 10
"""So many times as large as the largest table may what is packed in it be; real ones have a tenth of that."""
_PARTS = 2_000
_VISITED = 20_000_000
"""So many empty cells may lie in between, which spreadsheets keep for their colours."""
_LAST_ROW = 1_048_576
"""The last row that a sheet can have; rows in between are made up, as many as a number in the file says."""


class _TooLarge(Exception):  # noqa: N818 - it says what is the matter
    """The sheet has more rows or columns than anybody writes."""


def read_xlsx(content: bytes, file: str, known: Known, problems: Problems) -> Table | None:
    """The table in a workbook, or None after noting why there is none; sheets that are not read are noted."""
    try:
        _refuse_bombs(content)
        sheets = _sheets(content, file)
    except _TooLarge:
        problems.error("import-too-large", Where(file), rows=MOST_ROWS, columns=MOST_COLUMNS)
        return None
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a damaged or hostile file makes it stumble on
        problems.error("import-no-workbook", Where(file))
        return None
    tables = {name: found for name, rows in sheets.items() if (found := cut(rows, known))}
    first = next(iter(tables), None)
    if first is None:
        problems.error("import-no-heading", Where(file))
        return None
    for name, rows in sheets.items():
        if name != first and rows:
            problems.warning("import-other-sheet", rows[0][0].where, sheet=name, read=first)
    return tables[first]


def _refuse_bombs(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:  # which unpacks no more than it says here
        parts = packed.infolist()
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > MOST_BYTES * _UNPACKED:
        raise _TooLarge


def _sheets(content: bytes, file: str) -> dict[str, list[Row]]:
    """The filled rows of each sheet, by its name."""
    # defusedxml, which openpyxl uses where it is there, refuses entities.
    from openpyxl.reader.excel import load_workbook  # noqa: PLC0415 - large, and seldom needed

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of forms and styles in it that nobody needs here
        values, formulas = (
            load_workbook(io.BytesIO(content), read_only=True, data_only=only, keep_links=False)
            for only in (True, False)
        )
        return {sheet.title: list(_rows(sheet, formulas[sheet.title], file)) for sheet in values.worksheets}


def _rows(sheet: Any, written: Any, file: str) -> Iterator[Row]:
    from openpyxl.utils.cell import get_column_letter  # noqa: PLC0415 - see above

    for one in (sheet, written):
        one.reset_dimensions()  # what the file says of its size may be wrong
    filled = visited = 0
    for number, (row, sources) in enumerate(zip(sheet.iter_rows(), written.iter_rows(), strict=True), 1):
        visited += len(row)
        if not any(cell.value is not None for cell in sources):
            if visited > _VISITED or number > _LAST_ROW:
                raise _TooLarge
            continue
        filled += 1
        if filled > MOST_ROWS or any(cell.value is not None for cell in sources[MOST_COLUMNS:]):
            raise _TooLarge
        found = []
        for column, (cell, source) in enumerate(zip(row[:MOST_COLUMNS], sources, strict=False), 1):
            where = Where(file, number, column, f"{sheet.title}!{get_column_letter(column)}{number}")
            if cell.value is None and source.value is not None:
                found.append(Cell(str(getattr(source.value, "text", source.value)), where, "import-no-value"))
            else:
                found.append(Cell(_text(cell.value), where, "import-cell-error" if cell.data_type == "e" else ""))
        yield found


def _text(value: object) -> str:
    """A value as people would type it: a day as 2019-04-25, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return composed(str(value).replace("\r\n", "\n").replace("_x000D_", "").strip())
