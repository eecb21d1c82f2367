"""The one way to open a photograph, for the web and for print: upright, sRGB of 8 bits on white, pixels alone."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles
from sitegen.model.order import PlannedFile

ALLOWED = ("JPEG", "PNG", "WEBP", "TIFF")
MAX_PIXELS = 80_000_000
Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and is reported in our words

_BITS_PER_SAMPLE, _PHOTOMETRIC = 258, 262  # tags of TIFF 6.0
_FLOAT_WHITES = (1.0, 255.0, 65535.0)


def open_photograph(content: bytes, name: str) -> Image.Image:
    """Decode a photograph completely, as RGB; what its metadata says of colour and position is done.

    Raises:
        CannotMake: `unreadable-image` or `image-too-large`, which tell the file's name.
    """
    try:
        with Image.open(io.BytesIO(content), formats=ALLOWED) as opened:
            _check_size(opened, name)
            # WeasyPrint lets cut-off pictures pass, for its whole process.
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            opened.load()
            profile = opened.info.get("icc_profile", b"")
            return _bare(_to_srgb(_opaque(_eight_bits(ImageOps.exif_transpose(opened), opened)), profile))
    except CannotMake:
        raise
    except Exception as error:  # a decoder may raise anything over a broken or hostile file
        raise CannotMake("unreadable-image", file=name, reason=_reason(error)) from error


@lru_cache(maxsize=5)  # a zine shows four, and one more may be at work
def photograph(file: PlannedFile) -> Image.Image:
    """The photograph with these bytes; the last few are kept, because each is wanted in many sizes.

    Raises:
        CannotMake: as `open_photograph`, or `changed-meanwhile`.
    """
    return open_photograph(InputFiles().read(file), file.path.name)


def _check_size(picture: Image.Image, name: str) -> None:
    """Refuse what would take gigabytes, before its pixels are read."""
    pixels, million = picture.width * picture.height, 1_000_000
    if pixels > MAX_PIXELS:
        raise CannotMake("image-too-large", file=name, pixels=pixels // million, limit=MAX_PIXELS // million)


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
    white = _white(picture, tags.get(_BITS_PER_SAMPLE, (16,))[0])
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
    return picture if picture.mode in {"CMYK", "LAB"} else picture.convert("L" if grey else "RGB")


def _to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Convert by the embedded profile, or plainly where there is none or it cannot be used."""
    if picture.mode == "LAB":
        return _converted(picture, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")))
    if profile:
        try:
            return _converted(picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)))
        except (ImageCms.PyCMSError, OSError):
            pass  # no reason to refuse the picture
    return picture.convert("RGB")


def _converted(picture: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    found = ImageCms.profileToProfile(picture, profile, _srgb(), outputMode="RGB")
    return found or picture.convert("RGB")


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels alone, pasted onto a new image, so that no metadata can travel with them."""
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture)
    return fresh
