"""What was renamed or deleted, told from what it left behind: a folder of records, and what others name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from sitegen.content.kinds import KINDS
from sitegen.content.mentions import taken_back
from sitegen.content.translating.translation_lock import LOCK, digest, read_pairs
from sitegen.content.translating.unit_texts import localized_texts
from sitegen.model.accents import as_id
from sitegen.model.entries import Entry, FileIn, marked_values
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project
from sitegen.model.site import FileName, Site
from sitegen.model.suggestions import Suggestions, nearest


def folders_meant(strange: Iterable[str], names: Iterable[str], project: Project) -> Iterator[str]:
    """The folder that each strange one once was: that of its records by the lock, else one called like it.

    `names` are all files below `content/`.
    """
    stems: dict[str, set[str]] = {folder: set() for folder in strange}
    for name in names:
        folder, _, file = name.rpartition("/")
        for above in (folder, folder.partition("/")[0]):
            stems.get(above, set()).add(PurePosixPath(file).stem)
    kinds: dict[str, Counter[str]] = {}
    for kind, _, identifier in (pair.ref.partition(":") for pair in read_pairs(project, Problems())):
        kinds.setdefault(identifier, Counter())[kind] += 1
    folders = {kind.name: kind.folder for kind in KINDS}
    for folder, of_folder in stems.items():
        found = sum((kinds[stem] for stem in of_folder & kinds.keys()), Counter[str]())
        known = [folders[kind] for kind, _ in found.most_common() if kind in folders]
        yield known[0] if known else nearest(folder, folders.values())


def is_unread(identifier: str, site: Site[Read]) -> bool:
    """Whether a record of that name lies in a folder that nothing reads, which is told of the folder."""
    return f"{identifier}.yaml" in site.once(_unread)


def _unread(site: Site[Read]) -> frozenset[str]:
    read = {"", *(kind.folder for kind in site.kinds.values())}
    places = (name.rpartition("/") for name in site.files.get("content", ()))
    return frozenset(file for folder, _, file in places if folder.partition("/")[0] not in read)


RECORD_LIKE = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)
"""What a record ends with where somebody, or Windows, gave it another ending."""


def well_named(name: str) -> str:
    """What a file of a record should be called that nothing reads for its name; without its folder."""
    return as_id(RECORD_LIKE.sub("", PurePosixPath(name).name)) + ".yaml"


def _well_named(site: Site[Read]) -> frozenset[str]:
    """The ids that records would have which are not read for their names, with their folders."""
    known = {entry.source.file for entry in site.records()} | {f"content/{name}" for name in ("site.yaml",)}
    names = (name for name in site.files.get("content", ()) if RECORD_LIKE.search(name))
    return frozenset(
        f"{name.rpartition('/')[0]}/{well_named(name)}" for name in names if f"content/{name}" not in known
    )


def called(text: str, kind: str, site: Site[Read]) -> str:
    """The id of the only entry of a kind whose name or title this is, in any language; else nothing."""
    found = site.once(_called).get((kind, text.strip().casefold()), set())
    return next(iter(found)) if len(found) == 1 else ""


def _called(site: Site[Read]) -> Mapping[tuple[str, str], Collection[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for entry in site.records():
        for name in _names(entry):
            found.setdefault((entry.kind_name, name.casefold()), set()).add(entry.id)
    return found


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
    return any(f"{one}/".startswith(f"{folder}/") for one in site.once(_folders_left).get(identifier, ()))


def lacks_left_text(entry: Entry, site: Site[Read], code: str = "") -> bool:
    """Whether a text in the folder of a record, of a language where it is said, may be its own under another name."""
    folder = entry.source.file.rpartition("/")[0].removeprefix("content/")
    return (folder, code) in site.once(_texts_of_folders)


def _folders_left(site: Site[Read]) -> Mapping[str, Collection[str]]:
    found: dict[str, set[str]] = {}
    for one in site.once(texts_left):
        found.setdefault(one.stem, set()).add(one.folder)
    return found


def _texts_of_folders(site: Site[Read]) -> frozenset[tuple[str, str]]:
    return frozenset((one.folder, code) for one in site.once(texts_left) for code in ("", one.code))


def renamed(ref: str, site: Site[Read]) -> Entry | None:
    """The record that was called otherwise: new to the lock, which knows its texts under the old name."""
    kind = ref.partition(":")[0]
    originals = site.once(_locked).get(ref, set())
    new = site.once(_new_by_text) if originals else {}
    found = {new[kind, one].id: new[kind, one] for one in originals if (kind, one) in new}
    return found[min(found)] if found else None


def _new_by_text(site: Site[Read]) -> Mapping[tuple[str, str], Entry]:
    """The records that are new to the lock, by their kind and the digest of a text: the first that has it."""
    known, found = site.once(_locked), dict[tuple[str, str], Entry]()
    for entry in site.records():
        if entry.ref not in known:
            for one in _digests(entry):
                found.setdefault((entry.kind_name, one), entry)
    return found


def _digests(entry: Entry) -> Iterator[str]:
    for _, texts, _ in localized_texts(entry):
        yield from map(digest, texts.values())


def _locked(site: Site[Read]) -> Mapping[str, Collection[str]]:
    """What the lock knows: by record, the digests of its original texts."""
    found: dict[str, set[str]] = {}
    for pair in read_pairs(site.project, Problems()):
        found.setdefault(pair.ref, set()).add(pair.original)
    return found


def _new_ids(site: Site[Read]) -> Mapping[str, Collection[str]]:
    known = site.once(_locked)
    return {kind: [one.id for one in found.values() if one.ref not in known] for kind, found in site.entries.items()}


def _printed_refs(site: Site[Read]) -> frozenset[str]:
    return frozenset(code.target for code in site.printed)


def note_gone(ref: str, where: Where, site: Site[Read], suggestions: Suggestions, problems: Problems) -> bool:
    """Note that a record is named that was there once, as one of the locks shows; False where none knows it."""
    kind, _, identifier = ref.partition(":")
    if ref in site.once(_printed_refs):
        file = f"content/{site.kinds[kind].folder}/{identifier}.yaml"
        problems.error("deleted-reference", where, ref=ref, file=file)
        return True
    is_known = ref in site.once(_locked)
    if is_known:
        suggestion = suggestions.nearest(identifier, site.once(_new_ids).get(kind, ()))
        problems.error("gone-reference", where, ref=ref, lock=LOCK, suggestion=suggestion)
    return is_known


def gone_with(file: FileName, site: Site[Read]) -> str:
    """The record that a file which is not there has gone with, one that was taken back; nothing where there is none.

    It names the file; or only its consent is left, and its id tells: `ada-1.jpg` was of `photo:ada-1` or `author:ada`.
    """
    if ref := site.once(_taken_back_files).get(file):
        return ref
    stem = PurePosixPath(file[1]).stem
    ends = [*(at for at, sign in enumerate(stem) if sign == "-"), len(stem)] if site.stones else []
    stones = site.once(_stones)
    return min((stones[stem[:end]] for end in ends if stem[:end] in stones), default="")


def _taken_back_files(site: Site[Read]) -> Mapping[FileName, str]:
    found: dict[FileName, str] = {}
    for entry in site.records():
        for loc, mark, name in marked_values(entry):
            if isinstance(mark, FileIn) and taken_back(entry, loc, site):
                found.setdefault((mark.folder, name), entry.ref)
    return found


def _stones(site: Site[Read]) -> Mapping[str, str]:
    """The records of which only a consent is left, by their ids."""
    return {ref.partition(":")[2]: ref for ref in sorted(site.stones, reverse=True)}


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
