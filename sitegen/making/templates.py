"""Jinja2 templates: strict, autoescaped, without globals, so that a page shows only what it was given."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, meta
from markupsafe import Markup

from sitegen.making.catalogues import Catalogue
from sitegen.making.charts.rendering import FILTERS
from sitegen.making.input_files import InputFiles
from sitegen.making.markup import finish
from sitegen.making.offline import offline
from sitegen.making.prose import to_html
from sitegen.making.typography import rules_for
from sitegen.model.languages import Writing
from sitegen.model.order import Made, SourceFile
from sitegen.model.web_orders import PageOrder, TextOrder, View

_BLANK_LINES = re.compile(r"(<pre\b.*?</pre>)|(?<=\n)[ \t]*\n", re.DOTALL)
"""Lines that template tags leave empty; preformatted text keeps its own."""


class _Given(BaseLoader):
    """Loads only the standing files of the output at hand."""

    def __init__(self) -> None:
        self.files = InputFiles()

    def get_source(self, _: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        file = self.files.standing.get(template)
        if file is None:
            raise TemplateNotFound(template)
        # The next output may have another file of this name: a project's own, or one that was edited meanwhile.
        return self.files.text(template), str(file.path), lambda: self.files.standing.get(template) == file


def _bare() -> Environment:
    environment = Environment(
        loader=_Given(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        extensions=["jinja2.ext.i18n"],
    )
    # The i18n extension has put its alias `_` there; Jinja's own globals go.
    environment.globals = {"_": environment.globals["_"]}
    environment.filters["prose"] = _prose
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    environment.filters |= FILTERS
    return environment


def _prose(view: Mapping[str, Any]) -> Markup:
    """Markdown to safe HTML; to_html has sanitised it."""
    return Markup(to_html(view["markdown"], view["links"]))  # noqa: S704 - sanitised by nh3


@lru_cache(maxsize=32)
def _environment(language: str, locale: str, catalogue: SourceFile) -> Environment:
    """One environment for each language and state of its catalogue."""
    environment = _bare()
    words = Catalogue(language, locale, catalogue.path)
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        words.gettext, words.ngettext, newstyle=True, pgettext=words.pgettext
    )
    environment.filters["number"] = words.number
    return environment


def _made(finished: Iterable[Made], files: InputFiles) -> dict[str, dict[str, str | int]]:
    """What a page may say of finished files: their size and check sum."""
    contents = {file.path: files.read(file) for file in finished}
    return {
        path: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in contents.items()
    }


def _render(template: str, writing: Writing, view: View, files: InputFiles) -> str:
    environment = _environment(writing.code, writing.locale, files.standing[f"catalogue/{writing.code}"])
    loader = environment.loader
    if isinstance(loader, _Given):
        loader.files = files
    return environment.get_template(template).render(view)


def page(order: PageOrder, files: InputFiles) -> bytes:
    """Make a page: its template filled, its typography set, its links made relative."""
    view = order.view | ({"made": _made(order.finished, files)} if order.finished else {})
    html = _render(order.template, order.writing, view, files)
    if order.folder:
        html = offline(html)
    rules = {writing.code: rules_for(writing.code, dict(writing.typography)) for writing in order.typography}
    html = finish(html, order.url, rules, base_path=order.base_path, index=order.folder)
    return _BLANK_LINES.sub(r"\1", html).encode()


def text(order: TextOrder, files: InputFiles) -> bytes:
    """Make a feed, the sitemap or robots.txt: its template filled, as it is."""
    found = _render(order.template, order.writing, order.view, files)
    return (_BLANK_LINES.sub(r"\1", found).strip() + "\n").encode()


class TemplateSet:
    """The templates of a project and which others each of them includes."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = list(folders)
        self._closures: dict[str, dict[str, Path]] = {}
        self._open: set[str] = set()

    def closure(self, name: str) -> dict[str, Path]:
        """A template and all that it extends, includes and imports, by name.

        Raises:
            ValueError: a name is computed, or a template is missing; both are mistakes of the designer.
        """
        if name not in self._closures:
            if name in self._open:
                raise ValueError(f"{name} includes itself")
            self._open.add(name)
            path = self._find(name)
            found = {name: path}
            tree = _bare().parse(path.read_text("utf-8"))
            for inner in meta.find_referenced_templates(tree):
                if inner is None:
                    raise ValueError(f"{name} includes a template by a computed name, which cannot be tracked")
                found |= self.closure(inner)
            self._open.remove(name)
            self._closures[name] = found
        return self._closures[name]

    def _find(self, name: str) -> Path:
        for folder in self._folders:
            if (folder / name).is_file():
                return folder / name
        raise ValueError(f"there is no template {name}")
