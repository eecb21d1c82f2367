"""The views of pages, each called once and again only where something has changed that it asked for then."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.content import sharing
from sitegen.content import structured as structured_data
from sitegen.content.localized import LocalizedSite
from sitegen.content.sharing import shared
from sitegen.content.structured import NOTHING, structured
from sitegen.making.store import Store
from sitegen.model.entries import Entry
from sitegen.model.languages import Language
from sitegen.model.media import Web
from sitegen.model.order import Context
from sitegen.model.outputs import Given, LazyView, PlannedPage, Planner
from sitegen.model.problems import BuildFailed
from sitegen.model.project import Options
from sitegen.model.site import Site
from sitegen.model.web_orders import View
from sitegen.plan.tracing import Trace, TracedPlanner, TracedSite, Tracer, repeat


class _Row(NamedTuple):
    """What is remembered of a page: what it was made of, what its view asked for, and what it said."""

    made_of: str
    read: dict[str, str]
    calls: list[list[Any]]
    digest: str
    characters: str


class ViewMemo:
    """Calls the views of pages, or knows what they said."""

    def __init__(self, site: Site[Web], planner: Planner, options: Options, store: Store) -> None:
        self._site, self._planner, self._store, self._options = site, planner, store, options
        self._tracer = Tracer(lambda path: store.source(path).digest)
        self._traced = TracedSite.of(site, self._tracer)
        self._traced_planner = TracedPlanner(planner, self._tracer)
        self._rows: dict[str, dict[str, _Row]] = {}
        self._before: dict[str, Mapping[str, _Row]] = {}
        self._kinds: dict[str, str] = {}
        self._codes: dict[Callable[..., View], str] = {}

    def context(self, page: PlannedPage) -> Context:
        """What a page says."""
        if not isinstance(page.view, LazyView):
            return Context.of(page.view | self._around(page.key, page.language, self._site, self._planner))
        rows, before = self._of(page)
        made_of = self._made_of(page.view)
        row = before.get(page.key)
        if row and row.made_of == made_of and self._holds(row):
            rows[page.key] = row
            return Context(row.digest, row.characters, lambda: self._find_out_again(page, row))
        view, trace = self._find_out(page)
        context = Context.of(view)
        if all(self._state(f"file {path}") == digest for path, digest in trace.files.items()):  # none has changed since
            states = {name: self._state(name) for name in _names(trace)}
            rows[page.key] = _Row(made_of, states, trace.calls, context.digest, context.characters)
        return context

    def anew(self, page: PlannedPage) -> Context:
        """What a page says now, whatever is remembered, as long as its files are as they are."""
        return Context.of(self._find_out(page)[0])

    def trace(self, page: PlannedPage) -> Trace | None:
        """What the view of a page asks for; None where it was finished when the page was ordered."""
        return self._find_out(page)[1] if isinstance(page.view, LazyView) else None

    def keep(self) -> None:
        """Remember what was found out."""
        for name, rows in self._rows.items():
            if rows != self._before[name]:
                known = {"context": self._known, "rows": rows}
                self._store.memory.put(name, json.dumps(known, ensure_ascii=False).encode())

    def _find_out(self, page: PlannedPage) -> tuple[View, Trace]:
        """Call the view of a page, and trace what it asks for."""
        lazy = page.view
        if not isinstance(lazy, LazyView):
            raise TypeError("it has told already")
        self._tracer.trace = trace = Trace()
        local = LocalizedSite(self._traced, self._traced_planner, page.language)
        entry = lazy.entry
        view = lazy.view(*([entry] if entry else []), *lazy.given, local)
        of_entry = local.of_entry(entry) if entry else {}
        around = self._around(page.key, page.language, self._traced, self._traced_planner)
        return {**view, **of_entry, **lazy.more, **around}, trace

    def _find_out_again(self, page: PlannedPage, row: _Row) -> View:
        """What a page says that is known already, now that it is made.

        Raises:
            BuildFailed: a file has changed since the page was planned, so that it would say something else.
        """
        try:
            view, _ = self._find_out(page)
        except OSError as error:
            changed = Path(error.filename).name
        else:
            if Context.of(view).digest == row.digest:
                return view
            changed = next(Path(name).name for name, state in row.read.items() if self._state(name) != state)
        self._planner.problems.error("changed-meanwhile", page.origin, file=changed)
        raise BuildFailed

    def _around(self, key: str, language: Language, site: Site[Web], planner: Planner) -> View:
        """What the page says to machines, and its picture for sharing; nothing in a kiosk, which nobody shares."""
        if self._options.kiosk:
            return {"structured": NOTHING, "share": None}
        local = LocalizedSite(site, planner, language)
        return {"structured": structured(key, local), "share": shared(key, local)}

    # --- what has changed ------------------------------------------------------------------------------------

    def _of(self, page: PlannedPage) -> tuple[dict[str, _Row], Mapping[str, _Row]]:
        """The rows of a page's kind and language: of this build, and as they were remembered."""
        options = self._options
        purpose = f"{options.base_url or ''} {options.printing:d}{options.kiosk:d}{options.preview:d}"
        name = f"context:{purpose}:{page.language.code}:{page.key.partition(':')[0]}"
        if name not in self._rows:
            known = json.loads(self._store.memory.get(name) or "{}")
            rows = known["rows"] if known.get("context") == self._known else {}
            self._rows[name], self._before[name] = {}, {key: _Row(*row) for key, row in rows.items()}
        return self._rows[name], self._before[name]

    @cached_property
    def _known(self) -> str:
        """A digest of what every view may know without asking: the settings, the languages, the day, the options."""
        site, options = self._site, self._options
        known = (site.settings, site.languages, site.later, site.code_base, site.printed, sorted(site.scopes))
        asked = (options.base_url, options.printing, options.kiosk, options.preview, site.today)
        coming = [(entry.ref, entry.digest) for entry in site.coming]
        return hashlib.sha256(repr((known, asked, coming, site.held, sorted(site.many))).encode()).hexdigest()

    def _made_of(self, lazy: LazyView) -> str:
        """A digest of the code of a view and of what it is given."""
        given = [_written(one) for one in (lazy.entry, lazy.given, lazy.more)]
        return hashlib.sha256(" ".join([self._code(lazy.view), *given]).encode()).hexdigest()

    def _code(self, view: Callable[..., View]) -> str:
        """The name of a view and digests of the code behind it."""
        if view not in self._codes:
            if view.__closure__ is not None or "<" in view.__qualname__:
                raise TypeError(f"{view.__qualname__} must be a function of a module, which knows its arguments alone")
            modules = (view.__module__, structured_data.__name__, sharing.__name__, __name__)
            self._codes[view] = " ".join([view.__qualname__, *map(self._store.closures.digest, modules)])
        return self._codes[view]

    def _holds(self, row: _Row) -> bool:
        """Whether everything that a view asked for then would be answered in the same way now."""
        same = all(self._state(name) == state for name, state in row.read.items())
        return same and repeat(self._site, self._planner, row.calls)

    def _state(self, name: str) -> str:
        """What decides an answer: the digest of an entry, of all entries of a kind, or of a file."""
        what, _, of = name.partition(" ")
        if what == "entry":
            return _written(self._site.find(of))
        if what == "kind":
            return self._kind(of)
        path = self._site.project.root / of
        return self._store.source(path).digest if path.is_file() else ""

    def _kind(self, kind: str) -> str:
        if kind not in self._kinds:
            every = "\n".join(map(_written, self._site.entries[kind].values()))
            self._kinds[kind] = hashlib.sha256(every.encode()).hexdigest()
        return self._kinds[kind]


def _names(trace: Trace) -> list[str]:
    """The names of all that a view asked for, as `_state` reads them."""
    of_files = [f"file {path}" for path in trace.files]
    return [*(f"entry {ref}" for ref in trace.entries), *(f"kind {kind}" for kind in trace.kinds), *of_files]


def _written(value: Given) -> str:
    """What a view was given, as a text.

    Raises:
        TypeError: nobody could tell whether it is the same the next time.
    """
    if isinstance(value, Entry):
        if not value.digest:
            raise TypeError(f"{value.ref} was not read by the loader")
        return f"{value.ref} {value.digest}"
    if isinstance(value, tuple):
        return f"({', '.join(map(_written, value))})"
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return f"({', '.join(f'{key!r}: {_written(one)}' for key, one in value.items())})"
    if isinstance(value, list):
        return _written(tuple(value))
    if is_dataclass(value) and not isinstance(value, type):
        return f"{type(value).__name__}{[_written(getattr(value, one.name)) for one in fields(value)]}"
    raise TypeError(f"a view cannot be given {value!r}")
