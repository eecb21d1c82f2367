"""Photographs as they are looked at for a moment, in a preview, until their derivatives are made."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from sitegen.making.decoding import blurred, decode, hidden_in
from sitegen.making.input_files import InputFiles
from sitegen.model.web_orders import PictureOrder


def sketch(order: PictureOrder) -> bytes:
    """A derivative as a JPEG of the same size, made in a fifth of the time; what may not be seen is not in it either.

    Raises:
        CannotMake: as `derive` in `derivatives`.
    """
    with InputFiles().opened(order.file) as content:
        picture = blurred(decode(content, order.file.path.name, least=order.width).picture, hidden_in(order.file))
    size = (order.width, order.height)
    if order.crop:
        picture = ImageOps.fit(picture, size, Image.Resampling.BILINEAR, centering=order.crop)
    else:
        picture = picture.resize(size, Image.Resampling.BILINEAR, reducing_gap=2)
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=85)
    return target.getvalue()
