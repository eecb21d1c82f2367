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
    weekdays_of,
)
from sitegen.model.dates import meant as meant_date

_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]{3,}) (?P<days>\d\d?(?: ?[-–—] ?\d\d?)?)(?:, ?| )(?P<year>[1-9]\d{3})")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_DOTLESS = re.compile(r"(?<!\d)(\d\d?) (\d\d?\. )")
"""A day and its month, as in `25 4. 2019`."""


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
    found = _code(value, languages, language_name, words) or spelt or language_of(value.strip().upper())
    return first.lower() if found == value.strip() else found  # a region, where no region may stand


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
    """As `dates.meant`, with the names of months and of days of the week: `sobota 3. května 2026`, `May 3–5, 2026`."""
    months = {month: number for one in words for month, number in months_of(one)}
    weekdays = [day for one in words for day in weekdays_of(one)]

    def in_digits(found: re.Match[str]) -> str:
        number = next((number for month, number in months.items() if _alike(month, found[0])), 0)
        return f" {number}. " if number else "" if any(_alike(day, found[0]) for day in weekdays) else found[0]

    in_order = _MONTH_FIRST.sub(r"\g<days> \g<month> \g<year>", _ORDINAL.sub("", value))
    spaced = " ".join(re.sub(r"[^\W\d_]{3,}", in_digits, in_order).split()).lstrip(", ")
    return meant_date(_DOTLESS.sub(r"\g<1>. \g<2>", spaced))


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
