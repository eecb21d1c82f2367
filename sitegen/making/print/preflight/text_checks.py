"""Checks of where words stand: not where the knife may go, not in the fold."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2

from sitegen.making.print.findings import Finding, FindingCode, finding
from sitegen.making.print.finish import POINTS
from sitegen.making.print.preflight.structure_checks import edges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.making.print.preflight.walk import Rect
    from sitegen.model.print_job import PrintJob

_TOLERANCE_MM = 0.2


def check_words(content: bytes, job: PrintJob) -> Iterator[Finding]:
    """Measure every line of text against the trimmed page; for facing pages also against the fold."""
    if job.kind != "press":
        return
    document = pypdfium2.PdfDocument(content)
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                if "/TrimBox" in page.obj:
                    trim = edges(page.TrimBox)
                    yield from _check_page(document[number - 1], trim, number, job)
    finally:
        document.close()


def _check_page(page: pypdfium2.PdfPage, trim: Sequence[float], number: int, job: PrintJob) -> Iterator[Finding]:
    text = page.get_textpage()
    worst: dict[FindingCode, tuple[float, str]] = {}
    for index in range(text.count_rects()):
        rect = text.get_rect(index)
        if _outside(rect, trim):
            continue
        words = text.get_text_bounded(*rect).strip()
        for code, distance in _distances(rect, trim, number, job):
            if words and distance < worst.get(code, (1e9, ""))[0]:
                worst[code] = distance, words[:40]
    for code, (distance, words) in sorted(worst.items()):
        least = job.gutter if code == "text-in-gutter" else job.safe
        if distance < least - _TOLERANCE_MM:
            yield finding(code, page=number, place=words, distance=distance, least=least)


def _distances(rect: Rect, trim: Sequence[float], number: int, job: PrintJob) -> Iterator[tuple[FindingCode, float]]:
    left, bottom, right, top = rect
    sides = [(left - trim[0]) / POINTS, (trim[2] - right) / POINTS]
    if job.facing:
        # Odd pages have the fold on their left, even pages on their right.
        yield "text-in-gutter", sides.pop(0 if number % 2 else 1)
    yield "text-near-edge", min(*sides, (bottom - trim[1]) / POINTS, (trim[3] - top) / POINTS)


def _outside(rect: Rect, trim: Sequence[float]) -> bool:
    return rect[2] < trim[0] or rect[0] > trim[2] or rect[3] < trim[1] or rect[1] > trim[3]
