"""Fill a print template: strict, with no globals and only the filters named here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from sitegen.making.emblems import emblem
from sitegen.making.template_faults import faults_of
from sitegen.model.direction import direction

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

_NBSP = "\u00a0"
_LEAST_TAIL = 10
_WHOLE = Markup('<span class="whole">{}</span>')
_SPACES = re.compile("([ \u00a0]+)")


def no_runt(text: str) -> str:
    """Bind short last words to the one before them, so that a last line never holds less than ten letters."""
    head, space, tail = text.rpartition(" ")
    while space and len(tail) < _LEAST_TAIL:
        head, space, before = head.rpartition(" ")
        tail = f"{before}{_NBSP}{tail}"
    return f"{head}{space}{tail}"


def whole(text: str, kept: Collection[str] = ()) -> Markup:
    """Return the text with marks around words that no hyphen parts: the last, as `no_runt` binds them, and `kept`."""
    head, space, tail = no_runt(text).rpartition(" ")
    words = [_WHOLE.format(word) if word in kept else escape(word) for word in _SPACES.split(head)]
    return Markup("").join([*words, space, _WHOLE.format(tail)])


def balanced(text: str, widest: int) -> str:
    """Return a heading with its words bound into lines of nearly the same length, none over `widest` letters.

    `widest` is a cautious guess: where more letters fit, lines are joined, and where a word is longer, it stands alone.
    """
    words = text.split(" ")
    count = len(_lines(words, widest))
    width = next((width for width in range(len(text) // count, widest) if len(_lines(words, width)) == count), widest)
    return " ".join(_NBSP.join(line) for line in _lines(words, width))


def _lines(words: Sequence[str], width: int) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    for word in words:
        if lines[-1] and len(" ".join([*lines[-1], word])) > width:
            lines.append([])
        lines[-1].append(word)
    return lines


def fill(source: str, values: Mapping[str, Any], name: str = "") -> str:
    """Return the filled template, whose name below `templates/` is told where it is at fault.

    Raises:
        CannotMake: `bad-template`, where for example it asks for a value that was not given.
    """
    with faults_of(name):
        return _compiled(source).render(values)


def words_in(source: str, gettext: Callable[[str], str]) -> Mapping[str, str]:
    """Return the words that a template sets in one language; they are not escaped."""
    words: Mapping[str, str] = vars(_compiled(source).make_module({"gettext": gettext}))["words"]
    return words


@lru_cache(maxsize=8)
def _compiled(source: str) -> Template:
    environment = Environment(undefined=StrictUndefined, autoescape=True)
    environment.globals.clear()
    environment.filters |= {
        "no_runt": no_runt,
        "whole": whole,
        "balanced": balanced,
        "direction": direction,
        "emblem": emblem,
    }
    return environment.from_string(source)
