"""Originals as they are brought: opened once, judged, and copied without anything that the camera says of them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image

from sitegen.drafting.refusal import Refused, no_such_file, read_brought
from sitegen.making.bare_pictures import without_metadata
from sitegen.making.decoding import decode
from sitegen.making.errors import CannotMake
from sitegen.making.picture_places import tells_place, tells_place_in_words
from sitegen.model.limits import Limits

_LEAST = 1200
"""So many pixels across a picture is reduced to, at the least, before it is judged."""
_JUDGED = 1200
"""The longer side in pixels at which blur is measured: what is soft only at full size does not matter."""
_WINDOW = 11
"""Pixels over which Crete's measure averages."""
_SHAPE = 16
"""A look is so many points across and down."""
_SAME_POINTS, _SAME_COLOUR = 0.1, 40.0
"""Two pictures look alike with so small a part of different slopes, and so little difference of colour (of 255)."""
_QUALITY = 95
_KEPT = {"JPEG": ".jpg", "PNG": ".png"}
"""Formats that stay as they are; the others become JPEG."""
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
"""Brands of HEIF (ISO/IEC 23008-12) that phones write."""
_DAY = re.compile(r"([1-9]\d{3}):(0[1-9]|1[0-2]):\d\d")


@dataclass(frozen=True)
class Look:
    """What a picture looks like: where it gets lighter from left to right, and its colours, on a coarse grid."""

    slopes: NDArray[np.bool_]
    colours: NDArray[np.float64]

    def is_like(self, other: Look) -> bool:
        """Whether two pictures show the same, perhaps in another size or quality."""
        different = float(np.mean(self.slopes != other.slopes))
        return different <= _SAME_POINTS and float(np.abs(self.colours - other.colours).mean()) <= _SAME_COLOUR


@dataclass(frozen=True)
class Brought:
    """An original: `content` is the copy without metadata, `size` its pixels when upright.

    `taken` is the month that the camera gives, or empty; `located` says that the file tells a place; `blur` is Crete's
    measure, 0 sharp and 1 blurred; `original` are the bytes as they were brought.
    """

    path: Path
    suffix: str
    original: bytes
    content: bytes
    size: tuple[int, int]
    taken: str
    located: bool
    blur: float
    look: Look


def bring(path: Path, language: str, limits: Limits) -> Brought:
    """Open an original, judge it, and make the copy; it may be as large as the check allows.

    Raises:
        Refused: it cannot be opened; the reason is in the language.
    """
    original = read_brought(path, language, limits, "photo_mb")
    try:
        plain = _from_heic(original) if _is_heic(original) else original
        found = decode(plain, path.name, least=_LEAST)
        kept = found.form in _KEPT and plain is original
        content = _bare(original, path.name) if kept else _as_jpeg(plain, path.name)
    except OSError as error:
        raise Refused("new-unreadable", file=path.name, reason=error.strerror or str(error)) from None
    except CannotMake as error:
        raise no_such_file(path, language, error.code, **error.params) from None
    taken, located = _month(plain), tells_place(plain) or tells_place_in_words(original)
    picture, suffix = found.picture, _KEPT[found.form] if kept else ".jpg"
    return Brought(path, suffix, original, content, found.size, taken, located, blur_of(picture), look_of(picture))


def look_at(path: Path) -> Look | None:
    """What a picture of the project looks like; None where it cannot be opened, which the check reports."""
    try:
        return look_of(decode(path.read_bytes(), path.name, least=_SHAPE * 8).picture)
    except (OSError, CannotMake):
        return None


def look_of(picture: Image.Image) -> Look:
    """The look of a picture: slopes as in dHash, on 16 × 16 points, and the colours there."""
    grey = np.asarray(picture.convert("L").resize((_SHAPE + 1, _SHAPE), Image.Resampling.BOX), dtype=np.int16)
    colours = np.asarray(picture.resize((_SHAPE, _SHAPE), Image.Resampling.BOX), dtype=np.float64)
    return Look(grey[:, 1:] > grey[:, :-1], colours)


def blur_of(picture: Image.Image) -> float:
    """How blurred a picture is, 0 to 1: how little of its differences is lost when it is blurred once more.

    F. Crete, T. Dolmiere, P. Ladret and M. Nicolas, "The blur effect: perception and estimation with a new no-reference
    perceptual blur metric" (2007), at 1,200 pixels across.
    """
    scale = _JUDGED / max(picture.size)
    small = picture.convert("L")
    if scale < 1:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        small = small.resize(size, Image.Resampling.BOX)
    grey = np.asarray(small, dtype=np.float64)
    return max(_blur_along(grey), _blur_along(grey.T))


def _blur_along(grey: NDArray[np.float64]) -> float:
    """The same along the rows alone."""
    if grey.shape[1] <= _WINDOW + 1:
        return 0.0
    sums = np.cumsum(np.pad(grey, ((0, 0), (1, 0))), axis=1)
    blurred = (sums[:, _WINDOW:] - sums[:, :-_WINDOW]) / _WINDOW
    edge = _WINDOW // 2
    before = np.abs(np.diff(grey[:, edge : edge + blurred.shape[1]], axis=1))
    lost = np.maximum(0, before - np.abs(np.diff(blurred, axis=1)))
    whole = float(before.sum())
    return 1 - float(lost.sum()) / whole if whole else 0.0


def _bare(content: bytes, name: str) -> bytes:
    try:
        return without_metadata(content)
    except (ValueError, IndexError, OSError, SyntaxError):
        raise CannotMake("unreadable-image", file=name, reason="cut-off") from None


def _as_jpeg(content: bytes, name: str) -> bytes:
    """The whole picture, upright and in sRGB, as a JPEG in which no difference is seen."""
    out = io.BytesIO()
    decode(content, name).picture.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


def _month(content: bytes) -> str:
    """The month in which the camera says that it was taken, or nothing."""
    with Image.open(io.BytesIO(content)) as opened:
        said = str(opened.getexif().get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal, ""))
    day = _DAY.match(said)
    return f"{day[1]}-{day[2]}" if day else ""


# --- HEIC ------------------------------------------------------------------------------------------------------------


def _is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in _HEIC


def _from_heic(content: bytes) -> bytes:
    """A picture of a phone as an uncompressed TIFF, with its colours, its position and what it tells."""
    from pi_heif.heif import open_heif  # noqa: PLC0415 - large, and seldom needed

    try:
        picture = open_heif(io.BytesIO(content)).to_pillow()
    except (ValueError, OSError, RuntimeError, SyntaxError) as error:
        raise CannotMake("unreadable-image", file="", reason=str(error)[:120]) from None
    out = io.BytesIO()
    exif = picture.getexif()
    picture.save(out, "TIFF", icc_profile=picture.info.get("icc_profile") or None, exif=exif)
    return out.getvalue()
