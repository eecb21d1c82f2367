"""What the terminal says when the preview begins: its addresses, with a QR code for a phone."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Sequence
from io import StringIO

import qrcode

from sitegen.console import Console
from sitegen.serve.binding import DEFAULT_PORT, HOST, Doors


def say_where(console: Console, doors: Doors, port: int, hosts: Sequence[str]) -> None:
    """Print where the preview is to be seen, and open it in the browser where that was asked for."""
    if doors.port is None and port != DEFAULT_PORT:
        console.say("other-port", port=DEFAULT_PORT)
    address = f"http://{HOST}:{port}/"
    console.say("serving", address=address)
    console.say("serving-status", address=f"{address}_status/")
    if doors.near and not hosts:
        console.say("serving-nowhere")
    for host in hosts:
        there = f"http://{host}:{port}/"
        console.say("serving-near", address=there, code=_code(there))
    if doors.open_browser:
        webbrowser.open(address)


def _code(address: str) -> str:
    """A QR code in half blocks, dark on light; nothing where the terminal has none."""
    code, drawn = qrcode.QRCode(border=2), StringIO()
    code.add_data(address)
    code.print_ascii(drawn, invert=True)
    try:
        drawn.getvalue().encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return ""
    return drawn.getvalue()
