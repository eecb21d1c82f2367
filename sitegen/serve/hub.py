"""Between two threads: the one that answers browsers, and the one that builds."""

from __future__ import annotations

import re
import time
from asyncio import wrap_future
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from types import MappingProxyType
from typing import NamedTuple, Protocol

from sitegen.serve.ahead import Ahead
from sitegen.serve.telling_pages import State

WAITING = "-"

NAMED = re.compile(r"(.+)\.[0-9a-f]{8}(\.[a-z0-9]+)")
"""What `Planner.asset` calls a file: by what it is made of."""
_NONE: Mapping[str, str] = MappingProxyType({})

_Question = tuple[str, "Future[Path | bytes | None]"]


class _Open(NamedTuple):
    """Which page a visitor sees, and with which fingerprint."""

    path: str
    seen: str


class Visitor(Protocol):
    """A page that is open in a browser."""

    def tell(self, message: Mapping[str, object]) -> None:
        """Send it a message; may be called from any thread."""
        ...


class Hub:
    """Where the site in the making is shown, and where the pages are known that are open.

    What tells a page from what it was before is the fingerprint of its file, empty where there is no such file, and
    `WAITING` for the page that stands for it as long as there is no site. `ready` says that there is one that may be
    shown.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._ahead: Ahead | None = None
        self._finished: Mapping[str, str] = {}
        self._withheld: frozenset[str] = frozenset()
        self._questions: SimpleQueue[_Question | None] = SimpleQueue()
        self._open: dict[Visitor, _Open] = {}
        self._away: list[str] = []
        self._state: State | None = None
        self._moved = _NONE
        self.ready = False

    def fingerprint(self, path: str) -> str:
        """That of the page at a path, as it is shown now."""
        with self._lock:
            known = self._ahead.plan.fingerprints if self._ahead else self._finished if self.ready else _NONE
            found = "" if path in self._withheld else known.get(path, "")
            return found or ("" if self.ready else WAITING)

    def hides(self, path: str) -> bool:
        """Whether a file of the finished site, which is still on the disk, may not be shown any more."""
        with self._lock:
            gone = self._ahead is not None and path not in self._ahead.plan.published
            return path in self._withheld or (gone and (path in self._finished or not self._finished))

    # --- the thread of the server ----------------------------------------------------------------------------

    async def find(self, path: str) -> Path | bytes | None:
        """The file at a path of the site in the making, or a sketch of it; None where the finished site has it."""
        answer: Future[Path | bytes | None] = Future()
        with self._lock:
            if self._ahead is None or path in self._withheld or path not in self._ahead.plan.published:
                return None
            if self._finished.get(path) == self._ahead.plan.fingerprints[path]:
                return None
            if ready := self._ahead.ready(path):
                return ready
            self._questions.put((path, answer))
        return await wrap_future(answer)

    def in_place_of(self, path: str) -> str | None:
        """The file that has come in the place of one that was named by what it was made of.

        A page that is being loaded while its site becomes another one asks for what was there a moment ago.
        """
        named = NAMED.fullmatch(path)
        with self._lock:
            known = self._ahead.plan.fingerprints if self._ahead else self._finished
        alike = [one for one in known if named and (other := NAMED.fullmatch(one)) and other.groups() == named.groups()]
        return alike[0] if len(alike) == 1 else None

    def came(self, visitor: Visitor, path: str, seen: str | None) -> None:
        """Somebody has opened the page at a path, and sees it with a fingerprint; None where that is not said."""
        now = self.fingerprint(path)
        with self._lock:
            self._open[visitor] = _Open(path, now if seen is None else seen)
            if path in self._away:
                self._away.remove(path)
            state = self._state
        self.tell([path], {})
        visitor.tell({"command": "state", "state": state})
        self._questions.put(None)

    def left(self, visitor: Visitor) -> None:
        """Somebody has closed a page."""
        with self._lock:
            self._open.pop(visitor, None)

    # --- the thread that builds ------------------------------------------------------------------------------

    def outdated(self, fingerprints: Mapping[str, str]) -> set[str]:
        """The paths of pages that are open and not as these fingerprints say."""
        with self._lock:
            return {one.path for one in self._open.values() if one.seen != fingerprints.get(one.path, "")}

    def open_pages(self) -> set[str]:
        """The paths of pages that are open."""
        with self._lock:
            return {one.path for one in self._open.values()}

    def withhold(self, paths: Iterable[str]) -> None:
        """From now on do not answer with what lies at these paths, but nothing else is withheld any more."""
        with self._lock:
            self._withheld = frozenset(paths)

    def show(self, ahead: Ahead) -> None:
        """From now on answer with the site in the making."""
        with self._lock:
            self._ahead, self.ready = ahead, self.ready or bool(self._finished)

    def show_finished(self, fingerprints: Mapping[str, str], moved: Mapping[str, str] = _NONE) -> None:
        """From now on answer with the finished site; `moved` has the new addresses of pages that are gone.

        No fingerprints where there is no site yet.
        """
        with self._lock:
            self._ahead, self._finished, self._moved = None, fingerprints, moved
            self.ready = self.ready or bool(fingerprints)
        self.answer()

    def close(self) -> None:
        """Answer with nothing until the next site is shown: any page of the finished one may name who withdrew."""
        with self._lock:
            self._ahead, self.ready = None, False
        self.answer()

    def say(self, state: State | None) -> None:
        """Tell every open page, and each that is opened from now on, how the preview is; None where all is well."""
        with self._lock:
            self._state, visitors = state, list(self._open)
        for visitor in visitors:
            visitor.tell({"command": "state", "state": state})

    def tell(self, paths: Iterable[str], styles: Mapping[str, str]) -> None:
        """Have the pages at these paths loaded again that are others now; of some only a style sheet at an address."""
        for visitor, one in self._told(set(paths)):
            if not one.seen and one.path in self._moved:
                visitor.tell({"command": "go", "to": self._moved[one.path]})
                continue
            style = styles.get(one.path, "")
            # As LiveReload's protocol 7 has it, and what our script wants besides.
            visitor.tell({"command": "reload", "path": style or "*", "liveCSS": True, "style": style, "seen": one.seen})

    def _told(self, paths: set[str]) -> list[tuple[Visitor, _Open]]:
        now = {path: self.fingerprint(path) for path in paths}
        with self._lock:
            told = [
                (visitor, _Open(one.path, now[one.path]))
                for visitor, one in self._open.items()
                if one.path in paths and one.seen != now[one.path]
            ]
            self._open.update(told)
            self._away += [one.path for _, one in told]
        return told

    def wait(self, seconds: float) -> None:
        """Answer until every page that was told is on the screen again; at most so many seconds."""
        end = time.monotonic() + seconds
        while self._away and (left := end - time.monotonic()) > 0:
            self.answer(left)
        self._away.clear()

    def answer(self, seconds: float = 0) -> None:
        """Answer what has been asked; where nothing was, wait so many seconds for a question."""
        try:
            question = self._questions.get(timeout=seconds) if seconds else self._questions.get_nowait()
            while True:
                if question:
                    path, future = question
                    self._answer(path, future)
                question = self._questions.get_nowait()
        except Empty:
            return

    def _answer(self, path: str, future: Future[Path | bytes | None]) -> None:
        try:
            future.set_result(self._ahead.answer(path) if self._ahead else None)
        except BaseException:
            future.set_result(None)
            raise
