"""Names of files that every computer can hold and tell apart: whoever clones the project has the same files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model.folders import files_below
from sitegen.model.languages import composed
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project

FOLDERS = ("content", "photos", "podcasts", "static")

_WINDOWS = re.compile(
    r"""(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?   # devices, with any suffix
    | .*[<>:"|?*\\\x00-\x1f\ud800-\udfff].*              # signs of its paths, and what is no text
    | .*[ .]                                            # ends that it drops""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""Names that Windows cannot hold (Microsoft, "Naming Files, Paths, and Namespaces")."""


def check_names(project: Project, problems: Problems) -> None:
    """Note each name that another computer could not hold, or would take for another file's."""
    seen: dict[str, str] = {}
    for folder in FOLDERS:
        for name in sorted(files_below(project.root / folder)):
            for path in _new_parts(f"{folder}/{name}", seen):
                part = path.rpartition("/")[2]
                other = seen.setdefault(composed(path).casefold(), path)
                if other != path:
                    problems.error("names-alike", Where(path), other=other)
                elif _WINDOWS.fullmatch(part):
                    problems.error("name-not-for-windows", Where(path), name=part)
                elif part != composed(part):
                    problems.error("name-not-composed", Where(path))


def _new_parts(path: str, seen: dict[str, str]) -> Iterator[str]:
    """The folders on the way to a file that were not looked at yet, and the file."""
    folders = path.split("/")[:-1]
    for length in range(2, len(folders) + 1):
        folder = "/".join(folders[:length])
        if seen.get(composed(folder).casefold()) != folder:
            yield folder
    yield path
