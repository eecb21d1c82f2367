"""Every text that a project has in several languages, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from sitegen.content.kinds.recording import Recording
from sitegen.content.unwritten import written
from sitegen.model.entries import Entry, Loc
from sitegen.model.languages import EachLanguage
from sitegen.model.media import Read
from sitegen.model.problems import Where
from sitegen.model.site import Site

SETTINGS = "site"
"""How the settings are named where records are by their references."""

PROSE = "text"
"""The name of the Markdown beside a record, where fields are by their path."""


@dataclass(frozen=True)
class Unit:
    """A text in the languages that have it, by code: `field` as in `interview.summary`, `source` is the original's.

    `places` say where each stands; where a language has none, `where` is the place of the whole.
    """

    ref: str
    field: str
    source: str
    texts: Mapping[str, str]
    places: Mapping[str, Where]
    where: Where

    def place(self, language: str) -> Where:
        """Where the text in a language stands, or would."""
        return self.places.get(language, self.where)


def units(site: Site[Read]) -> Iterator[Unit]:
    """Every text of the settings and of all records: fields, the Markdown beside them, transcripts.

    The stand-in of what nobody has written yet is no text.
    """
    first = next(iter((*site.languages, *site.later)), None)
    if first is None:
        return
    yield from _fields(SETTINGS, site.settings, site.settings.where, first.code)
    for entries in site.entries.values():
        for entry in entries.values():
            yield from _fields(entry.ref, entry, entry.where, first.code)
            yield from _prose(entry, site, first.code)
            yield from _transcripts(entry, site)


def _fields(ref: str, value: BaseModel, where: Callable[..., Where], first: str) -> Iterator[Unit]:
    for loc, said, language in localized_texts(value):
        texts = {code: written(text) for code, text in said.items()}
        if any(texts.values()):
            places = {code: where(*loc, code) for code in texts}
            yield Unit(ref, ".".join(map(str, loc)), language or first, texts, places, where(*loc))


def _prose(entry: Entry, site: Site[Read], first: str) -> Iterator[Unit]:
    if entry.prose:
        read = {code: (site.project.root / one.file).read_text("utf-8-sig") for code, one in entry.prose.items()}
        texts = {code: written(text) for code, text in read.items()}
        places = {code: Where(one.file) for code, one in entry.prose.items()}
        if any(texts.values()):
            yield Unit(entry.ref, PROSE, first, texts, places, entry.where())


def _transcripts(entry: Entry, site: Site[Read]) -> Iterator[Unit]:
    for loc, recording in _recordings(entry):
        files = {code: f"podcasts/{name}" for code, name in recording.transcripts.items()}
        there = {code: file for code, file in files.items() if (site.project.root / file).is_file()}
        if there:
            texts = {code: (site.project.root / file).read_text("utf-8-sig") for code, file in there.items()}
            places = {code: Where(file) for code, file in there.items()}
            field = ".".join([*map(str, loc), "transcripts"])
            source = recording.language if recording.language in there else next(iter(there))
            yield Unit(entry.ref, field, source, texts, places, entry.where(*loc))


def _recordings(entry: Entry) -> Iterator[tuple[Loc, Recording]]:
    """The recordings of an entry: in it, or the entry itself."""
    if isinstance(entry, Recording):
        yield (), entry
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if isinstance(value, Recording):
            yield (name,), value


def localized_texts(value: BaseModel) -> Iterator[tuple[Loc, Mapping[str, str], str]]:
    """The texts in the fields of a model: path of keys, the text by language, and the original's language.

    The last is empty where nothing says it; of a field `comment`, one beside it does, `comment_language`.
    """
    for name, is_text in _fields_with_texts(type(value)):
        language = getattr(value, f"{name}_language", None) or ""
        for loc, texts, own in _within(getattr(value, name), (name,), is_text=is_text):
            yield loc, texts, own or language


def _within(value: Any, loc: Loc, *, is_text: bool) -> Iterator[tuple[Loc, Mapping[str, str], str]]:
    if isinstance(value, BaseModel):
        yield from (((*loc, *deeper), texts, language) for deeper, texts, language in localized_texts(value))
    elif isinstance(value, Mapping):
        if is_text and all(isinstance(one, str) for one in value.values()):
            yield loc, value, ""
        else:
            for key, item in value.items():
                yield from _within(item, (*loc, key), is_text=is_text)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _within(item, (*loc, index), is_text=is_text)


@cache
def _fields_with_texts(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """The fields of a model that may hold texts, and whether a mapping in them is one."""
    found = []
    for name, info in model.model_fields.items():
        is_text = any(isinstance(mark, EachLanguage) for mark in info.metadata) or _is_text(info.annotation)
        if is_text or _holds_models(info.annotation):
            found.append((name, is_text))
    return tuple(found)


def _is_text(annotation: Any) -> bool:
    marks = getattr(annotation, "__metadata__", ())
    return any(isinstance(mark, EachLanguage) for mark in marks) or any(map(_is_text, get_args(annotation)))


def _holds_models(annotation: Any) -> bool:
    of_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return of_model or any(map(_holds_models, get_args(annotation)))
