"""The files a print job may read, by name.

Names have a kind before the slash: `photo/ID`, `font/FILE`, `template/FILE`, `made/NAME` for outputs
that were made before; the output profile is `profile.icc` and its notice `profile.txt`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.making.print.fonts import font_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_TEMPLATES = (
    "zine.html", "zine.css", "label.html", "label.css", "jobticket.html", "jobticket.css",
)  # fmt: skip
_PROFILE = "ISOcoated_v2_300_bas"


def standing_sources(templates: Path, static: Path, *, profile: Path | None = None) -> dict[str, Path]:
    """Return the sources that every job needs: templates, fonts and the output profile with its notice.

    `templates` and `static` are the project's folders of these names; another profile may be named, its
    notice beside it as NAME.LICENSE.txt.
    """
    icc = profile or static / "print" / f"{_PROFILE}.icc"
    found = {f"template/{name}": templates / "print" / name for name in _TEMPLATES}
    found |= {f"font/{name}": path for name, path in font_files().items()}
    return found | {"profile.icc": icc, "profile.txt": icc.with_suffix(".LICENSE.txt")}


def read_kind(sources: Mapping[str, Path], kind: str) -> dict[str, bytes]:
    """Return the bytes of all sources of a kind, by their full name."""
    return {name: path.read_bytes() for name, path in sorted(sources.items()) if name.startswith(f"{kind}/")}


def template(sources: Mapping[str, Path], name: str) -> str:
    """Return the text of a template or style sheet."""
    return sources[f"template/{name}"].read_text(encoding="utf-8")
