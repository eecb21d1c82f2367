"""Lines whose letters join, stack or run from right to left: shaped by resvg, the same bytes on every machine."""

from __future__ import annotations

import io
from html import escape

import resvg_py
from PIL import Image

from sitegen.making.typefaces import Typeface
from sitegen.model.direction import direction

_MARK = "\u200f"
"""Right-to-left mark: around a text it keeps a full stop at its end on its side."""


def shaped_line(text: str, face: Typeface, size: int, wide: int, at: float) -> Image.Image:
    """What a line covers (L), as wide as a picture, three times as high as its letters, on a baseline at two thirds.

    `at` is where it begins, in pixels.
    """
    mark = _MARK if direction(text) == "rtl" else ""
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{size * 3}">'
        f'<text x="{at}" y="{size * 2}" font-family="{face.family}" font-size="{size}" font-weight="{face.weight}">'
        f"{mark}{escape(text)}{mark}</text></svg>"
    )
    drawn = bytes(resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True, font_files=[str(face.path)]))
    return Image.open(io.BytesIO(drawn)).convert("RGBA").getchannel("A")
