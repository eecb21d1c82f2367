"""The documents of the project, and the complete files that they show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


def text_of(name: str) -> str:
    """Return a document."""
    return (ROOT / name).read_text("utf-8")


@dataclass(frozen=True)
class Example:
    """A code block that is headed by the file it belongs into."""

    file: str
    text: str


def examples_of(document: str) -> list[Example]:
    """Return the complete files of a document, by the code span that ends the line before each."""
    pattern = r"^[^\n]*`((?:content|i18n|podcasts)/[^`\n]+)`:\n+```\w*\n(.*?)^```$"
    return [Example(*found) for found in re.findall(pattern, text_of(document), re.MULTILINE | re.DOTALL)]
