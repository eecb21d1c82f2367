"""Whether this process still runs the program that lies on the disk.

Fingerprints hold digests of the program's files. They are read after the program was loaded, and some modules are
loaded later than that. A file that is another one by then (an update, a developer's save) must not be taken for the one
that runs, or what old code makes is kept for ever as the new code's.
"""

from __future__ import annotations

import hashlib
import os
import sys

# ruff: noqa: PTH100, PTH116, PTH120 - pathlib is slow to import, and this is done at each start

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_ROOTS = tuple(dict.fromkeys((_PACKAGE + os.sep, os.path.realpath(_PACKAGE) + os.sep)))

Mark = tuple[int, int, int]
"""Size in bytes, times of modification and of change in ns."""


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
_seen = set[str]()
"""Modules of which it is known that what was loaded is what lay there at the start."""


def identity() -> str:
    """A digest of the program as it was when this process started; another process compares it with its own."""
    return hashlib.blake2b(repr(sorted(_STARTED.items())).encode(), digest_size=16).hexdigest()


def files() -> list[str]:
    """The paths of the program's files, as they were when this process started."""
    return [_ROOTS[-1] + path for path in _STARTED]


def _known(path: str) -> Mark | None:
    return next((_STARTED.get(path[len(root) :]) for root in _ROOTS if path.startswith(root)), None)


def is_own(path: str) -> bool:
    """Whether there was such a file of the program then."""
    return _known(os.path.abspath(path)) is not None


def is_as_started(path: str) -> bool:
    """Whether a file of the program is what it was when this process started."""
    whole = os.path.abspath(path)
    try:
        return (known := _known(whole)) is not None and _mark(whole) == known
    except OSError:
        return False


def is_whole() -> bool:
    """Whether every file of the program is as it was."""
    try:
        return listed() == _STARTED
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
