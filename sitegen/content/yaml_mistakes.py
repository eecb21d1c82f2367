"""What an editor did when YAML cannot be read: libyaml says where it gave up, often lines later, and in English.

The rules look at the line where reading ended and at those just above it, in the order of `_RULES`: each recognizes one
mistake, its place and its repair.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_ABOVE = 3
"""So many lines above the place where reading ended are looked at."""

_FIELD = r"^\s*(?:- +)*(?P<key>[A-Za-z_][\w-]*)"
_VALUE = re.compile(_FIELD + r": +(?P<value>\S.*?)\s*$")
_INDENT = re.compile(r" *(?:- +)*")
_FIELD_LINE = re.compile(_FIELD + r":(?: |$)")
_IN_FLOW = re.compile(r"""(?:[\[{,]|: )\s*(?P<quote>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?![\s,\]}:#]|$)""")
"""A text in quotation marks between brackets that ends before a comma or the bracket does."""
_TIGHT_DASH = re.compile(r"^\s*-(?=[A-Za-z_\"'])[A-Za-z_\"']")
_NO_SPACE = re.compile(_FIELD + r":(?=[^\s/:])")
_ODD = re.compile(r"^[ \t]*([\u00a0\u2000-\u200a\u202f\u3000])|:([\u00a0\u2000-\u200a\u202f\u3000])")
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u00b7*"
"""Signs that people and programs write before items, where YAML knows `-` alone."""
_DASH = re.compile(r"^\s*([\u2010-\u2015\u2212\u2022\u00b7]|\*(?= ))\s*\S")
_ESCAPE = re.compile(r"(?:\\u[dD][89a-fA-F][0-9a-fA-F]{2})+|\\(?:u.{0,4}|U.{0,8}|x.{0,2}|.?)")
"""What a backslash may begin in double quotes (YAML 1.2.2, 5.7); JSON writes some signs as pairs, YAML does not."""
_COLON_IN_FLOW = re.compile(
    r"""[{,] *(?P<key>[A-Za-z_][\w-]*): +(?P<value>[^\s"'{}\[\],:][^"'{}\[\],:]*(?P<colon>:) [^{}\[\],]*)"""
)
_CONFLICT = re.compile(r"<{7} |={7}$|>{7} ")
_BLOCK = re.compile(r":\s*[|>][+-]?\d?\s*$")
_BRACKETS = {"{": "}", "[": "]"}
_SIGNS = "@`%&*!|>[]{},?-:#\"'"
"""What a text cannot begin with (YAML 1.2.2, 5.3, indicators)."""


class Mistake(NamedTuple):
    """A mistake by its code, the place where it was made, counted from 0, and what fills its sentence in."""

    code: str
    line: int
    column: int
    params: Mapping[str, object]


@dataclass(frozen=True)
class _Failed:
    """Where reading ended and why: `began` is where what was being read began."""

    lines: Sequence[str]
    line: int
    column: int
    problem: str
    context: str
    began: tuple[int, int] | None = None
    near: list[int] = field(default_factory=list)


def mistake(lines: Sequence[str], error: Any) -> Mistake | None:
    """What somebody did who wrote these lines, for an error of PyYAML; None where no rule knows it."""
    mark, start = error.problem_mark or error.context_mark, error.context_mark
    if mark is None:
        return None
    last = min(mark.line, len(lines) - 1)
    near = [
        number for number in range(last, -1, -1) if lines[number].strip() and not lines[number].lstrip().startswith("#")
    ]
    began = (start.line, start.column) if start else None
    failed = _Failed(lines, mark.line, mark.column, error.problem or "", error.context or "", began, near[: _ABOVE + 1])
    return next((found for rule in _RULES for found in rule(failed)), None)


def swallows_fields(lines: Sequence[str], first: int, last: int) -> bool:
    """Whether a text in quotation marks from one line to another holds fields that stand beside it or further out.

    Then its mark was forgotten, and that of a later text closed it.
    """
    column = len(_INDENT.match(lines[first])[0])  # type: ignore[index]  # it matches nothing too
    return any(
        found and len(_INDENT.match(line)[0]) <= column  # type: ignore[index]  # as above
        for line in lines[first + 1 : last + 1]
        if (found := _FIELD_LINE.match(line))
    )


def list_mistake(lines: Sequence[str], line: int, column: int, last: int, *, in_list: bool) -> Mistake | None:
    """What makes a text of what was meant as a list: a longer dash, or an item indented more than the others."""
    dash = _DASH.match(lines[line]) if line < len(lines) else None  # a file's end may be on a line that is not there
    if dash and dash.start(1) == column:
        return Mistake("wrong-dash", line, column, {"sign": dash[1]})
    deeper = next((number for number in range(line + 1, last + 1) if lines[number].lstrip().startswith("- ")), 0)
    if in_list and deeper:
        params = {"own": _indent(lines[deeper]), "above": _indent(lines[line])}
        return Mistake("bad-indent", deeper, _indent(lines[deeper]), params)
    return None


def _odd_space(failed: _Failed) -> Iterator[Mistake]:
    """Word and web pages have spaces that do not part words, and YAML knows none of them."""
    for number in failed.near:
        if found := _ODD.search(failed.lines[number]):
            yield Mistake("odd-space", number, found.start(found.lastindex or 0), {})


def _tab(failed: _Failed) -> Iterator[Mistake]:
    for number in failed.near:
        line = failed.lines[number]
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            yield Mistake("tab-indent", number, indent.index("\t"), {})


def _dash(failed: _Failed) -> Iterator[Mistake]:
    """A list whose dash was made longer by a text program."""
    for number in failed.near:
        if found := _DASH.match(failed.lines[number]):
            yield Mistake("wrong-dash", number, found.start(1), {"sign": found[1]})


def _escape(failed: _Failed) -> Iterator[Mistake]:
    """In double quotes a backslash is no plain sign."""
    line = failed.lines[failed.line] if failed.line < len(failed.lines) else ""
    at = line.rfind("\\", 0, failed.column + 1)
    if at >= 0 and "quoted" in failed.context and re.search("escape|hexa?decimal", failed.problem):
        yield Mistake("unknown-escape", failed.line, at, {"text": _ESCAPE.match(line, at)[0]})  # type: ignore[index]  # \\.? always


def _quote(failed: _Failed) -> Iterator[Mistake]:
    """A text that begins with a quotation mark ends where the next one is."""
    flow = failed.lines[failed.line] if "flow" in failed.context and failed.line < len(failed.lines) else ""
    if cut := _IN_FLOW.search(flow):
        yield Mistake("quote-not-closed", failed.line, cut.start("quote"), {"sign": cut["quote"][0]})
    begun = [failed.began[0]] if failed.began and "quoted" in failed.context else []
    for number in [*begun, *reversed(failed.near)]:
        found = _VALUE.match(failed.lines[number])
        if not found or found["value"][0] not in "\"'":
            continue
        mark, value, at = found["value"][0], found["value"], found.start("value")
        inside = value[1:].replace("\\" + mark, "xx") if mark == '"' else value[1:].replace("''", "xx")
        end = inside.find(mark)
        rest = inside[end + 1 :].strip() if end >= 0 else ""
        if end < 0:
            yield Mistake("quote-not-closed", number, at, {"sign": mark})
        elif rest and not rest.startswith("#"):
            params = {"text": f"{found['key']}: {_quoted(value)}"}
            yield Mistake("text-after-quote", number, at + end + 2 + inside[end + 1 :].index(rest[0]), params)
    if begun and failed.began and failed.began[0] < len(failed.lines):
        line, column = failed.began
        yield Mistake("quote-not-closed", line, column, {"sign": failed.lines[line][column : column + 1]})


def _bracket(failed: _Failed) -> Iterator[Mistake]:
    near = failed.lines[failed.near[0]] if failed.near else ""
    if "flow" in failed.context and (found := _COLON_IN_FLOW.search(near)):
        params = {"text": f"{found['key']}: {_quoted(found['value'].strip())}"}
        yield Mistake("colon-in-text", failed.near[0], found.start("colon"), params)
    if not failed.context.startswith("while parsing a flow") and (more := re.search(r"[\]}]\s*([\]}])\s*$", near)):
        yield Mistake("bracket-too-many", failed.near[0], more.start(1), {"sign": more[1]})
    if "flow" in failed.context and failed.began:
        line, column = failed.began
        sign = failed.lines[line][column : column + 1] if line < len(failed.lines) else ""
        if sign and sign in _BRACKETS:
            yield Mistake("bracket-not-closed", line, column, {"sign": sign, "end": _BRACKETS[sign]})


def _no_space(failed: _Failed) -> Iterator[Mistake]:
    for number in failed.near:
        if found := _TIGHT_DASH.match(failed.lines[number]):
            yield Mistake("space-after-dash", number, found.end() - 1, {})
        if found := _NO_SPACE.match(failed.lines[number]):
            yield Mistake("space-after-colon", number, found.end(), {"field": found["key"]})


def _colon(failed: _Failed) -> Iterator[Mistake]:
    found = _VALUE.match(failed.lines[failed.near[0]]) if failed.near else None
    if found and (colon := re.search(r":(?= |$)", found["value"])) and found["value"][0] not in "\"'{[":
        params = {"text": f"{found['key']}: {_quoted(found['value'])}"}
        yield Mistake("colon-in-text", failed.near[0], found.start("value") + colon.start(), params)


def _sign(failed: _Failed) -> Iterator[Mistake]:
    for number in failed.near[:2]:
        found = _VALUE.match(failed.lines[number])
        is_block = _BLOCK.search(failed.lines[number])
        if (
            found
            and not is_block
            and found["value"][0] in _SIGNS
            and failed.line == number
            and "flow" not in failed.context
        ):
            params = {"sign": found["value"][0], "text": f"{found['key']}: {_quoted(found['value'])}"}
            yield Mistake("special-sign", number, found.start("value"), params)


def _block(failed: _Failed) -> Iterator[Mistake]:
    """The lines of a long text must be indented more than its field."""
    for number, above in zip(failed.near, failed.near[1:], strict=False):
        if _BLOCK.search(failed.lines[above]) and _indent(failed.lines[number]) <= _indent(failed.lines[above]):
            yield Mistake("text-not-indented", number, _indent(failed.lines[number]), {})


def _indentation(failed: _Failed) -> Iterator[Mistake]:
    """A line that stands neither beside nor inside the one above it."""
    if len(failed.near) > 1 and ("indent" in failed.problem or "expected key" in failed.problem or _is_nested(failed)):
        own, above = (_indent(failed.lines[number]) for number in failed.near[:2])
        if own != above:
            yield Mistake("bad-indent", failed.near[0], own, {"own": own, "above": above})


def _is_nested(failed: _Failed) -> bool:
    """Whether a line is indented below one that has a value already."""
    below, above = failed.lines[failed.near[0]], failed.lines[failed.near[1]]
    return "mapping values" in failed.problem and _indent(below) > _indent(above) and bool(_VALUE.match(above))


def _conflict(failed: _Failed) -> Iterator[Mistake]:
    """What git leaves in a file that two people have changed: both versions, between its marks."""
    for number, line in enumerate(failed.lines):
        if _CONFLICT.match(line):
            yield Mistake("both-versions", number, 0, {})


def _no_colon(failed: _Failed) -> Iterator[Mistake]:
    for number in failed.near:
        line = failed.lines[number].strip()
        if "expected ':'" in failed.problem and ":" not in line and not line.startswith("- "):
            yield Mistake("no-colon", number, _indent(failed.lines[number]), {})


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _quoted(text: str) -> str:
    """A text as YAML can hold it whatever is in it."""
    return f'"{text}"' if '"' not in text else "'" + text.replace("'", "''") + "'"


_RULES: tuple[Callable[[_Failed], Iterator[Mistake]], ...] = (
    _conflict,
    _odd_space,
    _tab,
    _dash,
    _escape,
    _quote,
    _bracket,
    _no_space,
    _sign,
    _colon,
    _block,
    _indentation,
    _no_colon,
)
