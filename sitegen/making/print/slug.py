"""The line beside a page that tells a printing house whose it is: its letters as outlines, so no font is added."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

_SIZE_PT = 6.0


class _Outlines(BasePen):
    """Draws glyphs as operators of a PDF page, beginning at `x` font units."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.x = 0.0
        self.drawn: list[str] = []

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self.drawn.append(" ".join(f"{x + self.x:.0f} {y:.0f}" for x, y in points) + f" {operator}")

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - as fontTools calls it
        self._add("m", point)

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - as fontTools calls it
        self._add("l", point)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802 - as fontTools calls it
        self._add("c", *points)

    def _closePath(self) -> None:  # noqa: N802 - as fontTools calls it
        self.drawn.append("h")


def slug_line(font: bytes, text: str, at: tuple[float, float], most: float) -> str:
    """Return the painting of a line of 6 points, or less where it would be wider than `most` points."""
    glyphs, names, units = _face(font)
    pen = _Outlines(glyphs)
    for letter in text:
        glyph = glyphs[names.get(ord(letter), ".notdef")]
        glyph.draw(pen)
        pen.x += glyph.width
    scale = min(_SIZE_PT / units, most / max(pen.x, 1))
    return f"q {scale:.6f} 0 0 {scale:.6f} {at[0]:.3f} {at[1]:.3f} cm {' '.join(pen.drawn)} f Q\n"


@lru_cache(maxsize=1)
def _face(font: bytes) -> tuple[Any, Mapping[int, str], int]:
    """The glyphs of a font, their names by character, and its units per em; read once for all pages."""
    face = TTFont(io.BytesIO(font))
    head: Any = face["head"]
    return face.getGlyphSet(), face.getBestCmap() or {}, head.unitsPerEm
