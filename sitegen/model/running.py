"""Whether this process still runs the program that lies on the disk.

Fingerprints hold digests of the program's files. They are read after the program was loaded, and some modules are
loaded later than that. A file that is another one by then (an update, a developer's save) must not be taken for the one
that runs, or what old code makes is kept for ever as the new code's.
"""

from __future__ import annotations

import hashlib
import os
import sys

# ruff: noqa: PTH100, PTH116, PTH120, PTH123 - pathlib is slow to import, and this is done at each start

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_ROOTS = tuple(dict.fromkeys((_PACKAGE + os.sep, os.path.realpath(_PACKAGE) + os.sep)))

Mark = tuple[int, int, int]
"""Size in bytes, times of modification and of change in ns."""

Program = tuple[dict[str, Mark], dict[str, str]]
"""The files of the program, and the digests that are known of them, by their paths below it."""


class ProgramChanged(Exception):  # noqa: N818 - it says what happened
    """What this process makes from here on could be the work of two versions of the program."""


def _mark(path: str) -> Mark:
    status = os.stat(path)
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def listed(package: str = _PACKAGE) -> dict[str, Mark]:
    """The files of the program by their path below it, but for what Python and editors of text lay beside them.

    Vim tries with a file `4913` whether it may write; Emacs saves into `#a.py#`.
    """
    found: dict[str, Mark] = {}
    waiting = [package]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith((".", "#", "__pycache__")) or entry.name.endswith("~") or entry.name.isdigit():
                    continue
                if entry.is_dir():
                    waiting.append(entry.path)
                else:
                    found[entry.path[len(package) + 1 :]] = _mark(entry.path)
    return found


_STARTED = listed()
"""What they were when the first module was loaded."""
_DATA = [_PACKAGE + os.sep + path for path in _STARTED if not path.endswith(".py")]
_digests: dict[str, str] = {}
"""SHA-256 of files, taken while they were what they were then."""
_seen = set[str]()
"""Modules of which it is known that what was loaded is what lay there at the start."""


def program() -> Program:
    """What this process runs, for another one to `join`."""
    return dict(_STARTED), dict(_digests)


def join(other: Program) -> bool:
    """Run from here on what another process runs; False where this one has loaded something else."""
    marks, digests = other
    if marks != _STARTED and not is_whole():
        return False
    _digests.update(digests)
    own = dict(_STARTED)
    _STARTED.clear()
    _STARTED.update(marks)
    return marks == own or is_whole()


def files() -> list[str]:
    """The paths of the program's files, as they were when this process started."""
    return [_ROOTS[-1] + path for path in _STARTED]


def _name(path: str) -> str:
    """The path of a file below the program; nothing where it lies elsewhere."""
    whole = os.path.abspath(path)
    return next((whole[len(root) :] for root in _ROOTS if whole.startswith(root)), "")


def is_own(path: str) -> bool:
    """Whether there was such a file of the program then."""
    return _name(path) in _STARTED


def note(path: str, digest: str) -> None:
    """Keep the digest of a file that is as it was when this process started."""
    _digests[_name(path)] = digest


def noted(path: str) -> str | None:
    """The digest of a file as it was then, where it is known."""
    return _digests.get(_name(path))


def is_as_started(path: str) -> bool:
    """Whether a file of the program is what it was when this process started.

    New rights, a second name or a backup give it another time of change alone; then its bytes decide, where their
    digest is known. With another time of modification it may have been another file in between, when it was loaded.
    """
    name = _name(path)
    try:
        return name in _STARTED and _is(path, name, _mark(path))
    except OSError:
        return False


def _is(path: str, name: str, mark: Mark) -> bool:
    """Whether a file with this mark is what the file of this name was."""
    known = _STARTED[name]
    if mark == known or mark[:-1] != known[:-1] or name not in _digests:
        return mark == known
    with open(path, "rb") as file:
        same = hashlib.sha256(file.read()).hexdigest() == _digests[name]
    if same and _mark(path) == mark:  # so it need not be read again
        _STARTED[name] = mark
    return same


def is_whole() -> bool:
    """Whether every file of the program is as it was."""
    try:
        found = listed()
        return found.keys() == _STARTED.keys() and all(_is(_ROOTS[0] + one, one, found[one]) for one in found)
    except OSError:
        return False


def is_one() -> bool:
    """Whether all that was loaded is of the program as it was at the start; asked before what it made is kept.

    A module counts that was loaded since it was asked last, and every file that is read as data.
    """
    own = [name for name in tuple(sys.modules) if name.startswith("sitegen.") and name not in _seen]
    loaded = (getattr(sys.modules.get(name), "__file__", None) for name in own)
    if not all(map(is_as_started, (*filter(None, loaded), *_DATA))):
        return False
    _seen.update(own)
    return True


def stay_one() -> None:
    """Stop where it is not.

    Raises:
        ProgramChanged: it is not.
    """
    if not is_one():
        raise ProgramChanged


def stay_whole() -> None:
    """Stop where any file of the program is another one: asked when it fails, which it may do for that.

    Raises:
        ProgramChanged: one is.
    """
    if not is_whole():
        raise ProgramChanged
