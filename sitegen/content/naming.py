"""A person's name as others write it: whole or in part, in capitals, and inflected as Czech inflects names.

What is found is to be read by a person: a word that looks like the name may mean something else. So a surname alone and
a first name alone count only with a capital letter, a single name only where no other surname follows it. Sure is the
whole name in any form, and a single name or a surname as it is written; all else is a guess: a first name, a surname
behind another first name or at the beginning of a sentence, and inflected words, which may be common ones (Vera, Very
good).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sitegen.model.languages import composed

_SAFE_STEM = 4
"""So many letters must stay of a surname before any others may follow them."""
_SHORTEST = 3
"""A part of a name that is shorter is looked for in the whole name alone."""
_VOWELS = "aáeéěiíoóuúůyý"
_ENDINGS = "[aeiouyáéíýě]|ou|ov[iaéáoyěu]|[eěý]m|ům|[eáý]ch|ích|ami|[ií]mi|ými|ého|ému|ího|ímu|ím|ův|ů|in[aoyěu]?"
"""Endings of cases and of possessive adjectives."""
_SOFTENED = {"r": "rř", "k": "kc", "h": "hz", "g": "gz"}
"""What a last consonant becomes in some cases: Elmira, Elmiře; Jitka, Jitce."""
_FLEETING = re.compile(r"(?<=\w\w)[eě](?=[kcln]$)", re.IGNORECASE)
"""The vowel that goes in other cases: Marek, Marka; Havel, Havla."""
_BETWEEN = r"[\s\u2060-]+"
_ANOTHER = re.compile(r"[ \u00a0](\w)")


_BEFORE = re.compile(r"(?<!\w)[^\W\d_]\w{2,}[ \u00a0]$")
"""What may be a first name; shorter words with a capital are prepositions that begin a sentence."""
_BEGINS = re.compile(r"[.!?:…„“”\"»\n][\s„“\"«»]*$")
"""What stands before the first word of a sentence."""
_DEGREES = {"MBA", "CSc", "DrSc", "PhD"}
_FAR = 40
"""A first name has fewer letters."""


class Found(NamedTuple):
    """A place in a text, from its first letter to behind its last.

    Not `sure` is what may be another word, or somebody else.
    """

    start: int
    end: int
    sure: bool


@dataclass(frozen=True)
class Name:
    """A name that is looked for in texts; those must be in NFC, as what is read from records is."""

    text: str

    @cached_property
    def _words(self) -> list[str]:
        """The words of the name, without degrees and what else is abbreviated: Mgr., Ph.D., ml."""
        words = [word.strip(",;()") for word in composed(self.text).split()]
        return [word for word in words if word and not word.endswith(".") and word not in _DEGREES] or words

    @cached_property
    def address(self) -> str:
        """The name as it stands in addresses and names of files; empty where that would be too little."""
        plain = unicodedata.normalize("NFKD", " ".join(self._words)).encode("ascii", "ignore").decode().lower()
        found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
        return found if len(self._words) > 1 or len(found) > _SAFE_STEM else ""

    def find(self, text: str) -> Iterator[Found]:
        """Every place where a text names the person, in its order."""
        folded = text.casefold()
        if not any(sign in folded for sign in self._signs):
            return  # so it is for nearly every text
        for found in self._pattern.finditer(text):
            part = found.lastgroup
            if part is None:
                yield Found(*found.span(), sure=True)
            elif found[0][0].isupper() and (part == "surname" or not _goes_on(text, found.end())):
                yield Found(*found.span(), self._is_sure(text, found, part))

    def _is_sure(self, text: str, found: re.Match[str], part: str) -> bool:
        """Whether a part of the name by itself can hardly be anything else."""
        if part == "first" or found[0].casefold() != self._words[-1].casefold():
            return False
        begins = _BEGINS.search(text, max(0, found.start() - _FAR), found.start()) is not None or not found.start()
        return part == "only" or not (begins or _comes_after(text, found.start()))

    @cached_property
    def _signs(self) -> tuple[str, ...]:
        """What stands in every form of a word of it: a look for that is quick."""
        return tuple(_stem(_shortened(word))[:-1].casefold() for word in self._words)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The whole name, or a part in a group that says which: `surname`, `first`, `only`."""
        words = self._words
        if len(words) == 1:
            parts = [f"(?P<only>{_inflected(words[0])})"]
        else:
            parts = [_BETWEEN.join(map(_inflected, words))]
            parts += [f"(?P<surname>{_surname(words[-1])})"] if len(words[-1]) >= _SHORTEST else []
            parts += [f"(?P<first>{_inflected(words[0])})"] if len(words[0]) >= _SHORTEST else []
        return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _goes_on(text: str, end: int) -> bool:
    """Whether a word with a capital letter follows: then this is somebody else with the same first name."""
    found = _ANOTHER.match(text, end)
    return found is not None and found[1].isupper()


def _comes_after(text: str, start: int) -> bool:
    """Whether a word with a capital letter stands before: then this may be somebody else with the same surname."""
    found = _BEFORE.search(text, max(0, start - _FAR), start)
    return found is not None and found[0][0].isupper()


def _stem(word: str) -> str:
    """What stays of a word when its ending goes."""
    return word[:-1] if len(word) > 1 and word[-1].lower() in _VOWELS else word


def _shortened(word: str) -> str:
    """A word without the vowel that goes in other cases."""
    return _FLEETING.sub("", word)


def _softened(stem: str) -> str:
    """A pattern of a stem, with what its last consonant becomes."""
    last = stem[-1]
    return f"{re.escape(stem[:-1])}[{re.escape(_SOFTENED.get(last.lower(), last))}]"


def _inflected(word: str) -> str:
    """A pattern of a word in all its cases."""
    stem, forms = _stem(word), [re.escape(word)]
    if len(stem) > 1:
        forms.append(f"{_softened(stem)}(?:{_ENDINGS})")
    if (short := _shortened(word)) != word:
        forms.append(f"{re.escape(short)}(?:{_ENDINGS})")
    return f"(?:{'|'.join(forms)})"


def _surname(word: str) -> str:
    """A pattern of a surname that stands alone."""
    stem = _stem(word)
    return _inflected(word) + (rf"|{_softened(stem)}\w{{0,3}}" if len(stem) >= _SAFE_STEM else "")
