"""Versions of print files: `content/print.lock`, committed, so that a file that changes says so.

A row says what a file was made of when it was packed for a printer: a digest of its order, of the program's code behind
it and of all files that go into it. While that is the same, the file has the number and the day of the row; else it is
a draft of the next version.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from sitegen.model.print_identity import FileVersion
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project
from sitegen.model.whole_file import write_whole

LOCK = "content/print.lock"
JOBS = {"infographic": "poster", "venue": "labels", "zine": "zine"}
"""How print jobs are called, by the kind of record: before a hyphen and its id. Names of their files begin so."""

_HEAD = """\
# Versions of print files. This file is written by “print package”; keep it in git, so that numbers only rise.
"""
_ROW = re.compile(r"([a-z0-9-]{1,200}) ([0-9]{1,6}) ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9a-f]{16})")


def read_versions(project: Project, problems: Problems) -> Mapping[str, FileVersion]:
    """The newest version of each file by the name that it has in its identity; what is no row is noted."""
    path, found = project.root / LOCK, dict[str, FileVersion]()
    if not path.is_file():
        return found
    for number, line in enumerate(path.read_text("utf-8-sig", errors="replace").splitlines(), 1):
        row = _row(line.strip())
        if row:
            name, version = row
            found[name] = max(version, found.get(name, version))
        elif line.strip() and not line.startswith("#"):
            problems.error("bad-version-row", Where(LOCK, number, 1), file=LOCK)
    return dict(sorted(found.items()))


def _row(line: str) -> tuple[str, FileVersion] | None:
    found = _ROW.fullmatch(line)
    try:
        return (found[1], FileVersion(int(found[2]), dt.date.fromisoformat(found[3]), found[4])) if found else None
    except ValueError:  # there is no such day
        return None


def record_versions(project: Project, new: Mapping[str, FileVersion]) -> None:
    """Append the versions that were packed now."""
    path = project.root / LOCK
    text = path.read_text("utf-8-sig").rstrip() + "\n" if path.is_file() else _HEAD
    rows = (f"{name} {one.number} {one.date.isoformat()} {one.digest}\n" for name, one in sorted(new.items()))
    write_whole(path, (text + "".join(rows)).encode(), aside=project.aside)
