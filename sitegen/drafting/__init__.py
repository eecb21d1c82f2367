"""`new`: records and the texts beside them, drafted so that `check` passes at once and an editor only fills them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.drafting.answers import Tree, answered
from sitegen.drafting.desk import Ask, Desk, desk_at
from sitegen.drafting.new_sheets import Sheet, refuse_what_is_there, replace_record, write
from sitegen.drafting.one_record import drafted
from sitegen.drafting.photos import Finding, Replaced, drafted_photos, replaced
from sitegen.drafting.refusal import Refused
from sitegen.model.entries import Entry
from sitegen.model.problems import Problem
from sitegen.model.project import Project


@dataclass(frozen=True)
class Wanted:
    """What the command line says of a new record: its kind, a title, an identifier, answers, files that are brought.

    `by_name` has photographs called by their files; `instead` is the sample whose place a photograph takes.
    """

    kind: str
    title: str | None = None
    name: str | None = None
    answers: Sequence[str] = ()
    files: Sequence[Path] = ()
    by_name: bool = False
    instead: str | None = None


@dataclass(frozen=True)
class Done:
    """What was written, and what is to be said of it: `gone` are files that were deleted, `problems` no errors."""

    desk: Desk
    records: Sequence[tuple[Sheet, Entry]]
    findings: Sequence[Finding]
    problems: Sequence[Problem]
    replaced: Replaced | None = None


def new(project: Project, wanted: Wanted, language: str, ask: Ask | None, tell: Callable[[str], None]) -> Done:
    """Draft a record, or one for each picture, and write it; what else is wrong with the project does not matter.

    Raises:
        Refused: something is at fault, missing or there already; nothing was written.
        EOFError, KeyboardInterrupt: a question was not answered; nothing was written.
    """
    said = answered(wanted.answers)
    desk = desk_at(project, language, ask, tell)
    if wanted.kind == "photo" and wanted.instead is not None:
        return _instead(desk, wanted, wanted.instead, said)
    findings: list[Finding] = []
    if wanted.kind == "photo":
        records, findings = drafted_photos(desk, wanted.files, wanted.name, said, by_name=wanted.by_name)
    else:
        sound = next(iter(wanted.files), None)
        records = [drafted(desk, wanted.kind, wanted.title, wanted.name, said, sound)]
    sheets, entries = [sheet for sheet, _ in records], [entry for _, entry in records]
    refuse_what_is_there(sheets, project.root)
    problems = write(sheets, entries, desk.site, project)
    return Done(desk, records, findings, problems)


def _instead(desk: Desk, wanted: Wanted, sample: str, said: Tree) -> Done:
    done, findings = replaced(desk, sample, wanted.files[0], said)
    problems = replace_record(done.sheet, done.entry, desk.site, desk.project, done.gone)
    return Done(desk, [(done.sheet, done.entry)], findings, problems, done)


__all__ = ["Done", "Refused", "Wanted", "new"]
