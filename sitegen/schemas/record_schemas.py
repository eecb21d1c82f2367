"""The JSON Schema of a record, from its model and from what is written of its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sitegen.content.placed_pictures import Told
from sitegen.model.consent import Consent
from sitegen.model.entries import Entry
from sitegen.schemas.field_words import Words, spoken
from sitegen.schemas.forms import Schema, Tongues, is_checked, length, models_of, nothing, optional, scalar, unwrapped

DRAFT = "http://json-schema.org/draft-07/schema#"
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


@dataclass(frozen=True)
class Writer:
    """Writes schemas for the languages of a site."""

    words: Words
    tongues: Tongues

    def document(self, path: str, model: type[BaseModel], *, each: bool = False) -> Schema:
        """The schema of a file; `each` where it holds a list of such mappings."""
        title = self.words.titles.get(path, {})
        head = {"$schema": DRAFT, "title": " / ".join(spoken(title, self.tongues.known))}
        mapping = self.mapping(path, model)
        if each:
            return head | {"type": "array", "items": mapping, "minItems": 1}
        return head | (_or_stone(mapping, model) if issubclass(model, Entry) else mapping)

    def mapping(self, path: str, model: type[BaseModel]) -> Schema:
        """A mapping with the fields of a model."""
        fields = model.model_fields
        return {
            "type": "object",
            "properties": {name: self._field(home(path, name, model), name, info) for name, info in fields.items()},
            "required": [name for name, info in fields.items() if info.is_required()],
            "additionalProperties": False,
        }

    def _field(self, path: str, name: str, info: FieldInfo) -> Schema:
        written = self._value(f"{path}.{name}", info.annotation, info.metadata, may_lack=not info.is_required())
        if len(models := models_of(info.annotation)) == 1:
            written = _or_stone(written, models[0])
        row = self.words.row(path, name)
        said = [_LINK.sub(r"\1", one) for one in spoken(row, self.tongues.known)]
        if not said:
            return written
        example = f"\n\n```yaml\n{row['example']}\n```" if "example" in row else ""
        if "pattern" in written and example:
            written["patternErrorMessage"] = f"→ {row['example']}"
        plain = "\n".join(one.replace("`", "") for one in said)
        return {"description": plain, "markdownDescription": "\n\n".join(said) + example} | written

    def _value(self, path: str, annotation: Any, marks: Sequence[Any] = (), *, may_lack: bool = False) -> Schema:
        plain, found = unwrapped(annotation, marks)
        origin, inner = get_origin(plain), get_args(plain)
        models = models_of(annotation)
        if models:
            schema = self.mapping(path, models[0]) if len(models) == 1 else self._one_of(path, models)
        elif origin is list:
            schema = {"type": "array", "items": self._value(path, inner[0])} | length(found)
        elif origin is tuple:
            items = [self._value(path, one) for one in inner]
            schema = {"type": "array", "items": items, "minItems": len(items), "maxItems": len(items)}
        elif origin is dict and not is_checked(found):
            schema = self._keyed(path, inner[0], inner[1], may_lack=may_lack)
        else:
            return scalar(plain, found, self.tongues, may_lack=may_lack)
        return optional(schema) if may_lack else schema

    def _keyed(self, path: str, key: Any, value: Any, *, may_lack: bool) -> Schema:
        """A mapping whose keys are no fields."""
        plain, marks = unwrapped(key)
        names = {"enum": list(get_args(plain))} if get_origin(plain) is Literal else scalar(plain, marks, self.tongues)
        inside = self._value(path, value)
        if not models_of(value):
            inside = optional(inside) if may_lack else nothing(inside)
        schema: Schema = {"type": "object", "additionalProperties": inside}
        return schema | ({"propertyNames": {k: v for k, v in names.items() if k != "type"}} if key is not str else {})

    def _one_of(self, path: str, models: Sequence[type[BaseModel]]) -> Schema:
        """One of several models, as its `kind` says: so that a fault is told at its place."""
        kinds: Mapping[str, type[BaseModel]] = {
            get_args(model.model_fields["kind"].annotation)[0]: model for model in models
        }
        row = {**self._field(path, "kind", models[0].model_fields["kind"]), "enum": list(kinds)}
        return {
            "type": "object",
            "properties": {"kind": row},
            "required": ["kind"],
            "allOf": [
                {
                    "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                    "then": self.mapping(f"{path}.{kind}", model),
                }
                for kind, model in kinds.items()
            ],
        }


def home(path: str, name: str, model: type[BaseModel]) -> str:
    """The mapping in whose table a field stands: what all records have, all with a text, or all charts, has its own."""
    for table, every in (("record", Entry), ("told", Told)):
        if issubclass(model, every) and name in every.model_fields:
            return table
    shared, _, variant = path.rpartition(".")
    base = model.__mro__[1]
    told_apart = "kind" in model.model_fields and [variant] == [*get_args(model.model_fields["kind"].annotation)]
    return shared if told_apart and name in getattr(base, "model_fields", {}) else path


def _or_stone(mapping: Schema, model: type[BaseModel]) -> Schema:
    """The same, or what is left of it when its consent was withdrawn: nothing but that."""
    info = model.model_fields.get("consent")
    if info is None or models_of(info.annotation) != (Consent,):
        return mapping
    withdrawn = {"properties": {"status": {"const": "withdrawn"}}, "required": ["status"], "type": "object"}
    return {
        **{name: value for name, value in mapping.items() if name != "required"},
        "if": {"maxProperties": 1, "required": ["consent"], "properties": {"consent": withdrawn}},
        "else": {"required": mapping["required"]},
    }
