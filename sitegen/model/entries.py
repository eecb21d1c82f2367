"""What a content type is: an entry, where each of its values stands, and the site that holds them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, PrivateAttr, StringConstraints

from sitegen.model.languages import Language, Slugs
from sitegen.model.problems import Where

if TYPE_CHECKING:
    from sitegen.model.outputs import Desk
    from sitegen.model.problems import Problems
    from sitegen.model.project import Project
    from sitegen.model.settings import Settings

Loc = tuple[str | int, ...]
E = TypeVar("E", bound="Entry")


def _czech_bool(value: Any) -> Any:
    return {"ano": "true", "ne": "false"}.get(value, value) if isinstance(value, str) else value


Flag = Annotated[bool, BeforeValidator(_czech_bool)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


@dataclass(frozen=True)
class RefTo:
    """Marks a field that holds the id of an entry of this kind."""

    kind: str


@dataclass(frozen=True)
class FileIn:
    """Marks a field that holds the path of a file below this project folder, perhaps of a picture."""

    folder: str
    picture: bool = False


@dataclass(frozen=True)
class Source:
    """The file of a record, and the place of each value in it by its path of keys and indexes."""

    file: str
    places: Mapping[Loc, Where]

    def where(self, *loc: str | int) -> Where:
        """The place of a value, or of the nearest one that encloses it."""
        for end in range(len(loc), -1, -1):
            if loc[:end] in self.places:
                return self.places[loc[:end]]
        return Where(self.file)


@dataclass(frozen=True)
class Prose:
    """A Markdown text beside a record, in one language."""

    text: str
    file: str


class Part(BaseModel):
    """A mapping inside a record."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(Part):
    """One record with what every kind has; `id` is the name of its file."""

    sample: Flag = False
    draft: Flag = False
    slug: Slugs = {}

    _id: str = PrivateAttr(default="")
    _kind: str = PrivateAttr(default="")
    _source: Source = PrivateAttr(default=Source("", {}))
    _prose: dict[str, Prose] = PrivateAttr(default_factory=dict)

    @property
    def id(self) -> str:
        """The name of the record's file without its suffix."""
        return self._id

    @property
    def kind_name(self) -> str:
        """The name of its kind, as in `event:kick-off`."""
        return self._kind

    @property
    def ref(self) -> str:
        """How Markdown and other records name it, e.g. `event:kick-off`."""
        return f"{self._kind}:{self._id}"

    @property
    def source(self) -> Source:
        """Where it was read from."""
        return self._source

    @property
    def prose(self) -> Mapping[str, Prose]:
        """Its Markdown by language code."""
        return self._prose

    def where(self, *loc: str | int) -> Where:
        """The place of one of its values in its file."""
        return self._source.where(*loc)

    def settle(self, kind: str, identifier: str, source: Source, prose: dict[str, Prose]) -> None:
        """Tell the entry what it is and where it was read; called once, by the loader."""
        self._kind, self._id, self._source, self._prose = kind, identifier, source, prose


def marked_values(value: Any, annotation: Any = None, loc: Loc = ()) -> Iterator[tuple[Loc, Any, str]]:
    """Every value whose type carries a `RefTo` or `FileIn` mark: (path of keys, mark, value)."""
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            item = getattr(value, name)
            if isinstance(item, str):
                marks = [mark for mark in info.metadata if isinstance(mark, RefTo | FileIn)]
                yield from (((*loc, name), mark, item) for mark in (*marks, *_marks_in(info.annotation)))
            yield from marked_values(item, info.annotation, (*loc, name))
        return
    marks = _marks_in(annotation)
    items: Iterator[tuple[str | int, Any]]
    if isinstance(value, list | tuple):
        items = iter(enumerate(value))
    elif isinstance(value, dict):
        items = iter(value.items())
    else:
        return
    for key, item in items:
        if isinstance(item, str):
            yield from (((*loc, key), mark, item) for mark in marks)
        else:
            yield from marked_values(item, annotation, (*loc, key))


def _marks_in(annotation: Any) -> list[Any]:
    found = [mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, RefTo | FileIn)]
    for inner in get_args(annotation):
        found.extend(_marks_in(inner))
    return found


def _nothing_more(_entry: Any, _site: Any, _problems: Any) -> None:
    """Most kinds need no rules beyond their model."""


@dataclass(frozen=True)
class Kind:
    """Everything the generator knows of one content type.

    `folder` is below `content/`; `pattern` finds its records there. `section` is the key of its URL part.
    `check(entry, site, problems)` judges one entry with the whole site at hand; `allowed(entry, site, now)`
    gives None or why the entry is held back now, where the site holds what has been admitted of the kinds before;
    `order(site, desk)` orders its pages and files;
    `address(entry, site, language)` is for kinds whose pages lie elsewhere than in their section;
    `prose` says that a record is nothing without the Markdown beside it.
    """

    name: str
    folder: str
    model: type[Entry]
    section: str
    order: Callable[[Site, Desk], None]
    check: Callable[[Any, Site, Problems], None] = _nothing_more
    allowed: Callable[[Any, Site, dt.datetime], str | None] = lambda _entry, _site, _now: None
    address: Callable[[Any, Site, Language], str] | None = None
    pattern: str = "*.yaml"
    prose: bool = False


@dataclass(frozen=True)
class Printed:
    """A code that went to print: what its address must lead to, and the SHA-256 of its modules."""

    id: str
    address: str
    target: str
    matrix: str
    job: str
    where: Where


@dataclass(frozen=True)
class Site:
    """All that was read: entries by model, in the order of their ids."""

    project: Project
    settings: Settings
    languages: tuple[Language, ...]
    now: dt.datetime
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    entries: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    code_base: str = ""
    """The permanent address below which codes live, whatever address this build is for."""
    printed: tuple[Printed, ...] = ()
    coming: tuple[Entry, ...] = ()
    """What is complete but not released yet: a page may announce it, and say no more than that."""
    unread: Mapping[str, Entry | None] = field(default_factory=dict)
    """By reference: records that are there but are at fault, with whatever could be read of them, unchecked."""

    @property
    def today(self) -> dt.date:
        """The day of this build in the site's time zone."""
        return self.now.date()

    def all(self, model: type[E]) -> list[E]:
        """Every entry of this model."""
        for kind in self.kinds.values():
            if kind.model is model:
                return [entry for entry in self.entries.get(kind.name, {}).values() if isinstance(entry, model)]
        return []

    def get(self, model: type[E], identifier: str | None) -> E | None:
        """The entry with this id, or None where it is not there or is held back."""
        return next((entry for entry in self.all(model) if entry.id == identifier), None)

    def find(self, ref: str) -> Entry | None:
        """The entry behind a reference such as `event:kick-off`."""
        kind, _, identifier = ref.partition(":")
        return self.entries.get(kind, {}).get(identifier)

    def records(self) -> Iterator[Entry]:
        """Every record that was read, wholly or in part."""
        for entries in self.entries.values():
            yield from entries.values()
        yield from (entry for entry in self.unread.values() if entry)

    def known(self, ref: str) -> bool:
        """Whether there is a record for this reference, even one that is at fault."""
        return ref in self.unread or self.find(ref) is not None

    def file(self, folder: str, name: str) -> Path:
        """The path of an original below a folder of the project."""
        return self.project.root / folder / name
