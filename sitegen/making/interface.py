"""Judges the interface strings: every message of the templates should be translated, in each language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.making.errors import CannotMake
from sitegen.making.resources import find_catalogues
from sitegen.making.store import Store
from sitegen.model.by_name import ByName
from sitegen.model.folders import files_below
from sitegen.model.languages import Language
from sitegen.model.outputs import in_template
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project

if TYPE_CHECKING:
    from sitegen.making.catalogue_faults import Fault

_UNUSED = {"message-unknown", "translation-fuzzy"}
"""What hides a translation, not a page."""

_STANDS_IN = {"interface-untranslated"}
"""What a page says in the language of the messages."""

_WITH_WORDS = {".html", ".xml", ".txt", ".svg", ".ics"}

message_keys: ByName[[Path, str], list[str]] = ByName("making.template_reading:message_keys")
faults_in: ByName[[Path, str, str, Sequence[str], Sequence[bytes]], list[Fault]] = ByName(
    "making.catalogue_faults:faults_in"
)


def check_interface(project: Project, languages: Sequence[Language], store: Store, problems: Problems) -> None:
    """Note how many messages a language lacks, and each translation that would show something wrong.

    What is lacking is a warning, for pages say it in the language of the messages. Of a language that is not published
    yet, all this is one.
    """
    keys = _keys(project, store, problems)
    for language in languages:
        paths = find_catalogues(project.folders("i18n"), language.code)
        note = problems.error if language.published else problems.warning
        if not paths:
            problems.warning("no-catalogue", language.where, language=language.code)
        else:
            for code, line, params in _faults(paths, language, keys, store):
                add = problems.warning if code in _UNUSED | _STANDS_IN else note
                if keys or code not in _UNUSED:  # where a template cannot be read, nobody knows what it says
                    add(code, Where(project.shown(paths[0]), line), **params)


def templates_with_words(project: Project) -> dict[Path, str]:
    """Every template of a project and of the program that may have texts, and its name in its folder."""
    folders = project.folders("templates")
    named = {folder / name: name for folder in folders for name in files_below(folder)}
    return {path: name for path, name in named.items() if path.suffix in _WITH_WORDS}


def _keys(project: Project, store: Store, problems: Problems) -> list[str]:
    """The messages of all templates, each read once for its bytes; their faults are noted."""
    named = templates_with_words(project)
    files = sorted(named)
    version = store.closures.digest(message_keys.module)

    def read(path: Path) -> list[str]:
        return message_keys(path, named[path])

    found, readable = set[str](), True
    for path in files:
        try:
            found.update(store.fact(f"messages-{version}", store.source(path), read))
        except CannotMake as error:
            problems.error(error.code, in_template(error.params), **error.params)
            readable = False
    return sorted(found) if readable else []


def _faults(paths: Sequence[Path], language: Language, keys: Sequence[str], store: Store) -> list[Fault]:
    """What is wrong with the first of a language's catalogues; found once for all their bytes and the messages."""
    asked = (language.code, language.locale, keys)
    digest = hashlib.sha256(json.dumps(asked).encode()).hexdigest()
    name = f"catalogue-{store.closures.digest(faults_in.module)}-{digest}"

    def find() -> list[Fault]:
        return faults_in(paths[0], *asked, [path.read_bytes() for path in paths[1:]])

    found: list[Fault] = store.fact_of_all(name, list(map(store.source, paths)), find)
    return found
