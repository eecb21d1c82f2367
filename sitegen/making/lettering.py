"""Texts drawn into pictures letter by letter, kerned, with the same bytes on every machine.

Pillow kerns by itself only where it finds FriBiDi on the system; so letters are placed here, by the advances and the
kerning pairs of the typefaces, which have no others than those of the feature `kern` (OpenType, GPOS, lookup type 2).
A line in letters of another script, which may join or run from right to left, is shaped by resvg.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple
from unicodedata import category

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from sitegen.making.charts.letters import face_of, width
from sitegen.making.typefaces import OTHER_SCRIPTS, Typeface

_EMOJI = re.compile("[\u20e3\ufe00-\ufe0f\U0001f000-\U0001fbff]")
"""The blocks of emoji and symbols, what chooses a look (variation selectors), and the frame of a key."""
_STEPS = 4
"""Letters stand at quarters of a pixel, so that each is drawn a few times only, for all pictures."""


class _Pairs(NamedTuple):
    """The kerning of a typeface: its units per em, the glyphs of its characters, and the subtables of pairs."""

    units: int
    glyphs: Mapping[int, str]
    tables: tuple[_Table, ...]


class _Table(NamedTuple):
    """One subtable of pairs, as the font has it, and which glyph stands where in its coverage."""

    pairs: object
    first: Mapping[str, int]


@cache
def _pairs(face: Typeface) -> _Pairs:
    with TTFont(face.path, lazy=True) as font:
        table = font["GPOS"].table
        of_kern = {
            number
            for one in table.FeatureList.FeatureRecord
            if one.FeatureTag == "kern"
            for number in one.Feature.LookupListIndex
        }
        lookups = [table.LookupList.Lookup[number] for number in sorted(of_kern)]
        subtables = [getattr(one, "ExtSubTable", one) for lookup in lookups for one in lookup.SubTable]
        found = tuple(
            _Table(pairs, {glyph: place for place, glyph in enumerate(pairs.Coverage.glyphs)})
            for pairs in subtables
            if type(pairs).__name__ == "PairPos"
        )
        return _Pairs(font["head"].unitsPerEm, font.getBestCmap() or {}, found)  # type: ignore[attr-defined]  # fontTools makes tables at run time


@cache
def kerning(before: str, after: str, face: Typeface) -> float:
    """By how much two letters stand nearer to each other (below 0) or farther apart, of the size."""
    known = _pairs(face)
    one, other = known.glyphs.get(ord(before), ""), known.glyphs.get(ord(after), "")
    for table in known.tables:
        if one in table.first:
            value = _value(table, one, other)
            if value is not None:
                return value / known.units
    return 0.0


def _value(table: _Table, one: str, other: str) -> int | None:
    """What a subtable says of a pair; None where it has nothing to say, so that the next is asked."""
    pairs: Any = table.pairs
    if pairs.Format == 1:
        listed = pairs.PairSet[table.first[one]].PairValueRecord
        found = next((record.Value1 for record in listed if record.SecondGlyph == other), None)
        return getattr(found, "XAdvance", 0) if found else None
    first, second = pairs.ClassDef1.classDefs.get(one, 0), pairs.ClassDef2.classDefs.get(other, 0)
    value = pairs.Class1Record[first].Class2Record[second].Value1
    return getattr(value, "XAdvance", 0) if value else 0


def drawable(text: str, *faces: Typeface) -> str:
    """A text in one line, without signs of no width and without what no typeface has (emoji).

    Nothing of a text of which a letter, its mark or a digit is in none, or which none has whole: what is left of a name
    or a sentence would be another one. Letters of private use, and those that Unicode has got since, count too.
    """

    def seen(letter: str) -> bool:
        return letter.isspace() or (category(letter) != "Cf" and all(face_of(letter, face) for face in faces))

    if any(_counts(letter) and not seen(letter) for letter in text):
        return ""
    found = " ".join("".join(filter(seen, text)).split())
    return found if all(face_of(found, face) for face in faces) else ""


def _counts(letter: str) -> bool:
    """Whether a name without this sign is another one; emoji and what makes one of a sign are left out at will."""
    kind = category(letter)
    return (kind[0] in "LMN" or kind in {"Co", "Cn"}) and not _EMOJI.match(letter)


def placed(text: str, face: Typeface, size: float) -> Iterator[tuple[float, str]]:
    """Each letter with its distance from the beginning of the line."""
    at, before = 0.0, ""
    for letter in text:
        at += kerning(before, letter, face) if before else 0
        yield at * size, letter
        at += _advance(letter, face)
        before = letter


@cache
def _advance(letter: str, face: Typeface) -> float:
    return width(letter, face, 1)


@cache
def _font(face: Typeface, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face.path), size, layout_engine=ImageFont.Layout.BASIC)


class _Glyph(NamedTuple):
    """What of a letter is covered, and where that stands from a point on the baseline, in pixels."""

    mask: Image.Image
    left: int
    top: int


@lru_cache(maxsize=4096)
def _glyph(letter: str, face: Typeface, size: int, quarter: int) -> _Glyph:
    """A letter that begins so many quarters of a pixel to the right of a pixel."""
    room = Image.new("L", (size * 3, size * 3), 0)
    start = (size + quarter / _STEPS, size * 2)
    ImageDraw.Draw(room).text(start, letter, font=_font(face, size), fill=255, anchor="ls")
    box = room.getbbox() or (size, size * 2, size + 1, size * 2 + 1)
    return _Glyph(room.crop(box), box[0] - size, box[1] - size * 2)


def draw_line(
    on: Image.Image, text: str, face: Typeface, size: int, start: tuple[float, float], fill: tuple[int, int, int]
) -> None:
    """Draw a line from a point on its baseline, each letter at the nearest quarter of a pixel."""
    left, baseline = start
    found = face_of(text, face) or face
    if found in OTHER_SCRIPTS:
        from sitegen.making.shaped_lines import shaped_line  # noqa: PLC0415 - few pictures need resvg

        on.paste(fill, (0, round(baseline) - size * 2), shaped_line(text, found, size, on.width, left))
        return
    for at, letter in placed(text, found, size):
        if not letter.isspace():
            pixel, quarter = divmod(round((left + at) * _STEPS), _STEPS)
            glyph = _glyph(letter, found, size, quarter)
            on.paste(fill, (pixel + glyph.left, round(baseline) + glyph.top), glyph.mask)
