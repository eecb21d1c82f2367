"""How much harm a code bears: blobs of dirt, tilt, blur and noise, each trial repeatable by its seed.

A blob covers a share of the code's area at a random place. What is promised is what these trials show, not the
decoder's theory: error correction H mends damaged words, but specks all over a code defeat every decoder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from sitegen.making import qr

if TYPE_CHECKING:
    from collections.abc import Callable

DPI = 300
_CAMERA_DPI = 150
"""What a phone at arm's length sees of a page, about."""

_GREY, _WHITE = 128, 255
_FINDER = 8  # modules of a corner square with its white border


class Margin(NamedTuple):
    """How a code did: trials passed of those made, for each kind of harm."""

    name: str
    passed: int
    trials: int


def drawn(modules: qr.Matrix, size_mm: float, dpi: int = DPI) -> Image.Image:
    """Return the code as a grey picture at its printed size."""
    side = len(modules) + 2 * qr.QUIET
    pixels = round(size_mm / 25.4 * dpi)
    whole = Image.new("L", (side, side), _WHITE)
    for y, row in enumerate(modules):
        for x, black in enumerate(row):
            if black:
                whole.putpixel((x + qr.QUIET, y + qr.QUIET), 0)
    return whole.resize((pixels, pixels), Image.Resampling.NEAREST)


def blobbed(picture: Image.Image, modules: int, share: float, seed: int, *, anywhere: bool = False) -> Image.Image:
    """Cover a share of the code's area (without its quiet zone) with one round grey blob at a random place.

    Unless `anywhere`, the blob spares the three corner squares: a decoder finds the code by them, so a code
    with one of them gone is lost at any level of correction.
    """
    random = np.random.default_rng(seed)
    module = picture.width / (modules + 2 * qr.QUIET)
    low, high = qr.QUIET * module, picture.width - qr.QUIET * module
    radius = (high - low) * (share / np.pi) ** 0.5
    while True:
        x, y = random.uniform(low + radius, high - radius, 2)
        if anywhere or not _touches_corner(x, y, radius, low, high, _FINDER * module):
            break
    dirty = picture.copy()
    ImageDraw.Draw(dirty).ellipse((x - radius, y - radius, x + radius, y + radius), fill=_GREY)
    return dirty


def _touches_corner(x: float, y: float, radius: float, low: float, high: float, side: float) -> bool:
    corners = ((low, low), (high - side, low), (low, high - side))
    away = ((max(a - x, 0, x - a - side), max(b - y, 0, y - b - side)) for a, b in corners)
    return any(dx * dx + dy * dy < radius * radius for dx, dy in away)


def noisy(picture: Image.Image, sigma: float, seed: int) -> Image.Image:
    """Add normal noise of a standard deviation in grey values."""
    random = np.random.default_rng(seed)
    values = np.asarray(picture, dtype=np.float64) + random.normal(0, sigma, (picture.height, picture.width))
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


def blurred(picture: Image.Image, millimetres: float, dpi: int = DPI) -> Image.Image:
    """Blur as a local out of focus would, by a standard deviation on paper."""
    return picture.filter(ImageFilter.GaussianBlur(millimetres / 25.4 * dpi))


def tilted(picture: Image.Image, degrees: float) -> Image.Image:
    """Turn in the plane and look askance: the upper edge is a quarter shorter than the lower."""
    turned = picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=_WHITE)
    wide, high = turned.size
    inset = wide * 0.125
    quad = (-inset, 0, 0, high, wide, high, wide + inset, 0)
    return turned.transform(turned.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=_WHITE)


def reads(picture: Image.Image, text: str) -> bool:
    """Whether the code is read, and as this text."""
    return any(found.text == text for found in qr.decode_all(picture))


def margins(text: str, size_mm: float, trials: int = 100) -> list[Margin]:
    """Return how the printed code of a text fares at its size."""
    modules = qr.print_matrix(text)
    clean, seen = drawn(modules, size_mm), drawn(modules, size_mm, _CAMERA_DPI)
    side = len(modules)
    harms: list[tuple[str, int, Callable[[int], Image.Image]]] = [
        ("blob of 10 %", trials, lambda seed: blobbed(clean, side, 0.10, seed)),
        ("blob of 15 %", trials, lambda seed: blobbed(clean, side, 0.15, seed)),
        ("blob of 10 % anywhere", trials, lambda seed: blobbed(clean, side, 0.10, seed, anywhere=True)),
        ("noise of 40", trials // 5, lambda seed: noisy(seen, 40, seed)),
        ("blur of 0.2 mm", 1, lambda _: blurred(clean, 0.2)),
        ("tilt of 45°", 1, lambda _: tilted(clean, 45)),
        ("100 dpi", 1, lambda _: drawn(modules, size_mm, 100)),
    ]
    return [Margin(name, sum(reads(harm(seed), text) for seed in range(count)), count) for name, count, harm in harms]
