"""Which translation belongs to which original: `content/translations.lock`, committed with the texts.

A line is a reference, a language, a digest of the original and one of the translation that was made of it. So a clone
needs no history to tell that an original has changed since, and lines of different records can be merged by git.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from sitegen.model.languages import composed
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project
from sitegen.model.whole_file import write_whole

LOCK = "content/translations.lock"
_HEAD = """\
# Which translation belongs to which original. Written by “translations done”; keep it in git.
"""
_DIGITS = 12
_FIELDS = 4


class Pair(NamedTuple):
    """A translation into `language` that was right for an original: digests of both texts."""

    ref: str
    language: str
    original: str
    translation: str


def digest(text: str) -> str:
    """A short digest of a text, whatever its line breaks and spaces are (SHA-256, twelve hexadecimal digits)."""
    return hashlib.sha256(" ".join(composed(text).split()).encode()).hexdigest()[:_DIGITS]


def is_tracked(project: Project) -> bool:
    """Whether a project keeps such a lock."""
    return (project.root / LOCK).is_file()


def read_pairs(project: Project, problems: Problems) -> frozenset[Pair]:
    """The pairs of the lock; none where there is no such file. A line that is none is noted."""
    path = project.root / LOCK
    pairs = set()
    if path.is_file():
        for number, line in enumerate(path.read_text("utf-8-sig", errors="replace").splitlines(), 1):
            fields = line.split()
            if line.startswith("#") or not fields:
                continue
            if len(fields) == _FIELDS:
                pairs.add(Pair(*fields))
            else:
                problems.error("bad-translation-lock", Where(LOCK, number))
    return frozenset(pairs)


def write_pairs(project: Project, pairs: Iterable[Pair]) -> None:
    """Write the lock anew, sorted."""
    lines = [" ".join(pair) + "\n" for pair in sorted(pairs)]
    write_whole(project.root / LOCK, (_HEAD + "".join(lines)).encode(), aside=project.aside)
