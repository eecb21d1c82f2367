"""What is wrong, and where: problems are collected, never raised one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: an error stops the build, a warning does not, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Where:
    """A place in a project file: POSIX path relative to the project, line and column counted from 1.

    Of a spreadsheet these are the row and the column, and `cell` is how people call the place, `Sheet1!C5`.
    """

    file: str
    line: int = 1
    column: int = 1
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}{f' ({self.cell})' if self.cell else ''}"


@dataclass(frozen=True)
class Problem:
    """One finding; its words come from the tables in `messages/`, filled with `params`."""

    where: Where
    severity: Severity
    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def sort_key(self) -> tuple[Where, str, str]:
        """Sort key: by place, then by code."""
        return (self.where, self.code, str(sorted(self.params.items(), key=str)))


class BadValue(ValueError):  # noqa: N818 - named for what is wrong
    """A text that cannot be read as what it should be: `code` and `params` become a problem at its place."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params


class BuildFailed(Exception):  # noqa: N818 - it says what happened, as a gate does
    """A gate was closed: the problems collected so far hold at least one error."""


class Problems:
    """The problems of one run, in the order of files and lines, each only once."""

    def __init__(self) -> None:
        self._found: dict[tuple[Where, str, str], Problem] = {}

    def error(self, code: str, where: Where, **params: object) -> None:
        """Record what stops the build."""
        self.add(Problem(where, Severity.ERROR, code, params))

    def warning(self, code: str, where: Where, **params: object) -> None:
        """Record what the editor should look at; the build goes on."""
        self.add(Problem(where, Severity.WARNING, code, params))

    def note(self, code: str, where: Where, **params: object) -> None:
        """Record what the editor should know, such as an entry that is held back."""
        self.add(Problem(where, Severity.NOTE, code, params))

    def add(self, problem: Problem) -> None:
        """Record a finding that was made elsewhere."""
        self._found.setdefault(problem.sort_key, problem)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found.values(), key=lambda problem: problem.sort_key))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def failed(self) -> bool:
        """Whether any error was recorded."""
        return any(problem.severity is Severity.ERROR for problem in self._found.values())

    def stop_if_errors(self) -> None:
        """Close the gate.

        Raises:
            BuildFailed: when any error was recorded.
        """
        if self.failed:
            raise BuildFailed
