"""Answers: what an editor says of a new record, on the command line or to questions, as a tree of texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sitegen.content.records import parsed
from sitegen.drafting.refusal import Refused
from sitegen.model.problems import Problems

Tree = dict[str, Any]
"""Fields and what stands in them: texts, lists and more such trees, as a record holds them."""


def answered(pairs: Iterable[str]) -> Tree:
    """The answers of `--set FIELD=VALUE`: a dotted path, then a text, or a YAML list or mapping in its brackets.

    Raises:
        Refused: one of them says no field, or its brackets do not close.
    """
    tree: Tree = {}
    for pair in pairs:
        path, sign, value = pair.partition("=")
        if not sign or not all(path.strip().split(".")):
            raise Refused("new-no-field", given=pair)
        put(tree, path.strip(), _value(value.strip(), pair))
    return tree


def _value(text: str, pair: str) -> Any:
    if text[:1] not in {"[", "{"}:
        return text
    record = parsed(text, "", Problems())
    if record is None:
        raise Refused("new-bad-brackets", given=pair)
    return record.data


def put(tree: Tree, path: str, value: Any) -> None:
    """Put a value at its path; what stands in its way goes."""
    *above, last = path.split(".")
    for key in above:
        below = tree.setdefault(key, {})
        if not isinstance(below, dict):
            below = tree[key] = {}
        tree = below
    tree[last] = value


def at(tree: Mapping[str, Any], path: str) -> Any:
    """What stands at a path; None where nothing does."""
    found: Any = tree
    for key in path.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return found


def split(text: str) -> list[str]:
    """The parts of an answer that may be a list: `home, food` and `[home, food]`."""
    return [part for part in (part.strip() for part in text.strip("[] ").split(",")) if part]
