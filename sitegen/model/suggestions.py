"""What an unknown name may have meant to be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_LIKE = 0.6
_LONGEST = 200
_NUMBER = re.compile(r"-\d+(?=$|\.)")
"""The number of a name in a row, also of a file."""


def nearest(word: str, words: Iterable[str]) -> str:
    """The name most like a word, first of all one that only its capitals tell apart; empty where none is like it.

    Where there are others of its row, as `ada-1` is for `ada-4`, there is no slip in the name, and none is meant.
    """
    words = sorted(words)
    if same := next((one for one in words if one.lower() == word.lower()), ""):
        return same
    if _NUMBER.search(word) and any(_NUMBER.sub("", one) == _NUMBER.sub("", word) != one for one in words):
        return ""
    found = difflib.get_close_matches(word[:_LONGEST], words, n=1, cutoff=_LIKE)
    return found[0] if found else ""


class Suggestions:
    """Finds them `most` times, then no more: it takes long, and who made so many mistakes made one of another kind."""

    def __init__(self, most: int) -> None:
        self._left = most

    def nearest(self, word: str, words: Iterable[str]) -> str:
        """The name most like a word, as above."""
        self._left -= 1
        return nearest(word, words) if self._left >= 0 else ""
