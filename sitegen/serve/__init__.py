"""The preview: the site on this computer alone, made anew at every change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from sitegen.console import Console
from sitegen.content.release import publishable
from sitegen.making.closure import PACKAGE
from sitegen.making.process_cache import ProcessCache
from sitegen.model.media import Web
from sitegen.model.problems import Problems
from sitegen.model.project import Options, Project
from sitegen.model.running import is_whole
from sitegen.model.site import Site
from sitegen.pipeline import MARKER, PlannedSite, ReadSite, build
from sitegen.plan.planner import SitePlanner
from sitegen.plan.sooner import sooner
from sitegen.serve.ahead import Ahead, new_style, warm_up
from sitegen.serve.binding import Doors, NoPort, bound
from sitegen.serve.editor import Editor
from sitegen.serve.hub import Hub
from sitegen.serve.missing import missing
from sitegen.serve.moving import new_addresses
from sitegen.serve.say_where import say_where
from sitegen.serve.server import Served, start
from sitegen.serve.telling_pages import State, failed, in_editor, making, troubled, waiting
from sitegen.serve.watching import Saves
from sitegen.upkeep import look, report_of
from sitegen.upkeep.status_page import status_page

_LOADING = 2.0
"""So many seconds the rest of the site waits for the pages that are open to be on the screen."""


def serve(project: Project, options: Options, console: Console, doors: Doors) -> int:
    """Answer browsers, build, and build again whenever a file of the project changes; ends with Ctrl+C."""
    try:
        sockets, port, hosts = bound(doors)
    except NoPort as error:
        return console.fail("no-port", port=error.port, reason=error.reason)
    project.output.mkdir(parents=True, exist_ok=True)
    hub, program, saves = Hub(), _program(), Saves(project)
    known = hub.ready = (project.output / MARKER).exists()  # of the last time: better than nothing, soon another one
    preview = _Preview(project, options, console, hub, saves)
    try:
        status = partial(_status, project, options, console)
        why = partial(missing, project=project, options=options, console=console)
        start(Served(project.output, hub, waiting(console), status, why, Editor(project), frozenset(hosts)), sockets)
        say_where(console, doors, port, hosts)
        preview.build()
        if not (known or hub.ready) and any(project.output.iterdir()):  # files of somebody else, as the report has said
            return 1
        while True:
            saves.wait()
            # What the old code makes must not be kept under the fingerprints of the new.
            if is_whole() or _program() == program:
                preview.build()
            else:
                console.say("program-changed")
                hub.say(failed(console.sentence("program-changed"), console, shown=hub.ready))
    except KeyboardInterrupt:
        return 0


def _status(project: Project, options: Options, console: Console) -> bytes:
    """The page of what waits for somebody."""
    asked = look(project, options, Problems(), lambda: None)
    shown = publishable(asked.site, options, Problems())
    return status_page(asked, shown, report_of(asked, console.language), partial(in_editor, project))


def _program() -> dict[Path, bytes]:
    """The files of the program and their bytes."""
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
    return {path: path.read_bytes() for path in files}


def _lacks(now: Site[Web], before: Site[Web]) -> bool:
    """Whether a site has not all the records that another had."""
    return any(of.keys() - now.entries.get(kind, {}).keys() for kind, of in before.entries.items())


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
        self._planner: SitePlanner | None = None
        self._published: SitePlanner | None = None
        self._coming: PlannedSite | None = None
        self._warm = False
        self._moved: Mapping[str, str] = {}
        self._content_sound = False
        self._fault_elsewhere = False
        self._over = False

    def build(self) -> None:
        """Build; where that fails, keep the last good pages, and tell them what is wrong."""
        project, console, hub = self._project, self._console, self._hub
        self._content_sound = self._over = False
        try:
            ways = (self._progress, console.waits, self._show_ahead, self._kept, self._show_sooner)
            report = build(project, self._options, *ways)
        except _SavedAgain:  # pages that were shown stay until the next build knows more
            if self._over:
                hub.close()
            else:
                hub.show_finished(self._finished)
            return
        except OSError as error:  # a file may go while it is being read; what comes in its place is another change
            reason = {"file": project.shown(Path(error.filename or ".")), "reason": error.strerror or error}
            console.fail("system", **reason)
            self._show_finished(failed(console.sentence("system", **reason), console, shown=hub.ready))
            return
        console.finish(report, built=True, preview=True)
        self._fault_elsewhere = report.failed and self._content_sound
        if report.failed:
            self._over = any(one.code == "still-published" for one in report.problems)
            self._show_finished(troubled(report.problems, console, shown=hub.ready and not self._over))
        else:
            self._finished, self._published, self._over = self._planned, self._planner, False
            self._show_finished(None)
            self._hub.withhold(())
            if self._coming and not self._warm:
                self._warm = True
                warm_up(self._coming, self._interrupted)

    def _interrupted(self) -> bool:
        """Whether something was saved; meanwhile browsers are answered."""
        self._hub.answer()
        return self._saves.waiting

    def _progress(self, done: int, total: int) -> None:
        """Between two pieces of work: answer, and begin anew where more would be in vain."""
        self._console.progress(done, total)
        self._hub.answer()
        if not self._hub.ready:
            self._hub.say(making(done, total, self._console))
        if self._saves.waiting:
            raise _SavedAgain

    def _show_sooner(self, coming: ReadSite) -> None:
        """Show the pages that are open, where it is likely what they will be, before all others are planned."""
        self._content_sound = True
        if self._hub.ready and not self._fault_elsewhere:
            self._hub.say(None)  # what was wrong with the records is mended; a page that comes must not be told of it
        if self._published and _lacks(coming.site, self._published.site):
            self._over = True
            self._hub.close()  # pages of others, lists and the search may name what is gone
        before = self._planner
        paths = self._hub.open_pages()
        if before and paths and not self._over:  # which is of what was
            plan = sooner(before, coming.site, self._options, coming.store, paths)
            self._show(Ahead(PlannedSite(plan, coming.site, coming.store, coming.workers, before)))

    def _show_ahead(self, coming: PlannedSite) -> None:
        """Show the pages that are open as they will be, and any other that is asked for; what goes is gone at once."""
        self._planner, self._coming = coming.planner, coming
        # What was planned before may have been on the screen, though a save came before it was finished.
        self._moved = new_addresses({**self._finished, **self._planned}, coming.plan.fingerprints)
        self._planned = coming.plan.fingerprints
        self._hub.withhold(self._finished.keys() - coming.plan.fingerprints.keys())
        ahead = Ahead(coming)
        self._hub.show(ahead)
        self._show(ahead)

    def _show(self, ahead: Ahead) -> None:
        """Make the pages that are open, show them, and wait until they are seen."""
        pages = self._hub.outdated(ahead.plan.fingerprints)
        found = {page: file for page in pages if (file := ahead.file(page))}
        if found:
            known = found.keys() - self._hub.outdated(self._finished)
            self._hub.show(ahead)
            self._hub.tell(found, {page: new_style(self._project.output / page, found[page]) for page in known})
            self._hub.wait(_LOADING)

    def _show_finished(self, state: State | None) -> None:
        """Show the finished site, also on pages that have shown one that could not be finished.

        Where it may show what is withdrawn, that is the page that waits for another.
        """
        if self._over:
            self._hub.close()
        else:
            self._hub.show_finished(self._finished, self._moved)
        self._hub.tell(self._hub.open_pages(), {})
        self._hub.say(state)
