"""What is done to whole folders of files: some are deleted, linked, or had on the disk."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sitegen.model.listing import Listing
from sitegen.model.whole_file import flush, naming

_FEW = 256
"""So few files and folders are flushed each by itself; more of them with their whole file system, which may have to
wait for what other programs write, but takes a hundredth of the time."""
_AT_ONCE = 16
"""So many are flushed at a time: the disk writes them together."""


def linked_or_copied(source: str | Path, target: str | Path) -> None:
    """Give a file a second name, or, where the file system has no such thing, copy it."""
    if not linked(Path(source), Path(target)):
        with naming(Path(target)):
            shutil.copy2(source, target)


def delete(path: Path) -> None:
    """Delete a file, a link or a folder with all that is below."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def clear(root: Path, have: Listing, stay: set[str]) -> set[str]:
    """Delete every file of a tree that does not stay, and every folder that then holds none; returns the files."""
    gone = have.files.keys() - stay
    for path in gone:
        (root / path).unlink()
    for folder in sorted(set(have.folders) - folders_of(stay), reverse=True):
        (root / folder).rmdir()
    return gone


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders that files lie in, but for the uppermost."""
    found = set[str]()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def make_folders(root: Path, paths: Iterable[str]) -> None:
    """Make the folders in which files are to lie, by their paths below a root."""
    for folder in sorted(folders_of(paths)):
        (root / folder).mkdir(exist_ok=True)


def standing(root: Path, paths: Iterable[str]) -> list[Path]:
    """The folders whose names changed with these files, as far as there still are any."""
    return [root, *(root / folder for folder in folders_of(paths) if (root / folder).is_dir())]


def linked(old: Path, new: Path) -> bool:
    """Give a file a second name; False where the file system has no such thing."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


def flush_all(paths: Sequence[Path]) -> None:
    """Have new files and changed folders on the disk."""
    if len(paths) <= _FEW or not _flush_system(paths[0]):
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(flush, paths))


def _flush_system(path: Path) -> bool:
    """Flush the file system that holds a file or folder (Linux `syncfs(2)`); False where there is no such call."""
    if sys.platform != "linux":
        return False
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return bool(ctypes.CDLL(None).syncfs(descriptor) == 0)
    finally:
        os.close(descriptor)
