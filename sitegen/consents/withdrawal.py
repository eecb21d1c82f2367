"""`withdraw ENTRY`: a consent is taken back, and with it go the copies that this computer keeps."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from sitegen.consents.granted import About, about, entries_of, files_of, naming, works_of
from sitegen.consents.status_line import Change, NotPlain, exchange
from sitegen.consents.traces import built_sites, empty_cache, no_packages
from sitegen.content.load import load
from sitegen.content.mentions import Agreed, Party, Texts, agreed_elsewhere, parties, unasked
from sitegen.content.press_kit import listed
from sitegen.content.records import decoded, parsed
from sitegen.content.release import publishable
from sitegen.content.withdrawn_lock import remember
from sitegen.making.originals import understood
from sitegen.model.entries import Entry, Loc
from sitegen.model.involved import consent_ref, consents_of, decides, named_files
from sitegen.model.media import Read
from sitegen.model.problems import Problem, Problems, Where
from sitegen.model.project import Options, Project
from sitegen.model.site import FileName, Site
from sitegen.model.whole_file import write_whole
from sitegen.publish.project_lock import exclusive

_WITHDRAWN = "withdrawn"


class Refused(Exception):  # noqa: N818 - it says what happened
    """Nothing was changed: `key` is the sentence that says why, `params` fill it in, `problems` are of the record.

    `packages` of print jobs were deleted all the same, `left` could not be.
    """

    def __init__(self, key: str, problems: Sequence[Problem] = (), **params: str) -> None:
        super().__init__(key, params)
        self.key, self.problems, self.params = key, problems, params
        self.packages: tuple[Path, ...] = ()
        self.left: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Withdrawal:
    """What was done: the line of the record before and after, and what goes with the consent.

    `taken` are the records, and parts of them, that the website shows no more; `about` is what others still say of
    the people, `links` are where they name what is taken; `files` hold it in the project, copies under other names
    too, and of those the records in `kept` are named by others that stay; `listed` is where the people stand in lists
    of records that stay; `packages` of print jobs were deleted, `left` could not be, of them and of the cache; `sites`
    hold what they held until they are built again.
    """

    ref: str
    where: Where
    before: str
    after: str
    taken: tuple[str, ...]
    about: tuple[About, ...]
    links: tuple[tuple[Where, str], ...]
    agreed: tuple[Agreed, ...]
    files: tuple[str, ...]
    kept: tuple[str, ...]
    listed: tuple[Where, ...]
    packages: tuple[Path, ...]
    left: tuple[Path, ...]
    sites: tuple[Path, ...]


def withdraw(project: Project, options: Options, asked: str, waits: Callable[[], None]) -> Withdrawal:
    """Set the status of a consent to `withdrawn`, and delete the cache.

    Faults elsewhere in the project do not matter.

    Raises:
        Refused: there is no such consent, or it is withdrawn already; only packages and the cache were deleted then.
    """
    with exclusive(project.cache, waits):
        site = _read(project, options)
        try:
            entry, loc = _consent(asked, site, project, options)
        except Refused as refused:
            if refused.key == "withdrawn-already":  # by hand, or by a run that was stopped before it had cleaned
                _remember_withdrawn(asked, site)
                deleted = no_packages(project)
                refused.packages, refused.left = deleted.gone, (*deleted.left, *empty_cache(project))
            raise
        where = entry.where(*loc, "status")
        change = _change(entry, loc, project)
        record = (project.root / where.file).resolve()
        mode = record.stat().st_mode
        remember(project, _named(entry, loc, site))
        write_whole(record, change.content, aside=project.aside)
        record.chmod(mode)
        now = _read(project, options)
        gone = _shown(site, options) - _shown(now, options)
        sites, packages = built_sites(project), no_packages(project)
        own, texts = {*gone, *([entry.ref] if decides(entry, loc) else [])}, Texts(project)
        files = _files(entry, loc, now)
        others = [other for other in entries_of(now) if other.ref not in own]
        return Withdrawal(
            consent_ref(entry, loc),
            where,
            change.before,
            change.after,
            tuple(sorted(gone)),
            tuple(about(entry, party, now, texts).without(own) for party in _parties(entry, loc)),
            (*naming(others, own, files), *listed(now, own)),
            tuple(one for one in agreed_elsewhere(entries_of(now), now.today) if one.over == consent_ref(entry, loc)),
            tuple(files),
            tuple(_kept(entry, loc, now)),
            tuple(entry.where(*party.loc) for party in _parties(entry, loc) if not decides(entry, loc)),
            packages.gone,
            (*packages.left, *empty_cache(project)),
            tuple(sites),
        )


def _read(project: Project, options: Options) -> Site[Read]:
    return load(project, options, Problems(), understood)


def _parties(entry: Entry, loc: Loc) -> list[Party]:
    """Whose name goes: with an interview, nobody's."""
    return [party for party in parties(entry) if party.place == loc]


def _files(entry: Entry, loc: Loc, site: Site[Read]) -> list[str]:
    """The files of what a consent is about: of a record with all that is nothing without it, or of a part of it."""
    if not decides(entry, loc):
        own = files_of(entry, loc[:-1])
    else:
        own = [file for one in (entry, *works_of(entry, site)) for file in files_of(one)]
    copies = site.with_copies(frozenset(file for _, file in _named(entry, loc, site)))
    return [*own, *sorted({"/".join(copy) for copy in copies} - {*own})]


def _named(entry: Entry, loc: Loc, site: Site[Read]) -> list[tuple[Entry, FileName]]:
    """The pictures and recordings among them, each with its record."""
    if not decides(entry, loc):
        within = {file for at, file in named_files(entry) if at[: len(loc) - 1] == loc[:-1]}
        return [(entry, file) for file in within]
    return [(one, file) for one in (entry, *works_of(entry, site)) for _, file in named_files(one)]


def _remember_withdrawn(asked: str, site: Site[Read]) -> None:
    """Have the files of a record remembered whose consent was withdrawn by hand."""
    entry = site.find(asked.strip().partition("#")[0])
    for loc, consent in consents_of(entry) if entry else ():
        if entry and consent_ref(entry, loc) == asked.strip() and consent.status == _WITHDRAWN:
            remember(site.project, _named(entry, loc, site))


def _kept(entry: Entry, loc: Loc, site: Site[Read]) -> list[str]:
    """The records about the person that others name: without them the others would be at fault."""
    if not decides(entry, loc):
        return []
    own = {one.ref: one for one in (entry, *works_of(entry, site))}
    others = [one for one in entries_of(site) if one.ref not in own]
    return [one.source.file for ref, one in own.items() if naming(others, {ref}, files_of(one)) or listed(site, {ref})]


def _consent(asked: str, site: Site[Read], project: Project, options: Options) -> tuple[Entry, Loc]:
    """The record and the consent in it that somebody names, if that can be withdrawn."""
    ref, sign, part = asked.strip().partition("#")
    entry = site.find(ref)
    if entry is None:
        raise _unknown(ref, site, project, options)
    every = consents_of(entry)
    every.sort(key=lambda one: one[1].status != _WITHDRAWN)  # of two with one name, one that is not withdrawn yet
    found = {consent_ref(entry, loc): (loc, consent) for loc, consent in every}
    name = f"{ref}#{part}" if part else ref
    if part in {party.name for party in unasked(entry)} and name not in found:
        raise Refused("name-unasked", name=part, file=entry.source.file)
    if not found:
        raise Refused("without-consent", ref=ref, file=entry.source.file)
    if name not in found or (sign and not part):
        raise Refused("no-such-consent", asked=asked, known=", ".join(found))
    loc, consent = found[name]
    if consent.status == _WITHDRAWN:
        raise Refused("withdrawn-already", ref=name, place=str(entry.where(*loc, "status")))
    return entry, loc


def _unknown(ref: str, site: Site[Read], project: Project, options: Options) -> Refused:
    """Why there is no such entry: its record is at fault, or it is called otherwise."""
    if ref in site.unread:
        if ref in site.stones:
            raise Refused("withdrawn-already", ref=ref, place=f"content/{site.kinds[ref.partition(':')[0]].folder}")
        problems = Problems()
        load(project, options, problems, understood)
        kind, _, name = ref.partition(":")
        own = [one for one in problems if _belongs(one.where.file, site.kinds[kind].folder, name)]
        return Refused("record-at-fault", own, ref=ref)
    # By the name alone: the kind before it would make everybody alike, and it is a stranger's consent that would go.
    kind, _, name = ref.rpartition(":")
    known = {one.id: one.ref for one in entries_of(site) if consents_of(one) and kind in {"", one.kind_name}}
    nearest = next((known[one] for one in difflib.get_close_matches(name, known, n=1, cutoff=0.75)), "")
    return Refused("no-such-entry-but", ref=ref, nearest=nearest) if nearest else Refused("no-such-entry", ref=ref)


def _belongs(file: str, folder: str, name: str) -> bool:
    """Whether a file is that of a record, or a text beside it."""
    return f"/{folder}/" in file and Path(file).name.partition(".")[0] == name


def _change(entry: Entry, loc: Loc, project: Project) -> Change:
    """The record with the one value exchanged; read again, nothing else in it may have changed."""
    where, status = entry.where(*loc, "status"), str(_value(entry, (*loc, "status")))
    content = (project.root / where.file).read_bytes()
    try:
        change = exchange(content, where, status, _WITHDRAWN)
    except NotPlain:
        raise Refused("write-by-hand", ref=entry.ref, place=str(where)) from None
    old, new = (_data(one, where.file) for one in (content, change.content))
    if new != _with(old, (*loc, "status")):
        raise Refused("write-by-hand", ref=entry.ref, place=str(where))
    return change


def _value(entry: Entry, loc: Loc) -> object:
    value: Any = entry
    for key in loc:
        value = getattr(value, str(key)) if isinstance(value, BaseModel) else value[key]
    return value


def _data(content: bytes, file: str) -> Any:
    """What YAML says in a record."""
    text = decoded(content, file, Problems())
    record = None if text is None else parsed(text, file, Problems())
    return record.data if record else None


def _with(data: Any, loc: Loc) -> Any:
    """The same data with the one value exchanged."""
    if not loc:
        return _WITHDRAWN
    if isinstance(data, dict):
        return {key: _with(value, loc[1:]) if key == loc[0] else value for key, value in data.items()}
    return [_with(value, loc[1:]) if index == loc[0] else value for index, value in enumerate(data or ())]


def _shown(site: Site[Read], options: Options) -> set[str]:
    """What the website shows now: records, and those of their parts that have a consent of their own."""
    shown = entries_of(publishable(site, options, Problems()))
    parts = (consent_ref(entry, loc) for entry in shown for loc, _ in consents_of(entry))
    return {*(entry.ref for entry in shown), *parts}
