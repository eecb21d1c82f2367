"""The finished tree -> the output folder, all or nothing.

The new site is written beside the old one and then takes its place in one step: by exchanging two folders where
the system can (Linux `renameat2(2)`, macOS `renamex_np(2)`), elsewhere by two renames that the next run completes
when it finds them half done.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sitegen.model.outputs import Plan

MARKER = ".sitegen.json"
"""Says that a folder is ours to replace, and what it holds."""

_FEW = 100
_PAUSE = 0.1
"""So many seconds pass between two looks at the lock of another build."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


class PublishError(Exception):
    """The output folder cannot be replaced: `code` and `params` become a problem."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params


@contextmanager
def exclusive(cache: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Hold the project's lock: two builds never mix. The system frees it when a process dies.

    `waits` is called once when another build has to end first.
    """
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("a+b") as file:
        if not _locked(file.fileno()):
            waits()
            while not _locked(file.fileno()):
                time.sleep(_PAUSE)
        yield


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            # Not flock(2), whose locks live on in the workers of a build that was killed.
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:  # somebody else has it
            return False
        raise
    return True


def _manifest(plan: Plan, tree: Mapping[str, Path]) -> dict[str, list[str | int]]:
    return {path: [plan.fingerprints[path], blob.stat().st_size] for path, blob in tree.items()}


def _known(output: Path) -> dict[str, list[str | int]] | None:
    """What the marker of a folder says it holds, or None where it is not ours."""
    try:
        found = json.loads((output / MARKER).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _listing(output: Path) -> dict[str, os.stat_result]:
    """The status of all files below a folder, by POSIX path."""
    found = {}
    for folder, _, names in os.walk(output):
        for name in names:
            path = Path(folder) / name
            found[path.relative_to(output).as_posix()] = path.lstat()
    return found


def published(plan: Plan, output: Path) -> bool:
    """Whether the output folder holds exactly this plan already, whole and without anything else."""
    known = _known(output)
    if known is None or {path: entry[0] for path, entry in known.items()} != dict(plan.fingerprints):
        return False
    found = _listing(output)
    marked = found.pop(MARKER).st_mtime_ns  # written last: what is younger was changed by somebody else
    if any(status.st_mtime_ns > marked for status in found.values()):
        return False
    return {path: status.st_size for path, status in found.items()} == {path: entry[1] for path, entry in known.items()}


def publish(tree: Mapping[str, Path], plan: Plan, output: Path) -> int:
    """Make `output` hold exactly this tree; it is the old site or the new one at every moment.

    Returns how many files went that are in the new one no more.

    Raises:
        PublishError: `foreign-output` (the folder holds files that we did not write) or `output-in-use`.
    """
    recover(output)
    if published(plan, output):
        return 0
    before = _known(output)
    if before is None and output.exists() and not (output.is_dir() and not any(output.iterdir())):
        raise PublishError("foreign-output", folder=output.name)
    staging = _beside(output, "new")
    manifest = _manifest(plan, tree)
    _write(tree, manifest, staging, _unchanged(before or {}, manifest, output), output)
    _swap(staging, output)
    shutil.rmtree(staging, ignore_errors=True)
    return len((before or {}).keys() - manifest.keys())


def _beside(output: Path, what: str) -> Path:
    """A folder of ours; its name must be nobody else's, because it is deleted."""
    return output.with_name(f".{output.name}.sitegen-{what}")


def _unchanged(before: Mapping[str, object], manifest: Mapping[str, object], output: Path) -> set[str]:
    """The files of the old site that are those of the new one, and that nobody has touched since we wrote them."""
    if not before:
        return set()
    found = _listing(output)
    marked = found[MARKER].st_mtime_ns
    intact = {path: status.st_size for path, status in found.items() if status.st_mtime_ns <= marked}
    return {
        path
        for path, entry in manifest.items()
        if isinstance(entry, list) and before.get(path) == entry and intact.get(path) == entry[1]
    }


def _write(
    tree: Mapping[str, Path], manifest: Mapping[str, object], staging: Path, unchanged: set[str], output: Path
) -> None:
    """Fill the staged folder: what has not changed is linked from the old site, the rest copied from the store."""
    folders = sorted({folder for path in tree for folder in (staging / path).parents if folder.is_relative_to(staging)})
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    new = []
    for path, blob in tree.items():
        if path not in unchanged or not _linked(output / path, staging / path):
            shutil.copyfile(blob, staging / path)
            new += [blob, staging / path]  # the store's file is as new as its copy
    (staging / MARKER).write_text(json.dumps(manifest, sort_keys=True), "utf-8")
    _flush([*new, staging / MARKER], folders)


def _linked(old: Path, new: Path) -> bool:
    """Give a file a second name; False where the file system has no such thing."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


def _flush(files: Sequence[Path], folders: Sequence[Path]) -> None:
    """Have the new files on the disk before the old ones go: one by one while they are few, else all at once."""
    if len(files) > _FEW and hasattr(os, "sync"):
        os.sync()
        return
    for file in files:
        with file.open("r+b") as opened:
            os.fsync(opened.fileno())
    for folder in folders if sys.platform != "win32" else ():
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _swap(staging: Path, output: Path) -> None:
    """Put the staged folder in the place of the old one; afterwards `staging` holds the old one, or nothing."""
    if not output.exists():
        output.parent.mkdir(parents=True, exist_ok=True)
        _rename(staging, output)
    elif not _exchange(staging, output):
        old = _beside(output, "old")
        shutil.rmtree(old, ignore_errors=True)
        _rename(output, old)
        _rename(staging, output)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or file system cannot."""
    paths = os.fsencode(one), os.fsencode(other)
    library = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
    if library is None:
        return False
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        return bool(library.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(*paths, _RENAME_SWAP) == 0)
    return False


def _rename(source: Path, target: Path) -> None:
    """Rename a folder, patiently: on Windows a virus scanner or a preview may hold a file for a moment."""
    for pause in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6):
        try:
            source.rename(target)
        except PermissionError:
            time.sleep(pause)
        except OSError as error:
            raise PublishError("output-in-use", folder=target.name, reason=str(error.strerror)) from error
        else:
            return
    raise PublishError("output-in-use", folder=target.name, reason="permission denied")


def recover(output: Path) -> None:
    """Finish what a killed run left: an old folder whose successor never took its place comes back."""
    old = _beside(output, "old")
    if old.is_dir() and not output.exists():
        _rename(old, output)
    for left in (old, _beside(output, "new")):
        shutil.rmtree(left, ignore_errors=True)
