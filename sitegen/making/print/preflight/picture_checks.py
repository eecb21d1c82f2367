"""The pictures in a file, each decoded once for all files of a job that show it."""

from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING

import pikepdf
from PIL import Image, ImageFile

from sitegen.making.print.colour import ink_peaks
from sitegen.making.print.preflight.walk import Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

Key = tuple[str, str]

_UNREADABLE = (OSError, ValueError, NotImplementedError, pikepdf.PikepdfError)
_MOST = 8
"""So many pictures are kept decoded; a zine shows five."""

_STREAM = re.compile(r"stream <[^>]*>[,:]? ?")
_DECODED: dict[Key, Image.Image | None] = {}
_PEAKS: dict[tuple[Key, float], tuple[float, float] | None] = {}
_SOUND: set[Key] = set()


def _key(image: Picture) -> Key:
    """Return what decides a picture: its bytes and what the file says about them."""
    if isinstance(image, pikepdf.PdfInlineImage):
        return hashlib.sha256(image.unparse()).hexdigest(), ""
    return hashlib.sha256(image.read_raw_bytes()).hexdigest(), str(dict(image.stream_dict))


def inks_of(image: Picture) -> Image.Image | None:
    """Return a CMYK picture's inks as they print, 255 is full ink; None where it is broken or of a rare kind."""
    key = _key(image)
    if key not in _DECODED:
        while len(_DECODED) >= _MOST:
            del _DECODED[next(iter(_DECODED))]
        try:
            _DECODED[key] = _decoded(image)
        except _UNREADABLE:
            _DECODED[key] = None
    return _DECODED[key]


def _decoded(image: Picture) -> Image.Image:
    if isinstance(image, pikepdf.PdfInlineImage):
        return image.as_pil_image().convert("CMYK")
    # WeasyPrint lets cut-off pictures pass, for its whole process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    inverted = [float(v) for v in image.get("/Decode", [])][:2] == [1.0, 0.0]
    found = pikepdf.PdfImage(image)
    if found.filters == ["/DCTDecode"]:
        # Pillow undoes the inversion that Adobe's marker announces; what the PDF says about it is then done here.
        picture: Image.Image = Image.open(io.BytesIO(image.read_raw_bytes()))
        picture.load()
        inverted ^= "adobe_transform" in picture.info or "adobe" in picture.info
    else:
        picture = found.as_pil_image(apply_mask=False).convert("CMYK")
    return picture.point(lambda value: 255 - value) if inverted else picture


def peaks_of(image: Picture, limit: float) -> tuple[float, float] | None:
    """Return a CMYK picture's highest total ink in per cent and the share (0 to 1) of pixels over `limit`, if known."""
    key = _key(image), limit
    if key not in _PEAKS:
        inks = inks_of(image)
        _PEAKS[key] = ink_peaks(inks, limit) if inks else None
    return _PEAKS[key]


def turn_grey(image: pikepdf.Stream) -> None:
    """Replace a CMYK picture by its tones; a renderer would take ten times as long to turn inks into colours."""
    inks = inks_of(image)
    if inks is None:
        return
    image.write(inks.convert("L").tobytes())
    image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    if "/Decode" in image:
        del image["/Decode"]


def reason(problem: object) -> str:
    """Return what qpdf says without the stream it names, which is only an address in memory."""
    return _STREAM.sub("", str(problem))


def damage(pdf: pikepdf.Pdf) -> Sequence[str]:
    """Return what is wrong with a file's objects and streams; sound pictures are emptied, so ask this last.

    Pictures that were sound in a file before are not decoded again.
    """
    fresh = set()
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") == pikepdf.Name.DCTDecode:
            key = _key(thing)
            if key in _SOUND:
                thing.write(b"")
            fresh.add(key)
    found = [reason(problem) for problem in pdf.check_pdf_syntax()]
    if not found:
        _SOUND.update(fresh)
    return found
