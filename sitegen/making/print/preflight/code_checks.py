"""Checks of QR codes as a phone and a press meet them: read from the page, measured, and in one ink.

A decoder reads codes without a quiet zone as well, and a code on a tinted ground, so neither is proof of print
quality; the white around and the size of a module are measured on the page.
"""

from __future__ import annotations

import io
import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pikepdf
import pypdfium2
from PIL import ImageOps

from sitegen.making import qr
from sitegen.making.print.findings import Finding, finding
from sitegen.making.print.finish import POINTS
from sitegen.making.print.preflight.page_pictures import DPI, PagePicture, grey_pictures
from sitegen.making.print.preflight.picture_checks import inks_of
from sitegen.making.print.preflight.structure_checks import edges
from sitegen.making.print.preflight.walk import CMYK, GREY, Paint, Rect, paints
from sitegen.model.print_job import ExpectedCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PIL import Image

    from sitegen.model.print_job import PrintJob

Pixels = tuple[int, int, int, int]
"""Left, top, right and bottom of a code on the picture of its page."""

LEAST_MODULE_MM = 0.5
_LEAST_ELSEWHERE_MM = 0.396
"""The least module of codes from elsewhere, by the GS1 General Specifications (5.12.3, codes that telephones read)."""

_LEAST_SIDE_MM = 15.0
_WHITE, _BLACK = 235, 90
_SHADE = 20
_TRACE = 0.01
_NOISE = 26  # of 255: what compressed pictures have of other inks in black
_SOLID = {"fill", "stroke", "stencil", "image"}
_NAMED = 4  # so many addresses are named where another code leads elsewhere


def check_codes(content: bytes, job: PrintJob) -> Iterator[Finding]:
    """Check every code that the job expects, each on its page or, without one, on any."""
    if not job.codes:
        return
    with pikepdf.open(io.BytesIO(content)) as pdf:
        wanted = {code.page for code in job.codes}
        pages = {n: page for n, page in enumerate(pdf.pages, 1) if wanted & {n, None}}
        painted = {n: list(paints(page)) if job.inked else [] for n, page in pages.items()}
        corners = {n: edges(page.MediaBox)[:2] for n, page in pages.items()}
        document = pypdfium2.PdfDocument(_in_grey(pdf, painted) or content)
    left = list(job.codes)
    try:
        for number in pages:
            picture = document[number - 1].render(scale=DPI / 72, grayscale=True).to_pil()
            seen = Seen(number, painted[number], picture, corners[number], DPI)
            yield from _check_page(seen, left, job)
    finally:
        document.close()
    for code in left:
        yield finding("qr-missing" if code.page else "qr-nowhere", page=code.page or 0, place=code.address)


def check_any_codes(page: PagePicture, job: PrintJob) -> Iterator[Finding]:
    """Check whatever codes a page shows, where nobody said which it should."""
    seen = Seen(page.number, page.paints, page.picture.convert("L"), page.area[:2], page.dpi)
    found = qr.decode_all(seen.picture)
    for item in found:
        yield from _check_code(seen, item, ExpectedCode(item.text, _LEAST_SIDE_MM), job)
    for item in qr.decode_all(ImageOps.invert(seen.picture)):
        if item.text not in {one.text for one in found}:
            yield finding("qr-inverted", page=page.number, place=item.text)


class Seen(NamedTuple):
    """A page by its number, what it paints where inks matter, its picture in grey, and where and how fine that is.

    `corner` is the picture's lower left corner on the page, in points.
    """

    number: int
    paints: Sequence[Paint]
    picture: Image.Image
    corner: tuple[float, float]
    dpi: float


def _in_grey(pdf: pikepdf.Pdf, painted: Mapping[int, Sequence[Paint]]) -> bytes | None:
    """Return the file with the pages' CMYK pictures in grey, or None where there are none to turn."""
    if not grey_pictures(pdf, (paint for page in painted.values() for paint in page)):
        return None
    buffer = io.BytesIO()
    pdf.save(buffer, compress_streams=False)
    return buffer.getvalue()


def _check_page(page: Seen, left: list[ExpectedCode], job: PrintJob) -> Iterator[Finding]:
    """Check the codes of a page against those that are left to be found, and take them off that list."""
    found = qr.decode_all(page.picture)
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
            yield from _check_code(page, item, code, job)
    for text in sorted({item.text for item in found} - set(addresses)):
        known = ", ".join(addresses[:_NAMED]) + (", …" if len(addresses) > _NAMED else "")
        yield finding("qr-wrong", page=page.number, place=text, expected=known)
    # Codes that may stand on any page are missing on most; those that show one are not looked at once more.
    if missing and (missing == here or any(code.page for code in missing)):
        inverted = {item.text for item in qr.decode_all(ImageOps.invert(page.picture))}
        for code in missing:
            if code.address in inverted:
                left.remove(code)
                yield finding("qr-inverted", page=page.number, place=code.address)


def _check_code(page: Seen, found: qr.Found, code: ExpectedCode, job: PrintJob) -> Iterator[Finding]:
    """Check a code; one that nobody here ordered may have any level, and stand on the paper."""
    xs, ys = zip(*found.corners, strict=True)
    box = min(xs), min(ys), max(xs), max(ys)
    side = max(math.dist(a, b) for a, b in pairwise(found.corners))
    pixels = side / found.modules
    module = pixels / page.dpi * 25.4
    whole = module * (found.modules + 2 * qr.QUIET)
    least = _LEAST_ELSEWHERE_MM if job.from_elsewhere else LEAST_MODULE_MM
    if found.ecc != "H" and not job.from_elsewhere:
        yield finding("qr-level", page=page.number, place=code.address, level_found=found.ecc)
    if module < least - 0.01 or whole < code.least_mm - 0.5:
        yield finding(
            "qr-small", page=page.number, place=code.address, module=module, side=whole, least=code.least_mm,
            least_module=round(least, 1),
        )  # fmt: skip
    yield from _check_tones(page, box, pixels, code.address)
    if job.inked:
        yield from _check_inks(page, box, code.address, job)


def _check_tones(page: Seen, box: Pixels, module: float, address: str) -> Iterator[Finding]:
    """Measure the tones inside, and that the four modules around are as light as those of the code."""
    tones = np.asarray(page.picture)
    reach = round(module * qr.QUIET * 0.94)  # a little less, for the edge pixels of the box
    edge = max(1, round(module * 0.3))
    left, top, right, bottom = box
    middle = tones[top:bottom, left:right]
    dark, light = float(np.percentile(middle, 15)), float(np.percentile(middle, 85))
    outer = tones[max(0, top - reach) : bottom + reach + 1, max(0, left - reach) : right + reach + 1].astype(int)
    inner = np.zeros(outer.shape, dtype=bool)
    gap = reach - edge
    inner[gap : outer.shape[0] - gap, gap : outer.shape[1] - gap] = True
    ring = outer[~inner]
    if not ring.size or (ring < light - _SHADE).mean() > 0.002:  # noqa: PLR2004 - two pixels in a thousand
        yield finding("qr-quiet", page=page.number, place=address, modules=qr.QUIET)
    if dark > _BLACK or light < _WHITE:
        yield finding("qr-contrast", page=page.number, place=address, dark=dark, light=light)


def _check_inks(page: Seen, box: Pixels, address: str, job: PrintJob) -> Iterator[Finding]:
    """See that the code is drawn in black ink alone, and that ours stands on a white box."""
    scale = 72 / page.dpi
    x, y = page.corner
    height = page.picture.height
    area = (
        x + box[0] * scale,
        y + (height - box[3]) * scale,
        x + box[2] * scale,
        y + (height - box[1]) * scale,
    )
    above: list[Paint] | None = [] if job.from_elsewhere else None
    for paint in page.paints:
        if paint.kind == "fill" and _is_white(paint) and _contains(paint.box, area):
            above = []
        elif above is not None and paint.kind in _SOLID and _meets(paint.box, area):
            above.append(paint)
    if above is None:
        yield finding("qr-no-box", page=page.number, place=address)
    elif any(_coloured(paint, area, job) for paint in above):
        yield finding("qr-inks", page=page.number, place=address)


def _is_white(paint: Paint) -> bool:
    inks = paint.colour.inks()
    return inks is not None and sum(inks) < _TRACE


def _coloured(paint: Paint, area: Rect, job: PrintJob) -> bool:
    """Whether paint over a code brings other inks than black; what is far larger than the code is its ground."""
    if paint.kind == "image":
        if job.from_elsewhere and paint.colour.space in CMYK and paint.picture is not None:
            return _inks_in(paint, area)
        return paint.colour.space not in {*GREY, "Mask"}
    if job.from_elsewhere and _around(paint.box, area):
        return False
    inks = paint.colour.inks()
    return inks is None or max(inks[:3]) > _TRACE


def _inks_in(paint: Paint, area: Rect) -> bool:
    """Whether a picture that lies upright has other inks than black where a code stands in it, beside noise."""
    inks = inks_of(paint.picture) if paint.picture is not None else None
    if inks is None:
        return True
    left, bottom, right, top = paint.box
    across, down = inks.width / (right - left), inks.height / (top - bottom)
    x0, x1 = (round((x - left) * across) for x in (area[0], area[2]))
    y0, y1 = (round((top - y) * down) for y in (area[3], area[1]))
    part = np.asarray(inks)[max(0, y0) : y1, max(0, x0) : x1, :3]
    return float(np.percentile(part, 95)) > _NOISE


def _around(outer: Rect, inner: Rect) -> bool:
    """Whether a box is larger than another by a millimetre on every side."""
    low = all(a < b - POINTS for a, b in zip(outer[:2], inner[:2], strict=True))
    return low and all(a > b + POINTS for a, b in zip(outer[2:], inner[2:], strict=True))


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
