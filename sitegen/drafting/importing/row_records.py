"""The records that rows become: an author for each new name, a photograph for each row whose picture is there."""

from __future__ import annotations

import copy
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.content.kinds.photo_record import Photo
from sitegen.content.withdrawn_lock import read_withdrawn
from sitegen.drafting.answers import Tree
from sitegen.drafting.brought import Brought, bring
from sitegen.drafting.desk import Desk
from sitegen.drafting.identifiers import identifier
from sitegen.drafting.importing.people import People, merged
from sitegen.drafting.importing.picture_folder import PictureFolder
from sitegen.drafting.importing.staged import Staged
from sitegen.drafting.importing.table_rows import Described, settle_consent
from sitegen.drafting.kinds import DRAFTABLE
from sitegen.drafting.new_sheets import Sheet, faults_of, names_taken, read, unsaid, with_entries
from sitegen.drafting.photos import Finding, Names, Originals, alike, judged
from sitegen.drafting.refusal import Refused
from sitegen.model.entries import Entry
from sitegen.model.folders import files_below
from sitegen.model.languages import ODD_SIGN
from sitegen.model.problems import Problem, Problems, Where

_FOLDER = "photos"
_EVERY_PICTURE = {"taken"}
"""What need not be said of each of many pictures: the month stands in its record."""


@dataclass(frozen=True)
class Drawn:
    """A record to be, its row, and where the table speaks of each of its fields."""

    sheet: Sheet
    entry: Entry
    where: Where
    place: Callable[[str], Where]

    def note(self, found: Sequence[Problem], problems: Problems) -> None:
        """Note what is wrong with it at the cells that it comes from."""
        for fault in faults_of(self.sheet, found):
            problems.add(replace(fault.problem, where=self.place(fault.field)))


class RowRecords:
    """Draws records; `every` and `everyone` were said of all photographs and all authors.

    `named` are the pictures that rows name, `there` those that the project has, each with the record that shows it.
    """

    def __init__(
        self,
        desk: Desk,
        folder: PictureFolder,
        staged: Path,
        every: Tree,
        everyone: Tree,
        heading: Where,
        problems: Problems,
    ) -> None:
        self._heading = heading
        self._desk, self._folder, self._staged, self._problems = desk, folder, staged, problems
        self._every, self._everyone = every, everyone
        self._people = People(desk)
        self._known = Originals(desk)
        self._orphans = _orphans(desk)
        self._withdrawn = {(row.size, row.sha256) for row in read_withdrawn(desk.project, Problems())}
        self._taken = names_taken(desk.project.root)
        self._names: dict[str, Names] = {}
        self._seen: dict[str, str] = {}
        self._brought: list[Brought] = []
        self._findings: list[Finding] = []
        self._ids: set[str] = set()
        self.named: list[Path] = []
        self.there: list[tuple[str, str]] = []

    def draw(self, rows: Sequence[Described], progress: Callable[[int, int], None]) -> tuple[list[Drawn], int]:
        """The records, authors first, and how many rows have become none though their picture is not there yet."""
        pictures = self._pictures(rows)
        self._refuse_ids_twice(rows)
        whose = {id(row): self._whose(row) for row in rows if id(row) in pictures and not row.wrong}
        authors = {one: drawn for one in self._people.new if (drawn := self._author(one))}
        site = with_entries(self._desk.site, [drawn.entry for drawn in authors.values()])
        self._desk = replace(self._desk, site=site)
        photos: list[Drawn] = []
        for number, row in enumerate(rows, 1):
            progress(number, len(rows))
            author = whose.get(id(row), "")
            if author in self._people.new and author not in authors:
                self._wrong("import-author-at-fault", row, row.place("author"), name=row.author)
            elif author and not row.wrong:
                photos += filter(None, [self._photo(row, pictures[id(row)], author)])
        used = {getattr(photo.entry, "author", "") for photo in photos}
        found = [*(drawn for one, drawn in authors.items() if one in used), *photos]
        self._note_missing(found)
        return found, len(rows) - len(photos) - len(self.there)

    def _whose(self, row: Described) -> str:
        said = row.author or str(self._every.get("author") or "")
        return self._people.of(row, said, self._problems)

    def findings(self) -> list[Finding]:
        """What an editor should know of the pictures."""
        return [*self._findings, *alike(self._desk, self._brought)]

    # --- which picture a row is about --------------------------------------------------------------------------------

    def _pictures(self, rows: Iterable[Described]) -> dict[int, Path]:
        """The picture of each row, by the row's identity, of those that name one alone, and which no other names."""
        found: dict[int, Path] = {}
        first: dict[Path, Described] = {}
        for row in rows:
            paths = self._folder.named(row.file)
            self.named += paths
            if not row.file:
                self._wrong("import-no-file-name", row, row.where)
            elif not paths:
                self._wrong("import-no-picture", row, row.place("file"), file=row.file)
            elif len(paths) > 1:
                named = ", ".join(map(self._folder.shown, paths))
                self._wrong("import-many-pictures", row, row.place("file"), file=row.file, files=named)
            elif other := first.get(paths[0]):
                self._wrong(
                    "import-picture-twice", row, row.place("file"), file=row.file, other=str(other.place("file"))
                )
                other.wrong = True
            else:
                first[paths[0]] = row
                found[id(row)] = paths[0]
        return found

    def _refuse_ids_twice(self, rows: Iterable[Described]) -> None:
        named = [row for row in rows if row.id]
        self._ids = {identifier(row.id, "photo") for row in named}
        counts = Counter(identifier(row.id, "photo") for row in named)
        for row in named:
            if counts[identifier(row.id, "photo")] > 1:
                self._wrong("import-id-twice", row, row.place("id"), id=row.id)

    def _wrong(self, code: str, row: Described, where: Where, **params: object) -> None:
        row.wrong = True
        self._problems.error(code, where, **params)

    # --- the photographs ---------------------------------------------------------------------------------------------

    def _photo(self, row: Described, path: Path, author: str) -> Drawn | None:
        said = merged(row.photo, self._every) | {"author": author}
        if settle_consent(row, said, "consent", self._problems):
            self._problems.warning("import-refused", row.place("consent.status"), file=row.file)
            return None
        one = self._bring(row, path)
        if one is None:
            return None
        orphan = self._orphans.get(_digest(one.content), "")
        name = self._name(row, author, one, orphan)
        if not name:
            return None
        self._brought.append(replace(one, original=b"", content=b""))
        self._findings += [found for found in judged(self._desk, one, name) if found.key not in _EVERY_PICTURE]
        return self._drawn(row, said, name, one, orphan)

    def _bring(self, row: Described, path: Path) -> Brought | None:
        """The picture; None where it cannot be read, is there already, or was withdrawn."""
        shown, where = self._folder.shown(path), row.place("file")
        try:
            one = bring(path, self._desk.language, self._desk.site.settings.limits)
        except Refused as refused:
            reason = str(refused.params.get("reason", ""))
            self._problems.error("import-bad-picture", where, file=shown, reason=reason)
            return None
        if ref := self._known.twin(one):
            self.there.append((shown, ref))
            return None
        digests = {(len(content), _digest(content)) for content in (one.original, one.content)}
        if digests & self._withdrawn:
            self._problems.error("import-withdrawn", where, file=shown)
            return None
        digest = _digest(one.content)
        if twin := self._seen.get(digest):
            self._problems.error("import-same-picture", where, file=shown, other=twin)
            return None
        self._seen[digest] = shown
        return one

    def _name(self, row: Described, author: str, one: Brought, orphan: str) -> str:
        """The id of a photograph: the row's, that of its file which is there already, or the next; empty if taken."""
        names = self._names.setdefault(author, Names(self._desk, author))
        stem = orphan.rpartition(".")[0]
        if row.id:
            name = names.given(identifier(row.id, "photo"))
        elif stem and identifier(stem, "photo") == stem and not self._is_taken(stem, ""):
            name = names.given(stem)
        else:
            name = names.next()
            while self._is_taken(name, one.suffix) or name in self._ids:
                name = names.next()
        if self._is_taken(name, "" if orphan else one.suffix):
            self._problems.error("import-there", row.place("id"), file=f"content/photos/{name}.yaml")
            return ""
        self._taken |= {f"content/photos/{name}.yaml", f"{_FOLDER}/{name}{one.suffix}"}
        return name

    def _is_taken(self, name: str, suffix: str) -> bool:
        """Whether there is a record of this name, or a picture with this ending."""
        return f"content/photos/{name}.yaml" in self._taken or bool(
            suffix and f"{_FOLDER}/{name}{suffix}" in self._taken
        )

    def _drawn(self, row: Described, said: Tree, name: str, one: Brought, orphan: str) -> Drawn | None:
        desk, file = self._desk, orphan or f"{name}{one.suffix}"
        more = {"order": str(self._names[said["author"]].order), **({"taken": one.taken} if one.taken else {})}
        written = {code for code, text in (said.get("comment") or {}).items() if text}
        if len(written) == 1:
            more["comment_language"] = next(iter(written))
        said = {**more, **said}
        waiting = self._staged / f"{len(self._brought)}"
        waiting.write_bytes(one.content)
        copies = Staged({} if orphan else {f"{_FOLDER}/{file}": waiting})
        sheet = desk.sheet(DRAFTABLE["photo"], name, copy.deepcopy(said), {"file": file}, copies)
        sheet = replace(sheet, text=sheet.text + "".join(f"{line}\n" for line in self._left(row)))
        return self._judged(sheet, row.where, row.place)

    def _left(self, row: Described) -> Iterator[str]:
        """Comments with what no field takes."""
        if row.left:
            yield f"\n# {self._desk.say('import-left')}"
            yield from (f"# {_quoted(heading)}: {_quoted(text)}" for heading, text in row.left)

    # --- the authors -------------------------------------------------------------------------------------------------

    def _author(self, name: str) -> Drawn | None:
        person = self._people.new.get(name)
        if person is None:
            return None
        said = merged(person.said, self._everyone)
        row = Described(person.where, cells={f"author.{path}": where for path, where in person.cells.items()})
        if settle_consent(row, said, "author.consent", self._problems):
            said["consent"] = {**said["consent"], "status": None}
        sheet = replace(person, said=said).sheet(self._desk, {})
        if sheet.file in self._taken:
            self._problems.error("import-there", person.where, file=sheet.file)
            return None
        return self._judged(sheet, person.where, lambda path: row.place(f"author.{path}"))

    def _judged(self, sheet: Sheet, where: Where, place: Callable[[str], Where]) -> Drawn | None:
        """A sheet without faults; else these are noted at their cells."""
        entry, faults = read(sheet, self._desk.site)
        if entry is None or faults:
            for fault in faults:
                self._problems.add(replace(fault.problem, where=place(fault.field)))
            return None
        return Drawn(sheet, entry, where, place)

    def _note_missing(self, found: Sequence[Drawn]) -> None:
        """Note what records lack: of photographs what all of them do once, else at each row."""
        photos = [{*drawn.sheet.guessed} for drawn in found if drawn.sheet.kind.name == "photo"]
        every = frozenset.intersection(*map(frozenset, photos)) if len(photos) > 1 else frozenset()
        codes = self._desk.codes
        if every:
            common = [path for path in found[-1].sheet.guessed if path in every]
            self._problems.warning(
                "import-all-lack", self._heading, count=len(photos), fields=", ".join(unsaid(common, codes))
            )
        for drawn in found:
            lacks = [path for path in drawn.sheet.guessed if drawn.sheet.kind.name != "photo" or path not in every]
            if lacks:
                fields = ", ".join(unsaid(lacks, codes))
                self._problems.warning("import-lacks", drawn.where, ref=drawn.sheet.ref, fields=fields)


def _orphans(desk: Desk) -> dict[str, str]:
    """The pictures that no record names, such as a run leaves that was stopped, by their digests."""
    folder, used = desk.project.root / _FOLDER, {photo.file for photo in desk.site.all(Photo)}
    names = (name for name in files_below(folder) if name not in used and not name.startswith(".") and "/" not in name)
    return {_digest((folder / name).read_bytes()): name for name in names}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _quoted(text: str) -> str:
    """A text on one line of a comment."""
    return json.dumps(ODD_SIGN.sub("\ufffd", text), ensure_ascii=False)
