"""The type of everything printed.

Never two `@font-face` rules for one style (the Latin and Latin Extended halves that the web uses): the
glyphs of one half are then printed with the numbers of the other, while the text layer still reads well.
"""

from __future__ import annotations

from pathlib import Path

from sitegen.making.typefaces import LICENCES, TYPEFACES


def font_files() -> dict[str, Path]:
    """Return where each face's file is installed, by file name, and the licences of both families."""
    return {face.path.name: face.path for face in TYPEFACES} | LICENCES


def font_css() -> str:
    """Return the `@font-face` rules; each file is asked for as `print:NAME`."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f"src:url(print:font/{face.path.name})}}\n"
        for face in TYPEFACES
    )
