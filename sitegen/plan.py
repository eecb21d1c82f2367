"""Site -> every output file: paths, recipes, inputs. Nothing is made here."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitegen.content.chrome import chrome
from sitegen.content.feeds import FEEDS
from sitegen.content.kinds.front import order_front
from sitegen.content.kinds.kiosk import SLIDES, order_slides
from sitegen.content.lens import lenses
from sitegen.content.printed import FrozenCode
from sitegen.content.structured import NOTHING, structured
from sitegen.making.catalogues import find_catalogue
from sitegen.making.codes import matrix_digest
from sitegen.making.errors import CannotMake
from sitegen.making.fonts import FACES, face_path
from sitegen.making.images import FORMATS, PROFILES, height_for, widths_for
from sitegen.making.kits import KITS
from sitegen.making.originals import measured
from sitegen.making.recipes import salt
from sitegen.making.store import Store
from sitegen.making.templates import TemplateSet
from sitegen.making.typography import SWITCHES
from sitegen.model.entries import Entry, Site
from sitegen.model.languages import Language
from sitegen.model.outputs import Output, Plan, SourceFile, View, file_stem, page_file
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Options

PAGE_BATCH = 24
"""So many pages are rendered by one worker at a time."""


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
        self._codes: dict[str, tuple[Entry, str]] = {}
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
        return self._add(Output(path.lstrip("/"), recipe, inputs, **more))

    def asset(self, stem: str, suffix: str, recipe: str, inputs: Mapping[str, Any], **more: Any) -> str:
        """Order a file named by the first digits of its fingerprint; the same order twice is one file."""
        output = Output("", recipe, inputs, **more)
        digits = self._fingerprint(output)[:8]
        folder, _, name = stem.rpartition("/")
        path = f"{folder}/{file_stem(name)}.{digits}{suffix}".lstrip("/")
        return self._add(dataclasses.replace(output, path=path), again=True)

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
        about = {"focus": list(focus or (0.5, 0.5)), "copyright": rights}
        return self._derivatives(path, found, profile, origin, about)

    def measure(self, path: Path, *, origin: Where) -> View | None:
        """Width, height, placeholder, mode and format of a picture."""
        try:
            found = measured(self.source(path), self.store)
        except CannotMake as error:
            self.problems.error(error.code, origin, file=path.name, **error.params)
            return None
        return found

    def _derivatives(self, path: Path, found: View, profile: str, origin: Where, about: View) -> View:
        row, size = PROFILES[profile], (found["width"], found["height"])
        sets: dict[str, list[tuple[int, str]]] = {}
        for name in row.formats:
            for width in widths_for(row, FORMATS[name], size[0]):
                inputs = {
                    "width": width,
                    "height": height_for(row, width, size),
                    "format": name,
                    "crop": row.ratio is not None,
                    "focus": about["focus"] if row.ratio else [],
                    "copyright": about["copyright"],
                }
                url = self.asset(
                    f"media/{path.stem}-{width}{'-' + profile if row.ratio else ''}",
                    FORMATS[name].suffix,
                    "image",
                    inputs,
                    sources={"file": self.source(path)},
                    origin=origin,
                    group=f"image {path}",
                )
                sets.setdefault(name, []).append((width, url))
        *modern, last = sets
        width = sets[last][-1][0]
        return {
            "src": sets[last][-1][1],
            "srcset": _srcset(sets[last]),
            "sources": [{"type": FORMATS[name].mime, "srcset": _srcset(sets[name])} for name in modern],
            "width": width,
            "height": height_for(row, width, size),
            "tone": found["tone"],
            "portrait": size[1] > size[0],
        }

    def qr(self, identifier: str, target: Entry, *, origin: Where, part: str = "") -> View:
        """Order the short address `/q/<identifier>/` and its code."""
        known = self._codes.setdefault(identifier, (target, part))
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

    def _add(self, output: Output, *, again: bool = False) -> str:
        known = self.outputs.get(output.path)
        if known is None:
            self.outputs[output.path] = output
            self.fingerprints[output.path] = self._fingerprint(output)
        elif not again and self._fingerprint(output) != self.fingerprints[output.path]:
            self.problems.error("duplicate-path", output.origin, path=output.path, other=str(known.origin))
        return f"/{output.path}"

    # --- finishing -------------------------------------------------------------------------------------------

    def finish(self) -> Plan:
        """Add what depends on all orders: short addresses, style, alternates, feeds, the sitemap."""
        self._keep_printed()
        order_codes(self, self._codes)
        style = self._style()
        groups: dict[str, list[PageOrder]] = {}
        for order in self.pages:
            groups.setdefault(order.key, []).append(order)
        through = {lens.language.code: lens for lens in lenses(self.site, self)}
        around = {code: chrome(lens) for code, lens in through.items()}
        slides = {order.language.code: order.url for order in groups.get(SLIDES, [])}
        for number, order in enumerate(self.pages):
            of_kiosk = {"kiosk": self.options.kiosk, "slides": slides.get(order.language.code, "")}
            view = order.view | {
                "site": around[order.language.code],
                "page": self._about(order, groups[order.key]) | of_kiosk,
                "assets": style,
                "structured": NOTHING if self.options.kiosk else structured(order.key, through[order.language.code]),
            }
            self._add(self._page_output(order, view, number))
        self._feeds()
        self._sitemap(groups)
        return Plan(self.outputs, self.fingerprints)

    def _keep_printed(self) -> None:
        """Codes that went to print stay where they are; a redirect in the lock gives one another target."""
        for code in self.site.printed:
            about: dict[str, Any] = {"id": code.id, "job": code.job}
            target = self.site.find(code.target)
            known = self._codes.get(code.id)
            if target is None:
                key = "frozen-code-dead" if known else "frozen-code-missing"
                self.problems.error(key, code.where, target=code.target, **about)
            elif known is None:
                self.qr(code.id, target, origin=code.where)
            address = f"{self.site.code_base}q/{code.id}/"
            if address != code.address or matrix_digest(address) != code.matrix:
                self.problems.error("frozen-code-changed", code.where, address=code.address, **about)

    def frozen(self, job: str) -> list[FrozenCode]:
        """What `print freeze` records of a job."""
        return [
            FrozenCode(
                id=name,
                address=(address := f"{self.site.code_base}q/{name}/"),
                target=self._codes[name][0].ref,
                matrix=matrix_digest(address),
                date=self.site.today,
                job=job,
            )
            for name in self.jobs[job]
        ]

    def _page_output(self, order: PageOrder, view: View, number: int) -> Output:
        lost = order.url == "/404.html" and not self.options.kiosk
        inputs = {
            "view": view,
            "url": order.url,
            "typography": {language.code: dict(language.typography) for language in self.site.languages},
            "base_path": self.site.settings.base_path if lost else None,
            "index": self.options.kiosk,
            **self._template_inputs(order.template, order.language),
        }
        if order.needs:
            inputs["needs"] = list(order.needs)
        return Output(
            page_file(order.url),
            "page",
            inputs,
            sources=self._template_sources(order.template, order.language),
            needs=order.needs,
            origin=order.origin,
            group=f"pages {order.language.code} {number // PAGE_BATCH}",
        )

    def _template_inputs(self, template: str, language: Language) -> dict[str, Any]:
        return {"template": template, "language": language.code, "locale": language.locale}

    def _template_sources(self, template: str, language: Language) -> dict[str, SourceFile]:
        sources = {name: self.source(path) for name, path in self.templates.closure(template).items()}
        catalogue = find_catalogue(self.site.project.folders("i18n"), language.code)
        if catalogue is None:
            self.problems.error("no-catalogue", language.where, language=language.code)
            return sources
        return sources | {"catalogue": self.source(catalogue)}

    def _about(self, order: PageOrder, group: Sequence[PageOrder]) -> View:
        """What a page says of itself and of its other languages (only real translations are alternates)."""
        base = self.site.settings.base_url.rstrip("/")
        real = [other for other in group if other.fallback is None] if len(group) > 1 else []
        alternates = [{"code": other.language.code, "url": base + other.url} for other in real]
        source = next((other for other in group if other.language == order.fallback), order)
        default = f"{base}/" if order.key == "home" else base + real[0].url if real else ""
        return {
            "key": order.key,
            "url": order.url,
            "language": order.language.code,
            "canonical": base + source.url,
            "alternates": alternates if order in real else [],
            "default": default if order in real else "",
            "fallback": order.fallback.code if order.fallback else "",
            "listed": order.listed,
            "switch": [self._switch(language, order, group) for language in self.site.languages],
        }

    def _switch(self, language: Language, order: PageOrder, group: Sequence[PageOrder]) -> View:
        same = next((other.url for other in group if other.language == language), f"/{language.prefix}/")
        return {"code": language.code, "name": language.name, "url": same, "here": language == order.language}

    def _style(self) -> View:
        """The style sheet, fonts and scripts that every page may use."""
        characters = "".join(sorted(self._characters()))
        faces: list[View] = []
        for face in FACES:
            url = self.asset(
                f"static/{face.file.split('.')[0].lower()}",
                ".woff2",
                "font",
                {"characters": characters},
                sources={"file": self.source(face_path(face))},
            )
            faces.append(
                {"family": face.family, "weight": face.weight, "style": face.style, "url": url, "preload": face.preload}
            )
        sheet_faces = [{**face, "url": face["url"].rsplit("/", 1)[-1], "display": "swap"} for face in faces]
        parts = {path.name: self.source(path) for path in self._parts("css", "*.css")}
        scripts = {
            path.stem: self.asset(f"static/{path.stem}", ".js", "copy", {}, sources={"file": self.source(path)})
            for path in self._parts(".", "*.js")
        }
        for path in self._static("root", "*"):
            self.file(path.name, "copy", {}, sources={"file": self.source(path)})
        return {
            "css": self.asset("static/site", ".css", "stylesheet", {"faces": sheet_faces}, sources=parts),
            "preload": [face["url"] for face in faces if face["preload"]],
            "scripts": scripts,
        }

    def _parts(self, folder: str, pattern: str) -> list[Path]:
        """Static files of every page; in a kiosk folder, what only kiosks need comes last."""
        return self._static(folder, pattern) + (self._static("kiosk", pattern) if self.options.kiosk else [])

    def _static(self, folder: str, pattern: str) -> list[Path]:
        """Static files of the project and, where it has none of that name, of the program."""
        found: dict[str, Path] = {}
        for parent in reversed(self.site.project.folders("static")):
            found |= {path.name: path for path in (parent / folder).glob(pattern) if path.is_file()}
        return [found[name] for name in sorted(found)]

    def _characters(self) -> set[str]:
        """Every character that a page may show: of views, catalogues and templates."""
        found = {chr(code) for code in range(0x20, 0x7F)} | {"\u00a0"} | set("„“”‚‘’«»–—…·×°€§©→")
        for language in self.site.languages:  # so that a new word rarely needs new fonts, and thus new pages
            found.update((language.alphabet or "") + (language.alphabet or "").upper())
        for order in self.pages:
            found.update(*_texts(order.view))
        for lens in lenses(self.site, self):
            found.update(*_texts(chrome(lens)))
        for folder in self.site.project.folders("i18n"):
            for path in folder.glob("*/LC_MESSAGES/*.po"):
                found.update(path.read_text("utf-8"))
        return {character for character in found if character.isprintable()}

    def _feeds(self) -> None:
        for feed in FEEDS:
            for lens in lenses(self.site, self):
                for address, view in feed.views(lens):
                    self._text(address, feed.template, lens.language, view)

    def _text(self, address: str, template: str, language: Language, view: View) -> None:
        inputs = {"view": view, **self._template_inputs(template, language)}
        self.file(address, "text", inputs, sources=self._template_sources(template, language))

    def _sitemap(self, groups: Mapping[str, Sequence[PageOrder]]) -> None:
        base, first = self.site.settings.base_url.rstrip("/"), self.site.languages[0]
        pages = [
            {"url": base + order.url, "alternates": self._about(order, groups[order.key])["alternates"]}
            for order in self.pages
            if order.listed and order.fallback is None
        ]
        self._text("/sitemap.xml", "feeds/sitemap.xml", first, {"pages": pages})
        self._text("/robots.txt", "feeds/robots.txt", first, {"sitemap": f"{base}/sitemap.xml"})


def _srcset(files: Sequence[tuple[int, str]]) -> str:
    return ", ".join(f"{url} {width}w" for width, url in files)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def order_codes(planner: Planner, codes: Mapping[str, tuple[Entry, str]]) -> None:
    """The page behind each code: it leads to the target in the visitor's language."""
    site = planner.site
    first = site.languages[0]
    for identifier, (target, part) in codes.items():
        anchor = f"#{part}" if part else ""
        choices = []
        for lens in lenses(site, planner):
            link = lens.link(target.kind_name, target.id)
            choices.append(
                {
                    "code": lens.language.code,
                    "name": lens.language.name,
                    "title": link["title"],
                    "url": link["url"] + anchor,
                }
            )
        view = {"title": choices[0]["title"], "description": "", "choices": choices}
        planner.page(f"q:{identifier}", first, f"/q/{identifier}/", "q.html", view, origin=target.where(), listed=False)


def make_plan(site: Site, options: Options, store: Store, problems: Problems) -> Plan:
    """Every output of the site, with its fingerprint."""
    return planned(site, options, store, problems).finish()


def planned(site: Site, options: Options, store: Store, problems: Problems) -> Planner:
    """The planner with the orders of all kinds, still without what depends on all of them."""
    planner = Planner(site, options, store, problems)
    for kind in site.kinds.values():
        kind.order(site, planner)
    order_front(site, planner)
    if options.kiosk:
        order_slides(site, planner)
    return planner
