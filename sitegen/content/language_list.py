"""Reads `i18n/languages.yaml`: the languages of a site, one line each.

What a line leaves out is what the program knows of the language (`i18n/shipped.yaml`), and else what CLDR does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from sitegen.content.records import Record, read_record
from sitegen.content.typed import typed
from sitegen.model.by_name import ByName
from sitegen.model.collation import BadAlphabet, sort_key
from sitegen.model.date_phrases import PLACES, is_phrase, phrases_of
from sitegen.model.entries import Flag, Part, Source
from sitegen.model.languages import Language, Slug
from sitegen.model.outputs import FOLDERS, SETTINGS
from sitegen.model.problems import Problems
from sitegen.model.project import Project

SHIPPED = "shipped.yaml"
"""The languages that the program speaks, in its `i18n/`: lines like those of a project."""

_PARTS = ("sections", "typography", "dates", "contractions")
"""What a line may say otherwise in part."""

is_locale: ByName[[str], bool] = ByName("model.cldr:is_locale")
with_territory: ByName[[str], str] = ByName("model.cldr:with_territory")
own_name: ByName[[str], str] = ByName("model.cldr:own_name")


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


def _phrases(texts: dict[str, str]) -> dict[str, str]:
    for name, text in texts.items():
        if not is_phrase(name, text):
            wanted = " ".join(f"{{{place}}}" for place in sorted(next(iter(PLACES.get(name, ())), ())))
            raise PydanticCustomError(
                "bad-date-phrase", "bad phrase", {"name": name, "places": wanted, "known": ", ".join(PLACES)}
            )
    return texts


_LIST = "languages.yaml"
CODE = r"^[a-z]{2,3}$"
"""What a language is called in a project: its subtag of BCP 47, without a script or a region."""


class LanguageLine(Part):
    """One line of the file. Without a `prefix` it is the code, and none of a language that is alone."""

    code: Annotated[str, Field(pattern=CODE)]
    locale: Annotated[str, AfterValidator(_locale)] | None = None
    name: str | None = None
    prefix: Slug | None = None
    sections: dict[str, Slug] = {}
    alphabet: Annotated[str, AfterValidator(_alphabet)] | None = None
    typography: dict[str, Flag] = {}
    dates: Annotated[dict[str, str], AfterValidator(_phrases)] = {}
    contractions: dict[str, str] = {}
    published: Flag = True


def read_languages(project: Project, problems: Problems) -> tuple[Language, ...]:
    """The languages in the order of the file; empty after noting why not all of them can be read.

    A project without a list of its own speaks those of the program's languages that its title has.
    """
    if (project.root / "i18n" / _LIST).is_file():
        return _listed(project, problems)
    known = {one.code: one for one in (*shipped_languages(project), *_listed(project, Problems()))}
    found = tuple(known[code] for code in _of_title(project) if code in known) or _listed(project, problems)
    return tuple(replace(one, prefix="") for one in found) if len(found) == 1 else found


def _of_title(project: Project) -> list[str]:
    """The codes of the languages that the title of the site is written in; what is wrong with it is told later."""
    path = project.root / SETTINGS.file
    record = read_record(path, SETTINGS.file, Problems()) if path.is_file() else None
    title = record.data.get("title") if record and isinstance(record.data, dict) else None
    return [str(code) for code in title] if isinstance(title, dict) else []


def _listed(project: Project, problems: Problems) -> tuple[Language, ...]:
    """The languages of the first list that there is."""
    path = project.find("i18n", _LIST)
    if path is None:
        problems.error("no-languages", Source("i18n/languages.yaml", {}).where())
        return ()
    record = read_record(path, project.shown(path), problems)
    if record is None:
        return ()
    if not isinstance(record.data, list) or not record.data:
        problems.error("wrong-type", record.source.where(), field="languages", expected="list", remedy="write-list")
        return ()
    known = shipped(project)
    languages = [_language(record, index, known, problems) for index in range(len(record.data))]
    found = tuple(language for language in languages if language)
    _unique(found, problems)
    return found if len(found) == len(languages) else ()


def shipped(project: Project) -> Mapping[str, Mapping[str, Any]]:
    """What the program knows of each language that it speaks, by code."""
    record = _read_shipped(project)
    return {line["code"]: line for line in record.data} if record else {}


def shipped_languages(project: Project) -> tuple[Language, ...]:
    """The languages that the program speaks, in the order of its list, as a line that is a code alone has them."""
    record, problems = _read_shipped(project), Problems()
    lines = range(len(record.data)) if record else ()
    found = [_language(record, index, {}, problems) for index in lines if record]
    return tuple(language for language in found if language)


def _read_shipped(project: Project) -> Record | None:
    path = project.home / "i18n" / SHIPPED
    return read_record(path, project.shown(path), Problems()) if path.is_file() else None


def _language(
    record: Record, index: int, known: Mapping[str, Mapping[str, Any]], problems: Problems
) -> Language | None:
    places = {loc[1:]: where for loc, where in record.source.places.items() if loc[:1] == (index,)}
    data = _completed(record.data[index], known)
    line = typed(LanguageLine, Record(data, Source(record.source.file, places)), (), problems)
    if line is None:
        return None
    if line.locale is None and not is_locale(line.code):
        problems.error("unknown-locale", places[()], field="locale", value=line.code)
        return None
    return Language(
        code=line.code,
        locale=line.locale or with_territory(line.code),
        name=line.name or own_name(line.code),
        prefix=line.prefix or ("" if len(record.data) == 1 else line.code),
        sections=line.sections,
        alphabet=line.alphabet,
        typography=line.typography,
        dates=phrases_of(line.dates, line.contractions),
        published=line.published,
        where=places[()],
        section_places={loc[1]: places[loc] for key in line.sections if (loc := ("sections", key, "key")) in places},
    )


def _completed(given: Any, known: Mapping[str, Mapping[str, Any]]) -> Any:
    """A line with what the program knows of its language; what is no line stays what it is."""
    ours = known.get(str(given.get("code")), {}) if isinstance(given, dict) else {}
    parts = {
        name: {**ours[name], **given[name]} for name in _PARTS if name in ours and isinstance(given.get(name), dict)
    }
    return {**ours, **given, **parts} if ours else given


def _unique(languages: tuple[Language, ...], problems: Problems) -> None:
    seen: set[str] = set()
    for language in languages:
        top = {"prefix": language.prefix} if language.prefix else language.sections
        for key, value in top.items():
            if value in FOLDERS:
                problems.error("reserved-address", language.section_places.get(key, language.where), address=value)
        for value in {language.code, language.prefix}:
            if value in seen:
                problems.error("duplicate-language", language.where, language=value)
        seen |= {language.code, language.prefix}
