"""A person's name as others write it: whole or in part, turned round, in capitals, without its accents, and inflected.

Words are inflected as Czech does, and in Cyrillic letters as Russian, Ukrainian and Bulgarian do, by endings alone.

What is found is to be read by a person: a word that looks like the name may mean something else. So a surname alone and
a first name alone count only with a capital letter, a single name only where no other surname follows it. Sure is the
whole name in any form, and a single name or a surname as it is written; all else is a guess: a first name, a surname
behind another first name or at the beginning of a sentence, a part without its accents, the whole name turned round
among other names, and inflected words, which may be common ones (Vera, Very good).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from sitegen.model.involved import words_of
from sitegen.model.languages import composed

_SAFE_STEM = 4
"""So many letters must stay of a surname before any others may follow them."""
_SHORTEST = 3
"""A part of a name that is shorter is looked for in the whole name alone."""
_ENDING = re.compile("(?<=.)([aáeéěiíoóuúůyý]|[иыоі]й|[аеёиіїоуыэюяєйь])$", re.IGNORECASE)
"""What goes before another ending comes."""
_POSSESSIVE = "(?:[aoyěuiáé]|ou|ým|ých|ými)"
_CZECH = (
    f"[aeiouyáéíýě]|ou|[eěý]m|ům|[eáý]ch|ích|ami|[ií]mi|ými|ého|ému|ího|ímu|ím|ův|ů|ov{_POSSESSIVE}|in{_POSSESSIVE}?"
)
"""Endings of cases and of possessive adjectives: Annu, Annin, Anniných, Novákův, Novákových."""
_CYRILLIC = (
    "[аеёиіїоуыюяє]|[оеєёії]ю|[оеєё][йм]|[ая](?:м|ми|х)|[оеёіїє]в|[ое](?:го|му|ві)|[иы](?:й|м|х|ми)|ої|ій"
    "|[иі](?:я|ю|ї|и|єм|ем|ев|єв|й)|[иы]н(?:а|о|и|ы|у|і|ой|ого|ому|ої|их|ых)?|[оеє]в(?:а|о|и|ы|у|і|ой|ою|ої|ых|их)|та|то"
)
"""The same in Russian, Ukrainian and Bulgarian, and what Bulgarian hangs on for "the"."""
_ENDINGS = f"{_CZECH}|{_CYRILLIC}"
_SOFTENED = {"r": "rř", "k": "kcč", "h": "hzž", "g": "gzž", "г": "гзж", "к": "кцч", "х": "хсш"}
"""What a last consonant becomes in some cases: Elmira, Elmiře; Jitka, Jitce, Jitčin; Ольга, Ользі."""
_FLEETING = re.compile(r"(?<=\w\w)(?:[eě](?=[kcln]$)|[еёо](?=[кцлн]$))", re.IGNORECASE)
"""The vowel that goes in other cases: Marek, Marka; Havel, Havla; Павел, Павла."""
_SHARP = {"ss": "(?:ss|ß)", "ß": "(?:ss|ß)"}
_PLAIN = dict(zip("łŁđĐøØı\u0451\u0401", "lLdDoOi\u0435\u0415", strict=True))
_COMBINING = range(0x300, 0x370)
_BETWEEN = r"[\s\u2060-]+"
_ANOTHER = re.compile(r"[ \u00a0](\w)")


_BEFORE = re.compile(r"(?<!\w)[^\W\d_]\w{2,}[ \u00a0]$")
"""What may be a first name; shorter words with a capital are prepositions that begin a sentence."""
_BEGINS = re.compile(r"[.!?:…„“”\"»\n][\s„“\"«»]*$")
"""What stands before the first word of a sentence."""
_FAR = 40
"""A first name has fewer letters."""


class Found(NamedTuple):
    """A place in a text, from its first letter to behind its last.

    Not `sure` is what may be another word, or somebody else.
    """

    start: int
    end: int
    sure: bool

    def touches(self, other: Found) -> bool:
        """Whether both hold a letter in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Name:
    """A name that is looked for in texts; those must be in NFC, as what is read from records is."""

    text: str

    @cached_property
    def _words(self) -> list[str]:
        return words_of(composed(self.text))

    @cached_property
    def address(self) -> str:
        """The name as it stands in addresses and names of files; empty where that would be too little."""
        plain = unicodedata.normalize("NFKD", " ".join(self._words)).encode("ascii", "ignore").decode().lower()
        found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
        return found if len(self._words) > 1 or len(found) > _SAFE_STEM else ""

    def find(self, text: str) -> Iterator[Found]:
        """Every place where a text names the person, in its order."""
        plain = without_accents(text)
        folded = plain.casefold()
        if not any(sign in folded for sign in self._signs):
            return  # so it is for nearly every text
        found = list(self._as_written(text))
        if plain != text or self._plain.pattern != self._pattern.pattern:
            found = _longest([*found, *self._without_accents(text, plain)])
        yield from found

    def _as_written(self, text: str) -> Iterator[Found]:
        for found in self._pattern.finditer(text):
            part = found.lastgroup
            if part in {None, "turned"}:
                yield Found(*found.span(), sure=part is None or _stands_alone(text, found))
            elif found[0][0].isupper() and (part == "surname" or not _goes_on(text, found.end())):
                yield Found(*found.span(), self._is_sure(text, found, part))

    def _without_accents(self, text: str, plain: str) -> Iterator[Found]:
        """The whole name with any accents, and parts of it without all of theirs."""
        for found in self._plain.finditer(plain):
            part, start, end = found.lastgroup, *found.span()
            if part in {None, "turned"}:
                yield Found(start, end, sure=part is None or _stands_alone(text, found))
            elif text[start:end] == found[0] and found[0][0].isupper() and not _goes_on(text, end):
                inflected = found[0].casefold() not in self._plain_words
                if not (inflected and _begins(text, start)):
                    yield Found(start, end, sure=False)

    def _is_sure(self, text: str, found: re.Match[str], part: str | None) -> bool:
        """Whether a part of the name by itself can hardly be anything else."""
        if part == "first" or found[0].casefold() != self._words[-1].casefold():
            return False
        return part == "only" or not (_begins(text, found.start()) or _comes_after(text, found.start()))

    @cached_property
    def _signs(self) -> tuple[str, ...]:
        """What stands in every form of a word of it: a look for that is quick."""
        return tuple(_sign(word) for word in self._words)

    @cached_property
    def _plain_words(self) -> set[str]:
        return {without_accents(word).casefold() for word in self._words}

    @cached_property
    def _plain(self) -> re.Pattern[str]:
        """The pattern for texts without accents."""
        return re.compile(without_accents(self._pattern.pattern), re.IGNORECASE)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The whole name, or a part in a group that says which: `turned`, `surname`, `first`, `only`."""
        words = self._words
        if len(words) == 1:
            parts = [f"(?P<only>{_inflected(words[0])})"]
        else:
            parts = [_BETWEEN.join(map(_inflected, words))]
            parts += [f"(?P<turned>{_inflected(words[-1])},?{_BETWEEN}{_BETWEEN.join(map(_inflected, words[:-1]))})"]
            parts += [f"(?P<surname>{_surname(words[-1])})"] if len(words[-1]) >= _SHORTEST else []
            parts += [f"(?P<first>{_inflected(words[0])})"] if len(words[0]) >= _SHORTEST else []
        return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _longest(found: Iterable[Found]) -> list[Found]:
    """In their order; of those that touch each other, the longest one, or else the first."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: one.start):
        if not (kept and one.touches(kept[-1])):
            kept.append(one)
        elif one.end - one.start > kept[-1].end - kept[-1].start:
            kept[-1] = one
    return kept


def _goes_on(text: str, end: int) -> bool:
    """Whether a word with a capital letter follows: then this is somebody else with the same first name."""
    found = _ANOTHER.match(text, end)
    return found is not None and found[1].isupper()


def _comes_after(text: str, start: int) -> bool:
    """Whether a word with a capital letter stands before: then this may be somebody else with the same surname."""
    found = _BEFORE.search(text, max(0, start - _FAR), start)
    return found is not None and found[0][0].isupper()


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Whether a name that is turned round is none of a list: in "Petr Nowak, Anna Malá" it would be two others."""
    return not (_goes_on(text, found.end()) or _comes_after(text, found.start()))


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins here."""
    return not start or _BEGINS.search(text, max(0, start - _FAR), start) is not None


@cache
def _accents() -> dict[str, str]:
    """Latin letters with accents, and those without."""
    found = dict(_PLAIN)
    for letter in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))):
        parts = unicodedata.normalize("NFD", letter)
        if len(parts) > 1 and all(ord(mark) in _COMBINING for mark in parts[1:]):
            found[letter] = parts[0]
    return found


def without_accents(text: str) -> str:
    """A text in NFC, letter by letter without its accents: Žaneta, Zaneta."""
    if not text.isascii():
        for letter in _accents().keys() & set(text):  # faster than `translate`
            text = text.replace(letter, _accents()[letter])
    return text


def _sign(word: str) -> str:
    """What stands in every form of a word, in small letters without accents."""
    return without_accents(_stem(_shortened(word))[:-1]).casefold()


def _stem(word: str) -> str:
    """What stays of a word when its ending goes."""
    return _ENDING.sub("", word)


def _shortened(word: str) -> str:
    """A word without the vowel that goes in other cases."""
    return _FLEETING.sub("", word)


def _softened(stem: str) -> str:
    """A pattern of a stem, with what its last consonant becomes."""
    last = stem[-1].lower()
    return f"{_written(stem[:-1])}[{_SOFTENED[last]}]" if last in _SOFTENED else _written(stem)


def _written(word: str) -> str:
    """A pattern of a word, however its sharp s is written."""
    return re.sub("ss|ß", lambda found: _SHARP[found[0]], re.escape(word))


def _inflected(word: str) -> str:
    """A pattern of a word in all its cases."""
    stem, forms = _stem(word), [_written(word)]
    if len(stem) > 1:
        forms.append(f"{_softened(stem)}(?:{_ENDINGS})")
    if (short := _shortened(word)) != word:
        forms.append(f"{_written(short)}(?:{_ENDINGS})")
    return f"(?:{'|'.join(forms)})"


def _surname(word: str) -> str:
    """A pattern of a surname that stands alone."""
    stem = _stem(word)
    return _inflected(word) + (rf"|{_softened(stem)}\w{{0,3}}" if len(stem) >= _SAFE_STEM else "")
