"""Jinja2 templates: strict, autoescaped, without globals, so that a page shows only what it was given."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, meta
from markupsafe import Markup

from sitegen.making.catalogues import Catalogue
from sitegen.making.charts.rendering import FILTERS
from sitegen.making.markup import finish
from sitegen.making.offline import offline
from sitegen.making.prose import to_html
from sitegen.making.typography import rules_for

_BLANK_LINES = re.compile(r"(<pre\b.*?</pre>)|(?<=\n)[ \t]*\n", re.DOTALL)
"""Lines that template tags leave empty; preformatted text keeps its own."""


class _Given(BaseLoader):
    """Loads only the templates that the output at hand lists as its sources."""

    def __init__(self) -> None:
        self.paths: dict[str, Path] = {}

    def get_source(self, _: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        path = self.paths.get(template)
        if path is None:
            raise TemplateNotFound(template)
        text, stamp = path.read_text("utf-8"), _stamp(path)
        # The next output may have another file of this name: a project's own instead of the program's.
        return text, str(path), lambda: self.paths.get(template) == path and _stamp(path) == stamp


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes with a file; None where it is gone."""
    if not path.is_file():
        return None
    status = path.stat()
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size


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


@cache
def _environment(language: str, locale: str, path: Path, _state: object) -> Environment:
    """One environment for each language and state of its catalogue."""
    environment = _bare()
    catalogue = Catalogue(language, locale, path)
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        catalogue.gettext, catalogue.ngettext, newstyle=True, pgettext=catalogue.pgettext
    )
    environment.filters["number"] = catalogue.number
    return environment


def _made(needs: Iterable[str], sources: Mapping[str, Path]) -> dict[str, dict[str, Any]]:
    """What a page may say of finished files: their size and check sum."""
    contents = {path: sources[path].read_bytes() for path in needs}
    return {
        path: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in contents.items()
    }


def _render(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> str:
    catalogue = sources["catalogue"]
    environment = _environment(inputs["language"], inputs["locale"], catalogue, _stamp(catalogue))
    loader = environment.loader
    if isinstance(loader, _Given):
        loader.paths = {name: path for name, path in sources.items() if name.endswith((".html", ".xml", ".txt"))}
    made = {"made": _made(inputs["needs"], sources)} if "needs" in inputs else {}
    return environment.get_template(inputs["template"]).render(inputs["view"] | made)


def page(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> bytes:
    """Recipe `page`: a template filled with a view, its typography set and its links made relative.

    Inputs: template, view, language, locale, url, typography (code -> switches), base_path, index (the page is
    for a folder without a server), needs (paths of finished files that the template may ask for in `made`).
    """
    html = _render(inputs, sources)
    if inputs["index"]:
        html = offline(html)
    rules = {code: rules_for(code, switches) for code, switches in inputs["typography"].items()}
    html = finish(html, inputs["url"], rules, base_path=inputs["base_path"], index=inputs["index"])
    return _BLANK_LINES.sub(r"\1", html).encode()


def text(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> bytes:
    """Recipe `text`: a template filled with a view, as it is: feeds, the sitemap, robots.txt."""
    return (_BLANK_LINES.sub(r"\1", _render(inputs, sources)).strip() + "\n").encode()


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
