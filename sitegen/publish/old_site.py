"""The output folder as it is before a build is published: whether it is ours, and what lies in it."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping
from os.path import samestat
from pathlib import Path
from stat import S_ISREG

from sitegen.making.blobs import is_copy
from sitegen.model.folders import is_left_behind
from sitegen.model.listing import Listing, beside, changed
from sitegen.model.outputs import Plan
from sitegen.publish.trees import folders_of

MARKER = ".sitegen.json"
"""Says that a folder is ours to replace, and what it holds."""

_LARGEST = 256 * 1024 * 1024
"""Bytes of a marker: those of a site with more than a million files."""
_COLUMNS = 2
"""A fingerprint and a size."""

Manifest = dict[str, list[str | int]]
"""What a marker says: the fingerprint and the size in bytes of each file, by its path."""


def read_marker(output: Path, found: Listing | None = None, hosts: Collection[str] = ()) -> Manifest | None:
    """What the marker of a folder says it holds, or None where it is not ours; nothing where the marker is damaged.

    Ours is a folder with half the files that its marker lists, or with no others than it, or, whatever the marker is,
    with half the files of the twin beside it, which only we can have made. A marker alone can be a copy.
    `found` is what lies in the folder, but for what is the host's, where that is known.
    """
    seen = (found or Listing(output)).files
    manifest = _said(output / MARKER)
    listed = [path for path in manifest if path.partition("/")[0] not in hosts]
    if manifest and (not seen.keys() - {MARKER} or _half(path in seen for path in listed)):
        return manifest
    beside_it = Path(beside(output, "twin"))
    twin = {} if beside_it.is_symlink() else Listing(beside_it).files
    return {} if _half(path in seen and samestat(seen[path], twin[path]) for path in twin.keys() - {MARKER}) else None


def _said(marker: Path) -> Manifest:
    """What a marker says; nothing where it is none of ours, or damaged."""
    try:
        status = marker.lstat()
        if not S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return {}
        said = json.loads(marker.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    rows = said.values() if isinstance(said, dict) else [None]
    return said if all(isinstance(row, list) and len(row) == _COLUMNS for row in rows) else {}


def _half(true: Iterable[bool]) -> bool:
    """Whether at least half of these are so, and one of them."""
    each = list(true)
    return any(each) and sum(each) * 2 >= len(each)


class OldSite:
    """The output folder as it is: what its marker says, what lies in it, and what of that the new site keeps.

    Kept is a file that is as it should be and that nobody has touched since the marker got its last name, or that
    holds the right bytes all the same: what was made anew and came out as it was is no other file.
    """

    def __init__(self, tree: Mapping[str, Path], plan: Plan, output: Path, hosts: Collection[str]) -> None:
        self.hosts = [name for name in hosts if os.path.lexists(output / name)]
        self.found = Listing(output, self.hosts, closed=True)
        marker = read_marker(output, self.found, self.hosts)
        self.ours, self.known = marker is not None, marker or {}
        self.foreign = self._foreign(output) if self.ours else []
        self._sealed = changed(self.found.files[MARKER]) if marker else 0
        self.kept = {path for path in tree if self._holds(path, plan.fingerprints[path], output, tree)}
        same = len(self.kept) == len(tree) == len(self.found.files) - 1  # as many of each: then they are the same ones
        self.whole = self.ours and same and self.manifest(plan) == self.known

    def _holds(self, path: str, fingerprint: str, output: Path, tree: Mapping[str, Path]) -> bool:
        status = self.found.files.get(path)
        if status is None or not S_ISREG(status.st_mode) or path not in self.known:
            return False
        if self.known[path] == [fingerprint, status.st_size] and changed(status) <= self._sealed:
            return True
        return is_copy(output / path, tree[path])

    def _foreign(self, output: Path) -> list[str]:
        """The files that no build has written, and no system left behind; of folders without any of ours these alone.

        Where the marker is damaged, the twin says what is ours.
        """
        ours = {MARKER, *(self.known or Listing(beside(output, "twin")).files)}
        others = [path for path in self.found.files.keys() - ours if not any(map(is_left_behind, path.split("/")))]
        folders = folders_of(ours) if others else set()
        return sorted({_uppermost(path, folders) for path in others})

    def manifest(self, plan: Plan) -> Manifest:
        """What the marker is to say of what is kept."""
        return {path: [plan.fingerprints[path], self.found.files[path].st_size] for path in self.kept}

    def seal(self, output: Path) -> None:
        """Make the marker the last file that was changed: what was read now need not be read again."""
        if any(changed(status) > self._sealed for status in self.found.files.values()):
            marker = self.found.files[MARKER]
            os.utime(output / MARKER, ns=(marker.st_atime_ns, marker.st_mtime_ns))


def _uppermost(path: str, ours: Collection[str]) -> str:
    """The path, or the uppermost folder above it that is none of these, with a stroke at its end."""
    parts = path.split("/")
    above = ("/".join(parts[:end]) for end in range(1, len(parts)))
    return next((f"{folder}/" for folder in above if folder not in ours), path)
