"""The pages of a PDF as they are printed: drawn to the edge of their bleed, upright, with their pictures in grey."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
import pypdfium2

from sitegen.making.print.finish import POINTS
from sitegen.making.print.preflight.picture_checks import turn_grey
from sitegen.making.print.preflight.structure_checks import TOLERANCE_MM, Edges, edges, inside, trim_of
from sitegen.making.print.preflight.walk import CMYK, Paint, paints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PIL import Image

    from sitegen.model.print_job import PrintJob

DPI = 300
_MOST_PIXELS = 50_000_000  # two square metres at 300 dpi would take gigabytes


class PagePicture(NamedTuple):
    """A page by its number, what it paints, and its picture in red, green and blue, of so many pixels an inch.

    `area` is what the picture shows and `trim` the finished page, both in the page's points; `trimmed` is whether the
    file says where that is, and on its paper.
    """

    number: int
    paints: Sequence[Paint]
    picture: Image.Image
    area: Edges
    trim: Edges
    trimmed: bool
    dpi: float


def page_pictures(content: bytes, job: PrintJob) -> Iterator[PagePicture]:
    """Draw each page."""
    with pikepdf.open(io.BytesIO(content)) as pdf, pikepdf.open(io.BytesIO(content)) as copy:
        areas = [_area(page, job) for page in pdf.pages]
        painted = [list(paints(page)) for page in pdf.pages]
        for page, area in zip(copy.pages, areas, strict=True):
            _lay_bare(page, area)
        grey_pictures(copy, (paint for page in painted for paint in page))
        buffer = io.BytesIO()
        copy.save(buffer, compress_streams=False)
        document = pypdfium2.PdfDocument(buffer.getvalue())
        try:
            for number, (page, area) in enumerate(zip(pdf.pages, areas, strict=True), 1):
                if not _size(area):  # there is nothing to look at
                    continue
                dpi = min(DPI, math.sqrt(_MOST_PIXELS / _size(area)))
                picture = document[number - 1].render(scale=dpi / 72, rev_byteorder=True).to_pil().convert("RGB")
                trim = trim_of(page)
                trimmed = ("/TrimBox" in page.obj or "/ArtBox" in page.obj) and inside(trim, area) > -TOLERANCE_MM
                yield PagePicture(number, painted[number - 1], picture, area, trim, trimmed, dpi)
        finally:
            document.close()


def _area(page: pikepdf.Page, job: PrintJob) -> Edges:
    """The finished page with as much bleed as is ordered, and as there is."""
    left, bottom, right, top = trim_of(page)
    media = edges(page.MediaBox)
    bleed = job.bleed * POINTS
    around = (left - bleed, bottom - bleed, right + bleed, top + bleed)
    return max(around[0], media[0]), max(around[1], media[1]), min(around[2], media[2]), min(around[3], media[3])


def _lay_bare(page: pikepdf.Page, area: Edges) -> None:
    """Let a page be nothing but an area, as large as its numbers say and as its content lies."""
    for key in ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit", "/Annots"):
        if key in page.obj:
            del page.obj[key]
    page.obj.MediaBox = pikepdf.Array([round(v, 3) for v in area])


def grey_pictures(pdf: pikepdf.Pdf, painted: Iterable[Paint]) -> bool:
    """Replace the CMYK pictures that are painted by their tones; returns whether there are any."""
    shown = [paint.picture for paint in painted if paint.kind == "image" and paint.colour.space in CMYK]
    numbers = {image.objgen for image in shown if isinstance(image, pikepdf.Stream)}
    for picture in map(pdf.get_object, sorted(numbers)):
        if isinstance(picture, pikepdf.Stream):
            turn_grey(picture)
    return bool(numbers)


def _size(area: Edges) -> float:
    """Square inches."""
    return max(0.0, area[2] - area[0]) * max(0.0, area[3] - area[1]) / 72**2
