"""Which letters the typefaces of print have, and which they lack."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from functools import cache

from fontTools.ttLib import TTFont

from sitegen.making.typefaces import FACES, Typeface, nearest

_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Zs"}
"""Kinds of sign that nobody sees: control characters, formats, and spaces."""


def lacking(text: str, families: Iterable[str], weight: int, style: str, others: frozenset[int] = frozenset()) -> str:
    """Return the letters of a text that no face of these families has, each once; empty where we have no such face.

    `others` are the numbers of letters that fonts of the project have. Letters of private use, and those that Unicode
    has got since, are letters too.
    """
    ours = {face.family for face in FACES}
    faces = [nearest(family, weight, style) for family in families if family in ours]
    if not faces:
        return ""
    known = others.union(*map(_letters, faces))
    shown = (letter for letter in dict.fromkeys(text) if unicodedata.category(letter) not in _UNSEEN)
    return "".join(letter for letter in shown if ord(letter) not in known)


@cache
def _letters(face: Typeface) -> frozenset[int]:
    with TTFont(face.path, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def letters_in(fonts: Iterable[bytes]) -> frozenset[int]:
    """Return the numbers of the letters that these fonts have."""
    found: set[int] = set()
    for content in fonts:
        with TTFont(io.BytesIO(content), lazy=True) as font:
            found.update(font.getBestCmap() or ())
    return frozenset(found)
