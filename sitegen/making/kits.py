"""What standing files a print recipe reads besides its own: templates, fonts, the output profile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sitegen.making.print.fonts import font_files
from sitegen.model.project import Project

PROFILE = "ISOcoated_v2_300_bas"

Kit = dict[str, Path]


def _templates(project: Project, folder: str, pattern: str, prefix: str) -> Kit:
    """Templates by name, the project's own before the program's."""
    found: Kit = {}
    for parent in reversed(project.folders("templates")):
        found |= {f"{prefix}{path.name}": path for path in sorted((parent / folder).glob(pattern))}
    return found


def _fonts(_project: Project) -> Kit:
    return {f"font/{name}": path for name, path in font_files().items()}


def _profile(project: Project) -> Kit:
    found = {
        "profile.icc": project.find("static", f"print/{PROFILE}.icc"),
        "profile.txt": project.find("static", f"print/{PROFILE}.LICENSE.txt"),
    }
    return {name: path for name, path in found.items() if path}


def _words(project: Project) -> Kit:
    return _templates(project, "print", "words.xml", "template/")


def _printed(stem: str) -> Callable[[Project], Kit]:
    def kit(project: Project) -> Kit:
        return (
            _words(project)
            | _templates(project, "print", f"{stem}.*", "template/")
            | _fonts(project)
            | _profile(project)
        )

    return kit


KITS: dict[str, Callable[[Project], Kit]] = {
    "zine": _printed("zine"),
    "label": _printed("label"),
    "jobticket": _printed("jobticket"),
    "profile": _profile,
    "package": lambda project: _fonts(project) | _profile(project),
    "print-words": _words,
}
"""The standing files of each family of recipes, by the names under which recipes ask for them."""
