"""Addresses that stand in for ones that nobody has written yet: a release holds none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from sitegen.content.unwritten import texts_in
from sitegen.model.entries import Loc

_RESERVED = re.compile(r"(?:.*\.)?(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)")
"""Hosts that belong to nobody (RFC 2606, RFC 6761)."""

_ADDRESS = re.compile(r"(?:https?://(?P<host>[^/?#:]+)\S*|(?P<name>[^@\s]+)@(?P<domain>[^@\s]+))")
_WORDS = re.compile(r"(?:todo|fixme|tbd|xxx+|changeme|placeholder)", re.IGNORECASE)


def placeholders(part: BaseModel) -> Iterator[tuple[Loc, str]]:
    """Where the values of a record, or of the settings, stand for ones that are still to be written."""
    yield from ((loc, value) for loc, value in texts_in(part) if stands_in(value))


def stands_in(value: str) -> bool:
    """Whether a whole value is such an address or word; a text that says more is left alone."""
    found = _ADDRESS.fullmatch(value.strip())
    if not found:
        return bool(_WORDS.fullmatch(value.strip()))
    host = (found["host"] or found["domain"]).lower().rstrip(".")
    return bool(_RESERVED.fullmatch(host) or _WORDS.fullmatch(found["name"] or ""))
