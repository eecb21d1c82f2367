"""Pictures of an event itself, on the real templates."""

from __future__ import annotations

import re
from pathlib import Path

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
    assert place.problems() == []
    for page, words in (
        ("cs/akce/vernisaz", ("Plný sál", "Diskuse.", "foto Spolek")),
        ("en/events/opening", ("A full hall", "The debate.", "photo Society")),
    ):
        text = place.read(f"{page}/index.html").replace("\u00a0", " ")
        assert f'alt="{words[0]}"' in text
        assert all(word in text for word in words)
        assert f'property="og:image:alt" content="{words[0]}"' in text
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
