"""What a finished build has read and written, so that the launcher can tell at once that nothing has changed.

The receipt names no file: it keeps digests of listings (names, sizes, times). Where a listing is another one, a real
build finds out by the bytes whether anything has changed. Only the standard library is imported here, and as little of
it as will do: the launcher asks before it imports the program.
"""

# ruff: noqa: PTH105, PTH107, PTH109, PTH112, PTH114, PTH115, PTH116, PTH118, PTH123, SIM105 - pathlib and contextlib take their time

from __future__ import annotations

import hashlib
import json
import os
import sys
import time

from sitegen.model.listing import changed, racy, state
from sitegen.model.running import is_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

NAME = "receipt.json"
READ = ("content", "photos", "podcasts", "templates", "static", "i18n")
"""What a build reads of a project."""

PROGRAM = ("sitegen", "templates", "static", "i18n", "build.py", "requirements.txt")
"""What it reads of the folder of the program."""

SECONDS = "\x00"
"""Stands in what is said for the time that it took."""

_SKIPPED = {"__pycache__"}


def inputs_of(root: str, home: str) -> list[str]:
    """Everything that a build of a project may read, folders and files, each once."""
    own = [os.path.join(root, name) for name in READ]
    return [*dict.fromkeys([*own, *(os.path.join(home, name) for name in PROGRAM)])]


def listing(paths: Iterable[str], inside: Sequence[str] = ()) -> tuple[str, int]:
    """List files and folders with all that is below: a digest, and when any file changed last, in ns.

    A link that leads nowhere, as editors lay beside a file that is open, is listed as a link; a linked folder is
    entered once, and only where it leads `inside` one of these, because no build reads what lies elsewhere.

    Raises:
        OSError: something cannot be read.
    """
    lines: list[str] = []
    newest = 0
    waiting = list(paths)
    entered: set[str] = set()
    while waiting:
        path = waiting.pop()
        if os.path.islink(path) and not _leads_into(path, inside):
            lines.append(f"{path}\0{os.readlink(path)}")
            continue
        try:
            with os.scandir(path) as found:
                entries = sorted(found, key=_name)
        except NotADirectoryError:
            status = os.stat(path)
            lines.append(f"{path}\0{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}")
            newest = max(newest, changed(status))
            continue
        except FileNotFoundError:
            lines.append(f"{path}\0-")
            continue
        lines.append(path)
        for entry in entries:
            if entry.is_dir() and not (entry.is_symlink() and not _leads_into(entry.path, inside)):
                if entry.name not in _SKIPPED and _is_new(entry, entered):
                    waiting.append(entry.path)
                continue
            try:
                status = entry.stat()
            except OSError:  # it leads nowhere, or in a circle
                status = entry.stat(follow_symlinks=False)
            lines.append(f"{entry.name}\0{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}")
            newest = max(newest, changed(status))
    text = "\n".join(lines).encode(errors="surrogateescape")
    return hashlib.blake2b(text, digest_size=16).hexdigest(), newest


def _list(root: str, home: str) -> tuple[str, int]:
    """List what a build may read."""
    own = (os.path.join(root, name) for name in READ)
    inside = [path for path in own if not os.path.islink(path)] + [os.path.join(home, name) for name in PROGRAM]
    return listing(inputs_of(root, home), [os.path.realpath(path) for path in inside])


def _leads_into(link: str, folders: Sequence[str]) -> bool:
    real = os.path.realpath(link)
    return any(real == folder or real.startswith(folder + os.sep) for folder in folders)


def _is_new(folder: os.DirEntry[str], entered: set[str]) -> bool:
    """Whether a folder has not been entered by another link; it is noted that it is now."""
    if not folder.is_symlink():
        return True
    real = os.path.realpath(folder.path)
    if real in entered:
        return False
    entered.add(real)
    return True


def clock() -> float:
    """Seconds that only their differences mean something of."""
    return time.monotonic()


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def asked(arguments: Sequence[str]) -> list[str]:
    """What a build was asked to do, and in which surroundings it speaks: the arguments, the folder, the console."""
    surroundings = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR")]
    return [*arguments, os.getcwd(), *surroundings, str(sys.stdout.isatty())]


def libraries() -> dict[str, int]:
    """When each folder of installed packages has changed last, in ns: that of every package is beside it there."""
    folders = [path for path in sys.path if path.endswith("-packages") and os.path.isdir(path)]
    return {path: os.stat(path).st_mtime_ns for path in folders}


class Receipt:
    """Written for one build: begun before it reads, and written when it has ended well."""

    def __init__(self, root: str, home: str, arguments: Sequence[str]) -> None:
        self._root, self._home, self._asked = root, home, asked(arguments)
        self._begun = time.time_ns()
        try:
            self._inputs, self._newest = _list(root, home)
        except OSError:  # a real build says what cannot be read
            self._inputs, self._newest = "", 0

    def write(self, cache: str, output: str, until: float | None, says: str) -> None:
        """Write it, unless something has changed since it was begun, or may have changed in the moment before.

        `until` is the moment (POSIX time) from which another site would come out, `says` what a build says that finds
        nothing to do.
        """
        path = os.path.join(cache, NAME)
        other = not is_whole() or _list(self._root, self._home)[0] != self._inputs
        if other or racy(self._newest, self._begun):
            _remove(path)
            return
        content = {
            "asked": self._asked,
            "root": self._root,
            "home": self._home,
            "inputs": self._inputs,
            "libraries": libraries(),
            "output": [output, state(output)],
            "from": self._begun / 1e9,
            "until": until,
            "says": says,
        }
        text = json.dumps(content)
        new = f"{path}.new"
        try:
            with open(new, "w", encoding="utf-8") as file:
                file.write(f"{_sign(text)}\n{text}")
            os.replace(new, path)
        except OSError:  # the site is published all the same; without a receipt the next build looks for itself
            _remove(new)
            _remove(path)

    @staticmethod
    def drop(cache: str) -> None:
        """Have none, so that the next build looks for itself."""
        _remove(os.path.join(cache, NAME))


def nothing_changed(root: str, home: str, arguments: Sequence[str]) -> str | None:
    """What a build with these arguments would say, if it would find that nothing has changed; else None."""
    known = _read(os.path.join(root, ".cache", NAME))
    if known is None or known["asked"] != asked(arguments) or (known["root"], known["home"]) != (root, home):
        return None
    if known["until"] is not None and not known["from"] <= time.time() < known["until"]:  # clocks are also set back
        return None
    try:
        same = all(os.stat(path).st_mtime_ns == changed for path, changed in known["libraries"].items())
        same = same and _list(root, home)[0] == known["inputs"]
        output, written = known["output"]
        same = same and written is not None and state(output) == written
    except OSError:
        return None
    says: str = known["says"]
    return says if same else None


def _read(path: str) -> dict[str, Any] | None:
    """A receipt that is whole; None where there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            sign, _, text = file.read().partition("\n")
    except (OSError, ValueError):
        return None
    found: dict[str, Any] | None = json.loads(text) if sign == _sign(text) else None
    return found


def _sign(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except OSError:  # it is not there, or not ours: then it is no receipt either
        pass
