"""One chart for readers of two languages: labels in both, numbers once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sitegen.making.charts.plotting import Words

_NAMED = frozenset({"label", "place", "unit"})
_OWN = frozenset({"title", "description", "note", "source", "table"})
"""What each language keeps to itself: the sheet sets it twice, and a number its sentence."""

SIGNS = {"about": "≈ {number}", "over": "> {number}"}
"""Signs that need no language, in place of the words for rounded figures."""


def merged(first: Mapping[str, Any], second: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """The first view with the names of both; the other view and its words stand in `second`."""
    own = _OWN | {"label"} if first["kind"] == "number" else _OWN
    both = {key: value if key in own else _merge(key, value, second[key]) for key, value in first.items()}
    return both | {"second": {**second, "words": words}}


def _merge(key: str, one: Any, other: Any) -> Any:
    if isinstance(one, Mapping):
        return {name: _merge(name, value, other[name]) for name, value in one.items()}
    if isinstance(one, list):
        return [_merge(key, left, right) for left, right in zip(one, other, strict=True)]
    if key in _NAMED and one != other:
        return f"{one}\u00a0/ {other}"
    return one
