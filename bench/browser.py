"""As much of a browser as the measurements need: what a preview answers, and a real one that shows its pages."""

from __future__ import annotations

import http.client
import json
import re
import socket
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Self
from urllib.parse import urljoin

HOST = "127.0.0.1"
HOME = Path(__file__).parents[1]


class NotShownError(Exception):
    """What was saved did not come to the screen in time."""


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


class Screen:
    """A real browser with a page open, in a process of its own (`screen.py`); a context manager."""

    def __init__(self, python: Path, address: str, name: str) -> None:
        command = [str(python), "-m", "bench.screen", name, address]
        self._process = Popen(command, stdin=PIPE, stdout=PIPE, text=True, cwd=HOME)  # noqa: S603 - our own command

    def __enter__(self) -> Self:
        self._hear("ready")
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def expect(self, kind: str, mark: str, stem: str) -> None:
        """Have it look out for what will be saved: a mark, or another picture of this stem."""
        if self._process.stdin:
            print(json.dumps({"kind": kind, "mark": mark, "stem": stem}), file=self._process.stdin, flush=True)
        self._hear("ready")

    def wait(self) -> None:
        """Return when the page shows that.

        Raises:
            NotShownError: it never did.
        """
        self._hear("seen")

    def _hear(self, word: str) -> None:
        said = self._process.stdout.readline().strip() if self._process.stdout else ""
        if said != word:
            raise NotShownError("the browser does not show what was saved")
