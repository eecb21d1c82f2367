"""The preview: the site on this computer alone, made anew at every change."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Mapping
from pathlib import Path

from tornado.netutil import bind_sockets

from sitegen.console import Console
from sitegen.making.closure import PACKAGE
from sitegen.making.process_cache import ProcessCache
from sitegen.model.problems import Problems
from sitegen.model.project import Options, Project
from sitegen.model.report import as_text
from sitegen.model.whole_file import write_whole
from sitegen.pipeline import MARKER, PlannedSite, build
from sitegen.serve.ahead import Ahead, new_style
from sitegen.serve.hub import Hub
from sitegen.serve.server import HOST, start
from sitegen.serve.watching import Saves

_NO_SITE = "{}"
"""What the marker of a folder says that only shows problems."""

_LOADING = 2.0
"""So many seconds the rest of the site waits for the pages that are open to be on the screen."""


def serve(project: Project, options: Options, console: Console, port: int) -> int:
    """Build, show, and build again whenever a file of the project changes; ends with Ctrl+C."""
    project.output.mkdir(parents=True, exist_ok=True)
    hub, program, saves = Hub(), _program(), Saves(project)
    preview = _Preview(project, options, console, hub, saves)
    try:
        preview.build()
        if not (project.output / MARKER).exists():  # the folder holds files of somebody else, as the report has said
            return 1
        try:
            sockets = bind_sockets(port, HOST)
        except OSError as error:
            return console.fail("no-port", port=port, reason=error.strerror)
        start(project.output, sockets, hub)
        console.say("serving", address=f"http://{HOST}:{port}/")
        while True:
            saves.wait()
            # What the old code makes must not be kept under the fingerprints of the new.
            if _program() == program:
                preview.build()
            else:
                console.say("program-changed")
    except KeyboardInterrupt:
        return 0


def _program() -> dict[Path, bytes]:
    """The files of the program and their bytes."""
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
    return {path: path.read_bytes() for path in files}


class _SavedAgain(Exception):  # noqa: N818 - it says what happened
    """The build at work is of a state that is past."""


class _Preview:
    """One build after the other, and what of it the open pages show."""

    def __init__(self, project: Project, options: Options, console: Console, hub: Hub, saves: Saves) -> None:
        self._project, self._options, self._console = project, options, console
        self._hub, self._saves = hub, saves
        self._kept = ProcessCache()
        self._finished: Mapping[str, str] = {}
        self._planned: Mapping[str, str] = {}

    def build(self) -> None:
        """Build; where that fails, keep the last good pages, or show the problems if there are none."""
        project, console = self._project, self._console
        try:
            report = build(project, self._options, self._progress, console.waits, self._show_ahead, self._kept)
        except _SavedAgain:  # pages that were shown stay until the next build knows more
            self._hub.show_finished(self._finished)
            return
        except OSError as error:  # a file may go while it is being read; what comes in its place is another change
            console.fail("system", file=project.shown(Path(error.filename or ".")), reason=error.strerror or error)
            self._show_finished()
            return
        console.finish(report, built=True)
        if not report.failed:
            self._finished = self._planned
        elif _without_site(project.output):
            self._finished = _show_problems(report.problems, project.output, console)
        self._show_finished()

    def _progress(self, done: int, total: int) -> None:
        """Between two pieces of work: answer, and begin anew where more would be in vain."""
        self._console.progress(done, total)
        self._hub.answer()
        if self._finished and self._saves.waiting:
            raise _SavedAgain

    def _show_ahead(self, coming: PlannedSite) -> None:
        """Make the pages that are open, show them, and wait until they are seen."""
        self._planned = coming.plan.fingerprints
        pages = self._hub.outdated(self._planned)
        ahead = Ahead(coming) if pages else None
        found = {page: file for page in pages if ahead and (file := ahead.file(page))}
        if ahead and found:
            known = found.keys() - self._hub.outdated(self._finished)
            self._hub.show(ahead)
            self._hub.tell(found, {page: new_style(self._project.output / page, found[page]) for page in known})
            self._hub.wait(_LOADING)

    def _show_finished(self) -> None:
        """Show the finished site, also on pages that have shown one that could not be finished."""
        self._hub.show_finished(self._finished)
        self._hub.tell(self._hub.outdated(self._finished), {})


def _without_site(output: Path) -> bool:
    """Whether the folder holds only problems, or nothing."""
    marker = output / MARKER
    return marker.read_text("utf-8") == _NO_SITE if marker.exists() else not any(output.iterdir())


def _show_problems(problems: Problems, output: Path, console: Console) -> Mapping[str, str]:
    """Write a page with the report, for a project that has never been built; returns its path with a fingerprint."""
    text = "\n\n".join(as_text(problem, console.lines, console.language) for problem in problems)
    page = (
        f'<!doctype html><html lang="{console.language}"><head><meta charset="utf-8">'
        f"<title>{len(problems)}</title></head><pre>{html.escape(text)}</pre>"
    )
    write_whole(output / "index.html", page.encode(), lasting=False)
    write_whole(output / MARKER, _NO_SITE.encode(), lasting=False)
    return {"index.html": hashlib.sha256(page.encode()).hexdigest()}
