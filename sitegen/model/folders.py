"""What lies in a folder, asked once and cheaply."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

_LEFT_BY_SYSTEMS = {"Thumbs.db", "ehthumbs.db", "desktop.ini", ".DS_Store", "Icon\r"}
_LEFT_BY_SYSTEMS |= {"__MACOSX", ".AppleDouble", "@eaDir"}
_LEFT_BEGINS = ("._", "~$", ".~lock.", ".#")
_LEFT_ENDS = ("~", ".crdownload", ".part", *(f".sw{letter}" for letter in "abcdefghijklmnop"))


def is_left_behind(name: str) -> bool:
    """Whether a file or a folder is none of the editor's: what systems and programs leave beside every file.

    By macOS, Windows, Office, LibreOffice, Vim, Emacs, a Synology server, and half downloads.
    """
    of_editor = name.startswith(_LEFT_BEGINS) or name.endswith(_LEFT_ENDS) or (name[:1] == name[1:][-1:] == "#")
    return of_editor or name in _LEFT_BY_SYSTEMS


def is_own_file(path: Path) -> bool:
    """Whether there is a file that no system or program left behind."""
    return path.is_file() and not is_left_behind(path.name)


def files_below(folder: Path, start: str = "") -> Iterator[str]:
    """The files below a folder by their POSIX paths, as the disk spells them; no linked folder is entered.

    What systems and programs leave behind is not among them.

    Raises:
        OSError: a folder cannot be read. One that is not there has no files.
    """
    if not start and not folder.is_dir():
        return
    with os.scandir(folder) as found:
        for one in found:
            if is_left_behind(one.name):
                continue
            if one.is_dir(follow_symlinks=False):
                yield from files_below(Path(one.path), f"{start}{one.name}/")
            elif one.is_file():
                yield f"{start}{one.name}"


def file_named(folder: Path, name: str) -> Path | None:
    """The file of a name that a record gives, below a folder; None where there is none, or the name leads out of it."""
    parts = PureWindowsPath(name).parts  # of which those of POSIX are some
    path = folder / name
    inside = name[:1] not in "/\\" and ".." not in parts and not PureWindowsPath(name).drive
    return path if inside and os.path.isfile(path) else None  # noqa: PTH113 - a name too long is an error to pathlib
