"""Sheets: records before they are written, judged as the check would judge them, and put down all or none."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from sitegen.content.kinds.event import Event, check_kind
from sitegen.content.records import parsed
from sitegen.content.typed import typed
from sitegen.content.unwritten import note_unwritten
from sitegen.drafting.refusal import Refused
from sitegen.model.entries import Entry, FileIn, RefTo, marked_values
from sitegen.model.folders import files_below
from sitegen.model.languages import composed
from sitegen.model.media import Read
from sitegen.model.problems import Problem, Problems
from sitegen.model.project import Project
from sitegen.model.site import Kind, Site
from sitegen.model.whole_file import write_whole


@dataclass(frozen=True)
class Sheet:
    """A record to be: `file` is where it goes, `text` what it says, `texts` what goes beside it, by path.

    `copies` are the originals that come with it, by path; `guessed` the paths of what nobody has said.
    """

    kind: Kind
    id: str
    file: str
    text: str
    texts: Mapping[str, str]
    copies: Mapping[str, bytes]
    guessed: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """How other records name it."""
        return f"{self.kind.name}:{self.id}"

    @property
    def files(self) -> Iterator[str]:
        """Everything that it puts down: the originals first, so that nobody finds a record without them."""
        yield from (*self.copies, *self.texts, self.file)


def unsaid(paths: Sequence[str], codes: Sequence[str]) -> list[str]:
    """What nobody has said, each once: a text that lacks some languages as `title.en`, of a list its name."""
    found: dict[str, None] = {}
    for path in paths:
        above, _, code = path.rpartition(".")
        whole = code in codes and {*paths} >= {f"{above}.{each}" for each in codes}
        parts = (above if whole else path).split(".")
        found[".".join(takewhile(lambda part: not part.isdecimal(), parts))] = None
    return list(found)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a sheet, and the field that it is about."""

    field: str
    problem: Problem


def read(sheet: Sheet, site: Site[Read]) -> tuple[Entry | None, list[Fault]]:
    """A sheet as an entry, and what is wrong with what it says by itself or names."""
    problems = Problems()
    record = parsed(sheet.text, sheet.file, problems)
    entry = typed(sheet.kind.model, record, (*site.languages, *site.later), problems) if record else None
    if entry and record:
        entry.bind(sheet.kind.name, sheet.id, record.source, {})
        _judge_names(entry, sheet, site, problems)
        note_unwritten(entry, site, problems)
        if isinstance(entry, Event):
            check_kind(entry, site, problems)
    return entry, faults_of(sheet, [one for one in problems if one.severity == "error"])


def faults_of(sheet: Sheet, problems: Sequence[Problem]) -> list[Fault]:
    """Problems of a sheet, each with the field that stands at its place."""
    record = parsed(sheet.text, sheet.file, Problems())
    fields: dict[str, str] = {}
    for loc, where in record.source.places.items() if record else ():
        fields.setdefault(str(where), _path(loc))  # a mapping begins where its first key does
    return [Fault(fields.get(str(one.where), ""), one) for one in problems]


def _path(loc: Sequence[str | int]) -> str:
    return ".".join(str(key) for key in (loc[:-1] if loc[-1:] == ("key",) else loc))


def _judge_names(entry: Entry, sheet: Sheet, site: Site[Read], problems: Problems) -> None:
    """Note what a sheet names and what is not there, nor comes with it."""
    for loc, mark, value in marked_values(entry):
        if isinstance(mark, RefTo) and not site.known(f"{mark.kind}:{value}"):
            near = difflib.get_close_matches(value, site.entries[mark.kind], n=1, cutoff=0.6)
            suggestion = "".join(near)
            problems.error("unknown-reference", entry.where(*loc), kind=mark.kind, id=value, suggestion=suggestion)
        elif isinstance(mark, FileIn):
            file = f"{mark.folder}/{value}"
            if file not in sheet.copies and value not in files_below(site.project.root / mark.folder):
                problems.error("missing-file", entry.where(*loc), file=file, suggestion="")


def with_entries(site: Site[Read], entries: Sequence[Entry]) -> Site[Read]:
    """The site with these entries in it."""
    every = {kind: dict(found) for kind, found in site.entries.items()}
    for entry in entries:
        every[entry.kind_name][entry.id] = entry
    return replace(site, entries=every)


def refuse_what_is_there(sheets: Sequence[Sheet], root: Path) -> None:
    """Refuse to write over anything, also where only capitals or accents differ.

    Raises:
        Refused: a file of that name is there, or two sheets would write one.
    """
    taken = names_taken(root)
    for sheet in sheets:
        for file in sheet.files:
            if composed(file).casefold() in taken:
                raise Refused("new-there", file=file)
            taken.add(composed(file).casefold())


def names_taken(root: Path) -> set[str]:
    """The files that there are, alike where only capitals or accents differ."""
    return {composed(f"{folder}/{name}").casefold() for folder in _FOLDERS for name in files_below(root / folder)}


_FOLDERS = ("content", "photos", "podcasts")


def write(sheets: Sequence[Sheet], entries: Sequence[Entry], site: Site[Read], project: Project) -> list[Problem]:
    """Write sheets, the originals first; returns what the check will say of them, which is no error.

    A kill leaves nothing beside them.

    Raises:
        Refused: the check would find an error; nothing is left of what was written.
        OSError: something cannot be written; nothing is left either.
    """
    written: list[Path] = []
    try:
        for sheet in sheets:
            for file, content in sheet.copies.items():
                _put(project, file, content, written)
        problems = _judged(sheets, entries, site)
        for sheet in sheets:
            for file, text in (*sheet.texts.items(), (sheet.file, sheet.text)):
                _put(project, file, text.encode(), written)
    except BaseException:
        for path in reversed(written):
            path.unlink(missing_ok=True)
        raise
    return list(problems)


def _judged(sheets: Sequence[Sheet], entries: Sequence[Entry], site: Site[Read]) -> Problems:
    """What the kinds say of entries whose originals are there."""
    problems, whole = Problems(), with_entries(site, entries)
    for sheet, entry in zip(sheets, entries, strict=True):
        sheet.kind.check(entry, whole, problems)
    if problems.failed:
        raise Refused("new-at-fault", tuple(problems))
    return problems


def _put(project: Project, file: str, content: bytes, written: list[Path]) -> None:
    written.append(project.root / file)
    write_whole(project.root / file, content, aside=project.aside)


def replace_record(
    sheet: Sheet, entry: Entry, site: Site[Read], project: Project, gone: Sequence[str]
) -> list[Problem]:
    """Write a sheet over the record of the same name, then delete the files that only the old one had.

    Raises:
        Refused: the check would find an error; everything is as it was.
        OSError: something cannot be written; the record is the old one or the new one.
    """
    written: list[Path] = []
    try:
        for file, content in sheet.copies.items():
            _put(project, file, content, written)
        problems = _judged([sheet], [entry], site)
        write_whole(project.root / sheet.file, sheet.text.encode(), aside=project.aside)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    for file in gone:
        (project.root / file).unlink(missing_ok=True)
    return list(problems)
