"""The store: what was made of the same inputs is never made again, and nothing else decides."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from sitegen.making.blobs import keep
from sitegen.making.store import Store
from sitegen.model import listing
from sitegen.model.whole_file import write_whole


def taken(store: Store, path: Path) -> str:
    """The digest of a file, as a new run takes it."""
    with store:
        return store.source(path).digest


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """A file of the project."""
    path = tmp_path / "a.txt"
    path.write_text("one")
    return path


def test_digests_follow_the_bytes_and_not_the_times(tmp_path: Path, original: Path) -> None:
    """An edit that keeps size and time of modification is seen; a touch changes nothing."""
    before, status = taken(Store(tmp_path / "cache"), original), original.stat()
    original.touch()
    assert taken(Store(tmp_path / "cache"), original) == before
    original.write_text("two")
    os.utime(original, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert taken(Store(tmp_path / "cache"), original) != before


def noted(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are read from now on."""
    read: list[Path] = []
    whole = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or whole(path))
    return read


def test_a_file_that_has_just_changed_is_read_again(
    tmp_path: Path, original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the next run: within one tick of the clock it may have changed once more, and looks as it did."""
    monkeypatch.setattr(listing, "RACY", 10**18)
    monkeypatch.setattr(listing, "COARSE", 10**18)
    read = noted(monkeypatch)
    assert taken(Store(tmp_path / "cache"), original) == taken(Store(tmp_path / "cache"), original)
    assert read == [original, original]


def test_unchanged_files_are_not_read_again(tmp_path: Path, original: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run knows the digests of the first; what was written since is read."""
    monkeypatch.setattr(listing, "RACY", 0)
    monkeypatch.setattr(listing, "COARSE", 0)
    read = noted(monkeypatch)
    other = tmp_path / "b.txt"
    other.write_text("two")
    first = [taken(Store(tmp_path / "cache"), path) for path in (original, other)]
    assert read == [original, other]
    other.write_text("2")
    second = [taken(Store(tmp_path / "cache"), path) for path in (original, other)]
    assert read == [original, other, other]
    assert second[0] == first[0]


def test_facts_are_found_once_for_the_bytes(tmp_path: Path, original: Path) -> None:
    """A copy of the file has the same facts; another content has its own."""
    asked: list[Path] = []

    def length(path: Path) -> int:
        asked.append(path)
        return len(path.read_text())

    copy = tmp_path / "copy.txt"
    copy.write_text("one")
    for path in (original, copy, original):
        with Store(tmp_path / "cache") as store:
            assert store.fact("length-1", store.source(path), length) == 3
    assert asked == [original]
    copy.write_text("three")
    with Store(tmp_path / "cache") as store:
        assert store.fact("length-1", store.source(copy), length) == 5


@pytest.mark.parametrize("restored", [False, True], ids=["replaced", "replaced and put back"])
def test_what_was_said_of_other_bytes_is_not_remembered(tmp_path: Path, original: Path, *, restored: bool) -> None:
    """A file that is replaced between its digest and the question costs one build, and not every later one too."""

    def length(path: Path) -> int:
        path.write_text("three")
        found = len(path.read_text())
        if restored:
            path.write_text("one")
        return found

    with Store(tmp_path / "cache") as store:
        store.fact("length-1", store.source(original), length)
    original.write_text("one")
    with Store(tmp_path / "cache") as store:
        assert store.fact("length-1", store.source(original), lambda path: len(path.read_text())) == 3


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"SQLite format 3\x00", b"\x00" * 5000], ids=["empty", "text", "head", "zeros"]
)
def test_a_damaged_memory_is_forgotten(tmp_path: Path, original: Path, damage: bytes) -> None:
    """The cache is never in the way."""
    before = taken(Store(tmp_path / "cache"), original)
    (tmp_path / "cache" / "memory.db").write_bytes(damage)
    assert taken(Store(tmp_path / "cache"), original) == before


def test_what_the_site_does_not_use_is_deleted(tmp_path: Path) -> None:
    """Of two blobs the one that is still wanted stays."""
    with Store(tmp_path) as store:
        for fingerprint in ("aa" + "1" * 62, "bb" + "2" * 62):
            keep(store.blobs.place(fingerprint), b"x")
        (tmp_path / "blobs" / "aa" / ".new-left").write_bytes(b"half")
        store.forget_all_but(["aa" + "1" * 62])
    assert [path.name[:62] for path in (tmp_path / "blobs").glob("*/*")] == ["1" * 62]


def test_files_are_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last step fails, nothing is left behind."""

    def refuse(_self: Path, _target: Path) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="full"):
        write_whole(tmp_path / "folder" / "a", b"content")
    assert list((tmp_path / "folder").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_is_written_aside_follows_no_link(tmp_path: Path) -> None:
    """As a hostile clone may bring it, by the name that a process will use."""
    (tmp_path / "letter").write_bytes(b"mine")
    (tmp_path / ".new-1").symlink_to(tmp_path / "letter")
    write_whole(tmp_path / "record", b"content", aside=tmp_path / ".new-1")
    assert (tmp_path / "letter").read_bytes() == b"mine"
    assert (tmp_path / "record").read_bytes() == b"content"
    assert not (tmp_path / "record").is_symlink()
