"""A run that is killed at any moment leaves the old site or the new one, whole; `tests.kills` tries many more."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import pytest

from sitegen.making import executors
from tests.conftest import Place
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


@pytest.mark.parametrize("kind", ["import", "migrate"])
def test_records_are_written_whole_one_after_the_other(tmp_path: Path, kind: str) -> None:
    """And the same command goes on where it was killed."""
    assert at_every_call(Trial.in_folder(kind, tmp_path), range(1, 48, 7)) > 1


def test_an_archive_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    """Wherever its writing is killed."""
    assert at_every_call(Trial.in_folder("archive", tmp_path), range(100, 600, 90)) > 1


def _die(_piece: object, **_more: object) -> None:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


@pytest.mark.parametrize("work", ["originals._opened", "make.make_batch"])
def test_a_killed_worker_is_an_error_with_a_remedy(place: Place, monkeypatch: pytest.MonkeyPatch, work: str) -> None:
    """Whether it measures or makes; the next build goes on."""
    with monkeypatch.context() as patched:
        patched.setattr(executors, "_cores", lambda: 2)
        patched.setattr(f"sitegen.making.{work}", _die)
        assert place.problems() == [("build.py:1:1", "worker-lost")]
    assert not place.output.exists()
    assert place.problems() == []
