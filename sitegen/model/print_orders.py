"""What printed files say of themselves."""

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
