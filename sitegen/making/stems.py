"""Stems of words: Snowball's, and what Snowball leaves apart though it is one word (Praha and Praze, oken and okno).

A rule joins two stems only where both are there and the words speak for it: what is softened has nothing but the
endings that soften, what has a fleeting vowel has no other form. So "obraze", beside "obrazy", is nothing of h.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import snowballstemmer

from sitegen.model.cldr import language_name

_VERB, _ALONE = 3, 4
"""So many letters at least must two forms of a verb have in common, and more where there is none without an ending."""

_PAIR = 2
"""So many consonants say too little (kde, kdo), unless there is a word with a vowel between them."""

Forms = Mapping[str, set[str]]
"""The words of each stem."""


@dataclass(frozen=True)
class Changes:
    """How the stem of a word changes in a language, where its stemmer does not know.

    `softened` are consonants and those that they come from, `softening` the endings before which they do, and
    `hard` some before which they do not. `written` are a letter and the one that Snowball takes for what it comes from
    always; `fleeting` is the vowel that stands before the last consonant where there is no ending, and `endings` are
    those before which it does not, for words that are too short for the stemmer; what ends in `neuter` has none before
    it. `long` becomes another vowel there. `verbs` are an ending of a verb that Snowball takes off, others of the same
    verb that it leaves, and those of them that are of one verb without the first too.
    """

    softened: Mapping[str, tuple[str, ...]]
    softening: tuple[str, ...]
    hard: tuple[str, ...]
    written: tuple[str, str]
    fleeting: str
    endings: tuple[str, ...]
    neuter: str
    long: tuple[str, str]
    consonants: str
    verbs: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]

    def usual(self) -> Iterator[tuple[str, str]]:
        """Ends of words and what the stem has there, which hold however few words of a site show it."""
        for soft, origins in self.softened.items():
            for origin in origins:
                yield from ((soft + end, origin) for end in self.softening)
                yield from ((origin + end, soft) for end in self.hard)
        yield from ((self.fleeting + one, one) for one in self.consonants)


CHANGES: Mapping[str, Changes] = {
    "cs": Changes(
        softened={"z": ("h", "g"), "š": ("ch",), "c": ("k",)},
        softening=("e", "i", "ích"),
        hard=("a", "y", "u", "ou"),
        written=("c", "k"),
        fleeting="e",
        endings=("a", "e", "ě", "i", "y", "u", "ů", "em", "ům", "ou", "ech", "ách", "ám", "ami"),
        neuter="o",
        long=("ů", "o"),
        consonants="bcčdďfghjklmnňprřsštťvzž",
        verbs=(
            ("í", ("it", "il", "et", "el", "ej", "ím"), ("it", "il", "en", "t")),
            ("á", ("at", "al", "aj", "ám"), ("at", "al", "án")),
            ("ovat", ("oval", "uj"), ("oval", "uj")),
        ),
    )
}
"""By the language. Czech by its grammar: Internetová jazyková příručka, alternations of consonants and vowels."""


def stems_of(words: Iterable[str], code: str) -> Mapping[str, str]:
    """The stem of each word, which is in small letters; words of a language without a stemmer are their own."""
    stem = _stemmer(code)
    found = {word: stem(word) for word in words}
    changes = CHANGES.get(code.partition("-")[0])
    return _joined(found, changes) if changes else found


def changes_of(code: str) -> Iterable[tuple[str, str]]:
    """The changes of a language that are always to be expected; see `Changes.usual`."""
    changes = CHANGES.get(code.partition("-")[0])
    return changes.usual() if changes else ()


_COUSINS = {"hr": "serbian", "bs": "serbian"}
"""Languages that Snowball has under another name: its Serbian reads Latin letters, and takes ije for e."""


@cache
def _stemmer(code: str) -> Callable[[str], str]:
    """The stemmer of a language (Snowball names them in English)."""
    language = code.partition("-")[0]
    name = _COUSINS.get(language) or language_name(language, "en").split()[0].lower()
    if name not in snowballstemmer.algorithms():
        return str
    known: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return cache(known)


def _joined(found: Mapping[str, str], changes: Changes) -> Mapping[str, str]:
    joined = dict(found)
    for rule in (_as_written, _softened, _vowels, _short, _verbs):  # each sees what those before it have joined
        forms: defaultdict[str, set[str]] = defaultdict(set)
        for word, stem in joined.items():
            forms[stem].add(word)
        joined.update(rule(forms, changes))
    return joined


def _as_written(forms: Forms, changes: Changes) -> Iterator[tuple[str, str]]:
    """Words that Snowball takes for others, where their own stem is there: věci, of věc and not of věk."""
    own, origin = changes.written
    for stem in sorted(forms):
        base = stem.removesuffix(origin)
        if base != stem and base + own in forms:
            begun = (base + own, base + changes.fleeting + own)
            yield from ((word, base + own) for word in forms[stem] if word.startswith(begun))


def _softened(forms: Forms, changes: Changes) -> Iterator[tuple[str, str]]:
    """Praze, of Praha."""
    for stem in sorted(forms):
        for soft, origins in changes.softened.items():
            if stem.endswith(soft) and forms[stem] <= {stem + end for end in changes.softening}:
                hard = next((one for one in map(stem.removesuffix(soft).__add__, origins) if one in forms), stem)
                yield from ((word, hard) for word in forms[stem])


def _vowels(forms: Forms, changes: Changes) -> Iterator[tuple[str, str]]:
    """Oken, of okno, and dům, of domu."""
    long, short = changes.long
    last = re.compile(f"(.+)({changes.fleeting}|{long})([{changes.consonants}])")
    for stem in sorted(forms):
        if forms[stem] == {stem} and (parts := last.fullmatch(stem)):
            begun, vowel, end = parts.groups()
            other = f"{begun}{short if vowel == long else ''}{end}"
            if other in forms:
                yield stem, other


def _short(forms: Forms, changes: Changes) -> Iterator[tuple[str, str]]:
    """Dnem, of den, psů, of psa, and skla, of sklo: Snowball leaves words of one syllable as they are."""
    ended = re.compile(f"([{changes.consonants}]{{2,4}})({'|'.join(changes.endings)}|{changes.neuter})")
    for stem in sorted(forms):
        if forms[stem] == {stem} and (parts := ended.fullmatch(stem)):
            begun = parts[1]
            whole = f"{begun[0]}{changes.fleeting}{begun[1]}"
            if len(begun) > _PAIR:
                yield stem, begun
            elif forms.get(whole) == {whole} and parts[2] != changes.neuter:
                yield stem, whole
            elif begun in forms and parts[2] != changes.neuter:
                yield stem, begun


def _verbs(forms: Forms, changes: Changes) -> Iterator[tuple[str, str]]:
    """Mluvit and mluvila, of mluví; zapojili and zapojte."""
    for ending, ends, among in changes.verbs:
        same: defaultdict[str, list[str]] = defaultdict(list)
        for stem in sorted(forms):
            for end in {*ends, *among}:
                if stem.endswith(end):
                    same[stem.removesuffix(end)].append(stem)
        for begun, stems in same.items():
            if begun + ending in forms.get(begun, ()) and len(begun) >= _VERB:
                joined, whole = [stem for stem in stems if stem.removeprefix(begun) in ends], begun
            else:
                joined = [stem for stem in stems if stem.removeprefix(begun) in among and len(begun) >= _ALONE]
                whole = begun if begun not in forms else min(joined, default=begun)
            if len(joined) > 1 or whole in forms:
                yield from ((word, whole) for stem in joined for word in forms[stem])
