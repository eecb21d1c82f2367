"""Between two threads: the one that answers browsers, and the one that builds."""

from __future__ import annotations

import time
from asyncio import wrap_future
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Protocol

from sitegen.serve.ahead import Ahead

_Question = tuple[str, "Future[Path | None]"]


class Visitor(Protocol):
    """A page that is open in a browser."""

    def tell(self, message: Mapping[str, object]) -> None:
        """Send it a message; may be called from any thread."""
        ...


class Desk:
    """Where the site in the making is shown, and where the pages are known that are open.

    `number` counts what was shown: a page that was loaded under a smaller one may be an old one.
    """

    def __init__(self) -> None:
        self.number = 0
        self._lock = Lock()
        self._ahead: Ahead | None = None
        self._questions: SimpleQueue[_Question | None] = SimpleQueue()
        self._visitors: dict[Visitor, str] = {}
        self._away: list[str] = []

    # --- the thread of the server ----------------------------------------------------------------------------

    async def find(self, path: str) -> Path | None:
        """The file at a path of the site in the making; None where the finished site has it."""
        answer: Future[Path | None] = Future()
        with self._lock:
            if self._ahead is None or path not in self._ahead.plan.outputs:
                return None
            if path in self._ahead.ready:
                return self._ahead.ready[path]
            self._questions.put((path, answer))
        return await wrap_future(answer)

    def came(self, visitor: Visitor, path: str, seen: str) -> None:
        """Somebody has opened the page at a path, as it was under a number."""
        with self._lock:
            self._visitors[visitor] = path
            old = seen not in {str(self.number), ""}  # another client of LiveReload's does not say
            if path in self._away:
                self._away.remove(path)
        if old:
            visitor.tell(self._news(""))
        self._questions.put(None)

    def left(self, visitor: Visitor) -> None:
        """Somebody has closed a page."""
        with self._lock:
            self._visitors.pop(visitor, None)

    # --- the thread that builds ------------------------------------------------------------------------------

    def pages(self) -> set[str]:
        """The paths of all pages that are open."""
        with self._lock:
            return set(self._visitors.values())

    def show(self, ahead: Ahead) -> None:
        """From now on answer with the site in the making."""
        with self._lock:
            self._ahead = ahead

    def show_finished(self) -> None:
        """From now on answer with the finished site."""
        with self._lock:
            self._ahead = None
        self.answer()

    def tell(self, paths: Iterable[str], styles: Mapping[str, str]) -> None:
        """Have the pages at these paths loaded again; of some only the style sheet at an address."""
        with self._lock:
            self.number += 1
            told = {visitor: path for visitor, path in self._visitors.items() if path in paths}
            self._away = list(told.values())
        for visitor, path in told.items():
            visitor.tell(self._news(styles.get(path, "")))

    def _news(self, style: str) -> dict[str, object]:
        """What is said to a page: `reload` of LiveReload's protocol 7, and what our script wants besides."""
        return {"command": "reload", "path": style or "*", "liveCSS": True, "style": style, "seen": str(self.number)}

    def wait(self, seconds: float) -> None:
        """Answer until every page that was told is on the screen again; at most so many seconds."""
        end = time.monotonic() + seconds
        while self._away and (left := end - time.monotonic()) > 0:
            self.answer(left)

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

    def _answer(self, path: str, future: Future[Path | None]) -> None:
        try:
            future.set_result(self._ahead.file(path) if self._ahead else None)
        except BaseException:
            future.set_result(None)
            raise
