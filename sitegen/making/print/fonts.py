"""The type of everything printed.

Never two `@font-face` rules for one style (the Latin and Latin Extended halves that the web uses): the
glyphs of one half are then printed with the numbers of the other, while the text layer still reads well.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sitegen.making.typefaces import LICENCES, TYPEFACES

OWN_FONTS = "print/fonts"
"""Where a project has fonts of its own below `static/`, for letters that ours lack: TrueType, and their licences."""

OWN_FAMILY = "Project Font"


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


def own_fonts(names: Iterable[str]) -> list[str]:
    """Return those of the names `font/FILE` that are fonts of the project."""
    ours = {f"font/{face.path.name}" for face in TYPEFACES}
    return sorted(name for name in names if name.startswith("font/") and name.endswith(".ttf") and name not in ours)


def with_own(css: str, own: Iterable[str]) -> str:
    """Return a style sheet with the `@font-face` rules of a project's fonts, which step in wherever ours are named."""
    families = {name: f"{OWN_FAMILY} {number}" for number, name in enumerate(own, 1)}
    behind = "".join(f',"{family}"' for family in families.values())
    for family in {face.family for face in TYPEFACES}:
        css = css.replace(f'"{family}"', f'"{family}"{behind}')
    rules = (f'@font-face{{font-family:"{family}";src:url(print:{name})}}\n' for name, family in families.items())
    return "".join(rules) + css
