"""Texts of printed things, which may say the same in several languages at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Words:
    """A text of the content: pairs of a language's code and the text in it."""

    by_language: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Words:
        """The text of a mapping by language code."""
        return cls(tuple(texts.items()))

    def __getitem__(self, code: str) -> str:
        return dict(self.by_language)[code]


@dataclass(frozen=True)
class Phrase:
    """A word of the interface: its key in `templates/print/words.xml`, and what its braces are filled with."""

    key: str
    values: tuple[tuple[str, str | Words], ...] = ()

    @classmethod
    def of(cls, key: str, **values: str | Words) -> Phrase:
        """The phrase with these values."""
        return cls(key, tuple(values.items()))


@dataclass(frozen=True)
class Joined:
    """Texts in one line; what is empty in a language is left out there."""

    parts: tuple[PrintText, ...]


PrintText: TypeAlias = Words | Phrase | Joined
