"""The lock of a project: builds of it run one after the other."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sitegen.making.cache_folder import claim

_PAUSE = 0.1
"""So many seconds pass between two looks at the lock of another build."""
_HERE = Lock()
"""Held by the thread of this process that holds such a lock: the system's lock keeps out other processes alone, and
whoever closes its file gives it back for all threads (POSIX `fcntl(2)`)."""


@contextmanager
def exclusive(cache: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Hold the project's lock: two builds never mix, nor two threads, such as those of the preview.

    The system frees it when a process dies. A thread that holds one must not ask for another.

    `waits` is called once when another build has to end first.

    Raises:
        ForeignCache: the cache is not ours.
    """
    claim(cache)
    told = not _HERE.acquire(blocking=False)
    if told:
        waits()
        _HERE.acquire()
    try:
        yield from _alone(cache, (lambda: None) if told else waits)
    finally:
        _HERE.release()


def _alone(cache: Path, waits: Callable[[], None]) -> Iterator[None]:
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
