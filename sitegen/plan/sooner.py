"""A few pages of a coming site, before all of it is planned: what the preview shows first.

The page of an entry is told anew from the coming site; what other pages say, what stands around all of them and every
other output are as they were in the last plan. Templates and styles are as they are now. So a page may be wrong in what
the whole plan, which follows, finds out: then that has another fingerprint for it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from sitegen.making.store import Store
from sitegen.model.entries import Entry
from sitegen.model.media import Web
from sitegen.model.outputs import Given, LazyView, Plan
from sitegen.model.problems import BuildFailed, Problems
from sitegen.model.project import Options
from sitegen.model.site import Site
from sitegen.plan.pages import add_page
from sitegen.plan.planner import Framed, SitePlanner
from sitegen.plan.style import plan_style


class _Gone(Exception):  # noqa: N818 - it says what happened
    """An entry is not in the coming site."""


def sooner(before: SitePlanner, site: Site[Web], options: Options, store: Store, paths: Iterable[str]) -> Plan:
    """The last plan, in which the pages at some paths are those of the coming site, as far as that is known.

    `before` is complete; its store may be closed.
    """
    planner = SitePlanner(site, options, store, Problems())
    planner.fingerprints |= before.fingerprints  # what a page needs of the others, a packed file for example
    around = before.around._replace(style=plan_style(planner, before.around.characters))
    frames = around.frames() if around != before.around else {}
    for path in paths:
        if found := before.framed.get(path):
            try:
                renewed = _renewed(found, planner)
                add_page(planner, renewed._replace(frame=frames.get(found.page.language.code, found.frame)))
            except (_Gone, BuildFailed, OSError):  # the whole plan knows better, and reports it
                continue
    return Plan(before.outputs | planner.outputs, planner.fingerprints, before.files | planner.files)


def _renewed(framed: Framed, planner: SitePlanner) -> Framed:
    """A page of the last plan as it would be ordered now.

    Raises:
        _Gone: it is told of an entry that is not there any more.
    """
    lazy, site = framed.page.view, planner.site
    if not isinstance(lazy, LazyView) or lazy.entry is None:
        return framed
    entry = _now(lazy.entry, site)
    view = dataclasses.replace(lazy, entry=entry, given=tuple(_given(one, site) for one in lazy.given))
    page = dataclasses.replace(framed.page, view=view, origin=entry.where())
    return framed._replace(page=page, context=planner.views.anew(page))


def _given(value: Given, site: Site[Web]) -> Given:
    if isinstance(value, Entry):
        return _now(value, site)
    return tuple(_given(one, site) for one in value) if isinstance(value, tuple) else value


def _now(entry: Entry, site: Site[Web]) -> Entry:
    found = site.find(entry.ref)
    if found is None:
        raise _Gone
    return found
