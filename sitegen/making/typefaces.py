"""The typefaces of everything: pages, charts and print, one full TrueType file a style.

The packages that hold them are imported, not named in strings, so that a new version of a font is seen as a reason to
make anew what is set in it (`closure`). OpenType outlines (CFF) are avoided, because PDF/X-1a cannot hold them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro

_SANS, _SERIF = Path(font_source_sans_pro.font_directory), Path(font_source_serif_pro.font_directory)


@dataclass(frozen=True)
class Typeface:
    """One style of a family, by CSS weight and style, and the file that holds it."""

    family: str
    weight: int
    style: str
    path: Path


def _serif(weight: int, file: str, style: str = "normal") -> Typeface:
    return Typeface("Source Serif Pro", weight, style, _SERIF / f"SourceSerifPro-{file}.ttf")


def _sans(weight: int, file: str, style: str = "normal") -> Typeface:
    return Typeface("Source Sans Pro", weight, style, _SANS / f"SourceSansPro-{file}.ttf")


SERIF = _serif(400, "Regular")
SERIF_SEMIBOLD = _serif(600, "Semibold")
SANS = _sans(400, "Regular")
SANS_SEMIBOLD = _sans(600, "Semibold")

TYPEFACES = (
    _serif(300, "LightIt", "italic"),
    SERIF,
    _serif(400, "It", "italic"),
    SERIF_SEMIBOLD,
    _serif(900, "Black"),
    SANS,
    _sans(400, "It", "italic"),
    SANS_SEMIBOLD,
    _sans(900, "Black"),
)
"""All of them; print uses every one."""

LICENCES = {
    "font_source_serif_pro-LICENSE.txt": _SERIF / "LICENSE.txt",
    "font_source_sans_pro-LICENSE.txt": _SANS / "LICENSE.txt",
}
"""The licences of both families, by the names under which they go into printers' packages."""
