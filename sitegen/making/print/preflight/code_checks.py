"""Checks of QR codes as a phone and a press meet them: read from the page, measured, and in one ink.

A decoder reads codes without a quiet zone as well, and a code on a tinted ground, so neither is proof of print
quality; the white around and the size of a module are measured on the page.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
import pikepdf
import pypdfium2
from PIL import ImageOps

from sitegen.making import qr
from sitegen.making.print.findings import Finding, finding
from sitegen.making.print.finish import POINTS
from sitegen.making.print.preflight.picture_checks import turn_grey
from sitegen.making.print.preflight.structure_checks import edges
from sitegen.making.print.preflight.walk import Paint, Rect, paints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PIL import Image

    from sitegen.model.print_job import ExpectedCode, PrintJob

Pixels = tuple[int, int, int, int]
"""Left, top, right and bottom of a code on the picture of its page."""

DPI = 300
LEAST_MODULE_MM = 0.5
_WHITE, _BLACK = 235, 90
_PER_MM = DPI / 25.4
_TRACE = 0.01
_SOLID = {"fill", "stroke", "stencil", "image"}
_NAMED = 4  # so many addresses are named where another code leads elsewhere


def check_codes(content: bytes, job: PrintJob) -> Iterator[Finding]:
    """Check every code that the job expects, each on its page or, without one, on any."""
    if not job.codes:
        return
    with pikepdf.open(io.BytesIO(content)) as pdf:
        wanted = {code.page for code in job.codes}
        pages = {n: Painted.of(page, n, job) for n, page in enumerate(pdf.pages, 1) if wanted & {n, None}}
        document = pypdfium2.PdfDocument(_in_grey(pdf, pages.values()) or content)
    left = list(job.codes)
    try:
        for number, page in pages.items():
            picture = document[number - 1].render(scale=DPI / 72, grayscale=True).to_pil()
            yield from _check_page(page, picture, left, job)
    finally:
        document.close()
    for code in left:
        yield finding("qr-missing" if code.page else "qr-nowhere", page=code.page or 0, place=code.address)


class Painted(NamedTuple):
    """A page by its number, what it paints where inks matter, and the lower left corner of its media in points."""

    number: int
    paints: Sequence[Paint]
    corner: tuple[float, float]

    @classmethod
    def of(cls, page: pikepdf.Page, number: int, job: PrintJob) -> Self:
        """Walk a page."""
        left, bottom, *_ = edges(page.MediaBox)
        return cls(number, [] if job.kind == "reading" else list(paints(page)), (left, bottom))


def _in_grey(pdf: pikepdf.Pdf, pages: Iterable[Painted]) -> bytes | None:
    """Return the file with the pages' CMYK pictures in grey, or None where there are none to turn."""
    shown = [paint for page in pages for paint in page.paints if paint.kind == "image"]
    inks = [paint.picture for paint in shown if paint.colour.space == "DeviceCMYK"]
    pictures = {image.objgen: image for image in inks if isinstance(image, pikepdf.Stream)}
    if not pictures:
        return None
    for picture in pictures.values():
        turn_grey(picture)
    buffer = io.BytesIO()
    pdf.save(buffer, compress_streams=False)
    return buffer.getvalue()


def _check_page(page: Painted, picture: Image.Image, left: list[ExpectedCode], job: PrintJob) -> Iterator[Finding]:
    """Check the codes of a page against those that are left to be found, and take them off that list."""
    found = qr.decode_all(picture)
    here = [code for code in left if code.page in {page.number, None}]
    addresses = sorted({code.address for code in job.codes if code.page in {page.number, None}})
    missing = []
    for code in here:
        item = next((item for item in found if item.text == code.address), None)
        if item is None:
            missing.append(code)
        else:
            found.remove(item)
            left.remove(code)
            yield from _check_code(page, picture, item, code, job)
    for text in sorted({item.text for item in found} - set(addresses)):
        known = ", ".join(addresses[:_NAMED]) + (", …" if len(addresses) > _NAMED else "")
        yield finding("qr-wrong", page=page.number, place=text, expected=known)
    # Codes that may stand on any page are missing on most; those that show one are not looked at once more.
    if missing and (missing == here or any(code.page for code in missing)):
        inverted = {item.text for item in qr.decode_all(ImageOps.invert(picture))}
        for code in missing:
            if code.address in inverted:
                left.remove(code)
                yield finding("qr-inverted", page=page.number, place=code.address)


def _check_code(
    page: Painted, picture: Image.Image, found: qr.Found, code: ExpectedCode, job: PrintJob
) -> Iterator[Finding]:
    xs, ys = zip(*found.corners, strict=True)
    box = min(xs), min(ys), max(xs), max(ys)
    side = max(box[2] - box[0], box[3] - box[1])
    pixels = side / found.modules
    module = pixels / _PER_MM
    whole = module * (found.modules + 2 * qr.QUIET)
    if found.ecc != "H":
        yield finding("qr-level", page=page.number, place=code.address, level_found=found.ecc)
    if module < LEAST_MODULE_MM - 0.01 or whole < code.least_mm - 0.5:
        yield finding("qr-small", page=page.number, place=code.address, module=module, side=whole, least=code.least_mm)
    yield from _check_tones(page, picture, box, pixels, code.address)
    if job.kind != "reading":
        yield from _check_inks(page, box, picture.height, code.address)


def _check_tones(page: Painted, picture: Image.Image, box: Pixels, module: float, address: str) -> Iterator[Finding]:
    """Measure the white ring of four modules, and the tones inside."""
    tones = np.asarray(picture)
    reach = round(module * qr.QUIET * 0.94)  # a little less, for the edge pixels of the box
    edge = max(1, round(module * 0.3))
    left, top, right, bottom = box
    outer = tones[max(0, top - reach) : bottom + reach + 1, max(0, left - reach) : right + reach + 1].astype(int)
    inner = np.zeros(outer.shape, dtype=bool)
    gap = reach - edge
    inner[gap : outer.shape[0] - gap, gap : outer.shape[1] - gap] = True
    ring = outer[~inner]
    if not ring.size or (ring < _WHITE).mean() > 0.002:  # noqa: PLR2004 - two pixels in a thousand
        yield finding("qr-quiet", page=page.number, place=address, modules=qr.QUIET)
    middle = tones[top:bottom, left:right]
    dark, light = float(np.percentile(middle, 15)), float(np.percentile(middle, 85))
    if dark > _BLACK or light < _WHITE:
        yield finding("qr-contrast", page=page.number, place=address, dark=dark, light=light)


def _check_inks(page: Painted, box: Pixels, height: int, address: str) -> Iterator[Finding]:
    """See that the code stands on a white box and is drawn in black ink alone."""
    scale = 72 / DPI
    x, y = page.corner
    area = (
        x + box[0] * scale,
        y + (height - box[3]) * scale,
        x + box[2] * scale,
        y + (height - box[1]) * scale,
    )
    above: list[Paint] | None = None
    for paint in page.paints:
        if paint.kind == "fill" and _is_white(paint) and _contains(paint.box, area):
            above = []
        elif above is not None and paint.kind in _SOLID and _meets(paint.box, area):
            above.append(paint)
    if above is None:
        yield finding("qr-no-box", page=page.number, place=address)
    elif any(_coloured(paint) for paint in above):
        yield finding("qr-inks", page=page.number, place=address)


def _is_white(paint: Paint) -> bool:
    inks = paint.colour.inks()
    return inks is not None and sum(inks) < _TRACE


def _coloured(paint: Paint) -> bool:
    if paint.kind == "image":
        return paint.colour.space not in {"DeviceGray", "Mask"}
    inks = paint.colour.inks()
    return inks is None or max(inks[:3]) > _TRACE


def _contains(outer: Rect, inner: Rect) -> bool:
    slack = 0.3 * POINTS
    return (
        outer[0] <= inner[0] + slack
        and outer[1] <= inner[1] + slack
        and outer[2] >= inner[2] - slack
        and outer[3] >= inner[3] - slack
    )


def _meets(a: Rect, b: Rect) -> bool:
    slack = 0.5 * POINTS
    return a[0] < b[2] - slack and a[2] > b[0] + slack and a[1] < b[3] - slack and a[3] > b[1] + slack
