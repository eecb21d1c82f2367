"""What a file is checked against: format, pages, codes and the thresholds of the printing houses we asked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["press", "reading", "sheet"]


@dataclass(frozen=True)
class Code:
    """A code that a page must show: page from 1, its address, and the least side of its white box in mm."""

    page: int
    address: str
    least_mm: float = 25.0


@dataclass(frozen=True)
class Job:
    """The expectations of a print job; what is None is not checked, so an empty job suits any file.

    Sizes are millimetres, inks per cent. `kind` is `press` for files with bleed and output intent, `sheet` for
    imposed files, `reading` for screens. `multiple` is what the number of pages must divide by.
    """

    kind: Kind = "press"
    trim: tuple[float, float] | None = None
    bleed: float = 3.0
    pages: int | None = None
    multiple: int = 1
    variant: Literal["x4", "x1a"] | None = None
    codes: tuple[Code, ...] = ()
    max_ink: float = 300.0
    least_ppi: float = 200.0
    good_ppi: float = 300.0
    safe: float = 3.0
    gutter: float = 5.0
    facing: bool = False

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Job:
        """Make a job of JSON-able data with the same names.

        Raises:
            ValueError: there is a name that a job does not have.
        """
        known = {field.name for field in fields(cls)}
        if unknown := set(plain) - known:
            raise ValueError(f"a print job has no {', '.join(sorted(unknown))}")
        values = dict(plain)
        if values.get("trim") is not None:
            values["trim"] = tuple(values["trim"])
        values["codes"] = tuple(Code(**code) for code in values.get("codes", ()))
        return cls(**values)
