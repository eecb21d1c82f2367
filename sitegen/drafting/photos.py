"""`new photo`: pictures are brought under safe names, each with a record, or one in the place of a sample."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.content.kinds.photo_record import Photo
from sitegen.content.release import sample_places
from sitegen.drafting.answers import Tree
from sitegen.drafting.asking import question, settled
from sitegen.drafting.brought import Brought, bring, look_at
from sitegen.drafting.desk import Desk
from sitegen.drafting.identifiers import identifier
from sitegen.drafting.kinds import DRAFTABLE
from sitegen.drafting.new_sheets import Sheet
from sitegen.drafting.one_record import author_of, check_author, check_name, refuse_name
from sitegen.drafting.refusal import Refused
from sitegen.model.entries import Entry, RefTo, marked_values
from sitegen.model.folders import files_below
from sitegen.model.problems import Where

LEAST = 2400
"""Pixels of the longer side that print and large screens need."""
BLURRED = 0.6
"""From this measure on somebody should look whether a picture is blurred: about what 0.25 % of its width smears."""
_FOLDER = "photos"
_RIGHTS = ("licence", "credit")
_STAYS = ("author", "order", "status", "slug", "content_note")
"""What a sample's record says of the place that it keeps, not of the picture that was drawn."""


@dataclass(frozen=True)
class Finding:
    """What an editor should know of a picture: a sentence, and what fills it in."""

    key: str
    params: Mapping[str, object]


def drafted_photos(
    desk: Desk, paths: Sequence[Path], name: str | None, said: Tree, *, by_name: bool
) -> tuple[list[tuple[Sheet, Entry]], list[Finding]]:
    """A record for each picture, with its copy; named by its author and a number, or by its file.

    Raises:
        Refused: one of the pictures cannot be opened or is there already, or an answer is at fault.
    """
    draftable = DRAFTABLE["photo"]
    check_name(name)
    check_author(desk, said)
    refuse_name(desk, draftable, name)
    brought = list(_brought(desk, paths))
    question(desk, draftable, said)
    author = author_of(desk, said)
    names = Names(desk, author)
    drafted: list[tuple[Sheet, Entry]] = []
    findings: list[Finding] = []
    for one in brought:
        own = names.of_file(one.path) if by_name else name or names.next()
        more = {"order": str(names.order), **({"taken": one.taken} if one.taken else {})}
        drafted.append(settled(desk, draftable, said, _Draw(desk, own, one, said, more)))
        findings += judged(desk, one, own)
    return drafted, [*findings, *alike(desk, brought)]


@dataclass(frozen=True)
class _Draw:
    """Draws the sheet of one picture, of what has been said of all by now."""

    desk: Desk
    name: str
    one: Brought
    said: Tree
    more: Mapping[str, object]

    def __call__(self) -> Sheet:
        file = f"{self.name}{self.one.suffix}"
        said = {**copy.deepcopy(self.said)}
        said |= {key: value for key, value in self.more.items() if said.get(key) is None}
        copies = {f"{_FOLDER}/{file}": self.one.content}
        return self.desk.sheet(DRAFTABLE["photo"], self.name, said, {"file": file}, copies)


class Names:
    """The names of new photographs of an author; `order` is the last one's place among theirs."""

    def __init__(self, desk: Desk, author: str) -> None:
        self._author = author
        taken = {Path(file).stem.casefold() for file in files_below(desk.project.root / _FOLDER)}
        taken |= set(desk.site.entries["photo"])
        numbered = (re.fullmatch(rf"{re.escape(author)}-(\d+)", stem) for stem in taken)
        self._number = max((int(found[1]) for found in numbered if found), default=0)
        self.order = max((photo.order for photo in desk.site.all(Photo) if photo.author == author), default=0)

    def next(self) -> str:
        """The next number."""
        self._number += 1
        self.order += 1
        return f"{self._author}-{self._number}"

    def given(self, name: str) -> str:
        """A name that somebody has given."""
        self.order += 1
        return name

    def of_file(self, path: Path) -> str:
        """The name of a file, made safe."""
        return self.given(identifier(path.stem, "photo"))


def _brought(desk: Desk, paths: Iterable[Path]) -> Iterator[Brought]:
    """Open all pictures, and refuse what is there already or comes twice."""
    known = Originals(desk)
    seen: dict[bytes, str] = {}
    for path in paths:
        one = bring(path, desk.language, desk.site.settings.limits)
        if twin := known.twin(one) or seen.get(one.content):
            raise Refused("new-same-picture", file=path.name, other=twin)
        seen[one.content] = path.name
        yield one


class Originals:
    """The photographs that the project has, by what is in their files."""

    def __init__(self, desk: Desk) -> None:
        folder = desk.project.root / _FOLDER
        self._refs = {folder / photo.file: photo.ref for photo in desk.site.all(Photo)}
        self._sizes = {path: path.stat().st_size for path in self._refs if path.is_file()}

    def twin(self, one: Brought) -> str:
        """The record of the same picture; empty where there is none."""
        sizes, same = {len(one.content), len(one.original)}, {one.content, one.original}
        found = (path for path, size in self._sizes.items() if size in sizes and path.read_bytes() in same)
        return next((self._refs[path] for path in found), "")


def judged(desk: Desk, one: Brought, name: str) -> Iterator[Finding]:
    """What an editor should know of a picture that comes under this name."""
    longer = max(one.size)
    if longer < LEAST:
        yield Finding("small", {"file": one.path.name, "pixels": longer, "least": LEAST})
    if one.blur >= BLURRED:
        yield Finding(
            "blurred", {"file": one.path.name, "blur": _decimal(desk, one.blur), "limit": _decimal(desk, BLURRED)}
        )
    if one.located:
        yield Finding("located", {"file": one.path.name, "copy": f"{_FOLDER}/{name}{one.suffix}"})
    if one.taken:
        yield Finding("taken", {"file": one.path.name, "month": one.taken})
    if one.path.resolve().is_relative_to(desk.project.root):
        yield Finding("inside", {"file": desk.project.shown(one.path.resolve())})


def _decimal(desk: Desk, value: float) -> str:
    return f"{value:.2f}".replace(".", desk.say("decimal"))


def alike(desk: Desk, brought: Sequence[Brought], but: str = "") -> Iterator[Finding]:
    """The pictures that look like another one, of the project or brought with them."""
    folder = desk.project.root / _FOLDER
    others = [photo for photo in desk.site.all(Photo) if photo.id != but]
    looks = [(photo.ref, look) for photo in others if (look := look_at(folder / photo.file))]
    for one in brought:
        for name, look in looks:
            if one.look.is_like(look):
                yield Finding("alike", {"file": one.path.name, "other": name})
        looks.append((one.path.name, one.look))


# --- in the place of a sample ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Replaced:
    """A picture in a sample's place: the record to be, the files that go, and what else is still a sample.

    `dropped` are the fields that were the sample's.
    """

    sheet: Sheet
    entry: Entry
    gone: tuple[str, ...]
    dropped: tuple[str, ...]
    still: tuple[tuple[Where, str], ...]


def replaced(desk: Desk, asked: str, path: Path, said: Tree) -> tuple[Replaced, list[Finding]]:
    """An original in the place of a sample: what was said of the drawn picture goes.

    Raises:
        Refused: there is no such sample, or the picture cannot be opened or is there already.
    """
    sample = desk.site.get(Photo, asked.removeprefix("photo:"))
    if sample is None:
        raise Refused("new-no-such-photo", asked=asked)
    if not sample.sample:
        raise Refused("new-no-sample", ref=sample.ref, file=sample.source.file)
    draftable = DRAFTABLE["photo"]
    written = {key for key in Photo.model_fields if sample.source.where(key) != sample.source.where()}
    kept: Tree = {key: _plain(sample, key) for key in _STAYS if key in written and key not in said}
    said |= kept
    (one,) = _brought(desk, [path])
    question(desk, draftable, said)
    file = _free(f"{sample.id}-original", one.suffix, desk)
    more = {"taken": one.taken} if one.taken else {}

    def draw() -> Sheet:
        answers = {**more, **{key: value for key, value in said.items() if value is not None}}
        copies = {f"{_FOLDER}/{file}": one.content}
        unsaid = [key for key in _RIGHTS if not answers.get(key)]
        if unsaid:
            answers.setdefault("draft", "true")
        sheet = desk.sheet(draftable, sample.id, answers, {"file": file}, copies)
        guessed = (*sheet.guessed, *unsaid)
        return Sheet(sheet.kind, sheet.id, sheet.file, sheet.text, sheet.texts, sheet.copies, guessed)

    sheet, entry = settled(desk, draftable, said, draw)
    used = {photo.file for photo in desk.site.all(Photo) if photo.id != sample.id}
    gone = () if sample.file in used else (f"{_FOLDER}/{sample.file}",)
    dropped = tuple(key for key in Photo.model_fields if key in written and key not in {*_STAYS, *said, "file"})
    result = Replaced(sheet, entry, gone, dropped, tuple(_still_samples(desk, sample)))
    return result, [*judged(desk, one, file.rpartition(".")[0]), *alike(desk, [one], sample.id)]


def _plain(photo: Photo, key: str) -> object:
    value = getattr(photo, key)
    return dict(value) if isinstance(value, dict) else str(value)


def _free(stem: str, suffix: str, desk: Desk) -> str:
    """A name in the folder that no file has."""
    there = {file.casefold() for file in files_below(desk.project.root / _FOLDER)}
    number, name = 1, f"{stem}{suffix}"
    while name.casefold() in there:
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name


def _still_samples(desk: Desk, photo: Photo) -> Iterator[tuple[Where, str]]:
    """What is still a sample, and is the same person or shows the photograph: its words may speak of the sample."""
    for kind in desk.site.entries.values():
        for entry in kind.values():
            names = {f"{mark.kind}:{value}" for _, mark, value in marked_values(entry) if isinstance(mark, RefTo)}
            if entry.kind_name != "photo" and (entry.ref == f"author:{photo.author}" or photo.ref in names):
                yield from sample_places(entry)
