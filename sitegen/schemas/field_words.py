"""What each field means, in every language that somebody has written it in: read from the tables in `fields/`.

A table a field: `form` (what is written, in English, for the documentation), a sentence by the code of its language,
and perhaps an `example`, or, for the documentation, where one is `seen`. `titles` names kinds of records, and `same`
tells which mappings have one table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sitegen.model.messages import SOURCE

FOLDER = Path(__file__).parent / "fields"

Row = Mapping[str, str]

_MARKUP = re.compile(r"\[([^\]]+)\]\([^)]*\)|`([^`]+)`")
"""Links and code in Markdown."""


@dataclass
class Words:
    """The rows by the path of a mapping (`event.people`) and the name of a field; the titles by kinds."""

    rows: dict[str, Mapping[str, Row]] = field(default_factory=dict)
    titles: dict[str, Row] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)

    def row(self, path: str, name: str) -> Row:
        """What is said of a field of the mapping at a path; nothing where nobody has said anything yet."""
        return self.rows.get(self.same.get(path, path), {}).get(name, {})


@cache
def words() -> Words:
    """All that is written in the folder."""
    found = Words()
    for path in sorted(FOLDER.glob("*.toml")):
        tables = tomllib.loads(path.read_text("utf-8"))
        found.titles |= tables.pop("titles", {})
        found.same |= tables.pop("same", {})
        found.rows |= tables
    return found


def hint(path: str, language: str) -> str:
    """What belongs into a field, `event.when`, in plain words of a language and without the stop at the end."""
    said = "".join(spoken(_row(path), [language])[:1]) or path.rpartition(".")[2]
    return _MARKUP.sub(lambda found: found[1] or found[2], said).removesuffix(".")


def title(kind: str, language: str) -> str:
    """What a kind of record is called in a language; the kind itself where nobody has said it."""
    return "".join(spoken(words().titles.get(kind, {}), [language])[:1]) or kind


def example(path: str) -> str:
    """A value that might stand there, where it is a word or a number by itself; else nothing."""
    _, _, value = _row(path).get("example", "").partition(": ")
    return "" if value[:1] in {"{", "[", '"'} else value


def _row(path: str) -> Row:
    """What is said of a field, also of one that all records with a text have."""
    mapping, _, name = path.rpartition(".")
    return words().row(mapping, name) or words().row("told", name)


def spoken(row: Row, languages: Sequence[str]) -> list[str]:
    """What a row says in these languages, in their order; where it speaks none of them, in English."""
    return [row[code] for code in languages if code in row] or [row[code] for code in (SOURCE,) if code in row]
