"""What CLDR (through Babel) knows of countries, languages, months and locales."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[A-Z][a-z]{3}))?(?:-(?P<region>[A-Z]{2}|[0-9]{3}))?(?:-[a-z0-9]{5,8})*"
)
_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
"""Groupings, and codes for tests, in CLDR's list of territories."""


def is_country(code: str) -> bool:
    """Whether there is a country of this code; CLDR lists every country in each of its locales, and more."""
    return code in _locale("en").territories and code not in _NO_COUNTRIES


def is_language(code: str) -> bool:
    """Whether a code names a language, perhaps with a script and a region that there are (BCP 47, 2.1): `pt-BR`."""
    parts, known = _TAG.fullmatch(code), _locale("en")
    if not parts:
        return False
    language, script, region = parts["language"], parts["script"], parts["region"]
    named = language in known.languages or len(language) > 2  # noqa: PLR2004 - ISO 639-3 has 8,000 more than CLDR names
    return named and script in {None, *known.scripts} and region in {None, *known.territories}


def is_locale(name: str) -> bool:
    """Whether CLDR has a locale of this name, such as `cs_CZ`."""
    try:
        _locale(name)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def with_territory(name: str) -> str:
    """A locale as a language and a territory, `cs_CZ`: its own, or the likeliest (CLDR, likely subtags)."""
    locale = _locale(name)
    likely = get_global("likely_subtags")
    known = next((likely[one] for one in (str(locale), locale.language) if one in likely), "")
    territory = locale.territory or (_locale(known).territory if known else None)
    return f"{locale.language}_{territory}" if territory else locale.language


def country_name(code: str, locale: str) -> str:
    """The name of a country; the code itself where CLDR has none."""
    return str(_locale(locale).territories.get(code, code))


def language_name(code: str, locale: str) -> str:
    """The name of a language; the code itself where CLDR has none."""
    names = _locale(locale).languages
    return str(names.get(code.replace("-", "_")) or names.get(code.partition("-")[0], code))


def own_name(code: str) -> str:
    """What the speakers of a language call it, as a title; the code itself where CLDR does not know."""
    name = language_name(code, code) if is_locale(code) else code
    return name[:1].upper() + name[1:]


def text_direction(locale: str) -> Literal["ltr", "rtl"]:
    """From which side a language is read."""
    return "rtl" if _locale(locale).text_direction == "rtl" else "ltr"


def language_of(country: str) -> str:
    """The language that most people of a country speak (CLDR, likely subtags); empty where there is no such country."""
    likely = get_global("likely_subtags").get(f"und_{country}", "") if is_country(country) else ""
    return str(likely).partition("_")[0]


def month_name(number: int, locale: str) -> str:
    """The name of a month that stands alone, outside a date; from 1."""
    return str(_locale(locale).months["stand-alone"]["wide"][number])


def months_of(locale: str) -> list[tuple[str, int]]:
    """The names of months as they stand alone, and as they stand in a date, with their numbers from 1."""
    forms = _locale(locale).months
    return [
        (str(name), int(number)) for form in ("stand-alone", "format") for number, name in forms[form]["wide"].items()
    ]


def weekdays_of(locale: str) -> list[str]:
    """The names of the days of the week."""
    return [str(name) for name in _locale(locale).days["stand-alone"]["wide"].values()]


def regions_and_languages() -> tuple[list[str], list[str]]:
    """The codes of all countries and their groups (of two letters), and of all languages."""
    known = _locale("en")
    regions = [str(code) for code in known.territories if len(str(code)) == 2]  # noqa: PLR2004 - others are numbers
    return regions, [str(code) for code in known.languages]


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)
