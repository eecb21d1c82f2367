"""What a print file must be: its pages, its codes, and the thresholds of the printing houses we asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter

from sitegen.model.order import Json

STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class ExpectedCode:
    """A code that a file must show: its address, the least side of its white box in millimetres, its page from 1.

    Without a page it may stand on any: labels in large type take as many pages as their words need.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    address: str
    least_mm: float = 25.0
    page: int | None = None


@dataclass(frozen=True)
class PrintJob:
    """The expectations of a print file; what is None is not checked, so an empty job suits any file.

    Sizes are millimetres, inks per cent, resolutions pixels an inch. `kind` is `press` for files with bleed and output
    intent, `sheet` for imposed files of the same inks, `home` for such in the colours of screens, `reading` for
    screens. `multiple` is what the number of pages must divide by. `variant` is the PDF/X that was ordered: such a
    file may hold neither transparency nor spot colours.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    kind: Literal["press", "sheet", "home", "reading"] = "press"
    trim: tuple[float, float] | None = None
    bleed: float = 3.0
    pages: int | None = None
    multiple: int = 1
    variant: Literal["x4", "x1a"] | None = None
    codes: tuple[ExpectedCode, ...] = ()
    max_ink: float = 300.0
    least_ppi: float = 200.0
    good_ppi: float = 300.0
    safe: float = 3.0
    gutter: float = 5.0
    facing: bool = False

    @property
    def inked(self) -> bool:
        """Whether it is drawn in the inks of a press."""
        return self.kind in {"press", "sheet"}

    @property
    def imposed(self) -> bool:
        """Whether several pages lie on each of its own."""
        return self.kind in {"sheet", "home"}

    @property
    def from_elsewhere(self) -> bool:
        """Whether nobody here ordered it: it is for a press, and only the file says which PDF/X it is of."""
        return self.kind == "press" and self.variant is None

    @classmethod
    def of(cls, plain: Mapping[str, object]) -> PrintJob:
        """Read a job from JSON-able data with the same names.

        Raises:
            ValueError: there is a name that a job does not have, or a value of another type.
        """
        return _adapter().validate_python(plain)

    def plain(self) -> dict[str, Json]:
        """Return JSON-able data that `of` reads; what is as usual is left out."""
        plain: dict[str, Json] = _adapter().dump_python(self, mode="json", exclude_defaults=True)
        return plain


@cache
def _adapter() -> TypeAdapter[PrintJob]:
    return TypeAdapter(PrintJob)
