"""CSV as spreadsheets write it: any of their encodings and separators, each cell with its line and column."""

from __future__ import annotations

import codecs
import csv
import itertools
from collections.abc import Iterator, Sequence

from sitegen.drafting.importing.table_cells import LOOKED_AT, MOST_COLUMNS, MOST_ROWS, Cell, Known, Row, Table, cut
from sitegen.model.languages import composed
from sitegen.model.problems import Problems, Where

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEPARATORS = ";,\t"
_AROUND = 20
"""So many letters before and behind the first one that is no ASCII are shown, for somebody to see if they are right."""


def read_csv(content: bytes, file: str, codepage: str, known: Known, problems: Problems) -> Table | None:
    """The table in a text, or None after noting why there is none.

    `codepage` is what the spreadsheets of the table's country write where they write no Unicode; `known` says how many
    words of a row are names of columns.
    """
    text = _decoded(content, file, codepage, problems)
    if text is None:
        return None
    lines, separators = text.split("\n"), _SEPARATORS
    if lines[0].lower().startswith("sep=") and len(lines[0]) == len("sep=;"):  # Excel's own line
        separators, lines[0] = lines[0][-1], ""
    rows = _rows(lines, file, max(separators, key=lambda sign: _likely(lines, sign, known)), problems)
    if rows is None:
        return None
    table = cut(rows, known, lines)
    if table is None:
        problems.error("import-no-heading", Where(file))
    return table


def _decoded(content: bytes, file: str, codepage: str, problems: Problems) -> str | None:
    """The text in NFC, with the line ends of Unix; that it is no Unicode is told, with a word to recognize."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "") or _without_mark(content)
    for name in (encoding, codepage) if encoding == "utf-8" else (encoding,):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        text = composed(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
        if name == codepage:
            _note_codepage(text, file, name, problems)
        return text
    problems.error("not-utf-8", Where(file))
    return None


def _without_mark(content: bytes) -> str:
    """UTF-16 is known by its zeros: half of all bytes are, of a text in Latin letters."""
    even, odd = content[:1000:2].count(0), content[1:1000:2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be" if even else "utf-8"


def _note_codepage(text: str, file: str, codepage: str, problems: Problems) -> None:
    at = next(at for at, sign in enumerate(text) if not sign.isascii())
    start = text.rfind("\n", 0, at) + 1
    seen = text[max(start, at - _AROUND) : at + _AROUND].partition("\n")[0]
    where = Where(file, text.count("\n", 0, at) + 1, at - start + 1)
    problems.warning("import-codepage", where, encoding=codepage.replace("cp", "Windows-"), text=seen)


def _likely(lines: Sequence[str], separator: str, known: Known) -> tuple[int, int]:
    """How many columns a separator makes known, and how many it makes at all."""
    try:
        rows = [row for row in itertools.islice(_reader(lines, separator, strict=False), LOOKED_AT) if any(row)]
    except csv.Error:
        return 0, 0
    return max(map(known, rows), default=0), max(map(len, rows), default=0)


def _reader(lines: Sequence[str], separator: str, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=strict)


def _rows(lines: Sequence[str], file: str, separator: str, problems: Problems) -> list[Row] | None:
    """All rows; None after noting that a quotation mark is wrong, or that there are too many."""
    found: list[Row] = []
    reader, start, filled = csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=True), 0, 0
    try:
        for texts in reader:
            places = _places(lines[start : reader.line_num], start + 1, separator)
            row = [Cell(text.strip(), Where(file, *place)) for text, place in zip(texts, places, strict=False)]
            start, filled = reader.line_num, filled + any(cell.text for cell in row)
            if filled > MOST_ROWS or len(row) > MOST_COLUMNS:
                problems.error("import-too-large", Where(file, start), rows=MOST_ROWS, columns=MOST_COLUMNS)
                return None
            found.append(row)
    except csv.Error:
        line, column = list(_places(lines[start : reader.line_num], start + 1, separator))[-1]
        problems.error("import-bad-quotes", Where(file, line, column))
        return None
    return found


def _places(lines: Sequence[str], first: int, separator: str) -> Iterator[tuple[int, int]]:
    """Where the cells of a row begin: behind each separator that stands outside quotation marks."""
    yield first, 1
    quoted = False
    for number, line in enumerate(lines, first):
        for column, sign in enumerate(line, 1):
            quoted ^= sign == '"'
            if sign == separator and not quoted:
                yield number, column + 1
