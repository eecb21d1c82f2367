"""`import`: a folder of pictures and a table become records; what is there already is left alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.drafting.answers import Tree, answered
from sitegen.drafting.desk import Desk, desk_at
from sitegen.drafting.importing.column_names import columns, known, tables
from sitegen.drafting.importing.csv_tables import read_csv
from sitegen.drafting.importing.picture_folder import PictureFolder
from sitegen.drafting.importing.row_records import Drawn, RowRecords
from sitegen.drafting.importing.table_cells import MOST_BYTES, Table
from sitegen.drafting.importing.table_rows import described
from sitegen.drafting.importing.xlsx_tables import read_xlsx
from sitegen.drafting.new_sheets import Sheet, with_entries, write
from sitegen.drafting.photos import Finding
from sitegen.drafting.refusal import Refused
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project
from sitegen.publish.project_lock import exclusive

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""What XLSX begins with, and what the workbooks of Excel before 2007 do."""
_NAMED = 12
"""So many files are named at most that no row names."""


@dataclass(frozen=True)
class Asked:
    """What the command line says: the folder, the table in it or elsewhere, the language of texts that name none.

    `answers` hold for every row that says nothing else; `dry` writes nothing.
    """

    folder: Path
    table: Path | None = None
    language: str | None = None
    answers: Sequence[str] = ()
    dry: bool = False


@dataclass
class Imported:
    """What was done: the records that were written, or would be; what is to be said of rows, cells and pictures.

    `there` are the pictures that the project has already, by the records that show them; `left_out` counts rows that
    have become no record. `lines` are those of the `table`, by which its places are shown.
    """

    desk: Desk
    table: str
    lines: Sequence[str]
    language: str
    dry: bool
    problems: Problems
    records: list[Drawn] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    there: list[tuple[str, str]] = field(default_factory=list)
    left_out: int = 0


def import_table(
    project: Project,
    asked: Asked,
    language: str,
    waits: Callable[[], None],
    progress: Callable[[int, int], None],
) -> Imported:
    """Write a record for each row, with its picture; rows that are at fault are left out and noted.

    Raises:
        Refused: there is no table, or no language of that name.
        OSError, KeyboardInterrupt: nothing is left of what was written.
    """
    every, everyone = _answers(asked.answers)
    with exclusive(project.cache, waits), TemporaryDirectory() as staged:
        desk = desk_at(project, language, None, lambda _text: None)
        spoken = asked.language or desk.site.languages[0].code
        if spoken not in desk.codes:
            raise Refused("import-no-language", code=spoken, known=", ".join(desk.codes))
        folder = _folder(asked.folder)
        path = asked.table or _table_in(folder)
        problems = Problems()
        name = project.shown(path.resolve()) if path.resolve().is_relative_to(project.root) else path.as_posix()
        table = _read(path, name, spoken, problems)
        found = columns(table.heading, desk.codes, spoken, problems) if table else []
        if table and not any(column.path == "file" for column in found):
            problems.error("import-no-file-column", table.heading[0].where)
        done = Imported(desk, name, table.lines if table else (), spoken, asked.dry, problems)
        if table is None or problems.failed:
            return done
        _note_above(table, problems)
        rows = [described(row, found, desk.site, problems) for row in table.rows]
        heading = next(cell.where for cell in table.heading if cell.text)
        drawing = RowRecords(desk, folder, Path(staged), every, everyone, heading, problems)
        done.records, done.left_out = drawing.draw(rows, progress)
        done.findings, done.there = drawing.findings(), drawing.there
        _note_unnamed(folder, drawing.named, Where(name), problems)
        if not asked.dry:
            _write(done, project)
        return done


def _answers(pairs: Sequence[str]) -> tuple[Tree, Tree]:
    """What was said of all photographs, and, with `author.` before it, of all their authors."""
    of_authors = [pair.removeprefix("author.") for pair in pairs if pair.startswith("author.")]
    return answered(pair for pair in pairs if not pair.startswith("author.")), answered(of_authors)


def _folder(folder: Path) -> PictureFolder:
    if not folder.is_dir():
        raise Refused("import-no-folder", folder=folder)
    return PictureFolder(folder)


def _table_in(folder: PictureFolder) -> Path:
    """The only table of a folder."""
    if len(folder.tables) != 1:
        named = ", ".join(path.name for path in folder.tables)
        raise Refused("import-which-table" if folder.tables else "import-without-table", known=named)
    return folder.tables[0]


def _read(path: Path, name: str, language: str, problems: Problems) -> Table | None:
    """The table of a file by its first bytes."""
    try:
        if not path.is_file():
            raise Refused("new-no-file", file=path)
        if path.stat().st_size > MOST_BYTES:
            raise Refused("import-large-table", file=name, limit=MOST_BYTES // 1_000_000)
        content = path.read_bytes()
    except OSError as error:
        raise Refused("new-unreadable", file=name, reason=error.strerror or str(error)) from None
    if content.startswith(_OLD) or path.suffix.lower() in {".ods", ".numbers"}:
        raise Refused("import-other-table", file=name)
    if content.startswith(_ZIP):
        return read_xlsx(content, name, known, problems)
    return read_csv(content, name, tables()["codepages"].get(language, "cp1252"), known, problems)


def _note_above(table: Table, problems: Problems) -> None:
    for row in table.above:
        cell = next(cell for cell in row if cell.text)
        problems.warning("import-above", cell.where, text=" | ".join(one.text for one in row if one.text))


def _note_unnamed(folder: PictureFolder, named: Sequence[Path], where: Where, problems: Problems) -> None:
    """Note the pictures of the folder that no row names, and files that are none."""
    for code, paths in (("import-no-row", folder.unnamed(named)), ("import-no-pictures", folder.others)):
        if paths:
            shown = [folder.shown(path) for path in paths[:_NAMED]]
            more = [f"… (+{len(paths) - _NAMED})"] if len(paths) > _NAMED else []
            problems.warning(code, where, count=len(paths), files=", ".join([*shown, *more]))


def _write(done: Imported, project: Project) -> None:
    """Write one record after the other, each with its picture before it; a row that the check refuses is left out."""
    site = with_entries(done.desk.site, [drawn.entry for drawn in done.records])
    written: list[Sheet] = []
    kept: list[Drawn] = []
    try:
        for drawn in done.records:
            try:
                found = write([drawn.sheet], [drawn.entry], site, project)
            except Refused as refused:
                drawn.note(refused.problems, done.problems)
                done.left_out += 1
                continue
            drawn.note(found, done.problems)
            written.append(drawn.sheet)
            kept.append(drawn)
    except BaseException:
        for file in (file for sheet in reversed(written) for file in sheet.files):
            (project.root / file).unlink(missing_ok=True)
        raise
    done.records = kept
