"""The Jinja2 environment of pages and charts: strict, autoescaped, without globals, in the words of one language.

A text that this language lacks is said in the language of the messages. On pages it stands between two signs, so that
`in_own_language` can say whose it is (HTML, `lang`; WCAG 2.2, 3.1.2) where the page is finished.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from markupsafe import Markup, escape

from sitegen.making.catalogues import SOURCE_LANGUAGE, Catalogue, key_of
from sitegen.making.input_files import InputFiles
from sitegen.making.tags import parsed, parts_of
from sitegen.model.languages import Writing
from sitegen.model.order import SourceFile

Filters = tuple[tuple[str, Callable[..., Any]], ...]
"""What templates may call, by name."""

_BEGINS, _ENDS = "\ue000", "\ue001"
"""Around a text that stands in for a translation (Unicode, private use: in no text of ours)."""
_MARK = re.compile(f"{_BEGINS}([^{_ENDS}]*){_ENDS}")
_LOST = re.compile(f"[{_BEGINS}{_ENDS}]")
_TEXT_ALONE = frozenset({"option", "svg"})
"""Elements in which no `span` may stand."""


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


def environment(files: InputFiles, writing: Writing, filters: Filters, *, marked: bool = False) -> Environment:
    """The environment of one language over these files, among which are its catalogue and all templates.

    What is `marked` goes through `in_own_language`.
    """
    found, loader = _worded(writing.code, writing.locale, files.catalogues(writing.code), filters, marked)
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
    language: str,
    locale: str,
    catalogues: tuple[SourceFile, ...],
    filters: Filters,
    marked: bool,  # noqa: FBT001 - the cache takes no keywords apart
) -> tuple[Environment, _Given]:
    """One environment for each language and state of its catalogues."""
    found, loader = bare(), _Given()
    found.loader = loader
    words = _catalogue(language, locale, catalogues)

    def plain(text: str, key: str) -> Markup:
        """Of a translation nothing is markup; the extension would take it as safe."""
        return escape(text if words.says(key) or not marked else f"{_BEGINS}{text}{_ENDS}")

    found.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        lambda text: plain(words.gettext(text), text),
        lambda one, more, number: plain(words.ngettext(one, more, number), one),
        newstyle=True,
        pgettext=lambda context, text: plain(words.pgettext(context, text), key_of(text, context)),
    )
    found.filters |= dict(filters) | {"number": words.number}
    return found, loader


def in_own_language(html: str) -> str:
    """Say of each text of a page that stands in for a translation which language it is in, where an element can."""
    if _BEGINS not in html:
        return html
    parts, inside = parts_of(html), ""
    for at, part in enumerate(parts):
        if at % 2:
            parts[at] = _LOST.sub("", part)
            tag = parsed(part)
            if tag and tag.name in _TEXT_ALONE and not tag.raw:
                inside = "" if tag.closes else tag.name
        elif _BEGINS in part or _ENDS in part:
            parts[at] = _LOST.sub("", part) if inside else part
    whole = _MARK.sub(rf'<span lang="{SOURCE_LANGUAGE}">\1</span>', "".join(parts))
    return _LOST.sub("", whole)
