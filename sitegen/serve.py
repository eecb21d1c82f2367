"""The preview: the site on this computer alone, made anew at every change."""

from __future__ import annotations

import html
import logging
from collections.abc import Awaitable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload import Server
from tornado.web import RequestHandler

from sitegen.console import Console
from sitegen.making.closure import PACKAGE
from sitegen.model.problems import Problems
from sitegen.model.project import Options, Project
from sitegen.model.report import as_text
from sitegen.pipeline import MARKER, build

HOST = "127.0.0.1"
_OURS = {"127.0.0.1", "localhost", "[::1]", "::1"}
WATCHED = ("content", "photos", "podcasts", "templates", "static", "i18n")


_NO_SITE = "{}"
"""What the marker of a folder says that only shows problems."""


def serve(project: Project, options: Options, console: Console, port: int) -> int:
    """Build, show, and build again whenever a file of the project changes; ends with Ctrl+C."""
    project.output.mkdir(parents=True, exist_ok=True)

    program = _program()

    def again() -> None:
        # What the old code makes must not be kept under the fingerprints of the new.
        if _program() == program:
            _rebuild(project, options, console)
        else:
            console.say("program-changed")

    again()
    if not (project.output / MARKER).exists():  # the folder holds files of somebody else, as the report has said
        return 1
    server = Server()
    for folder in WATCHED:
        for path in project.folders(folder):
            server.watch(str(path), again, delay=0.3)
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    _refuse_strangers()
    console.say("serving", address=f"http://{HOST}:{port}/")
    try:
        server.serve(root=str(project.output), port=port, host=HOST, open_url_delay=None)
    except OSError as error:
        return console.fail("no-port", port=port, reason=error.strerror)
    return 0


def _program() -> dict[Path, bytes]:
    """The files of the program and their bytes."""
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
    return {path: path.read_bytes() for path in files}


def _rebuild(project: Project, options: Options, console: Console) -> None:
    """Build; where that fails, keep the last good pages, or show the problems in the browser if there are none."""
    report = build(project, options, console.progress, console.waits)
    console.finish(report, built=True)
    marker = project.output / MARKER
    without_site = marker.read_text("utf-8") == _NO_SITE if marker.exists() else not any(project.output.iterdir())
    if report.failed and without_site:
        _show_problems(report.problems, project.output, console)
        marker.write_text(_NO_SITE, "utf-8")


def _show_problems(problems: Problems, output: Path, console: Console) -> None:
    """A page with the report, for a project that has never been built."""
    text = "\n\n".join(as_text(problem, console.lines, console.language) for problem in problems)
    page = (
        f'<!doctype html><html lang="{console.language}"><meta charset="utf-8">'
        f"<title>{len(problems)}</title><pre>{html.escape(text)}</pre>"
    )
    output.joinpath("index.html").write_text(page, "utf-8")


def _is_ours(address: str) -> bool:
    try:
        return urlsplit(address).hostname in _OURS
    except ValueError:  # no address at all
        return False


def _refuse_strangers() -> None:
    """A page elsewhere must not read the preview through a rebound host name (DNS rebinding)."""
    prepare = RequestHandler.prepare

    def guarded(handler: Any) -> Awaitable[None] | None:
        asked = (f"//{handler.request.host}", handler.request.headers.get("Origin", f"//{HOST}"))
        if not all(map(_is_ours, asked)):
            handler.set_status(403)
            handler.finish()
            return None
        return prepare(handler)

    RequestHandler.prepare = guarded  # type: ignore[method-assign,assignment]  # it wraps the method
