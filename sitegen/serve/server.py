"""What answers browsers: the site with a script that hears of changes, on this computer alone."""

from __future__ import annotations

import asyncio
import json
import logging
import mimetypes
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from socket import socket
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler, StaticFileHandler
from livereload.server import LiveScriptInjector
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, RequestHandler

from sitegen.model.outputs import page_file
from sitegen.serve.hub import Hub

HOST = "127.0.0.1"
_OURS = {"127.0.0.1", "localhost", "[::1]", "::1"}
_NAMED = re.compile(r"\.[0-9a-f]{8}\.[a-z0-9]+$")
"""What `Planner.asset` calls a file."""
_SCRIPT = Path(__file__).with_name("reload.js")


def start(output: Path, sockets: Sequence[socket], hub: Hub) -> None:
    """Answer on these sockets, in a thread of its own that ends with the program."""
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    Thread(target=asyncio.run, args=[_serve(output, sockets, hub)], daemon=True).start()


async def _serve(output: Path, sockets: Sequence[socket], hub: Hub) -> None:
    files = {"path": str(output), "default_filename": "index.html"}
    application = Application(
        [(r"/livereload", _News), (r"/livereload\.js", _Script), (r"/(.*)", _Files, files)],
        transforms=[_with_script(hub)],
        hub=hub,
    )
    HTTPServer(application).add_sockets(sockets)
    await asyncio.Event().wait()


class _Guarded(RequestHandler):
    """A page elsewhere must not read the preview through a rebound host name (DNS rebinding)."""

    def prepare(self) -> None:
        """Refuse who comes by another name, or from a page of somebody else."""
        asked = (f"//{self.request.host}", self.request.headers.get("Origin", f"//{HOST}"))
        if not all(map(_is_ours, asked)):
            self.set_status(HTTPStatus.FORBIDDEN)
            self.finish()

    def set_default_headers(self) -> None:
        """What is not named by what it is made of may be another one the next time."""
        self.set_header("Cache-Control", "no-cache")


def _hub(handler: RequestHandler) -> Hub:
    """What the application was given."""
    found: Hub = handler.settings["hub"]
    return found


def _is_ours(address: str) -> bool:
    try:
        return urlsplit(address).hostname in _OURS
    except ValueError:  # no address at all
        return False


def _with_script(hub: Hub) -> type[LiveScriptInjector]:
    """What adds the script to pages, from their own host: their policy allows no other, and none in the page."""

    class WithScript(LiveScriptInjector):
        def __init__(self, request: HTTPServerRequest) -> None:
            super().__init__(request)
            seen = hub.fingerprint(page_file(unquote(request.path)))
            self.script = f'<script src="/livereload.js" data-seen="{seen}" defer></script>'.encode()

    return WithScript


class _Script(_Guarded):
    """The script."""

    def get(self) -> None:
        """Answer with it."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.write(_SCRIPT.read_bytes())


class _Files(_Guarded, StaticFileHandler):
    """The files of the finished site, and of the one in the making while that is shown."""

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002 - Tornado's own signature
        """Answer with a file."""
        self._name = page_file(path)
        self._found = await _hub(self).find(self._name)
        await super().get(path, include_body)

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Where the file is."""
        found: str | None = str(self._found) if self._found else super().validate_absolute_path(root, absolute_path)
        return found

    def set_extra_headers(self, path: str) -> None:
        """Keep what is named by what it is made of: the rest of a page need not be asked for again."""
        if _NAMED.search(path):
            self.set_header("Cache-Control", "max-age=31536000, immutable")

    def get_content_type(self) -> str:
        """What it is: by its name on the site, because in the store it has another."""
        return mimetypes.guess_type(self._name)[0] or "application/octet-stream"


class _News(_Guarded, LiveReloadHandler):
    """The web socket of a page that is open."""

    def open(self, *_: str) -> None:
        """It was opened."""
        self._loop = asyncio.get_running_loop()

    def on_message(self, message: str | bytes) -> None:
        """A page says which one it is."""
        super().on_message(message)
        said: dict[str, Any] = json.loads(message)
        if said["command"] == "info":
            path = page_file(unquote(urlsplit(said["url"]).path))
            _hub(self).came(self, path, said.get("seen"))

    def on_close(self) -> None:
        """It was closed."""
        super().on_close()
        _hub(self).left(self)

    def tell(self, message: Mapping[str, object]) -> None:
        """See `Visitor`."""
        self._loop.call_soon_threadsafe(self.send_message, dict(message))
