"""Files in a site that no build has put there: how they are called in a report, and how they are laid beside it."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Literal

from sitegen.model.folders import is_left_behind
from sitegen.model.listing import beside
from sitegen.publish.publish_error import PublishError
from sitegen.publish.swapping import rename
from sitegen.publish.trees import flush_all

Foreign = Literal["refuse", "aside", "delete"]
"""What is done where a site holds files that no build has written: publish nothing, lay them beside it, delete them."""

_NAMED = 10
"""So many paths are named at most."""


def named(paths: Sequence[str]) -> str:
    """The first of some paths, and how many there are."""
    return ", ".join(paths[:_NAMED]) + (f" … ({len(paths)})" if len(paths) > _NAMED else "")


def free_beside(output: Path) -> Path:
    """A folder that is not there yet, for what somebody laid into a site; no run deletes it."""
    names = (f"aside-{number}" if number > 1 else "aside" for number in count(1))
    return next(path for path in (Path(beside(output, name)) for name in names) if not os.path.lexists(path))


def laid_aside(output: Path) -> dict[Path, str]:
    """The folders in which something lies that was laid aside, and how it is called.

    It may show what was withdrawn: where a web server shows what lies beside a site, it is not to read them.
    """
    folders = sorted(output.parent.glob(glob.escape(Path(beside(output, "aside")).name) + "*"))
    for folder in folders:
        if folder.is_dir() and not folder.is_symlink():
            with suppress(OSError):  # it is somebody else's
                folder.chmod(0o700)
    return {folder: named(names) for folder in folders if (names := _names_in(folder))}


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(path.name + ("/" if path.is_dir() and not path.is_symlink() else "") for path in folder.iterdir())
    except OSError:  # somebody's file, or a folder that may not be looked into
        return [folder.name]


def carry(paths: Iterable[str], source: Path, target: Path) -> list[str]:
    """Move files and folders, as far as they are there, from below one folder to below another.

    Returns those that may not be moved, such as a folder of somebody else with other rights.
    """
    stuck = []
    for path in paths:
        one, other = source / path, target / path
        if os.path.lexists(one):
            other.parent.mkdir(parents=True, exist_ok=True)
            try:
                rename(one, other, source)
            except PublishError:
                stuck.append(path)
                with suppress(OSError):  # there is something in it
                    for folder in (other.parent, *other.parent.relative_to(target).parents):
                        (target / folder).rmdir()
    flush_all([folder for folder in (source, target) if folder.is_dir()])
    return stuck


def holds_only(folder: Path, names: Collection[str]) -> bool:
    """Whether nothing lies in a folder but what has these names, and what systems leave behind."""
    return all(path.name in names or is_left_behind(path.name) for path in folder.iterdir())
