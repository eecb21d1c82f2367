"""The type of everything printed.

Never two `@font-face` rules for one style (the Latin and Latin Extended halves that the web uses): the
glyphs of one half are then printed with the numbers of the other, while the text layer still reads well.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sitegen.making.typefaces import FACES, LICENCES, SANS, SERIF, stand_ins

OWN_FONTS = "print/fonts"
"""Where a project has fonts of its own below `static/`, for letters that ours lack: TrueType, and their licences."""

SLUG_FONT = "font/SourceSans3-Regular.ttf"
"""The face of what stands beside a page."""

OWN_FAMILY = "Project Font"


def font_files() -> dict[str, Path]:
    """Return where each face's file lies, by file name, and the licences of all families."""
    return {face.path.name: face.path for face in FACES} | LICENCES


def own_fonts(names: Iterable[str]) -> list[str]:
    """Return those of the names `font/FILE` that are fonts of the project."""
    ours = {f"font/{face.path.name}" for face in FACES}
    return sorted(name for name in names if name.startswith("font/") and name.endswith(".ttf") and name not in ours)


def with_fonts(css: str, own: Iterable[str]) -> str:
    """Return a style sheet with `@font-face` rules, whose files are asked for as `print:NAME`.

    Behind each family that it names stand those that step in for letters it lacks, a project's own last.
    """
    families = {name: f"{OWN_FAMILY} {number}" for number, name in enumerate(own, 1)}
    lists = {
        face.family: ",".join(
            f'"{name}"' for name in (face.family, *(one.family for one in stand_ins(face)), *families.values())
        )
        for face in (SERIF, SANS)
    }
    for family in lists:  # both are marked before either is replaced, since one stands in for the other
        css = css.replace(f'"{family}"', f"\0{family}\0")
    for family, names in lists.items():
        css = css.replace(f"\0{family}\0", names)
    ours = (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f"src:url(print:font/{face.path.name})}}\n"
        for face in FACES
    )
    others = (f'@font-face{{font-family:"{family}";src:url(print:{name})}}\n' for name, family in families.items())
    return "".join((*ours, *others)) + css
