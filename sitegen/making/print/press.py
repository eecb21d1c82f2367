"""From HTML to a file for the press, the same steps for zines, labels and posters."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf

from sitegen.making.print.findings import PrintError, finding
from sitegen.making.print.finish import Intent, finish_press, foreign_fonts
from sitegen.making.print.fonts import OWN_FAMILY
from sitegen.making.print.layout import complaints, lay_out, unset_letters
from sitegen.making.typefaces import FACES
from sitegen.model.print_identity import Identity

if TYPE_CHECKING:
    from collections.abc import Mapping

_FAMILIES = frozenset(face.family for face in FACES) | {OWN_FAMILY}


def press_pdf(
    html: str,
    css: str,
    *,
    width_mm: float,
    height_mm: float,
    files: Mapping[str, bytes],
    identity: Identity,
    intent: Intent,
) -> bytes:
    """Return a press file (PDF/X-4 declared, 3 mm bleed, no marks) of HTML with one size of page.

    `css` may use the families of fonts.py and must paint only with `device-cmyk()`, in flat colours, and carry
    grounds 3 mm over the page's edges; pictures are asked for as `print:NAME` and are CMYK JPEGs or SVGs.

    Raises:
        PrintError: WeasyPrint complained, or another font stepped in for a missing glyph.
    """
    page = f"@page{{size:{width_mm:g}mm {height_mm:g}mm;margin:0;bleed:3mm}}\n"
    return press(lay_out(html, page + css, files), identity, intent)


def press(document: Any, identity: Identity, intent: Intent) -> bytes:
    """Return the press file of pages that are laid out."""
    layout = written(document)
    return finish_press(layout, identity, intent)


def written(document: Any, **options: Any) -> bytes:
    """Write a laid-out document as PDF and see that no font stepped in for another.

    Raises:
        PrintError: naming the letters that our faces lack, each by its page and field.
    """
    try:
        return _in_our_fonts(document, options)
    except PrintError:
        if lost := unset_letters(document):
            raise PrintError(
                finding("font-fallback", page=page, place=field, letters=_named(letters))
                for page, field, letters in lost
            ) from None
        raise


def _in_our_fonts(document: Any, options: Mapping[str, Any]) -> bytes:
    with complaints():
        layout: bytes = document.write_pdf(**options)
    with pikepdf.open(io.BytesIO(layout)) as pdf:
        foreign = sorted(set(foreign_fonts(pdf, _FAMILIES)))
    if foreign:
        raise PrintError(finding("font-fallback", place=name, letters="?") for name in foreign)
    return layout


def _named(letters: str) -> str:
    """Letters with their numbers in Unicode, for those who cannot tell which is which."""
    return ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters)
