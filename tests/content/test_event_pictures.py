"""Pictures of an event itself, on the real templates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from tests.conftest import Place, picture

ROOT = Path(__file__).parents[2]
PICTURES = """\
pictures:
  - file: hall.jpg
    alt: {cs: Plný sál, en: A full hall}
    caption: {cs: Diskuse., en: The debate.}
    credit: {cs: foto Spolek, en: photo Society}
"""


def test_an_event_shows_its_own_pictures(place: Place) -> None:
    """In each language with its words, on the page and in the list, and without what the camera says."""
    place.home = ROOT
    picture(place.root / "photos" / "hall.jpg", (900, 600))
    with Image.open(place.root / "photos" / "hall.jpg") as found:
        found.getexif().get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (50.0, 5.0, 1.0)
        found.save(place.root / "photos" / "hall.jpg", exif=found.getexif())
    record = place.root / "content/events/opening.yaml"
    record.write_text(record.read_text("utf-8") + PICTURES, "utf-8")
    pictures = record.read_text("utf-8").splitlines().index("pictures:") + 1
    assert place.problems() == [(f"content/events/opening.yaml:{pictures + 1}:11", "picture-tells-place")]
    for page, words in (
        ("cs/akce/vernisaz", ("Plný sál", "Diskuse.", "foto Spolek")),
        ("en/events/opening", ("A full hall", "The debate.", "photo Society")),
    ):
        text = place.read(f"{page}/index.html").replace("\u00a0", " ")
        assert f'alt="{words[0]}"' in text
        assert all(word in text for word in words)
        assert re.search(f'property="og:image:alt" content="[^"]*{words[0]}', text)
        assert f'alt="{words[0]}"' in place.read(f"{page.rpartition('/')[0]}/index.html").replace("\u00a0", " ")
    made = [name for name in place.files() if re.match(r"media/hall-\d+\.\w+\.jpg", name)]
    assert made
    for name in made:
        with Image.open(place.output / name) as found:
            assert found.getexif().get_ifd(ExifTags.IFD.GPSInfo) == {}


def test_a_picture_of_an_event_must_be_there_and_be_described(place: Place) -> None:
    """As a photograph must."""
    record = place.root / "content/events/opening.yaml"
    before = record.read_text("utf-8")
    record.write_text(before + PICTURES, "utf-8")
    assert place.problems() == [("content/events/opening.yaml:8:11", "missing-file")]
    record.write_text(before + PICTURES.replace("    alt: {cs: Plný sál, en: A full hall}\n", ""), "utf-8")
    assert [code for _, code in place.problems()] == ["missing-field"]


def test_a_picture_goes_with_the_consent_of_those_in_it(place: Place) -> None:
    """The event and its other pictures stay, and nothing fails, even when the original is deleted too."""
    for name in ("hall.jpg", "yard.jpg"):
        picture(place.root / "photos" / name, (900, 600), colour=(name == "hall.jpg" and "#664422") or "#224466")
    consent = "consent: {status: given, scopes: [web], date: 2020-01-01, expires: 2026-04-30}"
    second = PICTURES.partition("\n")[2].replace("hall", "yard")
    record = place.root / "content/events/opening.yaml"
    record.write_text(record.read_text("utf-8") + f"{PICTURES}    {consent}\n{second}", "utf-8")
    assert place.problems() == []
    made = [name for name in place.files() if name.startswith("media/")]
    assert not [name for name in made if name.startswith("media/hall")]
    assert [name for name in made if name.startswith("media/yard")]
    place.edit("content/events/opening.yaml", consent, "consent: {status: withdrawn, date: 2026-04-30}")
    (place.root / "photos/hall.jpg").unlink()
    assert place.problems() == []


@pytest.mark.parametrize("left", ["all", "consent", "consent of the author"])
def test_a_picture_goes_with_the_record_that_it_is_of(place: Place, left: str) -> None:
    """An event names the file of a photograph; deleting that with its record, as the program advises, fails nothing."""
    stone = "consent: {status: withdrawn, date: 2026-04-30}\n"
    record = place.root / "content/events/opening.yaml"
    record.write_text(record.read_text("utf-8") + PICTURES.replace("hall", "ada-1"), "utf-8")
    assert place.problems() == []
    assert [name for name in place.files() if name.startswith("media/ada-1-")]
    if left == "all":
        place.edit("content/photos/ada-1.yaml", "status: given", "status: withdrawn")
    elif left == "consent":
        place.write("content/photos/ada-1.yaml", stone)
    else:
        place.write("content/authors/ada.yaml", stone)
        (place.root / "content/photos/ada-1.yaml").unlink()
        (place.root / "content/photos/ada-2.yaml").unlink()
    (place.root / "photos/ada-1.jpg").unlink()
    assert ("content/events/opening.yaml:8:11", "names-held-back") in place.problems()
    assert place.problems(preview=True)[0][1] == "names-held-back"
    assert "en/events/opening/index.html" in place.files()
    assert not [name for name in place.files() if name.startswith("media/ada-1-")]
    place.edit("content/events/opening.yaml", "ada-1.jpg", "other.jpg")
    assert ("content/events/opening.yaml:8:11", "missing-file") in place.problems()


@pytest.mark.parametrize("name", ["ada-1", "window"])
def test_a_consent_is_about_the_file_whoever_else_names_it(place: Place, name: str) -> None:
    """An event does not show the picture of a photograph whose consent is gone, nor a face that is hidden there.

    Nor a copy of it under another name.
    """
    event, photo = "content/events/opening.yaml", "content/photos/ada-1.yaml"
    own = f"pictures: [{{file: {name}.jpg, alt: {{cs: Okno domu, en: A window}}}}]"
    (place.root / f"photos/{name}.jpg").write_bytes((place.root / "photos/ada-1.jpg").read_bytes())
    place.edit(event, "when:", f"{own}\nwhen:")
    assert place.problems() == []
    shown = {path for path in place.files() if path.startswith(f"media/{name}")}
    assert shown
    place.edit(photo, "status: exhibited", "blur: [{left: 0, top: 0, width: 1, height: 1}]\nstatus: exhibited")
    assert place.problems() == []
    assert not shown & {path for path in place.files() if path.startswith(f"media/{name}")}
    place.edit(photo, "consent: {status: given", "consent: {status: withdrawn")
    assert "error" not in {str(one.severity) for one in place.build().problems}
    assert not [path for path in place.files() if path.startswith((f"media/{name}", "media/ada-1"))]
    assert "A window" not in place.read("en/events/opening/index.html").replace("\u00a0", " ")


def test_two_photographs_of_one_file_have_one_consent(place: Place) -> None:
    """The stricter one."""
    place.edit("content/photos/ada-2.yaml", "file: ada-2.jpg", "file: ada-1.jpg")
    place.edit("content/photos/ada-2.yaml", "status: given", "status: withdrawn")
    assert "error" not in {str(one.severity) for one in place.build().problems}
    assert not [name for name in place.files() if name.startswith("media/ada-")]


def test_a_consent_that_is_gone_counts_in_a_draft_too(place: Place) -> None:
    """Whoever hides a record before withdrawing its consent means both."""
    own = "pictures: [{file: ada-1.jpg, alt: {cs: Okno domu, en: A window}}]"
    place.edit("content/events/opening.yaml", "when:", f"{own}\nwhen:")
    place.edit("content/photos/ada-1.yaml", "consent: {status: given", "draft: true\nconsent: {status: withdrawn")
    assert "error" not in {str(one.severity) for one in place.build().problems}
    assert not [name for name in place.files() if name.startswith("media/ada-1")]
