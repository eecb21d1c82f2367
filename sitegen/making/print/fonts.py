"""The type of everything printed: one full TrueType file a style.

Never two `@font-face` rules for one style (the Latin and Latin Extended halves that the web uses): the
glyphs of one half are then printed with the numbers of the other, while the text layer still reads well.
OpenType outlines (CFF) are avoided, because PDF/X-1a cannot hold them.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import NamedTuple


class Face(NamedTuple):
    """One style of a family, and the package and file that hold it."""

    family: str
    weight: int
    style: str
    package: str
    file: str


_SERIF = "font_source_serif_pro"
_SANS = "font_source_sans_pro"

FACES = (
    Face("Source Serif Pro", 300, "italic", _SERIF, "SourceSerifPro-LightIt.ttf"),
    Face("Source Serif Pro", 400, "normal", _SERIF, "SourceSerifPro-Regular.ttf"),
    Face("Source Serif Pro", 400, "italic", _SERIF, "SourceSerifPro-It.ttf"),
    Face("Source Serif Pro", 600, "normal", _SERIF, "SourceSerifPro-Semibold.ttf"),
    Face("Source Serif Pro", 900, "normal", _SERIF, "SourceSerifPro-Black.ttf"),
    Face("Source Sans Pro", 400, "normal", _SANS, "SourceSansPro-Regular.ttf"),
    Face("Source Sans Pro", 400, "italic", _SANS, "SourceSansPro-It.ttf"),
    Face("Source Sans Pro", 600, "normal", _SANS, "SourceSansPro-Semibold.ttf"),
    Face("Source Sans Pro", 900, "normal", _SANS, "SourceSansPro-Black.ttf"),
)


def font_files() -> dict[str, Path]:
    """Return where each face's file is installed, by file name, and the licences of both families."""
    found = {face.file: Path(str(files(face.package) / "files" / face.file)) for face in FACES}
    for package in (_SERIF, _SANS):
        found[f"{package}-LICENSE.txt"] = Path(str(files(package) / "files" / "LICENSE.txt"))
    return found


def font_css() -> str:
    """Return the `@font-face` rules; each file is asked for as `print:NAME`."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f"src:url(print:font/{face.file})}}\n"
        for face in FACES
    )
