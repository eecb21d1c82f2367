"""A run that is killed at any moment leaves the old site or the new one, whole; `tests.kills` tries many more."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.kills import Trial, at_every_call, at_random

CALLS = 120
"""About so many calls of a build change a file."""


def test_runs_killed_at_any_moment_leave_a_whole_site(tmp_path: Path) -> None:
    """Builds, some that forget what is not used any more, and some that take a photograph from the site."""
    at_random([Trial.in_folder(kind, tmp_path) for kind in ("again", "print", "withdrawn")], 10, 20260501)


@pytest.mark.parametrize("kind", ["again", "withdrawn"])
def test_builds_killed_at_some_of_their_calls_leave_a_whole_site(tmp_path: Path, kind: str) -> None:
    """Every twentieth, from another one for each kind."""
    first = random.Random(kind).randrange(20)  # noqa: S311 - for calls, not for secrets
    assert at_every_call(Trial.in_folder(kind, tmp_path), range(first, CALLS, 20)) >= 5


def test_a_lock_of_print_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    """Wherever its freezing is killed."""
    assert at_every_call(Trial.in_folder("freeze", tmp_path)) > 5
