"""QR codes of short addresses, each read back before it may be published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sitegen.making import qr
from sitegen.making.errors import CannotMake

SIZE_MM = 30.0
DPI = 600


def svg(inputs: Mapping[str, Any], _sources: Mapping[str, Path]) -> bytes:
    """Recipe `qr-svg`: black on white with its quiet zone. Inputs: `text`."""
    return qr.svg(_matrix(inputs["text"]), SIZE_MM).encode()


def png(inputs: Mapping[str, Any], _sources: Mapping[str, Path]) -> bytes:
    """Recipe `qr-png`: one bit a pixel, whole pixels a module.

    Raises:
        CannotMake: `qr-unreadable` when a decoder reads something else than the address.
    """
    content = qr.png(_matrix(inputs["text"]), SIZE_MM, DPI)
    read = qr.decode(content)
    if read != inputs["text"]:
        raise CannotMake("qr-unreadable", address=inputs["text"], read=read)
    return content


def matrix_digest(text: str) -> str:
    """The SHA-256 of a code's modules: what the lock of printed codes remembers."""
    return qr.digest(_matrix(text))


def _matrix(text: str) -> qr.Matrix:
    try:
        return qr.print_matrix(text)
    except qr.QrError:
        # Longer than a code for print may be: legible on a screen, and the print files refuse it.
        return qr.matrix(text, ecc="M")
