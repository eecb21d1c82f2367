"""HTML cut into tags and what stands between them: enough for our own well-formed pages, of which no tree is built."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

_RAW = ("script", "style", "textarea", "title")
"""Elements whose content is no HTML; it belongs to their tag here."""

_ATTRS = r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+"
_RAW_ELEMENTS = "|".join(rf"{name}(?=[\s/>]){_ATTRS}(?<!/)>.*?(?:</{name}\s*>|\Z)" for name in _RAW)
_TOKEN = re.compile(
    rf"(<(?:[/a-rA-Ru-zU-Z]{_ATTRS}>|(?i:{_RAW_ELEMENTS})|[sStT]{_ATTRS}>|!--.*?-->|![^>]*>))", re.DOTALL
)
_TAG = re.compile(rf"<(/?)([A-Za-z][^\s/>]*+)({_ATTRS})>")
ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
"""The name of an attribute, and its value as it is written, perhaps with quotation marks."""


class Tag(NamedTuple):
    """A tag: whether it closes an element, its name in small letters, what stands behind the name.

    `raw` says that the content and the closing tag of the element are part of it.
    """

    closes: bool
    name: str
    attrs: str
    raw: bool

    @property
    def attributes(self) -> dict[str, str]:
        """Its attributes by their names in small letters, as they are written; empty where one has no value."""
        return {name.lower(): value for name, value in ATTRIBUTE.findall(self.attrs)} if self.attrs else {}


def value_of(written: str) -> str:
    """The value of an attribute, without quotation marks and unescaped."""
    value = written[1:-1] if written[:1] in {'"', "'"} else written
    return unescape(value) if "&" in value else value


def parts_of(html: str) -> list[str]:
    """Cut a page: text, tag (or comment), text, tag, …, text; between two tags there may be an empty one."""
    return _TOKEN.split(html)


def parsed(token: str) -> Tag | None:
    """Read a tag; None for a comment or a declaration."""
    match = _TAG.match(token)
    if match is None:
        return None
    close, name, attrs = match.groups()
    name = name.lower()
    return Tag(bool(close), name, attrs, name in _RAW and not close and not attrs.endswith("/"))
