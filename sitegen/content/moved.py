"""What was renamed or deleted, told from what it left behind: a folder of records, and what others name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from sitegen.content.kinds import KINDS
from sitegen.content.mentions import taken_back
from sitegen.content.translating.translation_lock import LOCK, read_pairs
from sitegen.model.entries import FileIn, marked_values
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


def note_gone(ref: str, where: Where, site: Site[Read], problems: Problems) -> bool:
    """Note that a record is named that was there once, as one of the locks shows; False where none knows it."""
    kind, _, identifier = ref.partition(":")
    if any(code.target == ref for code in site.printed):
        file = f"content/{site.kinds[kind].folder}/{identifier}.yaml"
        problems.error("deleted-reference", where, ref=ref, file=file)
        return True
    locked = {pair.ref for pair in read_pairs(site.project, Problems())}
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
