"""Addresses of the site itself that are written out, and what they would show that is held back now.

A record is named best as `photo:ada-1`. Where somebody has copied the address of its page instead, the link goes just
the same when the record is held back: no withdrawal leaves a link that leads nowhere, or fails a build over one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen.model.entries import Prose
from sitegen.model.links import SCHEMES, resolve, scheme_of
from sitegen.model.media import Web
from sitegen.model.outputs import FOLDERS, page_file
from sitegen.model.problems import Where
from sitegen.model.site import Site

_TARGET = re.compile(r' href="([^">]*)"')
_MADE = FOLDERS - {"static"}
"""The folders of codes and files that are made of records."""


def targets(prose: Prose) -> list[str]:
    """The addresses that a text links to, as they are written."""
    found = (unescape(target).strip() for target in _TARGET.findall(prose.html))
    return list(dict.fromkeys(one for one in found if scheme_of(one) in {"", "http", "https"}))


def held_target(target: str, page: str, site: Site[Web]) -> str:
    """The record that a link would lead to if it were not held back, on a page at an address from `/`; else nothing."""
    return held_path(_path(target, page, site), site) if site.held else ""


def held_path(path: str, site: Site[Web]) -> str:
    """The same by the path of a page, or of a file that belongs to one."""
    steps = path.removesuffix("index.html").strip("/").split("/")
    heads = ("/".join(steps[:count]) for count in range(len(steps), 0, -1))
    return next((site.held[head] for head in heads if head in site.held), "")


def may_be_held(path: str, site: Site[Web]) -> bool:
    """Whether a file may be missing because something is held back: lists become shorter, files are not made.

    Of a record of which only its consent is left nobody knows the address, so any below its list may have been its own.
    """
    if not site.held:
        return False
    *above, last = path.removesuffix("index.html").strip("/").split("/")
    if held_path(path, site) or last.isdecimal() or (above and above[0] in _MADE):
        return True
    lists = {held.rpartition("/")[0] for held, ref in site.held.items() if ref in site.stones}
    return any(path.startswith(f"{one}/") for one in lists if "/" in one)


def held_links(prose: Prose, page: str, site: Site[Web]) -> Iterator[tuple[Where, str]]:
    """The places in a text where an address is written out of what is held back, and the reference of that."""
    places = {link.target: Where(prose.file, link.line, link.column) for link in reversed(prose.links)}
    for target in targets(prose):
        if ref := held_target(target, page, site):
            yield places.get(target) or _place(target, prose.file, site.project.root), ref


def _place(target: str, file: str, root: Path) -> Where:
    text = (root / file).read_text("utf-8", "replace")
    at = max(text.find(target), 0)
    return Where(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _path(target: str, page: str, site: Site[Web]) -> str:
    """The path below the site that a link on a page leads to; empty where it leads elsewhere."""
    try:
        parts = urlsplit(target)
    except ValueError:  # such as http://[
        return ""
    if scheme_of(target) not in SCHEMES:
        return "" if parts.netloc else resolve(page_file(page), parts.path)
    for base in map(urlsplit, (site.settings.base_url, site.code_base)):
        if parts.netloc.lower() == base.netloc and (path := unquote(parts.path)).startswith(unquote(base.path)):
            return path.removeprefix(unquote(base.path))
    return ""
