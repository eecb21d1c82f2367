"""What was meant where a record holds a word of a language and not a value: “tisk”, “Polsko”, “25. dubna 2019”.

Every language of reports is understood, whichever the report is in. Nothing here is asked for but by a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from sitegen.model.accents import without_accents
from sitegen.model.cldr import (
    country_name,
    is_country,
    is_language,
    language_name,
    language_of,
    months_of,
    regions_and_languages,
)
from sitegen.model.dates import parse_point
from sitegen.model.problems import BadValue

_NAMED = re.compile(
    r"(?:(?P<day>\d\d?)(?:\.|st|nd|rd|th)? )?(?P<month>[^\W\d_]+)(?: (?P<behind>\d\d?),?)? (?P<year>[1-9]\d{3})"
)
"""A day or a month whose name is written: `25. dubna 2019`, `April 25, 2019`, `duben 2019`."""


Choices = Mapping[str, Mapping[str, str]]
"""By the language of reports, what people write in the place of each value to choose from, with commas between."""


def meant(code: str, params: Mapping[str, object], words: Choices) -> str:
    """What the value of a problem stands for; empty where nobody can tell.

    Raises:
        KeyError: the problem is not of those in whose place people write words.
    """
    return _MEANT[code](str(params.get("value", params.get("language"))), params, words)


def _choice(value: str, params: Mapping[str, object], words: Choices) -> str:
    choices = str(params["choices"]).split(", ")
    written = [(choice, known.get(choice, "").split(", ")) for known in words.values() for choice in choices]
    return next((choice for choice, alike in written if any(_alike(word, value) for word in alike)), "")


def _country(value: str, _params: Mapping[str, object], words: Choices) -> str:
    regions, _ = regions_and_languages()
    return _code(value, filter(is_country, regions), country_name, words)


def _language(value: str, _params: Mapping[str, object], words: Choices) -> str:
    """Its code or name in other letters, a code as programs write it (`cs_CZ`), or for a country its language."""
    _, languages = regions_and_languages()
    first, *others = value.strip().replace("_", "-").split("-")
    tag = "-".join([first.lower(), *(part.upper() if len(part) == 2 else part.title() for part in others)])  # noqa: PLR2004 - a region
    spelt = tag if is_language(tag) else ""
    return _code(value, languages, language_name, words) or spelt or language_of(value.strip().upper())


def _tongue(value: str, params: Mapping[str, object], words: Choices) -> str:
    """One of the languages of a site: "cz" and "CS" are cs."""
    found = _language(value, params, words)
    return found if found in str(params["known"]).split(", ") else ""


def _code(value: str, codes: Iterable[str], name: Callable[[str, str], str], spoken: Iterable[str]) -> str:
    """The code that is written in other letters, or by its name."""
    return next(
        (code for code in codes if _alike(code, value) or any(_alike(name(code, one), value) for one in spoken)), ""
    )


def _date(value: str, _params: Mapping[str, object], words: Choices) -> str:
    named = _NAMED.fullmatch(value.strip())
    months = {month: number for one in words for month, number in months_of(one)}
    number = next((number for month, number in months.items() if named and _alike(month, named["month"])), 0)
    if not named or not number:
        return ""
    day = named["day"] or named["behind"]
    try:
        return str(parse_point(f"{named['year']}-{number:02}" + (f"-{int(day):02}" if day else "")))
    except BadValue:
        return ""


def _alike(one: str, other: str) -> bool:
    return bool(one) and without_accents(one).casefold() == without_accents(other.strip()).casefold()


_MEANT: Mapping[str, Callable[[str, Mapping[str, object], Choices], str]] = {
    "bad-choice": _choice,
    "bad-date": _date,
    "unknown-country": _country,
    "unknown-language": _tongue,
    "unknown-language-code": _language,
}
"""The problems with values that people write as words."""
