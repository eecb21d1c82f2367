"""Photographs: opened through one gate for the web and for print, upright and in the colours that they mean."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageDraw

from sitegen.making.decoding import decode, photograph, size_of
from sitegen.making.derivatives import derive, measure
from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles
from sitegen.making.print.colour import Frame, to_press, to_screen
from sitegen.model.limits import MOST_MEGAPIXELS
from sitegen.model.project import HOME
from sitegen.model.web_orders import PictureOrder
from tests.conftest import picture, source_of

CMYK_PROFILE = HOME / "static" / "print" / "ISOcoated_v2_300_bas.icc"
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
DISPLAY_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
"""The primaries of two wide gamuts in XYZ, adapted to D50 as ICC profiles hold them."""


def icc_profile(primaries: tuple[tuple[float, float, float], ...], curve: bytes) -> bytes:
    """A matrix profile (ICC.1:2010, 8.3.3) with these primaries and this tone curve."""
    tags = {}
    for name, primary in zip("rgb", primaries, strict=True):
        tags |= {f"{name}XYZ".encode(): _xyz(primary), f"{name}TRC".encode(): curve}
    return _display_profile(b"RGB ", tags)


def _display_profile(space: bytes, colours: dict[bytes, bytes]) -> bytes:
    tags = {b"wtpt": _xyz((0.9642, 1.0, 0.8249)), b"cprt": b"text\0\0\0\0none\0", b"desc": _description(), **colours}
    offset, table, data = 128 + 4 + 12 * len(tags), b"", b""
    for name, content in tags.items():
        table += name + struct.pack(">II", offset + len(data), len(content))
        data += content + b"\0" * (-len(content) % 4)
    size = offset + len(data)
    head = struct.pack(">I4x4s4s4s4s12x4s", size, b"\2\x40\0\0", b"mntr", space, b"XYZ ", b"acsp")
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


SAND = (190, 150, 110)


def save(path: Path, image: Image.Image, form: str = "JPEG", **more: Any) -> Path:
    """Save a picture as an original."""
    image.save(path, form, **({"quality": 95} if form == "JPEG" else {}) | more)
    return path


def photograph_at(path: Path) -> Image.Image:
    """The photograph as every recipe gets it."""
    return photograph(source_of(path))


def middle(path: Path) -> tuple[int, ...]:
    """The colour in the middle of the opened picture."""
    opened = photograph_at(path)
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
    opened = photograph_at(save(tmp_path / "a.jpg", stored, exif=exif, quality=100, subsampling=0))
    assert opened.size == (40, 20)
    corner = opened.getpixel((4, 4))
    assert isinstance(corner, tuple)
    assert near(tuple(int(value) for value in corner), (254, 0, 0), by=30)


def noisy(width: int, height: int) -> Image.Image:
    """Soft shapes, no part like another."""
    small = np.random.default_rng(1).integers(0, 256, (height // 16 + 1, width // 16 + 1, 3), dtype=np.uint8)
    return Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_reduced_picture_is_the_whole_one_smaller(tmp_path: Path, form: str, orientation: int) -> None:
    """Whoever reduces it, and however it lies; sizes are those of the whole upright picture."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = save(tmp_path / "a", noisy(1200, 800), form, exif=exif, quality=95)
    whole, small = decode(path.read_bytes(), "a"), decode(path.read_bytes(), "a", least=150)
    assert whole.size == whole.picture.size == small.size
    assert small.size == ((1200, 800) if orientation < 5 else (800, 1200))
    assert small.picture.width == (150 if orientation < 5 else 200)
    told = np.asarray(whole.picture.resize(small.picture.size, Image.Resampling.BOX), float)
    assert np.abs(np.asarray(small.picture, float) - told).mean() < 3


@pytest.mark.parametrize(("least", "width"), [(None, 60), (60, 60), (31, 60), (30, 30), (15, 15), (7, 8), (1, 8)])
def test_a_picture_is_halved_while_it_stays_wide_enough(tmp_path: Path, least: int | None, width: int) -> None:
    """At most three times."""
    path = save(tmp_path / "a", noisy(60, 40))
    assert decode(path.read_bytes(), "a", least).picture.width == width


def test_a_tall_picture_is_finished_without_a_seam(tmp_path: Path) -> None:
    """However many strips it is taken through."""
    drawn = noisy(40, 1700)
    path = save(tmp_path / "a", drawn, "PNG")
    assert decode(path.read_bytes(), "a").picture.tobytes() == drawn.tobytes()
    assert decode(path.read_bytes(), "a", 10).picture.tobytes() == drawn.reduce(4).tobytes()


@pytest.mark.parametrize("form", ["progressive", "sequential", "PNG"])
def test_the_largest_photograph_leaves_memory_to_others(tmp_path: Path, form: str) -> None:
    """Whole it would take 320 MB in every form that it goes through; here a process may have 600 MB in all."""
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn = Image.new("RGB", (10_240, 7_680), SAND)
    more = {"compress_level": 1} if form == "PNG" else {"progressive": form == "progressive"}
    path = save(tmp_path / ("a.png" if form == "PNG" else "a.jpg"), drawn, exif=exif, **more)
    program = (
        "import resource, sys; from pathlib import Path; from sitegen.making.decoding import decode;"
        "resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000));"
        "print(decode(Path(sys.argv[1]).open('rb'), '').picture.size)"
    )
    run = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True, cwd=HOME)
    assert run.stdout == "(3840, 5120)\n"


def test_forms_that_need_more_memory_have_lower_limits(tmp_path: Path) -> None:
    """So that each stays within 600 MB."""
    Image.new("RGB", (6_000, 5_000), SAND).save(tmp_path / "a.webp", method=0)
    with pytest.raises(CannotMake, match="image-too-large") as caught:
        measure(tmp_path / "a.webp", most=80)
    assert caught.value.params["limit"] == 25


def test_a_very_large_photograph_is_printed_halved(tmp_path: Path) -> None:
    """And known by the size that it has."""
    path = save(tmp_path / "a.jpg", Image.new("RGB", (8_000, 5_100), SAND))
    assert photograph_at(path).size == (4_000, 2_550)
    assert size_of(source_of(path)) == (8_000, 5_100)


def test_a_picture_of_another_kind_is_refused(tmp_path: Path) -> None:
    """Whatever its name says: PostScript, for one, is a program."""
    (tmp_path / "a.jpg").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    with pytest.raises(CannotMake, match="unreadable-image"):
        photograph_at(tmp_path / "a.jpg")


@pytest.mark.parametrize("form", ["GIF", "BMP", "ICO"])
def test_formats_that_no_camera_writes_are_refused(tmp_path: Path, form: str) -> None:
    """Every decoder is a door; the ones not needed stay shut."""
    Image.new("RGB", (8, 8)).save(tmp_path / "a.jpg", form)
    with pytest.raises(CannotMake, match="unreadable-image"):
        photograph_at(tmp_path / "a.jpg")


def test_a_cut_off_picture_is_refused(tmp_path: Path) -> None:
    """It would be grey below."""
    picture(tmp_path / "a.jpg")
    content = (tmp_path / "a.jpg").read_bytes()
    (tmp_path / "a.jpg").write_bytes(content[: len(content) // 2])
    with pytest.raises(CannotMake) as caught:
        photograph_at(tmp_path / "a.jpg")
    assert caught.value.params == {"file": "a.jpg", "reason": "cut-off"}


@pytest.mark.parametrize("side", [15_000, 30_000])
def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path, side: int) -> None:
    """A few kilobytes that would fill gigabytes."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    data = struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk + data)
    with pytest.raises(CannotMake) as caught:
        photograph_at(tmp_path / "a.png")
    assert caught.value.code == "image-too-large"
    assert caught.value.params == {"file": "a.png", "pixels": side**2 // 1_000_000, "limit": MOST_MEGAPIXELS}


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
                photograph_at(tmp_path / "a.img")
            except CannotMake as refusal:
                assert refusal.code in {"unreadable-image", "image-too-large"}  # noqa: PT017 - both are fine


SEEN_GREY = (117, 117, 117)
HALF = 30_069
"""Of 65 535: grey 117."""


def _derivative(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(derive(PictureOrder(source_of(path), 60, 40, "jpeg"), InputFiles())))


def _proof(content: bytes) -> Image.Image:
    """What the press prints, as a screen shows it."""
    inks = Image.open(io.BytesIO(content))
    assert inks.mode == "CMYK"
    paper, srgb = ImageCms.getOpenProfile(str(CMYK_PROFILE)), ImageCms.createProfile("sRGB")
    shown = ImageCms.profileToProfile(inks, paper, srgb, ImageCms.Intent.RELATIVE_COLORIMETRIC, "RGB", flags=0x2000)
    assert shown is not None
    return shown


WAYS: dict[str, Callable[[Path], Image.Image]] = {
    "web": _derivative,
    "press": lambda path: _proof(to_press(source_of(path), Frame(12, 8), source_of(CMYK_PROFILE))),
    "screen": lambda path: Image.open(io.BytesIO(to_screen(source_of(path), Frame(12, 8)))),
}


def plain(mode: str, value: Any) -> Image.Image:
    """A picture of one colour."""
    return Image.new(mode, (60, 40), value)


def palette() -> Image.Image:
    """Two colours, of which the second is seen through."""
    found = plain("P", 0)
    found.putpalette([*SAND, 0, 0, 0])
    found.paste(1, (30, 0, 60, 40))
    return found


def tiff(samples: bytes, bits: int, photometric: int) -> bytes:
    """A TIFF (revision 6.0, section 3) of one strip of grey, 60 × 40."""
    tags = [(256, 60), (257, 40), (258, bits), (259, 1), (262, photometric), (273, 128), (277, 1), (278, 40)]
    tags.append((279, len(samples)))
    table = b"".join(struct.pack("<HHII", tag, 4 if tag in {273, 279} else 3, 1, value) for tag, value in tags)
    return (b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + table).ljust(128, b"\0") + samples


def without_adobe(path: Path, original: Image.Image) -> None:
    """A CMYK JPEG whose inks are not inverted, as it has no marker of Adobe (APP14)."""
    whole = io.BytesIO()
    original.point(lambda value: 255 - value).save(whole, "JPEG", quality=95)
    content = whole.getvalue()
    at = content.index(b"\xff\xee")
    path.write_bytes(content[:at] + content[at + 2 + int.from_bytes(content[at + 2 : at + 4], "big") :])


def mpo(path: Path) -> None:
    """Two pictures in one JPEG, as telephones write them."""
    plain("RGB", SAND).save(path, "MPO", save_all=True, append_images=[plain("RGB", "blue")], quality=95)


INKS = (0, 64, 128, 64)
GREY_PROFILE = _display_profile(b"GRAY", {b"kTRC": b"curv\0\0\0\0" + struct.pack(">I", 0)})
"""Of linear light."""
ODD: dict[str, tuple[tuple[int, int, int], Callable[[Path], object]]] = {
    "RGB": (SAND, lambda path: plain("RGB", SAND).save(path, "PNG")),
    "see-through": ((222, 202, 182), lambda path: plain("RGBA", (*SAND, 128)).save(path, "PNG")),
    "invisible": ((255, 255, 255), lambda path: plain("RGBA", (0, 0, 0, 0)).save(path, "WEBP")),
    "palette": ((222, 202, 182), lambda path: palette().save(path, "PNG", transparency=1)),
    "see-through grey": ((161, 161, 161), lambda path: plain("LA", (67, 128)).save(path, "PNG")),
    "colour key": ((255, 255, 255), lambda path: plain("RGB", SAND).save(path, "PNG", transparency=SAND)),
    "two tones": ((255, 255, 255), lambda path: plain("1", 1).save(path, "PNG")),
    "grey": (SEEN_GREY, lambda path: plain("L", 117).save(path, "JPEG", quality=95)),
    "deep grey": (SEEN_GREY, lambda path: plain("I;16", HALF).save(path, "PNG")),
    "deep black": ((0, 0, 0), lambda path: plain("I;16", 0).save(path, "PNG")),
    "deep white": ((255, 255, 255), lambda path: plain("I;16", 65_535).save(path, "TIFF")),
    "deep grey, big-endian": (SEEN_GREY, lambda path: plain("I;16B", HALF).save(path, "TIFF")),
    "deep grey, white is 0": (
        SEEN_GREY,
        lambda path: path.write_bytes(tiff(struct.pack("<H", 65_535 - HALF) * 2400, 16, 0)),
    ),
    "12 bits": (SEEN_GREY, lambda path: path.write_bytes(tiff(b"\x75\x77\x57" * 1200, 12, 1))),
    "float": (SEEN_GREY, lambda path: plain("F", 117 / 255).save(path, "TIFF")),
    "linear grey": ((188, 188, 188), lambda path: plain("L", 128).save(path, "PNG", icc_profile=GREY_PROFILE)),
    "deep linear grey": (
        (188, 188, 188),
        lambda path: plain("I;16", 32_896).save(path, "PNG", icc_profile=GREY_PROFILE),
    ),
    "see-through linear grey": (
        (224, 224, 224),
        lambda path: plain("LA", (128, 128)).save(path, "PNG", icc_profile=GREY_PROFILE),
    ),
    "inks with a profile": (
        (205, 165, 114),
        lambda path: plain("CMYK", INKS).save(path, "JPEG", quality=95, icc_profile=CMYK_PROFILE.read_bytes()),
    ),
    "inks": ((191, 143, 95), lambda path: plain("CMYK", INKS).save(path, "JPEG", quality=95)),
    "inks not inverted": ((191, 143, 95), lambda path: without_adobe(path, plain("CMYK", INKS))),
    "inks in a TIFF": ((191, 143, 95), lambda path: plain("CMYK", INKS).save(path, "TIFF")),
    "LAB": ((119, 119, 119), lambda path: plain("LAB", (128, 128, 128)).save(path, "TIFF")),
    "broken profile": (SAND, lambda path: plain("RGB", SAND).save(path, "PNG", icc_profile=b"nonsense")),
    "profile cut off": (
        SAND,
        lambda path: plain("RGB", SAND).save(path, "PNG", icc_profile=icc_profile(ADOBE_RGB, GAMMA)[:300]),
    ),
    "profile of inks": (
        SAND,
        lambda path: plain("RGB", SAND).save(path, "JPEG", quality=95, icc_profile=CMYK_PROFILE.read_bytes()),
    ),
    "profile of colours for grey": (
        SEEN_GREY,
        lambda path: plain("L", 117).save(path, "PNG", icc_profile=icc_profile(ADOBE_RGB, GAMMA)),
    ),
    "two in one": (SAND, mpo),
}
"""What it looks like, and how it is written."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ODD)
def test_an_odd_picture_looks_the_same_on_the_web_and_in_print(tmp_path: Path, name: str, way: str) -> None:
    """Whatever its depth, transparency and profile."""
    seen, write = ODD[name]
    write(tmp_path / "odd")
    pixels = np.asarray(WAYS[way](tmp_path / "odd").convert("RGB"), float)
    assert pixels.reshape(-1, 3).mean(axis=0) == pytest.approx(seen, abs=4)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_picture_looks_the_same_reduced(tmp_path: Path, name: str) -> None:
    """Its average too, which stands in for it until it is there."""
    seen, write = ODD[name]
    write(tmp_path / "odd")
    found = decode((tmp_path / "odd").read_bytes(), "odd", least=10)
    assert (found.picture.size, found.size) == ((15, 10), (60, 40))
    assert np.asarray(found.picture, float).reshape(-1, 3).mean(axis=0) == pytest.approx(seen, abs=4)


def cut_off(path: Path) -> None:
    """Half a download."""
    picture(path)
    path.write_bytes(path.read_bytes()[:2000])


REFUSED: dict[str, Callable[[Path], object]] = {
    "cut off": cut_off,
    "HEIC": lambda path: path.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)),
    "nothing": lambda path: path.write_bytes(b""),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_opened_is_refused_in_the_same_words(tmp_path: Path, name: str, way: str) -> None:
    """On the web and in print, also after the layout engine has told Pillow to let cut-off pictures pass."""
    REFUSED[name](tmp_path / "odd")
    with pytest.raises(CannotMake) as caught:
        WAYS[way](tmp_path / "odd")
    assert (caught.value.code, caught.value.params["file"]) == ("unreadable-image", "odd")


def test_a_tiff_on_its_side_is_measured_upright(tmp_path: Path) -> None:
    """Pillow turns this one kind by itself."""
    exif = Image.Exif()
    exif[0x0112] = 6
    plain("RGB", "red").save(tmp_path / "a.tif", exif=exif)
    assert photograph_at(tmp_path / "a.tif").size == (40, 60)
    measured = measure(tmp_path / "a.tif")
    assert (measured.width, measured.height) == (40, 60)
