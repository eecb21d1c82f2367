"""The planner: takes the orders of all kinds and gives each output its path and fingerprint."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.making.errors import CannotMake
from sitegen.making.originals import measured
from sitegen.making.recipes import recipe_of
from sitegen.making.resources import Resources, Standing
from sitegen.making.store import Store
from sitegen.making.template_set import remembered
from sitegen.making.typography import SWITCHES, idle_switches
from sitegen.model.entries import Entry
from sitegen.model.media import M_co, Original, Web
from sitegen.model.order import Context, Order, Released, SourceFile, inputs_of
from sitegen.model.outputs import SETTINGS, Output, Plan, PlannedPage, file_stem, in_template, package_path
from sitegen.model.print_identity import FileVersion, Identity
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Options
from sitegen.model.site import Site
from sitegen.model.web_orders import CodeOrder, Measured, View
from sitegen.plan.pictures import derivatives
from sitegen.plan.profiles import PROFILES
from sitegen.plan.view_memo import ViewMemo


class Framed(NamedTuple):
    """A page with what it says, what stands around it, what it says of itself, and its number among all."""

    page: PlannedPage
    context: Context
    frame: Context
    about: View
    number: int


class Around(NamedTuple):
    """What stands around the pages of each language, by its code, and for which characters fonts are cut down."""

    site: Mapping[str, View]
    characters: str
    style: View

    def frames(self) -> dict[str, Context]:
        """The same as templates are told it."""
        return {code: Context.of({"site": one, "assets": self.style}) for code, one in self.site.items()}


class SitePlanner:
    """Takes the orders of all kinds (see `model.outputs.Planner`) and turns them into a plan."""

    def __init__(self, site: Site[Web], options: Options, store: Store, problems: Problems) -> None:
        self.site, self.options, self.store, self.problems = site, options, store, problems
        self.printing = options.printing
        self.outputs: dict[str, Output] = {}
        self.packed: dict[str, Output] = {}
        self.pages: list[tuple[PlannedPage, Context]] = []
        self.framed: dict[str, Framed] = {}
        self.around = Around({}, "", {})
        self._pictures: dict[tuple[Original[Web], str, tuple[float, float], str], View] = {}
        self.fingerprints: dict[str, str] = {}
        self.files: dict[Path, str] = {}
        self.resources = Resources(site.project, self.source, remembered(store))
        self.views = ViewMemo(site, self, options, store)
        self.jobs: dict[str, list[str]] = {}
        self.drafts: dict[str, dict[str, FileVersion]] = {}
        self.codes: dict[str, tuple[Entry, str]] = {}
        for language in site.languages:
            for name in language.typography:
                if name not in SWITCHES:
                    problems.error("unknown-switch", language.where, name=name, known=", ".join(SWITCHES))
            for name in idle_switches(language.code, language.typography):
                problems.error("idle-switch", language.where, name=name, language=language.name)

    # --- what content orders ---------------------------------------------------------------------------------

    def page(self, page: PlannedPage) -> None:
        """Order a page; it becomes an output when all are known."""
        self.pages.append((page, self.views.context(page)))

    def file(
        self,
        path: str,
        order: Order,
        *,
        origin: Where = SETTINGS,
        places: Mapping[str, Where] | None = None,
        group: str = "",
        packed: bool = False,
    ) -> str:
        """Order a file under a fixed path."""
        output, fingerprint = self._output(path.lstrip("/"), order, origin=origin, places=places or {}, group=group)
        return self._add(output, fingerprint, self.packed if packed else self.outputs)

    def asset(
        self,
        stem: str,
        suffix: str,
        order: Order,
        *,
        origin: Where = SETTINGS,
        places: Mapping[str, Where] | None = None,
        group: str = "",
        inner: bool = False,
    ) -> str:
        """Order a file named by the first digits of its fingerprint; the same order twice is one file."""
        more = {"origin": origin, "places": places or {}, "group": group, "inner": inner}
        output, fingerprint = self._output("", order, **more)
        folder, _, name = stem.rpartition("/")
        path = f"{folder}/{file_stem(name)}.{fingerprint[:8]}{suffix}".lstrip("/")
        return self._add(dataclasses.replace(output, path=path), fingerprint, self.outputs, again=True)

    def source(self, path: Path) -> SourceFile:
        """A file of the program or the design with its digest."""
        found = self.store.source(path)
        self.files[path] = found.digest
        return found

    def released(self, original: Original[M_co]) -> Released[M_co]:
        """A file that a medium may show, with its digest."""
        return Released(original.path, self.source(original.path).digest, original.hidden)

    def picture(
        self,
        original: Original[Web],
        profile: str,
        *,
        origin: Where,
        focus: tuple[float, float] = (0.5, 0.5),
        rights: str = "",
    ) -> View:
        """Order the derivatives of a photograph; many pages show the same ones."""
        key = (original, profile, focus, rights)
        if key not in self._pictures:
            found, row = self.measure(original, origin=origin), PROFILES[profile]
            if found is None:
                return {}
            file = self.released(original)
            self._pictures[key] = derivatives(self, file, found, row, focus=focus, rights=rights, origin=origin)
        return self._pictures[key]

    def measure(self, original: Original[Web], *, origin: Where) -> Measured | None:
        """Measure a picture; what cannot be opened is noted."""
        try:
            found = measured(self.source(original.path), self.store)
        except CannotMake as error:
            self.problems.error(error.code, origin, **error.params)
            return None
        return found

    def qr(self, identifier: str, target: Entry, *, origin: Where, part: str = "") -> View:
        """Order the short address `/q/<identifier>/` and its code."""
        known = self.codes.setdefault(identifier, (target, part))
        if known[0].ref != target.ref or known[1] != part:
            self.problems.error("duplicate-code", origin, id=identifier, other=known[0].ref)
        text = f"{self.site.code_base}q/{identifier}/"
        return {
            "url": f"/q/{identifier}/",
            "text": text,
            "address": text.split("://", 1)[-1],
            "svg": self.file(f"q/{identifier}/qr.svg", CodeOrder(text, "svg"), origin=origin, group="codes"),
            "png": self.file(f"q/{identifier}/qr.png", CodeOrder(text, "png"), origin=origin, group="codes"),
        }

    def job(self, name: str, codes: Sequence[str]) -> None:
        """Announce a print job and the codes it shows."""
        self.jobs[name] = list(codes)

    def dated(self, job: str, identity: Identity, orders: Sequence[Order], days: Iterable[dt.date] = ()) -> Identity:
        """The identity of the files of these orders with their day and version; `drafts` are what is not packed yet."""
        first = self._fingerprint(orders[0], self.fingerprints)[0]
        made = defaultdict[str, str](lambda: first)
        prints = (self._fingerprint(order, made)[0] for order in orders[1:])
        digest = hashlib.sha256("\n".join([first, *prints]).encode()).hexdigest()[:16]
        known = self.site.versions.get(identity.job)
        if known and known.digest == digest:
            return dataclasses.replace(identity, date=known.date, version=str(known.number))
        number = known.number + 1 if known else 1
        self.drafts.setdefault(job, {})[identity.job] = FileVersion(number, self.site.today, digest)
        newest = max([*days, *([known.date] if known else [])], default=identity.date)
        set_by_hand = "edition" in self.site.settings.model_fields_set
        day = max(newest, identity.date) if set_by_hand else newest
        return dataclasses.replace(identity, date=day, version=f"{number}-{digest[:8]}")

    def package(self, job: str) -> Plan:
        """The package of a print job, with all that goes into it; to be asked when everything is ordered."""
        return Plan(self.outputs | self.packed, self.fingerprints).part(package_path(job))

    # --- one output ------------------------------------------------------------------------------------------

    def _output(self, path: str, order: Order, **more: Any) -> tuple[Output, str]:
        """An output with what its recipe brings along, and its fingerprint."""
        fingerprint, standing, needs = self._fingerprint(order, self.fingerprints)
        return Output(path, order, standing, needs, **more), fingerprint

    def _fingerprint(self, order: Order, made: Mapping[str, str]) -> tuple[str, Standing, tuple[str, ...]]:
        """That of an order, its standing files, and what it needs, of which `made` has the fingerprints."""
        recipe = recipe_of(order)
        try:
            standing = recipe.standing(self.resources, order)
        except CannotMake as error:  # a template is at fault
            self.problems.error(error.code, in_template(error.params), **error.params)
            standing = {}
        inputs = inputs_of(order, made)
        deciding = [
            type(order).__name__,
            recipe.function,
            self.store.closures.digest(recipe.module),
            inputs.text,
            *(f"{name} {file.digest}" for name, file in sorted(standing.items())),
        ]
        return hashlib.sha256("\n".join(deciding).encode()).hexdigest(), standing, inputs.needs

    def _add(self, output: Output, fingerprint: str, among: dict[str, Output], *, again: bool = False) -> str:
        """Take an output into the plan, or what is only packed; returns its site-absolute address."""
        known = among.get(output.path)
        if known is None:
            among[output.path], self.fingerprints[output.path] = output, fingerprint
        elif not again and fingerprint != self.fingerprints[output.path]:
            self.problems.error("duplicate-path", output.origin, path=output.path, other=str(known.origin))
        return f"/{output.path}"
