"""What the command line prints, in the editor's language."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, Any, Literal

from sitegen.model.messages import sentences
from sitegen.model.problems import Problems, Severity
from sitegen.model.project import Project, from_here
from sitegen.model.report import as_annotation, as_data, as_text, count, visible
from sitegen.receipt import SECONDS

if TYPE_CHECKING:
    from sitegen.pipeline import Report

_BAR = 24
_BAR_EVERY, _LINE_EVERY = 0.1, 10.0
"""Seconds between two looks of the bar, and between two lines of a log."""
_SHOWN = {".yaml", ".md", ".po", ".vtt", ".html"}
"""Suffixes of files whose lines are shown."""

_MOST = 2_000_000
"""So many bytes such a file has at most."""
_COUNTED = {"held": "held-back", "named": "names-withdrawn"}
"""Notes that a build only counts: the sentence for each code."""


class _Later(float):
    """A time that is not known yet."""

    def __format__(self, _form: str) -> str:
        return SECONDS


class Console:
    """Prints reports as text, JSON or GitHub annotations; progress on standard error, unless a program reads."""

    def __init__(self, project: Project, language: str, form: Literal["text", "json", "github"]) -> None:
        self.project, self.language, self.form = project, language, form
        self._colour = form == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        self._shown = 0.0
        self._file: tuple[str, list[str]] = "", []
        self._lent: dict[str, list[str]] = {}

    def sentence(self, key: str, **params: Any) -> str:
        """One of our sentences in the editor's language."""
        return sentences(self.language)[key].format(**params)

    def say(self, key: str, **params: Any) -> None:
        """Print a sentence, unless a program reads the output."""
        if self.form != "json":
            print(self.sentence(key, **params), flush=True)

    def waits(self) -> None:
        """Say that another build has to end first."""
        self.say("build-running")

    def refuse(self, key: str, **params: Any) -> int:
        """Say why nothing was done; returns the exit code of misuse."""
        print(visible(self.sentence(key, **params)), file=sys.stderr)
        return 2

    def fail(self, key: str, **params: Any) -> int:
        """Say why the run ended; returns the exit code of a failure."""
        print(visible(self.sentence(key, **params)), file=sys.stderr)
        return 1

    def progress(self, done: int, total: int) -> None:
        """A bar that is drawn over itself, ten times a second at most; in a log, a line now and then."""
        if self.form == "json":
            return
        now, bar = time.monotonic(), self.form == "text" and sys.stderr.isatty()
        self._shown = self._shown or (0.0 if bar else now)
        said = self.sentence("making", done=done, all=total)
        if bar and (done >= total or now - self._shown >= _BAR_EVERY):
            filled = _BAR * done // max(total, 1)
            drawn = "█" * filled + "░" * (_BAR - filled)
            print(f"\r{drawn} {said}", end="\n" if done >= total else "", file=sys.stderr, flush=True)
            self._shown = now
        elif not bar and done < total and now - self._shown >= _LINE_EVERY:
            print(said, file=sys.stderr, flush=True)
            self._shown = now
        if done >= total:
            self._shown = 0.0  # another build of a preview begins anew

    def lend(self, file: str, lines: Sequence[str]) -> None:
        """Have the lines of a file shown that lies elsewhere or is no UTF-8."""
        self._lent[file] = list(lines)

    def lines(self, file: str) -> list[str]:
        """The lines of a project file, for showing one of them; none of what a build refuses to read."""
        if file in self._lent:
            return self._lent[file]
        if self._file[0] != file:
            self._file = file, self._read(file)
        return self._file[1]

    def _read(self, file: str) -> list[str]:
        path = self.project.named(file)
        if path and path.suffix in _SHOWN and not path.is_symlink() and path.stat().st_size < _MOST:
            return path.read_text("utf-8-sig", errors="replace").split("\n")
        return []

    def show(self, problems: Problems, *, notes: bool = True) -> None:
        """Print problems in the order of files and lines, for people."""
        self._file = "", []  # which may have been edited since
        for problem in problems:
            if problem.severity is Severity.NOTE and not notes:
                continue
            if self.form == "github":
                print(as_annotation(problem, self.language))
            else:
                print(as_text(problem, self.lines, self.language, colour=self._colour))

    def problems(self, problems: Problems) -> int:
        """Print problems in any form; returns the exit code."""
        if self.form == "json":
            print(json.dumps({"problems": [as_data(one, self.language) for one in problems]}, ensure_ascii=False))
        else:
            self.show(problems)
        return int(problems.failed)

    def finish(self, report: Report, *, built: bool, preview: bool = False) -> int:
        """Print what a run did; returns its exit code. A preview lies in no folder that matters."""
        problems = report.problems
        failed = report.failed or problems.failed
        if self.form == "json":
            print(json.dumps(self._data(report), ensure_ascii=False))
            return int(failed)
        self.show(problems, notes=not built)
        for key, code in _COUNTED.items() if built else ():
            if notes := sum(problem.severity is Severity.NOTE and problem.code == code for problem in problems):
                self.say(key, count=notes)
        if report.translated and not failed:
            said = (f"{name} {percent} %" for name, percent in report.translated.items())
            self.say("translated", languages=", ".join(said))
        facts = {"outputs": report.outputs, "made": len(report.made), "seconds": self._seconds(report)}
        folder = from_here(self.project.output)
        if failed:
            self.say("preview-failed" if preview else "failed", errors=count(problems, Severity.ERROR), folder=folder)
        elif built:
            self.say("previewed" if preview else "built", **facts, removed=report.removed, folder=folder)
        else:
            self.say("checked", **facts)
        return int(failed)

    def _seconds(self, report: Report) -> str:
        return f"{report.seconds:.1f}".replace(".", self.sentence("decimal"))

    def nothing_to_do(self, report: Report) -> str:
        """What it prints of a build that finds all as another one has left it, with `SECONDS` for its time."""
        again = dataclasses.replace(report, made=[], removed=0, seconds=_Later())
        with redirect_stdout(StringIO()) as said:
            self.finish(again, built=True)
        return said.getvalue()

    def checked_files(self, problems: Problems, files: int) -> int:
        """Print what is wrong with PDFs; returns the exit code."""
        code = self.problems(problems)
        key = "files-faulty" if problems.failed else "files-sound"
        self.say(key, count=files, errors=count(problems, Severity.ERROR))
        return code

    def _data(self, report: Report) -> dict[str, Any]:
        return {
            "outputs": report.outputs,
            "made": len(report.made),
            "removed": report.removed,
            "seconds": round(report.seconds, 3),
            "translated": report.translated,
            "problems": [as_data(problem, self.language) for problem in report.problems],
        }
