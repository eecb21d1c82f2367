"""The Jinja2 environment of pages and charts: strict, autoescaped, without globals, in the words of one language."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from markupsafe import Markup, escape

from sitegen.making.catalogues import Catalogue
from sitegen.making.input_files import InputFiles
from sitegen.model.languages import Writing
from sitegen.model.order import SourceFile

Filters = tuple[tuple[str, Callable[..., Any]], ...]
"""What templates may call, by name."""


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


def bare() -> Environment:
    """The environment without words and filters, for reading templates."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        extensions=["jinja2.ext.i18n"],
    )
    # The i18n extension has put its alias `_` there; Jinja's own globals go.
    environment.globals = {"_": environment.globals["_"]}
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    return environment


def environment(files: InputFiles, writing: Writing, filters: Filters) -> Environment:
    """The environment of one language over these files, among which are its catalogue and all templates."""
    found, loader = _worded(writing.code, writing.locale, files.catalogues(writing.code), filters)
    loader.files = files
    return found


def words_of(files: InputFiles, writing: Writing) -> Catalogue:
    """The words of one language, whose catalogue is among these files."""
    return _catalogue(writing.code, writing.locale, files.catalogues(writing.code))


@lru_cache(maxsize=32)
def _catalogue(language: str, locale: str, catalogues: tuple[SourceFile, ...]) -> Catalogue:
    return Catalogue(language, locale, *map(InputFiles().read, catalogues))


@lru_cache(maxsize=32)
def _worded(
    language: str, locale: str, catalogues: tuple[SourceFile, ...], filters: Filters
) -> tuple[Environment, _Given]:
    """One environment for each language and state of its catalogues."""
    found, loader = bare(), _Given()
    found.loader = loader
    words = _catalogue(language, locale, catalogues)

    def plain(say: Callable[..., str]) -> Callable[..., Markup]:
        """Of a translation nothing is markup; the extension would take it as safe."""
        return lambda *of: escape(say(*of))

    found.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        plain(words.gettext), plain(words.ngettext), newstyle=True, pgettext=plain(words.pgettext)
    )
    found.filters |= dict(filters) | {"number": words.number}
    return found, loader
