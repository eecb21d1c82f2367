"""How wide a text is in the bundled fonts, and where its lines break, so that no label clips or overlaps.

Sizes and widths are in the units of the drawing. Kerning is left out: the fonts only pull letters together
by it, so a measured text is never narrower than a drawn one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from fontTools.ttLib import TTFont

from sitegen.making.errors import CannotMake
from sitegen.making.typefaces import Typeface, stand_ins

_NO_BREAK = "\u00a0"


class _Metrics(NamedTuple):
    units: int
    advances: dict[int, int]


@cache
def _metrics(face: Typeface) -> _Metrics:
    with TTFont(face.path, lazy=True) as font:
        widths = font["hmtx"].metrics
        advances = {code: widths[name][0] for code, name in (font.getBestCmap() or {}).items()}
        return _Metrics(font["head"].unitsPerEm, advances)  # type: ignore[attr-defined]  # fontTools makes tables at run time


def width(text: str, face: Typeface, size: float) -> float:
    """How wide a single line is.

    Raises:
        CannotMake: `letter-not-in-font`, with `letter` and `text`.
    """
    found = face_of(text, face)
    if found is None:
        letter = next((one for one in text if face_of(one, face) is None), text[:1])
        raise CannotMake("letter-not-in-font", letter=letter, text=text)
    units, advances = _metrics(found)
    return sum(advances[ord(letter)] for letter in text) * size / units


def face_of(text: str, face: Typeface) -> Typeface | None:
    """The face that a line is set in: this one, or the first stand-in that has all its letters; None where none has.

    A line has one face, because resvg loses letters where faces change within one.
    """
    letters = set(map(ord, text))
    return next((one for one in (face, *stand_ins(face)) if _metrics(one).advances.keys() >= letters), None)


def wrap(text: str, face: Typeface, size: float, room: float) -> list[str]:
    """Break a text into as few lines as the room allows, as even as they can be.

    A word that is wider than the room keeps its own line: cutting words is worse than a wide label.
    """
    words = text.split(" ")
    widths = [width(word, face, size) for word in words]
    space = width(" ", face, size)
    # best[i]: (lines, unevenness, end of the first line) for the words from i on
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)] * (len(words) + 1)
    for start in range(len(words) - 1, -1, -1):
        best[start] = min(
            (1 + best[end][0], (room - long) ** 2 + best[end][1], end)
            for end, long in _openings(widths, start, space, room)
        )
    lines, start = [], 0
    while start < len(words):
        end = best[start][2]
        lines.append(" ".join(words[start:end]))
        start = end
    return lines


def _openings(widths: list[float], start: int, space: float, room: float) -> Iterator[tuple[int, float]]:
    """Every first line that fits from a word on: where it ends, and how long it is; one word always fits."""
    long = widths[start]
    yield start + 1, min(long, room)
    for end in range(start + 1, len(widths)):
        long += space + widths[end]
        if long > room:
            return
        yield end + 1, long


def unbroken(text: str) -> str:
    """The text with spaces at which no line breaks, for numbers and short names."""
    return text.replace(" ", _NO_BREAK)
