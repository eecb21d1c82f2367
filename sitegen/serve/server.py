"""What answers browsers: the site with a script that hears of changes, on this computer alone."""

from __future__ import annotations

import asyncio
import logging
import mimetypes
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from socket import socket
from threading import Thread
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from livereload.handlers import LiveReloadHandler, StaticFileHandler
from livereload.server import LiveScriptInjector
from pydantic import BaseModel
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError, RequestHandler

from sitegen.model.outputs import page_file
from sitegen.pipeline import MARKER
from sitegen.serve.editor import POLICY, Editor
from sitegen.serve.hub import NAMED, Hub
from sitegen.serve.telling_pages import for_others

HOST = "127.0.0.1"
_OURS = {"127.0.0.1", "localhost", "[::1]", "::1"}
_OWN = Path(__file__).parent


@dataclass(frozen=True)
class Served:
    """What is served: the folder of the finished site, what knows the one in the making, and the page before both.

    `status` makes the page of what waits, `why` the one that says why an address shows nothing (empty where that is not
    known); `hosts` are the names by which this computer may be asked besides its own. Only this computer sees the
    `editor` and the pages of those two.
    """

    output: Path
    hub: Hub
    waiting: bytes
    status: Callable[[], bytes]
    why: Callable[[str], bytes]
    editor: Editor
    hosts: frozenset[str] = frozenset()


def start(served: Served, sockets: Sequence[socket]) -> None:
    """Answer on these sockets, in a thread of its own that ends with the program."""
    for name in ("tornado.access", "livereload"):  # who is asked for what is nobody's concern
        logging.getLogger(name).setLevel(logging.CRITICAL)
    Thread(target=asyncio.run, args=[_serve(served, sockets)], daemon=True).start()


async def _serve(served: Served, sockets: Sequence[socket]) -> None:
    files = {"path": str(served.output), "default_filename": "index.html"}
    own = r"/_preview/((?:reload|overlay|patch)\.js|(?:overlay|waiting)\.css)"
    application = Application(
        [
            (r"/livereload", _News),
            (own, _Own, {"path": str(_OWN)}),
            (r"/_status/?", _Status),
            (r"/admin/(.*)", _Admin),
            (r"/(.*)", _Files, files),
        ],
        transforms=[_with_script(served.hub)],
        served=served,
    )
    HTTPServer(application).add_sockets(sockets)
    await asyncio.Event().wait()


class _Guarded(RequestHandler):
    """A page elsewhere must not read the preview through a rebound host name (DNS rebinding)."""

    def prepare(self) -> None:
        """Refuse who comes by another name, or from a page of somebody else."""
        ours = _OURS | _served(self).hosts
        asked = (f"//{self.request.host}", self.request.headers.get("Origin", f"//{HOST}"))
        if not all(_host(address) in ours for address in asked):
            self.set_status(HTTPStatus.FORBIDDEN)
            self.finish()

    def set_default_headers(self) -> None:
        """What is not named by what it is made of may be another one the next time."""
        self.set_header("Cache-Control", "no-cache")

    @property
    def is_here(self) -> bool:
        """Whether it is this computer that asks: others, where they may come, see the pages and nothing more."""
        return str(self.request.remote_ip) in _OURS


def _served(handler: RequestHandler) -> Served:
    """What the application was given."""
    found: Served = handler.settings["served"]
    return found


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:  # no address at all
        return None


def _with_script(hub: Hub) -> type[LiveScriptInjector]:
    """What adds the scripts to pages, from their own host: their policy allows no other, and none in the page."""

    class WithScript(LiveScriptInjector):
        def __init__(self, request: HTTPServerRequest) -> None:
            super().__init__(request)
            seen = hub.fingerprint(page_file(unquote(request.path)))
            others = "".join(f'<script src="/_preview/{name}.js" defer></script>' for name in ("overlay", "patch"))
            self.script = f'{others}<script src="/_preview/reload.js" data-seen="{seen}" defer></script>'.encode()

    return WithScript


class _Own(_Guarded, StaticFileHandler):
    """The scripts and styles of the preview itself."""


class _Status(_Guarded):
    """The page of what waits for somebody, as it is when it is asked for."""

    async def get(self) -> None:
        """Answer with it; meanwhile others are answered too."""
        if not self.is_here:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.write(await asyncio.to_thread(_served(self).status))


class _Admin(_Guarded):
    """The editor in the browser."""

    def get(self, path: str) -> None:
        """Answer with a file of it."""
        found = _served(self).editor.answer(path) if self.is_here else None
        if found is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        kind, content = found
        self.set_header("Content-Type", kind)
        self.set_header("Content-Security-Policy", POLICY)
        self.finish(content)


class _Files(_Guarded, StaticFileHandler):
    """The files of the finished site, and of the one in the making while that is shown."""

    _why = b""
    """The page that says why nothing is there."""

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002 - Tornado's own signature
        """Answer with a file."""
        served, self._name = _served(self), page_file(path)
        self._found = await served.hub.find(self._name)
        if not self._found and not (served.hub.ready and (served.output / MARKER).is_file()):
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE)
        if isinstance(self._found, bytes):
            self.set_header("Content-Type", "image/jpeg")
            self.set_header("Cache-Control", "no-store")
            self.finish(self._found)
            return
        try:
            await super().get(path, include_body)
        except HTTPError as error:
            if error.status_code == HTTPStatus.NOT_FOUND and (now := served.hub.in_place_of(self._name)):
                self.redirect(f"/{quote(now)}")
                return
            page = self._name.removesuffix("index.html").rstrip("/")  # as people type it
            if error.status_code == HTTPStatus.NOT_FOUND and self.is_here and "." not in page.rpartition("/")[2]:
                self._why = await asyncio.to_thread(served.why, f"/{page}/")
            raise

    def write_error(self, status_code: int, **_: Any) -> None:
        """Show the page of the site for addresses where nothing is, or the one that waits for a site."""
        served, page = _served(self), b""
        if status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            page = served.waiting
        elif status_code == HTTPStatus.NOT_FOUND and self._why:
            page = self._why
        elif status_code == HTTPStatus.NOT_FOUND and (missing := served.output / "404.html").is_file():
            page = missing.read_bytes()
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page or f"<!doctype html><title>{status_code}</title></head>{status_code}")

    def compute_etag(self) -> str | None:
        """What tells a file from another one; nobody keeps a sketch."""
        return None if isinstance(self._found, bytes) else super().compute_etag()

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Where the file is."""
        if "\0" in absolute_path:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        if not self._found and _served(self).hub.hides(self._name):
            raise HTTPError(HTTPStatus.NOT_FOUND)
        found: str | None = str(self._found) if self._found else super().validate_absolute_path(root, absolute_path)
        return found

    def set_extra_headers(self, path: str) -> None:
        """Keep what is named by what it is made of: the rest of a page need not be asked for again."""
        if NAMED.fullmatch(path):
            self.set_header("Cache-Control", "max-age=31536000, immutable")

    def get_content_type(self) -> str:
        """What it is: by its name on the site, because in the store it has another."""
        return mimetypes.guess_type(self._name)[0] or "application/octet-stream"


class _Said(BaseModel):
    """A message of a page: of LiveReload's protocol, and which page it is."""

    command: str
    url: str = ""
    seen: str | None = None

    @classmethod
    def of(cls, message: str | bytes) -> _Said | None:
        """What was said; None where it is no such message."""
        try:
            said = cls.model_validate_json(message)
            urlsplit(said.url)
        except ValueError:
            return None
        return said


class _News(_Guarded, LiveReloadHandler):
    """The web socket of a page that is open."""

    def open(self, *_: str) -> None:
        """It was opened."""
        self._loop = asyncio.get_running_loop()

    def on_message(self, message: str | bytes) -> None:
        """A page says which one it is; what no page of ours says is not answered."""
        said = _Said.of(message)
        if said is None:
            self.close()
            return
        super().on_message(message)
        if said.command == "info":
            _served(self).hub.came(self, page_file(unquote(urlsplit(said.url).path)), said.seen)

    def on_close(self) -> None:
        """It was closed."""
        super().on_close()
        _served(self).hub.left(self)

    def tell(self, message: Mapping[str, object]) -> None:
        """See `Visitor`."""
        if message.get("command") == "state" and not self.is_here:
            message = {"command": "state", "state": for_others(message.get("state"))}
        self._loop.call_soon_threadsafe(self.send_message, dict(message))
