"""The icons of the site for tabs, home screens and lists of programs, all drawn from one SVG."""

from __future__ import annotations

import io
import re

import resvg_py
from PIL import Image

from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles, utf8
from sitegen.model.web_orders import IconOrder

_ICO_SIZES = (16, 32, 48)
_ELSEWHERE = re.compile(r"href\s*=\s*[\"'](?!\s*(?:#|data:))", re.IGNORECASE)
"""A picture in another file, which would decide the icon without anybody knowing."""


def icon(order: IconOrder, files: InputFiles) -> bytes:
    """Draw an icon, alike on every system: no font is known, so letters must be paths.

    Raises:
        CannotMake: `icon-not-drawn`, or `changed-meanwhile`.
    """
    name = order.file.path.name
    svg = utf8(files.read(order.file), name)
    if _ELSEWHERE.search(svg):
        raise CannotMake("icon-not-drawn", file=name)
    target = io.BytesIO()
    if order.format == "ico":
        drawn = [_drawn(svg, size, order, name) for size in _ICO_SIZES]
        drawn[-1].save(target, "ICO", sizes=[one.size for one in drawn], append_images=drawn[:-1])
    else:
        _drawn(svg, order.size, order, name).save(target, "PNG", optimize=True)
    return target.getvalue()


def _drawn(svg: str, size: int, order: IconOrder, name: str) -> Image.Image:
    """A square with the drawing in its middle, on the order's ground or on none."""
    widest = round(size * order.share)
    try:
        content = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=widest, skip_system_fonts=True))
    except ValueError:
        raise CannotMake("icon-not-drawn", file=name) from None
    with Image.open(io.BytesIO(content)) as opened:
        drawing = opened.convert("RGBA")
    drawing.thumbnail((widest, widest), Image.Resampling.LANCZOS)  # one that is higher than wide
    square = Image.new("RGBA", (size, size), order.ground or (0, 0, 0, 0))
    square.alpha_composite(drawing, ((size - drawing.width) // 2, (size - drawing.height) // 2))
    return square.convert("RGB") if order.ground else square
