"""All that was read, and what each medium may know of it.

`Site[M]` is the site as the medium `M` may show it: entries whose consent lacks its scope are not in it, nor what is
nothing without them. Whoever makes something for a medium is handed that site and has no way to another, so nobody
asks for consent where something is shown. `Original` and `Clearance` prove to the orders of a medium that a file or
an entry came out of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from sitegen.model.consent import Consent, Scope
from sitegen.model.entries import Entry, FileIn, marked_values
from sitegen.model.involved import consents_of, decides, names_itself, refused_files, without_files, without_people
from sitegen.model.languages import Language
from sitegen.model.media import Clearance, M_co, NotCleared, Original, Read, Region, Web
from sitegen.model.outputs import Planner
from sitegen.model.print_identity import FileVersion
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project
from sitegen.model.settings import Settings

N = TypeVar("N", bound=Read)
E = TypeVar("E", bound=Entry)
T = TypeVar("T")


FileName = tuple[str, str]
"""The folder that an original lies in, such as `photos`, and its name there."""

_FOR_WANT_OF_CONSENT = {"no-consent", "somebody-in-it", "author-held-back", "file-withheld"}


def _nothing_more(_entry: Any, _site: Any, _problems: Any) -> None:
    """Most kinds need no rules beyond their model."""


def _as_it_is(entry: Any, _consents: object) -> Any:
    """Most entries have no parts with a consent of their own."""
    return entry


Consents = Callable[[Consent, bool], bool]
"""Whether a consent allows something on the medium at hand; the second word asks for sound too."""

MANY = 200
"""So many entries of a kind are many: then what costs time for each of them is only made where it adds something."""


@dataclass(frozen=True)
class Navigation:
    """Where the frame of every page links a list.

    `column` of the footer, and `rank` in it; `under` is the item of the main navigation that is marked on its pages,
    where that is another list; `menu` says that the menu of a small screen names it too.
    """

    column: str = ""
    rank: int = 0
    under: str = ""
    menu: bool = False


@dataclass(frozen=True)
class Kind:
    """Everything the generator knows of one content type.

    `folder` is below `content/`; `pattern` finds its records there. `section` is the key of its URL part.
    `check(entry, site, problems)` judges one entry with the whole site at hand; `held_back(entry, site)` gives None or
    why the entry is not published now, where the site holds what was admitted of the kinds before; `without(entry,
    allows)` is the entry without those of its parts whose own consent does not allow them;
    `plan(site, planner)` orders its pages and files; `navigation` says where its list is linked;
    `address(entry, site, language)` is for kinds whose pages lie elsewhere than in their section;
    `due(entry, site)` is the moment when an entry comes out that is not to be shown before;
    `prose` says that a record is nothing without the Markdown beside it; `sound` that it is something to hear;
    `figure(entry, local)` is how the entry stands as a picture in the text of another, where it can.
    """

    name: str
    folder: str
    model: type[Entry]
    section: str
    plan: Callable[[Site[Web], Planner], None]
    check: Callable[[Any, Site[Read], Problems], None] = _nothing_more
    held_back: Callable[[Any, Site[Read]], str | None] = lambda _entry, _site: None
    due: Callable[[Any, Site[Read]], dt.datetime | None] = lambda _entry, _site: None
    without: Callable[[Any, Consents], Any] = _as_it_is
    address: Callable[[Any, Site[Web], Language], str] | None = None
    figure: Callable[[Any, Any], dict[str, Any]] | None = None
    pattern: str = "*.yaml"
    prose: bool = False
    sound: bool = False
    navigation: Navigation = Navigation()


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
class Site(Generic[M_co]):
    """Entries by kind, in the order of their ids."""

    project: Project
    settings: Settings
    languages: tuple[Language, ...]
    now: dt.datetime
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    entries: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    code_base: str = ""
    """The permanent address of the site, whatever address this build is for: what codes and feeds are known by."""
    printed: tuple[Printed, ...] = ()
    versions: Mapping[str, FileVersion] = field(default_factory=dict)
    """The newest version of each print file that was packed, by the name in its identity."""
    coming: tuple[Entry, ...] = ()
    """What is complete but not released yet: a page may announce it, and say no more than that."""
    unread: Mapping[str, Entry | None] = field(default_factory=dict)
    """By reference: records that are there but are at fault, with whatever could be read of them, unchecked."""
    stones: frozenset[str] = frozenset()
    """By reference: records of which nothing is left but a consent that was withdrawn. Others may still name them."""
    later: tuple[Language, ...] = ()
    """Languages that are not published yet."""
    files: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The files below each folder that a build reads, by their POSIX paths."""
    scopes: frozenset[Scope] = frozenset()
    """What every consent in it allows."""
    hidden: Mapping[FileName, tuple[Region, ...]] = field(default_factory=dict)
    """What must not be recognized in a file, whichever entry shows it."""
    withheld: frozenset[FileName] = frozenset()
    """Files that lack a consent in one of the entries that name them, or did in one that is gone."""
    with_copies: Callable[[frozenset[FileName]], frozenset[FileName]] = frozenset
    """Adds to files those of the same bytes under other names."""
    gone: frozenset[str] = frozenset()
    """Names, in small letters, of people whose consent does not hold: a list names them only by one of its own."""
    held: Mapping[str, str] = field(default_factory=dict)
    """By the path of a page that is not there now, without slashes around it: the record that it would show."""

    def once(self, make: Callable[[Site[M_co]], T]) -> T:
        """What a function of a module makes of this site: made when it is first asked for, then remembered."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("T", self._made[make])

    @cached_property
    def _made(self) -> dict[object, object]:
        return {}

    @property
    def today(self) -> dt.date:
        """The day of this build in the site's time zone."""
        return self.now.date()

    @cached_property
    def many(self) -> frozenset[str]:
        """The kinds that have more than `MANY` entries; every view may know them without asking for the entries."""
        return frozenset(kind for kind, entries in self.entries.items() if len(entries) > MANY)

    def all(self, model: type[E]) -> list[E]:
        """Every entry of this model."""
        name = self._names.get(model, "")
        return [entry for entry in self.entries.get(name, {}).values() if isinstance(entry, model)]

    def get(self, model: type[E], identifier: str | None) -> E | None:
        """The entry with this id, or None where it is not there or is held back."""
        entry = self.entries.get(self._names.get(model, ""), {}).get(identifier or "")
        return entry if isinstance(entry, model) else None

    @cached_property
    def _names(self) -> Mapping[type[Entry], str]:
        return {kind.model: kind.name for kind in self.kinds.values()}

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

    # --- the gate ----------------------------------------------------------------------------------------------

    def for_medium(self, medium: type[N]) -> Site[N]:
        """The site as a medium may show it; whatever this one may not show is not in it either."""
        scopes = self.scopes | set(medium.scopes)
        if scopes not in self._media:
            self._media[scopes] = self._admitted(scopes)
        return cast("Site[N]", self._media[scopes])

    @cached_property
    def _media(self) -> dict[frozenset[Scope], Site[Any]]:
        return {self.scopes: self}

    def _admitted(self, scopes: frozenset[Scope]) -> Site[Any]:
        first = self._admitted_without(scopes, self.withheld)
        # A consent is about what is in a file, whoever else names that file too.
        withheld = self.withheld.union(file for entry in self.every() for file in first.withheld_of(entry))
        if not withheld:
            return first
        withheld = self.with_copies(withheld)
        shown = {(folder, name) for entry in first.every() for name, folder in first.files_of(entry.ref).items()}
        return self._admitted_without(scopes, withheld) if withheld & shown else first

    def _admitted_without(self, scopes: frozenset[Scope], withheld: frozenset[FileName]) -> Site[Any]:
        kept: dict[str, dict[str, Entry]] = {kind.name: {} for kind in self.kinds.values()}
        admitted = replace(self, entries=kept, scopes=scopes, withheld=withheld)
        for kind in self.kinds.values():
            for name, entry in self.entries[kind.name].items():
                if admitted.why_not(entry) is None:
                    shown = without_people(entry, admitted.may_name, self.gone)
                    if withheld:
                        shown = without_files(shown, withheld)
                    kept[kind.name][name] = kind.without(shown, admitted.allows)
        return replace(admitted)  # nothing is remembered of it from before it was complete

    def every(self) -> Iterator[Entry]:
        """Every entry of it."""
        return (entry for of_kind in self.entries.values() for entry in of_kind.values())

    def withheld_of(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """The files of an entry, each a folder and a name, that must not be shown for want of a consent."""
        if self.find(entry.ref) is None and self.why_not(entry) in _FOR_WANT_OF_CONSENT:
            yield from ((mark.folder, name) for _, mark, name in marked_values(entry) if isinstance(mark, FileIn))
        else:
            yield from refused_files(entry, self.allows)

    def allows(self, consent: Consent, sound: bool) -> bool:  # noqa: FBT001 - a word of the type `Consents`
        """Whether a consent allows something for the medium of this site today; `sound` is to be heard."""
        wanted: frozenset[Scope] = self.scopes | {"audio"} if sound else self.scopes
        return all(consent.allows(scope, self.today) for scope in wanted)

    def may_name(self, consent: Consent) -> bool:
        """Whether somebody who is named in a list may be, for the medium of this site today."""
        return self.allows(consent, False)  # noqa: FBT003 - sound

    def why_not(self, entry: Entry) -> str | None:
        """Why an entry is held back from this site, which holds what was admitted of the kinds before; None if not."""
        kind = self.kinds[entry.kind_name]
        for loc, consent in consents_of(entry):
            if decides(entry, loc) and not self.allows(consent, kind.sound):
                return "no-consent" if len(loc) == 1 else "somebody-in-it"
        if reason := kind.held_back(entry, self):  # which says more than that its own file is withheld for that
            return reason
        return "file-withheld" if self.withheld and names_itself(entry, self.withheld) else None

    def clearance(self, entry: Entry) -> Clearance[M_co]:
        """Prove that this medium may name an entry.

        Raises:
            NotCleared: the entry is not in this site.
        """
        if self.find(entry.ref) is None:
            raise NotCleared(entry.ref)
        return Clearance(entry.ref)

    def original(self, entry: Entry, name: str) -> Original[M_co]:
        """Hand out a file that an entry names.

        Raises:
            NotCleared: the entry, or that part of it, is not in this site.
        """
        key = entry.ref, name
        if key not in self._originals:
            folder = self.files_of(entry.ref).get(name)
            if folder is None:
                raise NotCleared(f"{name} of {entry.ref}")
            self._originals[key] = Original(self.project.root / folder / name, self.hidden.get((folder, name), ()))
        return self._originals[key]

    @cached_property
    def _originals(self) -> dict[tuple[str, str], Original[M_co]]:
        return {}

    def files_of(self, ref: str) -> Mapping[str, str]:
        """The folders of the files that an entry of this site names, by their names."""
        if ref not in self._named:
            own = self.find(ref)
            marked = marked_values(own) if own else ()
            self._named[ref] = {value: mark.folder for _, mark, value in marked if isinstance(mark, FileIn)}
        return self._named[ref]

    @cached_property
    def _named(self) -> dict[str, Mapping[str, str]]:
        return {}
