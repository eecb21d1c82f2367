"""Fill a print template: strict, with no globals and only the filters named here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

_NBSP = "\u00a0"
_NOT_IN_FONTS = str.maketrans({"\u202f": _NBSP, "\u2011": "-", "\u2010": "-"})
_RUNT = re.compile(r" (\S{1,7})$")


def no_runt(text: str) -> str:
    """Bind a short last word to the one before it, so that it never stands on a line alone."""
    return _RUNT.sub(rf"{_NBSP}\1", text)


def _in_fonts(value: object) -> object:
    """Replace the few spaces and hyphens that the faces lack, or another font would step in for them."""
    if isinstance(value, Markup):
        return Markup(value.translate(_NOT_IN_FONTS))  # noqa: S704 - was safe and stays so
    return value.translate(_NOT_IN_FONTS) if isinstance(value, str) else value


def fill(source: str, values: Mapping[str, Any]) -> str:
    """Return the filled template.

    Raises:
        jinja2.UndefinedError: the template asks for a value that was not given.
    """
    return _compiled(source).render(values)


@lru_cache(maxsize=8)
def _compiled(source: str) -> Template:
    environment = Environment(undefined=StrictUndefined, autoescape=True, finalize=_in_fonts)
    environment.globals.clear()
    environment.filters["no_runt"] = no_runt
    return environment.from_string(source)
