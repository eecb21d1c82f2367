"""Notes of the editors in a text: `<!-- … -->`, which no page shows, unless they stand in code between backticks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = re.compile(r"(?<!\\)`+|<!--|\n[ \t]*(?=\n)")


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Where each begins and ends, in time that grows with the text: what begins first wins, as in CommonMark (0.31, 6).

    Code ends with as many backticks as it begins with, in the same paragraph.
    """
    signs = list(_SIGNS.finditer(text)) if "<!--" in text else []
    later = _same_later(signs)
    done = 0
    for sign in signs:
        if sign.start() < done:
            continue
        if sign[0] == "<!--":
            end = text.find("-->", sign.end())
            if end < 0:
                return
            done = end + len("-->")
            yield sign.start(), done
        else:
            done = later.get(sign.start(), done)


def _same_later(signs: list[re.Match[str]]) -> dict[int, int]:
    """By the offset of each run of backticks, where the next one of its length ends in the same paragraph."""
    found: dict[int, int] = {}
    last: dict[int, int] = {}
    for sign in reversed(signs):
        if sign[0].startswith("\n"):
            last = {}
        elif sign[0] != "<!--":
            if len(sign[0]) in last:
                found[sign.start()] = last[len(sign[0])]
            last[len(sign[0])] = sign.end()
    return found
