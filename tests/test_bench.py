"""The comparison does the same work everywhere: its data, this project's side of it, and how work is judged."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from pathlib import Path

import pytest

from bench import encoders, ours, report, saving, text
from bench.contenders import OUTPUT, page
from bench.data import LANGUAGES, events, listings, read, save
from bench.installing import NODE_PINS, PYTHON_PINS
from bench.photographs import photograph
from bench.report import BEGIN, END
from sitegen.model.project import HOME
from tests.conftest import Place

WORDS = "d246f4bdb0aa8f95"
"""The beginning of the digest of six events: other words would be another comparison."""


def test_data_are_the_same_everywhere(tmp_path: Path) -> None:
    """So that figures of different days and machines are about the same work."""
    save(events(6), tmp_path / "events.json")
    assert hashlib.sha256((tmp_path / "events.json").read_bytes()).hexdigest()[:16] == WORDS
    assert read(tmp_path / "events.json") == events(6)


def test_data_are_what_they_are_said_to_be() -> None:
    """Ordered events in two languages, of about 250 words each, that a number of others does not change."""
    found = events(60)
    assert [event.day for event in found] == sorted(event.day for event in found)
    assert len({event.slug for event in found}) == 60
    assert found[3].texts == events(6)[3].texts
    words = [len(event.texts[code].split()) for event in found for code in LANGUAGES]
    assert 220 < min(words) <= max(words) < 280
    assert [len(shown) for shown in listings(found)] == [50, 10]


def test_photographs_differ_and_are_made_alike_each_time() -> None:
    """Forty times the same picture would be a cache's work."""
    first, again, other = (photograph(number, (400, 300)) for number in (1, 1, 2))
    assert first.tobytes() == again.tobytes() != other.tobytes()


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> text.Trial:
    """This project with six events, measured once in each phase."""
    trial = text.Trial(ours.contender(), events(6), tmp_path_factory.mktemp("bench") / "ours")
    trial.prepare()
    for phase in text.PHASES:
        trial.step(phase, 0)
    return trial


def test_this_project_does_the_common_work(trial: text.Trial) -> None:
    """Every page with its links and its language switch; the edit is seen, and made counts are exact."""
    assert trial.faults == []
    assert {phase: len(runs) for phase, runs in trial.runs.items()} == dict.fromkeys(text.PHASES, 1)
    assert "Edited 0." in page(trial.project, "en", trial.edited).read_text("utf-8")


def test_the_floor_does_the_common_work(tmp_path: Path) -> None:
    """It makes the same pages, or it would be no floor."""
    contender = ours.floor()
    trial = text.Trial(contender, events(6), tmp_path / "floor")
    trial.prepare()
    command = [sys.executable, *trial.command[1:]]
    text.run(command, trial.project, environment=contender.environment)
    assert text.faults(trial.events, trial.project) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (r'rel="prev"', 'rel="other"', "the link to the page before"),
        (r'(class="switch".*?)English', r"\1Deutsch", "the language switch"),
        (r"<h2", "<h3", "its heading"),
        (r"<em>", "<i>", "emphasis"),
    ],
)
def test_work_that_was_not_done_is_noticed(trial: text.Trial, tmp_path: Path, old: str, new: str, fault: str) -> None:
    """Who leaves something out is not faster."""
    shutil.copytree(trial.project / OUTPUT, tmp_path / OUTPUT)
    path = page(tmp_path, "cs", trial.edited)
    path.write_text(re.sub(old, new, path.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    assert text.faults(trial.events, tmp_path) == [f"the middle page in cs lacks {fault}"]
    path.unlink()
    assert text.faults(trial.events, tmp_path) == ["1 of 12 pages are missing"]


def test_the_floor_of_pictures_makes_what_the_program_makes(place: Place) -> None:
    """Formats, widths and crops are those of a real build, whatever they are changed to."""
    place.build()
    made = {name for name in place.files() if re.match(r"media/ada-1-", name)}
    found = {re.sub(r"\.[0-9a-f]{8}\.", ".", name.removeprefix("media/ada-1-")) for name in made}
    pieces = encoders.pieces((600, 400))
    assert {f"{piece.width}{'-share' if piece.crop else ''}{piece.suffix}" for piece in pieces} == found
    assert len(pieces) == len(made)


def test_saves_find_their_files(tmp_path: Path) -> None:
    """Each kind of file that is saved is there, and takes its mark, in both projects."""
    site = tmp_path / "site"
    shutil.copytree(HOME / "content" / "events", site / "content" / "events")
    for opened in (saving.this_site(site), saving.this_zine(site), saving.many_pages(tmp_path / "many", 12)):
        for kind, path in opened.files.items():
            source = path if path.exists() else HOME / path.relative_to(site)
            original = source.read_bytes()
            edited = saving.edited(opened, kind, original, "saved0")
            assert edited.count(b"saved0") == original.count(b"saved0") + 1, kind


def test_figures_go_between_their_marker_lines(tmp_path: Path) -> None:
    """What is written around them stays."""
    document = tmp_path / "performance.md"
    document.write_text(f"# Title\n\n{BEGIN}\nold\n{END}\n\nAfter.\n", "utf-8")
    for figures in ("first", "second"):
        report.put(figures, document)
    assert document.read_text("utf-8") == f"# Title\n\n{BEGIN}\n\nsecond\n\n{END}\n\nAfter.\n"


def test_what_is_compared_with_is_pinned() -> None:
    """Each has one version, so that two runs compare with the same."""
    assert all(pin.count("==") == 1 for pins in PYTHON_PINS.values() for pin in pins)
    assert all(re.search(r"[a-z]@\d+\.\d+\.\d+$", pin) for pins in NODE_PINS.values() for pin in pins)
