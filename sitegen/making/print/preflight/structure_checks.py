"""Checks of the file as a whole: pages, boxes, fonts, identity, annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from sitegen.making.print.findings import Finding, finding
from sitegen.making.print.finish import POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model.print_job import PrintJob

_TOLERANCE_MM = 0.1


def edges(box: pikepdf.Object) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a box; any two opposite corners may say it (ISO 32000-2, 7.9.5).

    Raises:
        TypeError, ValueError: it is no box.
    """
    x0, y0, x1, y1 = (float(v) for v in list(box))
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def check_pages(pdf: pikepdf.Pdf, job: PrintJob) -> Iterator[Finding]:
    """The number of pages, as ordered and as the fold needs it."""
    count = len(pdf.pages)
    if job.pages is not None and count != job.pages:
        yield finding("page-count", count=count, expected=job.pages)
    if count % job.multiple:
        yield finding("page-multiple", count=count, multiple=job.multiple)


def check_boxes(pdf: pikepdf.Pdf, job: PrintJob) -> Iterator[Finding]:
    """Trim, bleed and media box of every page."""
    for number, page in enumerate(pdf.pages, 1):
        media = edges(page.MediaBox)
        if abs(media[0]) + abs(media[1]) > _TOLERANCE_MM:
            yield finding("box-origin", page=number, x=media[0], y=media[1])
        if int(page.obj.get("/Rotate", 0)):
            yield finding("page-rotated", page=number)
        if job.kind == "reading":
            continue
        if "/TrimBox" not in page.obj:
            yield finding("no-trim-box", page=number)
            continue
        yield from _check_trim(page, number, job)


def _check_trim(page: pikepdf.Page, number: int, job: PrintJob) -> Iterator[Finding]:
    trim = [edge / POINTS for edge in edges(page.TrimBox)]
    size = trim[2] - trim[0], trim[3] - trim[1]
    if job.trim and max(abs(a - b) for a, b in zip(size, job.trim, strict=True)) > _TOLERANCE_MM:
        yield finding(
            "trim-size", page=number, width=size[0], height=size[1], expected=f"{job.trim[0]:g} × {job.trim[1]:g}"
        )
    if job.kind != "press" or not job.bleed:
        return
    bleed = [edge / POINTS for edge in edges(page.obj.get("/BleedBox", page.TrimBox))]
    least = min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    media = [edge / POINTS for edge in edges(page.MediaBox)]
    inside = min(bleed[0] - media[0], bleed[1] - media[1], media[2] - bleed[2], media[3] - bleed[3])
    if least < job.bleed - _TOLERANCE_MM or inside < -_TOLERANCE_MM:
        yield finding("no-bleed", page=number, bleed=max(0.0, least), expected=job.bleed)


def check_fonts(pdf: pikepdf.Pdf, job: PrintJob) -> Iterator[Finding]:
    """Every font is embedded, drawn as outlines, and of a kind its PDF/X allows."""
    seen: set[str] = set()
    for number, page in enumerate(pdf.pages, 1):
        for font in _fonts(page.obj.get("/Resources", pikepdf.Dictionary()), 0):
            name = str(font.get("/BaseFont", "/?"))[1:]
            if name not in seen:
                seen.add(name)
                yield from _check_font(font, name, number, job)


def _check_font(font: pikepdf.Object, name: str, number: int, job: PrintJob) -> Iterator[Finding]:
    if font.get("/Subtype") == pikepdf.Name.Type3:
        yield finding("font-type3", page=number, place=name)
        return
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    embedded = [key for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor]
    if not embedded:
        yield finding("font-not-embedded", page=number, place=name)
    elif job.variant == "x1a" and descriptor[embedded[0]].get("/Subtype") == pikepdf.Name.OpenType:
        yield finding("font-opentype", page=number, place=name)


def _fonts(resources: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    yield from dict(resources.get("/Font", pikepdf.Dictionary())).values()
    if depth < 8:  # noqa: PLR2004 - forms within forms, with an end
        for kind in ("/XObject", "/Pattern"):
            for thing in dict(resources.get(kind, pikepdf.Dictionary())).values():
                if "/Resources" in thing:
                    yield from _fonts(thing.Resources, depth + 1)


def check_identity(pdf: pikepdf.Pdf, job: PrintJob) -> Iterator[Finding]:
    """The marks of PDF/X: output intent, version markers, trapping, dates, id."""
    if job.kind != "press":
        return
    yield from _check_intent(pdf)
    info = pdf.trailer.get("/Info", pikepdf.Dictionary())
    xmp = bytes(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else b""
    declared = str(info.get("/GTS_PDFXVersion", "")) + ("PDF/X-4" if b"PDF/X-4" in xmp else "")
    expected = {"x4": "PDF/X-4", "x1a": "PDF/X-1a:2003", None: "PDF/X"}[job.variant]
    if expected not in declared:
        yield finding("pdfx-marker", expected=expected, declared=declared or "-")
    if str(info.get("/Trapped", "")) not in {"/True", "/False"}:
        yield finding("trapped")
    if not {"/CreationDate", "/ModDate"} <= set(info.keys()):
        yield finding("dates")
    if "/ID" not in pdf.trailer:
        yield finding("file-id")
    if job.variant == "x1a" and pdf.pdf_version != "1.4":
        yield finding("pdf-version", version=pdf.pdf_version, expected="1.4")


def _check_intent(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    intents = [i for i in pdf.Root.get("/OutputIntents", []) if i.get("/S") == pikepdf.Name.GTS_PDFX]
    if not intents:
        yield finding("output-intent")
        return
    profile = intents[0].get("/DestOutputProfile")
    if profile is not None and int(profile.get("/N", 0)) != 4:  # noqa: PLR2004 - four inks
        yield finding("output-intent-inks", inks=int(profile.get("/N", 0)))


def check_extras(pdf: pikepdf.Pdf, job: PrintJob) -> Iterator[Finding]:
    """What has no business in a press file: annotations, forms, scripts, attachments, encryption."""
    if job.kind == "reading":
        return
    for number, page in enumerate(pdf.pages, 1):
        if len(page.obj.get("/Annots", [])):
            yield finding("annotations", page=number, count=len(page.obj.Annots))
    for key in ("/AcroForm", "/OpenAction", "/AA", "/OCProperties"):
        if key in pdf.Root:
            yield finding("interactive", place=key[1:])
    if pdf.is_encrypted:
        yield finding("encrypted")


def check_accessible(pdf: pikepdf.Pdf, job: PrintJob) -> Iterator[Finding]:
    """What a reading copy needs: tags, language, title, and a text for every picture."""
    if job.kind != "reading":
        return
    if not bool(pdf.Root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)):
        yield finding("not-tagged")
    if not str(pdf.Root.get("/Lang", "")):
        yield finding("no-language")
    if not str(pdf.trailer.get("/Info", pikepdf.Dictionary()).get("/Title", "")):
        yield finding("no-title")
    for thing in pdf.objects:
        figure = isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == pikepdf.Name.Figure
        if figure and not str(thing.get("/Alt", "")):
            yield finding("figure-without-text")
