"""Processes of this computer that work for a build, and end with it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import Lock, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TypeVar

from sitegen.making.errors import WorkerLost
from sitegen.making.one_at_a_time import take_turns
from sitegen.model import running

Work = TypeVar("Work")
Result = TypeVar("Result")


_of_another = False
"""Whether this is a worker that began after the program had changed (where workers are no copies of the build)."""


class Pool:
    """So many processes."""

    def __init__(self, processes: int) -> None:
        self._executor = ProcessPoolExecutor(processes, initializer=_begin, initargs=(Lock(), running.program()))

    def run(
        self, do: Callable[[Work], Result], work: Sequence[Work], ready: Callable[[Work], object]
    ) -> Iterator[tuple[Work, Result]]:
        """Begin at once; gives each piece of work with its result when it is done, in any order.

        `ready` is called with each piece first: what it raises while it is sent can leave a pool that never ends.

        Raises:
            WorkerLost: a process has ended before its work; also while the results are asked for.
            ProgramChanged: a process runs another version of the program; also then.
        """
        begun = {}
        with _whole():
            for piece in work:
                ready(piece)
                begun[self._executor.submit(_do, do, piece)] = piece
        return self._results(begun)

    @staticmethod
    def _results(begun: Mapping[Future[Result], Work]) -> Iterator[tuple[Work, Result]]:
        with _whole():
            for future in as_completed(begun):
                yield begun[future], future.result()

    def close(self) -> None:
        """Wait for what is at work, and begin nothing more."""
        self._executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        running.stay_whole()
        raise WorkerLost from error


def start_pool(processes: int) -> Pool:
    """Start a pool."""
    return Pool(processes)


def _do(do: Callable[[Work], Result], piece: Work) -> Result:
    """Do a piece of work with the program that has sent it.

    Raises:
        ProgramChanged: that is not at hand any more.
    """
    if _of_another:
        raise running.ProgramChanged
    result = do(piece)
    running.stay_one()
    return result


def _begin(lock: AbstractContextManager[object], program: running.Program) -> None:
    global _of_another  # noqa: PLW0603 - a worker has nothing else in which to keep it
    _of_another = not running.join(program)
    take_turns(lock)
    _follow_parent()


def _follow_parent() -> None:
    """A worker leaves Ctrl+C to the build, and ends with it even when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent:

        def watch() -> None:
            wait([parent.sentinel])
            os._exit(1)

        Thread(target=watch, daemon=True).start()
