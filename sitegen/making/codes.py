"""QR codes of short addresses, each read back before it may be published."""

from __future__ import annotations

from sitegen.making import qr
from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles
from sitegen.model.web_orders import CodeOrder

SIZE_MM = 30.0
DPI = 600


def code(order: CodeOrder, _files: InputFiles) -> bytes:
    """Make a code, black on white with its quiet zone: a drawing, or one bit a pixel and whole pixels a module.

    Raises:
        CannotMake: `qr-unreadable` when a decoder reads something else than the address, or nothing.
    """
    modules = _matrix(order.text)
    if order.format == "svg":
        return qr.svg(modules, SIZE_MM).encode()
    content = qr.png(modules, SIZE_MM, DPI)
    try:
        read = qr.decode(content)
    except qr.QrError:
        read = ""
    if read != order.text:
        raise CannotMake("qr-unreadable", address=order.text, read=read)
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
