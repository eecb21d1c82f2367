"""Sort texts as readers of a language expect, without a system locale.

A language's alphabet is a line of data: letters in order, separated by spaces. What is written together
with slashes is one letter with variants, told apart only where words are otherwise equal; several characters
without a slash are one letter. Czech: `a/á b c č d/ď e/é/ě f g h ch i/í …` sorts Čapek after Cyril, Chalupa
after Hana, and Lána just after Lana.

Texts are compared level by level, as the Unicode Collation Algorithm does: letters, then accents, then case.
Separators come before numbers, numbers (by value) before letters, letters outside the alphabet last; an
accented letter that the alphabet does not name sorts as the letter without its accent.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LATIN = " ".join("abcdefghijklmnopqrstuvwxyz")
"""The alphabet of a language that names none."""

_UNDIVIDED = str.maketrans({"đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not decompose, and what they sort as in an alphabet that does not name them."""

_SEPARATOR, _NUMBER, _LETTER, _FOREIGN = range(4)
_UNNAMED = 1_000
"""Sorts an accent that the alphabet does not name after all that it names."""

_BEGINNING = 8
"""So many characters of a title tell its first letter."""

Primary = tuple[int, int, str]
Secondary = tuple[int, str]
SortKey = tuple[tuple[Primary, ...], tuple[Secondary, ...], str]


class BadAlphabet(ValueError):  # noqa: N818 - named for what is wrong
    """An alphabet that names a letter twice or leaves one empty; `letter` is that letter."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        super().__init__(f"The alphabet must name “{letter}” exactly once.")


@dataclass(frozen=True)
class _Alphabet:
    places: Mapping[str, tuple[int, int]]  # letter -> its place, and its place among the variants
    elements: re.Pattern[str]
    letters: tuple[str, ...]


def sort_key(text: str, alphabet: str | None = None) -> SortKey:
    """Make a key whose order is that of the alphabet (`None`: Latin); raises `BadAlphabet`."""
    known = _alphabet(alphabet or LATIN)
    text = unicodedata.normalize("NFC", text)
    primary: list[Primary] = []
    secondary: list[Secondary] = []
    for element in known.elements.findall(unicodedata.normalize("NFC", text.casefold())):
        if place := known.places.get(element):
            primary.append((_LETTER, place[0], ""))
            secondary.append((place[1], ""))
        elif element[0].isdecimal():
            primary.append(_number(element))
        elif element[0].isalpha():
            _add_unnamed(element, known, primary, secondary)
        elif unicodedata.combining(element):
            secondary.append((_UNNAMED, element))
        elif _separates(element) and primary and primary[-1][0] != _SEPARATOR:
            primary.append((_SEPARATOR, 0, ""))
    # Swapped case puts lower case first; the whole text makes the order total.
    return tuple(primary), tuple(secondary), text.swapcase()


def first_letter(text: str, alphabet: str | None = None) -> str:
    """The letter of the alphabet under which a title stands in an index; empty for what begins with none of them."""
    known = _alphabet(alphabet or LATIN)
    start = text.lstrip("„“”\"'«»‚‘’([ ")[:_BEGINNING]
    level, place, _ = next(iter(sort_key(start, alphabet)[0]), (_FOREIGN, 0, ""))
    return known.letters[place] if level == _LETTER else ""


def letters_of(alphabet: str | None = None) -> tuple[str, ...]:
    """The letters of the alphabet in their order, as headings; those with an accent of their own are letters too."""
    return _alphabet(alphabet or LATIN).letters


@lru_cache(maxsize=32)
def _alphabet(line: str) -> _Alphabet:
    places: dict[str, tuple[int, int]] = {}
    for index, group in enumerate(line.split()):
        for variant, letter in enumerate(group.split("/")):
            folded = unicodedata.normalize("NFC", letter.casefold())
            if not folded or folded in places:
                raise BadAlphabet(letter)
            places[folded] = (index, variant)
    longest_first = sorted(places, key=lambda letter: (-len(letter), letter))
    # A combining mark after a letter is an element of its own, so that letters are always found.
    elements = "|".join([*map(re.escape, longest_first), r"\d+", "."])
    letters = tuple(group.split("/")[0].capitalize() for group in line.split())
    return _Alphabet(places, re.compile(elements, re.DOTALL), letters)


def _number(digits: str) -> Primary:
    """Numbers compare by value; digits of any script, any length."""
    value = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0")
    return (_NUMBER, len(value), value)


def _add_unnamed(letter: str, known: _Alphabet, primary: list[Primary], secondary: list[Secondary]) -> None:
    """Sort a letter that the alphabet does not name as its base letters, or else after the alphabet."""
    plain = unicodedata.normalize("NFD", letter).translate(_UNDIVIDED)
    bases = [char for char in plain if not unicodedata.combining(char)]
    for base in bases:
        place = known.places.get(base)
        primary.append((_LETTER, place[0], "") if place else (_FOREIGN, 0, base))
    secondary.append((_UNNAMED, letter) if plain != letter else (0, ""))
    secondary.extend([(0, "")] * (len(bases) - 1))


def _separates(char: str) -> bool:
    """Spaces, dashes and slashes divide words; other punctuation does not count."""
    return char.isspace() or char == "/" or unicodedata.category(char) == "Pd"
