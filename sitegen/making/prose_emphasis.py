"""Emphasis in Markdown by the runs of stars and underscores, so that no letter between them is lost.

Python-Markdown's own patterns drop words where signs overlap. Here a run opens before a word and closes behind one, as
CommonMark has it (0.31, 6.2), and what could also be a mark of a footnote or a multiplication is shown as it is
written: a star behind a letter or a digit (`100*`, `5*5`) opens nothing, nor does one of the kind after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_RE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown import Markdown

_RUN = re.compile(r"(\*+|_+)")
_MOST = 3
_LEVELS = 4
"""So deep emphasis may lie in emphasis."""

_WAITING = 50
"""So many runs may wait for their end at a time; the oldest are shown as they are."""


@dataclass
class _Run:
    """Signs of one kind in a row: where they stand, how many are not used yet, and what they may do."""

    start: int
    end: int
    sign: str
    opens: bool
    closes: bool

    @property
    def length(self) -> int:
        return self.end - self.start


def _runs(text: str) -> Iterator[_Run]:
    for found in _RUN.finditer(text):
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        opens = bool(after.strip()) and not before.isalnum()
        closes = bool(before.strip()) and not (found[0][0] == "_" and after.isalnum())
        if found.end() - found.start() <= _MOST:
            yield _Run(found.start(), found.end(), found[0][0], opens, closes)


def _pairs(text: str) -> Iterator[tuple[int, int, int]]:
    """The outermost pairs of a text: where one begins, where it ends, and how many signs there are at both."""
    waiting: list[_Run] = []
    marks: set[tuple[str, int]] = set()
    found: list[tuple[int, int, int]] = []
    for run in _runs(text):
        if run.closes:
            while run.length and (at := _opener(waiting, run)) is not None:
                opener = waiting[at]
                del waiting[at + 1 :]
                count = min(opener.length, run.length)
                found.append((opener.end - count, run.start + count, count))
                opener.end -= count
                run.start += count
                if not opener.length:
                    del waiting[at]
        if run.length and run.opens and (run.sign, run.length) not in marks:
            waiting.append(run)
            del waiting[:-_WAITING]
        elif run.length and run.closes:
            marks.add((run.sign, run.length))
    end = 0
    for pair in sorted(found, key=lambda pair: (pair[0], -pair[1])):
        if pair[0] >= end:
            yield pair
            end = pair[1]


def _opener(waiting: list[_Run], run: _Run) -> int | None:
    """The last run that this one closes: of its length, or one of the two is of both lengths."""
    for at in range(len(waiting) - 1, -1, -1):
        other = waiting[at]
        if other.sign == run.sign and (other.length == run.length or _MOST in {other.length, run.length}):
            return at if other.end < run.start else None
    return None


class Emphasis(InlineProcessor):
    """Makes the outermost emphasis of a text, one pair after the other; the next one of these looks into it."""

    def __init__(self, renderer: Markdown) -> None:
        super().__init__(_RUN.pattern, renderer)
        self._text, self._done = "", (0, 0)
        self._pairs: dict[int, tuple[int, int]] = {}

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's name; its stubs know an older class
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the element that begins in a run, and where it begins and ends."""
        if data is not self._text:
            if not self._goes_on(data):
                self._pairs = {len(data) - start: (len(data) - end, count) for start, end, count in _pairs(data)}
            self._text, self._done = data, (0, 0)
        size = len(data)
        start = next((at for at in range(m.start(), m.end()) if size - at in self._pairs), None)
        if start is None:
            return None, None, None
        rest, count = self._pairs[size - start]
        end = size - rest
        self._done = start, end
        outer = Element("em" if count == 1 else "strong")
        inner = outer if count < _MOST else SubElement(outer, "em")
        inner.text = data[start + count : end - count]
        return outer, start, end

    def _goes_on(self, data: str) -> bool:
        """Whether a text is the last one, in which a sign stands for the element that was made of it last."""
        start, end = self._done
        rest = len(self._text) - end
        made = data[start : len(data) - rest]
        return (
            bool(end and INLINE_PLACEHOLDER_RE.fullmatch(made))
            and data[:start] == self._text[:start]
            and data.endswith(self._text[end:])
        )


def install(renderer: Markdown) -> None:
    """Put this in the place of Python-Markdown's emphasis."""
    renderer.inlinePatterns.deregister("em_strong")
    for level in range(_LEVELS):
        renderer.inlinePatterns.register(Emphasis(renderer), f"emphasis_{level}", 60 - level)
