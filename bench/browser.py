"""As much of a browser as a preview needs: it opens a page, and is told when to load it again."""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import socket
import struct
import time
from urllib.parse import urljoin

HOST = "127.0.0.1"
_TEXT, _CLOSE = 1, 8
_EXTENDED, _LONG = 126, 127
_UPGRADED = "101"


class NotToldError(Exception):
    """No word came in time that the page should be loaded again."""


def get(port: int, path: str) -> tuple[int, bytes]:
    """Return the status and the body of what lies at a path."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def first_link(page: str, html: str, pattern: str) -> str:
    """Return the path of the first link of a page that matches, or an empty one."""
    found = re.search(rf'(?:href|src|srcset)="([^"\s]*{pattern})[\s"]', html)
    return urljoin(page, found[1]) if found else ""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


class Listener:
    """The web socket on which the page's script waits (LiveReload protocol 7, RFC 6455)."""

    def __init__(self, port: int, page: str) -> None:
        self._socket = socket.create_connection((HOST, port), timeout=60)
        self._unread = b""
        key = base64.b64encode(os.urandom(16)).decode()
        head = {
            "Host": f"{HOST}:{port}",
            "Origin": f"http://{HOST}:{port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Version": "13",
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        self._socket.sendall(f"GET /livereload HTTP/1.1\r\n{lines}\r\n".encode())
        while b"\r\n\r\n" not in self._unread:
            self._receive()
        answer, _, self._unread = self._unread.partition(b"\r\n\r\n")
        if _UPGRADED not in answer.decode("latin-1").splitlines()[0]:
            raise NotToldError("the preview refuses the web socket of its own pages")
        self._say({"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]})
        self._say({"command": "info", "url": f"http://{HOST}:{port}{page}"})

    def wait(self, limit: float) -> None:
        """Return when the page is to be loaded again.

        Raises:
            NotToldError: that was not said within `limit` seconds.
        """
        end = time.monotonic() + limit
        while json.loads(self._message(end) or "{}").get("command") != "reload":
            pass

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def _say(self, message: dict[str, object]) -> None:
        """A text frame, masked as those of browsers must be."""
        body, mask = json.dumps(message).encode(), os.urandom(4)
        masked = bytes(byte ^ mask[position % 4] for position, byte in enumerate(body))
        size = bytes([0x80 | len(body)]) if len(body) < _EXTENDED else struct.pack("!BH", 0x80 | _EXTENDED, len(body))
        self._socket.sendall(bytes([0x80 | _TEXT]) + size + mask + masked)

    def _message(self, end: float) -> bytes:
        """The body of the next frame; frames that carry no text are empty."""
        kind, size = self._read(2, end)
        if size == _EXTENDED:
            (size,) = struct.unpack("!H", self._read(2, end))
        elif size == _LONG:
            (size,) = struct.unpack("!Q", self._read(8, end))
        body = self._read(size, end)
        if kind & 0x0F == _CLOSE:
            raise NotToldError("the preview has closed the connection")
        return body if kind & 0x0F == _TEXT else b""

    def _read(self, size: int, end: float) -> bytes:
        while len(self._unread) < size:
            left = end - time.monotonic()
            if left <= 0:
                raise NotToldError("the page was not told to load again")
            self._socket.settimeout(left)
            try:
                self._receive()
            except TimeoutError:
                continue
        found, self._unread = self._unread[:size], self._unread[size:]
        return found

    def _receive(self) -> None:
        more = self._socket.recv(65536)
        if not more:
            raise NotToldError("the preview has closed the connection")
        self._unread += more
