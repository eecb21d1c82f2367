"""Every kind of mistake an editor can make, with the exact report it gets.

A case is a folder of files that are laid over the small project. `delete.txt` names files to remove, `options.txt`
the command line where it is not `build`; `expected.txt` holds the report. After a wanted change of the reports run
`python3 -m pytest tests/test_broken.py --update-golden` and read the difference.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.model import project as projects
from sitegen.model.messages import LANGUAGES, messages
from tests.conftest import SAMPLE, Place

CASES = Path(__file__).parent / "broken"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())
NOT_OVERLAID = {"expected.txt", "delete.txt", "options.txt"}


@pytest.fixture(autouse=True)
def _sample_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own templates and words are not what is tested here."""
    monkeypatch.setattr(projects, "HOME", SAMPLE)


def lay(case: str, place: Place) -> list[str]:
    """Lay a case over the small project; returns the command line that is to find it."""
    folder = CASES / case
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in NOT_OVERLAID:
            target = place.root / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    for name in _words(folder / "delete.txt"):
        (place.root / name).unlink()
    return _words(folder / "options.txt") or ["build"]


def _words(path: Path) -> list[str]:
    return path.read_text("utf-8").split() if path.is_file() else []


def run(place: Place, *arguments: str) -> int:
    """Run the command line on a project, as of a fixed day and without the print files."""
    fixed = ["--project", str(place.root), "--now", "2026-05-01T12:00", "--no-print"]
    return main([*arguments, *fixed])


@pytest.mark.parametrize("case", NAMES)
def test_report_of(
    case: str,
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    update_golden: bool,
) -> None:
    """The report names file, line and column, shows the line, and says what to do."""
    monkeypatch.chdir(place.root)  # so that it names the output in short
    code = run(place, *lay(case, place), "--messages", "en")
    report = re.sub(r"^\d+ files, .*\n", "", capsys.readouterr().out, flags=re.MULTILINE)
    expected = CASES / case / "expected.txt"
    if update_golden:
        expected.write_text(report, "utf-8")
    assert report == expected.read_text("utf-8")
    assert code == (1 if ": error [" in report else 0)
    codes = set(re.findall(r"^.+?:\d+:\d+: \w+ \[([a-z0-9-]+)\]", report, re.MULTILINE))
    assert codes
    assert codes <= messages("en").by_code.keys()


def test_five_kinds_of_errors_are_reported_in_one_run(built: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """All five are there with their lines, the exit code is 1, and the published site is untouched."""
    before = {name: (built.output / name).read_bytes() for name in built.files()}
    code = run(built, *lay("five-at-once", built), "--format", "json")
    problems = json.loads(capsys.readouterr().out)["problems"]
    found = {(one["file"], one["line"], one["code"]) for one in problems}
    assert found == {
        ("content/events/opening.yaml", 5, "no-such-day"),
        ("content/pages/about.en.md", 1, "unknown-link"),
        ("content/photos/ada-1.yaml", 5, "unknown-field"),
        ("content/photos/ada-1.yaml", 2, "unknown-reference"),
        ("content/photos/ada-2.yaml", 8, "missing-translation"),
        ("content/themes/home.yaml", 1, "bracket-not-closed"),
    }
    assert code == 1
    assert {name: (built.output / name).read_bytes() for name in built.files()} == before


def test_reports_are_in_czech_too(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """The same places, the editor's language."""
    assert run(place, *lay("five-at-once", place), "--messages", "cs") == 1
    report = capsys.readouterr().out
    assert "content/events/opening.yaml:5:7: chyba [no-such-day] Den 2026-02-30 neexistuje" in report
    assert "→ Nemělo to být „caption“?" in report
    assert "Nic se nezveřejnilo" in report


def test_reports_are_annotations_on_github(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """GitHub shows each problem at its line of the change."""
    assert run(place, *lay("five-at-once", place), "--format", "github", "--messages", "en") == 1
    lines = capsys.readouterr().out.splitlines()
    assert (
        "::error file=content/events/opening.yaml,line=5,col=7,title=no-such-day::"
        "The day 2026-02-30 does not exist: 2026-02 has 28 days. Correct the day."
    ) in lines


def test_every_message_is_complete() -> None:
    """Every language says each problem, with a repair where English has one, and fills in the same values."""
    english = messages("en")
    for language in LANGUAGES:
        found = messages(language)
        assert (found.by_code.keys(), found.words.keys(), found.subjects, found.outputs.keys()) == (
            english.by_code.keys(),
            english.words.keys(),
            english.subjects,
            english.outputs.keys(),
        )
        pairs = {code: (" ".join(found.by_code[code]), " ".join(row)) for code, row in english.by_code.items()}
        pairs |= {key: (found.console[key], text) for key, text in english.console.items()}
        pairs |= {key: (found.outputs[key], text) for key, text in english.outputs.items()}
        for code, (other, own) in pairs.items():
            assert set(re.findall(r"\{(\w+)", other)) == set(re.findall(r"\{(\w+)", own)), code
        for code, row in english.by_code.items():
            assert found.by_code[code].says, code
            assert bool(found.by_code[code].repair) == bool(row.repair), code
