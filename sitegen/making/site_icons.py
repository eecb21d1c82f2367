"""The icons of the site for tabs, home screens and lists of programs, all drawn from one SVG."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import resvg_py
from PIL import Image

from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles, utf8
from sitegen.model.web_orders import IconOrder

_ICO_SIZES = (16, 32, 48)
_MOST_BYTES = 300_000
_MOST_PARTS = 400
_DEEPEST = 40
_LONGEST = 4
"""So many elements a drawing may have, nested so deep, and so many times as long as broad it may be: what goes beyond
keeps the renderer busy for minutes, or ends its process."""
_REFUSED = {"filter", "foreignObject", "script"}
"""Elements that may take any time, or are no part of a drawing."""
_HERE = ("#", "data:image/png", "data:image/jpeg")
"""How links begin that lead to parts of the drawing, or to pictures in it."""


def icon(order: IconOrder, files: InputFiles) -> bytes:
    """Draw an icon, alike on every system: no font is known, so letters must be paths.

    Raises:
        CannotMake: `icon-not-drawn`, or `changed-meanwhile`.
    """
    name = order.file.path.name
    svg = _bounded(utf8(files.read(order.file), name))
    if svg is None:
        raise CannotMake("icon-not-drawn", file=name)
    target = io.BytesIO()
    if order.format == "ico":
        drawn = [_drawn(svg, size, order, name) for size in _ICO_SIZES]
        drawn[-1].save(target, "ICO", sizes=[one.size for one in drawn], append_images=drawn[:-1])
    else:
        _drawn(svg, order.size, order, name).save(target, "PNG", optimize=True)
    return target.getvalue()


def _bounded(svg: str) -> str | None:
    """The same drawing, as large as its `viewBox` says; None where it is none, or not one that is drawn in short time.

    Nor is it one with a picture in another file, which would decide the icon without anybody knowing.
    """
    if len(svg) > _MOST_BYTES:
        return None
    try:
        root = ET.fromstring(svg)  # Expat bounds entities itself, and opens no other file
    except (ET.ParseError, ValueError):
        return None
    sides = [_number(side) for side in re.split(r"[ ,]+", root.get("viewBox", "").strip())[2:]]
    sides = sides or [_number(root.get(name, "").removesuffix("px")) for name in ("width", "height")]
    if len(sides) != 2 or not all(sides) or max(sides) > _LONGEST * min(sides):  # noqa: PLR2004 - broad and high
        return None
    parts = list(_parts(root))
    if len(parts) > _MOST_PARTS or any(depth > _DEEPEST or _leads_out(part) for depth, part in parts):
        return None
    root.attrib.setdefault("viewBox", f"0 0 {sides[0]} {sides[1]}")
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    return ET.tostring(root, "unicode")


def _number(text: str) -> float:
    """A positive number; 0 for anything else."""
    try:
        number = float(text)
    except ValueError:
        return 0
    return number if math.isfinite(number) and number > 0 else 0


def _parts(root: Element) -> Iterator[tuple[int, Element]]:
    """The elements of a drawing with their depth, the outermost first."""
    open_ones = [(1, root)]
    while open_ones:
        depth, part = open_ones.pop()
        yield depth, part
        open_ones += [(depth + 1, one) for one in part]


def _leads_out(part: Element) -> bool:
    """Whether an element may take any time, or shows what lies elsewhere."""
    links = (value for name, value in part.attrib.items() if name.rpartition("}")[2] == "href")
    return part.tag.rpartition("}")[2] in _REFUSED or any(not one.strip().startswith(_HERE) for one in links)


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
