"""Firefox as it is installed, for Playwright, which speaks WebDriver BiDi with it: no driver, no Firefox of its own.

Playwright says for each new visitor which colour scheme is wished, also where none is, with a command that Firefox 153
does not know yet. So this program stands between the two: it starts Firefox with a profile that goes with it, passes on
what both say, and lets that refusal pass where no scheme was wished.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Playwright
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application
from tornado.websocket import WebSocketClientConnection, WebSocketHandler, websocket_connect

_LISTENS = "WebDriver BiDi listening on "
_LARGEST = 256 * 1024 * 1024
"""Bytes of a message."""
_WISHES = 'user_pref("browser.sessionhistory.max_total_viewers", 0);'
"""Pages that were left are not kept: Playwright would take one of them for the open page of the same address."""
_SCHEME = "emulation.setMediaFeaturesOverride"


def launch(playwright: Playwright, firefox: str) -> Browser:
    """Start Firefox, of which this is the path, without a window."""
    arguments = [__file__, firefox]
    return playwright.firefox.launch(
        channel="moz-firefox", executable_path=sys.executable, args=arguments, ignore_default_args=True
    )


class _Relay(WebSocketHandler):
    """Playwright's end of the conversation."""

    def initialize(self, address: str) -> None:
        """`address` is where Firefox listens."""
        self._address, self._schemes = address, set[int]()

    async def open(self, *_: str) -> None:
        """Playwright is there: call Firefox."""
        self._firefox: WebSocketClientConnection = await websocket_connect(
            f"{self._address}/session", on_message_callback=self._heard, max_message_size=_LARGEST
        )

    async def on_message(self, message: str | bytes) -> None:
        """Pass on what Playwright asks."""
        asked = json.loads(message)
        if asked["method"] == _SCHEME and not asked["params"]["features"]:
            self._schemes.add(asked["id"])
        await self._firefox.write_message(message)

    def _heard(self, message: str | bytes | None) -> None:
        """Pass on what Firefox says."""
        if message is None:
            self.close()
            return
        said = json.loads(message)
        if said.get("id") in self._schemes and said.get("error") == "unknown command":
            message = json.dumps({"type": "success", "id": said["id"], "result": {}})
        self.write_message(message)


async def _main(firefox: str) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        (Path(profile) / "user.js").write_text(_WISHES)
        command = [firefox, "--headless", "--remote-debugging-port=0", "--profile", profile]
        process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
        assert process.stderr
        async for line in process.stderr:
            said = line.decode(errors="replace").strip()
            if said.startswith(_LISTENS):
                sys.stderr.write(f"{_LISTENS}{_listening(said.removeprefix(_LISTENS))}\n")
            else:
                sys.stderr.write(f"{said}\n")
            sys.stderr.flush()
        await process.wait()


def _listening(address: str) -> str:
    """Listen for Playwright, on an address of this computer that it returns."""
    ours, port = bind_unused_port()
    application = Application([("/session", _Relay, {"address": address})], websocket_max_message_size=_LARGEST)
    HTTPServer(application).add_socket(ours)
    return f"ws://127.0.0.1:{port}"


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1]))
