"""Derivatives of photographs for the web, and the facts that pages tell of them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from sitegen.making.decoding import ALLOWED, open_photograph, photograph
from sitegen.making.formats import FORMATS, Format
from sitegen.making.input_files import InputFiles
from sitegen.model.web_orders import Measured, PictureOrder

_BUCKETS = 6


def measure(path: Path) -> Measured:
    """Open a picture and measure it.

    Raises:
        CannotMake: when it cannot be opened.
    """
    content = path.read_bytes()
    picture = open_photograph(content, path.name)
    with Image.open(io.BytesIO(content), formats=ALLOWED) as original:
        mode, form = original.mode, str(original.format)
    red, green, blue = picture.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]  # an RGB pixel has three values
    return Measured(picture.width, picture.height, tone(red, green, blue), mode, form)


def tone(red: int, green: int, blue: int) -> str:
    """The placeholder classes of a colour: six steps of each channel, e.g. `tone-r2 tone-g3 tone-b1`."""
    channels = zip("rgb", (red, green, blue), strict=True)
    return " ".join(f"tone-{channel}{round(value / 255 * (_BUCKETS - 1))}" for channel, value in channels)


def derive(order: PictureOrder, _files: InputFiles) -> bytes:
    """Make one derivative."""
    picture, size = photograph(order.file), (order.width, order.height)
    if order.crop:
        picture = ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=order.crop)
    else:
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    form = FORMATS[order.format]
    target = io.BytesIO()
    picture.save(target, form.name.upper(), **form.save, **_rights(form, order.copyright))
    return target.getvalue()


def _rights(form: Format, line: str) -> dict[str, Any]:
    """The copyright line, the one piece of metadata a derivative carries (EXIF tag 0x8298).

    As UTF-8, which readers expect: EXIF 2.3 knows ASCII alone here, and Pillow makes ? of every other letter.
    """
    if not line or form.name != "jpeg":
        return {}
    exif = Image.Exif()
    exif[0x8298] = line.encode()
    return {"exif": exif}
