"""Pictures that say where they were taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ExifTags, Image

from sitegen.making.picture_places import file_tells_place

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:li photoshop:City="Brno"/></x:xmpmeta>'


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif"])
def test_a_position_is_found_in_every_format(tmp_path: Path, suffix: str) -> None:
    """As telephones write it; a picture without one tells nothing."""
    path, drawn = tmp_path / f"a.{suffix}", Image.new("RGB", (8, 8))
    drawn.save(path)
    assert not file_tells_place(path)
    exif, telephone = drawn.getexif(), tmp_path / "telephone.jpg"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (50.0, 5.0, 1.0)
    drawn.save(telephone, exif=exif)
    with Image.open(telephone) as taken:
        taken.save(path, exif=taken.getexif())
    assert file_tells_place(path)


def test_words_are_found_where_nothing_can_be_opened(tmp_path: Path) -> None:
    """A broken file is told elsewhere; its words can still be read."""
    path = tmp_path / "a.jpg"
    path.write_bytes(b"\xff\xd8\xff" + XMP)
    assert file_tells_place(path)
