"""Checks of the fonts that letters are set in; what a page only lists is not asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from sitegen.making.print.findings import Finding, finding
from sitegen.making.print.preflight.walk import paints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model.print_job import PrintJob


def check_fonts(pdf: pikepdf.Pdf, job: PrintJob) -> Iterator[Finding]:
    """Every font that letters are set in is embedded, drawn as outlines, and of a kind its PDF/X allows."""
    seen: set[tuple[str, tuple[int, int]]] = set()
    for number, page in enumerate(pdf.pages, 1):
        for font in (paint.font for paint in paints(page) if paint.font is not None):
            name = str(font.get("/BaseFont", font.get("/Name", "/?")))[1:]
            if (name, font.objgen) not in seen:
                seen.add((name, font.objgen))
                yield from _check_font(font, name, number, job)


def _check_font(font: pikepdf.Object, name: str, number: int, job: PrintJob) -> Iterator[Finding]:
    if font.get("/Subtype") == pikepdf.Name.Type3:
        yield finding("font-type3", "warning" if job.from_elsewhere else "error", number, name)
        return
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    embedded = [key for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor]
    if not embedded:
        yield finding("font-not-embedded", page=number, place=name)
    elif job.variant == "x1a" and descriptor[embedded[0]].get("/Subtype") == pikepdf.Name.OpenType:
        yield finding("font-opentype", page=number, place=name)
