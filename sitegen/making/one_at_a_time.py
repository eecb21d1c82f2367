"""What takes much memory is done by one process of a pool at a time."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

_turn: AbstractContextManager[object] = nullcontext()


def take_turns(lock: AbstractContextManager[object]) -> None:
    """Wait for this lock, which all processes of a pool share, with what takes much memory."""
    global _turn  # noqa: PLW0603 - a process has one pool
    _turn = lock


def my_turn(*, large: bool) -> AbstractContextManager[object]:
    """Hold it for something large."""
    return _turn if large else nullcontext()
