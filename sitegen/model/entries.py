"""What a record is: an entry, where each of its values stands, and what it names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import UnionType
from typing import Annotated, Any, Self, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, PrivateAttr, StringConstraints, model_validator

from sitegen.model.languages import Slugs
from sitegen.model.links import Link
from sitegen.model.problems import Where

T = TypeVar("T")

Loc = tuple[str | int, ...]


def _czech_bool(value: Any) -> Any:
    return {"ano": "true", "ne": "false"}.get(value.lower(), value) if isinstance(value, str) else value


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
class OneOf:
    """Marks a text that is one of these words, or one of those that this field of the settings adds."""

    words: tuple[str, ...]
    setting: str


class Places(Mapping[Loc, Where]):
    """The place of each value in a file by its path of keys and indexes.

    As a text (JSON), which is read when a place is asked for: most places of most records never are.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file, self._text = file, text

    @classmethod
    def of(cls, file: str, found: Mapping[Loc, Where]) -> Places:
        """Write places down."""
        rows = [[list(loc), where.line, where.column] for loc, where in found.items()]
        return cls(file, json.dumps(rows, ensure_ascii=False, separators=(",", ":")))

    @cached_property
    def _found(self) -> dict[Loc, tuple[int, int]]:
        return {tuple(loc): (line, column) for loc, line, column in json.loads(self._text)}

    def __getitem__(self, loc: Loc) -> Where:
        return Where(self.file, *self._found[loc])

    def __contains__(self, loc: object) -> bool:
        return loc in self._found

    def __iter__(self) -> Iterator[Loc]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __reduce__(self) -> tuple[type[Places], tuple[str, str]]:
        return Places, (self.file, self._text)


@dataclass(frozen=True)
class Source:
    """The file of a record, the place of the whole record, and that of each value in it."""

    file: str
    places: Mapping[Loc, Where]
    whole: Where | None = None

    def where(self, *loc: str | int) -> Where:
        """The place of a value, or of the nearest one that encloses it."""
        if not loc and self.whole:
            return self.whole
        for end in range(len(loc), -1, -1):
            if loc[:end] in self.places:
                return self.places[loc[:end]]
        return Where(self.file)

    def packed(self) -> Source:
        """The same with its places written down."""
        return Source(self.file, Places.of(self.file, self.places), self.where())


@dataclass(frozen=True)
class Prose:
    """A Markdown text beside a record, in one language: what the renderer says of it (its HTML is not clean yet).

    `pictures` stand in it, in this order; those of entries are among the `links` too.
    """

    file: str
    links: tuple[Link, ...] = ()
    html: str = ""
    pictures: tuple[Link, ...] = ()


class Part(BaseModel):
    """A mapping inside a record. An optional field with an empty text counts as not written: forms save it so."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        return without_blanks(cls, data) if isinstance(data, dict) else data


class _Made(dict[object, object]):
    """What was made of an entry; it goes with no copy, and entries that say the same are equal whatever was made."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Made)

    __hash__ = dict.__hash__

    def __reduce__(self) -> tuple[type[_Made], tuple[()]]:
        return _Made, ()


class Entry(Part):
    """One record with what every kind has; `id` is the name of its file."""

    sample: Flag = False
    draft: Flag = False
    slug: Slugs = {}

    _id: str = PrivateAttr(default="")
    _kind: str = PrivateAttr(default="")
    _source: Source = PrivateAttr(default=Source("", {}))
    _prose: dict[str, Prose] = PrivateAttr(default_factory=dict)
    _digest: str = PrivateAttr(default="")
    _unwritten: tuple[Loc, ...] = PrivateAttr(default=())
    _made: _Made = PrivateAttr(default_factory=_Made)

    @property
    def _told(self) -> Mapping[str, Any]:
        """What the loader has told: asked for each entry by each page that shows it, and pydantic's way takes long."""
        return self.__pydantic_private__ or {}

    @property
    def id(self) -> str:
        """The name of the record's file without its suffix."""
        return str(self._told["_id"])

    @property
    def kind_name(self) -> str:
        """The name of its kind, as in `event:kick-off`."""
        return str(self._told["_kind"])

    @property
    def ref(self) -> str:
        """How Markdown and other records name it, e.g. `event:kick-off`."""
        told = self._told
        return f"{told['_kind']}:{told['_id']}"

    @property
    def source(self) -> Source:
        """Where it was read from."""
        source: Source = self._told["_source"]
        return source

    @property
    def prose(self) -> Mapping[str, Prose]:
        """Its Markdown by language code."""
        prose: Mapping[str, Prose] = self._told["_prose"]
        return prose

    @property
    def digest(self) -> str:
        """A digest of all that the entry says; empty where it was not read by the loader."""
        return str(self._told["_digest"])

    @property
    def unwritten(self) -> tuple[Loc, ...]:
        """Where its texts are stand-ins that somebody still has to write, as the loader has found."""
        return self._unwritten

    def once(self, make: Callable[[Self], T]) -> T:
        """What a function of a module makes of this entry alone: made when it is first asked for, then remembered."""
        made = self._told.get("_made")
        if made is None:
            return make(self)
        if make not in made:
            made[make] = make(self)
        return cast("T", made[make])

    def remembered_as(self, digest: str) -> None:
        """Tell the entry its digest; called once, by the loader."""
        self._digest = digest

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same with other values; another digest is its own."""
        copy = super().model_copy(update=update, deep=deep)
        copy._made = _Made()  # noqa: SLF001 - of its own class
        if update and self.digest:
            copy.remembered_as(hashlib.sha256(f"{self.digest} {copy!r}".encode()).hexdigest())
        return copy

    def where(self, *loc: str | int) -> Where:
        """The place of one of its values in its file."""
        return self.source.where(*loc)

    def bind(
        self, kind: str, identifier: str, source: Source, prose: dict[str, Prose], unwritten: tuple[Loc, ...] = ()
    ) -> None:
        """Tell the entry what it is and where it was read; called once, by the loader."""
        self._kind, self._id, self._source, self._prose = kind, identifier, source, prose
        self._unwritten, self._made = unwritten, _Made()


def without_blanks(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    """What is written of a mapping, without its optional fields that are empty, in every language where it has some."""
    mappings = _optional_fields(model)
    kept = {name: _filled(value) if mappings.get(name) else value for name, value in data.items()}
    return {name: value for name, value in kept.items() if name not in mappings or value not in ("", None)}


def _filled(value: Any) -> Any:
    return {key: text for key, text in value.items() if text != ""} or None if isinstance(value, dict) else value


@cache
def _optional_fields(model: type[BaseModel]) -> dict[str, bool]:
    """The optional fields of a model, and whether each holds values by languages or other names."""
    return {name: _by_name(info.annotation) for name, info in model.model_fields.items() if not info.is_required()}


def _by_name(annotation: Any) -> bool:
    if get_origin(annotation) is dict:
        return not _holds_models(annotation)
    return get_origin(annotation) in {Annotated, Union, UnionType} and any(map(_by_name, get_args(annotation)))


def marked_values(value: BaseModel) -> Iterable[tuple[Loc, Any, str]]:
    """Every value whose type carries a `RefTo` or `FileIn` mark: (path of keys, mark, value)."""
    return value.once(_marked_in_entry) if isinstance(value, Entry) else _marked_in(value)


def _marked_in_entry(entry: Entry) -> tuple[tuple[Loc, Any, str], ...]:
    return tuple(_marked_in(entry))


def _marked_in(value: BaseModel) -> Iterator[tuple[Loc, Any, str]]:
    for name, own, inside in _fields_with_marks(type(value)):
        yield from _marked(getattr(value, name), (name,), own, inside)


def _marked(value: Any, loc: Loc, own: tuple[Any, ...], inside: tuple[Any, ...]) -> Iterator[tuple[Loc, Any, str]]:
    """The same of one value: `own` are the marks of its field, `inside` those of what a list or mapping holds."""
    if isinstance(value, str):
        yield from ((loc, mark, value) for mark in (*own, *inside))
    elif isinstance(value, BaseModel):
        yield from (((*loc, *deeper), mark, found) for deeper, mark, found in marked_values(value))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _marked(item, (*loc, index), (), inside)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _marked(item, (*loc, key), (), inside)


@cache
def _fields_with_marks(model: type[BaseModel]) -> tuple[tuple[str, tuple[Any, ...], tuple[Any, ...]], ...]:
    """The fields of a model that may hold a marked value: name, its own marks, the marks inside its type."""
    found = []
    for name, info in model.model_fields.items():
        own = tuple(mark for mark in info.metadata if isinstance(mark, RefTo | FileIn))
        inside = tuple(_marks_in(info.annotation))
        if own or inside or _holds_models(info.annotation):
            found.append((name, own, inside))
    return tuple(found)


def _marks_in(annotation: Any) -> list[Any]:
    found = [mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, RefTo | FileIn)]
    for inner in get_args(annotation):
        found.extend(_marks_in(inner))
    return found


def _holds_models(annotation: Any) -> bool:
    """Whether a value of this type may be, or hold, a mapping with fields of its own."""
    of_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return of_model or any(map(_holds_models, get_args(annotation)))
