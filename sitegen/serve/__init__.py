"""The preview: the site on this computer alone, made anew at every change."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path

from tornado.netutil import bind_sockets

from sitegen.console import Console
from sitegen.making.closure import PACKAGE
from sitegen.model.problems import Problems
from sitegen.model.project import Options, Project
from sitegen.model.report import as_text
from sitegen.pipeline import MARKER, Coming, build
from sitegen.serve.ahead import Ahead, new_style
from sitegen.serve.desk import Desk
from sitegen.serve.server import HOST, start
from sitegen.serve.watching import changes

_NO_SITE = "{}"
"""What the marker of a folder says that only shows problems."""

_LOADING = 2.0
"""So many seconds the rest of the site waits for the pages that are open to be on the screen."""


def serve(project: Project, options: Options, console: Console, port: int) -> int:
    """Build, show, and build again whenever a file of the project changes; ends with Ctrl+C."""
    project.output.mkdir(parents=True, exist_ok=True)
    desk, program = Desk(), _program()
    preview = _Preview(project, options, console, desk)
    try:
        saves = changes(project)
        next(saves)
        preview.build()
        if not (project.output / MARKER).exists():  # the folder holds files of somebody else, as the report has said
            return 1
        try:
            sockets = bind_sockets(port, HOST)
        except OSError as error:
            return console.fail("no-port", port=port, reason=error.strerror)
        start(project.output, sockets, desk)
        console.say("serving", address=f"http://{HOST}:{port}/")
        for _ in filter(None, saves):
            # What the old code makes must not be kept under the fingerprints of the new.
            if _program() == program:
                preview.build()
            else:
                console.say("program-changed")
    except KeyboardInterrupt:
        pass
    return 0


def _program() -> dict[Path, bytes]:
    """The files of the program and their bytes."""
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
    return {path: path.read_bytes() for path in files}


class _Preview:
    """One build after the other, and what of it the open pages show."""

    def __init__(self, project: Project, options: Options, console: Console, desk: Desk) -> None:
        self._project, self._options, self._console, self._desk = project, options, console, desk
        self._shown: Mapping[str, str] = {}
        self._planned: Mapping[str, str] = {}
        self._ahead: list[str] = []

    def build(self) -> None:
        """Build; where that fails, keep the last good pages, or show the problems if there are none."""
        self._ahead = []
        marker = self._project.output / MARKER
        try:
            report = build(self._project, self._options, self._progress, self._console.waits, self._show_ahead)
        except OSError as error:  # a file may go while it is being read; what comes in its place is another change
            file = self._project.shown(Path(error.filename or "."))
            self._console.fail("system", file=file, reason=error.strerror or error)
            self._show_last()
            return
        self._console.finish(report, built=True)
        if not report.failed:
            self._show_finished()
            return
        without_site = _says(marker) == _NO_SITE if marker.exists() else not any(self._project.output.iterdir())
        if without_site:
            _show_problems(report.problems, self._project.output, self._console)
            marker.write_text(_NO_SITE, "utf-8")
            self._shown = {}
            self._ahead = [*self._desk.pages()]
        self._show_last()

    def _progress(self, done: int, total: int) -> None:
        self._console.progress(done, total)
        self._desk.answer()

    def _show_ahead(self, coming: Coming) -> None:
        """Make the pages that are open, show them, and wait until they are seen."""
        self._planned = coming.plan.fingerprints
        pages = [page for page in self._desk.pages() if self._planned.get(page) != self._shown.get(page)]
        ahead = Ahead(coming) if pages else None
        found = {page: file for page in pages if ahead and (file := ahead.file(page))}
        if ahead and found:
            self._ahead = [*found]
            self._desk.show(ahead)
            self._desk.tell(found, {page: new_style(self._project.output / page, found[page]) for page in found})
            self._desk.wait(_LOADING)

    def _show_finished(self) -> None:
        """Show the site that was built; pages that were shown ahead are on the screen already."""
        self._desk.show_finished()
        pages = {page for page in self._desk.pages() if self._planned.get(page) != self._shown.get(page)}
        self._shown = self._planned
        self._desk.tell(pages - set(self._ahead), {})

    def _show_last(self) -> None:
        """Show the last site again, where pages of one that could not be finished were shown."""
        self._desk.show_finished()
        self._desk.tell(self._ahead, {})


def _says(marker: Path) -> str:
    return marker.read_text("utf-8")


def _show_problems(problems: Problems, output: Path, console: Console) -> None:
    """A page with the report, for a project that has never been built."""
    text = "\n\n".join(as_text(problem, console.lines, console.language) for problem in problems)
    page = (
        f'<!doctype html><html lang="{console.language}"><head><meta charset="utf-8">'
        f"<title>{len(problems)}</title></head><pre>{html.escape(text)}</pre>"
    )
    output.joinpath("index.html").write_text(page, "utf-8")
