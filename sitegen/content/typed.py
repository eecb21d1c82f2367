"""Plain data with positions -> typed, frozen values; every fault becomes a problem at its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from sitegen.content.records import Record
from sitegen.content.unsaid import UNSAID, with_facts
from sitegen.model.accents import as_id
from sitegen.model.entries import Loc
from sitegen.model.languages import Language
from sitegen.model.limits import DEFAULT
from sitegen.model.problems import Problems, Where
from sitegen.model.suggestions import Suggestions

M = TypeVar("M", bound=BaseModel)

_TYPES = {
    "string_type": "text",
    "dict_type": "languages",
    "list_type": "list",
    "tuple_type": "list",
    "model_type": "mapping",
    "int_parsing": "whole-number",
    "int_type": "whole-number",
    "float_parsing": "number",
    "float_type": "number",
    "decimal_parsing": "number",
    "decimal_type": "number",
    "finite_number": "number",
    "bool_parsing": "yes-no",
    "bool_type": "yes-no",
}
_BOUNDS = {
    "greater_than_equal": ("at-least", "ge"),
    "greater_than": ("more-than", "gt"),
    "less_than_equal": ("at-most", "le"),
    "less_than": ("less-than", "lt"),
}
_OF_EACH = {"field", "value", "suggestion"}
"""What is told of each of several numbers that pass the same bound."""
_LENGTHS = {"too_short": ("too-few-values", "min_length"), "too_long": ("too-many-values", "max_length")}
_FORMS = {"start": ("chapters-bad-time", "found"), "code": ("unknown-language-code", "value")}
"""Fields of a form that is not that of an identifier: what is said of them, and what the text is called there."""


def typed(model: type[M], record: Record, languages: Sequence[Language], problems: Problems) -> M | None:
    """The record as this model, or None after noting every fault in it.

    A text that lacks only languages which are not published yet is a warning, and the value is kept.
    """
    known = [language.code for language in languages]
    published = [language.code for language in languages if language.published]
    data = with_facts(_without_empty(record.data), model, next(iter(known), ""))
    if not isinstance(data, dict):
        problems.error("not-a-record", record.source.where())
        return None
    stray = list(_stray(record.data, (), field_names(model), known))
    for loc in stray:
        problems.error("nothing-behind", _place("extra_forbidden", loc, record), key=str(loc[-1]))
    try:
        entry = model.model_validate(data, context={"required": known, "known": known})
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=True)
    else:
        return None if stray else entry
    late = [fault for fault in faults if _only_unpublished(fault, published)]
    for fault in late:
        code, params = _translated(fault, tuple(fault["loc"]), model, Suggestions(0))
        problems.warning(code, _place(fault["type"], tuple(fault["loc"]), record), **params)
    if len(late) == len(faults):
        entry = model.model_validate(data, context={"required": published, "known": known})
        return None if stray else entry
    told = _told_loose(_loose_languages(faults, record.data, known), record, problems)
    _note([fault for fault in faults if fault not in late and tuple(fault["loc"]) not in told], record, model, problems)
    return None


def _note(faults: Sequence[Any], record: Record, model: type[BaseModel], problems: Problems) -> None:
    """Note faults; a field that is missing only because its name is written otherwise is none."""
    suggestions, meant = Suggestions(DEFAULT.suggestions), _only_missing(faults)
    misspelt = set[Loc]()
    told: dict[object, tuple[str, Where, dict[str, Any]]] = {}
    for fault in sorted(faults, key=lambda fault: fault["type"] == "missing"):
        loc = tuple(fault["loc"])
        code, params = _translated(fault, loc, model, suggestions)
        if code == "unknown-field":
            params["suggestion"] = meant.get(loc, params["suggestion"])
            misspelt.add((*loc[:-1], params["suggestion"]))
        if not (code == "missing-field" and loc in misspelt):
            bounded = fault["type"] in _BOUNDS  # several numbers beside each other have one cause
            key = (code, loc[:-1], params["limit"]) if bounded else loc
            _, where, others = told.get(key, (code, _place(fault["type"], loc, record), {}))
            joined = {name: f"{others[name]}, {params[name]}" for name in others if name in _OF_EACH}
            told[key] = code, where, params | joined
    for code, where, params in told.values():
        problems.error(code, where, **params)


def _only_missing(faults: Sequence[Any]) -> dict[Loc, str]:
    """The unknown fields that stand alone in a mapping in which one alone is missing: then they are meant to be it."""
    found: dict[str, dict[Loc, list[str]]] = {"missing": {}, "extra_forbidden": {}}
    for fault in faults:
        if fault["type"] in found and fault["loc"]:
            *above, name = fault["loc"]
            found[fault["type"]].setdefault(tuple(above), []).append(str(name))
    missing, unknown = found["missing"], found["extra_forbidden"]
    return {
        (*above, names[0]): missing[above][0]
        for above, names in unknown.items()
        if len(names) == len(missing.get(above, ())) == 1
    }


def _loose_languages(faults: Sequence[Any], data: Any, languages: Sequence[str]) -> dict[Loc, list[Loc]]:
    """The fields whose languages stand beside them and not inside, each with those languages.

    In YAML only the spaces before it tell that `en:` belongs to `title:`.
    """
    found: dict[Loc, list[Loc]] = {}
    for loc in (tuple(fault["loc"]) for fault in faults if fault["type"] == "extra_forbidden"):
        above = _at(data, loc[:-1])
        if loc and loc[-1] in languages and isinstance(above, dict):
            before = [key for key in [*above][: [*above].index(loc[-1])] if key not in languages]
            if before and isinstance(above[before[-1]], dict | None):
                found.setdefault((*loc[:-1], before[-1]), []).append(loc)
    return found


def _told_loose(loose: dict[Loc, list[Loc]], record: Record, problems: Problems) -> set[Loc]:
    """Note them, a field at a time; what that is about."""
    for field, keys in loose.items():
        params = {
            "field": str(field[-1]),
            "language": str(keys[0][-1]),
            "rest": ", ".join(str(key[-1]) for key in keys),
        }
        problems.error("language-not-nested", _place("extra_forbidden", keys[0], record), **params)
    return {*loose, *(key for keys in loose.values() for key in keys)}


def _at(data: Any, loc: Loc) -> Any:
    for part in loc:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def shadow(model: type[M], record: Record) -> M | None:
    """A record that is at fault as an unchecked value, so that at least what it names can be judged.

    A text in the place of a list names nothing: `anna, jan` is not a name that is wrong.
    """
    if not isinstance(record.data, dict):
        return None
    unlisted = {
        name
        for name, info in model.model_fields.items()
        if get_origin(info.annotation) is list and isinstance(record.data.get(name), str)
    }
    data: dict[str, Any] = {**record.data, **{name: [] for name in unlisted}}
    return model.model_construct(**{name: data.get(name) for name in model.model_fields})


def _only_unpublished(fault: Any, published: Sequence[str]) -> bool:
    if fault["type"] != "missing-translation":
        return False
    return not set(fault["ctx"]["languages"].split(", ")) & set(published)


def _stray(data: Any, loc: Loc, fields: set[str], languages: Sequence[str]) -> Iterator[Loc]:
    """Keys with nothing behind them that are no fields: what a comma or a missing space makes of a text.

    In `{cs: Brno, Židenice, en: Brno}` YAML reads a third key; dropping it would drop the editor's words, or
    the end of a consent.
    """
    if isinstance(data, dict):
        localized = any(key in languages for key in data) and not any(key in fields for key in data)
        for key, value in data.items():
            if value is None and languages and key not in (languages if localized else fields):
                yield (*loc, key)
            yield from _stray(value, (*loc, key), fields, languages)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _stray(value, (*loc, index), fields, languages)


def _without_empty(data: Any) -> Any:
    """A key with nothing behind it counts as not written."""
    if isinstance(data, dict):
        return {key: _without_empty(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_empty(value) for value in data]
    return data


def _translated(fault: Any, loc: Loc, model: type[BaseModel], suggestions: Suggestions) -> tuple[str, dict[str, Any]]:
    """Pydantic's error type in our words: (code, params)."""
    kind, context = fault["type"], fault.get("ctx", {})
    field = next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
    if kind == "missing":
        return "missing-field", {"field": field}
    if fault["input"] == UNSAID:
        return "still-to-say", {"field": field}
    if kind == "extra_forbidden":
        known = ", ".join(_fields_beside(loc, model))
        suggestion = suggestions.nearest(field, field_names(model))
        return "unknown-field", {"field": field, "known": known, "suggestion": suggestion}
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", context["expected"])
        value = str(fault["input"])
        return "bad-choice", {
            "field": field,
            "value": value,
            "choices": ", ".join(choices),
            "suggestion": suggestions.nearest(value, choices),
        }
    if kind in _TYPES:
        return "wrong-type", {"field": field, "expected": _TYPES[kind], "remedy": f"write-{_TYPES[kind]}"}
    if kind in _BOUNDS:
        code, name = _BOUNDS[kind]
        value, limit = str(fault["input"]), context[name]
        return code, {"field": field, "value": value, "limit": f"{limit:g}", "suggestion": _share(value, limit)}
    if kind in _LENGTHS:
        return _too_many(fault, field)
    if "-" in kind:
        return kind, {"field": field, **context}
    return _not_taken(fault, field)


def _too_many(fault: Any, field: str) -> tuple[str, dict[str, Any]]:
    """The same of a list or a text that is too long, or too short."""
    code, name = _LENGTHS[fault["type"]]
    limit = fault["ctx"][name]
    if isinstance(fault["input"], str):
        code = "too-long"
    elif numbers := _comma_numbers(fault["input"], limit):
        return "decimal-commas", {"field": field, "suggestion": f"[{', '.join(numbers)}]"}
    return code, {"field": field, "limit": limit}


def _not_taken(fault: Any, field: str) -> tuple[str, dict[str, Any]]:
    """The same of a value whose form is not that of its field; never with the library's words, which are English."""
    kind, value = fault["type"], str(fault["input"])[:60]
    if kind == "decimal_max_digits":
        return "too-many-digits", {"field": field, "value": fault["input"], "limit": fault["ctx"]["max_digits"]}
    if kind == "string_too_short":
        return "missing-field", {"field": field}
    if kind == "string_pattern_mismatch" and field in _FORMS:
        code, name = _FORMS[field]
        return code, {"field": field, name: value}
    if kind == "string_pattern_mismatch":
        return "bad-word", {"value": value, "suggestion": as_id(value)}
    return "bad-value", {"field": field, "value": value}


def _share(value: str, limit: float) -> str:
    """The share of a whole that was perhaps meant by a number of hundredths; empty where none was."""
    try:
        return f"{float(value) / 100:g}" if limit == 1 and 1 < float(value) <= 100 else ""  # noqa: PLR2004 - percent
    except ValueError:
        return ""


def _comma_numbers(value: Any, limit: int) -> list[str]:
    """The numbers that were meant where a comma stands in each: `[0,5, 0,6]` is a list of four in YAML."""
    parts = [str(part).strip() for part in value] if isinstance(value, list) else []
    if len(parts) != 2 * limit or not all(map(str.isdecimal, parts)):
        return []
    return [f"{whole}.{rest}" for whole, rest in zip(parts[::2], parts[1::2], strict=True)]


def _place(kind: str, loc: Loc, record: Record) -> Where:
    places = record.source.places
    if loc and loc[-1] == "[key]":  # as pydantic says that the key is at fault
        return places.get((*loc[:-1], "key"), record.source.where(*loc[:-1]))
    if kind in {"extra_forbidden", "missing-translation"} and (*loc, "key") in places:
        return places[(*loc, "key")]
    if kind == "dates-out-of-order" and (*loc, "expires") in places:
        return places[(*loc, "expires")]
    if kind == "missing":
        keys = ((*loc, "key"), (*loc[:-1], "key"))
        return next((places[key] for key in keys if key in places), record.source.where(*loc[:-1]))
    return record.source.where(*loc)


def field_names(model: type[BaseModel]) -> set[str]:
    """Every field name of a model and of the models inside it."""
    names = set(model.model_fields)
    for info in model.model_fields.values():
        for inner in _models_in(info.annotation):
            names |= field_names(inner)
    return names


def _fields_beside(loc: Loc, model: type[BaseModel]) -> list[str]:
    """The fields that the mapping may have in which a value stands."""
    for part in loc[:-1]:
        if part in model.model_fields:
            model = next(_models_in(model.model_fields[str(part)].annotation), model)
    return list(model.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
