"""Records that nothing reads: what their folder or their name was to be, and whom a name means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from sitegen.content.kinds import KINDS
from sitegen.content.texts_left import has_left_texts
from sitegen.content.translating.translation_lock import read_pairs
from sitegen.model.accents import as_id
from sitegen.model.entries import Entry
from sitegen.model.media import Read
from sitegen.model.problems import Problems
from sitegen.model.project import Project
from sitegen.model.site import Site
from sitegen.model.suggestions import nearest


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
