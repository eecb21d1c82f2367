"""Photographs for press and screen: at the printed size, in the right inks.

For press: the sRGB that `making.decoding` opens to the CMYK of the output profile, relative colorimetric with
black point compensation, 300 pixels an inch, at most 300 % ink, JPEG without profile or EXIF, so that WeasyPrint
passes the bytes on untouched (with an orientation or a resolution tag it would encode the picture again).
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageCms, ImageFilter

from sitegen.making.decoding import photograph
from sitegen.making.input_files import InputFiles
from sitegen.model.order import PlannedFile, SourceFile

PRESS_PPI = 300
SCREEN_PPI = 160
MAX_INK = 300
"""Total ink in per cent: coated sheet-fed offset; the default profile is made for it."""

_QUALITIES = (82, 88, 92, 96)
"""Of JPEG, for the press: the first is enough for most pictures; the noise of it may lift dark ones over the limit."""

_ROOM = 6
_SLACK, _SHARE = 2.0, 0.0003
_SCREEN_QUALITY = 72


class Frame(NamedTuple):
    """The box a picture fills on paper, in millimetres, and the point of it (0 to 1) to keep when cropping.

    One that is `turned` has its head at the left.
    """

    width: float
    height: float
    focus: tuple[float, float] = (0.5, 0.5)
    turned: bool = False


def crop_box(size: tuple[int, int], frame: Frame) -> tuple[float, float, float, float]:
    """Return the largest part of a picture with the frame's shape, as near to its focus as the edges allow.

    It is the part of the picture as it was taken, turned or not.
    """
    width, height = size
    across, down = (frame.height, frame.width) if frame.turned else (frame.width, frame.height)
    scale = min(width / across, height / down)
    wide, high = across * scale, down * scale
    left = max(min(frame.focus[0] * width - wide / 2, width - wide), 0.0)
    top = max(min(frame.focus[1] * height - high / 2, height - high), 0.0)
    return left, top, min(left + wide, width), min(top + high, height)


def effective_ppi(size: tuple[int, int], frame: Frame) -> float:
    """Return the pixels an inch that a picture has when it fills a frame."""
    left, _, right, _ = crop_box(size, frame)
    return (right - left) / ((frame.height if frame.turned else frame.width) / 25.4)


@lru_cache(maxsize=64)
def to_press(file: PlannedFile, frame: Frame, profile: SourceFile) -> bytes:
    """Return the picture as CMYK JPEG for its frame; never enlarged beyond its own pixels.

    Raises:
        CannotMake: it cannot be opened.
    """
    picture = _fitted(file, frame, PRESS_PPI)
    picture = picture.filter(ImageFilter.UnsharpMask(radius=1.2, percent=60, threshold=2))
    inks = _transform(profile).apply(picture)
    limited = _limit_ink(inks)
    for quality in _QUALITIES:
        content = _jpeg(limited, quality)
        if limited is inks or _within(content):
            break
    return content


def _within(content: bytes) -> bool:
    """Whether a picture keeps to the limit of ink after JPEG has moved its values."""
    with Image.open(io.BytesIO(content)) as picture:
        return ink_peaks(picture, MAX_INK + _SLACK)[1] <= _SHARE


@lru_cache(maxsize=64)
def to_screen(file: PlannedFile, frame: Frame) -> bytes:
    """Return the picture as small sRGB JPEG for its frame.

    Raises:
        CannotMake: it cannot be opened.
    """
    return _jpeg(_fitted(file, frame, SCREEN_PPI), _SCREEN_QUALITY)


def _fitted(file: PlannedFile, frame: Frame, ppi: int) -> Image.Image:
    picture = photograph(file)
    box = crop_box(picture.size, frame)
    shrink = min(1.0, ppi / effective_ppi(picture.size, frame))
    size = (max(1, round((box[2] - box[0]) * shrink)), max(1, round((box[3] - box[1]) * shrink)))
    fitted = picture.resize(size, Image.Resampling.LANCZOS, box=box)
    return fitted.transpose(Image.Transpose.ROTATE_90) if frame.turned else fitted


@lru_cache(maxsize=4)
def _transform(profile: SourceFile) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(InputFiles().read(profile))),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _limit_ink(inks: Image.Image) -> Image.Image:
    """Take cyan, magenta and yellow back where all inks together exceed the limit; black stays.

    Some room is left, because JPEG moves each value a little.
    """
    limit = (MAX_INK - _ROOM) * 2.55
    values = np.asarray(inks)
    over = _total(values) > limit
    if not over.any():
        return inks
    dark = values[over].astype(np.float32)
    share = (limit - dark[:, 3]) / dark[:, :3].sum(axis=1)
    dark[:, :3] *= share[:, None]
    values = values.copy()
    values[over] = dark.round().astype(np.uint8)
    return Image.fromarray(values, "CMYK")


def _total(values: np.ndarray) -> np.ndarray:
    """Return the sum of the four inks of each pixel, each from 0 to 255; plane by plane is the fastest way."""
    total = values[..., 0].astype(np.uint16)
    for plane in (1, 2, 3):
        total += values[..., plane]
    return total


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    clean = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    buffer = io.BytesIO()
    sampling = "4:4:4" if picture.mode == "CMYK" else "4:2:0"
    clean.save(buffer, "JPEG", quality=quality, optimize=True, subsampling=sampling)
    return buffer.getvalue()


def ink_peaks(picture: Image.Image, limit: float) -> tuple[float, float]:
    """Return a CMYK picture's highest total ink in per cent, and the share (0 to 1) of pixels over `limit`."""
    total = _total(np.asarray(picture))
    return float(total.max()) / 2.55, float((total > limit * 2.55).mean())
