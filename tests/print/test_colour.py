"""Photographs on their way to the press."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from sitegen.making.decoding import photograph
from sitegen.making.print.colour import Frame, crop_box, effective_ppi, ink_peaks, to_press, to_screen
from tests.conftest import source_of

Sources = dict[str, Path]


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.fixture
def darkest(tmp_path: Path) -> Path:
    """The colours that take most ink: black, and the deepest of each hue."""
    picture = Image.new("RGB", (600, 400))
    for index, colour in enumerate([(0, 0, 0), (40, 0, 0), (0, 30, 0), (0, 0, 50), (30, 30, 0), (30, 0, 30)]):
        picture.paste(colour, (index * 100, 0, index * 100 + 100, 400))
    picture.save(tmp_path / "dark.png")
    return tmp_path / "dark.png"


def test_ink_stays_within_300_per_cent(darkest: Path, standing: Sources) -> None:
    highest, share = ink_peaks(
        opened(to_press(source_of(darkest), Frame(50, 33), source_of(standing["profile.icc"]))), 302
    )
    assert highest <= 303
    assert share == 0


def test_pictures_come_at_300_ppi_without_profile_or_exif(photos: Sources, standing: Sources) -> None:
    picture = opened(to_press(source_of(photos["one"]), Frame(60, 40), source_of(standing["profile.icc"])))
    assert picture.mode == "CMYK"
    assert picture.size == (709, 472)
    assert not {"icc_profile", "exif", "dpi"} & set(picture.info)


def test_a_small_picture_is_not_enlarged(photos: Sources, standing: Sources) -> None:
    picture = opened(to_press(source_of(photos["one"]), Frame(300, 200), source_of(standing["profile.icc"])))
    assert picture.width == 1800


def test_a_picture_on_its_side_is_set_upright(tmp_path: Path) -> None:
    lying = Image.new("RGB", (300, 200), "white")
    lying.paste((255, 0, 0), (0, 0, 300, 20))  # red on the edge that belongs on the right
    exif = Image.Exif()
    exif[0x0112] = 6
    lying.save(tmp_path / "lying.jpg", exif=exif)
    assert photograph(source_of(tmp_path / "lying.jpg")).size == (200, 300)
    upright = opened(to_screen(source_of(tmp_path / "lying.jpg"), Frame(20, 30)))
    red, green, _ = upright.getpixel((upright.width - 4, upright.height // 2))
    assert red > 200
    assert green < 60


@pytest.mark.parametrize("focus", [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (0.3, 0.9)])
def test_cropping_keeps_the_shape_and_stays_inside(focus: tuple[float, float]) -> None:
    left, top, right, bottom = crop_box((3000, 2000), Frame(111, 95, focus))
    assert (right - left) / (bottom - top) == pytest.approx(111 / 95)
    assert 0 <= left < right <= 3000
    assert 0 <= top < bottom <= 2000


def test_cropping_follows_the_focus() -> None:
    assert crop_box((3000, 2000), Frame(10, 10, (0.0, 0.5)))[0] == 0
    assert crop_box((3000, 2000), Frame(10, 10, (1.0, 0.5)))[2] == 3000


def test_effective_resolution_counts_what_is_left_after_cropping() -> None:
    assert effective_ppi((3000, 2000), Frame(25.4, 25.4)) == 2000


def test_screen_pictures_are_small(photos: Sources) -> None:
    content = to_screen(source_of(photos["one"]), Frame(111, 95))
    assert len(content) < 120_000
    assert opened(content).mode == "RGB"
