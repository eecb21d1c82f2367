"""The kiosk folder as the command line makes it; `tests/browser/test_kiosk.py` opens the real one."""

from __future__ import annotations

import pytest

from sitegen.cli import main
from sitegen.model import project as projects
from tests.conftest import SAMPLE, Place


@pytest.fixture(autouse=True)
def _sample_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own templates and words are not what is tested here."""
    monkeypatch.setattr(projects, "HOME", SAMPLE)


def test_a_kiosk_folder_stands_beside_the_site(built: Place) -> None:
    """Without --output it goes to a folder of its own, and the published site stays as it was."""
    before = {name: (built.output / name).read_bytes() for name in built.files()}
    assert main(["build", "--kiosk", "--project", str(built.root), "--now", "2026-05-01T12:00"]) == 0
    folder = built.root / "output.kiosk"
    start = (folder / "index.html").read_text("utf-8")
    assert 'href="cs/index.html"' in start
    assert 'href="../../en/kiosk/index.html"' in (folder / "cs/kiosk/index.html").read_text("utf-8")
    assert {name: (built.output / name).read_bytes() for name in built.files()} == before
    assert not [name for name in before if "kiosk" in name]


def test_a_kiosk_folder_goes_where_it_is_told(place: Place) -> None:
    stick = place.root / "stick"
    assert main(["build", "--kiosk", "--project", str(place.root), "--output", str(stick)]) == 0
    assert (stick / "cs/kiosk/index.html").is_file()
    assert not (place.root / "output.kiosk").exists()


def test_nothing_for_machines_is_in_a_kiosk_folder(place: Place) -> None:
    """There is no search engine at a kiosk, and no public address of its pages."""
    place.build(kiosk=True)
    html = place.read("cs/index.html")
    assert "canonical" not in html
    assert "hreflang" not in html
