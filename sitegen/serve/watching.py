"""Notices at once that a file of the project was saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

from watchfiles import watch

from sitegen.model.project import Project
from sitegen.receipt import READ

_QUIET = 15
"""So many milliseconds without another change end a save: editors write several files."""
_LONGEST = 200
"""After so many a save that goes on is looked at all the same."""
_PULSE = 100
"""So often, in milliseconds, it is looked whether there are new folders to watch."""


class Saves:
    """Watches, in a thread of its own, from the moment it is made."""

    def __init__(self, project: Project) -> None:
        self._saved, self._watching = Event(), Event()
        self._fault: Exception | None = None
        Thread(target=self._watch, args=[project], daemon=True).start()
        self._watching.wait()

    @property
    def waiting(self) -> bool:
        """Whether something was saved since `wait` said so last."""
        return self._saved.is_set()

    def wait(self) -> None:
        """Wait until something is saved, or was since the last time.

        Raises:
            Exception: the system does not let the folders be watched.
        """
        while not self._saved.wait(1):  # so that Ctrl+C is heard everywhere
            pass
        self._saved.clear()
        if self._fault:
            raise self._fault

    def _watch(self, project: Project) -> None:
        try:
            for saved in _changes(project):
                self._watching.set()
                if saved:
                    self._saved.set()
        except Exception as error:  # noqa: BLE001 - it is raised where somebody waits
            self._fault = error
            self._watching.set()
            self._saved.set()


def _changes(project: Project) -> Iterator[bool]:
    """Whether files have changed since it was asked last; the first answer says that it watches."""
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
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
        try:
            for saved in saves:
                yield bool(saved) or changed
                # One that was deleted and put back may have the number that it had.
                changed = any(Path(path) in folders for _, path in saved) or _folders(project) != folders
                if changed:
                    break
        except FileNotFoundError:  # a folder went before it was watched
            changed = True


def _folders(project: Project) -> dict[Path, int]:
    """The folders that a build reads, each with what tells it from another one in its place.

    One that has just been deleted is looked for again.
    """
    while True:
        try:
            return {path: path.stat().st_ino for name in READ for path in project.folders(name)}
        except FileNotFoundError:
            continue
