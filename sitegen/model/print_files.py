"""What a zine consists of: its files, the recipe of each, and what preflight expects of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from sitegen.model.print_job import ExpectedCode, PrintJob

WIDTH, HEIGHT, PAGE_COUNT = 105.0, 148.0, 8
"""The trimmed page in millimetres, upright A6, and how many there are: one sheet folded and cut once."""

JOBS = "print/jobs.json"
"""What preflight expects of each published print file, by its path; `print check` reads it."""

_BACK = PAGE_COUNT


@dataclass(frozen=True)
class ZineFile:
    """One file: the end of its name, its recipe, inputs besides the common ones, and where its code stands.

    `from_press` files are made from the press file; `code` is the page of the code and the least side of its box in
    millimetres; `expected` is the rest of the preflight job.
    """

    suffix: str
    recipe: str
    code: tuple[int, float]
    expected: PrintJob
    inputs: dict[str, Any] = field(default_factory=dict)
    from_press: bool = True

    def job(self, address: str) -> PrintJob:
        """Return the preflight job for the zine whose code leads to an address."""
        page, least = self.code
        return replace(self.expected, codes=(ExpectedCode(address, least, page),))


_X4 = PrintJob(trim=(WIDTH, HEIGHT), pages=PAGE_COUNT, multiple=4, facing=True, variant="x4")
_X1A = replace(_X4, variant="x1a")
_SHEET = PrintJob(kind="sheet", pages=1)

ZINE_FILES = (
    ZineFile("print-x4", "zine-press", (_BACK, 35.0), _X4, from_press=False),
    ZineFile("print-x4-marks", "print-marks", (_BACK, 35.0), _X4),
    ZineFile("print-x1a", "print-x1a", (_BACK, 35.0), _X1A),
    ZineFile("sheet-a4", "print-sheet", (1, 25.0), _SHEET, {"size": "a4"}),
    ZineFile("sheet-a3", "print-sheet", (1, 35.0), replace(_SHEET, good_ppi=298.0), {"size": "a3"}),
    ZineFile("booklet", "print-booklet", (1, 35.0), replace(_SHEET, pages=4)),
    ZineFile("read", "zine-read", (_BACK, 25.0), PrintJob(kind="reading", pages=PAGE_COUNT), from_press=False),
)
"""Every PDF of a zine; the press file first, because others are made from it."""
