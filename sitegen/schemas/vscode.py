"""The settings of VS Code for a project: which schema is whose, and how its files are written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

EXTENSIONS = ("redhat.vscode-yaml", "editorconfig.editorconfig", "streetsidesoftware.code-spell-checker")
_DICTIONARIES = {
    "cs": "czech",
    "de": "german",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pl": "polish",
    "ru": "russian",
    "sk": "slovak",
    "uk": "ukrainian",
}
"""The languages whose words are an extension of their own, by what that is called."""

_WRITTEN = {"editor.detectIndentation": False, "editor.insertSpaces": True, "editor.tabSize": 2}
_SETTINGS: Mapping[str, Any] = {
    "files.encoding": "utf8",
    "files.autoGuessEncoding": False,
    "files.eol": "\n",
    "files.insertFinalNewline": True,
    "files.trimTrailingWhitespace": True,
    "files.associations": {"*.yaml": "yaml", "*.vtt": "plaintext"},
    "files.exclude": {".cache": True, ".venv": True, "output": True, "output.*": True},
    "[yaml]": {
        **_WRITTEN,
        "editor.formatOnSave": False,
        "editor.quickSuggestions": {"comments": False, "other": True, "strings": True},
    },
    "[markdown]": {**_WRITTEN, "editor.wordWrap": "on", "files.trimTrailingWhitespace": False},
    "yaml.validate": True,
    "yaml.completion": True,
    "yaml.hover": True,
    "yaml.format.enable": False,
    "yaml.schemaStore.enable": False,
    "yaml.yamlVersion": "1.2",
    "redhat.telemetry.enabled": False,
}


class NotPlain(ValueError):  # noqa: N818 - it says what is the matter
    """A file of settings holds more than JSON, such as comments, which writing it anew would lose."""


def settings(schemas: Mapping[str, str], languages: Sequence[str], before: str) -> str:
    """The settings: files by the schema for them; others that stood `before` stay.

    Raises:
        NotPlain: what stood before is no plain JSON.
    """
    spelling = {"cSpell.language": ",".join(languages)}
    files = {"yaml.schemas": {f"./{schema}": where for schema, where in sorted(schemas.items())}}
    return as_json({**_before(before), **_SETTINGS, **spelling, **files})


def extensions(_schemas: Mapping[str, str], languages: Sequence[str], before: str) -> str:
    """What VS Code recommends to install; others that stood `before` stay.

    Raises:
        NotPlain: what stood before is no plain JSON.
    """
    words = [f"{EXTENSIONS[-1]}-{_DICTIONARIES[code]}" for code in languages if code in _DICTIONARIES]
    kept = _before(before)
    found = dict.fromkeys([*kept.get("recommendations", ()), *EXTENSIONS, *words])
    return as_json({**kept, "recommendations": [*found]})


def as_json(data: Mapping[str, Any]) -> str:
    """The text of a file of JSON."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _before(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError as error:
        raise NotPlain from error
    if not isinstance(found, dict):
        raise NotPlain
    return found
