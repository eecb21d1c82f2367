"""The standing files of recipes: what they read besides what their orders name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sitegen.making.print.fonts import OWN_FONTS, SLUG_FONT, font_files
from sitegen.making.template_set import References, TemplateSet, references_in
from sitegen.model.folders import is_own_file
from sitegen.model.languages import Writing
from sitegen.model.order import Order, SourceFile
from sitegen.model.project import Project

if TYPE_CHECKING:
    from sitegen.model.chart_orders import ChartDrawing, Poster
    from sitegen.model.web_orders import FeedOrder, PageOrder, SharingPicture, TextOrder

PROFILE = "ISOcoated_v2_300_bas"

Standing = dict[str, SourceFile]
"""Files by the name under which a recipe asks for them."""


class Resources:
    """Finds standing files, the project's own before the program's; each is looked for once a run."""

    def __init__(
        self, project: Project, source: Callable[[Path], SourceFile], references: References = references_in
    ) -> None:
        self._project, self._source = project, source
        self._templates = TemplateSet(project.folders("templates"), references)
        self._found: dict[str, Standing] = {}

    def template(self, name: str) -> Standing:
        """A template and all that it extends, includes and imports, by name."""
        return self._once(f"template {name}", lambda: self._templates.closure(name))

    def catalogues(self, *codes: str) -> Standing:
        """The interface's words in these languages: `catalogue/CODE` and, for what that lacks, `catalogue/CODE/1`."""
        found: Standing = {}
        for code in codes:
            found |= self._once(f"catalogue {code}", partial(self._catalogue, code))
        return found

    def _catalogue(self, code: str) -> dict[str, Path]:
        names = (f"catalogue/{code}", f"catalogue/{code}/1")
        return dict(zip(names, find_catalogues(self._project.folders("i18n"), code), strict=False))

    def folder(self, folder: str, pattern: str, prefix: str) -> Standing:
        """Templates of a folder by name behind a prefix."""

        def found() -> dict[str, Path]:
            paths: dict[str, Path] = {}
            for parent in reversed(self._project.folders("templates")):
                own = sorted(path for path in (parent / folder).glob(pattern) if is_own_file(path))
                paths |= {f"{prefix}{path.name}": path for path in own}
            return paths

        return self._once(f"folder {folder} {pattern} {prefix}", found)

    def fonts(self) -> Standing:
        """The fonts of print with their licences, and those of a project for other scripts, each as `font/FILE`."""

        def found() -> dict[str, Path]:
            paths = [
                path for one in reversed(self._project.folders("static")) for path in (one / OWN_FONTS).glob("*.t*")
            ]
            own = {path.name: path for path in sorted(paths) if path.suffix in {".ttf", ".txt"} and is_own_file(path)}
            return {f"font/{name}": path for name, path in (own | font_files()).items()}

        return self._once("fonts", found)

    def profile(self) -> Standing:
        """The output profile of print and its notice: `profile.icc`, `profile.txt`."""
        names = {"profile.icc": f"print/{PROFILE}.icc", "profile.txt": f"print/{PROFILE}.LICENSE.txt"}

        def found() -> dict[str, Path]:
            paths = {name: self._project.find("static", file) for name, file in names.items()}
            return {name: path for name, path in paths.items() if path}

        return self._once("profile", found)

    def _once(self, key: str, find: Callable[[], dict[str, Path]]) -> Standing:
        if key not in self._found:
            self._found[key] = {name: self._source(path) for name, path in find().items()}
        return self._found[key]


def find_catalogues(folders: Iterable[Path], language: str) -> list[Path]:
    """Every `CODE/LC_MESSAGES/messages.po` in the folders: a project's own says what it says otherwise."""
    paths = (folder / language / "LC_MESSAGES" / "messages.po" for folder in folders)
    return [path for path in paths if path.is_file()]


def of_template(resources: Resources, order: PageOrder | FeedOrder | TextOrder) -> Standing:
    """The template with all that it includes, and the words of its language."""
    return resources.template(order.template) | resources.catalogues(order.writing.code)


def of_page(resources: Resources, order: PageOrder) -> Standing:
    """The same, and the words of the other languages that a page speaks."""
    return of_template(resources, order) | resources.catalogues(*(one.code for one in order.voices))


def of_sharing(resources: Resources, order: SharingPicture) -> Standing:
    """The words that stand on a picture for sharing, in its language."""
    return resources.template("parts/sharing.html") | resources.catalogues(order.writing.code)


def of_chart(resources: Resources, order: ChartDrawing) -> Standing:
    """The templates of charts, and the words of its language."""
    return resources.folder("charts", "*.xml", "charts/") | resources.catalogues(order.chart.writing.code)


def of_poster(resources: Resources, order: Poster) -> Standing:
    """Its own templates and those of charts, the words of its languages, the fonts and the profile of its inks."""
    templates = resources.folder("charts", "*.xml", "charts/") | resources.folder("print", "poster*", "print/")
    words = resources.catalogues(*(texts.writing.code for texts in order.texts))
    return templates | words | resources.fonts() | resources.profile()


class _InLanguages(Protocol):
    @property
    def languages(self) -> tuple[Writing, ...]: ...


class _Printed(Protocol):
    @property
    def content(self) -> _InLanguages: ...


def phrases(resources: Resources, order: _Printed) -> Standing:
    """The interface's words on paper, in the languages of the order's content."""
    codes = (writing.code for writing in order.content.languages)
    return resources.folder("print", "words.xml", "print/") | resources.catalogues(*codes)


def laid_out(stem: str) -> Callable[[Resources, _Printed], Standing]:
    """What laying out a thing reads: its templates, which are named by `stem`, its words, and the fonts."""

    def found(resources: Resources, order: _Printed) -> Standing:
        return resources.folder("print", f"{stem}.*", "print/") | phrases(resources, order) | resources.fonts()

    return found


def for_press(stem: str) -> Callable[[Resources, _Printed], Standing]:
    """The same for the press, and the profile of its inks."""
    read = laid_out(stem)
    return lambda resources, order: read(resources, order) | resources.profile()


def slug_font(resources: Resources, _order: Order) -> Standing:
    """The face of what stands beside a page."""
    return {SLUG_FONT: resources.fonts()[SLUG_FONT]}


def notices(resources: Resources, _order: Order) -> Standing:
    """What a package brings along: the licences of fonts and of the profile."""
    return resources.fonts() | resources.profile()
