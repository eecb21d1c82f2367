"""Find the messages of templates and code, and carry them into the files that translators edit.

The files hold no dates and no line numbers, and their entries are in alphabetical order, so that they change
only when a message does.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract as extract_messages
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from sitegen.making.catalogues import FILE_NAME, key_of, load_po, plural_header

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

KEYWORDS: Mapping[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
"""Calls that hold a message; `N_` only marks one."""

_COMMENTS = ("NOTE:",)
_TEMPLATES: tuple[Any, dict[str, str]] = (
    babel_extract,
    {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"},
)
_METHODS: dict[str, tuple[Any, dict[str, str]]] = {
    ".py": (extract_python, {}),
    **dict.fromkeys((".html", ".xml", ".txt", ".svg", ".ics"), _TEMPLATES),
}
"""How messages are found, by the suffix of the file."""


@dataclass(frozen=True)
class Found:
    """A message and where it is used: files relative to the root, in order, and the hints for translators."""

    msgid: str
    plural: str | None
    context: str | None
    files: tuple[str, ...]
    notes: tuple[str, ...]


def extract(folders: Iterable[Path], root: Path) -> dict[str, Found]:
    """Find all messages in the templates and Python files below the folders, by key (`catalogues.key_of`)."""
    found: dict[str, Found] = {}
    for path in sorted({path for folder in folders for path in folder.rglob("*") if path.is_file()}):
        if path.suffix in _METHODS:
            name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
            for message in _messages(path, name):
                key = key_of(message.msgid, message.context)
                found[key] = _merged(found.get(key), message)
    return dict(sorted(found.items()))


def _messages(path: Path, name: str) -> Iterable[Found]:
    method, options = _METHODS[path.suffix]
    with path.open("rb") as file:
        found = extract_messages(method, file, KEYWORDS, _COMMENTS, options, strip_comment_tags=True)
        for _line, ids, notes, context in found:
            msgid, plural = (ids, None) if isinstance(ids, str) else (ids[0], ids[1])
            yield Found(msgid, plural, context, (name,), tuple(notes))


def _merged(old: Found | None, new: Found) -> Found:
    if old is None:
        return new
    return Found(
        msgid=old.msgid,
        plural=old.plural or new.plural,
        context=old.context,
        files=tuple(sorted({*old.files, *new.files})),
        notes=tuple(dict.fromkeys([*old.notes, *new.notes])),
    )


def update(
    folder: Path, messages: Mapping[str, Found], languages: Sequence[tuple[str, str]], *, write: bool = True
) -> list[Path]:
    """Bring `messages.pot` and the catalogue of each language (code, locale) up to date.

    Translations are kept. A new message that resembles an old one takes over its translation, marked fuzzy;
    what is no longer used stays at the end of the file. Returns the files that changed, or, without `write`,
    those that would.
    """
    template = _template(messages)
    texts = {folder / "messages.pot": _text(template, {})}
    for code, locale in languages:
        path = folder / code / "LC_MESSAGES" / FILE_NAME
        header = {"Language": str(Locale.parse(locale)), "Plural-Forms": plural_header(locale)}
        catalog = load_po(path) if path.is_file() else read_po(io.StringIO(_text(Catalog(), header)))
        catalog.update(template, update_creation_date=False)
        texts[path] = _text(catalog, header)
    changed = [path for path, text in texts.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in changed if write else []:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path], "utf-8", newline="\n")
    return changed


def _template(messages: Mapping[str, Found]) -> Catalog:
    catalog = Catalog()
    for found in messages.values():
        catalog.add(
            found.msgid if found.plural is None else (found.msgid, found.plural),
            locations=[(file, 0) for file in found.files],
            auto_comments=found.notes,
            context=found.context,
        )
    return catalog


def _text(catalog: Catalog, header: Mapping[str, str]) -> str:
    fields = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", **header}
    lines = ['msgid ""', 'msgstr ""', *[f'"{name}: {value}\\n"' for name, value in fields.items()], "", ""]
    body = io.BytesIO()
    write_po(body, catalog, omit_header=True, sort_output=True, include_lineno=False)
    return "\n".join(lines) + body.getvalue().decode().strip() + "\n"
