"""Web fonts: the families of the design, cut down to the characters that the site uses."""

from __future__ import annotations

import io

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from sitegen.making.input_files import InputFiles
from sitegen.model.web_orders import FontOrder

_FAMILY = 1
"""The family in the name table (OpenType, name IDs)."""


def subset(order: FontOrder, files: InputFiles) -> bytes:
    """Make a WOFF2 with the glyphs of some characters, kerning and the letter forms of each language."""
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["kern", "liga", "locl", "mark", "mkmk", "ccmp", "tnum"]
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    font = TTFont(io.BytesIO(files.read(order.file)), recalcTimestamp=False, lazy=True)
    cutter = Subsetter(options)
    cutter.populate(text=order.characters)
    cutter.subset(font)
    _give_own_name(font)
    font.flavor = "woff2"
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def _give_own_name(font: TTFont) -> None:
    """A cut-down font is a changed one, and the licence (OFL-1.1, clause 3) reserves the name of the original."""
    for record in font["name"].names:
        if record.nameID == _FAMILY:
            record.string = "Web Serif" if "Serif" in record.toUnicode() else "Web Sans"
