"""What was renamed or deleted, told from what it left behind: a folder of records, and what others name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from sitegen.content.kinds import KINDS
from sitegen.content.mentions import taken_back
from sitegen.content.translating.translation_lock import LOCK, Pair, digest, read_pairs
from sitegen.content.translating.unit_texts import localized_texts
from sitegen.model.accents import without_accents
from sitegen.model.entries import Entry, FileIn, marked_values
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project
from sitegen.model.site import FileName, Site
from sitegen.model.suggestions import nearest


def folder_meant(folder: str, names: Iterable[str], project: Project) -> str:
    """The folder that a strange one once was: that of its records by the lock, else one called like it.

    `names` are all files below `content/`.
    """
    stems = {PurePosixPath(name).stem for name in names if name.startswith(f"{folder}/")}
    locked = [pair.ref.partition(":") for pair in read_pairs(project, Problems())]
    found = Counter(kind for kind, _, identifier in locked if identifier in stems)
    folders = {kind.name: kind.folder for kind in KINDS}
    known = [folders[kind] for kind, _ in found.most_common() if kind in folders]
    return known[0] if known else nearest(folder, folders.values())


def is_unread(identifier: str, site: Site[Read]) -> bool:
    """Whether a record of that name lies in a folder that nothing reads, which is told of the folder."""
    read = {"", *(kind.folder for kind in site.kinds.values())}
    places = (name.rpartition("/") for name in site.files.get("content", ()))
    return any(file == f"{identifier}.yaml" and folder.partition("/")[0] not in read for folder, _, file in places)


RECORD_LIKE = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)
"""What a record ends with where somebody, or Windows, gave it another ending."""


def well_named(name: str) -> str:
    """What a file of a record should be called that nothing reads for its name; without its folder."""
    stem = RECORD_LIKE.sub("", PurePosixPath(name).name)
    return re.sub(r"[^a-z0-9]+", "-", without_accents(stem).lower()).strip("-") + ".yaml"


def _well_named(site: Site[Read]) -> frozenset[str]:
    """The ids that records would have which are not read for their names, with their folders."""
    known = {entry.source.file for entry in site.records()} | {f"content/{name}" for name in ("site.yaml",)}
    names = (name for name in site.files.get("content", ()) if RECORD_LIKE.search(name))
    return frozenset(
        f"{name.rpartition('/')[0]}/{well_named(name)}" for name in names if f"content/{name}" not in known
    )


def called(text: str, entries: Iterable[Entry]) -> str:
    """The id of the only entry whose name or title this is, in any language; else nothing."""
    wanted = text.strip().casefold()
    found = [one.id for one in entries if wanted in {name.casefold() for name in _names(one)}]
    return found[0] if len(found) == 1 else ""


def _names(entry: Entry) -> Iterator[str]:
    for name in ("title", "name"):
        value = getattr(entry, name, "")
        yield from value.values() if isinstance(value, Mapping) else [value] if isinstance(value, str) else []


def is_told(ref: str, site: Site[Read]) -> bool:
    """Whether it is told elsewhere why a record is not there: of its folder, or of its texts."""
    kind, _, identifier = ref.partition(":")
    folder = site.kinds[kind].folder if kind in site.kinds else ""
    misnamed = f"{folder}/{identifier}.yaml" in site.once(_well_named)
    return misnamed or is_unread(identifier, site) or has_left_texts(ref, site)


class TextLeft(NamedTuple):
    """A text below `content/` whose record is not beside it: its folder, its name and its language."""

    folder: str
    stem: str
    code: str


def texts_left(site: Site[Read]) -> frozenset[TextLeft]:
    """The texts without a record; each is told as `text-without-record`."""
    names = site.files.get("content", frozenset())
    found = set()
    for name in names:
        folder, _, file = name.rpartition("/")
        stem, _, code = file.removesuffix(".md").partition(".")
        if file.endswith(".md") and code and f"{folder}/{stem}.yaml" not in names:
            found.add(TextLeft(folder, stem, code))
    return frozenset(found)


def has_left_texts(ref: str, site: Site[Read]) -> bool:
    """Whether the texts of a record that is not there still are: then it was renamed, which is told of them."""
    kind, _, identifier = ref.partition(":")
    folder = site.kinds[kind].folder if kind in site.kinds else None
    return any(one.stem == identifier and f"{one.folder}/".startswith(f"{folder}/") for one in site.once(texts_left))


def lacks_left_text(entry: Entry, site: Site[Read], code: str = "") -> bool:
    """Whether a text in the folder of a record, of a language where it is said, may be its own under another name."""
    folder = entry.source.file.rpartition("/")[0].removeprefix("content/")
    return any(one.folder == folder and code in {"", one.code} for one in site.once(texts_left))


def renamed(ref: str, site: Site[Read]) -> Entry | None:
    """The record that was called otherwise: new to the lock, which knows its texts under the old name."""
    kind = ref.partition(":")[0]
    pairs = site.once(_locked)
    originals = {pair.original for pair in pairs if pair.ref == ref}
    refs = {pair.ref for pair in pairs}
    new = [one for one in site.entries.get(kind, {}).values() if one.ref not in refs] if originals else []
    return next((one for one in new if originals & {*_digests(one)}), None)


def _digests(entry: Entry) -> Iterator[str]:
    for _, texts, _ in localized_texts(entry):
        yield from map(digest, texts.values())


def _locked(site: Site[Read]) -> frozenset[Pair]:
    return read_pairs(site.project, Problems())


def note_gone(ref: str, where: Where, site: Site[Read], problems: Problems) -> bool:
    """Note that a record is named that was there once, as one of the locks shows; False where none knows it."""
    kind, _, identifier = ref.partition(":")
    if any(code.target == ref for code in site.printed):
        file = f"content/{site.kinds[kind].folder}/{identifier}.yaml"
        problems.error("deleted-reference", where, ref=ref, file=file)
        return True
    locked = {pair.ref for pair in site.once(_locked)}
    if ref in locked:
        renamed = [one for one in site.entries[kind] if f"{kind}:{one}" not in locked]
        problems.error("gone-reference", where, ref=ref, lock=LOCK, suggestion=nearest(identifier, renamed))
    return ref in locked


def gone_with(file: FileName, site: Site[Read]) -> str:
    """The record that a file which is not there has gone with, one that was taken back; nothing where there is none.

    It names the file; or only its consent is left, and its id tells: `ada-1.jpg` was of `photo:ada-1` or `author:ada`.
    """
    for entry in site.records():
        for loc, mark, name in marked_values(entry):
            if isinstance(mark, FileIn) and (mark.folder, name) == file and taken_back(entry, loc, site):
                return entry.ref
    stem = PurePosixPath(file[1]).stem
    return next((ref for ref in sorted(site.stones) if _belongs(stem, ref.partition(":")[2])), "")


def _belongs(stem: str, identifier: str) -> bool:
    return stem == identifier or stem.startswith(f"{identifier}-")


def gone_files(site: Site[Read]) -> frozenset[FileName]:
    """The files that records name and that have gone with another one of which only its consent is left."""
    if not site.stones:
        return frozenset()
    named = {
        (mark.folder, name)
        for entry in site.records()
        for _, mark, name in marked_values(entry)
        if isinstance(mark, FileIn) and name not in site.files.get(mark.folder, ())
    }
    return frozenset(file for file in named if gone_with(file, site))
