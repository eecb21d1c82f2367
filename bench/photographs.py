"""Synthetic photographs of 12 megapixels: the same bytes for the same number, and as hard to encode as real ones.

python -m bench.photographs NUMBER FOLDER
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIZE = (4000, 3000)
_ORIENTATION = 0x0112
_UPRIGHT, _TURNED = 1, 6
_LUMA, _CHROMA = 8, 5
"""At how many scales brightness and colour change; colour has no fine details."""
Plane = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


def _clouds(chance: np.random.Generator, size: tuple[int, int], scales: int, weaker: float) -> Plane:
    """Noise at many scales, each half as wide and so much weaker than the last; its values have a deviation of 1."""
    field = np.zeros((1, 1), np.float32)
    for scale in range(scales):
        width, height = (max(side >> (_LUMA - 1 - scale), 1) for side in size)
        larger = Image.fromarray(field).resize((width, height), Image.Resampling.BILINEAR)
        field = np.asarray(larger) + chance.standard_normal((height, width), np.float32) * np.float32(weaker**scale)
    full = np.asarray(Image.fromarray(field).resize(size, Image.Resampling.BICUBIC))
    spread: Plane = full / full.std()
    return spread


def _shapes(chance: np.random.Generator, size: tuple[int, int]) -> Plane:
    """Things with sharp edges: 0 where there is none, else their brightness."""
    picture = Image.new("L", size)
    draw = ImageDraw.Draw(picture)
    for _ in range(25):
        x, y = (int(chance.integers(0, side)) for side in size)
        width, height = (int(chance.integers(side // 80, side // 8)) for side in size)
        drawn = draw.ellipse if chance.random() < 0.5 else draw.rectangle  # noqa: PLR2004 - half of them are round
        drawn((x - width, y - height, x + width, y + height), fill=int(chance.integers(40, 255)))
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(1.0)), np.float32)


def photograph(number: int, size: tuple[int, int] = SIZE) -> Image.Image:
    """Return one: a scene in light from above, things in it, and the noise of a sensor."""
    chance = np.random.default_rng(number)
    light = np.linspace(170, 90, size[1], dtype=np.float32)[:, None]
    things = _shapes(chance, size)
    luma = light + 28 * _clouds(chance, size, _LUMA, 0.6)
    luma = np.where(things > 0, 0.5 * luma + 0.5 * things, luma) + 2.5 * chance.standard_normal(luma.shape, np.float32)
    tints = [(things > 0) * np.float32(chance.uniform(-20, 20)) for _ in range(2)]
    chroma = [128 + 16 * _clouds(chance, size, _CHROMA, 0.5) + tint for tint in tints]
    planes = [Image.fromarray(np.clip(plane, 0, 255).astype(np.uint8)) for plane in (luma, *chroma)]
    return Image.merge("YCbCr", planes)


def save(number: int, folder: Path) -> None:
    """Write one; every fourth was taken with the camera turned, as EXIF says."""
    exif = Image.Exif()
    exif[_ORIENTATION] = _UPRIGHT if number % 4 else _TURNED
    photograph(number).save(folder / f"photo-{number:03d}.jpg", "JPEG", quality=92, subsampling="4:2:0", exif=exif)


def main() -> None:
    """Write the photographs."""
    number, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(partial(save, folder=folder), range(1, number + 1)))


if __name__ == "__main__":
    main()
