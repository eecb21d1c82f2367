"""How wide a text is in the bundled fonts, and where its lines break, so that no label clips or overlaps.

Sizes and widths are in the units of the drawing. Kerning is left out: the fonts only pull letters together
by it, so a measured text is never narrower than a drawn one.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple

from fontTools.ttLib import TTFont

Face = Literal["sans", "sans-semibold", "serif-semibold"]


class _File(NamedTuple):
    package: str
    name: str


_FILES: dict[str, _File] = {
    "sans": _File("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    "sans-semibold": _File("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    "serif-semibold": _File("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
}
_NO_BREAK = "\u00a0"


class _Metrics(NamedTuple):
    units: int
    advances: dict[int, int]


def face_path(face: Face) -> Path:
    """Where the file of a face is installed."""
    file = _FILES[face]
    return Path(str(files(file.package) / "files" / file.name))


def face_paths() -> list[Path]:
    """The files of all faces that charts are set in."""
    return [face_path("sans"), face_path("sans-semibold"), face_path("serif-semibold")]


@cache
def _metrics(face: Face) -> _Metrics:
    with TTFont(face_path(face), lazy=True) as font:
        widths = font["hmtx"].metrics
        advances = {code: widths[name][0] for code, name in (font.getBestCmap() or {}).items()}
        return _Metrics(font["head"].unitsPerEm, advances)  # type: ignore[attr-defined]


def width(text: str, face: Face, size: float) -> float:
    """How wide a single line is.

    Raises:
        ValueError: the font has no glyph for a letter.
    """
    units, advances = _metrics(face)
    try:
        return sum(advances[ord(letter)] for letter in text) * size / units
    except KeyError as error:
        letter = chr(error.args[0])
        raise ValueError(f"the letter “{letter}” of “{text}” is not in the font {face}") from None


def wrap(text: str, face: Face, size: float, room: float) -> list[str]:
    """Break a text into as few lines as the room allows, then even them out.

    A word that is wider than the room keeps its own line: cutting words is worse than a wide label.
    """
    lines = _greedy(text, face, size, room)
    if len(lines) == 1:
        return lines
    narrow, wide = room / 2, room
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        if len(_greedy(text, face, size, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    even = _greedy(text, face, size, wide)
    return even if _fits(even, face, size, room) else lines


def _greedy(text: str, face: Face, size: float, room: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if lines[-1] and width(longer, face, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _fits(lines: list[str], face: Face, size: float, room: float) -> bool:
    return all(width(line, face, size) <= room for line in lines)


def unbroken(text: str) -> str:
    """The text with spaces at which no line breaks, for numbers and short names."""
    return text.replace(" ", _NO_BREAK)
