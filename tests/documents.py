"""The documents of the project, and the complete files that they show."""

from __future__ import annotations

import re
import shutil
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


STAND_INS = {"beseda-sal.jpg": "elmira-2.jpg"} | {f"anna-{one}.jpg": f"elena-{one}.jpg" for one in range(1, 5)}
"""Which pictures of this project stand in for those of the guides' examples."""


def lay_out_examples(project: Path, guide: str) -> list[str]:
    """Write the files that a guide shows into a copy of this project, and what they need; returns their names."""
    examples = examples_of(guide)
    for example in examples:
        path = project / example.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(example.text, "utf-8")
    for name, original in STAND_INS.items():
        shutil.copyfile(ROOT / "photos" / original, project / "photos" / name)
    shutil.copyfile(ROOT / "podcasts/salad-bowl/01-juanita.mp3", project / "podcasts/salad-bowl/05-anna.mp3")
    photo = (project / "content/photos/anna-1.yaml").read_text("utf-8")
    for number in range(2, 5):  # a guide shows one of the four that its zine needs
        other = photo.replace("anna-1", f"anna-{number}").replace("lípou", f"lípou {number}")
        text = other.replace("lime", f"lime {number}")
        (project / f"content/photos/anna-{number}.yaml").write_text(text, "utf-8")
    return [example.file for example in examples]
