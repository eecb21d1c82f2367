"""The table of recipes: how each kind of file is made, and what besides its inputs decides its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

Make = Callable[[Mapping[str, Any], Mapping[str, Path]], bytes]


@dataclass(frozen=True)
class Recipe:
    """A pure function from plain inputs and files to bytes: `module:function`, imported when first used.

    `code` lists the modules and `libraries` the distributions whose change makes its outputs anew.
    `heavy` recipes are worth a process of their own.
    """

    function: str
    code: tuple[str, ...]
    libraries: tuple[str, ...] = ()
    heavy: bool = False

    @property
    def make(self) -> Make:
        """The function."""
        module, _, name = self.function.partition(":")
        made: Make = getattr(import_module(f"sitegen.making.{module}"), name)
        return made


_PAGE_CODE = ("charts", "templates.py", "prose.py", "markup.py", "offline.py", "typography.py", "catalogues.py")
_CHART_CODE = ("charts", "catalogues.py", "typography.py")
_PRINT_CODE = ("print", "qr.py", "catalogues.py", "typography.py")
_PREFLIGHT_CODE = ("print", "print/preflight", "qr.py")
_FONTS = ("fonttools", "font-source-serif-pro", "font-source-sans-pro")
_CHART_LIBRARIES = ("jinja2", "babel", *_FONTS)
_PRINT_LIBRARIES = ("weasyprint", "pikepdf", "pillow", "qrcode", *_FONTS)
_PREFLIGHT_LIBRARIES = ("pikepdf", "pypdfium2", "zxing-cpp", "pillow", "qrcode")
_PAGE_LIBRARIES = ("jinja2", "markdown", "nh3", "babel", *_FONTS)


def _print(function: str, *, heavy: bool = False) -> Recipe:
    return Recipe(f"print.recipes:{function}", _PRINT_CODE, _PRINT_LIBRARIES, heavy=heavy)


RECIPES: dict[str, Recipe] = {
    "page": Recipe("templates:page", _PAGE_CODE, _PAGE_LIBRARIES),
    "text": Recipe("templates:text", _PAGE_CODE, _PAGE_LIBRARIES),
    "image": Recipe("images:derive", ("images.py",), ("pillow",), heavy=True),
    "copy": Recipe("files:copy", ("files.py",)),
    "json": Recipe("files:as_json", ("files.py",)),
    "stylesheet": Recipe("files:stylesheet", ("files.py",)),
    "font": Recipe("fonts:subset", ("fonts.py",), ("fonttools", "brotli")),
    "qr-svg": Recipe("codes:svg", ("codes.py", "qr.py"), ("qrcode",)),
    "chart-svg": Recipe("charts.rendering:chart_svg", _CHART_CODE, _CHART_LIBRARIES),
    "chart-csv": Recipe("charts.tables:chart_csv", _CHART_CODE),
    "chart-slice": Recipe("charts.slices:chart_slice", _CHART_CODE, (*_CHART_LIBRARIES, "resvg-py"), heavy=True),
    "poster": Recipe(
        "print.recipes:poster", (*_CHART_CODE, *_PRINT_CODE), (*_CHART_LIBRARIES, *_PRINT_LIBRARIES), heavy=True
    ),
    "thumb": Recipe("thumbs:thumb", ("thumbs.py",), ("pypdfium2", "pillow")),
    "qr-png": Recipe("codes:png", ("codes.py", "qr.py"), ("qrcode", "pillow")),
    "zine-press": _print("zine_press", heavy=True),
    "zine-read": _print("zine_read", heavy=True),
    "print-marks": _print("marks"),
    "print-x1a": _print("x1a"),
    "print-booklet": _print("stapled"),
    "print-sheet": _print("sheet"),
    "html-press": _print("html_press", heavy=True),
    "labels": _print("labels", heavy=True),
    "labels-large": _print("labels_large", heavy=True),
    "labels-text": _print("labels_text"),
    "qr-print": _print("code"),
    "jobticket-pdf": _print("ticket_pdf"),
    "jobticket-yaml": _print("ticket_yaml"),
    "preflight": Recipe("print.recipes:preflight_report", _PREFLIGHT_CODE, _PREFLIGHT_LIBRARIES, heavy=True),
    "preflight-text": _print("preflight_text"),
    "print-package": _print("package"),
}


@cache
def salt(recipe: str) -> str:
    """What decides an output besides its inputs: the recipe's code and the versions of its libraries."""
    found = RECIPES[recipe]
    digest = hashlib.sha256()
    for name in found.code:
        path = Path(__file__).parent / name
        files = sorted(path.glob("*.py")) if path.is_dir() else [path]
        for file in files:
            digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    for library in found.libraries:
        digest.update(f"{library} {version(library)}".encode())
    return digest.hexdigest()[:16]
