"""Languages of a site, and texts in them: one value per language, no silent fallback."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import AfterValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from sitegen.model.date_phrases import PLAIN, DatePhrases
from sitegen.model.problems import Where

ODD_SIGN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What no text needs: control characters, line ends that only some programs count, signs that turn the order of letters
around unseen (Unicode, UAX #9: embeddings, overrides, isolates), which pages do by themselves."""

_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters by their category that look like a space (Hangul fillers, the empty Braille pattern)."""


@dataclass(frozen=True)
class Writing:
    """How a language is written: its BCP 47 code, its CLDR locale, and the switches of its typography, by name."""

    code: str
    locale: str
    typography: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class Language:
    """A line of `i18n/languages.yaml`.

    `code` is a BCP 47 language (cs), `locale` a CLDR locale (cs_CZ), `prefix` the first part of its URLs (none: ''),
    `sections` maps section keys to URL parts (events -> akce), `alphabet` is the sort order
    (see `collation.sort_key`), `typography` switches single rules off, `dates` is what CLDR does not say of dates,
    `published` says whether it is built, `section_places` where the file calls a section by an address.
    """

    code: str
    locale: str
    name: str
    prefix: str
    sections: Mapping[str, str]
    alphabet: str | None = None
    typography: Mapping[str, bool] = field(default_factory=dict)
    dates: DatePhrases = PLAIN
    published: bool = True
    where: Where = field(default=Where("i18n/languages.yaml"), compare=False)
    section_places: Mapping[str, Where] = field(default_factory=dict, compare=False)

    @property
    def writing(self) -> Writing:
        """What a recipe must know of it."""
        return Writing(self.code, self.locale, tuple(sorted(self.typography.items())))

    @property
    def home(self) -> str:
        """The site-absolute address below which all of its pages lie: `/cs/`, or `/` of a language that is alone."""
        return f"/{self.prefix}/" if self.prefix else "/"

    def section(self, key: str) -> str:
        """The URL part of a section; the key itself where the language names none."""
        return self.sections.get(key, key)


def composed(text: str) -> str:
    """The text with its accents in the letters (Unicode, NFC): fonts and typography know letters, not their pieces."""
    return unicodedata.normalize("NFC", text)


def is_visible(text: str) -> bool:
    """Whether there is anything to see in a text: more than spaces, joiners and other signs of no width."""
    return any(unicodedata.category(letter)[0] not in "ZC" for letter in text if letter not in _FILLERS)


def _name(value: str) -> str:
    if not is_visible(value):
        raise PydanticCustomError("nothing-to-see", "nothing to see", {})
    return composed(value)


def _languages_of(info: ValidationInfo) -> tuple[list[str], list[str]]:
    context: Mapping[str, Any] = info.context or {}
    return context.get("required", []), context.get("known", [])


def _check_languages(texts: dict[str, str], info: ValidationInfo) -> dict[str, str]:
    required, known = _languages_of(info)
    for code in texts:
        if known and code not in known:
            raise PydanticCustomError(
                "unknown-language", "language {language}", {"language": code, "known": ", ".join(known)}
            )
    missing = [code for code in required if not is_visible(texts.get(code, ""))]
    if missing:
        raise PydanticCustomError("missing-translation", "missing", {"languages": ", ".join(missing)})
    return {code: composed(text).strip() for code, text in texts.items()}


def _check_known(texts: dict[str, str], info: ValidationInfo) -> dict[str, str]:
    _, known = _languages_of(info)
    for code in texts:
        if known and code not in known:
            raise PydanticCustomError(
                "unknown-language", "language {language}", {"language": code, "known": ", ".join(known)}
            )
    return texts


_BOTH = 2


def _check_pair(codes: list[str], info: ValidationInfo) -> list[str]:
    _, known = _languages_of(info)
    for code in codes:
        if known and code not in known:
            raise PydanticCustomError(
                "unknown-language", "language {language}", {"language": code, "known": ", ".join(known)}
            )
    if codes and (len(codes) != _BOTH or codes[0] == codes[1]):
        raise PydanticCustomError("bad-pair", "no pair", {"value": ", ".join(codes)})
    return codes


class EachLanguage:
    """Marks a field that holds a text in each language."""


Text = Annotated[dict[str, str], AfterValidator(_check_languages), EachLanguage()]
"""A short text, `{cs: …, en: …}`: every published language must be there."""


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise PydanticCustomError("bad-slug", "not a slug", {"value": value})
    return value


Slug = Annotated[str, AfterValidator(_slug)]
"""A part of an address."""

Slugs = Annotated[dict[str, Slug], AfterValidator(_check_known)]
"""Parts of addresses by language; a language may be left out."""

Pair = Annotated[list[str], AfterValidator(_check_pair)]
"""The two languages of something printed in two, the leading one first; none for the first two of the site."""

Name = Annotated[str, AfterValidator(_name)]
"""A name, the same in every language."""
