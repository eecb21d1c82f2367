"""What a printed file says of itself, and the sentences that it must carry: of posters and zines alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Identity:
    """What a file says of itself: the name of its job, its title, author and language, and the edition's date."""

    job: str
    title: str
    author: str
    language: str
    date: dt.date


@dataclass(frozen=True)
class Notice:
    """A mandated sentence, in its own language."""

    text: str
    language: str
