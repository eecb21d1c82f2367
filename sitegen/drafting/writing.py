"""A record as text: what must stand in it, below a hint each, then what may, as comments to be taken out of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sitegen.content.field_types import choices, model_in, names, types_of
from sitegen.content.unwritten import UNWRITTEN
from sitegen.drafting.answers import Tree
from sitegen.drafting.stand_ins import StandIns
from sitegen.model.entries import Entry

_PLAIN = re.compile(r"[^\W_](?:(?:[\w .;()/@§%+–—-]|:(?=\w))*[\w.)])?")
"""Texts that YAML reads as they are, also in brackets; everything else stands in quotes (JSON's are YAML's too)."""
_NOTHING = {"null", "Null", "NULL"}
_WIDTH = 100
_MOST_NAMED = 12
"""So many identifiers are listed in a hint at most."""

Hints = Callable[[str, Sequence[str]], str]
"""Gives the hint of a field by its name and the words that it may be, in the editor's language."""


class Writer:
    """Writes records of a kind; `say` gives sentences of the drafts."""

    def __init__(self, model: type[Entry], hint: Hints, say: Callable[..., str], stand_ins: StandIns) -> None:
        self._model, self._hint, self._say, self._stand_ins = model, hint, say, stand_ins

    def record(self, tree: Tree) -> str:
        """The whole file."""
        shown = [name for name in self._model.model_fields if name in tree and name not in Entry.model_fields]
        lines = [*_comment(self._say("head"))]
        if "draft" in tree:
            lines += _comment(self._say("draft-line"))
        for name in (name for name in Entry.model_fields if name in tree):
            lines += _lines(name, tree[name], "")
        for name in shown:
            lines += ["", *_comment(self._about(name)), *self._about_parts(name, tree[name])]
            lines += _lines(name, tree[name], "")
        for name in tree.keys() - self._model.model_fields.keys():
            lines += _lines(name, tree[name], "")
        others = [name for name in self._model.model_fields if name not in tree and name not in Entry.model_fields]
        if others:
            lines += ["", *_comment(self._say("optional"))]
        for name in others:
            default = self._model.model_fields[name].get_default(call_default_factory=True)
            value = default or self._stand_ins.sample(types_of(self._model)[name], name)
            lines += ["#", *_comment(self._about(name)), f"# {name}: {_flow(value)}"]
        return "\n".join([*lines, ""])

    def _about(self, name: str) -> str:
        """The hint of a field, with the words that it may be."""
        hint = types_of(self._model)[name]
        known = list(choices(hint))
        if kind := names(hint):
            ids = list(self._stand_ins.ids(kind))
            known = [*ids[:_MOST_NAMED], *([UNWRITTEN] if len(ids) > _MOST_NAMED else [])]
        return self._hint(name, known)

    def _about_parts(self, name: str, value: Any) -> Iterator[str]:
        """The hints of what a mapping holds, as of a consent."""
        model = model_in(types_of(self._model)[name])
        for inner in value if model and isinstance(value, Mapping) else ():
            if model and inner in model.model_fields:
                said = self._hint(f"{name}.{inner}", choices(types_of(model)[inner]))
                yield from _comment(f"{inner}: {said}")

    def prose(self, language: str) -> str:
        """A Markdown text that is not written yet, in a language by its name; the hint is in that of the editor."""
        return f"<!-- {self._say('prose', language=language)} -->\n\n{UNWRITTEN}\n"


def _comment(text: str) -> Iterator[str]:
    """A comment, its lines not too long."""
    line = "#"
    for word in text.split():
        if len(line) + len(word) >= _WIDTH:
            yield line
            line = "#"
        line += f" {word}"
    yield line


def _lines(name: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield f"{indent}{name}:"
        for key, inner in value.items():
            yield from _lines(str(key), inner, f"{indent}  ")
    elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        yield f"{indent}{name}:"
        for one in value:
            first, *rest = [line for key, inner in one.items() for line in _lines(str(key), inner, f"{indent}    ")]
            yield f"{indent}  - {first.strip()}"
            yield from rest
    else:
        yield f"{indent}{name}: {_flow(value)}"


def _flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return scalar("" if value is None else str(value))


def scalar(text: str) -> str:
    """A text so that a record holds just it."""
    if _PLAIN.fullmatch(text) and text not in _NOTHING:
        return text
    return json.dumps(text, ensure_ascii=False)
