"""A few pages of a coming site, before all of it is planned: what the preview shows first.

Each is told anew from the coming site; what stands around it and every other output are as they were in the last plan.
So it may be wrong in what the whole plan, which follows, finds out: then that has another fingerprint for the page.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from sitegen.making.store import Store
from sitegen.model.entries import Entry
from sitegen.model.media import Web
from sitegen.model.outputs import Given, LazyView, Plan, PlannedPage
from sitegen.model.problems import BuildFailed, Problems
from sitegen.model.project import Options
from sitegen.model.site import Site
from sitegen.plan.pages import add_page
from sitegen.plan.planner import SitePlanner


class _Gone(Exception):  # noqa: N818 - it says what happened
    """An entry is not in the coming site."""


def sooner(before: SitePlanner, site: Site[Web], options: Options, store: Store, paths: Iterable[str]) -> Plan:
    """The last plan, in which the pages of entries at some paths are those of the coming site.

    `before` is complete; its store may be closed.
    """
    planner = SitePlanner(site, options, store, Problems())
    for path in paths:
        if found := before.framed.get(path):
            try:
                page = _renewed(found.page, site)
                add_page(planner, found._replace(page=page), planner.views.anew(page))
            except (_Gone, BuildFailed, OSError):  # the whole plan knows better, and reports it
                continue
    outputs, fingerprints = before.outputs | planner.outputs, before.fingerprints | planner.fingerprints
    return Plan(outputs, fingerprints, before.files | planner.files)


def _renewed(page: PlannedPage, site: Site[Web]) -> PlannedPage:
    """A page of the last plan as it would be ordered now.

    Raises:
        _Gone: it is not told of one entry, or of one that is not there any more.
    """
    lazy = page.view
    if not isinstance(lazy, LazyView) or lazy.entry is None:
        raise _Gone
    entry = _now(lazy.entry, site)
    view = dataclasses.replace(lazy, entry=entry, given=tuple(_given(one, site) for one in lazy.given))
    return dataclasses.replace(page, view=view, origin=entry.where())


def _given(value: Given, site: Site[Web]) -> Given:
    if isinstance(value, Entry):
        return _now(value, site)
    return tuple(_given(one, site) for one in value) if isinstance(value, tuple) else value


def _now(entry: Entry, site: Site[Web]) -> Entry:
    found = site.find(entry.ref)
    if found is None:
        raise _Gone
    return found
