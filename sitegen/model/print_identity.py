"""What a printed file says of itself, and the sentences that it must carry: of posters and zines alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple


class FileVersion(NamedTuple):
    """A version of a print file: its number from 1, the day on which it was packed, a digest of what it is made of."""

    number: int
    date: dt.date
    digest: str


@dataclass(frozen=True)
class Identity:
    """What a file says of itself: its own name, its title, author and language, and the day and version of its content.

    A version is a number; that of a draft, which has not been packed yet, has digits of what it is made of behind it.
    """

    job: str
    title: str
    author: str
    language: str
    date: dt.date
    version: str = ""

    @property
    def day(self) -> str:
        """The day of a version, as ISO 8601 writes it; a draft has none that would tell a reader anything."""
        return "" if "-" in self.version else self.date.isoformat()


@dataclass(frozen=True)
class Notice:
    """A mandated sentence, in its own language, and the name of the emblem beside it."""

    text: str
    language: str
    emblem: str = ""
