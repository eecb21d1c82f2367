"""Photographs: opened through one gate, upright, in sRGB, and without a trace of where and how they were taken."""

from __future__ import annotations

import io
import json
import random
import struct
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, TiffImagePlugin

from sitegen.making.errors import CannotMake
from sitegen.making.images import FORMATS, MAX_PIXELS, PROFILES, derive, measure, open_picture, widths_for
from sitegen.making.input_files import InputFiles
from sitegen.model.project import HOME
from sitegen.model.web_orders import PictureOrder
from tests.conftest import Place, picture, source_of

CMYK_PROFILE = HOME / "static" / "print" / "ISOcoated_v2_300_bas.icc"
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
DISPLAY_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
"""The primaries of two wide gamuts in XYZ, adapted to D50 as ICC profiles hold them."""


def icc_profile(primaries: tuple[tuple[float, float, float], ...], curve: bytes) -> bytes:
    """A matrix profile (ICC.1:2010, 8.3.3) with these primaries and this tone curve."""
    tags = {b"wtpt": _xyz((0.9642, 1.0, 0.8249)), b"cprt": b"text\0\0\0\0none\0", b"desc": _description()}
    for name, primary in zip("rgb", primaries, strict=True):
        tags |= {f"{name}XYZ".encode(): _xyz(primary), f"{name}TRC".encode(): curve}
    offset, table, data = 128 + 4 + 12 * len(tags), b"", b""
    for name, content in tags.items():
        table += name + struct.pack(">II", offset + len(data), len(content))
        data += content + b"\0" * (-len(content) % 4)
    size = offset + len(data)
    head = struct.pack(">I4x4s4s4s4s12x4s", size, b"\2\x40\0\0", b"mntr", b"RGB ", b"XYZ ", b"acsp")
    head = head.ljust(68, b"\0") + _xyz((0.9642, 1.0, 0.8249))[8:]
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + data


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))


def _description() -> bytes:
    return b"desc\0\0\0\0" + struct.pack(">I", 5) + b"test\0" + b"\0" * 78


GAMMA = b"curv\0\0\0\0" + struct.pack(">IH", 1, 563)
"""2.19921875, that of Adobe RGB."""
SRGB_CURVE = b"para\0\0\0\0" + struct.pack(
    ">HH5i", 3, 0, *(round(value * 65536) for value in (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))
)


def save(path: Path, image: Image.Image, form: str = "JPEG", **more: Any) -> Path:
    """Save a picture as an original."""
    image.save(path, form, **({"quality": 95} if form == "JPEG" else {}) | more)
    return path


def middle(path: Path) -> tuple[int, ...]:
    """The colour in the middle of the opened picture."""
    opened = open_picture(path)
    assert opened.mode == "RGB"
    colour = opened.getpixel((opened.width // 2, opened.height // 2))
    assert isinstance(colour, tuple)
    return tuple(int(value) for value in colour)


def near(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 6) -> bool:
    """Whether two colours look the same."""
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("primaries", "curve", "written", "seen"),
    [
        (ADOBE_RGB, GAMMA, (219, 0, 0), (255, 0, 0)),
        (ADOBE_RGB, GAMMA, (127, 127, 127), (127, 127, 127)),
        (DISPLAY_P3, SRGB_CURVE, (234, 51, 35), (255, 0, 0)),
        (DISPLAY_P3, SRGB_CURVE, (117, 251, 76), (0, 255, 0)),
    ],
)
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_wide_gamuts_become_srgb(
    tmp_path: Path, primaries: Any, curve: bytes, written: tuple[int, ...], seen: tuple[int, ...], mode: str
) -> None:
    """The same number means another colour; transparent pictures have profiles too."""
    original = Image.new("RGB", (32, 32), written).convert(mode)
    path = save(tmp_path / "a.png", original, "PNG", icc_profile=icc_profile(primaries, curve))
    assert near(middle(path), seen)


def test_print_colours_become_srgb(tmp_path: Path) -> None:
    """By the embedded profile, where full cyan is no pure (0, 255, 255)."""
    original = Image.new("CMYK", (32, 32), (255, 0, 0, 0))
    path = save(tmp_path / "a.jpg", original, icc_profile=CMYK_PROFILE.read_bytes())
    assert near(middle(path), (0, 158, 224), by=12)


def test_print_colours_without_a_profile_are_opened_too(tmp_path: Path) -> None:
    """As well as that can be done."""
    assert near(middle(save(tmp_path / "a.jpg", Image.new("CMYK", (32, 32), (0, 0, 0, 0)))), (255, 255, 255))


def test_a_useless_profile_is_no_reason_to_refuse_a_picture(tmp_path: Path) -> None:
    """It is opened as if it had none."""
    path = save(tmp_path / "a.jpg", Image.new("RGB", (32, 32), (200, 100, 50)), icc_profile=b"nonsense")
    assert near(middle(path), (200, 100, 50))


def test_transparency_is_laid_on_white(tmp_path: Path) -> None:
    """A JPEG knows no transparency."""
    assert middle(save(tmp_path / "a.png", Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG")) == (255, 255, 255)


@pytest.mark.parametrize("value", [0, 32768, 65535])
def test_sixteen_bits_become_eight(tmp_path: Path, value: int) -> None:
    """A scan in 16-bit grey is neither black nor clipped."""
    original = Image.new("I;16", (8, 8), value)
    assert near(middle(save(tmp_path / "a.png", original, "PNG")), (value // 257,) * 3, by=1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_upright(tmp_path: Path, orientation: int) -> None:
    """All eight orientations of EXIF show the red corner where it belongs: at the top left."""
    upright = Image.new("RGB", (40, 20), "blue")
    ImageDraw.Draw(upright).rectangle((0, 0, 9, 9), fill="red")
    turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose that undoes what a viewer will do
    turn = turns.get(orientation)
    stored = upright if turn is None else upright.transpose(Image.Transpose(turn))
    exif = Image.Exif()
    exif[0x0112] = orientation
    opened = open_picture(save(tmp_path / "a.jpg", stored, exif=exif, quality=100, subsampling=0))
    assert opened.size == (40, 20)
    corner = opened.getpixel((4, 4))
    assert isinstance(corner, tuple)
    assert near(tuple(int(value) for value in corner), (254, 0, 0), by=30)


def test_a_picture_of_another_kind_is_refused(tmp_path: Path) -> None:
    """Whatever its name says: PostScript, for one, is a program."""
    (tmp_path / "a.jpg").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    with pytest.raises(CannotMake, match="unreadable-image"):
        open_picture(tmp_path / "a.jpg")


@pytest.mark.parametrize("form", ["GIF", "BMP", "ICO"])
def test_formats_that_no_camera_writes_are_refused(tmp_path: Path, form: str) -> None:
    """Every decoder is a door; the ones not needed stay shut."""
    Image.new("RGB", (8, 8)).save(tmp_path / "a.jpg", form)
    with pytest.raises(CannotMake, match="unreadable-image"):
        open_picture(tmp_path / "a.jpg")


def test_a_cut_off_picture_is_refused(tmp_path: Path) -> None:
    """It would be grey below."""
    picture(tmp_path / "a.jpg")
    content = (tmp_path / "a.jpg").read_bytes()
    (tmp_path / "a.jpg").write_bytes(content[: len(content) // 2])
    with pytest.raises(CannotMake) as caught:
        open_picture(tmp_path / "a.jpg")
    assert caught.value.params == {"reason": "cut-off"}


@pytest.mark.parametrize("side", [9_000, 30_000])
def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path, side: int) -> None:
    """A few kilobytes that would fill gigabytes."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    data = struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk + data)
    with pytest.raises(CannotMake) as caught:
        open_picture(tmp_path / "a.png")
    assert caught.value.code == "image-too-large"
    assert caught.value.params == {"pixels": side * side // 1_000_000, "limit": MAX_PIXELS // 1_000_000}


def test_a_damaged_picture_is_opened_or_refused(tmp_path: Path) -> None:
    """Nothing but our own refusal comes out of a hundred damaged files of each format."""
    random.seed(1)
    for form in ("JPEG", "PNG", "WEBP", "TIFF"):
        whole = io.BytesIO()
        Image.new("RGB", (40, 30), "teal").save(whole, form, exif=Image.Exif())
        for _ in range(100):
            content = bytearray(whole.getvalue())
            for _ in range(random.randint(1, 12)):  # noqa: S311 - for damage, not for secrets
                content[random.randrange(len(content))] = random.randrange(256)  # noqa: S311 - the same
            (tmp_path / "a.img").write_bytes(content)
            try:
                open_picture(tmp_path / "a.img")
            except CannotMake as refusal:
                assert refusal.code in {"unreadable-image", "image-too-large"}  # noqa: PT017 - both are fine


SECRETS = ("LeakCam", "SN-LEAK-4711", "LeakOwner", "LeakComment", "LeakPlace", "LeakThumb")


def photograph_with_secrets(path: Path) -> None:
    """What a telephone writes: maker, serial number, owner, position, notes and a thumbnail."""
    image = Image.new("RGB", (600, 400), "#46627f")
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "LeakCam", "LeakCam 9"
    exif[0x013B] = "LeakOwner"
    camera = exif.get_ifd(0x8769)
    camera[0xA431], camera[0xA430], camera[0x9286] = "SN-LEAK-4711", "LeakOwner", b"ASCII\0\0\0LeakComment"
    position = exif.get_ifd(0x8825)
    degrees = tuple(TiffImagePlugin.IFDRational(value) for value in (50, 4, 51))
    position.update({1: "N", 2: degrees, 3: "E", 4: degrees, 28: b"ASCII\0\0\0LeakPlace"})
    packet = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><LeakThumb/></x:xmpmeta>"
    image.save(path, "JPEG", exif=exif, comment=b"LeakComment", xmp=packet, quality=85)


def test_no_published_file_says_where_or_how_a_picture_was_taken(place: Place) -> None:
    """The secrets are in the original, and in no file of the site."""
    path = place.root / "photos" / "ada-1.jpg"
    photograph_with_secrets(path)
    assert all(secret.encode() in path.read_bytes() for secret in SECRETS)
    assert not place.build().failed
    for name in place.files():
        content = (place.output / name).read_bytes()
        assert [secret for secret in SECRETS if secret.encode() in content] == [], name


def test_derivatives_carry_the_copyright_line_alone(place: Place) -> None:
    """An independent reader of metadata finds nothing else in them."""
    place.edit("content/site.yaml", "timezone:", "licence: CC BY 4.0\ntimezone:")
    photograph_with_secrets(place.root / "photos" / "ada-1.jpg")
    assert not place.build().failed
    made = sorted((place.output / "media").iterdir())
    asked = subprocess.run(["exiftool", "-j", "-G1", "-a", *made], capture_output=True, check=True)
    # What describes the file and the pixels themselves is no metadata of ours.
    technical = {"SourceFile", "ExifTool", "System", "File", "Composite", "JFIF", "Meta", "QuickTime", "Track1"}
    for facts in json.loads(asked.stdout):
        rest = {key: value for key, value in facts.items() if key.split(":")[0] not in technical}
        tags = {key.split(":")[-1] for key in rest}
        assert tags <= {"Copyright", "YCbCrPositioning", "ExifByteOrder"}, rest
        if facts["SourceFile"].endswith(".jpg"):
            assert "CC BY 4.0" in rest["IFD0:Copyright"]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_derivatives_are_the_same_every_time(tmp_path: Path, form: str) -> None:
    """The same bytes come out of the same picture, and they are a picture of the size asked for."""
    picture(tmp_path / "a.jpg")
    made = [derive(PictureOrder(source_of(tmp_path / "a.jpg"), 60, 40, form), InputFiles()) for _ in range(2)]
    assert made[0] == made[1]
    with Image.open(io.BytesIO(made[0])) as opened:
        assert (opened.format, opened.size, opened.mode) == (form.upper(), (60, 40), "RGB")


@pytest.mark.parametrize("focus", [(0.0, 0.0), (0.95, 0.05), (0.5, 0.95), (1.0, 1.0)])
@pytest.mark.parametrize("size", [(100, 20), (20, 100)])
def test_crops_keep_the_focal_point(tmp_path: Path, focus: tuple[float, float], size: tuple[int, int]) -> None:
    """What matters stays in the picture, however narrow it gets."""
    whole = Image.new("RGB", (400, 400), "black")
    at = [round(fraction * 399) for fraction in focus]
    ImageDraw.Draw(whole).rectangle((at[0] - 20, at[1] - 20, at[0] + 20, at[1] + 20), fill="white")
    path = save(tmp_path / "a.jpg", whole)
    made = derive(PictureOrder(source_of(path), *size, "jpeg", crop=focus), InputFiles())
    with Image.open(io.BytesIO(made)) as opened:
        assert opened.size == size
        assert opened.convert("L").getextrema()[1] > 200


def test_pictures_are_never_enlarged() -> None:
    """A small original has the widths it has pixels for, and at least one."""
    photo, card = PROFILES["photo"], PROFILES["card"]
    assert max(widths_for(photo, FORMATS["avif"], 900)) <= 900
    assert widths_for(photo, FORMATS["avif"], 10) == [10]
    assert len(widths_for(card, FORMATS["jpeg"], 5000)) == FORMATS["jpeg"].widths


def test_a_picture_is_measured_as_it_will_be_seen(tmp_path: Path) -> None:
    """Width and height are those of the upright picture."""
    exif = Image.Exif()
    exif[0x0112] = 6
    found = measure(save(tmp_path / "a.jpg", Image.new("RGB", (40, 20), "white"), exif=exif))
    assert (found["width"], found["height"], found["mode"], found["format"]) == (20, 40, "RGB", "JPEG")


def test_a_replaced_photograph_is_decoded_anew(tmp_path: Path) -> None:
    """A resident preview holds the last picture by its bytes, not by its name and size."""
    for colour in ("red", "blue"):
        path = save(tmp_path / "a.png", Image.new("RGB", (80, 60), colour), "PNG")
        made = derive(PictureOrder(source_of(path), 40, 30, "jpeg"), InputFiles())
        with Image.open(io.BytesIO(made)) as opened:
            assert near(opened.getpixel((20, 15)), {"red": (254, 0, 0), "blue": (0, 0, 254)}[colour])  # type: ignore[arg-type]  # an RGB pixel has three values


def test_a_photograph_that_changed_since_it_was_planned_is_refused(tmp_path: Path) -> None:
    """Else its pixels would be kept under the fingerprint of another picture."""
    path = save(tmp_path / "a.png", Image.new("RGB", (80, 60), "red"), "PNG")
    planned = PictureOrder(source_of(path), 40, 30, "jpeg")
    save(path, Image.new("RGB", (80, 60), "blue"), "PNG")
    with pytest.raises(CannotMake, match="changed-meanwhile"):
        derive(planned, InputFiles())
