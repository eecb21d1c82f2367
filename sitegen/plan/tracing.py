"""The site and the planner as the view of a page sees them: whatever it asks them for is traced."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn, TypeVar, cast

from sitegen.model.entries import Entry
from sitegen.model.media import M_co, Original, Read, Web
from sitegen.model.order import Made, Order, Released
from sitegen.model.outputs import SETTINGS, Planner
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site
from sitegen.model.web_orders import Measured, SharingPicture, SoundOrder, View

N = TypeVar("N", bound=Read)
T = TypeVar("T")


@dataclass
class Trace:
    """What a view has asked for.

    `entries` are references, of which some may be held back; `kinds` those of which it has seen all; `files` the
    digests of files when they were handed out, by their paths in the project, which may be copied with its cache;
    `calls` what it has ordered, in order, as `repeat` reads it.
    """

    entries: dict[str, None] = field(default_factory=dict)
    kinds: dict[str, None] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    calls: list[list[Any]] = field(default_factory=list)

    def add(self, others: Trace) -> None:
        """Count as asked for what another has asked for."""
        self.entries |= others.entries
        self.kinds |= others.kinds
        self.files |= others.files
        self.calls += others.calls


@dataclass
class Tracer:
    """Where traces are kept: one site serves all views, each with a trace of its own.

    `digest` takes that of a file; `names` knows originals again.
    """

    digest: Callable[[Path], str]
    trace: Trace = field(default_factory=Trace)
    names: dict[Path, tuple[str, str]] = field(default_factory=dict)


class _OfKind(Mapping[str, Entry]):
    """The entries of a kind: to look at one is traced as that, to go through them as the kind."""

    def __init__(self, kind: str, entries: Mapping[str, Entry], tracer: Tracer) -> None:
        self._kind, self._entries, self._tracer = kind, entries, tracer

    def __getitem__(self, identifier: str) -> Entry:
        self._tracer.trace.entries[f"{self._kind}:{identifier}"] = None
        return self._entries[identifier]

    def __iter__(self) -> Iterator[str]:
        self._tracer.trace.kinds[self._kind] = None
        return iter(self._entries)

    def __len__(self) -> int:
        self._tracer.trace.kinds[self._kind] = None
        return len(self._entries)


@dataclass(frozen=True)
class TracedSite(Site[M_co]):
    """A site that traces. Its clock shows the day alone, so that no view depends on the hour of a build."""

    tracer: Tracer = field(kw_only=True)
    plain: Site[M_co] = field(kw_only=True)

    @classmethod
    def of(cls, site: Site[M_co], tracer: Tracer) -> TracedSite[M_co]:
        """The same site, traced."""
        known = {one.name: getattr(site, one.name) for one in fields(site)}
        known["entries"] = {kind: _OfKind(kind, of_kind, tracer) for kind, of_kind in site.entries.items()}
        known["now"] = site.now.replace(hour=0, minute=0, second=0, microsecond=0)
        return cls(**known, tracer=tracer, plain=site)

    @property
    def many(self) -> frozenset[str]:
        """Known to every view (`ViewMemo`)."""
        return self.plain.many

    def for_medium(self, medium: type[N]) -> Site[N]:
        """The site as another medium may show it: all entries decide who is in it."""
        self.tracer.trace.kinds |= dict.fromkeys(self.entries)
        return self.plain.for_medium(medium)

    def once(self, make: Callable[[Site[M_co]], T]) -> T:
        """What a function of a module makes of this site; whoever asks for it has asked for all that it was made of."""
        if make not in self._once:
            outer, self.tracer.trace = self.tracer.trace, Trace()
            try:
                self._once[make] = make(self), self.tracer.trace
            finally:
                self.tracer.trace = outer
        found, trace = self._once[make]
        self.tracer.trace.add(trace)
        return cast("T", found)

    @cached_property
    def _once(self) -> dict[object, tuple[object, Trace]]:
        return {}

    def original(self, entry: Entry, name: str) -> Original[M_co]:
        """Hand out a file that an entry names."""
        found = super().original(entry, name)
        self.tracer.trace.entries[entry.ref] = None
        file = found.path.relative_to(self.project.root).as_posix()
        self.tracer.trace.files[file] = self.tracer.digest(found.path)
        self.tracer.names[found.path] = (entry.ref, name)
        return found


class TracedPlanner:
    """A planner that passes on what the view of a page may order, and traces it; everything else it refuses."""

    def __init__(self, planner: Planner, tracer: Tracer) -> None:
        self._planner, self._tracer = planner, tracer
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
        named = self._tracer.names[original.path]
        call = ["picture", *named, profile, _place(origin), list(focus), rights, _digest(found)]
        self._tracer.trace.calls.append(call)
        return found

    def qr(self, identifier: str, target: Entry, *, origin: Where, part: str = "") -> View:
        """Order the short address and its code."""
        self._tracer.trace.calls.append(["qr", identifier, target.ref, _place(origin), part])
        return self._planner.qr(identifier, target, origin=origin, part=part)

    def measure(self, original: Original[Web], *, origin: Where) -> Measured | None:
        """Measure a picture, which the site has traced when it handed it out."""
        return self._planner.measure(original, origin=origin)

    def released(self, original: Original[M_co]) -> Released[M_co]:
        """A file with its digest, traced as well."""
        return self._planner.released(original)

    def asset(
        self, stem: str, suffix: str, order: Order, *, origin: Where = SETTINGS, group: str = "", inner: bool = False
    ) -> str:
        """Order a recording or its words, or a picture for sharing."""
        if isinstance(order, SharingPicture) and not inner:
            found = self._planner.asset(stem, suffix, order, origin=origin, group=group)
            self._tracer.trace.calls.append(["shared", stem, suffix, _place(origin), group, _parts(order), found])
            return found
        if not isinstance(order, SoundOrder) or group or inner:
            self._refuse()
        found = self._planner.asset(stem, suffix, order, origin=origin)
        named = self._tracer.names[order.file.path]
        self._tracer.trace.calls.append(["sound", *named, stem, suffix, _place(origin), found])
        return found

    def _refuse(self, *_args: object, **_more: object) -> NoReturn:
        raise TypeError("the view of a page orders pictures, sound and codes alone: else give the page a finished view")

    page = file = job = dated = source = _refuse


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


def _parts(order: SharingPicture) -> dict[str, Any]:
    """An order as JSON can say it: of its language the code, of its picture the path."""
    writing, picture = order.writing.code, order.picture.path if order.picture else ""
    return vars(order) | {"writing": writing, "picture": picture}


def _shared(
    site: Site[Web],
    planner: Planner,
    stem: str,
    suffix: str,
    place: list[Any],
    group: str,
    parts: dict[str, Any],
    found: str,
) -> bool:
    writing = next((one.writing for one in site.languages if one.code == parts["writing"]), None)
    if writing is None:
        return False
    tuples = {name: tuple(value) for name, value in parts.items() if isinstance(value, list)}
    picture = Made(parts["picture"]) if parts["picture"] else None
    order = SharingPicture(**parts | tuples | {"writing": writing, "picture": picture})
    return planner.asset(stem, suffix, order, origin=Where(*place), group=group) == found


def _qr(site: Site[Web], planner: Planner, identifier: str, ref: str, place: list[Any], part: str) -> bool:
    target = site.find(ref)
    if target is None:
        return False
    planner.qr(identifier, target, origin=Where(*place), part=part)
    return True


_REPEATED: Mapping[str, Callable[..., bool]] = {
    "picture": _picture,
    "sound": _sound,
    "shared": _shared,
    "qr": _qr,
}
