"""What CLDR (through Babel) knows of countries, languages, months and locales."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError


def is_country(code: str) -> bool:
    """Whether there is a country of this code; CLDR lists every country in each of its locales."""
    return code in _locale("en").territories


def is_language(code: str) -> bool:
    """Whether there is a language of this code."""
    return code in _locale("en").languages


def is_locale(name: str) -> bool:
    """Whether CLDR has a locale of this name, such as `cs_CZ`."""
    try:
        _locale(name)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def country_name(code: str, locale: str) -> str:
    """The name of a country; the code itself where CLDR has none."""
    return str(_locale(locale).territories.get(code, code))


def language_name(code: str, locale: str) -> str:
    """The name of a language; the code itself where CLDR has none."""
    return str(_locale(locale).languages.get(code, code))


def month_name(number: int, locale: str) -> str:
    """The name of a month that stands alone, outside a date; from 1."""
    return str(_locale(locale).months["stand-alone"]["wide"][number])


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)
