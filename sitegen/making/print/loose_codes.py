"""Codes alone, for whoever lays out something else: on a white box, in black ink."""

from __future__ import annotations

from sitegen.making import qr
from sitegen.making.input_files import InputFiles
from sitegen.model.print_orders import PrintCode


def loose_code(order: PrintCode, _files: InputFiles) -> bytes:
    """Make a loose code in black; a PNG has 1200 dpi and one bit a pixel."""
    modules = qr.print_matrix(order.address)
    if order.format == "svg":
        return qr.svg(modules, order.size).encode()
    return {"pdf": qr.pdf, "eps": qr.eps, "png": qr.png}[order.format](modules, order.size)
