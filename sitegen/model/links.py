"""Links of a prose text: `[text](event:kick-off)` names an entry, everything else is an address."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Schemes that lead out of the site; any other `word:` names a kind of entry."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AS_SPOKEN = re.compile(r"www\.\S+|[^\s/#?:@]+@[^\s/#?:@]+\.[^\s/#?:@]+", re.IGNORECASE)


class Link(NamedTuple):
    """A link as it is written: its target, and the line and column where that stands, counted from 1."""

    target: str
    line: int
    column: int

    @property
    def ref(self) -> str:
        """The entry it names, as `kind:id`; empty for an address."""
        return ref_of(self.target)


def scheme_of(target: str) -> str:
    """What stands before the colon of a target; empty for a relative address."""
    found = _SCHEME.match(target)
    return found[1].lower() if found else ""


def ref_of(target: str) -> str:
    """The entry that a target names, as `kind:id` without a fragment; empty for an address."""
    return "" if scheme_of(target) in {"", *SCHEMES} else target.partition("#")[0]


def lacks_scheme(target: str) -> bool:
    """Whether a target is an address of the web or of a mailbox as people write it: `www.example.org`, `a@b.cz`."""
    return _AS_SPOKEN.fullmatch(target) is not None


def leads_elsewhere(target: str) -> bool:
    """Whether a browser would take a target without a scheme for the address of another server (`//host/`)."""
    return target.replace("\\", "/").lstrip().startswith("//")


def resolve(page: str, target: str, base_path: str = "/") -> str:
    """The file that a link on a page leads to; `target` has neither query nor fragment, both may be percent-encoded."""
    if not target:
        return page
    target, base_path = unquote(target), unquote(base_path)
    found: list[str] = []
    if not target.startswith("/"):
        found = page.split("/")[:-1]
    elif not target.startswith(base_path):
        return target  # above the site
    for part in target.removeprefix(base_path.rstrip("/")).split("/"):
        if part == "..":
            found = found[:-1]
        elif part not in {"", "."}:
            found.append(part)
    return "/".join([*found, "index.html"] if target.endswith(("/", ".")) else found)
