"""The files that are written for editors of text: schemas, settings of VS Code, tables of the documentation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from sitegen.content.kinds import KINDS
from sitegen.content.language_list import LanguageLine
from sitegen.content.load import SETTINGS
from sitegen.content.printed_lock import LOCK, Lock
from sitegen.model.languages import Language
from sitegen.model.project import Project
from sitegen.model.settings import Settings
from sitegen.model.site import Kind
from sitegen.model.whole_file import write_whole
from sitegen.schemas.field_tables import mappings, with_tables
from sitegen.schemas.field_words import words
from sitegen.schemas.forms import Tongues, words_added
from sitegen.schemas.record_schemas import Writer
from sitegen.schemas.vscode import NotPlain, as_json, extensions, settings

LANGUAGES = "i18n/languages.yaml"
_DOCUMENT = "docs/content.md"


def records_of(kind: Kind) -> str:
    """Where the records of a kind are, as a pattern below the project's folder."""
    return f"content/{kind.pattern}" if kind.folder == "." else f"content/{kind.folder}/{kind.pattern}"


MODELS: dict[str, type[BaseModel]] = {
    **{kind.name: kind.model for kind in KINDS},
    "site": Settings,
    "language": LanguageLine,
    "printed": Lock,
}
"""What each file of a project is made of, by the name that the tables of words have for it."""

PLACES = {**{kind.name: records_of(kind) for kind in KINDS}, "site": SETTINGS, "language": LANGUAGES, "printed": LOCK}
"""Which files those are."""


def schema_name(name: str) -> str:
    """Where the schema for such files lies."""
    return f"schemas/{name}.schema.json"


@dataclass(frozen=True)
class Written:
    """What came of it: how many files there are, those that were written, those that stayed as they are."""

    count: int
    written: list[str]
    kept: list[str]


def generated(project: Project, languages: Sequence[Language]) -> dict[str, str | None]:
    """Every file by its path below the project's folder, and what is to be in it.

    None for one that is no plain JSON, so that what somebody has written in it is not lost.
    """
    writer = Writer(words(), Tongues.of(languages, words_added(project.root / "content")))
    found: dict[str, str | None] = {
        schema_name(name): as_json(writer.document(name, model, each=name == "language"))
        for name, model in sorted(MODELS.items())
    }
    codes = [language.code for language in languages]
    of_files = {schema_name(name): where for name, where in PLACES.items()}
    for file, make in _VSCODE.items():
        try:
            found[file] = make(of_files, codes, _text(project.root / file))
        except NotPlain:
            found[file] = None
    if document := _text(project.root / _DOCUMENT) if project.root == project.home else "":
        found[_DOCUMENT] = with_tables(document, mappings(MODELS), words())
    return found


_VSCODE = {".vscode/settings.json": settings, ".vscode/extensions.json": extensions}


def write(project: Project, languages: Sequence[Language]) -> Written:
    """Write what is not there yet as it should be.

    Raises:
        OSError: a file cannot be written.
    """
    files = generated(project, languages)
    new = {path: text for path, text in files.items() if text is not None and _text(project.root / path) != text}
    for path, text in new.items():
        write_whole(project.root / path, text.encode(), aside=project.aside)
    return Written(len(files), [*new], [path for path, text in files.items() if text is None])


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""
