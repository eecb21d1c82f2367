"""The pictures in a file: decoded as a press would, whatever else the process has done."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image, ImageFile

from sitegen.making.print.preflight.picture_checks import inks_of


@pytest.mark.parametrize("lenient", [False, True])
def test_a_picture_that_is_cut_off_is_broken(monkeypatch: pytest.MonkeyPatch, lenient: bool) -> None:  # noqa: FBT001 - a case
    """Also where WeasyPrint, when it was imported, has made Pillow lenient."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    buffer = io.BytesIO()
    Image.effect_noise((300 + lenient, 300), 80).convert("CMYK").save(buffer, "JPEG")
    pdf = pikepdf.new()  # a stream lives no longer than its file
    picture = pikepdf.Stream(pdf, buffer.getvalue()[: len(buffer.getvalue()) // 2])
    picture.Width, picture.Height, picture.BitsPerComponent = 300 + lenient, 300, 8
    picture.Subtype, picture.Filter, picture.ColorSpace = map(pikepdf.Name, ("/Image", "/DCTDecode", "/DeviceCMYK"))
    assert inks_of(picture) is None
