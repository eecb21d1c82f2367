"""QR codes: their matrix, their files for press and screen, and reading them back.

A code that has been printed can never change, so everything that shapes it is pinned: version,
error correction and mask (libraries pick different masks for the same text).
"""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import pikepdf
import qrcode
import zxingcpp
from PIL import Image, ImageDraw
from qrcode import constants
from qrcode.exceptions import DataOverflowError
from qrcode.util import QRData

from sitegen.making.print.findings import PrintError, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

Matrix = tuple[tuple[bool, ...], ...]
Ecc = Literal["L", "M", "Q", "H"]

QUIET = 4
"""White modules around a code (ISO/IEC 18004 asks for 4)."""

PRINT_MASK = 3
"""The mask of every printed code; fixed, so that a library's other choice cannot change one."""

_BYTE_MODE: Final = 4  # qrcode.util.MODE_8BIT_BYTE, whose declared type is too wide
_CAPACITY_H = {4: 34, 5: 44, 6: 58}
_LEVELS = {
    "L": constants.ERROR_CORRECT_L,
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}
_POINTS_PER_MM = 72 / 25.4


class QrError(ValueError):
    """A text that does not fit its code, or a picture in which no code can be read."""


class TooLongError(PrintError, QrError):
    """An address that fits no printed code: it has more than 58 bytes."""

    def __init__(self, text: str) -> None:
        super().__init__([finding("address-too-long", place=text)])


class Rect(NamedTuple):
    """A black rectangle in modules, from the top left corner of the code without its quiet zone."""

    x: int
    y: int
    width: int
    height: int


class Found(NamedTuple):
    """A code read from a picture: text, error correction, modules a side, turn in degrees, four corners in pixels."""

    text: str
    ecc: str
    modules: int
    orientation: int
    corners: tuple[tuple[int, int], ...]


def matrix(text: str, version: int | None = None, ecc: Ecc = "M", mask: int | None = None) -> Matrix:
    """Return the code's modules, rows from the top, True is black; without quiet zone.

    Raises:
        QrError: the text does not fit the version.
    """
    code = qrcode.QRCode(version=version, error_correction=_LEVELS[ecc], mask_pattern=mask, border=0)
    code.add_data(QRData(text.encode(), mode=_BYTE_MODE))
    try:
        code.make(fit=version is None)
    except DataOverflowError as error:
        raise QrError(f"“{text}” does not fit a QR code of version {version}-{ecc}") from error
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def print_version(text: str) -> int:
    """Return the pinned version of a printed code: 4 up to 34 bytes, 5 up to 44, 6 up to 58 (all at level H).

    Raises:
        TooLongError: the address is longer; smaller modules would not survive print.
    """
    size = len(text.encode())
    for version, capacity in _CAPACITY_H.items():
        if size <= capacity:
            return version
    raise TooLongError(text)


def print_matrix(text: str) -> Matrix:
    """Return the matrix of a printed code: version by length, level H, pinned mask.

    Raises:
        TooLongError: the text has more than 58 bytes.
    """
    return matrix(text, print_version(text), "H", PRINT_MASK)


def digest(modules: Matrix) -> str:
    """Return the SHA-256 of the modules as rows of 0 and 1, for the lock file of printed codes."""
    rows = "\n".join("".join("1" if module else "0" for module in row) for row in modules)
    return hashlib.sha256(rows.encode()).hexdigest()


def rectangles(modules: Matrix) -> tuple[Rect, ...]:
    """Merge black modules into rectangles: runs in a row, then equal runs below each other.

    Fewer shapes leave fewer hairlines between modules in a printer's rasteriser.
    """
    open_runs: dict[tuple[int, int], Rect] = {}
    done: list[Rect] = []
    for y, row in enumerate(modules):
        here: dict[tuple[int, int], Rect] = {}
        for x, width in _runs(row):
            above = open_runs.pop((x, width), None)
            here[x, width] = Rect(x, above.y if above else y, width, above.height + 1 if above else 1)
        done.extend(open_runs.values())
        open_runs = here
    done.extend(open_runs.values())
    return tuple(sorted(done, key=lambda rect: (rect.y, rect.x)))


def _runs(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    start = None
    for x, module in enumerate((*row, False)):
        if module and start is None:
            start = x
        elif not module and start is not None:
            yield start, x - start
            start = None


def svg(modules: Matrix, size_mm: float, *, black: str = "#000", white: str = "#fff") -> str:
    """Draw the code with its quiet zone on a white box; `size_mm` is the side of the box."""
    side = len(modules) + 2 * QUIET
    path = "".join(f"M{r.x + QUIET} {r.y + QUIET}h{r.width}v{r.height}h-{r.width}z" for r in rectangles(modules))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size_mm:g}mm" height="{size_mm:g}mm" '
        f'viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="{white}" d="M0 0h{side}v{side}H0z"/><path fill="{black}" d="{path}"/></svg>\n'
    )


def png(modules: Matrix, size_mm: float, dpi: int = 1200) -> bytes:
    """Draw a 1-bit PNG with whole pixels a module, the largest that fits in `size_mm` at `dpi`."""
    side = len(modules) + 2 * QUIET
    scale = max(1, int(size_mm / 25.4 * dpi / side))
    picture = Image.new("1", (side * scale, side * scale), 1)
    draw = ImageDraw.Draw(picture)
    for rect in rectangles(modules):
        left, top = (rect.x + QUIET) * scale, (rect.y + QUIET) * scale
        draw.rectangle((left, top, left + rect.width * scale - 1, top + rect.height * scale - 1), fill=0)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", dpi=(dpi, dpi), optimize=True)
    return buffer.getvalue()


def _in_points(modules: Matrix, size_mm: float) -> tuple[float, list[tuple[float, float, float, float]]]:
    """Return the box's side and the rectangles (x, y, width, height) in points, y from below."""
    side = len(modules) + 2 * QUIET
    unit = size_mm * _POINTS_PER_MM / side
    found = [
        (
            (r.x + QUIET) * unit,
            (side - r.y - QUIET - r.height) * unit,
            r.width * unit,
            r.height * unit,
        )
        for r in rectangles(modules)
    ]
    return side * unit, found


def pdf(modules: Matrix, size_mm: float) -> bytes:
    """Draw a one-page PDF: a white box, black in the K ink alone, one fill for all modules."""
    side, shapes = _in_points(modules, size_mm)
    lines = ["0 0 0 0 k", f"0 0 {side:.4f} {side:.4f} re f", "0 0 0 1 k"]
    lines += [f"{x:.4f} {y:.4f} {width:.4f} {height:.4f} re" for x, y, width, height in shapes]
    with pikepdf.new() as document:
        box = pikepdf.Array([0, 0, round(side, 4), round(side, 4)])
        content = document.make_stream("\n".join([*lines, "f"]).encode())
        page = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=box, TrimBox=box, Contents=content)
        page.Resources = pikepdf.Dictionary()
        document.pages.append(pikepdf.Page(document.make_indirect(page)))
        buffer = io.BytesIO()
        document.save(buffer, deterministic_id=True, min_version="1.4")
    return buffer.getvalue()


def eps(modules: Matrix, size_mm: float) -> bytes:
    """Draw an EPS: a white box, black in the K ink alone; `setcmykcolor`, no dates, no names."""
    side, shapes = _in_points(modules, size_mm)
    lines = [
        "%!PS-Adobe-3.0 EPSF-3.0",
        f"%%BoundingBox: 0 0 {int(side) + 1} {int(side) + 1}",
        f"%%HiResBoundingBox: 0 0 {side:.4f} {side:.4f}",
        "%%LanguageLevel: 2",
        "%%DocumentProcessColors: Black",
        "%%EndComments",
        "0 0 0 0 setcmykcolor",
        f"0 0 {side:.4f} {side:.4f} rectfill",
        "0 0 0 1 setcmykcolor",
    ]
    lines += [f"{x:.4f} {y:.4f} {width:.4f} {height:.4f} rectfill" for x, y, width, height in shapes]
    return "\n".join([*lines, "showpage", "%%EOF", ""]).encode("ascii")


def decode_all(picture: Image.Image) -> list[Found]:
    """Read every code in a picture, dark on light only (a phone may not read inverted codes)."""
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    results = zxingcpp.read_barcodes(picture.convert("L"), formats, try_invert=False)
    return [
        Found(r.text, r.ec_level, _side(r), r.orientation, tuple((p.x, p.y) for p in _corners(r.position)))
        for r in results
    ]


def _side(result: zxingcpp.Barcode) -> int:
    """The modules a side of a code, by its version (ISO/IEC 18004)."""
    return 17 + 4 * int(result.extra["Version"])  # type: ignore[index]  # the stub says object, it is a dict


def _corners(position: zxingcpp.Position) -> tuple[zxingcpp.Point, ...]:
    return position.top_left, position.top_right, position.bottom_right, position.bottom_left


def decode(picture: Image.Image | bytes) -> str:
    """Return the text of the one code in a picture, given as PIL image or as the bytes of an image file.

    Raises:
        QrError: there is no readable code, or more than one.
    """
    image = Image.open(io.BytesIO(picture)) if isinstance(picture, bytes) else picture
    found = decode_all(image)
    if len(found) != 1:
        raise QrError(f"expected one QR code in the picture, found {len(found)}")
    return found[0].text
