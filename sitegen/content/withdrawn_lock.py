"""Files that somebody has withdrawn: `content/withdrawn.lock`, committed, so that no copy of one comes back.

As long as a record names such a file, its consent says so, and copies go with it. The lock is for the time when the
record is cut down or deleted, and the original with it. What was withdrawn by hand, earlier builds remember on their
computer. It names nobody: a row has a digest of the record's reference,
the size in bytes and the SHA-256 of the file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from sitegen.content.mentions import taken_back, taken_back_in
from sitegen.model.entries import Entry
from sitegen.model.involved import named_files
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project
from sitegen.model.site import FileName, Site
from sitegen.model.whole_file import write_whole

LOCK = "content/withdrawn.lock"
_HEAD = """\
# Files that were withdrawn. This file is written by “withdraw”; keep it in git, so that no copy of one is published.
# Where somebody agrees again and the file comes back under another record, delete its row.
"""
_ROW = re.compile(r"([0-9a-f]{16}) ([0-9]{1,15}) ([0-9a-f]{64})")


class Withdrawn(NamedTuple):
    """A file by its size in bytes and its SHA-256; `owner` is a digest of the reference of its record."""

    owner: str
    size: int
    sha256: str


def read_withdrawn(project: Project, problems: Problems) -> frozenset[Withdrawn]:
    """The rows of the lock; what is none is noted."""
    path, found = project.root / LOCK, set[Withdrawn]()
    if not path.is_file():
        return frozenset()
    for number, line in enumerate(path.read_text("utf-8-sig", errors="replace").splitlines(), 1):
        row = _ROW.fullmatch(line.strip())
        if row:
            found.add(Withdrawn(row[1], int(row[2]), row[3]))
        elif line.strip() and not line.startswith("#"):
            problems.error("bad-withdrawn-row", Where(LOCK, number, 1), file=LOCK)
    return frozenset(found)


def remember(project: Project, files: Iterable[tuple[Entry, FileName]]) -> None:
    """Write down the files of records, as far as they are there, with what is known already."""
    known = read_withdrawn(project, Problems())
    new = {row for entry, file in files if (row := _row(project, entry, file))}
    if new - known:
        rows = "".join(f"{owner} {size} {sha256}\n" for owner, size, sha256 in sorted(known | new))
        write_whole(project.root / LOCK, (_HEAD + rows).encode(), aside=project.aside)


def taken_back_now(site: Site[Read], digest: Callable[[str], str]) -> frozenset[Withdrawn]:
    """The files of records whose consent was withdrawn, or is over, as rows; `digest` gives the SHA-256 of a path."""
    files = (
        (entry, file)
        for entry in taken_back_in(site)
        for loc, file in named_files(entry)
        if taken_back(entry, loc, site)
    )
    return frozenset(row for entry, file in files if (row := _row(site.project, entry, file, digest)))


def _sha256(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _row(project: Project, entry: Entry, file: FileName, digest: Callable[[str], str] = _sha256) -> Withdrawn | None:
    path = project.root.joinpath(*file)
    try:
        size = path.stat().st_size
        return Withdrawn(_owner(entry.ref), size, digest(str(path))) if size else None
    except OSError:  # it is deleted already
        return None


def _owner(ref: str) -> str:
    return hashlib.blake2b(ref.encode(), digest_size=8).hexdigest()


def still_withdrawn(
    locked: frozenset[Withdrawn],
    entries: Iterable[Entry],
    sizes: Mapping[str, Mapping[str, int]],
    digest: Callable[[FileName], str],
) -> frozenset[FileName]:
    """The files that hold what was withdrawn, where the record that said so names it no more."""
    if not locked:
        return frozenset()
    asked = {row.size for row in locked}
    alike = {
        (folder, name): (size, digest((folder, name)))
        for folder, files in sizes.items()
        for name, size in files.items()
        if size in asked
    }
    own = {(_owner(entry.ref), alike[file]) for entry in entries for _, file in named_files(entry) if file in alike}
    over = {(size, sha256) for owner, size, sha256 in locked if (owner, (size, sha256)) not in own}
    return frozenset(file for file, what in alike.items() if what in over)
