"""A person's name as others write it: whole or in part, turned round, in capitals, without its accents, and inflected.

Nobody sees some signs, and they count for nothing; apostrophes and hyphens are alike; of a surname in two parts one is
enough behind the first name, and so is the whole name in one word, as in mailboxes. A script without capitals has none
to look for, and one without spaces no ends of words. Words are inflected as Czech does, and in Cyrillic letters as
Russian, Ukrainian and Bulgarian do, by endings alone.

What is found is to be read by a person: a word that looks like the name may mean something else. So a surname alone and
a first name alone count only with a capital letter, a single name only where no other surname follows it. Sure is the
whole name in any form, and a single name or a surname as it is written; all else is a guess: a first name, a surname
behind another first name or at the beginning of a sentence, a part without its accents, the whole name turned round
among other names, and inflected words, which may be common ones (Vera, Very good).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from sitegen.model.involved import plain_signs, words_of
from sitegen.model.languages import composed
from sitegen.model.outputs import plain_letters

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
_BETWEEN = r"[\s_\u00b7\u30fb\u05be-]++"
_PARTED = re.compile(r"[_\u00b7\u30fb\u05be-]+")
"""What stands between the parts of a word of a name."""
_START, _END, _NO_LETTER = r"(?<![^\W_])", r"(?![^\W_])", r"(?![^\W\d_])"
_APART = re.compile("[._]")
_WHOLE = {None, "turned", "joined"}
_LONG = 10
"""So many letters of a first name and a surname in one word are no other word."""
_MOST_WORDS = 8
"""Of a longer name, the first and the last ones are looked for."""
_SHORTEST_SIGNS = 2
"""The same in a script with a sign for a syllable."""
_GEORGIAN = "".join(map(chr, range(0x10D0, 0x1100)))
_RUNS_ON = re.compile(
    r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Japanese and Chinese."""
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


class Said:
    """A text as it is searched for names, in NFC; made once for all of them."""

    def __init__(self, text: str) -> None:
        self.written = text
        self.text, self._places = plain_signs(text)
        self.plain = without_accents(self.text)
        self.folded = self.plain.casefold()

    def placed(self, found: Found) -> Found:
        """The same place in the text as it was written."""
        at = self._places
        return Found(at[found.start], at[found.end], found.sure) if at else found


@dataclass(frozen=True)
class Name:
    """A name that is looked for in texts; those must be in NFC, as what is read from records is."""

    text: str

    @cached_property
    def _words(self) -> list[list[str]]:
        """Its words, each by the parts between hyphens."""
        words = [[part for part in _PARTED.split(word) if part] for word in words_of(composed(self.text))]
        words = [word for word in words if word]
        return [*words[: _MOST_WORDS - 1], words[-1]] if len(words) > _MOST_WORDS else words

    @cached_property
    def address(self) -> str:
        """The name as it stands in addresses and names of files; empty where that would be too little."""
        words = [part for word in self._words for part in word]
        found = plain_letters(" ".join(words))
        return found if len(self._words) > 1 or len(found) > _SAFE_STEM else ""

    def find(self, text: str | Said) -> Iterator[Found]:
        """Every place where a text names the person, in its order."""
        said = Said(text) if isinstance(text, str) else text
        if not self._words or not any(sign in said.folded for sign in self._signs):
            return  # so it is for nearly every text
        found = list(self._as_written(said.text))
        if said.plain != said.text or self._plain.pattern != self._pattern.pattern:
            found = _longest([*found, *self._without_accents(said.text, said.plain)])
        yield from map(said.placed, found)

    def _as_written(self, text: str) -> Iterator[Found]:
        for found in self._pattern.finditer(text):
            part = found.lastgroup
            if part in _WHOLE:
                yield Found(*found.span(), _is_sure_whole(text, found))
            elif _is_capital(found[0][0]) and (part == "surname" or not _goes_on(text, found.end())):
                yield Found(*found.span(), self._is_sure(text, found, part))

    def _without_accents(self, text: str, plain: str) -> Iterator[Found]:
        """The whole name with any accents, and parts of it without all of theirs."""
        for found in self._plain.finditer(plain):
            part, start, end = found.lastgroup, *found.span()
            if part in _WHOLE:
                yield Found(start, end, _is_sure_whole(text, found))
            elif text[start:end] == found[0] and _is_capital(found[0][0]) and not _goes_on(text, end):
                inflected = found[0].casefold() not in self._plain_words
                if not (inflected and _begins(text, start)):
                    yield Found(start, end, sure=False)

    def _is_sure(self, text: str, found: re.Match[str], part: str | None) -> bool:
        """Whether a part of the name by itself can hardly be anything else."""
        if part == "first" or _folded(found[0]) != _folded("-".join(self._words[-1])) or _has_mark(text, found.end()):
            return False
        return part == "only" or not (_begins(text, found.start()) or _comes_after(text, found.start()))

    @cached_property
    def _signs(self) -> tuple[str, ...]:
        """Of what stands in every form of a word of it, what is there wherever it is found: a look is quick."""
        signs = [_sign(part) for word in (self._words[0], self._words[-1]) for part in word]
        return tuple(sign for sign in signs if sign) or ("",)

    @cached_property
    def _plain_words(self) -> set[str]:
        return {without_accents(part).casefold() for word in self._words for part in word}

    @cached_property
    def _plain(self) -> re.Pattern[str]:
        """The pattern for texts without accents."""
        return re.compile(without_accents(self._pattern.pattern), re.IGNORECASE)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The whole name, or a part in a group that says which: `turned`, `joined`, `surname`, `first`, `only`."""
        first, last = self._words[0], self._words[-1]
        between = _BETWEEN if not _runs_on(first[0] + last[0]) else f"(?:{_BETWEEN})?"
        if len(self._words) == 1:
            parts = [f"(?P<only>{between.join(map(_inflected, first))})"]
        else:
            middle = [part for word in self._words[1:-1] for part in word]
            begins = between.join(map(_inflected, first[:1])) + _some(between, first[1:])
            ends = _any_of(last) + _some(between, last)
            parts = [f"{begins}{_some(between, middle)}{between}{ends}"]
            parts += [f"(?P<turned>{ends},?{between}{begins}{_some(between, middle)})"]
            parts += [f"(?P<joined>(?:{_together(first, last)}|{_together(last, first)}){_NO_LETTER})"]
            parts += [f"(?P<surname>{surnames})"] if (surnames := _surnames(last, between)) else []
            long = len(first[0]) >= _shortest(first[0])
            parts += [f"(?P<first>{_inflected(first[0])}{_some(between, first[1:])})"] if long else []
        start = "" if _runs_on(first[0]) else _START
        return re.compile(rf"{start}(?:{'|'.join(parts)})", re.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    return f"(?>{'|'.join(map(_inflected, dict.fromkeys(words)))})"


def _some(between: str, words: Sequence[str]) -> str:
    """A pattern of some of these words, or none."""
    return f"(?:{between}{_any_of(words)}){{0,{len(words)}}}" if words else ""


def _together(*words: list[str]) -> str:
    """A pattern of a name as it stands in mailboxes and names of accounts and files: zora.novakova, ZoraNovakova."""
    return "[._]?".join(_written(part) for word in words for part in word)


def _surnames(last: Sequence[str], between: str) -> str:
    """A pattern of a surname that stands alone, whole or one of its parts."""
    found = [between.join(map(_inflected, last))] if len(last) > 1 else []
    return "|".join([*found, *(_surname(part) for part in last if len(part) >= _shortest(part))])


def _shortest(word: str) -> int:
    return _SHORTEST_SIGNS if _runs_on(word) else _SHORTEST


def _is_sure_whole(text: str, found: re.Match[str]) -> bool:
    """Whether a whole name is one: turned round or in one word it may be something else."""
    if found.lastgroup == "turned":
        return _stands_alone(text, found)
    return found.lastgroup is None or len(found[0]) >= _LONG or bool(_APART.search(found[0]))


def _folded(word: str) -> str:
    return _PARTED.sub("-", word).casefold()


def _has_mark(text: str, at: int) -> bool:
    """Whether a vowel sign follows, which belongs to the word: in Devanagari, Tamil, Burmese."""
    return at < len(text) and unicodedata.category(text[at]).startswith("M")


def _is_capital(letter: str) -> bool:
    """Whether a name may begin so: with a capital, or in a script that has none."""
    return letter.isupper() or letter.istitle() or _has_no_case(letter)


def _has_no_case(letter: str) -> bool:
    return unicodedata.category(letter) == "Lo" or letter in _GEORGIAN


def _runs_on(word: str) -> bool:
    """Whether it is of a script that writes words without spaces."""
    return _RUNS_ON.search(word) is not None


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
    word = max(word.split("'"), key=len)
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
    return re.sub("ss|ß", lambda found: _SHARP[found[0]], re.escape(word)).replace("'", "'?")


def _inflected(word: str) -> str:
    """A pattern of a word in all its cases."""
    if _runs_on(word):
        return re.escape(word)
    if _has_no_case(word[0]):  # with what hangs on: Arabic wa-, Korean -i, Georgian -ma
        return rf"\w{{0,2}}?{re.escape(word)}\w{{0,3}}{_END}"
    stem, forms = _stem(word), [_written(word)]
    if len(stem) > 1:
        forms.append(f"{_softened(stem)}(?:{_ENDINGS})")
    if (short := _shortened(word)) != word:
        forms.append(f"{_written(short)}(?:{_ENDINGS})")
    return f"(?>(?:{'|'.join(forms)}){_END})"  # atomic: a word can be read in one way only


def _surname(word: str) -> str:
    """A pattern of a surname that stands alone."""
    stem = _stem(word)
    safe = len(stem) >= _SAFE_STEM and not _has_no_case(word[0])
    return _inflected(word) + (rf"|{_softened(stem)}\w{{0,3}}{_END}" if safe else "")
