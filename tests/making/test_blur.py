"""What a record says nobody may recognize: it is in no picture that comes out, on no page and on no paper."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops

from sitegen.making.decoding import photograph
from sitegen.model.order import Released
from tests.conftest import Place, source_of

FACE = {"left": 0.5, "top": 0.25, "width": 0.25, "height": 0.25}
BOX = (0.5, 0.25, 0.25, 0.25)
FLAT, SHARP = 8, 60
"""How much neighbouring pixels differ, in steps of 255, where there is nothing to see, and where squares meet."""


def chequered(path: Path, orientation: int = 1) -> None:
    """A picture of squares of 24 pixels, which says by its EXIF how it lies."""
    rows, columns = np.indices((960, 1280)) // 24
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(((rows + columns) % 2 * 255).astype("uint8")).convert("RGB").save(path, quality=95, exif=exif)


def detail(picture: Image.Image, box: tuple[float, ...]) -> float:
    """How much neighbouring pixels differ in the middle of a region, on average."""
    left, top, width, height = box
    inner = (left + width * 0.15, top + height * 0.15, left + width * 0.85, top + height * 0.85)
    wide, high = picture.size
    part = picture.convert("L").crop(tuple(round(at * side) for at, side in zip(inner, (wide, high) * 2, strict=True)))
    moved = ImageChops.offset(part, max(1, wide // 100), 0)
    return float(np.asarray(ImageChops.difference(part, moved), dtype=float).mean())


@pytest.mark.parametrize("orientation", [1, 6])
def test_no_derivative_shows_what_is_blurred(place: Place, orientation: int) -> None:
    """In any format and width, cut or whole; what is beside it is as it was."""
    chequered(place.root / "photos" / "ada-1.jpg", orientation)
    assert not place.build().failed
    shown = {path.name for path in place.output.rglob("ada-1-*")}
    place.edit("content/photos/ada-1.yaml", "themes:", f"blur: [{FACE}]\nthemes:".replace("'", ""))
    assert not place.build().failed
    ratio = 4 / 3 if orientation == 1 else 3 / 4
    seen = 0
    for path in place.output.rglob("ada-1-*"):
        if path.suffix not in {".jpg", ".avif"}:
            continue
        with Image.open(path) as picture:
            if abs(picture.width / picture.height - ratio) < 0.02:
                seen += 1
                assert detail(picture, BOX) < FLAT, path
                assert detail(picture, (0.05, 0.5, 0.25, 0.25)) > SHARP, path
        assert path.name not in shown  # else browsers would keep what they have under that name
    assert seen > 3


def test_paper_shows_no_more(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    chequered(path)
    file = source_of(path)
    assert detail(photograph(Released(path, file.digest, (BOX,))), BOX) < FLAT
    assert detail(photograph(file), BOX) > SHARP
