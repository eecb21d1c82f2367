"""Which project a command means that names none, told by the folder where it was typed.

The launcher asks before it imports the program, so only the standard library is imported here.
"""

# ruff: noqa: PTH109, PTH112, PTH113, PTH116, PTH118, PTH120 - pathlib takes its time

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = os.path.join("content", "site.yaml")
"""What makes a folder a project."""


def project_around(home: str) -> str | None:
    """Find the project that encloses the current folder, as Git finds a repository; else the program's own one.

    Folders above count only where they belong to whom the current one belongs to: in a shared place nobody lays a
    project around another's work. A folder with `content/` alone is a project whose settings are missing, which the
    build will say; nothing else is built in its place. None where there is no project at all.
    """
    try:
        here = os.getcwd()
    except FileNotFoundError:  # it was deleted
        here = home
    if found := next(_projects_above(here), None):
        return found
    if os.path.isdir(os.path.join(here, "content")):
        return here
    return home if _is_project(home) else None


def _is_project(folder: str) -> bool:
    return os.path.isfile(os.path.join(folder, SETTINGS))


def _projects_above(folder: str) -> Iterator[str]:
    """The folder and those above it that are projects and belong to the same user."""
    owner = os.stat(folder).st_uid
    above = ""
    while folder != above:
        if _is_project(folder) and os.stat(folder).st_uid == owner:
            yield folder
        folder, above = os.path.dirname(folder), folder
