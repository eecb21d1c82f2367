"""What stands in cells, as records hold it: days, licences, countries, languages, consents, lists, names of entries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from sitegen.content.field_types import choices, items
from sitegen.content.fields import PointField
from sitegen.drafting.importing.column_names import plain_word, tables, type_of
from sitegen.model.consent import Day
from sitegen.model.dates import Precision, parse_point
from sitegen.model.meant import meant
from sitegen.model.media import Read
from sitegen.model.messages import LANGUAGES, messages
from sitegen.model.problems import BadValue
from sitegen.model.site import Site
from sitegen.model.standard_codes import Country, LanguageCode

_CAMERA = re.compile(r"([1-9]\d{3}):(\d\d):(\d\d)(?: \d\d:\d\d(?::\d\d)?)?")
_MOMENT = re.compile(r"([1-9]\d{3}-\d\d-\d\d)[T ]\d\d:\d\d.*")
_SERIAL = re.compile(r"[2-6]\d{4}")
"""A day as spreadsheets count it, of the years 1954 to 2091."""
_COUNTED_FROM = dt.date(1899, 12, 30)
"""Day 0 of spreadsheets, which hold 1900 for a leap year (ECMA-376, 18.17.4.1)."""
_EITHER_WAY = re.compile(r"(\d\d?)/(\d\d?)/\d{4}")
_MONTHS = 12
_CC = re.compile(r"(?:https?://)?creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)(?:/.*)?", re.IGNORECASE)
_ZERO = re.compile(
    r"(?:https?://)?creativecommons\.org/publicdomain/zero/1\.0(?:/.*)?|CC[ -]?0(?:[ -]1\.0)?", re.IGNORECASE
)
_CC_NAME = re.compile(r"CC[ -](BY(?:-(?:NC|ND|SA))*)[ -](\d\.\d)", re.IGNORECASE)
_STATEMENT = re.compile(r"(?:https?://)?rightsstatements\.org/(?:vocab|page)/([A-Za-z-]+)/1\.0(?:/.*)?")
_SEVERAL = re.compile(r"\s*[;,|\n]\s*")


def value_of(path: str, text: str, site: Site[Read]) -> str | list[str]:
    """A cell's text as its field holds it, as far as it can be understood; what cannot stays as it is, for the check.

    Raises:
        BadValue: nobody can tell what is meant.
    """
    kind = type_of(path)
    if kind in (PointField, Day):
        return day_of(text, site)
    if path == "licence":
        return licence_of(text)
    if path.endswith("consent.status"):
        return _consent(text)
    if items(kind) is not None:
        return [_word(kind, part, site) for part in _SEVERAL.split(text) if part]
    return _word(kind, text, site)


def _word(kind: Any, text: str, site: Site[Read]) -> str:
    """A choice, a country or a language by its name in any language of the site or of reports; else the text."""
    spoken: Mapping[str, Mapping[str, str]] = {
        **{language.code: {} for language in site.languages},
        **{language: messages(language).choices for language in LANGUAGES},
    }
    if words := choices(kind):
        lower, own = text.strip().lower(), {"": tables()["choices"]}
        return (
            lower
            if lower in words
            else meant("bad-choice", {"value": text, "choices": ", ".join(words)}, {**spoken, **own}) or text
        )
    if kind == Country:
        return meant("unknown-country", {"value": text}, spoken) or text
    if kind == LanguageCode:
        return meant("unknown-language-code", {"value": text}, spoken) or text
    return text


def day_of(text: str, site: Site[Read]) -> str:
    """A day or a month: `25. 4. 2019`, `25 April 2019`, as cameras write it, or counted by a spreadsheet.

    Raises:
        BadValue: `import-either-day` (`value` may be of two days), or as for any date of a record.
    """
    value = text.strip()
    if camera := _CAMERA.fullmatch(value):
        value = "-".join(camera.groups())
    elif moment := _MOMENT.fullmatch(value):
        value = moment[1]
    elif _SERIAL.fullmatch(value):
        value = (_COUNTED_FROM + dt.timedelta(days=int(value))).isoformat()
    elif either := _EITHER_WAY.fullmatch(value):
        first, second = int(either[1]), int(either[2])
        if first != second and max(first, second) <= _MONTHS:
            raise BadValue("import-either-day", value=value)
        value = value if second <= _MONTHS else f"{second}/{first}/{value[-4:]}"
    spoken = {**{one.code: {} for one in site.languages}, **{one: messages(one).choices for one in LANGUAGES}}
    found = meant("bad-date", {"value": value}, spoken) or value
    return str(parse_point(found))


def is_day(text: str) -> bool:
    """Whether a text of a record is one day, and no month."""
    try:
        return parse_point(text).precision is Precision.DAY
    except BadValue:
        return False


def licence_of(text: str) -> str:
    """A licence by its name, where it is given by its address at Creative Commons or RightsStatements.org."""
    value = text.strip()
    if _ZERO.fullmatch(value):
        return "CC0 1.0"
    if found := _CC.fullmatch(value) or _CC_NAME.fullmatch(value):
        return f"CC {found[1].upper()} {found[2]}"
    if found := _STATEMENT.fullmatch(value):
        return str(tables()["statements"].get(found[1], value))
    return value


def _consent(text: str) -> str:
    """`given`, `pending` or `withdrawn`.

    Raises:
        BadValue: `import-consent-word` (`value`): a consent must not be guessed.
    """
    wanted = plain_word(text)
    for status, words in tables()["consents"].items():
        if wanted in {status, *(plain_word(word) for word in words)}:
            return str(status)
    raise BadValue("import-consent-word", value=text)


def named(kind: str, text: str, site: Site[Read]) -> str:
    """The identifier of an entry that is called so, in any language; empty where there is none."""
    entries, wanted = site.entries[kind], plain_word(text)
    if text in entries:
        return text
    called = {plain_word(name): entry.id for entry in entries.values() for name in _titles(entry)}
    return called.get(wanted, "")


def _titles(entry: Any) -> Sequence[str]:
    title = getattr(entry, "title", None) or getattr(entry, "name", "")
    return list(title.values()) if isinstance(title, Mapping) else [str(title)]
