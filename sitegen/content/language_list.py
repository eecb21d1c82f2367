"""Reads `i18n/languages.yaml`: the languages of a site, one line each."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from sitegen.content.records import Record, read_record
from sitegen.content.typed import typed
from sitegen.model.by_name import ByName
from sitegen.model.collation import BadAlphabet, sort_key
from sitegen.model.entries import Flag, Part, Source
from sitegen.model.languages import Language, Slug
from sitegen.model.problems import Problems
from sitegen.model.project import Project

is_locale: ByName[[str], bool] = ByName("model.cldr:is_locale")


def _locale(value: str) -> str:
    if not is_locale(value):
        raise PydanticCustomError("unknown-locale", "unknown locale", {"value": value})
    return value


def _alphabet(value: str) -> str:
    try:
        sort_key("a", value)
    except BadAlphabet as error:
        raise PydanticCustomError("bad-alphabet", "bad alphabet", {"letter": error.letter}) from None
    return value


class LanguageLine(Part):
    """One line of the file."""

    code: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    locale: Annotated[str, AfterValidator(_locale)]
    name: str
    prefix: Slug
    sections: dict[str, Slug] = {}
    alphabet: Annotated[str, AfterValidator(_alphabet)] | None = None
    typography: dict[str, Flag] = {}
    published: Flag = True


def read_languages(project: Project, problems: Problems) -> tuple[Language, ...]:
    """The languages in the order of the file; empty after noting why not all of them can be read."""
    path = project.find("i18n", "languages.yaml")
    if path is None:
        problems.error("no-languages", Source("i18n/languages.yaml", {}).where())
        return ()
    record = read_record(path, project.shown(path), problems)
    if record is None:
        return ()
    if not isinstance(record.data, list) or not record.data:
        problems.error("wrong-type", record.source.where(), field="languages", expected="list", remedy="write-list")
        return ()
    languages = [_language(record, index, problems) for index in range(len(record.data))]
    found = tuple(language for language in languages if language)
    _unique(found, problems)
    return found if len(found) == len(languages) else ()


def _language(record: Record, index: int, problems: Problems) -> Language | None:
    places = {loc[1:]: where for loc, where in record.source.places.items() if loc[:1] == (index,)}
    line = typed(LanguageLine, Record(record.data[index], Source(record.source.file, places)), (), problems)
    return Language(**line.model_dump(), where=places[()]) if line else None


def _unique(languages: tuple[Language, ...], problems: Problems) -> None:
    seen: set[str] = set()
    for language in languages:
        for value in {language.code, language.prefix}:
            if value in seen:
                problems.error("duplicate-language", language.where, language=value)
        seen |= {language.code, language.prefix}
