"""A full disk: one sentence with the file and the remedy, the old site as it was, and nothing left beside it."""

from __future__ import annotations

import errno
import itertools
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import pytest

from sitegen.cli import main
from sitegen.consents.withdrawal import Refused, withdraw
from sitegen.content.printed_lock import LOCK, FrozenCode, freeze
from sitegen.making import executors, memory
from sitegen.model import project as projects
from sitegen.model.project import Options
from tests.conftest import NOW, SAMPLE, Place
from tests.kills import sources

CODE = FrozenCode(
    id="ada-1", address="https://example.org/q/ada-1/", target="photo:ada-1", matrix="0", date=NOW.date(), job="labels"
)


class Full:
    """A file whose bytes may find no room."""

    def __init__(self, file: Any, full: Callable[[], None]) -> None:
        self.file, self.full = file, full

    def __enter__(self) -> Self:
        self.file.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.file.__exit__(*error)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, content: bytes) -> int:
        """Write, where there is room."""
        self.full()
        return int(self.file.write(content))


def fill(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """Let only so many more writes through."""
    left = itertools.count()
    whole_open, whole_mkdir, whole_fsync = Path.open, os.mkdir, os.fsync

    def full(path: object = None) -> None:
        if next(left) >= room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *([] if path is None else [str(path)]))

    def opened(path: Path, mode: str = "r", *args: Any, **more: Any) -> Any:
        file = whole_open(path, mode, *args, **more)
        return Full(file, full) if set(mode) & set("wx") else file

    def mkdir(path: Any, *args: Any, **more: Any) -> None:
        full(path)
        whole_mkdir(path, *args, **more)

    def fsync(descriptor: int) -> None:
        full()
        whole_fsync(descriptor)

    monkeypatch.setattr(executors, "_cores", lambda: 1)
    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr(os, "mkdir", mkdir)
    monkeypatch.setattr(os, "fsync", fsync)


def left_behind(place: Place) -> list[Path]:
    """What no run may leave."""
    names = (".new-*", ".output.sitegen-new", ".output.sitegen-old", "*.new")
    return [path for name in names for path in place.root.rglob(name)]


@pytest.mark.parametrize("room", [0, 1, 2, 3, 5, 8, 13, 21, 34, 44, 55, 64])
def test_a_full_disk_leaves_the_old_site(built: Place, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """At whichever write it is full; and with room again the site is built."""
    before = {name: built.read_bytes(name) for name in built.files()}
    built.edit("content/site.yaml", "en: Small Exhibition", "en: Large Exhibition")
    fill(monkeypatch, room)
    problems = list(built.build().problems)
    monkeypatch.undo()
    assert [problem.code for problem in problems] == ["disk-full"]
    assert problems[0].where.file
    assert problems[0].where.file == problems[0].params["file"]
    assert {name: built.read_bytes(name) for name in built.files()} == before
    assert left_behind(built) == []
    assert built.problems() == []
    assert "Large Exhibition" in built.read("en/index.html")


@pytest.mark.parametrize("room", [0, 8, 34])
def test_a_full_disk_under_a_withdrawal_says_what_is_still_shown(
    built: Place, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    """As any other fault does that leaves the old site."""
    built.edit("content/photos/ada-2.yaml", "status: given", "status: withdrawn")
    fill(monkeypatch, room)
    assert {code for _, code in built.problems()} == {"still-published", "disk-full"}


def test_a_full_memory_is_a_full_disk(built: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is not thrown away for it."""
    size = (built.root / ".cache" / "memory.db").stat().st_size // 4096
    monkeypatch.setattr(memory, "_SET_UP", f"PRAGMA max_page_count = {size};" + memory._SET_UP)
    monkeypatch.setattr(executors, "_cores", lambda: 1)
    for number in range(40):
        built.write(
            f"content/events/more-{number}.yaml", (built.root / "content/events/opening.yaml").read_text("utf-8")
        )
        built.edit(f"content/events/more-{number}.yaml", "cs: vernisaz", f"cs: vernisaz-{number}")
    problems = list(built.build().problems)
    found = {(problem.code, problem.where.file) for problem in problems}
    assert found & {("disk-full", ".cache/memory.db"), ("cache-not-written", ".cache/memory.db")}
    with sqlite3.connect(built.root / ".cache" / "memory.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_disk_that_is_full_after_publishing_fails_no_build(built: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is there, and what is said of it is true."""

    def full(_self: object, _database: object) -> bool:
        raise OSError(errno.ENOSPC, "full", str(built.root / ".cache" / "memory.db"))

    monkeypatch.setattr(memory.Memory, "_write", full)
    built.edit("content/site.yaml", "en: Small Exhibition", "en: Large Exhibition")
    report = built.build()
    assert [problem.code for problem in report.problems if problem.severity != "note"] == ["cache-not-written"]
    assert not report.failed
    assert "Large Exhibition" in built.read("en/index.html")


def test_a_full_disk_is_one_sentence(
    built: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the file and the remedy."""
    built.edit("content/site.yaml", "en: Small Exhibition", "en: Large Exhibition")
    monkeypatch.setattr(projects, "HOME", SAMPLE)
    fill(monkeypatch, 6)
    fixed = ["--project", str(built.root), "--now", NOW.isoformat(), "--no-print", "--messages", "en"]
    assert main(["build", *fixed]) == 1
    said = capsys.readouterr()
    assert "error [disk-full] The disk is full: .cache/blobs/" in said.out
    assert "Make room on the disk and build again" in said.out
    assert "Traceback" not in said.out + said.err


def _lock(place: Place) -> None:
    freeze(place.project, [CODE])


def _consent(place: Place) -> None:
    with suppress(Refused):  # it was withdrawn before the disk was full
        withdraw(place.project, Options(now=NOW), "photo:ada-2", lambda: None)


@pytest.mark.parametrize("write", [_lock, _consent])
def test_a_full_disk_takes_no_source(
    built: Place, monkeypatch: pytest.MonkeyPatch, write: Callable[[Place], None]
) -> None:
    """Each file that freezing and withdrawing write is the old one or the new one, and nothing is left beside it."""
    built.write(LOCK, "codes: []\n")
    before = sources(built)
    found = []
    for room in itertools.count():
        fill(monkeypatch, room)
        fault = _fault(lambda: write(built))
        monkeypatch.undo()
        found.append(sources(built))
        if fault is None:
            break
        assert fault.errno == errno.ENOSPC
        assert left_behind(built) == []
    names = {name for one in (before, *found) for name in one}
    assert all(one.get(name) in (before.get(name), found[-1].get(name)) for one in found for name in names)
    assert found[-1] != before


def _fault(write: Callable[[], None]) -> OSError | None:
    try:
        write()
    except OSError as error:
        return error
    return None
