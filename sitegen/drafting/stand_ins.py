"""Stand-ins: what a record holds where the editor has not said anything yet, so that it can be read.

None is a fact that could be published as one: texts, days, countries and choices stand as `…`, which the check refuses
once the record is no draft any more.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from sitegen.content.field_types import items, model_in, plain, types_of
from sitegen.content.unwritten import UNWRITTEN
from sitegen.drafting.answers import Tree, split
from sitegen.model.consent import Consent
from sitegen.model.languages import Text

_THING = "things"
"""A name for what a mapping holds by names that the editor chooses."""


@dataclass
class StandIns:
    """Fills in what a record must have: `guessed` are the paths of what nobody has said.

    `codes` are the languages of the site, `ids` the identifiers that there are of each kind, `known` the values of
    fields by their names.
    """

    codes: Sequence[str]
    ids: Callable[[str], Sequence[str]]
    known: Mapping[str, Any]
    guessed: list[str] = field(default_factory=list)

    def complete(self, model: type[BaseModel], said: Mapping[str, Any], path: str = "") -> Tree:
        """What was said of a record or a part of it, and stand-ins for whatever else it must have."""
        hints, tree = types_of(model), {}
        for name, info in model.model_fields.items():
            below = f"{path}{name}"
            if said.get(name) is not None:
                tree[name] = self._completed(hints[name], said[name], below)
            elif info.is_required() or (model is Consent and name == "scopes"):
                tree[name] = self._stand_in(hints[name], below)
        return tree | {name: value for name, value in said.items() if name not in tree and value is not None}

    def _completed(self, hint: Any, said: Any, path: str) -> Any:
        variant = str(said.get("kind", "")) if isinstance(said, dict) else ""
        model, inside = model_in(hint, variant), items(hint)
        if hint == Text and isinstance(said, dict):
            self.guessed += [f"{path}.{code}" for code in self.codes if not said.get(code)]
            return dict.fromkeys(self.codes, UNWRITTEN) | {code: text for code, text in said.items() if text}
        if model and isinstance(said, dict):
            return self.complete(model, said, f"{path}.")
        if inside is not None and isinstance(said, str):
            return split(said)
        if inside is not None and isinstance(said, list):
            return [self._completed(inside, one, f"{path}.{number}") for number, one in enumerate(said)]
        return said

    def _stand_in(self, hint: Any, path: str) -> Any:
        model, inside, name = model_in(hint), items(hint), path.rpartition(".")[2]
        if name in self.known and not (model or inside):
            return self.known[name]
        if model:
            return self.complete(model, self.known.get(name, {}), f"{path}.")
        if inside is not None and name in self.known:
            return [self._completed(inside, self.known[name], path)]
        self.guessed.append(path)
        return self.sample(hint, path)

    def sample(self, hint: Any, path: str) -> Any:
        """A value of this type, such as one might stand there; of a fact, the sign that nobody has said it."""
        name, inside = path.rpartition(".")[2], items(hint)
        if path.endswith("consent.status"):
            return "pending"
        if inside is not None:
            return [self.sample(inside, name)]
        if model := model_in(hint):
            hints = types_of(model)
            wanted = [field for field, info in model.model_fields.items() if info.is_required()]
            return {field: self.sample(hints[field], f"{path}.{field}") for field in wanted}
        return dict.fromkeys(self.codes, UNWRITTEN) if hint == Text else self._plain_sample(hint)

    def _plain_sample(self, hint: Any) -> Any:
        """The same of a value that nothing but its type tells of."""
        bare = plain(hint)
        if get_origin(bare) is dict:
            inside = get_args(bare)[1]
            return {_THING: self.sample(inside, "")} if model_in(inside) else dict.fromkeys(self.codes, UNWRITTEN)
        if get_origin(bare) is tuple:
            return ["0.5"] * len(get_args(bare))
        return "true" if bare is bool else UNWRITTEN


def new_guid() -> str:
    """An identity that no other episode has (RFC 9562, version 4)."""
    return str(uuid.uuid4())
