"""No input ends in a traceback, keeps a build waiting, or is read from outside the project."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.model import project as projects
from sitegen.model.project import Options, Project
from sitegen.pipeline import build, check_only
from sitegen.publish.old_site import MARKER
from tests.conftest import NOW, Place, furnish
from tests.hostile import CASES, FOLDERS, Case, lay, link

MOST_SECONDS = 10
"""Of processor time, which any input may take at most."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The small project, with its pristine copy beside it."""
    place = furnish(tmp_path_factory.mktemp("hostile") / "project")
    assert not check_only(place.project, Options(now=NOW, printing=False)).failed
    shutil.copytree(place.root, place.root.with_name("pristine"), ignore=shutil.ignore_patterns(".cache"))
    return place


@pytest.fixture
def host(shared: Place) -> Place:
    """The small project as it was, whatever the last case laid into it."""
    for name in FOLDERS:
        path = shared.root / name
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
        else:
            shutil.rmtree(path)
    shutil.copytree(shared.root.with_name("pristine"), shared.root, dirs_exist_ok=True)
    return shared


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hostile(case: Case, host: Place) -> None:
    """It is an error at its place, or does no harm."""
    lay(host.root, case)
    began = time.process_time()
    report = check_only(host.project, Options(now=NOW, printing=False))
    assert time.process_time() - began < MOST_SECONDS
    found = {(str(problem.where), problem.code) for problem in report.problems if problem.severity == "error"}
    if case.finds == (("", "?"),):
        return
    if case.finds == (("", ""),):
        assert found
    else:
        assert found >= set(case.finds)
        assert case.finds or not found


@pytest.mark.parametrize(
    "output",
    ["", "..", "content", "content/new", "photos", "podcasts/site", "static", "templates", "i18n", ".git", "/"],
)
def test_no_site_is_put_among_the_sources(host: Place, output: str) -> None:
    """It is refused with one message, before anything is read or written."""
    before = sorted(host.root.rglob("*"))
    host.write("content/events/opening.yaml", "nonsense: [")
    project = Project.at(host.root, Path(output) if output == "/" else host.root / output)
    report = build(project, Options(now=NOW, printing=False))
    assert [problem.code for problem in report.problems] == ["output-among-sources"]
    assert report.failed
    assert sorted(host.root.rglob("*")) == before


@pytest.mark.parametrize("moment", ["0001-01-01T00:00+14:00", "9999-12-31T23:59", "9999-12-31T23:59-12:00", "now"])
def test_no_moment_is_beyond_every_clock(host: Place, moment: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--now` takes years that every zone can tell."""
    with pytest.raises(SystemExit, match="2"):
        main(["build", "--project", str(host.root), "--now", moment])
    assert "is not a time" in capsys.readouterr().err


def _garble(path: Path) -> None:
    if path.is_file():
        path.write_bytes(b"\xff\xfe[{garbage")


def _as_folder(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.mkdir()
    (path / "x").touch()


@pytest.mark.parametrize("how", [_garble, _as_folder], ids=["garbage", "a folder"])
@pytest.mark.parametrize(
    "name",
    [
        ".cache/memory.db",
        ".cache/blobs/garbage",
        ".cache/receipt.json",
        ".cache/receipt.json.new",
        ".cache/loudness.json",
        "every blob",
    ],
)
def test_a_broken_cache_is_made_anew(built: Place, name: str, how: Callable[[Path], None]) -> None:
    """Nothing in it is believed, and no build fails for it."""
    every = list(built.root.glob(".cache/blobs/*/*")) if name == "every blob" else [built.root / name]
    before = {file: built.read_bytes(file) for file in built.files()}
    for path in every:
        if not path.exists():
            path.touch()
        how(path)
    shutil.rmtree(built.output)
    assert built.problems() == []
    assert {file: built.read_bytes(file) for file in built.files()} == before


@pytest.mark.parametrize("marker", ["", "{}", "[]", "7", '{"a": 7}', '{"index.html": [1]}', "{" * 5000, "\udcff"])
def test_a_broken_marker_is_not_ours(built: Place, marker: str) -> None:
    """A folder whose marker does not say what it holds is somebody else's; nothing of it is deleted."""
    (built.output / MARKER).write_bytes(marker.encode(errors="surrogateescape"))
    report = built.build()
    assert {problem.code for problem in report.problems} <= {"foreign-output"}
    assert (built.output / "index.html").is_file()


@pytest.mark.parametrize("name", ["content/events/opening.yaml", "templates/page.html"])
def test_a_report_shows_no_line_of_what_is_not_read(
    host: Place, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The caret stands below a line of the project, or below none."""
    secret = host.root.with_name("secret")
    secret.write_text("canary\n")
    case = Case("a link out", {name: link(str(secret))})
    lay(host.root, case)
    monkeypatch.setattr(projects, "HOME", host.home)
    assert main(["check", "--project", str(host.root), "--now", NOW.isoformat(), "--no-print"]) == 1
    said = capsys.readouterr()
    assert "link-outside" in said.out
    assert "canary" not in said.out + said.err
