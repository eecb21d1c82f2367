"""What still has to be written: the stand-ins that `new` leaves in a record, which nobody may publish in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from sitegen.content.localized import called
from sitegen.content.unsaid import UNSAID
from sitegen.model.entries import Entry, Loc
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site

UNWRITTEN = UNSAID
"""Stands for a text that nobody has written yet."""

_EMPTY = re.compile(rf"(<p>\s*{UNWRITTEN}\s*</p>)?\s*")
"""The HTML of a Markdown text that holds nothing else."""

_HINT = re.compile(r"<!--.*?-->", re.DOTALL)
"""What `new` says at the head of a Markdown text."""


def note_unwritten(entry: Entry, site: Site[Read], problems: Problems) -> None:
    """Note the stand-ins in a record, or in a text beside it, that is no draft; languages to come may have them."""
    if entry.draft:
        return
    codes = {language.code for language in site.languages}
    later = {language.code for language in site.later}
    for loc in entry.unwritten:
        if loc[-1] not in later:
            problems.error("still-to-write", entry.where(*loc))
    for code, prose in entry.prose.items():
        if code in codes and prose.html and _EMPTY.fullmatch(prose.html.strip()):
            problems.error("text-still-to-write", Where(prose.file))


def written(text: str) -> str:
    """A text as somebody has written it: empty where a stand-in is all that it holds, hints of `new` aside."""
    return "" if _HINT.sub("", text).strip() == UNWRITTEN else text


def name_of(entry: Entry, code: str) -> str:
    """What an editor calls an entry, in a language by its code: its identifier where no name is written yet."""
    name = called(entry, code)
    return entry.id if name in {"", UNWRITTEN} else name


def unwritten_in(entry: Entry) -> tuple[Loc, ...]:
    """Where the stand-ins of a record are; told when it is read, so that nobody has to look again."""
    return tuple(loc for loc, value in texts_in(entry) if value.strip() == UNWRITTEN)


def texts_in(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every text in a record or in a part of one, with its place."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name, None), (*loc, name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts_in(inner, (*loc, key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from texts_in(inner, (*loc, index))
