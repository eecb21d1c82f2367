"""Judges the interface strings: every message of the templates must be translated, in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from jinja2.ext import babel_extract

from sitegen.making.catalogues import BadCatalogue, Catalogue, find_catalogue, key_of
from sitegen.making.store import Store
from sitegen.model.languages import Language
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project

_WITH_WORDS = {".html", ".xml", ".txt", ".svg", ".ics"}
_READER: Any = babel_extract  # Jinja2 and Babel name the same type differently
_SYNTAX = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
"""How templates are written, as `pyproject.toml` tells it to pybabel."""


def check_interface(project: Project, languages: Sequence[Language], store: Store, problems: Problems) -> None:
    """Note each message that a language lacks, and each translation that would show something wrong.

    Of a language that is not published yet, all this is a warning.
    """
    keys = _keys(project, store)
    for language in languages:
        path = find_catalogue(project.folders("i18n"), language.code)
        note = problems.error if language.published else problems.warning
        if path is None:
            note("no-catalogue", language.where, language=language.code)
        else:
            _check_catalogue(language, path, project.shown(path), keys, note)


def _keys(project: Project, store: Store) -> list[str]:
    """The messages of all templates; found once for each state of the templates."""
    folders = project.folders("templates")
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())

    def find() -> list[str]:
        return sorted({key for path in files if path.suffix in _WITH_WORDS for key in message_keys(path)})

    name = f"interface-{store.closures.digest(__name__)}"
    found: list[str] = store.fact_of_all(name, [store.source(path) for path in files], find)
    return found


def message_keys(template: Path) -> Iterator[str]:
    """The keys (see `key_of`) of the messages in a template."""
    with template.open("rb") as file:
        for _line, ids, _notes, context in extract(_READER, file, options=_SYNTAX):
            yield key_of(ids if isinstance(ids, str) else ids[0], context)


def _check_catalogue(language: Language, path: Path, file: str, keys: Sequence[str], note: Callable[..., None]) -> None:
    try:
        catalogue = Catalogue(language.code, language.locale, path.read_bytes())
    except BadCatalogue as error:
        note("bad-catalogue", Where(file, error.line), reason=error.reason)
        return
    for key, line in catalogue.missing(keys):
        text = key.rpartition("\x04")[2]
        note("interface-untranslated", Where(file, line), text=text, language=language.code)
    for flaw in catalogue.flaws():
        note(flaw.code, Where(file, flaw.line), text=flaw.msgid, detail=flaw.detail)
