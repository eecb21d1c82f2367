"""One folder takes the place of another: in one step where the system can, else by two renames."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import time
from pathlib import Path

from sitegen.model.listing import beside
from sitegen.publish.publish_error import PublishError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def swap(staging: Path, output: Path) -> Path | None:
    """Put the staged folder in the place of the old one; returns where the old one is then, if there was one."""
    if not output.exists():
        output.parent.mkdir(parents=True, exist_ok=True)
        rename(staging, output, output)
        return None
    if _exchange(staging, output):
        return staging
    old = Path(beside(output, "old"))
    rename(output, old, output)
    rename(staging, output, output)
    return old


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


def rename(source: Path, target: Path, output: Path) -> None:
    """Rename a folder, patiently: on Windows a virus scanner or a preview may hold a file for a moment."""
    for pause in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6):
        try:
            source.rename(target)
        except PermissionError:
            time.sleep(pause)
        except OSError as error:
            if error.errno == errno.EBUSY:  # a file system begins there
                raise PublishError("output-mounted", folder=output.name) from error
            raise PublishError("output-in-use", folder=output.name, reason=str(error.strerror)) from error
        else:
            return
    raise PublishError("output-in-use", folder=output.name, reason="permission denied")


def recover(output: Path) -> None:
    """Finish what a killed run left: an old folder whose successor never took its place comes back.

    What else is left beside goes, and the twin of any site there that somebody has deleted.
    """
    output = output.resolve()
    new, old, twin = (Path(beside(output, what)) for what in ("new", "old", "twin"))
    for ours in (new, old, twin):
        if os.path.lexists(ours) and (ours.is_symlink() or not ours.is_dir()):  # we make folders, and follow nothing
            ours.unlink()
    if old.is_dir() and not output.exists():
        rename(old, output, output)
    twins = output.parent.glob(".*.sitegen-twin")
    orphans = [twin for twin in twins if not twin.with_name(twin.name[1:].removesuffix(".sitegen-twin")).exists()]
    for left in (new, old, *orphans):
        shutil.rmtree(left, ignore_errors=True)
