"""What lies below a folder, seen in one pass; nothing but the standard library, because the launcher asks too."""

from __future__ import annotations

import hashlib
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

RACY = 20_000_000
"""So many nanoseconds after a change a file may change again without a trace in its times."""

COARSE = 2_000_000_000
"""The same on file systems that keep whole seconds only."""


_OPEN = os.R_OK | os.X_OK


class Listing:
    """`files` below a folder, links too, with their status, and its `folders`; by POSIX path relative to it."""

    def __init__(self, folder: str | os.PathLike[str], but: Collection[str] = (), *, closed: bool = False) -> None:
        """List a folder, but for these names at its top; one that is not there is empty.

        A folder below that may not be looked into counts as a file where it may be `closed`.

        Raises:
            OSError: something in it cannot be listed.
        """
        self.files: dict[str, os.stat_result] = {}
        self.folders: list[str] = []
        waiting = [("", os.fspath(folder))] if os.path.isdir(folder) else []  # noqa: PTH112 - pathlib is slow to import
        while waiting:
            below, path = waiting.pop()
            with os.scandir(path) as entries:
                for entry in entries:
                    if not below and entry.name in but:
                        continue
                    if entry.is_dir(follow_symlinks=False) and not (closed and not os.access(entry.path, _OPEN)):
                        self.folders.append(below + entry.name)
                        waiting.append((f"{below}{entry.name}/", entry.path))
                    else:
                        self.files[below + entry.name] = entry.stat(follow_symlinks=False)

    @property
    def digest(self) -> str:
        """A digest that is another one after any change of names, sizes, or times that no program can set."""
        lines = sorted(f"{path} {status.st_size} {changed(status)}" for path, status in self.files.items())
        return hashlib.sha256("\n".join(lines).encode(errors="surrogateescape")).hexdigest()


def changed(status: os.stat_result) -> int:
    """When a file was last changed, in ns: its bytes, its names or its rights, whatever its times were set to."""
    return max(status.st_mtime_ns, status.st_ctime_ns)


def racy(newest: int, seen: int) -> bool:
    """Whether what had changed last at one moment may have changed again since it was seen, and looks as it did; in ns.

    Clocks of file systems tick, and two changes within one tick have the same time ("racily clean", as git calls it).
    """
    return newest > seen - (RACY if newest % 1_000_000_000 else COARSE)


def beside(output: str | os.PathLike[str], what: str) -> str:
    """A folder of ours beside a site; its name must be nobody else's, because it is deleted."""
    folder, name = os.path.split(os.path.realpath(output))
    return os.path.join(folder, f".{name}.sitegen-{what}")  # noqa: PTH118 - the same


def state(output: str | os.PathLike[str]) -> str | None:
    """A digest of a site as it stands, the same as long as nobody touches it.

    None where it cannot be listed, or where a run was killed and the next one has to tidy up.
    """
    if any(os.path.lexists(beside(output, what)) for what in ("new", "old")):
        return None
    try:
        return Listing(output).digest
    except OSError:
        return None
