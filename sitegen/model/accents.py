"""Letters without their accents, for words that people write with and without them."""

from __future__ import annotations

import unicodedata


def without_accents(text: str) -> str:
    """A text whose letters stand without their marks (Unicode, NFD): of “Elmiře”, “Elmire”."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
