"""Notices at once that a file of the project was saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from watchfiles import watch

from sitegen.model.project import Project
from sitegen.receipt import READ

_QUIET = 25
"""So many milliseconds without another change end a save: editors write several files."""
_LONGEST = 200
"""After so many a save that goes on is looked at all the same."""
_PULSE = 100
"""So often it is looked whether there are new folders to watch."""

_Folders = dict[Path, int]


def changes(project: Project) -> Iterator[bool]:
    """Whether files of the project have changed since it was asked last; the first answer says that it watches."""
    changed = False
    while True:
        folders = _folders(project)
        # The polling that WSL needs looks that often as well.
        saves = watch(
            *folders,
            debounce=_LONGEST,
            step=_QUIET,
            rust_timeout=_PULSE,
            yield_on_timeout=True,
            poll_delay_ms=_PULSE,
            ignore_permission_denied=True,
        )
        for saved in saves:
            yield bool(saved) or changed
            changed = _folders(project) != folders
            if changed:
                break


def _folders(project: Project) -> _Folders:
    """The folders that a build reads, with what tells one from another that took its place."""
    return {path: path.stat().st_ino for name in READ for path in project.folders(name)}
