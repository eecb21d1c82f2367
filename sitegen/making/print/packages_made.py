"""The packages of print jobs that were written to this computer: they show people, so they go with a consent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sitegen.making.store import Store

PACKAGES = "packages"
"""The folder of the project that they go to, unless told otherwise."""


class Deleted(NamedTuple):
    """The packages that were deleted, and those that could not be, or that somebody has changed since."""

    gone: tuple[Path, ...]
    left: tuple[Path, ...]


def note_package(file: Path, content: bytes, store: Store) -> None:
    """Remember where a package is written, with its SHA-256."""
    store.note_package(file.absolute(), hashlib.sha256(content).hexdigest())


def delete_packages(store: Store) -> Deleted:
    """Delete all that were made, wherever: one verb makes them again, without what may not be shown any more."""
    there = [(file, digest) for file, digest in store.packages() if file.is_file()]
    gone = [file for file, digest in there if _is_deleted(file, digest)]
    store.forget_packages(gone)
    return Deleted(tuple(gone), tuple(file for file, _ in there if file not in gone))


def _is_deleted(file: Path, digest: str) -> bool:
    try:
        with file.open("rb") as opened:
            same = hashlib.file_digest(opened, "sha256").hexdigest() == digest
        if same:
            file.unlink()
    except OSError:  # some program has it open, or the folder takes no change
        return False
    return same


def shown(files: Iterable[Path], root: Path) -> str:
    """Files in one line: those of the project by their path in it."""
    return ", ".join((one.relative_to(root) if one.is_relative_to(root) else one).as_posix() for one in files)
