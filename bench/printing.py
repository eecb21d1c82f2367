"""This project's own site with print: one caption is edited, and only what shows it may be touched."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

from bench import ours
from bench.contenders import OUTPUT
from bench.runs import Run, RunError, middle, run
from bench.saving import copy

_RECORD = "content/photos/elmira-1.yaml"
_PAGE = "en/photographs/elmira-1/index.html"


@dataclass(frozen=True)
class Touched:
    """What an edit did to the print files."""

    files: int
    """How many there are."""
    touched: int
    """How many were written anew."""
    changed: int
    """How many have other bytes: those that show the caption."""
    needless: tuple[str, ...]
    """The names of those that were written anew with the bytes that they had."""


@dataclass
class PrintEdit:
    """What was measured."""

    cold: Run | None = None
    same: list[Run] = field(default_factory=list)
    edits: list[Run] = field(default_factory=list)
    touched: list[Touched] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def edit(self) -> Run | None:
        """Return the median of the edits."""
        return middle(self.edits) if self.edits else None


def _command(project: Path) -> list[str]:
    where = ["--project", str(project), "--output", str(project / OUTPUT)]
    return [*ours.LAUNCHER, "build", *where, "--messages", "en"]


_Files = dict[str, tuple[tuple[int, int], bytes]]
"""Each print file: its number and time on the disk, and the digest of its bytes."""


def _files(project: Path) -> _Files:
    folder = project / OUTPUT / "print"
    found: _Files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            status = path.stat()
            digest = hashlib.sha256(path.read_bytes()).digest()
            found[path.relative_to(folder).as_posix()] = ((status.st_ino, status.st_mtime_ns), digest)
    return found


def _compare(before: _Files, after: _Files) -> Touched:
    nothing = ((0, 0), b"")
    touched = {name for name, (place, _) in after.items() if before.get(name, nothing)[0] != place}
    changed = {name for name, (_, digest) in after.items() if before.get(name, nothing)[1] != digest}
    return Touched(len(after), len(touched), len(changed), tuple(sorted(touched - changed)))


def _caption(text: str, words: str) -> str:
    """Put words behind the English caption."""
    return re.sub(r"(caption:\n  cs: .*?\n  en: .*?)\.\n", rf"\g<1>{words}.\n", text, count=1, flags=re.DOTALL)


def measure(project: Path, rounds: int) -> PrintEdit:
    """Build a copy of this project's site from nothing, again, and after edits of a caption."""
    found = PrintEdit()
    if not project.exists():
        copy(project)
    for name in (OUTPUT, ".cache"):
        shutil.rmtree(project / name, ignore_errors=True)
    record = project / _RECORD
    shutil.copy2(ours.HOME / _RECORD, record)
    original = record.read_text("utf-8")
    try:
        found.cold = _told("cold", run(_command(project), project))
        found.same = [_told("nothing changed", run(_command(project), project)) for _ in range(rounds)]
        before = _files(project)
        for number in range(1, rounds + 1):
            words = " and rain" * number
            record.write_text(_caption(original, words), "utf-8")
            found.edits.append(_told("one caption edited", run(_command(project), project)))
            after = _files(project)
            found.touched.append(_compare(before, after))
            before = after
            page = (project / OUTPUT / _PAGE).read_text("utf-8").replace("\u00a0", " ")
            if f"{words}." not in page:
                found.faults.append(f"edit {number} is not on its page")
    except RunError as error:
        found.faults.append(str(error))
    return found


def _told(what: str, done: Run) -> Run:
    print(f"this site with print, {what}: {done.wall:.2f} s, {ours.made(done.printed)} made", file=sys.stderr)
    return done
