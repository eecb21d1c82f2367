"""Which port and which addresses the preview answers on."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
_TRIES = 20
"""So many ports after the usual one are tried where another program has it."""

_ELSEWHERE = ("192.0.2.1", 9)
"""An address for documentation (RFC 5737), to which nothing is sent."""


@dataclass(frozen=True)
class Doors:
    """How the preview may be reached: `port` is None for the usual one, or the next that is free.

    `near` opens it to other devices of the same network; `open_browser` shows it at once.
    """

    port: int | None = None
    near: bool = False
    open_browser: bool = False


class NoPort(Exception):  # noqa: N818 - it says what happened
    """The port cannot be used."""

    def __init__(self, port: int, reason: str) -> None:
        super().__init__(reason)
        self.port, self.reason = port, reason


def bound(doors: Doors) -> tuple[Sequence[socket.socket], int, list[str]]:
    """The sockets to answer on, their port, and the addresses of this computer for other devices.

    Raises:
        NoPort: the port that was asked for, or every one that was tried, is taken.
    """
    hosts = _near_addresses() if doors.near else []
    ports = [doors.port] if doors.port else range(DEFAULT_PORT, DEFAULT_PORT + _TRIES)
    for port in ports:
        try:
            return _on([HOST, *hosts], port), port, hosts
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
    raise NoPort(ports[0], reason)


def _on(hosts: Sequence[str], port: int) -> list[socket.socket]:
    sockets: list[socket.socket] = []
    try:
        for host in hosts:
            sockets.append(socket.create_server((host, port)))
            sockets[-1].setblocking(False)  # noqa: FBT003 - the standard library's own signature
    except OSError:
        for one in sockets:
            one.close()
        raise
    return sockets


def _near_addresses() -> list[str]:
    """The address by which other devices of the network reach this computer; none where it is in no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_ELSEWHERE)
        except OSError:
            return []
        return [asking.getsockname()[0]]
