"""`new photo --replace`: an original in the place of a sample."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Place
from tests.drafting.bringing import files, first_gate, new


def make_sample(place: Place) -> None:
    """The first photograph and its author are samples."""
    for name in ("content/photos/ada-1.yaml", "content/authors/ada.yaml"):
        with (place.root / name).open("a", encoding="utf-8") as record:
            record.write("sample: true\n")
    with (place.root / "content/photos/ada-1.yaml").open("a", encoding="utf-8") as record:
        record.write("licence: CC0 1.0\ncredit: {cs: Ukázkový obrázek, en: A sample picture}\nslug: {cs: okno}\n")


def test_an_original_takes_the_place_of_a_sample(
    place: Place, camera: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was said of the drawn picture goes, and what is still a sample is told."""
    make_sample(place)
    assert new(place, "photo", str(camera / "IMG_1.JPG"), "--replace", "ada-1") == 0
    said = capsys.readouterr().out
    record = (place.root / "content/photos/ada-1.yaml").read_text("utf-8")
    assert "sample: true" not in record
    assert "CC0" not in record
    assert "Okno" not in record
    assert "\nfile: ada-1-original.jpg\n" in record
    assert "\nauthor: ada\n" in record
    assert "  cs: okno\n" in record
    assert not (place.root / "photos" / "ada-1.jpg").exists()
    assert "content/authors/ada.yaml:5  author:ada" in said
    assert "licence, credit" in said
    assert first_gate(place) == []


def test_whoever_says_all_of_an_original_publishes_it(place: Place, camera: Path) -> None:
    """Licence, credit and all."""
    make_sample(place)
    text = "{{cs: {0} cs, en: {0} en}}"
    said = {key: text.format(key) for key in ("title", "caption", "comment", "alt", "credit")}
    said |= {"licence": "CC BY 4.0", "themes": "home", "side": "dark", "comment_language": "cs"}
    said["consent"] = "{status: given, scopes: [web], date: 2026-04-01}"
    words = [word for key, value in said.items() for word in ("--set", f"{key}={value}")]
    assert new(place, "photo", str(camera / "IMG_1.JPG"), "--replace", "photo:ada-1", *words) == 0
    record = (place.root / "content/photos/ada-1.yaml").read_text("utf-8")
    assert "draft" not in record
    assert place.problems() == []
    assert "CC BY 4.0" in place.read("en/photos/ada-1/index.html")


@pytest.mark.parametrize("name", ["ada-2", "nobody"])
def test_only_a_sample_is_replaced(name: str, place: Place, camera: Path) -> None:
    """What is nobody's stand-in stays."""
    before = files(place.root)
    assert new(place, "photo", str(camera / "IMG_1.JPG"), "--replace", name) == 2
    assert files(place.root) == before
