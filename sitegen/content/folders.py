"""What lies in a folder, asked once and cheaply."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def files_below(folder: Path, start: str = "") -> Iterator[str]:
    """The files below a folder by their POSIX paths, as the disk spells them; no linked folder is entered.

    Raises:
        OSError: a folder cannot be read. One that is not there has no files.
    """
    if not start and not folder.is_dir():
        return
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir(follow_symlinks=False):
                yield from files_below(Path(one.path), f"{start}{one.name}/")
            elif one.is_file():
                yield f"{start}{one.name}"


def inside(folder: Path, name: str) -> bool:
    """Whether a file below a folder is no link that leaves the folder."""
    path = folder / name
    return not path.is_symlink() or path.resolve().is_relative_to(folder.resolve())
