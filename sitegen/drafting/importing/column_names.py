"""What the columns of a table are: fields of ours by their names, or by those of other programs and languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from sitegen.content.field_types import model_in, types_of
from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photo_record import Photo
from sitegen.drafting.importing.table_cells import Row
from sitegen.model.accents import without_accents
from sitegen.model.cldr import language_name, own_name
from sitegen.model.languages import Text
from sitegen.model.problems import Problems

_SCHEMES = ("dublin core ", "dcterms ", "dc ")
"""What Omeka and others write before the names of the Dublin Core (DCMI Metadata Terms)."""
_AUTHOR = "author."
_NOT_IN_TABLES = {"slug", "pictures", "author", "name", "interview", "blur", "focus", "portrayed", "translators"}
"""Fields that hold more than a cell does; who the author is has words of its own."""


@dataclass(frozen=True)
class Column:
    """One column: the path of its field (`author.…` is of the author's record), and the language of a text.

    `path` is empty where no field is meant. Of several columns for one field the lowest `rank` counts.
    """

    heading: str
    path: str = ""
    language: str = ""
    rank: int = 0

    @property
    def keeps_words(self) -> bool:
        """Whether what no field takes stands in the record as a comment: all but where somebody stood."""
        return plain_word(self.heading) not in _coordinates()


@cache
def tables() -> Mapping[str, Mapping[str, Any]]:
    """The words of columns and cells."""
    return tomllib.loads((Path(__file__).parent / "columns.toml").read_text("utf-8"))


def plain_word(text: str) -> str:
    """A word without capitals, accents and signs, as `date created` of `Date_Created:`."""
    return " ".join(re.findall(r"\w+", without_accents(text).casefold().replace("_", " "))) or text.strip()


def type_of(path: str) -> Any:
    """The type of a field by its path; None for what is no field, as `id`."""
    found: Any = Author if path.startswith(_AUTHOR) else Photo
    for part in path.removeprefix(_AUTHOR).split("."):
        inner = model_in(found)
        found = types_of(inner)[part] if inner and part in types_of(inner) else None
    return found


@cache
def _coordinates() -> frozenset[str]:
    return frozenset(plain_word(word) for word in tables()["places"]["coordinates"])


@cache
def _paths() -> Mapping[str, tuple[str, int]]:
    """The paths of fields, with their ranks, by their own names and by the other words."""
    found = {"id": ("id", 0), "author name": ("author", 0), "author id": ("author", 0), "author": ("author", 0)}
    for path, words in tables()["columns"].items():
        for rank, word in enumerate(words, 1):
            found.setdefault(plain_word(word), (path, rank))
    for model, before in ((Photo, ""), (Author, _AUTHOR)):
        for name in model.model_fields:
            inner = model_in(types_of(model)[name])
            within = [f"{name}.{part}" for part in inner.model_fields] if inner else [name]
            if name not in _NOT_IN_TABLES:
                found |= {plain_word(f"{before}{path}".replace(".", " ")): (f"{before}{path}", 0) for path in within}
    return found


def _field(words: str) -> tuple[str, int]:
    """The path that a heading without a language means, with its rank; empty if none."""
    bare = next((words.removeprefix(scheme) for scheme in _SCHEMES if words.startswith(scheme)), words)
    return _paths().get(words) or _paths().get(bare, ("", 0))


def known(headings: Sequence[str]) -> int:
    """How many headings are names of columns, with or without a language."""
    return sum(bool(_column(heading, {}).path) for heading in headings if heading)


def _column(heading: str, languages: Mapping[str, str]) -> Column:
    """What a heading means; a language that is none of these is told by its code."""
    words = plain_word(heading)
    path, rank = _field(words)
    if path:
        return Column(heading, path, rank=rank)
    before, _, last = words.rpartition(" ")
    path, rank = _field(before)
    code = languages.get(last, last if re.fullmatch("[a-z]{2,3}", last) else "")
    return Column(heading, path, code, rank) if code and path and type_of(path) == Text else Column(heading)


def columns(heading: Row, codes: Sequence[str], default: str, problems: Problems) -> list[Column]:
    """What each column is; a text that names no language is in `default`. What is no field, or twice, is noted."""
    found: list[Column] = []
    languages = {plain_word(said): code for code in codes for said in (code, own_name(code), language_name(code, "en"))}
    for cell in heading:
        one = _column(cell.text, languages)
        if type_of(one.path) == Text:
            one = replace(one, language=one.language or default)
        if one.language and one.language not in codes:
            problems.warning("import-other-language", cell.where, column=cell.text, known=", ".join(codes))
            one = Column(cell.text)
        elif cell.text and not one.path:
            code = "import-unknown-column" if one.keeps_words else "import-coordinates"
            problems.warning(code, cell.where, column=cell.text)
        elif same := _same(one, found):
            first, second = sorted((same, one), key=lambda column: column.rank)
            problems.warning("import-column-twice", cell.where, first=first.heading, second=second.heading)
        found.append(one)
    return found


def _same(column: Column, others: Sequence[Column]) -> Column | None:
    same = (one for one in others if one.path and (one.path, one.language) == (column.path, column.language))
    return next(same, None)
