"""Values as bytes, to remember or send them: pickles of which only values can come, never a call to other code."""

from __future__ import annotations

import datetime as dt
import io
import pickle
from decimal import Decimal
from typing import ClassVar, TypeVar

V = TypeVar("V")

_VALUES = {(one.__module__, one.__qualname__): one for one in (dt.date, dt.datetime, dt.time, dt.timedelta, Decimal)}
_OURS = ("sitegen.content.", "sitegen.model.")


class _Reader(pickle.Unpickler):
    _allowed: ClassVar[dict[tuple[str, str], type]] = dict(_VALUES)

    def find_class(self, module: str, name: str) -> type:
        found = self._allowed.get((module, name))
        if found is None:
            named = super().find_class(module, name) if module.startswith(_OURS) else None
            if not isinstance(named, type) or named.__module__ != module:
                raise pickle.UnpicklingError(f"{module}.{name} is no value")
            found = self._allowed[module, name] = named
        return found


def packed(value: object) -> bytes:
    """A value of our own classes as bytes."""
    return pickle.dumps(value, protocol=5)


def unpacked(content: bytes, kind: type[V]) -> V:
    """The value again.

    Raises:
        pickle.UnpicklingError: it is none of this class, or holds something that is no value.
    """
    found = _Reader(io.BytesIO(content)).load()
    if not isinstance(found, kind):
        raise pickle.UnpicklingError(f"no {kind.__name__}")
    return found
