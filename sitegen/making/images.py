"""Photographs: one gate to open them, and their derivatives without a trace of where and how they were taken."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles
from sitegen.model.order import SourceFile
from sitegen.model.web_orders import PictureOrder

ALLOWED = ("JPEG", "PNG", "WEBP", "TIFF")
MAX_PIXELS = 80_000_000
Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and is reported in our words
_BUCKETS = 6
_PLAIN = 1200


@dataclass(frozen=True)
class Profile:
    """A size class: `widths` in pixels, an optional `ratio` (width : height) to crop to, smallest first."""

    name: str
    widths: tuple[int, ...]
    ratio: float | None = None
    formats: tuple[str, ...] = ("avif", "jpeg")


@dataclass(frozen=True)
class Format:
    """An image format: its suffix, media type and encoder settings."""

    name: str
    suffix: str
    mime: str
    save: Mapping[str, Any]
    widths: int = 99
    """At most so many widths of a profile, spread over its range: the fallback needs fewer."""


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("photo", (480, 640, 736, 900, 1200, 1800)),
        Profile("card", (160, 320, 480, 800)),
        Profile("zoom", (2400,), formats=("avif",)),
        Profile("share", (1200,), ratio=1200 / 630, formats=("jpeg",)),
    )
}

FORMATS = {
    form.name: form
    for form in (
        Format("avif", ".avif", "image/avif", {"quality": 50, "speed": 9, "max_threads": 1}),
        Format("webp", ".webp", "image/webp", {"quality": 78, "method": 4}),
        Format(
            "jpeg",
            ".jpg",
            "image/jpeg",
            {"quality": 78, "progressive": True, "optimize": True},
            widths=2,
        ),
    )
}


def open_picture(path: Path | IO[bytes]) -> Image.Image:
    """Open and decode a picture completely: upright, sRGB, flattened on white, without metadata.

    Raises:
        CannotMake: `unreadable-image` or `image-too-large`.
    """
    try:
        with Image.open(path, formats=ALLOWED) as opened:
            _check_size(opened)
            # WeasyPrint lets cut-off pictures pass, for its whole process.
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            opened.load()
            return _clean(_to_srgb(ImageOps.exif_transpose(opened)))
    except CannotMake:
        raise
    except Exception as error:  # a decoder may raise anything over a broken or hostile file
        raise CannotMake("unreadable-image", reason=_reason(error)) from error


def _check_size(picture: Image.Image) -> None:
    """Refuse what would take gigabytes, before its pixels are read."""
    pixels = picture.width * picture.height
    if pixels > MAX_PIXELS:
        raise CannotMake("image-too-large", pixels=pixels // 1_000_000, limit=MAX_PIXELS // 1_000_000)


def _reason(error: Exception) -> str:
    if isinstance(error, UnidentifiedImageError):
        return "no-picture"
    return "cut-off" if "truncated" in str(error).lower() else str(error)[:120]


def _to_srgb(picture: Image.Image) -> Image.Image:
    """Convert by the embedded profile (wide gamut, CMYK), or plainly where there is none."""
    profile = picture.info.get("icc_profile")
    if picture.mode in {"I", "F"} or picture.mode.startswith("I;16"):
        return picture.point(lambda value: value / 256).convert("L").convert("RGB")
    if picture.has_transparency_data:
        picture = _on_white(picture)
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(picture, given, _srgb(), outputMode="RGB") or picture.convert("RGB")
        except (ImageCms.PyCMSError, OSError):
            # A profile that cannot be used is no reason to refuse the picture.
            return picture.convert("RGB")
    return picture.convert("RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    layer = picture.convert("RGBA")
    flat = Image.new("RGB", layer.size, "white")
    flat.paste(layer, mask=layer.getchannel("A"))
    return flat


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _clean(picture: Image.Image) -> Image.Image:
    """The pixels alone, pasted onto a new image, so that no metadata can travel with them."""
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture)
    return fresh


def measure(path: Path) -> dict[str, Any]:
    """Width and height of the upright picture in pixels, its placeholder colour, the original's mode and format.

    Raises:
        CannotMake: when it cannot be opened.
    """
    picture = open_picture(path)
    with Image.open(path, formats=ALLOWED) as original:
        mode, form = original.mode, original.format
    red, green, blue = picture.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]  # an RGB pixel has three values
    return {
        "width": picture.width,
        "height": picture.height,
        "tone": tone(red, green, blue),
        "mode": mode,
        "format": form,
    }


def tone(red: int, green: int, blue: int) -> str:
    """The placeholder classes of a colour: six steps of each channel, e.g. `tone-r2 tone-g3 tone-b1`."""
    channels = zip("rgb", (red, green, blue), strict=True)
    return " ".join(f"tone-{channel}{round(value / 255 * (_BUCKETS - 1))}" for channel, value in channels)


def widths_for(profile: Profile, form: Format, available: int) -> list[int]:
    """The widths to make: never larger than the original, at least one."""
    widths = [width for width in profile.widths if width <= available] or [min(profile.widths[0], available)]
    if len(widths) <= form.widths:
        return widths
    # The smallest, and the largest that is not meant for dense screens alone.
    return [widths[0], next(width for width in reversed(widths) if width <= _PLAIN or width == widths[0])]


def height_for(profile: Profile, width: int, size: tuple[int, int]) -> int:
    """The height of a derivative of this width."""
    ratio = profile.ratio or size[0] / size[1]
    return max(1, round(width / ratio))


def derive(order: PictureOrder, files: InputFiles) -> bytes:
    """Make one derivative."""
    picture, size = _opened(order.file, files), (order.width, order.height)
    if order.crop:
        picture = ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=order.crop)
    else:
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    form = FORMATS[order.format]
    target = io.BytesIO()
    picture.save(target, form.name.upper(), **form.save, **_rights(form, order.copyright))
    return target.getvalue()


def _rights(form: Format, line: str) -> dict[str, Any]:
    """The copyright line, the one piece of metadata a derivative carries (EXIF tag 0x8298)."""
    if not line or form.name != "jpeg":
        return {}
    exif = Image.Exif()
    exif[0x8298] = line
    return {"exif": exif}


_last: dict[SourceFile, Image.Image] = {}


def _opened(file: SourceFile, files: InputFiles) -> Image.Image:
    """Derivatives of one photograph are made one after the other, so it is decoded once for its bytes."""
    if file not in _last:
        picture = open_picture(io.BytesIO(files.read(file)))
        _last.clear()
        _last[file] = picture
    return _last[file]
