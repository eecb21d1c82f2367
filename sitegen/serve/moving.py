"""Where a page is that was renamed: the only new one of its list, else the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from posixpath import dirname


def new_addresses(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The address of the page that has come in the place of each that is gone, by the path of its file.

    Both are sites: path to fingerprint. A page lies in a folder of its own, which lies in that of its list.
    """
    came = defaultdict[str, list[str]](list)
    for path in filter(_is_page, now.keys() - before.keys()):
        came[_list_of(path)].append(path)
    found = {}
    for path in filter(_is_page, before.keys() - now.keys()):
        others, lists = came[_list_of(path)], f"{_list_of(path)}/index.html"
        if len(others) == 1 or lists in now:
            found[path] = "/" + dirname(others[0] if len(others) == 1 else lists) + "/"
    return found


def _is_page(path: str) -> bool:
    return path.endswith("/index.html")


def _list_of(path: str) -> str:
    return dirname(dirname(path))
