"""Where records are begun: no language of this computer, and what an editor has on her camera."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sitegen.model import project as projects
from tests.conftest import SAMPLE
from tests.drafting.bringing import ROOT, photograph, scene


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The language of this computer is not what is tested here."""
    monkeypatch.setattr(projects, "HOME", SAMPLE)
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture(scope="session")
def card(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("card")
    photograph(folder / "IMG_1.JPG", scene(1), taken="2026:04:12 10:11:12", located=True)
    photograph(folder / "Ulička tržnice.JPG", scene(2))
    recording = (ROOT / "podcasts" / "salad-bowl" / "01-juanita.mp3").read_bytes()
    (folder / "Rozhovor.mp3").write_bytes(recording + bytes(1))  # the project has the same one without that
    return folder


@pytest.fixture
def camera(tmp_path: Path, card: Path) -> Path:
    """A folder with what an editor has: two photographs and a recording."""
    return Path(shutil.copytree(card, tmp_path / "camera"))
