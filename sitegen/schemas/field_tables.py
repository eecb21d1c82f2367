"""The tables of fields in the documentation: written anew below each heading that names mappings, the rest left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from sitegen.content.placed_pictures import Told
from sitegen.model.entries import Entry
from sitegen.model.messages import SOURCE
from sitegen.schemas.field_words import Words
from sitegen.schemas.forms import inner_models

_HEAD = "| Field | Required | Form | Meaning | Example |"
_CODE = re.compile(r"`([a-z_.]+)`")


def with_tables(document: str, models: dict[str, type[BaseModel]], words: Words) -> str:
    """The document with its tables as the models and the words have them; a heading names its mapping first."""
    lines: list[str] = []
    path, old = "", False
    for line in document.split("\n"):
        if line.startswith("#"):
            path = next(iter(_CODE.findall(line)), path)
        if line == _HEAD:
            lines += [line, "|---|---|---|---|---|", *_rows(path, models, words)]
            old = True
        old = old and line.startswith("|")
        if not old:
            lines.append(line)
    return "\n".join(lines)


def _rows(path: str, models: dict[str, type[BaseModel]], words: Words) -> Iterator[str]:
    for name, row in words.rows[words.same.get(path, path)].items():
        required = "yes" if models[path].model_fields[name].is_required() else "no"
        example = f"`{row['example']}`" if "example" in row else row.get("seen", "see below")
        yield f"| `{name}` | {required} | {row['form']} | {row[SOURCE]} | {example} |"


def mappings(models: dict[str, type[BaseModel]]) -> dict[str, type[BaseModel]]:
    """Every mapping inside these models by its path, those told apart by their `kind` among them."""
    found: dict[str, type[BaseModel]] = {"record": Entry}
    waiting: list[tuple[str, type[BaseModel]]] = [("told", Told), *models.items()]
    while waiting:
        path, model = waiting.pop()
        found[path] = model
        for name, info in model.model_fields.items():
            waiting += inner_models(f"{path}.{name}", info.annotation)
    return found
