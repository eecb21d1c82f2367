"""The receipt of a build: it says that nothing has changed only where a build would find the same."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import receipt
from sitegen.cli import main
from sitegen.model import listing
from sitegen.model.project import HOME
from sitegen.receipt import nothing_changed
from tests.conftest import Place

NOW = "2026-06-01T12:00"


def build(place: Place, *more: str) -> list[str]:
    """Build by the command line; returns its arguments."""
    arguments = ["build", "--project", str(place.root), "--no-print", "--messages", "en", *more]
    assert main(arguments) == 0
    return arguments


def says(place: Place, arguments: list[str]) -> str | None:
    """What the launcher would say at once."""
    return nothing_changed(os.path.realpath(place.root), str(HOME), arguments)


@pytest.fixture
def rested(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A project whose files were not changed in the last moment before a build."""
    monkeypatch.setattr(listing, "RACY", 0)
    monkeypatch.setattr(listing, "COARSE", 0)
    return place


def test_a_build_that_found_all_as_it_was_says_the_same_at_once(
    rested: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its warnings, in the same words."""
    arguments = build(rested, "--now", NOW)
    capsys.readouterr()
    found = says(rested, arguments)
    build(rested, "--now", NOW)
    *notes, last = capsys.readouterr().out.splitlines()
    assert found is not None
    assert found.splitlines()[:-1] == notes
    before, _, after = found.splitlines()[-1].partition(receipt.SECONDS)
    assert last.startswith(before)
    assert last.endswith(after)


def _same_length(path: Path) -> None:
    status = path.stat()
    path.write_text(path.read_text("utf-8").replace("begins", "starts"), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES: dict[str, Callable[[Place], object]] = {
    "an edit that keeps size and time": lambda place: _same_length(place.root / "content/events/opening.yaml"),
    "a touch": lambda place: (place.root / "content/events/opening.yaml").touch(),
    "a new file": lambda place: place.write("content/events/other.yaml", "kind: meeting\n"),
    "a removed file": lambda place: (place.root / "content/events/opening.yaml").unlink(),
    "a new folder": lambda place: place.write("templates/parts/new.html", ""),
    "an output that somebody changed": lambda place: (place.output / "index.html").write_text("x"),
    "an output that somebody deleted": lambda place: (place.output / "index.html").unlink(),
    "an output of somebody else": lambda place: (place.output / "more.html").write_text("x"),
    "no output": lambda place: place.output.rename(place.root / "gone"),
    "no cache": lambda place: (place.root / ".cache" / receipt.NAME).unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_is_left_to_a_real_build(rested: Place, change: Callable[[Place], object]) -> None:
    """Times and names are enough to doubt; the build then looks at the bytes."""
    arguments = build(rested, "--now", NOW)
    assert says(rested, arguments)
    change(rested)
    assert says(rested, arguments) is None


def test_links_that_lead_nowhere_or_in_a_circle_disturb_nothing(rested: Place) -> None:
    """Emacs lays one of the first kind beside each file that is being edited."""
    (rested.root / "content" / "events" / ".#opening.yaml").symlink_to("ada@desk.1234:1")
    (rested.root / "photos" / "again").symlink_to(".")
    (rested.root / "photos" / "once-more").symlink_to(".")
    arguments = build(rested, "--now", NOW)
    assert says(rested, arguments)
    (rested.root / "content" / "events" / ".#opening.yaml").unlink()
    assert says(rested, arguments) is None


def test_other_arguments_are_another_build(rested: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """And so are another language of the console and another folder that it is called from."""
    arguments = build(rested, "--now", NOW)
    assert says(rested, [*arguments, "--release"]) is None
    monkeypatch.setenv("LANG", "cs_CZ.UTF-8" if os.environ.get("LANG") != "cs_CZ.UTF-8" else "en")
    assert says(rested, arguments) is None


def test_without_a_set_clock_it_holds_until_midnight(rested: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A consent may end, and what was coming is past."""
    arguments = build(rested)
    assert says(rested, arguments)
    a_day_later = time.time() + 24 * 3600
    monkeypatch.setattr(time, "time", lambda: a_day_later)
    assert says(rested, arguments) is None


def test_what_changes_during_a_build_leaves_no_receipt(rested: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does what changed in the last moment before it, which times cannot tell from what was read."""
    arguments = build(rested, "--now", NOW)
    monkeypatch.setattr(listing, "RACY", 10**18)
    monkeypatch.setattr(listing, "COARSE", 10**18)
    (rested.root / "content/events/opening.yaml").touch()
    build(rested, "--now", NOW)
    assert says(rested, arguments) is None


def test_a_damaged_receipt_is_none(rested: Place) -> None:
    """Whatever byte it is, and wherever it was cut off."""
    arguments = build(rested, "--now", NOW)
    path = rested.root / ".cache" / receipt.NAME
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert says(rested, arguments) is None, place
        path.write_bytes(whole[:place])
        assert says(rested, arguments) is None, place


def test_a_clock_that_was_fast_and_is_right_again_ends_it(rested: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came out on the wrong day may have to go again."""
    arguments = build(rested)
    assert says(rested, arguments)
    a_day_earlier = time.time() - 24 * 3600
    monkeypatch.setattr(time, "time", lambda: a_day_earlier)
    assert says(rested, arguments) is None


def test_a_receipt_that_cannot_be_written_costs_only_the_receipt(rested: Place) -> None:
    """The site is published all the same, and what an earlier build wrote is no longer believed."""
    arguments = build(rested, "--now", NOW)
    (rested.root / ".cache" / f"{receipt.NAME}.new").mkdir()
    build(rested, "--now", NOW)
    assert says(rested, arguments) is None


def test_a_receipt_quotes_nobody_who_has_withdrawn(rested: Place) -> None:
    """Warnings show lines of records: with somebody's in the project there is no receipt, not an older one either."""
    arguments = build(rested, "--now", NOW)
    assert says(rested, arguments) is not None
    rested.edit("content/photos/ada-2.yaml", "status: given", "status: withdrawn")
    rested.write("content/pages/about.en.md", "See [it](photo:ada-2).\n")
    build(rested, "--now", NOW)
    assert not (rested.root / ".cache" / receipt.NAME).exists()
    rested.write("content/pages/about.en.md", "See it.\n")
    assert says(rested, build(rested, "--now", NOW)) is not None
