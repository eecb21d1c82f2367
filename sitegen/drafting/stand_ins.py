"""Stand-ins: what a record holds where the editor has not said anything yet, so that it can be read."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from sitegen.content.fields import LocalTime, PointField, WhenField
from sitegen.content.unwritten import UNWRITTEN
from sitegen.drafting.answers import Tree, split
from sitegen.drafting.field_types import choices, items, model_in, names, plain, types_of
from sitegen.model.consent import Consent, Day
from sitegen.model.languages import Text
from sitegen.model.standard_codes import Country, LanguageCode

_THING = "things"
"""A name for what a mapping holds by names that the editor chooses."""
_HOUR = dt.time(9)
"""When episodes come out, until somebody says otherwise."""


@dataclass
class StandIns:
    """Fills in what a record must have: `guessed` are the paths of what nobody has said.

    `codes` are the languages of the site, `country` its own, `ids` the identifiers that there are of each kind, `known`
    the values of fields by their names, `scopes` those of a consent.
    """

    codes: Sequence[str]
    country: str
    today: dt.date
    ids: Callable[[str], Sequence[str]]
    known: Mapping[str, Any]
    scopes: Sequence[str]
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
        """A value of this type, such as one might stand there."""
        name, inside = path.rpartition(".")[2], items(hint)
        if path.endswith("consent.status"):
            return "pending"
        if path.endswith("consent.scopes"):
            return list(self.scopes)
        if inside is not None:
            return [self.sample(inside, name)]
        if model := model_in(hint):
            hints = types_of(model)
            wanted = [field for field, info in model.model_fields.items() if info.is_required()]
            return {field: self.sample(hints[field], f"{path}.{field}") for field in wanted}
        return next((value for known, value in self._by_type() if hint == known), None) or self._plain_sample(hint)

    def _plain_sample(self, hint: Any) -> Any:
        """The same of a value that nothing but its type tells of."""
        bare = plain(hint)
        if named := names(hint):
            return next(iter(self.ids(named)), UNWRITTEN)
        if words := choices(hint):
            return words[0]
        if get_origin(bare) is dict:
            inside = get_args(bare)[1]
            return {_THING: self.sample(inside, "")} if model_in(inside) else dict.fromkeys(self.codes, UNWRITTEN)
        if get_origin(bare) is tuple:
            return ["0.5"] * len(get_args(bare))
        return {int: "1", float: "0.5", bool: "true"}.get(bare, UNWRITTEN)

    def _by_type(self) -> list[tuple[Any, Any]]:
        """What stands for types of ours, in the order of the looking."""
        later = dt.datetime.combine(self.today + dt.timedelta(days=7), _HOUR)
        return [
            (Text, dict.fromkeys(self.codes, UNWRITTEN)),
            (Country, self.country),
            (LanguageCode, self.codes[0]),
            (WhenField, self.today.isoformat()),
            (PointField, f"{self.today:%Y-%m}"),
            (LocalTime, later.isoformat(timespec="minutes")),
            (Day, self.today.isoformat()),
        ]


def new_guid() -> str:
    """An identity that no other episode has (RFC 9562, version 4)."""
    return str(uuid.uuid4())
