"""The words of every problem, in English and in Czech: what is wrong, and what to do; a module a subject.

Codes are stable: tests and docs name them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sitegen.model.messages.charts import CHARTS
from sitegen.model.messages.fields import FIELDS
from sitegen.model.messages.making import CHECKING, MAKING
from sitegen.model.messages.print_files import PRINT_FILES
from sitegen.model.messages.publishing import PRINTED, PUBLISHING
from sitegen.model.messages.reading import READING
from sitegen.model.messages.references import REFERENCES
from sitegen.model.messages.rows import Row
from sitegen.model.messages.sound import ALL_SOUND
from sitegen.model.messages.words import WORDS

MESSAGES: dict[str, Row] = (
    READING | FIELDS | REFERENCES | PUBLISHING | PRINTED | MAKING | CHECKING | ALL_SOUND | CHARTS | PRINT_FILES
)
"""Every problem by its code."""

_CZECH = 2
_OR = "|"


def word(key: str, language: str) -> str:
    """A word of the reports in English or Czech; the key itself where it is no such word."""
    english, czech = WORDS.get(key, (key, key))
    return czech if language == "cs" else english


def explain(code: str, params: Mapping[str, Any], language: str) -> tuple[str, str]:
    """The sentence of a problem and its repair, in English or Czech (`cs`)."""
    row = MESSAGES[code]
    at = _CZECH if language == "cs" else 0
    words = {name: word(value, language) if isinstance(value, str) else value for name, value in params.items()}
    return _fill(row[at], words), _fill(row[at + 1], words)


def _fill(pattern: str, params: Mapping[str, Any]) -> str:
    """Fill in a pattern; `{name:yes {}|no}` takes the first half where the value is not empty."""
    if not pattern.startswith("{suggestion:"):
        return pattern.format(**params)
    found, _, other = pattern.removeprefix("{suggestion:").removesuffix("}").partition(_OR)
    suggestion = params.get("suggestion", "")
    return found.replace("{}", suggestion) if suggestion else other
