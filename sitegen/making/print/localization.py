"""Texts of printed things in each language: the interface's words from catalogues, all set by the language's rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitegen.making.catalogues import Catalogue
from sitegen.making.input_files import InputFiles
from sitegen.making.print.templating import words_in
from sitegen.making.typography import Rules, rules_of, typeset
from sitegen.model.languages import Writing
from sitegen.model.order import SourceFile
from sitegen.model.print_words import Joined, Phrase, PrintText, Words

BETWEEN = " · "
_PHRASES = "print/words.xml"


@dataclass(frozen=True)
class _Voice:
    """How one language speaks: its code, its phrases by key, and its rules of typography."""

    code: str
    phrases: Mapping[str, str]
    rules: Rules

    def say(self, text: PrintText) -> str:
        match text:
            case Words():
                return typeset(text[self.code], self.rules)
            case Phrase():
                said = self.phrases[text.key]
                for name, value in text.values:
                    said = said.replace(f"{{{name}}}", value if isinstance(value, str) else value[self.code])
                return typeset(said, self.rules)
            case Joined():
                return BETWEEN.join(filter(None, map(self.say, text.parts)))


class Localization:
    """The languages of a printed thing; texts come out by language code, in the order of the languages."""

    def __init__(self, languages: Sequence[Writing], files: InputFiles) -> None:
        self.codes = [writing.code for writing in languages]
        self._voices = [_voice(writing, files) for writing in languages]

    def text(self, text: PrintText) -> dict[str, str]:
        """A text in every language."""
        return {voice.code: voice.say(text) for voice in self._voices}

    def paragraphs(self, text: Words) -> dict[str, list[str]]:
        """A longer text in every language, cut where lines are empty."""
        return {
            voice.code: [typeset(part.strip(), voice.rules) for part in text[voice.code].split("\n\n")]
            for voice in self._voices
        }


def _voice(writing: Writing, files: InputFiles) -> _Voice:
    code = writing.code
    phrases = _phrases(files.text(_PHRASES), files.catalogues(code), code, writing.locale)
    return _Voice(code, phrases, rules_of(writing))


@lru_cache(maxsize=32)
def _phrases(template: str, catalogues: tuple[SourceFile, ...], code: str, locale: str) -> Mapping[str, str]:
    return words_in(template, Catalogue(code, locale, *map(InputFiles().read, catalogues)).gettext)
