"""`new photo`: what is brought, under which name, and what is told of it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from sitegen.drafting.brought import blur_of, bring, look_of
from sitegen.drafting.photos import BLURRED
from sitegen.model.limits import DEFAULT
from tests.conftest import Place
from tests.drafting.bringing import ROOT, add_series, files, first_gate, new, photograph, scene, words_for


def test_photographs_come_without_what_the_camera_says(
    place: Place, camera: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Their place is told and left out, their month is kept, their pixels are the same."""
    assert new(place, *words_for("photo", camera)) == 0
    copy = place.root / "photos" / "ada-3.jpg"
    with Image.open(copy) as found, Image.open(camera / "IMG_1.JPG") as original:
        assert dict(found.getexif()) == {}
        assert found.tobytes() == original.tobytes()
    assert b"GPS" not in copy.read_bytes()
    said = capsys.readouterr().out
    assert "told where the photograph was taken" in said
    record = (place.root / "content/photos/ada-3.yaml").read_text("utf-8")
    assert "\ntaken: 2026-04\n" in record
    assert "\norder: 3\n" in record
    assert "\nfile: ada-3.jpg\n" in record
    assert re.search(r"\nupdated: \d{4}-\d\d-\d\d\n", record)  # feeds show it as new, whenever it was taken


def iptc(record: int, text: bytes) -> bytes:
    """A JPEG's segment with one field of IPTC-IIM in a resource of Photoshop."""
    field = b"\x1c\x02" + bytes([record]) + len(text).to_bytes(2, "big") + text
    said = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(field).to_bytes(4, "big") + field + b"\0" * (len(field) % 2)
    return b"\xff\xed" + (len(said) + 2).to_bytes(2, "big") + said


def xmp(text: bytes) -> bytes:
    """A JPEG's segment with XMP."""
    said = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + text + b"</x:xmpmeta>"
    return b"\xff\xe1" + (len(said) + 2).to_bytes(2, "big") + said


@pytest.mark.parametrize(
    ("segment", "located"),
    [
        (iptc(90, b"Praha"), True),
        (iptc(92, b"Karlin"), True),
        (iptc(101, b"Cesko"), True),
        (iptc(90, b""), False),
        (iptc(80, b"Ada"), False),
        (xmp(b"<photoshop:Country>Cesko</photoshop:Country>"), True),
        (xmp(b"<a photoshop:State='Praha'/>"), True),
        (xmp(b"<photoshop:Credit>Ada</photoshop:Credit>"), False),
    ],
)
def test_places_in_words_are_told(segment: bytes, *, located: bool, tmp_path: Path) -> None:
    """As agencies and programs for photographs write them; the copy has none of them."""
    file = photograph(tmp_path / "a.jpg", scene(9, (64, 48)))
    plain = file.read_bytes()
    file.write_bytes(plain[:2] + segment + plain[2:])
    brought = bring(file, "en", DEFAULT)
    assert brought.located == located
    assert segment not in brought.content


def test_photographs_of_telephones_become_jpeg(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """HEIC, as iPhones write it, with the month and without the place; one that is cut off is refused."""
    original = ROOT / "tests" / "telephone.heic"
    assert new(place, "photo", str(original), "--set", "author=ada") == 0
    assert "told where the photograph was taken" in capsys.readouterr().out
    with Image.open(place.root / "photos" / "ada-3.jpg") as found:
        assert (found.format, found.size, dict(found.getexif())) == ("JPEG", (96, 64), {})
        assert np.abs(np.array(found.getpixel((20, 20))) - (0xF3, 0xD2, 0x7A)).max() < 12
    assert "taken: 2026-05\n" in (place.root / "content/photos/ada-3.yaml").read_text("utf-8")
    (tmp_path / "half.heic").write_bytes(original.read_bytes()[:500])
    assert new(place, "photo", str(tmp_path / "half.heic"), "--set", "author=ada") == 2
    assert "half.heic" in capsys.readouterr().err


def test_photographs_can_keep_the_names_of_their_files(place: Place, camera: Path) -> None:
    """Made safe, as Windows and git need them."""
    photograph(camera / "CON.JPG", scene(4))
    pictures = [str(camera / name) for name in ("Ulička tržnice.JPG", "CON.JPG")]
    assert new(place, "photo", *pictures, "--by-name", "--set", "author=ada") == 0
    assert {"ulicka-trznice.jpg", "con-photo.jpg"} <= {path.name for path in (place.root / "photos").iterdir()}
    assert first_gate(place) == []


@pytest.mark.parametrize(
    ("picture", "says"),
    [
        (scene(5, (1600, 1200)), "the longer side has 1600 pixels"),
        (scene(6).filter(ImageFilter.GaussianBlur(12)), "may be blurred"),
        (scene(7), None),
    ],
)
def test_what_is_too_small_or_blurred_is_told(
    picture: Image.Image, says: str | None, place: Place, camera: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And comes in all the same."""
    photograph(camera / "other.jpg", picture)
    assert new(place, "photo", str(camera / "other.jpg"), "--set", "author=ada") == 0
    said = capsys.readouterr().out
    assert says in said if says else "other.jpg:" not in said


def test_blur_is_measured() -> None:
    """From 0 to 1, growing with the blur."""
    found = [blur_of(scene(8).filter(ImageFilter.GaussianBlur(radius))) for radius in (0, 3, 6, 9)]
    assert found == sorted(found)
    assert 0 < found[0] < 0.4 < BLURRED < found[3] < 1


def test_the_same_picture_is_refused_and_one_alike_is_told(
    place: Place, camera: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same bytes under another name, and the same scene in another size and quality."""
    assert new(place, *words_for("photo", camera)) == 0
    shutil.copy(camera / "IMG_1.JPG", camera / "again.jpg")
    assert new(place, "photo", str(camera / "again.jpg"), "--set", "author=ada") == 2
    assert "the same photograph as photo:ada-3" in capsys.readouterr().err
    photograph(camera / "smaller.png", scene(1).resize((2000, 1333)))
    assert new(place, "photo", str(camera / "smaller.png"), "--set", "author=ada") == 0
    assert "smaller.png: looks the same as photo:ada-3" in capsys.readouterr().out
    assert (place.root / "photos" / "ada-4.png").is_file()
    assert not look_of(scene(1)).is_like(look_of(scene(2)))


def test_an_alternative_text_used_twice_is_told(place: Place) -> None:
    """By each check, at the second one."""
    place.edit("content/photos/ada-2.yaml", "cs: Zavřené modré dveře", "cs: Rozsvícené okno v tmavé zdi")
    assert first_gate(place) == [("content/photos/ada-2.yaml:8:11", "alt-twice")]


@pytest.mark.parametrize(("name", "content"), [("a.jpg", b"\xff\xd8\xff"), ("b.jpg", b"no picture"), ("c.jpg", None)])
def test_what_is_no_picture_brings_none(name: str, content: bytes | None, place: Place, camera: Path) -> None:
    """All come, or none."""
    if content is not None:
        (camera / name).write_bytes(content)
    before = files(place.root)
    assert new(place, "photo", str(camera / "IMG_1.JPG"), str(camera / name), "--set", "author=ada") == 2
    assert files(place.root) == before


def test_a_picture_that_is_too_large_is_refused(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the limit of the settings, before it is read."""
    with (tmp_path / "fat.jpg").open("wb") as large:
        large.truncate(200_000_000)
    assert new(place, "photo", str(tmp_path / "fat.jpg"), "--set", "author=ada") == 2
    said = capsys.readouterr().err
    assert "fat.jpg: The file is larger than 146484 kB" in said
    assert "`photo_mb`" in said
    settings = place.root / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nlimits: {photo_mb: 250}\n", "utf-8")
    assert new(place, "photo", str(tmp_path / "fat.jpg"), "--set", "author=ada") == 2
    assert "larger" not in capsys.readouterr().err


@pytest.mark.parametrize("words", [["photo", "a.jpg", "--set", "author=ada"], ["episode", "a.mp3"]])
def test_nobody_waits_for_a_pipe(
    words: list[str], place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is refused before it is opened."""
    add_series(place)
    os.mkfifo(tmp_path / words[1])
    assert new(place, words[0], str(tmp_path / words[1]), *words[2:]) == 2
    assert f"{words[1]}: A file is expected here" in capsys.readouterr().err


def test_a_photograph_needs_no_theme(place: Place, camera: Path) -> None:
    """In a project that has none, nobody is asked for one, and the record is sound without."""
    (place.root / "content/themes/home.yaml").unlink()
    for number in (1, 2):
        place.edit(f"content/photos/ada-{number}.yaml", "themes: [home]\n", "")
    assert new(place, "photo", str(camera / "IMG_1.JPG"), "--set", "author=ada") == 0
    assert "\nthemes:" not in (place.root / "content/photos/ada-3.yaml").read_text("utf-8")
    assert first_gate(place) == []
