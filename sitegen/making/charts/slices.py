"""Charts as pictures for social networks: the template's SVG drawn by resvg with the bundled fonts alone."""

from __future__ import annotations

import resvg_py

from sitegen.making.charts.rendering import render
from sitegen.making.input_files import InputFiles
from sitegen.making.typefaces import OTHER_SCRIPTS, SANS, SANS_SEMIBOLD, SERIF, SERIF_SEMIBOLD
from sitegen.model.chart_orders import ChartSlice


def chart_slice(order: ChartSlice, files: InputFiles) -> bytes:
    """Make a PNG; two pixels draw one unit, so the smallest print is 26 pixels high."""
    drawing = render("charts/slice.xml", order, files)
    others = (face for face in OTHER_SCRIPTS if f"'{face.family}'" in drawing)
    faces = (SANS, SANS_SEMIBOLD, SERIF, SERIF_SEMIBOLD, *others)
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawing,
            width=order.width,
            height=order.height,
            skip_system_fonts=True,
            font_files=[str(face.path) for face in faces],
            serif_family=SERIF.family,
            sans_serif_family=SANS.family,
        )
    )
