"""From which side a text is read."""

from __future__ import annotations

import unicodedata
from typing import Literal

Direction = Literal["ltr", "rtl"]


def direction(text: str) -> Direction:
    """The direction of a text by its first letter that has one (Unicode, UAX #9: P2, P3), as `dir="auto"` finds it."""
    strong = (kind for letter in text if (kind := unicodedata.bidirectional(letter)) in {"L", "R", "AL"})
    return "ltr" if next(strong, "L") == "L" else "rtl"
