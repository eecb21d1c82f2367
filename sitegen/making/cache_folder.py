"""The cache folder of a project: known for our own before anything is written into it, or deleted from it."""

from __future__ import annotations

import os
from pathlib import Path

from sitegen.model.whole_file import write_whole

TAG = "CACHEDIR.TAG"
"""The file that makes a folder a cache to programs that copy (Cache Directory Tagging Specification)."""
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55\n"
_OURS = (
    f"{_SIGNATURE}# The cache of sitegen. All of it may be deleted; the program deletes whatever it needs no more.\n"
).encode()
_EARLY = {"blobs", "lock", "memory.db", "memory.db-journal", "receipt.json", "loudness.json", "preview"}
"""What is in one before it has its tag: from the beginning of its first run, or of versions that wrote none."""


class ForeignCache(Exception):  # noqa: N818 - named for what it is
    """The cache folder, or the one of the blobs in it, is a link, or holds what this program did not write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(str(folder))


def claim(folder: Path) -> None:
    """Make the cache folder where it is not there, and mark it as ours: all that is in it may be deleted one day.

    Raises:
        ForeignCache: it is not ours, so nothing may be.
    """
    for one in (folder, folder / "blobs"):
        if os.path.lexists(one) and one.resolve() != one.parent.resolve() / one.name:
            raise ForeignCache(one)
    folder.mkdir(parents=True, exist_ok=True)
    tag, names = folder / TAG, {path.name for path in folder.iterdir()}
    written = _beginning(tag)
    if written == _OURS:
        return
    known = _EARLY | {name for name in names if name.startswith((".new-", ".preview.sitegen-"))}
    # A power cut, a disk or a hand may have damaged what we wrote; then the rest of the folder tells that it is ours.
    if written is not None and (_OURS.startswith(written) or "memory.db" in names):
        known.add(TAG)
    if names - known:
        raise ForeignCache(folder)
    write_whole(tag, _OURS)


def _beginning(tag: Path) -> bytes | None:
    """What a file says, as far as ours could; None where there is none that can be read."""
    try:
        with tag.open("rb") as file:
            return file.read(len(_OURS) + 1)
    except OSError:
        return None
