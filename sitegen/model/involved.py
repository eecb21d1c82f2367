"""Whose consents a record holds: its own, those of its parts, and those of the people whom it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel

from sitegen.model.consent import Consent
from sitegen.model.entries import Entry, FileIn, Loc, Source, marked_values
from sitegen.model.problems import Where

E = TypeVar("E", bound=Entry)

_APOSTROPHES = "\u2019\u2018\u02bc\u02b9\u2032\u00b4\u0060\uff07"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212"
_UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f"
    "\u0640\u064b-\u0652\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
)
"""What is not seen, and the points and lengthening of Arabic and Hebrew."""
_UNLIKE = re.compile(
    f"[{_APOSTROPHES}{_HYPHENS}{_UNSEEN}]|&(?:#\\d{{1,7}}|#[xX][\\da-fA-F]{{1,6}}|[a-zA-Z]\\w{{1,31}});"
)
_DEGREES = {"MBA", "CSc", "DrSc", "PhD"}


class EachMustAgree:
    """Marks a list of people: the record is shown only where the consent of each of them holds."""


@dataclass(frozen=True)
class _Field:
    """A field that holds a part with a consent, or a list of such."""

    name: str
    many: bool
    decides: bool


def consents_of(entry: Entry) -> list[tuple[Loc, Consent]]:
    """The consents in a record and where they stand: its own, and those of its parts and people."""
    model = type(entry)
    own = getattr(entry, "consent", None) if "consent" in model.model_fields else None
    found: list[tuple[Loc, Consent]] = [(("consent",), own)] if isinstance(own, Consent) else []
    for loc, part in _parts(entry):
        consent = getattr(part, "consent", None)
        if isinstance(consent, Consent):
            found.append(((*loc, "consent"), consent))
    return found


def decides(entry: Entry, loc: Loc) -> bool:
    """Whether a consent, by its place, decides over the whole record, not only over a part of it."""
    return len(loc) == 1 or any(field.name == loc[0] and field.decides for field in _fields(type(entry)))


def consent_ref(entry: Entry, loc: Loc) -> str:
    """How a consent is named: by its record, `#`, and the part of it or the name of the person it is about."""
    if len(loc) == 1:
        return entry.ref
    field, *index = loc[:-1]
    part = getattr(entry, str(field))
    name = getattr(part[index[0]], "name", None) if index else None
    return f"{entry.ref}#{name or '.'.join([str(field), *(str(int(at) + 1) for at in index)])}"


def plain_signs(text: str) -> tuple[str, list[int] | None]:
    """A text without signs that nobody sees, with one apostrophe and one hyphen for all their kinds.

    Signs that stand as entities of HTML are themselves. Of Arabic and Hebrew words the letters stay, without points.
    With it the places where each letter, and the end, was before; None where nothing is otherwise.
    """
    found = list(_UNLIKE.finditer(text))
    if not found:
        return text, None
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for one in found:
        new = _plain_sign(one[0])
        parts += (text[at : one.start()], new)
        places += [*range(at, one.start()), *[one.start()] * len(new)]
        at = one.end()
    return "".join([*parts, text[at:]]), [*places, *range(at, len(text) + 1)]


def _plain_sign(sign: str) -> str:
    if len(sign) > 1:
        said = unescape(sign)
        return said if said == sign else plain_signs(said)[0]
    return "'" if sign in _APOSTROPHES else "-" if sign in _HYPHENS else ""


def words_of(name: str) -> list[str]:
    """The words of a name, without degrees and what else is abbreviated: Mgr., Ph.D., ml."""
    words = [word.strip(",;()") for word in plain_signs(name)[0].split()]
    return [word for word in words if word and not word.endswith(".") and word not in _DEGREES] or words


def folded(name: str) -> str:
    """A name in small letters, without degrees and with plain, single spaces: so it is compared with others."""
    return " ".join(words_of(name)).casefold()


def single_parts(model: type[Entry]) -> list[str]:
    """The fields of a model that hold one part with a consent of its own, such as an interview."""
    return [field.name for field in _fields(model) if not field.many]


def people_in(entry: Entry) -> Iterator[tuple[Loc, str, Consent | None]]:
    """Those whom a record names in lists: where, the name, and the consent, as far as there is one."""
    for loc, part in _parts(entry):
        name = getattr(part, "name", None)
        if len(loc) > 1 and name:
            yield loc, str(name), getattr(part, "consent", None)


def without_people(entry: E, allows: Callable[[Consent], bool], gone: Collection[str]) -> E:
    """The record without the people in its lists who do not allow it; the others keep their places.

    Nor with those who have no consent there and one of the names that are `gone`, in small letters.
    """
    for field in _fields(type(entry)):
        if field.many and not field.decides:
            found = getattr(entry, field.name)
            kept = [at for at, one in enumerate(found) if _may_stay(one, allows, gone)]
            if len(kept) < len(found):
                entry = _with_only(entry, field.name, kept)
    return entry


def without_files(entry: E, withheld: Collection[tuple[str, str]]) -> E:
    """The record without the parts and items of lists that name one of these files, each a folder and a name."""
    named = [loc for loc, file in named_files(entry) if file in withheld]
    for field in _fields(type(entry)):
        own = [loc for loc in named if loc[0] == field.name]
        if own and field.many and not field.decides:
            items = range(len(getattr(entry, field.name)))
            entry = _with_only(entry, field.name, [at for at in items if at not in {loc[1] for loc in own}])
        elif own and not field.many:
            entry = entry.model_copy(update={field.name: None})
    return entry


def names_itself(entry: Entry, withheld: Collection[tuple[str, str]]) -> bool:
    """Whether a record names one of these files outside of the parts that it can be without."""
    parts = {field.name for field in _fields(type(entry)) if not field.decides}
    return any(file in withheld and loc[0] not in parts for loc, file in named_files(entry))


def refused_files(entry: Entry, allows: Callable[[Consent, bool], bool]) -> Iterator[tuple[str, str]]:
    """The files of a record that its consents, or that of the part in which they stand, do not allow to be shown."""
    consents = consents_of(entry)
    if not consents:
        return
    for loc, file in named_files(entry):
        about = [one for at, one in consents if decides(entry, at) or loc[: len(at) - 1] == at[:-1]]
        if not all(allows(one, file[0] == "podcasts") for one in about):
            yield file


def named_files(entry: Entry) -> Iterator[tuple[Loc, tuple[str, str]]]:
    """The files that a record names: where, and each as a folder and a name."""
    for loc, mark, value in marked_values(entry):
        if isinstance(mark, FileIn):
            yield loc, (mark.folder, value)


def without_person(entry: E, loc: Loc) -> E:
    """The record without one of the people in its lists."""
    field, index = str(loc[0]), loc[1]
    return _with_only(entry, field, [at for at in range(len(getattr(entry, field))) if at != index])


def _may_stay(person: Any, allows: Callable[[Consent], bool], gone: Collection[str]) -> bool:
    name = getattr(person, "name", "")  # a picture of people has none
    return folded(name) not in gone if person.consent is None else allows(person.consent)


def _with_only(entry: E, field: str, kept: Sequence[int]) -> E:
    found, source = getattr(entry, field), entry.source
    copy = entry.model_copy(update={field: [found[at] for at in kept]})
    places = _Moved(source.places, field, kept)
    copy.bind(entry.kind_name, entry.id, Source(source.file, places, source.whole), dict(entry.prose))
    return copy


@dataclass(frozen=True)
class _Moved(Mapping[Loc, Where]):
    """The places of a record of which only some of a list are `kept`."""

    places: Mapping[Loc, Where]
    field: str
    kept: Sequence[int]

    def _as_read(self, loc: Loc) -> Loc:
        if loc[:1] != (self.field,) or len(loc) == 1 or not isinstance(loc[1], int):
            return loc
        return (self.field, self.kept[loc[1]], *loc[2:])

    def __getitem__(self, loc: Loc) -> Where:
        return self.places[self._as_read(loc)]

    def __contains__(self, loc: object) -> bool:
        return isinstance(loc, tuple) and self._as_read(loc) in self.places

    def __iter__(self) -> Iterator[Loc]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def _parts(entry: Entry) -> Iterator[tuple[Loc, BaseModel]]:
    """The parts of a record that may hold a consent; what could be read of one that is at fault may be anything."""
    for field in _fields(type(entry)):
        value = getattr(entry, field.name, None)
        if isinstance(value, BaseModel):
            yield (field.name,), value
        elif field.many and isinstance(value, list):
            yield from (((field.name, at), one) for at, one in enumerate(value) if isinstance(one, BaseModel))


@cache
def _fields(model: type[BaseModel]) -> tuple[_Field, ...]:
    """The fields of a model that may hold such parts."""
    return tuple(
        _Field(
            name,
            many=get_origin(info.annotation) is list,
            decides=any(isinstance(mark, EachMustAgree) for mark in info.metadata),
        )
        for name, info in model.model_fields.items()
        if any(map(_has_consent, (info.annotation, *get_args(info.annotation))))
    )


def _has_consent(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel) and "consent" in kind.model_fields
