"""What is written in a template: the names of those that it includes, and its messages."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from jinja2 import meta
from jinja2.ext import babel_extract

from sitegen.making.catalogues import key_of
from sitegen.making.environment import bare
from sitegen.making.template_faults import faults_of, template_text

Message = tuple[str | tuple[str, ...], str | None]
"""A text, or its singular and plural, and the context that tells it apart."""

_READER: Any = babel_extract  # Jinja2 and Babel name the same type differently
_SYNTAX = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
"""How templates are written, as `pyproject.toml` tells it to pybabel."""


def references_in(template: Path, name: str = "") -> list[str | None]:
    """The names of the templates that one extends, includes or imports; None for a computed name.

    Raises:
        CannotMake: `bad-template`.
    """
    name = name or template.name
    with faults_of(name):
        return list(meta.find_referenced_templates(bare().parse(template_text(template, name), name)))


def messages_of(template: Path, name: str = "") -> list[Message]:
    """The messages in a template.

    Raises:
        CannotMake: `bad-template`.
    """
    name = name or template.name
    with faults_of(name):
        file = io.BytesIO(template_text(template, name).encode())
        messages = extract(_READER, file, options=_SYNTAX)
        return [(ids, context) for _line, ids, _notes, context in messages]


def message_keys(template: Path, name: str = "") -> list[str]:
    """The keys (see `key_of`) of the messages in a template.

    Raises:
        CannotMake: `bad-template`.
    """
    found = messages_of(template, name)
    return [key_of(ids if isinstance(ids, str) else ids[0], context) for ids, context in found]
