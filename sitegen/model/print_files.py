"""What a zine consists of: its files, the order of each, and what preflight expects of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sitegen.model.order import Made, Order
from sitegen.model.print_identity import Identity
from sitegen.model.print_job import ExpectedCode, PrintJob
from sitegen.model.print_orders import (
    HEIGHT,
    PAGE_COUNT,
    WIDTH,
    Booklet,
    FoldedSheet,
    MarkedPress,
    PressX1a,
    ZinePages,
    ZinePress,
    ZineReading,
)

JOBS = "print/jobs.json"
"""What preflight expects of each published print file, by its path; `print check` reads it."""

_BACK = PAGE_COUNT


@dataclass(frozen=True)
class ZineFile:
    """One file: the end of its name, its order, what it must be, and where its code stands.

    `order` is given the file's identity, the zine's pages, and the press file, from which most are made; `code` is the
    page of the code and the least side of its box in millimetres.
    """

    suffix: str
    order: Callable[[Identity, ZinePages, Made], Order]
    expected: PrintJob
    code: tuple[int, float]

    def job(self, address: str) -> PrintJob:
        """Return the preflight job for the zine whose code leads to an address."""
        page, least = self.code
        return replace(self.expected, codes=(ExpectedCode(address, least, page),))


_X4 = PrintJob(trim=(WIDTH, HEIGHT), pages=PAGE_COUNT, multiple=4, facing=True, variant="x4")
_SHEET = PrintJob("sheet", pages=1)
_READING = PrintJob("reading", pages=PAGE_COUNT)

ZINE_FILES = (
    ZineFile("print-x4", lambda own, pages, _: ZinePress(own, pages), _X4, (_BACK, 35.0)),
    ZineFile("print-x4-marks", lambda own, _, press: MarkedPress(own, press), _X4, (_BACK, 35.0)),
    ZineFile("print-x1a", lambda own, _, press: PressX1a(own, press), replace(_X4, variant="x1a"), (_BACK, 35.0)),
    ZineFile("sheet-a4", lambda own, _, press: FoldedSheet(own, press, "a4"), _SHEET, (1, 25.0)),
    ZineFile(
        "sheet-a3", lambda own, _, press: FoldedSheet(own, press, "a3"), replace(_SHEET, good_ppi=298.0), (1, 35.0)
    ),
    ZineFile("booklet", lambda own, _, press: Booklet(own, press), replace(_SHEET, pages=4), (1, 35.0)),
    ZineFile("read", lambda own, pages, _: ZineReading(own, pages), _READING, (_BACK, 25.0)),
)
"""Every PDF of a zine; the press file first, because others are made from it."""
