"""What an output is made of, as its order, its recipe and the view of its page say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property

from sitegen.making.recipes import recipe_of
from sitegen.model.entries import Entry
from sitegen.model.media import Clearance
from sitegen.model.order import Context, Made, Released, SourceFile
from sitegen.model.outputs import Output, Plan, PlannedPage, page_file
from sitegen.model.problems import Where
from sitegen.model.web_orders import PageOrder
from sitegen.plan.planner import SitePlanner
from sitegen.plan.tracing import Trace

_CUT = re.compile(r"[\s,\"'<>#]+")
"""What stands between addresses in HTML and in `srcset`."""


@dataclass(frozen=True)
class Ingredients:
    """All by name: files as reports name them, records by reference, other outputs by path.

    `kinds` are those of which every record counts, even a new one; `loads` are outputs whose addresses it holds,
    `needs` those whose bytes it is made of; `modules` are the files of the program behind its `recipe`.
    """

    origin: Where
    texts: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    record_files: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    recipe: str = ""
    modules: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()


class Inspector:
    """Finds what the outputs of a plan are made of."""

    def __init__(self, planner: SitePlanner, plan: Plan) -> None:
        self._planner, self._plan, self._site = planner, plan, planner.site
        self.pages: Mapping[str, PlannedPage] = {page_file(page.url): page for page, _ in planner.pages}

    def ingredients(self, path: str) -> Ingredients:
        """What the output of this path is made of."""
        output = self._plan.outputs[path]
        recipe, order = recipe_of(output.order), output.order
        told = self._trace(path)
        found = list(_parts(order))
        words = [part for part in found if isinstance(part, str)]
        paths = [name for text in words for name in self._paths(text) if name != path]
        refs = [part.ref for part in found if isinstance(part, Clearance)]
        refs += [self.pages[name].key for name in self._said(output) if name in self.pages]
        refs += list(told.entries) if told else []
        own = self.entry(output.origin)
        records = {ref: entry for ref in refs if (entry := self._site.find(ref)) and entry is not own}
        of_many = () if own else [entry.kind_name for entry in records.values()]
        kinds = _once([*(told.kinds if told else ()), *of_many])
        alone = [entry for ref, entry in records.items() if entry.kind_name not in kinds]
        shown = self._site.project.shown
        files = [shown(part.path) for part in found if isinstance(part, SourceFile | Released)]
        standing = {name: shown(file.path) for name, file in output.standing.items()}
        templates = [file for file in standing.values() if file.startswith("templates/")]
        catalogues = [file for name, file in standing.items() if name.startswith("catalogue/")]
        modules, libraries = self._planner.store.closures.parts(recipe.module)
        return Ingredients(
            output.origin,
            self._texts(own, output),
            tuple(entry.ref for entry in alone),
            tuple(entry.where().file for entry in alone),
            kinds,
            _once(files),
            _once(name for name in paths if name not in self.pages),
            _once([*output.needs, *(part.path for part in found if isinstance(part, Made))]),
            tuple(templates),
            tuple(catalogues),
            _once(file for file in standing.values() if file not in {*templates, *catalogues}),
            recipe.function,
            tuple(f"sitegen/{name}" for name, _ in modules),
            tuple(libraries),
        )

    def entry(self, origin: Where) -> Entry | None:
        """The record that stands at a place."""
        return self._by_file.get(origin.file)

    @cached_property
    def _by_file(self) -> Mapping[str, Entry]:
        return {entry.where().file: entry for entry in self._site.records()}

    def _said(self, output: Output) -> Iterator[str]:
        """The outputs whose addresses it says itself, not only in what stands around it."""
        order = output.order.context if isinstance(output.order, PageOrder) else output.order
        for part in _parts(order):
            yield from self._paths(part) if isinstance(part, str) else ()

    def _trace(self, path: str) -> Trace | None:
        page = self.pages.get(path)
        return self._planner.views.trace(page) if page else None

    def _texts(self, entry: Entry | None, output: Output) -> tuple[str, ...]:
        """The texts beside its record; on a page, that of its language or the one that stands in."""
        page = self.pages.get(output.path)
        if entry is None or not entry.prose or (page and page.key != entry.ref):
            return ()
        code = (page.fallback or page.language).code if page else ""
        return tuple(prose.file for name, prose in entry.prose.items() if name == code or not page)

    def _paths(self, text: str) -> Iterator[str]:
        """The outputs whose addresses stand in a text."""
        base = self._site.settings.base
        for word in _CUT.split(text) if "/" in text else ():
            address = word.removeprefix(base)
            if address.startswith("/") and (path := page_file(address)) in self._plan.outputs:
                yield path


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _parts(value: object) -> Iterator[object]:
    """Every text, file, proof and output in an order, however deep."""
    if isinstance(value, str | SourceFile | Released | Clearance | Made):
        yield value
    elif isinstance(value, Context):
        yield from _parts(value.view)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _parts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _parts(inner)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _parts(getattr(value, field.name))
