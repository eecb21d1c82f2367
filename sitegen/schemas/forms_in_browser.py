"""The forms of a browser editor (Sveltia CMS, which reads the configuration of Decap CMS), from the same models.

A form writes one record as YAML. Texts in several languages are groups of fields. The Markdown beside records has forms
of its own, with a pane a language. What no form of that editor can hold, a mapping with names that people choose and
fields of its own, is in none: it stays in the file as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sitegen.content.kinds import KINDS
from sitegen.content.placed_pictures import Told
from sitegen.model.dates import When
from sitegen.model.entries import RefTo
from sitegen.model.languages import Language, Slugs, Text
from sitegen.model.project import Project
from sitegen.model.settings import Settings
from sitegen.model.site import Kind
from sitegen.schemas.field_words import Words, spoken, words
from sitegen.schemas.forms import Schema, Tongues, is_checked, length, models_of, scalar, unwrapped, words_added
from sitegen.schemas.record_schemas import home

Form = dict[str, Any]

_TEXTS = {get_args(Text)[1], get_args(Slugs)[1]}
_NUMBERS = {int: "int", float: "float", Decimal: "float"}
_TITLE = ("title", "name", "text")
"""Which field of a record says in a list what it is: the first of these that it has."""


class NoForm(ValueError):  # noqa: N818 - it says what is the matter
    """A value of this type cannot be written in a form."""


def configuration(project: Project, languages: Sequence[Language], title: str) -> Form:
    """What the editor is told of a project."""
    writer = _Writer(words(), tuple(languages), project.root / "content")
    site, codes = writer.fields("site", Settings), writer.tongues.known
    return {
        "app_title": title,
        "backend": {"name": "github", "repo": "local/local", "branch": "main", "auth_methods": ["token"]},
        "media_folder": "photos",
        "show_preview_links": False,
        "slug": {"encoding": "ascii", "clean_accents": True},
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": True}},
        "editor": {"preview": False},
        "i18n": {"structure": "multiple_files", "locales": [*codes], "default_locale": codes[0]},
        "collections": [
            *(one for kind in KINDS for one in writer.collections(kind)),
            {"divider": True},
            *(one for kind in KINDS for one in writer.texts(kind)),
        ],
        "singletons": [
            {
                "name": "site",
                "label": writer.title("site"),
                "file": "content/site.yaml",
                "format": "yaml",
                "fields": site,
            }
        ],
    }


@dataclass(frozen=True)
class _Writer:
    words: Words
    languages: tuple[Language, ...]
    content: Path

    @property
    def tongues(self) -> Tongues:
        return Tongues.of(self.languages, words_added(self.content))

    def title(self, kind: str) -> str:
        return " / ".join(spoken(self.words.titles[kind], self.tongues.known))

    def collections(self, kind: Kind) -> Iterator[Form]:
        """The forms of a kind: one for each folder in which its records are."""
        try:
            fields = self.fields(kind.name, kind.model)
        except NoForm:
            return
        if kind.folder == ".":
            file = {"name": kind.name, "label": self.title(kind.name), "file": f"content/{kind.pattern}"}
            yield {
                "name": f"{kind.name}-file",
                "label": self.title(kind.name),
                "format": "yaml",
                "files": [file | {"fields": fields}],
            }
            return
        shown = self._summary(kind.model)
        for folder in self._folders(kind):
            yield (
                folder
                | {
                    "extension": "yaml",
                    "format": "yaml",
                    "summary": shown,
                    "identifier_field": shown.strip("{}"),
                    "slug": {"template": shown, "editable": ["create"]},
                    "fields": fields,
                }
                | _filter(kind.model)
            )

    def _folders(self, kind: Kind) -> Iterator[Form]:
        """The folders in which the records of a kind lie."""
        folder, title = self.content / kind.folder, self.title(kind.name)
        if "/" not in kind.pattern or not folder.is_dir():
            yield {"name": kind.name, "label": title, "folder": f"content/{kind.folder}"}
            return
        for place in sorted(path.name for path in folder.iterdir() if path.is_dir()):
            one = {"name": f"{kind.name}-{place}", "label": f"{title}: {place}"}
            yield one | {"folder": f"content/{kind.folder}/{place}"}

    def texts(self, kind: Kind) -> Iterator[Form]:
        """The forms of the Markdown beside the records of a kind: plain, so that not a sign of it is changed."""
        if not issubclass(kind.model, Told):
            return
        text = {
            "name": "body",
            "label": " / ".join(dict.fromkeys(spoken(self.words.titles["prose"], self.tongues.known))),
            "hint": " / ".join(spoken(self.words.row("prose", "body"), self.tongues.known)),
            "widget": "markdown",
            "modes": ["raw"],
            "required": False,
            "i18n": True,
        }
        for folder in self._folders(kind):
            yield folder | {
                "name": f"{folder['name']}-text",
                "label": f"{text['label']}: {folder['label']}",
                "extension": "md",
                "format": "raw",
                "summary": "{{slug}}",
                "slug": {"editable": ["create"]},
                "i18n": True,
                "fields": [text],
            }

    def _summary(self, model: type[BaseModel]) -> str:
        name = next(name for name in _TITLE if name in model.model_fields)
        _, marks = unwrapped(model.model_fields[name].annotation, model.model_fields[name].metadata)
        return f"{{{{{name}.{self.tongues.known[0]}}}}}" if _TEXTS & {*marks} else f"{{{{{name}}}}}"

    def fields(self, path: str, model: type[BaseModel]) -> list[Form]:
        """The fields of a mapping, those first that must be filled in; without what can be in no form.

        Raises:
            NoForm: this is one that must be filled in.
        """
        found = []
        for name, info in sorted(model.model_fields.items(), key=lambda item: not item[1].is_required()):
            try:
                found.append(self._field(name, info, home(path, name, model)))
            except NoForm:
                if info.is_required():
                    raise
        return found

    def _field(self, name: str, info: FieldInfo, table: str) -> Form:
        said = spoken(self.words.row(table, name), self.tongues.known)
        form = {"name": name, "label": name, "required": info.is_required(), "hint": " / ".join(said)}
        return form | self._widget(f"{table}.{name}", info.annotation, info.metadata)

    def _widget(self, path: str, annotation: Any, marks: Sequence[Any] = ()) -> Form:
        plain, found = unwrapped(annotation, marks)
        models = models_of(annotation)
        if len(models) == 1:
            return {"widget": "object", "fields": self.fields(path, models[0])}
        if models:
            kinds: Mapping[str, type[BaseModel]] = {
                get_args(model.model_fields["kind"].annotation)[0]: model for model in models
            }
            types = [
                {"name": kind, "label": kind, "widget": "object", "fields": self._without_kind(f"{path}.{kind}", model)}
                for kind, model in kinds.items()
            ]
            return {"types": types, "typeKey": "kind"}
        if get_origin(plain) in {list, tuple}:
            return self._list(path, get_args(plain), found)
        if get_origin(plain) is dict:
            return self._by_language(path, plain, found)
        return self._scalar(plain, found)

    def _without_kind(self, path: str, model: type[BaseModel]) -> list[Form]:
        return [field for field in self.fields(path, model) if field["name"] != "kind"]

    def _list(self, path: str, inner: Sequence[Any], marks: Sequence[Any]) -> Form:
        limits = {name.removesuffix("Items"): value for name, value in length(marks).items()}
        if len(inner) > 1:
            limits = {"min": len(inner), "max": len(inner)}
        one = self._widget(path, inner[0])
        if "types" in one:
            return {"widget": "list"} | one | limits
        if one["widget"] == "object":
            return {"widget": "list", "fields": one["fields"]} | limits
        if one["widget"] in {"relation", "select"}:
            return one | {"multiple": True} | limits
        return {"widget": "list", "field": {"name": "value", "label": path.rpartition(".")[2]} | one} | limits

    def _by_language(self, path: str, plain: Any, marks: Sequence[Any]) -> Form:
        """A group with a field a language."""
        value = get_args(plain)[1]
        if models_of(value) or get_origin(value) is dict:
            raise NoForm(path)
        whole = get_args(Text)[1] in marks
        if not whole and not is_checked(marks) and not path.endswith(".transcripts"):
            return {"widget": "keyvalue"}
        long = whole and not path.endswith((".title", ".name", ".label"))
        fields = [
            {
                "name": language.code,
                "label": language.name,
                "widget": "text" if long else "string",
                "required": whole and language.published,
            }
            for language in self.languages
        ]
        return {"widget": "object", "fields": fields}

    def _scalar(self, plain: Any, marks: Sequence[Any]) -> Form:
        schema = scalar(plain, marks, self.tongues)
        reference = next((mark for mark in marks if isinstance(mark, RefTo)), None)
        if reference:
            kind = next(kind for kind in KINDS if kind.name == reference.kind)
            shown = self._summary(kind.model).strip("{}")
            return {"widget": "relation", "collection": kind.name, "value_field": "{{slug}}", "display_fields": [shown]}
        if plain is bool:
            return {"widget": "select", "options": [True, False]}  # a switch would lose `ano`
        if get_origin(plain) is Literal or "enum" in schema:
            return {"widget": "select", "options": schema["enum"]}
        if plain in _NUMBERS:
            bounds = {"min": schema.get("minimum"), "max": schema.get("maximum")}
            return {"widget": "number", "value_type": _NUMBERS[plain], "step": 1 if plain is int else 0.01} | {
                name: value for name, value in bounds.items() if value is not None
            }
        return {"widget": "string"} | self._pattern(plain, schema)

    def _pattern(self, plain: Any, schema: Schema) -> Form:
        if "array" in schema["type"] or "pattern" not in schema or plain is dt.date:
            return {}
        return {"pattern": [schema["pattern"], schema["pattern"]]}


def _filter(model: type[BaseModel]) -> Form:
    """Leave out records in which a date is a list of days: its field would keep the first alone."""
    name = next((name for name, info in model.model_fields.items() if info.annotation is When), None)
    return {"filter": {"field": f"{name}.0", "value": None}} if name else {}
