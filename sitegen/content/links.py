"""Find the links inside the site that a prose text holds, without rendering it.

An internal link is written `[text](event:kick-off)`, with a fragment `[text](page:about#people)`, or as a
definition `[label]: event:kick-off`. What stands in code is no link.
"""

from __future__ import annotations

import re

EXTERNAL = frozenset({"http", "https", "mailto"})
"""Schemes that lead out of the site; any other `word:` must name an entry."""

_SCHEME = re.compile(r"<?([A-Za-z][A-Za-z0-9+.-]*):")
_FENCE = re.compile(r"^ {0,3}(`{3,}+|~{3,}+)[^\n]*+\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TICKS_OR_BREAK = re.compile(r"`+|\n[ \t]*\n")
_TARGET = re.compile(r"(?:\]\(|^ {0,3}\[[^\]\n^][^\]\n]*\]:)[ \t]*(<[^<>\n]*>|[^\s()<>]+)", re.MULTILINE)


def internal_links(markdown: str) -> list[tuple[int, int, str]]:
    """List (line, column, `kind:id`) of every internal link, counted from 1, without its fragment."""
    schemes = ((line, column, target, _SCHEME.match(target)) for line, column, target in written_links(markdown))
    return [
        (line, column, target.partition("#")[0])
        for line, column, target, scheme in schemes
        if scheme and scheme[1].lower() not in EXTERNAL
    ]


def written_links(markdown: str) -> list[tuple[int, int, str]]:
    """List (line, column, target) of every link as it is written, counted from 1."""
    text = markdown
    for ignored in (_FENCE, _COMMENT):
        text = ignored.sub(lambda match: _blank(match[0]), text)
    text = _without_code_spans(text)
    found = []
    for match in _TARGET.finditer(text):
        start = match.start(1) + match[1].startswith("<")
        line = text.count("\n", 0, start) + 1
        found.append((line, start - text.rfind("\n", 0, start), match[1].strip("<>")))
    return found


def _without_code_spans(text: str) -> str:
    """Blank what stands between two equal runs of backticks in one paragraph, in linear time."""
    marks = list(_TICKS_OR_BREAK.finditer(text))
    closing: dict[int, int] = {}  # mark -> the next mark of its length before the paragraph ends
    seen: dict[int, int] = {}  # length -> the nearest mark of that length
    for index in range(len(marks) - 1, -1, -1):
        ticks = marks[index][0]
        if ticks[0] != "`":
            seen = {}
            continue
        if len(ticks) in seen:
            closing[index] = seen[len(ticks)]
        seen[len(ticks)] = index
    parts, done, index = [], 0, 0
    while index < len(marks):
        if index in closing:
            end = closing[index]
            parts += [
                text[done : marks[index].start()],
                _blank(text[marks[index].start() : marks[end].end()]),
            ]
            done, index = marks[end].end(), end
        index += 1
    return "".join([*parts, text[done:]])


def _blank(text: str) -> str:
    """Keep every position: only line breaks stay."""
    return re.sub(r"[^\n]", " ", text)
