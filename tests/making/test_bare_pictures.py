"""Covers of podcasts: the same pixels and colours, and no word of where, with what and by whom they were taken."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from sitegen.making.bare_pictures import without_metadata

SECRET = b"Canary"


def picture() -> Image.Image:
    """A small picture that is no plain plane."""
    return Image.linear_gradient("L").convert("RGB").resize((64, 48))


def jpeg(*, turn: int = 1, progressive: bool = False) -> bytes:
    """A JPEG with a position, a comment, a thumbnail's worth of private data and a colour profile."""
    exif = Image.Exif()
    exif[0x010F] = "Canary camera"
    exif[0x0112] = turn
    exif.get_ifd(0x8825)[29] = "Canary position"
    target = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {"exif": exif, "comment": b"Canary comment", "icc_profile": profile, "progressive": progressive}
    picture().save(target, "JPEG", xmp=b"<x>Canary xmp</x>", **options)
    return target.getvalue() + b"Canary behind the end"


def png(*, turn: int = 1) -> bytes:
    """A PNG with texts, EXIF and a time."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Canary")
    texts.add_itxt("XML:com.adobe.xmp", "Canary")
    exif = Image.Exif()
    exif[0x010F] = "Canary camera"
    exif[0x0112] = turn
    target = io.BytesIO()
    picture().save(target, "PNG", pnginfo=texts, exif=exif)
    return target.getvalue() + b"Canary behind the end"


@pytest.mark.parametrize("content", [jpeg(), jpeg(progressive=True), png()], ids=["jpeg", "progressive", "png"])
def test_only_the_picture_stays(content: bytes) -> None:
    """With its colour profile."""
    assert SECRET in content
    bare = without_metadata(content)
    assert SECRET not in bare
    with Image.open(io.BytesIO(content)) as old, Image.open(io.BytesIO(bare)) as new:
        assert new.tobytes() == old.tobytes()
        assert new.info.get("icc_profile") == old.info.get("icc_profile")
        assert dict(new.getexif()) == {}
    assert without_metadata(bare) == bare


@pytest.mark.parametrize("segment", [b"JFXX\0\x10Canary small picture", b"JFIF\0\1\2\0\0\1\0\1\2\1" + b"Canary"])
def test_no_small_picture_goes_along(segment: bytes) -> None:
    """It may show what was cut off or painted over in the large one (JFIF 1.02)."""
    content = jpeg()
    more = b"\xff\xe0" + (len(segment) + 2).to_bytes(2, "big") + segment
    assert SECRET not in without_metadata(content[:2] + more + content[2:])


@pytest.mark.parametrize("content", [jpeg(turn=6), png(turn=6)], ids=["jpeg", "png"])
def test_a_turned_picture_stays_upright(content: bytes) -> None:
    """The orientation is the one thing that is kept."""
    bare = without_metadata(content)
    assert SECRET not in bare
    with Image.open(io.BytesIO(bare)) as turned:
        turned.load()
        assert dict(turned.getexif()) == {0x0112: 6}
    assert without_metadata(bare) == bare


@pytest.mark.parametrize("content", [jpeg(), png()], ids=["jpeg", "png"])
def test_a_picture_that_is_cut_off_is_refused(content: bytes) -> None:
    """It is never published in half, nor read for ever."""
    for end in range(9, len(content) - len(b"Canary behind the end"), 97):
        with pytest.raises((ValueError, IndexError, OSError)):
            without_metadata(content[:end])


def test_what_is_no_such_picture_is_left_alone() -> None:
    """Other forms are refused elsewhere."""
    assert without_metadata(b"GIF89a") == b"GIF89a"
