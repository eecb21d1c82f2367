"""Words that no dictionary of their language knows, each noted once, where it first stands.

Known besides are the project's own words (`content/words.txt`, one a line) and names: what records write with a
capital letter outside their texts, as people's names are, or in a text in more than one language. Names and own words
may have endings, as in Czech: the word without its last vowel, then a vowel and at most three letters more; accents on
the way do not count (Elmira, Elmiře). Whole words in capitals are taken as abbreviations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from sitegen.content.translating.unit_texts import Unit, units
from sitegen.model.accents import without_accents
from sitegen.model.languages import Language, composed
from sitegen.model.media import Read
from sitegen.model.problems import Problem, Severity, Where
from sitegen.model.project import Project
from sitegen.model.site import Site
from sitegen.upkeep.dictionaries import FOLDER, Dictionary, find_dictionary

OWN_WORDS = "content/words.txt"
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_]+)*(?!\w)")
_NO_WORDS = re.compile(
    r"""
    <[^>]*> | `[^`]*` | \{[^}]*\}                   # tags, code, attributes
    | (?<=\])\([^)]*\) | ^\[[^\]]*\]:.*             # where links lead
    | \b(?:https?://|www\.)\S+ | \S+@\S+ | [\#@]\w+ # addresses, hashtags
    | \b[\w-]+(?:\.[\w-]+)+\b                       # hosts, names of files
    | \b[a-z]+:[\w/\#-]+                            # names of records
    | ^WEBVTT.* | ^NOTE.*                           # what transcripts have besides words
    """,
    re.VERBOSE | re.MULTILINE,
)
_VOWELS = frozenset("aeiouy")
_ENDING = 4
"""So many letters has an ending at most, behind a word without its last vowel."""
_STEM = 2
"""A word that has endings has so many letters before them at least."""
_ENOUGH = 20
"""So many different words tell whether a dictionary is one of their language."""
_MOST = 3
"""So many suggestions are made."""


@dataclass
class _Text:
    """A text in one language and the words in it, each with its place in characters."""

    unit: Unit
    language: str

    @cached_property
    def words(self) -> list[str]:
        return words_in(self.unit.texts[self.language])


@dataclass
class Known:
    """Words that are right in every language: names as they are written, own words in small letters."""

    exact: set[str] = field(default_factory=set)
    _stems: set[str] = field(default_factory=set)

    def add(self, words: Iterable[str]) -> None:
        """Take words in."""
        for word in words:
            self.exact.add(word)
            stem = _stem(word)
            if len(stem) >= _STEM:
                self._stems.add(stem)

    def has(self, word: str) -> bool:
        """Whether it is one of them, with an ending, in capitals, or at the begin of a sentence."""
        bare = re.split("['’]", word)[0]
        return any(self._has(one) for one in {word, bare, bare[:1].lower() + bare[1:], bare.upper()})

    def _has(self, word: str) -> bool:
        if word in self.exact:
            return True
        plain = without_accents(word)
        ends = range(max(_STEM, len(plain) - _ENDING), len(plain))
        return plain in self._stems or any(plain[:end] in self._stems and plain[end] in _VOWELS for end in ends)


def misspelt(site: Site[Read]) -> Iterator[Problem]:
    """A note for each word that nothing knows, and for each language without a dictionary; none where it is off."""
    if not site.settings.spelling:
        return
    texts = [_Text(unit, code) for unit in units(site) for code in unit.texts]
    known = _known(site, texts)
    for language in (*site.languages, *site.later):
        path = find_dictionary(site.project, language)
        own = [text for text in texts if text.language == language.code]
        if path and (problem := _useless(path, own, language, site.project)):
            yield problem
        elif path is None:
            where = Where(f"{FOLDER}/{language.locale}.dic")
            yield Problem(where, Severity.NOTE, "no-dictionary", {"language": language.name, "locale": language.locale})
        else:
            yield from _unknown(own, language, Dictionary(path), known, site.project)


def _useless(path: Path, texts: Iterable[_Text], language: Language, project: Project) -> Problem | None:
    """A note of a dictionary that does not know most words: a file that is empty, cut off, or of another language."""
    dictionary, words = Dictionary(path), {word for text in texts for word in text.words}
    if len(words) < _ENOUGH or 2 * sum(map(dictionary.knows, words)) > len(words):
        return None
    where = Where(project.shown(path.with_suffix(".dic")))
    return Problem(where, Severity.NOTE, "useless-dictionary", {"language": language.name})


def _known(site: Site[Read], texts: Iterable[_Text]) -> Known:
    known = Known()
    path = site.project.root / OWN_WORDS
    lines = path.read_text("utf-8-sig", errors="replace").splitlines() if path.is_file() else []
    known.add(word for line in lines for word in words_in(line.partition("#")[0]))
    plain = chain.from_iterable(map(_plain_texts, (site.settings, *site.records())))
    known.add(word for text in plain for word in words_in(text) if word[0].isupper())
    of_unit: dict[int, list[set[str]]] = {}
    for text in texts:
        of_unit.setdefault(id(text.unit), []).append({word for word in text.words if word[0].isupper()})
    for languages in of_unit.values():
        counted = Counter(chain.from_iterable(languages))
        known.add(word for word, count in counted.items() if count > 1)
    return known


def _plain_texts(value: Any) -> Iterator[str]:
    """What a model says outside its texts in several languages."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _plain_texts(getattr(value, name, None))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _plain_texts(one)


def _unknown(
    texts: Iterable[_Text], language: Language, dictionary: Dictionary, known: Known, project: Project
) -> Iterator[Problem]:
    counted, first = Counter[str](), dict[str, _Text]()
    for text in texts:
        counted.update(text.words)
        for word in text.words:
            first.setdefault(word, text)
    wrong = [word for word in first if not (word.isupper() or known.has(word) or dictionary.knows(word))]
    letters = sorted({sign for word in counted if word not in wrong for sign in word.lower() if sign.isalpha()})
    for word in wrong:
        found = _alike(word, letters, dictionary, known, counted)
        params = {"word": word, "language": language.name, "count": counted[word], "suggestion": ", ".join(found)}
        yield Problem(_where(word, first[word], project), Severity.NOTE, "misspelt", params)


def _alike(
    word: str, letters: Iterable[str], dictionary: Dictionary, known: Known, used: Mapping[str, int]
) -> list[str]:
    """Known words that one letter tells from a word: those that the site uses first, then those with other accents.

    Hunspell's own suggestions take half a second a word in Czech.
    """
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {head + tail[1:] for head, tail in cuts if tail}
    made |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    made |= {head + sign + tail[1:] for head, tail in cuts if tail for sign in letters}
    made |= {head + sign + tail for head, tail in cuts for sign in letters}
    made |= {
        f"{head} {tail}" for head, tail in cuts if len(head) > 1 and len(tail) > 1 and _both_used(head, tail, used)
    }
    if word[0].isupper():
        made |= {one[0].upper() + one[1:] for one in made if one}
    right = [
        one for one in made - {word} if " " in one or one in known.exact or (len(one) > 1 and dictionary.knows(one))
    ]
    return sorted(right, key=lambda one: (-used.get(one, 0), without_accents(one) != without_accents(word), one))[
        :_MOST
    ]


def _both_used(head: str, tail: str, used: Mapping[str, int]) -> bool:
    """Whether the site uses both words, so that only the space between them may be missing."""
    return head in used and tail in used


def _where(word: str, text: _Text, project: Project) -> Where:
    """Where a word first stands at or behind the begin of its text."""
    begin = text.unit.place(text.language)
    lines = (project.root / begin.file).read_text("utf-8-sig").split("\n")
    rest = [" " * (begin.column - 1) + lines[begin.line - 1][begin.column - 1 :], *lines[begin.line :]]
    for number, line in enumerate(_blanked("\n".join(rest)).split("\n"), begin.line):
        if match := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", composed(line)):
            return Where(begin.file, number, match.start() + 1)
    return begin


def words_in(text: str) -> list[str]:
    """The words of a text of two letters and more, without addresses, tags and names of files."""
    found = _WORD.findall(_blanked(composed(text)))
    return [word for word in found if len(word) > 1 and word[-1].isalpha()]


def _blanked(text: str) -> str:
    return _NO_WORDS.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _stem(word: str) -> str:
    plain = without_accents(word)
    return plain[:-1] if plain[-1:] in _VOWELS else plain
