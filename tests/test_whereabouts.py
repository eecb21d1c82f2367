"""Which project a command means that names none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.whereabouts import project_around


def settings(folder: Path) -> Path:
    """Make a folder a project."""
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text("title: A\n", "utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A checkout of the program, which is a project too."""
    return settings(tmp_path / "program")


def around(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> str | None:
    """Ask in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(folder)
    return project_around(str(home))


@pytest.mark.parametrize("below", [".", "content", "photos/old"])
def test_it_is_the_project_that_one_stands_in(
    below: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = settings(tmp_path / "košice")
    assert around(project / below, home, monkeypatch) == str(project)


def test_elsewhere_it_is_the_programs_own(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert around(tmp_path / "elsewhere", home, monkeypatch) == str(home)


def test_a_project_without_settings_is_not_mistaken_for_another(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = tmp_path / "begun"
    (begun / "content").mkdir(parents=True)
    assert around(begun, home, monkeypatch) == str(begun)


def test_an_installed_program_has_no_project_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert around(tmp_path / "elsewhere", tmp_path / "sitegen" / "home", monkeypatch) is None


@pytest.mark.skipif(os.name != "posix", reason="owners of folders are told apart on POSIX alone")
def test_nobody_lays_a_project_around_the_work_of_another(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = settings(tmp_path / "common")
    real = os.stat

    def owned(path: str | Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = real(path, follow_symlinks=follow_symlinks)
        return os.stat_result([*found[:4], 12345, *found[5:]]) if Path(path) == shared else found

    monkeypatch.setattr(os, "stat", owned)
    assert around(shared / "work", home, monkeypatch) == str(home)


def test_a_folder_that_was_deleted_is_no_project(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    try:
        gone.rmdir()
    except OSError:  # Windows does not let it be
        return
    assert project_around(str(home)) == str(home)
