"""`migrate`: records of an older form become those of this program's, each change at its place, all or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sitegen.consents.status_line import NotPlain, exchange
from sitegen.content.kinds import KINDS
from sitegen.content.load import SETTINGS
from sitegen.content.records import Record, decoded, parsed
from sitegen.model import settings
from sitegen.model.folders import files_below
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project
from sitegen.model.whole_file import write_whole
from sitegen.publish.project_lock import exclusive

_FIELD = "schema_version"


@dataclass(frozen=True)
class Migration:
    """What is called otherwise since a version of the form of records: by kinds, new names by the paths of the old."""

    version: int
    renamed: Mapping[str, Mapping[str, str]]


MIGRATIONS: tuple[Migration, ...] = ()
"""In the order of their versions. The first form is the only one until now."""


@dataclass(frozen=True)
class Step:
    """A line of a file before and after."""

    where: Where
    before: str
    after: str


def migrate(project: Project, waits: Callable[[], None], problems: Problems, *, dry: bool) -> list[Step]:
    """Carry all records on, the settings last; run again, it finds nothing to do. `dry` writes nothing.

    What cannot be changed safely is noted as an error; nothing is written then.
    """
    with exclusive(project.cache, waits):
        version = _version(project, problems)
        steps: list[Step] = []
        changed: dict[str, bytes] = {}
        for file, kind in () if problems.failed else _records(project):
            content = before = (project.root / file).read_bytes()
            for migration in (one for one in MIGRATIONS if one.version > version):
                for path, new in migration.renamed.get(kind, {}).items():
                    content = _renamed(content, file, path.split("."), new, steps, problems)
            if content != before:
                changed[file] = content
        if version and version < settings.SCHEMA and not problems.failed:
            changed[SETTINGS] = _numbered(project, changed.get(SETTINGS), steps, problems)
        if problems.failed or dry:
            return steps
        for file, content in changed.items():
            write_whole(project.root / file, content, aside=project.aside)
        return steps


def _version(project: Project, problems: Problems) -> int:
    """The form of the records as the settings say it; 0 where they say nothing, so that every migration looks."""
    path = project.root / SETTINGS
    if not path.is_file():
        problems.error("no-settings", Where(SETTINGS), suggestion="")
        return 0
    record = _read(path.read_bytes(), SETTINGS, problems)
    said = str(record.data.get(_FIELD) or "0") if record and isinstance(record.data, dict) else "0"
    if not settings.VERSION.fullmatch(said):
        kind = {"expected": "whole-number", "remedy": "write-whole-number"}
        problems.error("wrong-type", record.source.where(_FIELD) if record else Where(SETTINGS), field=_FIELD, **kind)
        return 0
    if record and int(said) > settings.SCHEMA:
        problems.error("schema-newer", record.source.where(_FIELD), value=said, known=str(settings.SCHEMA))
    return int(said)


def _records(project: Project) -> Iterator[tuple[str, str]]:
    """Every record with its kind, the settings as `site`."""
    for kind in KINDS:
        folder = f"content/{kind.folder}"
        yield from (
            (f"{folder}/{name}", kind.name) for name in files_below(project.root / folder) if name.endswith(".yaml")
        )
    yield SETTINGS, "site"


def _read(content: bytes, file: str, problems: Problems) -> Record | None:
    text = decoded(content, file, problems)
    return None if text is None else parsed(text, file, problems)


def _renamed(content: bytes, file: str, path: list[str], new: str, steps: list[Step], problems: Problems) -> bytes:
    """A record with one field called otherwise; every other byte stays as it is."""
    record = _read(content, file, problems)
    *above, old = path
    key = (*above, old, "key")
    if record is None or key not in record.source.places:
        return content
    where = record.source.places[key]
    if (*above, new, "key") in record.source.places:
        problems.error("migrate-both", where, old=old, new=new)
        return content
    try:
        change = exchange(content, where, old, new, follows=r"\s*:")
    except NotPlain:
        problems.error("migrate-by-hand", where, old=old, new=new)
        return content
    now = _read(change.content, file, Problems())
    if now is None or now.data != _with_new_name(record.data, path, new):
        problems.error("migrate-by-hand", where, old=old, new=new)
        return content
    steps.append(Step(where, change.before, change.after))
    return change.content


def _with_new_name(data: Any, path: list[str], new: str) -> Any:
    first, *rest = path
    return {
        (new if key == first and not rest else key): _with_new_name(value, rest, new)
        if key == first and rest
        else value
        for key, value in data.items()
    }


def _numbered(project: Project, content: bytes | None, steps: list[Step], problems: Problems) -> bytes:
    """The settings with the version of this program."""
    content = content or (project.root / SETTINGS).read_bytes()
    record = _read(content, SETTINGS, problems)
    if record is None:
        return content
    where = record.source.where(_FIELD)
    try:
        change = exchange(content, where, str(record.data[_FIELD]), str(settings.SCHEMA))
    except NotPlain:
        problems.error("migrate-by-hand", where, old=str(record.data[_FIELD]), new=str(settings.SCHEMA))
        return content
    steps.append(Step(where, change.before, change.after))
    return change.content
