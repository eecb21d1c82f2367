"""Charts as pictures for social networks: the template's SVG drawn by resvg with the bundled fonts alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import resvg_py

from sitegen.making.charts.letters import font_files
from sitegen.making.charts.rendering import draw

SIZES = ((1080, 1350), (1080, 1080))
"""Width and height in pixels: what networks show upright, and square."""


def chart_slice(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> bytes:
    """Recipe `chart-slice`: a PNG. Inputs and sources as for `chart-svg`, and `width` and `height` in pixels.

    Two pixels draw one unit, so the smallest print is 26 pixels high.
    """
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=draw("charts/slice.xml", inputs, sources),
            width=inputs["width"],
            height=inputs["height"],
            skip_system_fonts=True,
            font_files=[str(path) for path in font_files()],
            serif_family="Source Serif Pro",
            sans_serif_family="Source Sans Pro",
        )
    )
