"""What waits for somebody: drafts, releases, consents that end, samples, translations, files that nothing uses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sitegen.consents.granted import entries_of
from sitegen.content.kinds.event import Event
from sitegen.content.kinds.podcast import Episode, Series
from sitegen.content.kinds.venue import Venue
from sitegen.content.release import publishable, samples
from sitegen.content.translating.translations import TO_DO, Translation, translations
from sitegen.model.entries import FileIn, RefTo, marked_values
from sitegen.model.folders import files_below
from sitegen.model.involved import consent_ref, consents_of
from sitegen.model.media import Read
from sitegen.model.problems import Problem, Problems, Where
from sitegen.model.project import Options
from sitegen.model.site import Site

SOON = 90
"""So many days before a consent ends it is listed."""

_FOLDERS = ("photos", "podcasts")
_NO_ORIGINALS = (".md", ".txt", ".lock")


@dataclass(frozen=True)
class Waiting:
    """Something that waits: where, for which record, on which day if that is known, and what, by the key of a sentence.

    `params` fill the sentence in.
    """

    where: Where
    ref: str
    day: dt.date | None = None
    says: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What the lists are made from: also what is wrong with the words of the pages, in catalogues."""

    site: Site[Read]
    options: Options
    translations: tuple[Translation, ...]
    interface: tuple[Problem, ...]


List = Callable[[Asked], Iterable[Waiting]]


def asked_of(site: Site[Read], options: Options, problems: Problems, interface: tuple[Problem, ...]) -> Asked:
    """Look at the site once for all lists; a line of the lock that cannot be read is noted."""
    return Asked(site, options, tuple(translations(site, problems)), interface)


def _drafts(asked: Asked) -> Iterator[Waiting]:
    for entry in entries_of(asked.site):
        if entry.draft:
            yield Waiting(entry.where("draft"), entry.ref)


def _scheduled(asked: Asked) -> Iterator[Waiting]:
    for entry in publishable(asked.site, asked.options, Problems()).coming:
        due = asked.site.kinds[entry.kind_name].due(entry, asked.site)
        yield Waiting(entry.where(), entry.ref, due.date() if due else None, "released")


def _expiring(asked: Asked) -> Iterator[Waiting]:
    today = asked.site.today
    for waiting in _ends_of_consents(asked.site):
        if waiting.day and (waiting.day - today).days <= SOON:
            yield waiting


def _ends_of_consents(site: Site[Read]) -> Iterator[Waiting]:
    for entry in entries_of(site):
        for loc, consent in consents_of(entry):
            if consent.expires and consent.state(site.today) == "given":
                ref = consent_ref(entry, loc)
                yield Waiting(entry.where(*loc, "expires"), ref, consent.expires, "consent-ends")


def _samples(asked: Asked) -> Iterator[Waiting]:
    return (Waiting(where, ref) for where, ref in samples(asked.site))


def _untranslated(asked: Asked) -> Iterator[Waiting]:
    for one in asked.translations:
        if one.state in TO_DO:
            params = {"field": one.unit.field, "language": one.language}
            yield Waiting(one.where, one.unit.ref, None, f"translation-{one.state}", params)
    for problem in asked.interface:
        yield Waiting(problem.where, "", None, "interface", {"problem": problem})


def _upcoming(asked: Asked) -> Iterator[Waiting]:
    """The days on which the site changes by itself."""
    yield from _scheduled(asked)
    yield from _ends_of_consents(asked.site)
    timed: list[Event | Venue] = [*asked.site.all(Event), *asked.site.all(Venue)]
    for entry in (one for one in timed if not one.draft and not one.cancelled):
        for day, says in ((entry.when.start, "begins"), (entry.when.end, "ends")):
            if day >= asked.site.today and (says == "begins" or entry.when.end > entry.when.start):
                yield Waiting(entry.where("when"), entry.ref, day, says)


def _unused(asked: Asked) -> Iterator[Waiting]:
    """Originals that no record names, and records that nothing leads to but their list."""
    site = asked.site
    marked = [(entry, mark, value) for entry in site.records() for _, mark, value in marked_values(entry)]
    used = {f"{mark.folder}/{value}" for _, mark, value in marked if isinstance(mark, FileIn)}
    for folder in _FOLDERS:
        for name in sorted(files_below(site.project.root / folder)):
            file = f"{folder}/{name}"
            if file not in used and not name.endswith(_NO_ORIGINALS) and not name.rpartition("/")[2].startswith("."):
                yield Waiting(Where(file), "", None, "file-unused")
    named = {f"{mark.kind}:{value}" for _, mark, value in marked if isinstance(mark, RefTo)}
    for kind in ("theme", "place"):
        for entry in site.entries.get(kind, {}).values():
            if entry.ref not in named:
                yield Waiting(entry.where(), entry.ref, None, "entry-unused")


def _untrue(asked: Asked) -> Iterator[Waiting]:
    """What another edit has made false."""
    site = asked.site
    for series in site.all(Series):
        later = [one for one in site.all(Episode) if one.series == series.id and one.publish.date() > site.today]
        if series.complete and later:
            params = {"episode": later[0].ref}
            yield Waiting(series.where("complete"), series.ref, later[0].publish.date(), "complete-but", params)


def _misspelt(asked: Asked) -> Iterator[Waiting]:
    from sitegen.upkeep.spelling import misspelt  # noqa: PLC0415 - other lists need no dictionaries

    for note in misspelt(asked.site):
        yield Waiting(note.where, "", None, "interface", {"problem": note})


LISTS: Mapping[str, List] = {
    "drafts": _drafts,
    "scheduled": _scheduled,
    "expiring": _expiring,
    "samples": _samples,
    "untranslated": _untranslated,
    "upcoming": _upcoming,
    "unused": _unused,
    "untrue": _untrue,
    "misspelt": _misspelt,
}
"""Every list by its name on the command line."""


def waiting(name: str, asked: Asked) -> list[Waiting]:
    """A list, by day and then by place."""
    return sorted(LISTS[name](asked), key=lambda one: (one.day or dt.date.max, one.where))
