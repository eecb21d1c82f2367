"""How each type of value is written in YAML, as JSON Schema (draft 7, which editors know).

A schema sees what YAML 1.2 makes of a file: `2019` is a number there and a text for us, so a text may be a number.
What is optional may have nothing behind its colon, or an empty text, as forms in a browser save it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import ascii_uppercase
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, GroupedMetadata, Gt, Le, Lt, MaxLen, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sitegen.content.fields import LocalTime, PointField, RecurrenceField, WhenField
from sitegen.content.records import read_record
from sitegen.model.addresses import BaseUrl, MailAddress, MailAddressOrNone, PhoneOrNone, WebAddress, WebAddressOrNone
from sitegen.model.consent import Day
from sitegen.model.entries import FileIn, Flag, OneOf, RefTo
from sitegen.model.languages import Language, Name, Slug, Slugs, Text
from sitegen.model.problems import Problems
from sitegen.model.standard_codes import Country, LanguageCode, is_country

Schema = dict[str, Any]

_DAY = r"[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_POINT = rf"({_DAY}|(mid-)?[1-9]\d{{3}}-(0[1-9]|1[0-2]))"
_MOMENT = rf"({_DAY}[T ]([01]\d|2[0-3]):[0-5]\d|{_POINT})"
_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
_ADDRESS = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s\"<>\\^`{|}@]+(@[^\s\"<>\\^`{|}]*)?"
_MAILBOX = r"[^@\s\"<>(),:;\[\]\\]+@[^@\s]+\.[^@\s]+"
_PHONE = r"\(?\+?\d([ ()/.-]*\d){4,14}"
_NUMBER = r"\s*[+-]?[\d_]*\.?\d[\d_]*\.?([eE][+-]?\d+)?\s*"
_WHOLE = r"\s*[+-]?\d[\d_]*(\.0*)?\s*"
_WORDS = ("ano", "ne", "true", "false", "yes", "no", "on", "off", "y", "n", "t", "f", "0", "1")


def _any_case(word: str) -> str:
    """A pattern for a word in small and large letters: JSON Schema has no flags."""
    return "".join(f"[{letter.upper()}{letter}]" if letter.isalpha() else letter for letter in word)


_YES_NO = "|".join(map(_any_case, _WORDS))


def _text(pattern: str = "", *types: str) -> Schema:
    return {"type": ["string", *types], **({"pattern": f"^({pattern})$"} if pattern else {})}


_SEEN = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_PLAIN = {"type": ["string", "number", "boolean"]}
_NAMED = {**_text(_ID, "integer", "boolean"), "minimum": 0}


@dataclass(frozen=True)
class Tongues:
    """The codes of a site's languages: all of them, and those that no text may lack.

    `added` are the words that its settings add to choices, by the names of the fields that do.
    """

    known: tuple[str, ...]
    required: tuple[str, ...]
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, languages: Sequence[Language], added: Mapping[str, tuple[str, ...]] | None = None) -> Tongues:
        """Those of a site."""
        return cls(
            tuple(language.code for language in languages),
            tuple(language.code for language in languages if language.published),
            added or {},
        )


def words_added(content: Path) -> Mapping[str, tuple[str, ...]]:
    """The words that mappings of the settings in this folder have; none where they cannot be read."""
    path = content / "site.yaml"
    record = read_record(path, path.name, Problems()) if path.is_file() else None
    data = record.data if record and isinstance(record.data, dict) else {}
    return {str(name): tuple(map(str, words)) for name, words in data.items() if isinstance(words, dict)}


def _first_mark(annotation: Any) -> Any:
    return get_args(annotation)[1]


@cache
def _countries() -> list[str]:
    return [code for one in ascii_uppercase for other in ascii_uppercase if is_country(code := one + other)]


_WRITTEN: Mapping[Any, Schema] = {
    _first_mark(WhenField): {
        **_text(rf"\s*{_MOMENT}\s*(\.\.\s*{_MOMENT}\s*)?", "array"),
        "items": _text(rf"\s*{_DAY}\s*"),
        "minItems": 1,
    },
    _first_mark(PointField): _text(rf"\s*{_POINT}\s*"),
    _first_mark(Day): _text(rf"\s*{_DAY}\s*"),
    _first_mark(LocalTime): _text(rf"\s*{_DAY}[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?\s*"),
    _first_mark(RecurrenceField): _text(rf"(.*;)?{_any_case('freq')}=.+"),
    _first_mark(Flag): {**_text(_YES_NO, "boolean", "integer"), "minimum": 0, "maximum": 1},
    _first_mark(BaseUrl): _text(_ADDRESS),
    _first_mark(WebAddress): _text(_ADDRESS),
    _first_mark(WebAddressOrNone): _text(f"({_ADDRESS})?"),
    _first_mark(MailAddress): _text(_MAILBOX),
    _first_mark(MailAddressOrNone): _text(f"({_MAILBOX})?"),
    _first_mark(PhoneOrNone): _text(f"({_PHONE})?"),
    _first_mark(LanguageCode): _text(r"[a-z]{2,3}(-[A-Za-z0-9]+)*"),
    _first_mark(Slug): _NAMED,
    _first_mark(Name): _SEEN,
}
"""The types that a check of ours makes, by that check."""

_BASE: Mapping[Any, Schema] = {
    str: _PLAIN,
    int: _text(_WHOLE, "integer"),
    float: _text(_NUMBER, "number"),
    Decimal: _text(_NUMBER, "number"),
    bool: {"type": "boolean"},
    dt.date: _text(_DAY),
}


def flat(marks: Iterable[Any]) -> Iterator[Any]:
    """The single marks of a type, where several have been gathered in one."""
    for mark in marks:
        if isinstance(mark, FieldInfo):
            yield from flat(mark.metadata)
        elif isinstance(mark, GroupedMetadata):
            yield from flat(mark)
        else:
            yield mark


def unwrapped(annotation: Any, marks: Sequence[Any] = ()) -> tuple[Any, list[Any]]:
    """A type without the marks on it and without `None`, and those marks."""
    found = list(flat(marks))
    while True:
        inner = [one for one in get_args(annotation) if one is not type(None)]
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            found = [*flat(more), *found]
        elif get_origin(annotation) in {Union, UnionType} and len(inner) == 1:
            annotation = inner[0]
        else:
            return annotation, found


def models_of(annotation: Any) -> tuple[type[BaseModel], ...]:
    """The models that a value of this type may be: one, several told apart by their `kind`, or none."""
    plain, _ = unwrapped(annotation)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return (plain,)
    if get_origin(plain) in {Union, UnionType}:
        return tuple(model for one in get_args(plain) for model in models_of(one))
    return ()


def scalar(annotation: Any, marks: Sequence[Any], tongues: Tongues, *, may_lack: bool = False) -> Schema:
    """How a value is written that is no list, and no mapping but of languages."""
    named = next((mark for mark in marks if mark in _CHECKS), None)
    if named == _first_mark(Text):
        return _optional_text(tongues) if may_lack else _text_by_language(tongues)
    if named == _first_mark(Slugs):
        found = _by_language(_WRITTEN[_first_mark(Slug)], tongues)
    elif named == _first_mark(Country):
        found = {"enum": _countries()}
    elif get_origin(annotation) is Literal:
        found = {"enum": list(get_args(annotation))}
    elif chosen := next((mark for mark in marks if isinstance(mark, OneOf)), None):
        found = {"enum": [*chosen.words, *tongues.added.get(chosen.setting, ())]}
    else:
        found = {**(_WRITTEN[named] if named else _BASE[annotation])}
    for mark in marks:
        found |= _limits(mark, found)
    return optional(found) if may_lack else found


_CHECKS = {*_WRITTEN, *map(_first_mark, (Text, Slugs, Country))}


def is_checked(marks: Iterable[Any]) -> bool:
    """Whether a type is known by a check of ours, whatever it is made of."""
    return any(mark in _CHECKS for mark in marks)


def _limits(mark: Any, found: Schema) -> Schema:
    """What a mark asks of a value."""
    match mark:
        case RefTo():
            return _NAMED
        case FileIn():
            return _text(r"[^/\\]+(/[^/\\]+)*", "number", "boolean")
        case Ge(ge=least):
            return {"minimum": max(found.get("minimum", least), least)}
        case Gt(gt=least):
            return {"exclusiveMinimum": least}
        case Le(le=most):
            return {"maximum": most}
        case Lt(lt=most):
            return {"exclusiveMaximum": most}
        case MaxLen(max_length=most):
            return {"maxLength": most}
        case MinLen(min_length=least):
            return {"minLength": least}
    pattern = getattr(mark, "pattern", None)
    return (
        {"pattern": pattern.replace("(?:", "("), **{k: v for k, v in _NAMED.items() if k != "pattern"}}
        if pattern
        else {}
    )


def length(marks: Iterable[Any]) -> Schema:
    """How many values a list has at least and at most."""
    found: Schema = {}
    for mark in marks:
        if isinstance(mark, MinLen):
            found["minItems"] = mark.min_length
        elif isinstance(mark, MaxLen):
            found["maxItems"] = mark.max_length
    return found


def _text_by_language(tongues: Tongues) -> Schema:
    return {
        "type": "object",
        "properties": {code: _SEEN if code in tongues.required else nothing(_PLAIN) for code in tongues.known},
        "required": list(tongues.required),
        "additionalProperties": False,
    }


def _optional_text(tongues: Tongues) -> Schema:
    """All languages, or none of them."""
    whole = _text_by_language(tongues)
    return {
        "type": ["object", "string", "null"],
        "maxLength": 0,
        "properties": dict.fromkeys(tongues.known, nothing(_PLAIN)),
        "additionalProperties": False,
        "if": {"type": "object", "additionalProperties": _BLANK},
        "else": {"properties": whole["properties"], "required": whole["required"]},
    }


def _by_language(value: Schema, tongues: Tongues) -> Schema:
    return {
        "type": "object",
        "properties": {code: optional(value) for code in tongues.known},
        "additionalProperties": False,
    }


_BLANK: Schema = {"type": ["string", "null"], "maxLength": 0}


def nothing(schema: Schema) -> Schema:
    """The same where there may be nothing behind the colon."""
    return {**schema, "type": [*_types(schema), "null"]}


def _types(schema: Schema) -> list[str]:
    return [schema["type"]] if isinstance(schema["type"], str) else schema["type"]


def optional(schema: Schema) -> Schema:
    """The same where the field may be left out: then nothing, or an empty text, stands for that."""
    if "type" not in schema:
        return {"anyOf": [schema, _BLANK]}
    kinds = _types(schema)
    found = {**schema, "type": [*dict.fromkeys([*kinds, "string", "null"])]}
    if "string" not in kinds:
        found["maxLength"] = 0
    elif "pattern" in schema:
        found["pattern"] = f"^$|{schema['pattern']}"
    return found


def inner_models(path: str, annotation: Any) -> list[tuple[str, type[BaseModel]]]:
    """The models that a value of this type is made of, by their paths: each of several by its `kind`."""
    models = models_of(annotation)
    if not models:
        return [found for one in get_args(annotation) for found in inner_models(path, one)]
    if len(models) == 1:
        return [(path, models[0])]
    kinds = [(f"{path}.{get_args(model.model_fields['kind'].annotation)[0]}", model) for model in models]
    return [(path, models[0]), *kinds]
