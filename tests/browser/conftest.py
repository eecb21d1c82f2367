"""Real browsers, and the real site to open in them: built once, from disk and from a server with byte ranges."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from sitegen.model.project import HOME, Options, Project
from sitegen.pipeline import build
from tests import quick, tools
from tests.browser.firefox import launch
from tests.conftest import NOW

ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--autoplay-policy=user-gesture-required",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]
PATIENCE = 600  # seconds that another build of the same project may take


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers."""
    with sync_playwright() as one:
        yield one


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Chromium; each test opens contexts of its own."""
    browser = playwright.chromium.launch(executable_path=tools.chromium(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Firefox; it knows no visitors without script, with a dark scheme, with fingers or in a hurry."""
    browser = launch(playwright, tools.firefox())
    yield browser
    browser.close()


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest) -> Browser:
    """Each of the browsers in turn."""
    found: Browser = request.getfixturevalue(request.param)
    return found


def real_site(output: Path, **asked: bool) -> Path:
    """Build the real project into a folder; its cache keeps the pictures from being made again."""
    with quick.slowly():  # on all cores, as another worker is likely to wait for it
        report = build(Project.at(HOME, output), Options(now=NOW, printing=False, **asked))
    assert not report.failed, [f"{problem.where} {problem.code}" for problem in report.problems]
    return output


def built_once(factory: pytest.TempPathFactory, name: str, **asked: bool) -> Path:
    """Return a folder with the real site that all workers of a run of the tests share: the first one builds it."""
    base = factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    shared.mkdir(exist_ok=True)
    output, done, lock = shared / "output", shared / "done", shared / "lock"
    given_up = time.monotonic() + PATIENCE
    while not done.exists():
        assert time.monotonic() < given_up, f"nobody finished {output}"
        try:
            lock.touch(exist_ok=False)
        except FileExistsError:
            time.sleep(0.2)
            continue
        try:
            if not done.exists():
                real_site(output, **asked)
                done.touch()
        finally:
            lock.unlink()
    return output


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site."""
    return built_once(tmp_path_factory, "site")


@pytest.fixture(scope="session")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site as a kiosk opens it."""
    return built_once(tmp_path_factory, "kiosk stick", kiosk=True)


@pytest.fixture(scope="session")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site as `serve` shows it."""
    return built_once(tmp_path_factory, "preview", preview=True)


class RangeHandler(SimpleHTTPRequestHandler):
    """Serves files with one byte range a request (RFC 9110, section 14), without which no browser seeks in sound."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer a request for a range of a file; all others are answered by the standard library."""
        asked, path = self.headers.get("Range", ""), Path(self.translate_path(self.path))
        if not asked.startswith("bytes=") or not path.is_file():
            return super().send_head()
        size = path.stat().st_size
        first, _, last = asked.removeprefix("bytes=").partition("-")
        start = int(first) if first else max(0, size - int(last))
        end = min(int(last), size - 1) if first and last else size - 1
        if start > end:
            self.send_error(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            return None
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Range", f"bytes {start}-{end}/{size}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        return BytesIO(path.read_bytes()[start : end + 1])

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this computer; gives its address without a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(RangeHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the real site is served on this computer, without a slash at the end."""
    with served(site) as found:
        yield found
