"""Who does the work: this process, or a pool of processes of this computer."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Self, TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")


class Workers:
    """A pool of processes, one a core, which begins with the first work that is worth it; a context manager."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def start(
        self, do: Callable[[Work], Result], work: Sequence[Work], *, light: bool
    ) -> Iterator[tuple[Work, Result]]:
        """Begin at once; gives each piece of work with its result when it is done, in any order.

        Light work, and what one process can do, is done in this one, each piece when it is asked for.
        """
        if light or min(_cores(), len(work)) < 2:  # noqa: PLR2004 - two make a pool
            return ((piece, do(piece)) for piece in work)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(_cores(), initializer=_follow_parent)
        running = {self._pool.submit(do, piece): piece for piece in work}
        return ((running[future], future.result()) for future in as_completed(running))


def _cores() -> int:
    """How many cores this process may use, which a container can make fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _follow_parent() -> None:
    """A worker leaves Ctrl+C to the build, and ends with it even when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent:

        def watch() -> None:
            wait([parent.sentinel])
            os._exit(1)

        Thread(target=watch, daemon=True).start()
