"""What a check found in a file: a code, what to say about it, and where; callers make problems of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sitegen.model.problems import Problems, Where


@dataclass(frozen=True)
class Finding:
    """One fault. `line` and `column` count from 1; line 0 means the whole file."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    line: int = 0
    column: int = 1
    warning: bool = False


def report(findings: Iterable[Finding], problems: Problems, where: Where) -> None:
    """Note each finding as a problem.

    Findings with a line are placed at it, in the file of `where`; the others stand at `where` itself.
    """
    for finding in findings:
        place = Where(where.file, finding.line, finding.column) if finding.line else where
        add = problems.warning if finding.warning else problems.error
        add(finding.code, place, **finding.params)
