"""What takes part in a comparison of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.data import Event

OURS = "this project"
OUTPUT = "out"
"""The folder, in its project, into which each contender writes; pages lie in `LANGUAGE/events/SLUG/index.html`."""


@dataclass(frozen=True)
class Contender:
    """A generator: how its project is written, how it is built, and what is deleted for a cold build."""

    name: str
    prepare: Callable[[Sequence[Event], Path], None]
    command: Sequence[str]
    made: Sequence[str] = (OUTPUT,)
    source: str = ""
    """The file of an event's English text, with `{slug}`; empty where a second build is the same as a first."""
    environment: Mapping[str, str] = field(default_factory=dict)
    bare: str = ""
    """The language whose pages lie in the top folder."""
    made_by: Callable[[str], int] | None = None
    """How many files it says it made, of a contender that says so."""


def page(project: Path, language: str, event: Event) -> Path:
    """Return where the page of an event is; an empty language has no folder of its own."""
    return project / OUTPUT / language / "events" / event.slug / "index.html"


def is_wanted(name: str, wanted: Sequence[str] | None) -> bool:
    """Tell whether a contender is among those that were asked for, by the beginnings of their names."""
    return wanted is None or name == OURS or name.lower().startswith(tuple(word.lower() for word in wanted))


def write(path: Path, text: str) -> None:
    """Write a file and the folders around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
