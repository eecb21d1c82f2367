"""Who does the work: this process, or a pool of processes of this computer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Self, TypeVar

from sitegen.model.by_name import ByName

if TYPE_CHECKING:
    from sitegen.making.pool import Pool

start_pool: ByName[[int], Pool] = ByName("making.pool:start_pool")

Work = TypeVar("Work")
Result = TypeVar("Result")


class Workers:
    """A pool of processes, one a core, which begins with the first work that is worth it; a context manager."""

    def __init__(self) -> None:
        self._pool: Pool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.close()

    def start(
        self,
        do: Callable[[Work], Result],
        work: Sequence[Work],
        *,
        light: bool,
        ready: Callable[[Work], object] = lambda _piece: None,
    ) -> Iterator[tuple[Work, Result]]:
        """Begin at once; gives each piece of work with its result when it is done, in any order.

        Light work, and what one process can do, is done in this one, each piece when it is asked for. `ready` does what
        must be done in this process before a piece is sent to another.
        """
        if light or min(_cores(), len(work)) < 2:  # noqa: PLR2004 - two make a pool
            return ((piece, do(piece)) for piece in work)
        if self._pool is None:
            self._pool = start_pool(_cores())
        return self._pool.run(do, work, ready)


def _cores() -> int:
    """How many cores this process may use, which a container can make fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
