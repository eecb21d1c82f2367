"""The desk: takes the orders of all kinds and gives each output its path and fingerprint."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitegen.making.catalogues import find_catalogue
from sitegen.making.errors import CannotMake
from sitegen.making.images import PROFILES
from sitegen.making.kits import KITS
from sitegen.making.originals import measured
from sitegen.making.recipes import salt
from sitegen.making.store import Store
from sitegen.making.templates import TemplateSet
from sitegen.making.typography import SWITCHES
from sitegen.model.entries import Entry, Site
from sitegen.model.languages import Language
from sitegen.model.outputs import Output, SourceFile, View, file_stem
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Options
from sitegen.plan.pictures import derivatives


@dataclass(frozen=True)
class PageOrder:
    """A page as its kind ordered it, before its alternates are known."""

    key: str
    language: Language
    url: str
    template: str
    view: View
    origin: Where
    fallback: Language | None
    listed: bool
    needs: tuple[str, ...]


class Planner:
    """Takes the orders of all kinds (see `model.outputs.Desk`) and turns them into a plan."""

    def __init__(self, site: Site, options: Options, store: Store, problems: Problems) -> None:
        self.site, self.options, self.store, self.problems = site, options, store, problems
        self.printing = options.printing
        self.outputs: dict[str, Output] = {}
        self.pages: list[PageOrder] = []
        self.fingerprints: dict[str, str] = {}
        self.templates = TemplateSet(site.project.folders("templates"))
        self.jobs: dict[str, list[str]] = {}
        self.codes: dict[str, tuple[Entry, str]] = {}
        for language in site.languages:
            for name in language.typography:
                if name not in SWITCHES:
                    problems.error("unknown-switch", language.where, name=name, known=", ".join(SWITCHES))

    # --- what content orders ---------------------------------------------------------------------------------

    def page(
        self,
        key: str,
        language: Language,
        url: str,
        template: str,
        view: View,
        *,
        origin: Where | None = None,
        fallback: Language | None = None,
        listed: bool = True,
        needs: Sequence[str] = (),
    ) -> None:
        """Order a page; `key` is the same in every language, which makes them alternates of each other."""
        order = PageOrder(
            key, language, url, template, view, origin or Where("content/site.yaml"), fallback, listed, tuple(needs)
        )
        self.pages.append(order)

    def file(self, path: str, recipe: str, inputs: Mapping[str, Any], **more: Any) -> str:
        """Order a file under a fixed path."""
        return self.add(Output(path.lstrip("/"), recipe, inputs, **more))

    def asset(self, stem: str, suffix: str, recipe: str, inputs: Mapping[str, Any], **more: Any) -> str:
        """Order a file named by the first digits of its fingerprint; the same order twice is one file."""
        output = Output("", recipe, inputs, **more)
        digits = self._fingerprint(output)[:8]
        folder, _, name = stem.rpartition("/")
        path = f"{folder}/{file_stem(name)}.{digits}{suffix}".lstrip("/")
        return self.add(dataclasses.replace(output, path=path), again=True)

    def source(self, path: Path) -> SourceFile:
        """A file with its digest."""
        return self.store.source(path)

    def picture(
        self, path: Path, profile: str, *, origin: Where, focus: Sequence[float] | None = None, rights: str = ""
    ) -> View:
        """Order the derivatives of a photograph."""
        found = self.measure(path, origin=origin)
        if found is None:
            return {}
        about = {"focus": list(focus or (0.5, 0.5)), "copyright": rights, "origin": origin}
        return derivatives(self, path, found, PROFILES[profile], about)

    def measure(self, path: Path, *, origin: Where) -> View | None:
        """Width, height, placeholder, mode and format of a picture."""
        try:
            found = measured(self.source(path), self.store)
        except CannotMake as error:
            self.problems.error(error.code, origin, file=path.name, **error.params)
            return None
        return found

    def qr(self, identifier: str, target: Entry, *, origin: Where, part: str = "") -> View:
        """Order the short address `/q/<identifier>/` and its code."""
        known = self.codes.setdefault(identifier, (target, part))
        if known[0].ref != target.ref or known[1] != part:
            self.problems.error("duplicate-code", origin, id=identifier, other=known[0].ref)
        text = f"{self.site.code_base}q/{identifier}/"
        more: dict[str, Any] = {"origin": origin, "group": "codes"}
        return {
            "url": f"/q/{identifier}/",
            "text": text,
            "address": text.split("://", 1)[-1],
            "svg": self.file(f"q/{identifier}/qr.svg", "qr-svg", {"text": text}, **more),
            "png": self.file(f"q/{identifier}/qr.png", "qr-png", {"text": text}, **more),
        }

    def kit(self, name: str, languages: Sequence[Language] = ()) -> dict[str, SourceFile]:
        """The standing files of a family of recipes, and catalogues."""
        found = {key: self.source(path) for key, path in KITS[name](self.site.project).items()}
        for language in languages:
            path = find_catalogue(self.site.project.folders("i18n"), language.code)
            if path:
                found["catalogue" if len(languages) == 1 else f"catalogue/{language.code}"] = self.source(path)
        return found

    def job(self, name: str, codes: Sequence[str]) -> None:
        """Announce a print job and the codes it shows."""
        self.jobs[name] = list(codes)

    # --- one output ------------------------------------------------------------------------------------------

    def _fingerprint(self, output: Output) -> str:
        return output.fingerprint(salt(output.recipe), self.fingerprints)

    def add(self, output: Output, *, again: bool = False) -> str:
        """Take an output into the plan; returns its site-absolute address."""
        known = self.outputs.get(output.path)
        if known is None:
            self.outputs[output.path] = output
            self.fingerprints[output.path] = self._fingerprint(output)
        elif not again and self._fingerprint(output) != self.fingerprints[output.path]:
            self.problems.error("duplicate-path", output.origin, path=output.path, other=str(known.origin))
        return f"/{output.path}"

    # --- files made by templates -----------------------------------------------------------------------------

    def template_inputs(self, template: str, language: Language) -> dict[str, Any]:
        """What every template is told: its name and its language."""
        return {"template": template, "language": language.code, "locale": language.locale}

    def template_sources(self, template: str, language: Language) -> dict[str, SourceFile]:
        """The template, all that it includes, and the catalogue of its language."""
        sources = {name: self.source(path) for name, path in self.templates.closure(template).items()}
        catalogue = find_catalogue(self.site.project.folders("i18n"), language.code)
        if catalogue is None:
            self.problems.error("no-catalogue", language.where, language=language.code)
            return sources
        return sources | {"catalogue": self.source(catalogue)}

    def text(self, address: str, template: str, language: Language, view: View) -> None:
        """Order a text file made by a template: a feed, the sitemap."""
        inputs = {"view": view, **self.template_inputs(template, language)}
        self.file(address, "text", inputs, sources=self.template_sources(template, language))
