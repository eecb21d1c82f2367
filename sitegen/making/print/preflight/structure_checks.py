"""Checks of the file as a whole: pages, boxes, identity, annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from sitegen.making.print.findings import Finding, Level, finding
from sitegen.making.print.finish import POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model.print_job import PrintJob

TOLERANCE_MM = 0.1
"""What boxes may be off by."""

_LEAF, _FOLDED = 2, 4  # pages of a sheet that is not folded, and of one that is
LARGEST = 14400
"""The longest side in points that programs open (ISO 32000-1, annex C)."""

Edges = tuple[float, float, float, float]
"""Left, bottom, right and top of a box, in points."""


def edges(box: pikepdf.Object) -> Edges:
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
    elif job.from_elsewhere and count > _LEAF and count % _FOLDED:
        yield finding("page-multiple", "warning", count=count, multiple=_FOLDED)


def check_boxes(pdf: pikepdf.Pdf, job: PrintJob) -> Iterator[Finding]:
    """Trim, bleed and media box of every page.

    Another origin and a turn are odd in what we make; in files from elsewhere they are lawful, and worth a look.
    """
    level: Level = "warning" if job.from_elsewhere else "error"
    for number, page in enumerate(pdf.pages, 1):
        media = edges(page.MediaBox)
        if abs(media[0]) + abs(media[1]) > TOLERANCE_MM:
            yield finding("box-origin", level, number, x=media[0], y=media[1])
        if int(page.obj.get("/Rotate", 0)) % 360:
            yield finding("page-rotated", level, number)
        if job.kind == "reading":
            continue
        yield from _check_scale(page, number)
        if "/TrimBox" not in page.obj and "/ArtBox" not in page.obj:
            yield finding("no-trim-box", page=number)
            continue
        yield from _check_trim(page, number, job)
    if job.from_elsewhere:
        yield from _check_sizes(pdf)


def _check_scale(page: pikepdf.Page, number: int) -> Iterator[Finding]:
    """Whether a page is as large as its numbers say (ISO 32000-2, 14.11.2), and what programs can open."""
    unit = float(page.obj.get("/UserUnit", 1))
    if unit != 1:
        yield finding("page-scaled", page=number, unit=unit)
    left, bottom, right, top = edges(page.MediaBox)
    side = max(right - left, top - bottom)
    if side > LARGEST:
        yield finding("page-huge", page=number, side=round(side / POINTS / 1000, 1))


def trim_of(page: pikepdf.Page) -> Edges:
    """Return the edges of the finished page: an art box may stand for the trim box (ISO 15930-7, 6.12)."""
    media = page.obj.get("/CropBox", page.MediaBox)
    return edges(page.obj.get("/TrimBox", page.obj.get("/ArtBox", media)))


def bleed_of(page: pikepdf.Page) -> Edges:
    """Return the edges of what is printed: without a bleed box all that is shown (ISO 32000-2, 14.11.2)."""
    return edges(page.obj.get("/BleedBox", page.obj.get("/CropBox", page.MediaBox)))


def inside(inner: Edges, outer: Edges) -> float:
    """How far a box lies within another at its nearest side, in millimetres; below 0 it stands out."""
    return min(inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]) / POINTS


def _check_trim(page: pikepdf.Page, number: int, job: PrintJob) -> Iterator[Finding]:
    trim, bleed = trim_of(page), bleed_of(page)
    size = _size(page)
    if job.trim and max(abs(a - b) for a, b in zip(size, job.trim, strict=True)) > TOLERANCE_MM:
        yield finding(
            "trim-size", page=number, width=size[0], height=size[1], expected=f"{job.trim[0]:g} × {job.trim[1]:g}"
        )
    outside = min(inside(trim, edges(page.MediaBox)), inside(bleed, edges(page.MediaBox)))
    if outside < -TOLERANCE_MM or min(size) < TOLERANCE_MM:
        yield finding("box-outside", page=number)
    elif job.kind == "press" and not job.from_elsewhere:
        least = inside(trim, bleed)
        if least < job.bleed - TOLERANCE_MM:
            yield finding("no-bleed", page=number, bleed=max(0.0, least), expected=job.bleed)


def _size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of a finished page in millimetres."""
    left, bottom, right, top = trim_of(page)
    return (right - left) / POINTS, (top - bottom) / POINTS


def _check_sizes(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Pages of another size than most of them."""
    sizes = [_size(page) for page in pdf.pages]
    rounded = [(round(width, 1), round(height, 1)) for width, height in sizes]
    usual = max(rounded, key=rounded.count, default=(0.0, 0.0))
    for number, size in enumerate(sizes, 1):
        if max(abs(a - b) for a, b in zip(size, usual, strict=True)) > 2 * TOLERANCE_MM:
            yield finding(
                "page-differs", page=number, width=size[0], height=size[1], expected=f"{usual[0]:g} × {usual[1]:g}"
            )


def check_identity(pdf: pikepdf.Pdf, job: PrintJob) -> Iterator[Finding]:
    """The marks of PDF/X: output intent, version markers, trapping, dates, id."""
    if job.kind != "press":
        return
    yield from _check_intent(pdf)
    info = pdf.trailer.get("/Info", pikepdf.Dictionary())
    said = declared(pdf)
    expected = {"x4": "PDF/X-4", "x1a": "PDF/X-1a:2003", None: "PDF/X"}[job.variant]
    if expected not in said:
        yield finding("pdfx-marker", expected=expected, declared=said or "-")
    if str(info.get("/Trapped", "")) not in {"/True", "/False"}:
        yield finding("trapped")
    if not {"/CreationDate", "/ModDate"} <= set(info.keys()):
        yield finding("dates")
    if "/ID" not in pdf.trailer:
        yield finding("file-id")
    if job.variant == "x1a" and pdf.pdf_version != "1.4":
        yield finding("pdf-version", version=pdf.pdf_version, expected="1.4")


def declared(pdf: pikepdf.Pdf) -> str:
    """Return the PDF/X that a file says it is, as it says it; nothing where it says none."""
    info = pdf.trailer.get("/Info", pikepdf.Dictionary())
    xmp = bytes(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else b""
    return str(info.get("/GTS_PDFXVersion", "")) + ("PDF/X-4" if b"PDF/X-4" in xmp else "")


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
        count = sum(_in_the_way(note, page) for note in page.obj.get("/Annots", []))
        if count:
            yield finding("annotations", page=number, count=count)
    for place in sorted(set(_interactive(pdf))):
        yield finding("interactive", place=place)
    if "/OCProperties" in pdf.Root:
        yield from _check_layers(pdf, job)
    if pdf.is_encrypted:
        yield finding("encrypted")


def _in_the_way(note: pikepdf.Object, page: pikepdf.Page) -> bool:
    """Whether an annotation lies where it is printed; marks for printers lie beside it (ISO 15930-7, 6.17)."""
    box, printed = edges(note.get("/Rect", pikepdf.Array([0, 0, 0, 0]))), bleed_of(page)
    beside = box[2] <= printed[0] or box[0] >= printed[2] or box[3] <= printed[1] or box[1] >= printed[3]
    return not beside


def _interactive(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The parts that act; to open at a page, and a form without fields, does nothing."""
    form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    if len(form.get("/Fields", [])) or "/XFA" in form:
        yield "AcroForm"
    start = pdf.Root.get("/OpenAction")
    if isinstance(start, pikepdf.Dictionary) and start.get("/S") != pikepdf.Name.GoTo:
        yield "OpenAction"
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    yield from (key[1:] for key in ("/EmbeddedFiles", "/JavaScript") if key in names)
    if "/AA" in pdf.Root or any("/AA" in page.obj for page in pdf.pages):
        yield "AA"


def _check_layers(pdf: pikepdf.Pdf, job: PrintJob) -> Iterator[Finding]:
    """Layers: PDF/X-4 alone allows them, and a hidden one may be printed all the same."""
    usual = pdf.Root.OCProperties.get("/D", pikepdf.Dictionary())
    hidden = len(usual.get("/OFF", [])) > 0 or usual.get("/BaseState") == pikepdf.Name.OFF
    level: Level = "warning" if job.from_elsewhere and "PDF/X-4" in declared(pdf) and not hidden else "error"
    yield finding("layers", level, count=len(pdf.Root.OCProperties.get("/OCGs", [])))


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
