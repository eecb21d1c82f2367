"""What a zine consists of: its files, the order of each, and what preflight expects of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

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

Folder: TypeAlias = Literal["press", "office", "screen"]
"""Where a file lies in a package: for printing houses, for printers in offices and at home, or for reading."""

_BACK = PAGE_COUNT
_PRESS, _READ = "print-x4", "read"


@dataclass(frozen=True)
class ZineFile:
    """One file: the end of its name, its folder in packages, its order, what it must be, and where its code stands.

    `order` is given the file's identity, the zine's pages, and what finds another file by its ending; `code` is
    the page of the code and the least side of its box in millimetres. The site offers those that are `public`, which is
    what most people print or read; the others are in the package of the job alone.
    """

    suffix: str
    folder: Folder
    order: Callable[[Identity, ZinePages, Callable[[str], Made]], Order]
    expected: PrintJob
    code: tuple[int, float]
    public: bool = False

    def job(self, address: str) -> PrintJob:
        """Return the preflight job for the zine whose code leads to an address."""
        page, least = self.code
        return replace(self.expected, codes=(ExpectedCode(address, least, page),))


_X4 = PrintJob(trim=(WIDTH, HEIGHT), pages=PAGE_COUNT, multiple=4, facing=True, variant="x4")
_SHEET = PrintJob("sheet", pages=1)
_READING = PrintJob("reading", pages=PAGE_COUNT)

ZINE_FILES = (
    ZineFile(_PRESS, "press", lambda own, pages, _: ZinePress(own, pages), _X4, (_BACK, 35.0), public=True),
    ZineFile(_READ, "screen", lambda own, pages, _: ZineReading(own, pages), _READING, (_BACK, 25.0), public=True),
    ZineFile("print-x4-marks", "press", lambda own, _, made: MarkedPress(own, made(_PRESS)), _X4, (_BACK, 35.0)),
    ZineFile(
        "print-x1a",
        "press",
        lambda own, _, made: PressX1a(own, made(_PRESS)),
        replace(_X4, variant="x1a"),
        (_BACK, 35.0),
    ),
    ZineFile(
        "sheet-a4",
        "office",
        lambda own, _, made: FoldedSheet(own, made(_READ), "a4"),
        replace(_SHEET, kind="home"),
        (1, 25.0),
        public=True,
    ),
    ZineFile(
        "sheet-a3",
        "office",
        lambda own, _, made: FoldedSheet(own, made(_PRESS), "a3"),
        replace(_SHEET, good_ppi=298.0),
        (1, 35.0),
    ),
    ZineFile("booklet", "office", lambda own, _, made: Booklet(own, made(_PRESS)), replace(_SHEET, pages=4), (1, 35.0)),
)
"""Every PDF of a zine, what others are made of first.

The sheet for printers at home is made of the reading copy: they mix their own inks of red, green and blue, and a press
file has ten times as many bytes.
"""
