"""Charts as pictures for social networks: the template's SVG drawn by resvg with the bundled fonts alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import resvg_py

from sitegen.making.charts.letters import font_files
from sitegen.making.templates import text

SIZES = ((1080, 1350), (1080, 1080))
"""Width and height in pixels: what networks show upright, and square."""

UNIT = 2
"""Pixels for one unit of the drawing, so that the smallest print is 26 pixels high."""


def slice_png(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> bytes:
    """Recipe `slice`: PNG of a chart. Inputs and sources as for recipe `text`, with `charts/slice.xml`.

    The view holds `chart`, `brand`, `address`, and `width` and `height` in pixels.
    """
    svg = text(inputs, sources).decode()
    view = inputs["view"]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=view["width"],
            height=view["height"],
            skip_system_fonts=True,
            font_files=[str(path) for path in font_files()],
            serif_family="Source Serif Pro",
            sans_serif_family="Source Sans Pro",
        )
    )
