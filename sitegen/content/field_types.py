"""What the type of a field tells: whether it is a text, what it may be, what it names."""

from __future__ import annotations

import types
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from sitegen.model.entries import OneOf, RefTo


@cache
def types_of(model: type[BaseModel]) -> dict[str, Any]:
    """The types of a model's fields as they are written, by their names; of an optional one, what it is otherwise."""
    hints = get_type_hints(model, include_extras=True)
    return {name: _there(hints[name]) for name in model.model_fields}


def _there(hint: Any) -> Any:
    """A type without `| None`."""
    if get_origin(hint) in {Union, types.UnionType}:
        return next(one for one in get_args(hint) if one is not type(None))
    return hint


def plain(hint: Any) -> Any:
    """A type without its marks."""
    return plain(get_args(hint)[0]) if get_origin(hint) is Annotated else hint


def marks(hint: Any) -> tuple[Any, ...]:
    """The marks of a type."""
    return tuple(getattr(hint, "__metadata__", ()))


def items(hint: Any) -> Any:
    """The type of what a list holds; None where it is no list."""
    bare = plain(hint)
    return get_args(bare)[0] if get_origin(bare) is list else None


def model_in(hint: Any, variant: str = "") -> type[BaseModel] | None:
    """The model of a mapping, or None; of several that a value may be, the one whose `kind` is this variant."""
    bare = plain(hint)
    several = get_args(bare) if get_origin(bare) in {Union, types.UnionType} else ()
    for one in several:
        if variant in choices(types_of(one)["kind"]):
            return model_in(one)
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else None


def choices(hint: Any) -> tuple[str, ...]:
    """The words that a field, or each item of its list, may be; none where it is free."""
    bare = plain(items(hint) or hint)
    if found := next((mark.words for mark in marks(items(hint) or hint) if isinstance(mark, OneOf)), ()):
        return found
    return get_args(bare) if get_origin(bare) is Literal else ()


def names(hint: Any) -> str:
    """The kind whose identifiers a field, or each item of its list, holds; empty where it names nothing."""
    return next((str(mark.kind) for mark in marks(items(hint) or hint) if isinstance(mark, RefTo)), "")
