"""Which letters the typefaces of print have, and what is done about those that they lack."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from functools import cache

from fontTools.ttLib import TTFont

from sitegen.making.typefaces import TYPEFACES, Typeface
from sitegen.model.cldr import is_latin


def upright_css(codes: Iterable[str]) -> str:
    """Return rules that set languages upright whose letters the italics lack: these hold the Latin script alone."""
    return "".join(f":lang({code}){{font-style:normal!important}}\n" for code in codes if not is_latin(code))


def lacking(text: str, families: Iterable[str], weight: int, style: str, others: frozenset[int] = frozenset()) -> str:
    """Return the letters of a text that the face of this style lacks, each once; empty where we have no such face.

    `others` are the numbers of letters that fonts of the project have.
    """
    wanted = set(families)
    faces = [face for face in TYPEFACES if face.family in wanted and face.style == style]
    if not faces:
        return ""
    known = others | _letters(min(faces, key=lambda face: abs(face.weight - weight)))
    shown = (letter for letter in dict.fromkeys(text) if unicodedata.category(letter)[0] not in "CZ")
    return "".join(letter for letter in shown if ord(letter) not in known)


@cache
def _letters(face: Typeface) -> frozenset[int]:
    with TTFont(face.path, lazy=True) as font:
        return frozenset(font["cmap"].getBestCmap())


def letters_in(fonts: Iterable[bytes]) -> frozenset[int]:
    """Return the numbers of the letters that these fonts have."""
    found: set[int] = set()
    for content in fonts:
        with TTFont(io.BytesIO(content), lazy=True) as font:
            found.update(font.getBestCmap() or ())
    return frozenset(found)
