"""The site and the planner as the view of a page sees them: whatever it asks them for is noted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn, TypeVar, cast

from sitegen.model.entries import Entry
from sitegen.model.media import M_co, Original, Read, Web
from sitegen.model.order import Order, Released
from sitegen.model.outputs import SETTINGS, Planner
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site
from sitegen.model.web_orders import Measured, SoundOrder, View

N = TypeVar("N", bound=Read)
T = TypeVar("T")


@dataclass
class Notes:
    """What a view has asked for.

    `entries` are references, of which some may be held back; `kinds` those of which it has seen all; `files` the
    digests of files when they were handed out, by their paths in the project, which may be copied with its cache;
    `calls` what it has ordered, in order, as `repeat` reads it.
    """

    entries: dict[str, None] = field(default_factory=dict)
    kinds: dict[str, None] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    calls: list[list[Any]] = field(default_factory=list)

    def add(self, others: Notes) -> None:
        """Note what others have noted."""
        self.entries |= others.entries
        self.kinds |= others.kinds
        self.files |= others.files
        self.calls += others.calls


@dataclass
class Pad:
    """Where notes are taken: one site serves all views, each with notes of its own.

    `digest` takes that of a file; `names` knows originals again.
    """

    digest: Callable[[Path], str]
    notes: Notes = field(default_factory=Notes)
    names: dict[Path, tuple[str, str]] = field(default_factory=dict)


class _OfKind(Mapping[str, Entry]):
    """The entries of a kind: to look at one notes it, to go through them notes the kind."""

    def __init__(self, kind: str, entries: Mapping[str, Entry], pad: Pad) -> None:
        self._kind, self._entries, self._pad = kind, entries, pad

    def __getitem__(self, identifier: str) -> Entry:
        self._pad.notes.entries[f"{self._kind}:{identifier}"] = None
        return self._entries[identifier]

    def __iter__(self) -> Iterator[str]:
        self._pad.notes.kinds[self._kind] = None
        return iter(self._entries)

    def __len__(self) -> int:
        self._pad.notes.kinds[self._kind] = None
        return len(self._entries)


@dataclass(frozen=True)
class NotedSite(Site[M_co]):
    """A site that notes. Its clock shows the day alone, so that no view depends on the hour of a build."""

    pad: Pad = field(kw_only=True)
    plain: Site[M_co] = field(kw_only=True)

    @classmethod
    def of(cls, site: Site[M_co], pad: Pad) -> NotedSite[M_co]:
        """The same site, noting."""
        known = {one.name: getattr(site, one.name) for one in fields(site)}
        known["entries"] = {kind: _OfKind(kind, of_kind, pad) for kind, of_kind in site.entries.items()}
        known["now"] = site.now.replace(hour=0, minute=0, second=0, microsecond=0)
        return cls(**known, pad=pad, plain=site)

    def for_medium(self, medium: type[N]) -> Site[N]:
        """The site as another medium may show it: all entries decide who is in it."""
        self.pad.notes.kinds |= dict.fromkeys(self.entries)
        return self.plain.for_medium(medium)

    def once(self, make: Callable[[Site[M_co]], T]) -> T:
        """What a function of a module makes of this site; whoever asks for it has asked for all that it was made of."""
        if make not in self._once:
            outer, self.pad.notes = self.pad.notes, Notes()
            try:
                self._once[make] = make(self), self.pad.notes
            finally:
                self.pad.notes = outer
        found, notes = self._once[make]
        self.pad.notes.add(notes)
        return cast("T", found)

    @cached_property
    def _once(self) -> dict[object, tuple[object, Notes]]:
        return {}

    def original(self, entry: Entry, name: str) -> Original[M_co]:
        """Hand out a file that an entry names."""
        found = super().original(entry, name)
        self.pad.notes.entries[entry.ref] = None
        file = found.path.relative_to(self.project.root).as_posix()
        self.pad.notes.files[file] = self.pad.digest(found.path)
        self.pad.names[found.path] = (entry.ref, name)
        return found


class NotedPlanner:
    """A planner that passes on what the view of a page may order, and notes it; everything else it refuses."""

    def __init__(self, planner: Planner, pad: Pad) -> None:
        self._planner, self._pad = planner, pad
        self.problems: Problems = planner.problems
        self.printing = planner.printing

    def picture(
        self,
        original: Original[Web],
        profile: str,
        *,
        origin: Where,
        focus: tuple[float, float] = (0.5, 0.5),
        rights: str = "",
    ) -> View:
        """Order the derivatives of a photograph."""
        found = self._planner.picture(original, profile, origin=origin, focus=focus, rights=rights)
        named = self._pad.names[original.path]
        self._pad.notes.calls.append(["picture", *named, profile, _place(origin), list(focus), rights, _digest(found)])
        return found

    def qr(self, identifier: str, target: Entry, *, origin: Where, part: str = "") -> View:
        """Order the short address and its code."""
        self._pad.notes.calls.append(["qr", identifier, target.ref, _place(origin), part])
        return self._planner.qr(identifier, target, origin=origin, part=part)

    def measure(self, original: Original[Web], *, origin: Where) -> Measured | None:
        """Measure a picture, which the site has noted when it handed it out."""
        return self._planner.measure(original, origin=origin)

    def released(self, original: Original[M_co]) -> Released[M_co]:
        """A file with its digest, noted as well."""
        return self._planner.released(original)

    def asset(self, stem: str, suffix: str, order: Order, *, origin: Where = SETTINGS, group: str = "") -> str:
        """Order a recording or its words."""
        if not isinstance(order, SoundOrder) or group:
            self._refuse()
        found = self._planner.asset(stem, suffix, order, origin=origin)
        named = self._pad.names[order.file.path]
        self._pad.notes.calls.append(["sound", *named, stem, suffix, _place(origin), found])
        return found

    def _refuse(self, *_args: object, **_more: object) -> NoReturn:
        raise TypeError("the view of a page orders pictures, sound and codes alone: else give the page a finished view")

    page = file = job = _refuse


def _place(where: Where) -> list[str | int]:
    return [where.file, where.line, where.column]


def _digest(found: View) -> str:
    return hashlib.sha256(repr(found).encode()).hexdigest()


def repeat(site: Site[Web], planner: Planner, calls: Sequence[Sequence[Any]]) -> bool:
    """Order again what a view has ordered; False where something is not there any more, or would look otherwise."""
    return all(_REPEATED[call[0]](site, planner, *call[1:]) for call in calls)


def _picture(
    site: Site[Web],
    planner: Planner,
    ref: str,
    file: str,
    profile: str,
    place: list[Any],
    focus: list[float],
    rights: str,
    found: str,
) -> bool:
    entry = site.find(ref)
    if entry is None:
        return False
    original, point = site.original(entry, file), (focus[0], focus[1])
    return _digest(planner.picture(original, profile, origin=Where(*place), focus=point, rights=rights)) == found


def _sound(
    site: Site[Web], planner: Planner, ref: str, file: str, stem: str, suffix: str, place: list[Any], found: str
) -> bool:
    entry = site.find(ref)
    if entry is None:
        return False
    order = SoundOrder(planner.released(site.original(entry, file)))
    return planner.asset(stem, suffix, order, origin=Where(*place)) == found


def _qr(site: Site[Web], planner: Planner, identifier: str, ref: str, place: list[Any], part: str) -> bool:
    target = site.find(ref)
    if target is None:
        return False
    planner.qr(identifier, target, origin=Where(*place), part=part)
    return True


_REPEATED: Mapping[str, Callable[..., bool]] = {"picture": _picture, "sound": _sound, "qr": _qr}
