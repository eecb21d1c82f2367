"""Decides what is published now: drafts, samples, consent and time."""

from __future__ import annotations

import dataclasses

from sitegen.model.entries import Entry, Kind, RefTo, Site, marked_values
from sitegen.model.problems import Problems
from sitegen.model.project import Options

NOT_YET = "not-yet"
"""The reason of an entry whose time has not come, as its kind's `allowed` gives it."""


def admit(site: Site, options: Options, problems: Problems) -> Site:
    """The site with only what may be published now; everything held back is noted with its reason."""
    kept = {kind.name: dict(site.entries[kind.name]) for kind in site.kinds.values()}
    coming: list[Entry] = []
    for kind in site.kinds.values():
        for entry in site.entries[kind.name].values():
            reason = _held_back(entry, kind, site, options)
            if options.release and entry.draft:
                problems.error("draft-in-release", entry.where("draft"), ref=entry.ref)
            if reason == NOT_YET:
                coming.append(entry)
            if reason:
                problems.note("held-back", entry.where(), ref=entry.ref, reason=reason)
                del kept[kind.name][entry.id]
            elif options.release and entry.sample:
                problems.error("sample-in-release", entry.where("sample"), ref=entry.ref)
    admitted = dataclasses.replace(site, entries=kept, coming=tuple(coming))
    _tell_of_gaps(site, admitted, problems)
    return admitted


def _held_back(entry: Entry, kind: Kind, site: Site, options: Options) -> str | None:
    if entry.draft and not options.preview:
        return "draft"
    return kind.allowed(entry, site, site.now)


def _tell_of_gaps(site: Site, admitted: Site, problems: Problems) -> None:
    """A list that names something held back is shown without it; its editor should know."""
    for entries in admitted.entries.values():
        for entry in entries.values():
            for loc, mark, value in marked_values(entry):
                known = isinstance(mark, RefTo) and value in site.entries[mark.kind]
                if known and value not in admitted.entries[mark.kind]:
                    problems.warning("names-held-back", entry.where(*loc), ref=f"{mark.kind}:{value}", by=entry.ref)


def samples(site: Site) -> list[Entry]:
    """Every entry that stands in for a missing original, in the order of kinds and ids."""
    return [entry for entries in site.entries.values() for entry in entries.values() if entry.sample]
