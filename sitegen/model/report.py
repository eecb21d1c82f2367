"""Problems as people and programs read them: text with the line and a caret, JSON, GitHub annotations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from sitegen.model.messages import explain, word
from sitegen.model.problems import Problem, Severity

Lines = Callable[[str], list[str]]
"""Gives the lines of a project file for showing them; empty where it is not text."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_WIDTH = 160
_SEEN = {"\t": "⇥", "\u00a0": "\u237d", "\u202f": "\u237d"}
"""How signs are drawn that would not be seen."""
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def as_text(problem: Problem, lines: Lines, language: str, *, colour: bool = False) -> str:
    """`path:line:column: error code`, the sentence, the source line with a caret, and what to do."""
    sentence, repair = map(visible, explain(problem.code, problem.params, language))
    level = word(problem.severity, language)
    if colour:
        level = f"\033[{_COLOURS[problem.severity]}m{level}\033[0m"
    parts = [f"{visible(str(problem.where))}: {level} [{problem.code}] {sentence}"]
    source = lines(problem.where.file)
    if problem.where.line <= len(source):
        parts += excerpt(source[problem.where.line - 1], problem)
    if repair:
        parts.append(f"    → {repair}")
    return "\n".join(parts)


def visible(text: str) -> str:
    """A text with a mark in the place of control characters but ends of lines: a terminal would obey them."""
    return _CONTROL.sub("\ufffd", text)


def excerpt(line: str, problem: Problem) -> list[str]:
    """The line and a caret under the column; a long line is cut around it."""
    # What a terminal would obey must not come out of a file.
    line = "".join(sign if sign.isprintable() else _SEEN.get(sign, "\ufffd") for sign in line.rstrip())
    at = problem.where.column - 1
    start = max(0, at - _WIDTH // 2) if len(line) > _WIDTH else 0
    number = str(problem.where.line)
    shown = line[start : start + _WIDTH]
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * (at - start)}^"]


def as_data(problem: Problem, language: str) -> dict[str, Any]:
    """A problem for `--format json`."""
    sentence, repair = explain(problem.code, problem.params, language)
    return {
        "file": problem.where.file,
        "line": problem.where.line,
        "column": problem.where.column,
        "severity": str(problem.severity),
        "code": problem.code,
        "message": sentence,
        "repair": repair,
    }


def as_annotation(problem: Problem, language: str) -> str:
    """A problem as a GitHub Actions workflow command."""
    sentence, repair = explain(problem.code, problem.params, language)
    kind = {Severity.NOTE: "notice"}.get(problem.severity, str(problem.severity))
    message = _escaped(f"{sentence} {repair}".strip())
    where, file = problem.where, _escaped(problem.where.file, ":,")
    return f"::{kind} file={file},line={where.line},col={where.column},title={problem.code}::{message}"


def _escaped(text: str, more: str = "") -> str:
    """What stands in a workflow command must not end it."""
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def count(problems: Iterable[Problem], severity: Severity) -> int:
    """How many problems are this bad."""
    return sum(problem.severity is severity for problem in problems)
