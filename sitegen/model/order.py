"""What an output is made of: an order says all that decides its bytes, in typed fields.

Each way of making a file has a frozen dataclass (as in `web_orders`); its recipe is a row of
`making.recipes.RECIPES`. Fields hold plain values, tuples, mappings, other frozen dataclasses, and files.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Generic, TypeAlias

from sitegen.model.media import M_co, Read, Region

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
"""What JSON can say (RFC 8259)."""


@dataclass(frozen=True)
class SourceFile:
    """A file that goes into an output: its path on this machine, and the SHA-256 of the bytes it was planned with."""

    path: Path
    digest: str


@dataclass(frozen=True)
class Released(Generic[M_co]):
    """A file of somebody's work that a medium may show; only the planner makes one, from an `Original`.

    It is no `SourceFile`, so that an order for any file, such as a copy, cannot take it. Nobody may see what is in the
    `hidden` regions of a picture.
    """

    path: Path
    digest: str
    hidden: tuple[Region, ...] = ()


PlannedFile: TypeAlias = "SourceFile | Released[Read]"
"""A file with the digest that it was planned with."""


@dataclass(frozen=True)
class Made:
    """Another output that must be made before, by its path below the output folder."""

    path: str


class Context:
    """What a template is told, known by its digest: plain data, perhaps put together only when it is wanted.

    `characters` are those of its texts, each once. The data is kept as it is sent to a worker (a pickle), which takes a
    fraction of the memory.
    """

    def __init__(self, digest: str, characters: str, packed: bytes | Callable[[], Mapping[str, object]]) -> None:
        self.digest, self.characters, self._packed = digest, characters, packed

    @classmethod
    def of(cls, view: Mapping[str, object]) -> Context:
        """Take the digest of a view.

        Raises:
            TypeError: it holds something that an order cannot hold, or an output that must be made before.
        """
        found = inputs_of(view, {})
        digest = hashlib.sha256(found.text.encode()).hexdigest()
        return cls(digest, "".join(sorted(set(found.text))), pickle.dumps(view, protocol=5))

    @property
    def view(self) -> Mapping[str, object]:
        """The data."""
        if not isinstance(self._packed, bytes):
            return self._packed()
        view: Mapping[str, object] = pickle.loads(self._packed)  # noqa: S301 - this program has packed it
        return view

    def pack(self) -> bytes:
        """Put the data together, unless it is; as it is kept."""
        if not isinstance(self._packed, bytes):
            self._packed = pickle.dumps(self._packed(), protocol=5)
        return self._packed

    def __reduce__(self) -> tuple[type[Context], tuple[str, str, bytes]]:
        return Context, (self.digest, self.characters, self.pack())


@dataclass(frozen=True)
class Order:
    """What content asks for; the classes below it say what it takes."""


@dataclass(frozen=True)
class Finished:
    """What a recipe made, with what is to be known of it later without reading it again."""

    content: bytes
    facts: Json


@dataclass(frozen=True)
class Inputs:
    """An order in the one form that its fingerprint is taken of, and the outputs that it needs."""

    text: str
    needs: tuple[str, ...]


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass."""
    return tuple(field.name for field in fields(kind))


def inputs_of(order: Order | Mapping[str, object], made: Mapping[str, str]) -> Inputs:
    """Write an order, or a part of one, down: the same text for the same bytes, whatever the machine.

    Files are named by their digests, outputs it needs by their fingerprints in `made`.

    Raises:
        TypeError: a field holds something that has no such form.
        KeyError: it needs an output that is not ordered before it.
    """
    needs: dict[str, None] = {}

    def plain(value: object) -> object:
        if isinstance(value, SourceFile):
            return {"file": value.digest}
        if isinstance(value, Released):
            return {"file": value.digest, "hidden": value.hidden} if value.hidden else {"file": value.digest}
        if isinstance(value, Context):
            return {"said": value.digest}
        if isinstance(value, Made):
            needs[value.path] = None
            return {"made": value.path, "of": made[value.path]}
        if is_dataclass(value) and not isinstance(value, type):
            return {type(value).__name__: {name: getattr(value, name) for name in _names(type(value))}}
        if isinstance(value, Mapping):
            return dict(value)
        if isinstance(value, Decimal | dt.date):
            return str(value)
        raise TypeError(f"an order cannot hold {value!r}")

    text = json.dumps(order, default=plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return Inputs(text, tuple(needs))
