"""The type of everything printed.

Never two `@font-face` rules for one style (the Latin and Latin Extended halves that the web uses): the
glyphs of one half are then printed with the numbers of the other, while the text layer still reads well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from sitegen.making.typefaces import LICENCES, TYPEFACES, Typeface
from sitegen.model.cldr import is_latin


def font_files() -> dict[str, Path]:
    """Return where each face's file is installed, by file name, and the licences of both families."""
    return {face.path.name: face.path for face in TYPEFACES} | LICENCES


def font_css() -> str:
    """Return the `@font-face` rules; each file is asked for as `print:NAME`."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f"src:url(print:font/{face.path.name})}}\n"
        for face in TYPEFACES
    )


def upright_css(codes: Iterable[str]) -> str:
    """Return rules that set languages upright whose letters the italics lack: these hold the Latin script alone."""
    return "".join(f":lang({code}){{font-style:normal!important}}\n" for code in codes if not is_latin(code))


def lacking(text: str, families: Iterable[str], weight: int, style: str) -> str:
    """Return the letters of a text that the face of this style lacks, each once; empty where we have no such face."""
    wanted = set(families)
    faces = [face for face in TYPEFACES if face.family in wanted and face.style == style]
    if not faces:
        return ""
    known = _letters(min(faces, key=lambda face: abs(face.weight - weight)))
    shown = (letter for letter in dict.fromkeys(text) if unicodedata.category(letter)[0] not in "CZ")
    return "".join(letter for letter in shown if ord(letter) not in known)


@cache
def _letters(face: Typeface) -> frozenset[int]:
    with TTFont(face.path, lazy=True) as font:
        return frozenset(font["cmap"].getBestCmap())
