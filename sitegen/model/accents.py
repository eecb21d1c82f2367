"""Letters without their accents, for words that people write with and without them."""

from __future__ import annotations

import re
import unicodedata


def without_accents(text: str) -> str:
    """A text whose letters stand without their marks (Unicode, NFD): of “Elmiře”, “Elmire”."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def as_id(text: str) -> str:
    """A text as an id that could be meant by it: `Domov můj` -> `domov-muj`; empty in another script."""
    return re.sub(r"[^a-z0-9]+", "-", without_accents(text).lower()).strip("-")
