"""The one way to open a photograph, for the web and for print: upright, sRGB of 8 bits on white, pixels alone."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles
from sitegen.making.one_at_a_time import my_turn
from sitegen.model.limits import MOST_MEGAPIXELS
from sitegen.model.media import Region
from sitegen.model.order import PlannedFile, Released

ALLOWED = ("JPEG", "PNG", "WEBP", "TIFF")
_SHARES = {"TIFF": 5 / 8, "WEBP": 5 / 16}
"""So much of the limit of pixels these formats may have. JPEG's and PNG's decoders take 4 bytes at most for each,
TIFF's has the file in memory too, WebP's takes 16 and more: 80 megapixels, and these shares of them, need 600 MB."""

_LARGE = 40_000_000
"""Pictures of more pixels are halved at least, so that none is twice in memory as a whole, and of all processes one at
a time works with such a one."""

Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and is reported in our words

_BITS_PER_SAMPLE, _PHOTOMETRIC = 258, 262  # tags of TIFF 6.0
_FLOAT_WHITES = (1.0, 255.0, 65535.0)
_FACTORS = (8, 4, 2)
"""By which a picture is reduced: those of JPEG's decoder."""

_STRIP = 512
"""Rows that are finished at a time; a multiple of every factor, so that strips join without a seam."""

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by the orientation that EXIF (2.3, tag 0x0112) says it has."""

_SPOTS = 5
"""So many spots of colour are left across and down a region that is made unrecognizable."""

_ON_ITS_SIDE = 5
"""From this orientation on, width and height change places."""


class Decoded(NamedTuple):
    """An upright RGB picture, maybe reduced; `size` is that of the whole one, `mode` and `form` the original's."""

    picture: Image.Image
    size: tuple[int, int]
    mode: str
    form: str


def decode(content: bytes | BinaryIO, name: str, least: int | None = None, most: int = MOST_MEGAPIXELS) -> Decoded:
    """Decode a photograph of at most `most` megapixels; what its metadata says of colour and position is done.

    With `least`, a picture at least twice as wide as that many pixels is halved, once or up to three times, as long as
    it stays so wide. JPEG's decoder does it itself, which saves it most of its work, and no memory is taken for what
    is not wanted; other pictures are decoded whole and averaged. What is larger than `_LARGE` is halved in any case. It
    depends on nothing else what comes out.

    Raises:
        CannotMake: `unreadable-image` or `image-too-large`, which tell the file's name.
    """
    try:
        source = io.BytesIO(content) if isinstance(content, bytes) else content
        with Image.open(source, formats=ALLOWED) as opened:
            _check_size(opened, name, most)
            # WeasyPrint lets cut-off pictures pass, for its whole process.
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            stored, mode, large = opened.size, opened.mode, is_large(opened.size)
            with my_turn(large=large):
                turn = _orientation(opened)  # may load the picture already
                size = stored[::-1] if turn >= _ON_ITS_SIDE else stored
                fewest = 2 if large else 1
                factor = next((factor for factor in _FACTORS if least and size[0] // factor >= least), fewest)
                opened.draft(None, (max(1, stored[0] // factor), max(1, stored[1] // factor)))
                opened.load()
                picture = _finished(opened, factor if opened.size == stored else 1)
                opened.close()  # its pixels are not needed any more
            upright = picture.transpose(_TURNS[turn]) if turn in _TURNS else picture
            return Decoded(upright, size, mode, str(opened.format))
    except CannotMake:
        raise
    except Exception as error:  # a decoder may raise anything over a broken or hostile file
        raise CannotMake("unreadable-image", file=name, reason=_reason(error)) from error


@lru_cache(maxsize=4)  # as many as a zine shows
def _photograph(file: PlannedFile) -> Decoded:
    """The last few are kept, because print wants each in several sizes."""
    with InputFiles().opened(file) as content:
        found = decode(content, file.path.name)
    return found._replace(picture=blurred(found.picture, hidden_in(file)))


def photograph(file: PlannedFile) -> Image.Image:
    """The photograph with these bytes, whole unless it is very large.

    Raises:
        CannotMake: as `decode`, or `changed-meanwhile`.
    """
    return _photograph(file).picture


def size_of(file: PlannedFile) -> tuple[int, int]:
    """How many pixels wide and high the original is, upright.

    Raises:
        CannotMake: as `photograph`.
    """
    return _photograph(file).size


def is_large(size: tuple[int, int]) -> bool:
    """Whether no process should work with a picture while another one works with such a one too."""
    return math.prod(size) > _LARGE


def hidden_in(file: PlannedFile) -> tuple[Region, ...]:
    """The regions of a picture that may not be shown."""
    return file.hidden if isinstance(file, Released) else ()


def blurred(picture: Image.Image, regions: Sequence[Region]) -> Image.Image:
    """Make regions of a picture, upright and in RGB, unrecognizable, in place: a few spots of colour are left of each.

    Nothing finer can be computed back, which a mere blur allows.
    """
    for left, top, width, height in regions:
        right, bottom = math.ceil((left + width) * picture.width), math.ceil((top + height) * picture.height)
        box = int(left * picture.width), int(top * picture.height), right, bottom
        spots = picture.crop(box).resize((_SPOTS, _SPOTS), Image.Resampling.BOX)
        picture.paste(spots.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BICUBIC), box)
    return picture


def _orientation(opened: Image.Image) -> int:
    """How the picture lies, 1 to 8; Pillow itself turns those in TIFF."""
    found = opened.getexif().get(ExifTags.Base.Orientation)
    return found if found in _TURNS and opened.format != "TIFF" else 1


def _finished(opened: Image.Image, factor: int) -> Image.Image:
    """The pixels alone, in sRGB, reduced by a factor: on a new image, so that no metadata can travel with them.

    Strip by strip, so that no second picture of the full size is ever in memory.
    """
    profile = opened.info.get("icc_profile", b"")
    fresh = Image.new("RGB", (-(-opened.width // factor), -(-opened.height // factor)))
    for top in range(0, opened.height, _STRIP):
        strip = opened.crop((0, top, opened.width, min(top + _STRIP, opened.height)))
        seen = _to_srgb(_opaque(_eight_bits(strip, opened)), profile)
        fresh.paste(seen.reduce(factor) if factor > 1 else seen, (0, top // factor))
    return fresh


def _check_size(picture: Image.Image, name: str, most: int) -> None:
    """Refuse what would take gigabytes, before its pixels are read."""
    pixels, million = picture.width * picture.height, 1_000_000
    limit = int(most * _SHARES.get(str(picture.format), 1))
    if pixels > limit * million:
        raise CannotMake("image-too-large", file=name, pixels=pixels // million, limit=limit)


def _reason(error: Exception) -> str:
    if isinstance(error, UnidentifiedImageError):
        return "no-picture"
    return "cut-off" if "truncated" in str(error).lower() else str(error)[:120]


def _eight_bits(picture: Image.Image, original: Image.Image) -> Image.Image:
    """Bring deep grey to 8 bits, and inks to Pillow's polarity."""
    if original.mode == "CMYK" and original.format != "TIFF" and "adobe" not in original.info:
        # Pillow takes every CMYK JPEG for one of Adobe's, which are inverted.
        return picture.point(lambda value: 255 - value)
    if original.mode not in {"I", "F"} and not original.mode.startswith("I;16"):
        return picture
    tags = getattr(original, "tag_v2", {})
    white = _white(original, tags.get(_BITS_PER_SAMPLE, (16,))[0])
    grey = picture.convert("F").point(lambda value: value * (255 / white) + 0.5).convert("L")
    return ImageOps.invert(grey) if tags.get(_PHOTOMETRIC) == 0 else grey


def _white(picture: Image.Image, bits: int) -> float:
    """The value of white: of integers, the most that they can hold; of floats, the least usual one that holds all."""
    if picture.mode not in {"I", "F"}:
        return float(2**bits - 1)
    top = float(picture.getextrema()[1])  # type: ignore[arg-type]  # one channel has one pair
    return next((white for white in _FLOAT_WHITES if top <= white), top)


def _opaque(picture: Image.Image) -> Image.Image:
    """Lay transparency on white, and leave only modes that a profile can be about: L, RGB, CMYK, LAB."""
    grey = picture.mode in {"1", "L", "LA", "La"}
    if picture.has_transparency_data:
        layer = picture.convert("LA" if grey else "RGBA")
        flat = Image.new("L" if grey else "RGB", layer.size, "white")
        flat.paste(layer, mask=layer.getchannel("A"))
        return flat
    kept = {"RGB", "CMYK", "LAB", "L"}
    return picture if picture.mode in kept else picture.convert("L" if grey else "RGB")


def _to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Convert by the embedded profile, or plainly where there is none or it cannot be used."""
    transform = _transform(profile, picture.mode) if profile or picture.mode == "LAB" else None
    found = ImageCms.applyTransform(picture, transform) if transform else None
    return found or (picture if picture.mode == "RGB" else picture.convert("RGB"))


@lru_cache(maxsize=4)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """From a profile to sRGB; None where it cannot be used, which is no reason to refuse the picture."""
    srgb = ImageCms.createProfile("sRGB")
    if mode == "LAB":
        return ImageCms.buildTransform(ImageCms.createProfile("LAB"), srgb, mode, "RGB")
    try:
        return ImageCms.buildTransform(ImageCms.ImageCmsProfile(io.BytesIO(profile)), srgb, mode, "RGB")
    except (ImageCms.PyCMSError, OSError):
        return None
