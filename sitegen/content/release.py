"""Decides what is published now: drafts, samples, consent and time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from sitegen.content.held_back import held_addresses
from sitegen.content.localized import url_of
from sitegen.content.mentions import (
    Asked,
    Person,
    agreed_elsewhere,
    gone,
    note_names,
    parties,
    people,
    unasked,
    whole_name,
)
from sitegen.content.own_addresses import held_links
from sitegen.content.placeholders import placeholders
from sitegen.content.press_kit import tell_of_press
from sitegen.model.consent import Consent
from sitegen.model.entries import Entry, Loc, RefTo, marked_values
from sitegen.model.involved import consent_ref, consents_of, refused_files
from sitegen.model.media import Read, Touring, Web
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Options
from sitegen.model.settings import Settings
from sitegen.model.site import Site

NOT_YET = "not-yet"
"""The reason of an entry whose time has not come, as its kind's `held_back` gives it."""


def publishable(site: Site[Read], options: Options, problems: Problems) -> Site[Web]:
    """The site as the website may show it now; everything held back is noted with its reason.

    A kiosk stands at a stop of the tour, so what it shows must be allowed there too; it hands out no press kit.
    """
    if options.release:
        _refuse_placeholders(site.settings, problems)
    everybody = people(site.records(), site.today)
    missing, asked = gone(everybody), {whole_name(person.name.text) for person in everybody}
    finished = replace(site, gone=frozenset({whole_name(person.name.text) for person in missing} - {""}))
    finished = _as_asked(finished, options)
    admitted: Site[Web] = finished.for_medium(Touring) if options.kiosk else finished.for_medium(Web)
    coming: list[Entry] = []
    sound = not problems.failed  # among errors a note would only distract
    for entries in site.entries.values():
        for entry in entries.values():
            reason = None if admitted.find(entry.ref) else _reason(entry, admitted, options)
            if options.release:
                _refuse_unfinished(entry, reason, problems)
                if there := admitted.find(entry.ref):
                    _tell_of_unasked(there, asked, problems)
            if reason == NOT_YET:
                coming.append(entry)
            if reason and sound:
                problems.note("held-back", entry.where(), ref=entry.ref, reason=reason)
    admitted = replace(admitted, coming=tuple(coming), held=held_addresses(site, admitted))
    if sound:
        _tell_of_gaps(site, admitted, problems)
        _tell_of_left_out(finished, admitted, problems)
        tell_of_press(finished, admitted, problems)
        _tell_of_agreed(site, everybody, problems)
        if missing:
            shown = [entry for entries in admitted.entries.values() for entry in entries.values()]
            note_names(shown, site.settings, missing, Asked(site.project, options, problems))
    return admitted


def next_change(site: Site[Web]) -> dt.datetime:
    """The first moment from which another site may come out of the same content.

    That is when an entry comes out, or else the next midnight: consents end, and what was coming is past, by days.
    """
    midnight = dt.datetime.combine(site.today + dt.timedelta(days=1), dt.time(), site.now.tzinfo)
    moments = (site.kinds[entry.kind_name].due(entry, site) for entry in site.coming)
    return min([midnight, *(moment for moment in moments if moment)], key=dt.datetime.timestamp)


def _as_asked(site: Site[Read], options: Options) -> Site[Read]:
    """The site without what some builds leave out: drafts are for the preview alone, no kiosk has a press kit."""
    if options.kiosk:
        site = replace(site, settings=site.settings.model_copy(update={"press": None}))
    return site if options.preview else _without_drafts(site)


def _without_drafts(site: Site[Read]) -> Site[Read]:
    """The site without its drafts, and without files that lack a consent in one of them."""
    kept = {kind: {name: one for name, one in of.items() if not one.draft} for kind, of in site.entries.items()}
    drafts = [entry for entry in site.every() if entry.draft]
    withheld = frozenset(
        file for one in drafts for file in refused_files(one, lambda consent, _: _holds(consent, site))
    )
    return replace(site, entries=kept, withheld=site.withheld | withheld)


def _holds(consent: Consent, site: Site[Read]) -> bool:
    return consent.state(site.today) == "given"


def _reason(entry: Entry, admitted: Site[Web], options: Options) -> str | None:
    return "draft" if entry.draft and not options.preview else admitted.why_not(entry)


def _refuse_unfinished(entry: Entry, reason: str | None, problems: Problems) -> None:
    if entry.draft:
        problems.error("draft-in-release", entry.where("draft"), ref=entry.ref)
        return
    for loc, consent in consents_of(entry):
        if consent.status == "pending":  # one that has ended is known, and keeps out what it is about by itself
            problems.error("consent-unknown", entry.where(*loc, "status"), ref=consent_ref(entry, loc))
    _refuse_placeholders(entry, problems)
    if reason is None:
        for where, ref in sample_places(entry):
            problems.error("sample-in-release", where, ref=ref)


def _refuse_placeholders(of: Entry | Settings, problems: Problems) -> None:
    for loc, value in placeholders(of):
        problems.error("placeholder-in-release", of.where(*loc), value=value)


def _tell_of_unasked(shown: Entry, asked: Collection[str], problems: Problems) -> None:
    """Whom a record shows by name though nobody wrote down that they agree: they may have, long ago."""
    for party in unasked(shown, asked):
        problems.warning("name-without-consent", shown.where(*party.loc, "name"), name=party.name, ref=shown.ref)


def _tell_of_gaps(site: Site[Read], admitted: Site[Web], problems: Problems) -> None:
    """What names something held back is shown without it; its editor should know."""
    for entries in admitted.entries.values():
        for entry in entries.values():
            for where, ref in _named(entry):
                if admitted.find(ref) is None and site.find(ref):
                    problems.warning("names-held-back", where, ref=ref, by=entry.ref)
            for where, ref in _written_out(entry, admitted):
                problems.warning("names-held-back", where, ref=ref, by=entry.ref)


def _tell_of_agreed(site: Site[Read], everybody: Sequence[Person], problems: Problems) -> None:
    """Who has withdrawn one consent may have forgotten another."""
    if any(person.state == "withdrawn" for person in everybody):  # else nothing need be looked at
        for one in agreed_elsewhere([*site.every()], site.today):
            problems.note("agreed-elsewhere", one.where, name=one.name, ref=one.ref, other=one.over)


def _tell_of_left_out(read: Site[Read], admitted: Site[Web], problems: Problems) -> None:
    """Whom a record names and its page does not."""
    for entries in admitted.entries.values():
        for shown in entries.values():
            entry = read.find(shown.ref)
            if entry is None or entry is shown:
                continue
            there = {shown.where(*party.loc) for party in parties(shown)}
            for party in parties(entry):
                if (where := entry.where(*party.loc)) not in there:
                    problems.note("person-left-out", where, name=party.name, ref=entry.ref)


def _named(entry: Entry) -> Iterator[tuple[Where, str]]:
    """Every other entry that this one names, in its fields or in its prose."""
    for loc, mark, value in marked_values(entry):
        if isinstance(mark, RefTo):
            yield entry.where(*loc), f"{mark.kind}:{value}"
    for prose in entry.prose.values():
        yield from ((Where(prose.file, link.line, link.column), link.ref) for link in prose.links)


def _written_out(entry: Entry, admitted: Site[Web]) -> Iterator[tuple[Where, str]]:
    """Every entry that is held back and whose address stands in the prose of this one."""
    for language in admitted.languages if admitted.held else ():
        if prose := entry.prose.get(language.code):
            yield from held_links(prose, url_of(entry, admitted, language), admitted)


def samples(site: Site[Read]) -> list[tuple[Where, str]]:
    """Everything that stands in for a missing original: where it says so, and whose it is."""
    return [found for entries in site.entries.values() for entry in entries.values() for found in sample_places(entry)]


def sample_places(entry: Entry) -> list[tuple[Where, str]]:
    """The marks `sample: true` of an entry and of what is inside it, such as an interview."""
    return [(entry.where(*loc), _inner_ref(entry, loc)) for loc in _sample_marks(entry, ())]


def _inner_ref(entry: Entry, loc: Loc) -> str:
    return " ".join([entry.ref, *map(str, loc[:-1])])


def _sample_marks(value: Any, loc: Loc) -> Iterator[Loc]:
    items: Sequence[tuple[str | int, Any]] = ()
    if isinstance(value, BaseModel):
        items = list(value)
    elif isinstance(value, Mapping):
        items = list(value.items())
    elif isinstance(value, list | tuple):
        items = list(enumerate(value))
    for key, item in items:
        if key == "sample" and item is True:
            yield (*loc, key)
        else:
            yield from _sample_marks(item, (*loc, key))
