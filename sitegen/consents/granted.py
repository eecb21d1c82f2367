"""What is granted by whom, for what and until when, and what in the project is about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photo_record import Photo
from sitegen.content.kinds.zine_record import Zine
from sitegen.content.load import load
from sitegen.content.mentions import Mention, Party, Texts, parties, unasked, whole_name
from sitegen.content.naming import Name
from sitegen.making.originals import understood
from sitegen.making.store import Store
from sitegen.model.consent import Consent, Scope, State
from sitegen.model.entries import Entry, FileIn, Loc, RefTo, marked_values
from sitegen.model.involved import consent_ref, consents_of, decides, without_person
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Options, Project
from sitegen.model.site import Site
from sitegen.plan.record_cache import StoredRecords
from sitegen.publish.project_lock import exclusive


@dataclass(frozen=True)
class Granted:
    """A consent: `ref` is the record it stands in, `#` and the part of it; `ends` says that it soon does.

    `who` names the people whom it is about, as far as records do; `since` and `until` are days.
    """

    ref: str
    who: tuple[str, ...]
    where: Where
    state: State
    scopes: tuple[Scope, ...]
    since: dt.date
    until: dt.date | None
    ends: bool


@dataclass(frozen=True)
class About:
    """Everything that is about a person: files, records that name theirs, and the words of others."""

    ref: str
    name: str
    files: tuple[str, ...]
    records: tuple[tuple[Where, str], ...]
    mentions: tuple[Mention, ...]

    def without(self, refs: Collection[str]) -> About:
        """The same but for what these records say."""
        return replace(self, mentions=tuple(one for one in self.mentions if one.by not in refs))


class Unasked(NamedTuple):
    """Somebody whom a record names though no consent of theirs is written down."""

    ref: str
    name: str
    where: Where


@dataclass(frozen=True)
class Register:
    """All consents as of a day, and what is about whom; what ends soon does so by `until`, within so many days.

    `unasked` are named without a consent.
    """

    today: dt.date
    days: int
    until: dt.date
    granted: tuple[Granted, ...]
    about: tuple[About, ...]
    unasked: tuple[Unasked, ...]


def register(project: Project, options: Options, days: int, problems: Problems, waits: Callable[[], None]) -> Register:
    """Every consent of a project; `ends` are those with not more than so many days left.

    What cannot be read is noted and not in it.
    """
    with exclusive(project.cache, waits), Store(project.cache) as store:
        records = StoredRecords(store, None)
        site = load(project, options, problems, understood, records)
        records.tidy(site)
    entries = entries_of(site)
    soon = dt.date.fromordinal(min(site.today.toordinal() + days, dt.date.max.toordinal()))
    granted = [_granted(entry, loc, consent, site, soon) for entry in entries for loc, consent in consents_of(entry)]
    texts = Texts(project)
    found = [about(entry, one, site, texts) for entry in entries for one in parties(entry) if one.consent]
    asked = {whole_name(one.name) for one in found}
    named = [
        Unasked(entry.ref, one.name, entry.where(*one.loc, "name"))
        for entry in entries
        for one in unasked(entry, asked)
    ]
    return Register(site.today, days, soon, tuple(granted), tuple(found), tuple(named))


def entries_of(site: Site[Read]) -> list[Entry]:
    """Every record that is sound."""
    return [entry for entries in site.entries.values() for entry in entries.values()]


def _granted(entry: Entry, loc: Loc, consent: Consent, site: Site[Read], soon: dt.date) -> Granted:
    state = consent.state(site.today)
    return Granted(
        consent_ref(entry, loc),
        _who(entry, loc, site),
        entry.where(*loc, "status"),
        state,
        tuple(consent.scopes),
        consent.date,
        consent.expires,
        ends=state == "given" and consent.expires is not None and consent.expires <= soon,
    )


def _who(entry: Entry, loc: Loc, site: Site[Read]) -> tuple[str, ...]:
    """Whose consent it is, as far as records say."""
    if found := tuple(party.name for party in parties(entry) if party.place == loc):
        return found
    author = site.find(f"author:{entry.author}") if isinstance(entry, Photo) and len(loc) == 1 else entry
    return (author.name,) if isinstance(author, Author) else ()


def about(entry: Entry, party: Party, site: Site[Read], texts: Texts) -> About:
    """What is about somebody whom a record with a consent names."""
    others = [other for other in entries_of(site) if other.ref != entry.ref]
    own = decides(entry, party.place)
    said = others if own else [*others, without_person(entry, party.loc)]
    files = [file for one in (entry, *works_of(entry, site)) for file in files_of(one)] if own else []
    mentions = texts.naming(Name(party.name), said, site.settings)
    named = naming(others, {entry.ref}, files) if own else [(entry.where(*party.loc), entry.ref)]
    return About(consent_ref(entry, party.place), party.name, tuple(files), tuple(named), tuple(sorted(mentions)))


def works_of(entry: Entry, site: Site[Read]) -> list[Entry]:
    """The photographs and zines of an author."""
    works: list[Entry] = [*site.all(Photo), *site.all(Zine)]
    return [one for one in works if f"author:{getattr(one, 'author', '')}" == entry.ref]


def naming(entries: Iterable[Entry], refs: Collection[str], files: Collection[str] = ()) -> list[tuple[Where, str]]:
    """Where records, or links in their texts, name any of these others, or files; each with the record it is in."""
    return sorted(found for entry in entries for found in _naming(entry, refs, files))


def files_of(entry: Entry, part: Loc = ()) -> list[str]:
    """A record, the texts beside it and the files that it names; of a part, only the files."""
    files = [f"{mark.folder}/{name}" for loc, mark, name in marked_values(entry) if _is_file(mark, loc, part)]
    return files if part else [entry.source.file, *(prose.file for prose in entry.prose.values()), *files]


def _is_file(mark: object, loc: Loc, part: Loc) -> bool:
    return isinstance(mark, FileIn) and loc[: len(part)] == part


def _naming(entry: Entry, refs: Collection[str], files: Collection[str]) -> Iterator[tuple[Where, str]]:
    for loc, mark, value in marked_values(entry):
        named = f"{mark.kind}:{value}" in refs if isinstance(mark, RefTo) else f"{mark.folder}/{value}" in files
        if named:
            yield entry.where(*loc), entry.ref
    for prose in entry.prose.values():
        yield from ((Where(prose.file, link.line, link.column), entry.ref) for link in prose.links if link.ref in refs)
