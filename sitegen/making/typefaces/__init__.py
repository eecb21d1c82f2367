"""The typefaces of everything: pages, charts and print, one full TrueType file a style.

They lie beside this module, whole and as their makers released them, with their licences; so a new version of a
font is seen as a reason to make anew what is set in it (`closure`). OpenType outlines (CFF) are avoided, because
PDF/X-1a cannot hold them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_BOLD = 700


@dataclass(frozen=True)
class Typeface:
    """One style of a family, by CSS weight and style, and the file that holds it."""

    family: str
    weight: int
    style: str
    path: Path


def _serif(weight: int, file: str, style: str = "normal") -> Typeface:
    return Typeface("Source Serif 4", weight, style, _FOLDER / f"SourceSerif4-{file}.ttf")


def _sans(weight: int, file: str, style: str = "normal") -> Typeface:
    return Typeface("Source Sans 3", weight, style, _FOLDER / f"SourceSans3-{file}.ttf")


def _noto(kind: str, script: str, weight: int = 400) -> Typeface:
    file = f"Noto{kind}{script}-{'Bold' if weight == _BOLD else 'Regular'}.ttf"
    return Typeface(f"Noto {kind} {script}", weight, "normal", _FOLDER / file)


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
"""Those that texts are set in; print uses every one."""

OTHER_SCRIPTS = (
    _noto("Naskh", "Arabic"),
    _noto("Naskh", "Arabic", _BOLD),
    _noto("Sans", "Hebrew"),
    _noto("Sans", "Hebrew", _BOLD),
    _noto("Sans", "Armenian"),
    _noto("Sans", "Armenian", _BOLD),
    _noto("Sans", "Georgian"),
    _noto("Sans", "Georgian", _BOLD),
    _noto("Sans", "Devanagari"),
    _noto("Sans", "Devanagari", _BOLD),
    _noto("Serif", "Tibetan"),
)
"""Those that step in for letters that none of the others has: for names and short texts, upright, regular and bold."""

FACES = TYPEFACES + OTHER_SCRIPTS
"""All of them."""


@cache
def stand_ins(face: Typeface) -> tuple[Typeface, ...]:
    """The faces that are asked in turn for a letter that a face lacks; the serif family has fewer than the other."""
    families = dict.fromkeys((SANS.family, *(one.family for one in OTHER_SCRIPTS)))
    return tuple(nearest(family, face.weight, "normal") for family in families if family != face.family)


def nearest(family: str, weight: int, style: str) -> Typeface:
    """The face of one of our families that is chosen for a weight and a style (CSS Fonts)."""
    faces = (face for face in FACES if face.family == family)
    return min(faces, key=lambda face: (face.style != style, abs(face.weight - weight)))


LICENCES = {path.name: path for path in sorted(_FOLDER.glob("*-LICENSE.txt"))}
"""The licences of all families, by the names under which they go into printers' packages."""
