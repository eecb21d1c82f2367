"""Web fonts: the families of the design, cut down to the characters that the site uses."""

from __future__ import annotations

import io

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._n_a_m_e import table__n_a_m_e

from sitegen.making.input_files import InputFiles
from sitegen.model.web_orders import FontOrder

_FAMILY = 1
_NAMES = {0, _FAMILY, 2, 13, 14}
_ENGLISH = 0x409
"""Copyright, family, style, licence and its address in the name table (OpenType, name IDs), in American English."""


def subset(order: FontOrder, files: InputFiles) -> bytes:
    """Make a WOFF2 with the glyphs of some characters, kerning and the letter forms of each language."""
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["kern", "liga", "locl", "mark", "mkmk", "ccmp", "tnum"]
    options.notdef_outline = True
    font = TTFont(io.BytesIO(files.read(order.file)), recalcTimestamp=False, lazy=True)
    names = font["name"]
    del font["name"]  # else all tables are searched for names that they might show, which takes a third of the time
    cutter = Subsetter(options)
    cutter.populate(text=order.characters)
    cutter.subset(font)
    font["name"] = _own_names(names)
    font.flavor = "woff2"
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def _own_names(table: table__n_a_m_e) -> table__n_a_m_e:
    """Whose it is and under what licence, and a family of its own.

    A cut-down font is a changed one, and the licence (OFL-1.1, clause 3) reserves the name of the original.
    """
    kept = (one for one in table.names if one.nameID in _NAMES and one.isUnicode() and one.langID == _ENGLISH)
    table.names = list(kept)
    for record in table.names:
        if record.nameID == _FAMILY:
            record.string = "Web Serif" if "Serif" in record.toUnicode() else "Web Sans"
    return table
