"""Chapters: written once in a record, judged by Spotify's rules, rendered for apps, feeds and people."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from sitegen.content.file_findings import Finding
from sitegen.content.sound.times import listed, normal_play_time, stamp

FEWEST, SHORTEST, LONGEST_TITLE = 3, 20.0, 40
"""Spotify shows chapters from three on, and advises long ones and titles under 40 characters."""


@dataclass(frozen=True)
class Chapter:
    """Where a part of an episode begins, in seconds, and its title in one language."""

    start: float
    title: str


def check_chapters(chapters: Sequence[Chapter], seconds: float) -> Iterator[tuple[int, Finding]]:
    """Faults of an episode's chapters, each with the index of its chapter; to have none is no fault."""
    if not chapters:
        return
    if chapters[0].start != 0:
        yield 0, Finding("chapters-first", {"start": stamp(chapters[0].start)})
    if len(chapters) < FEWEST:
        yield 0, Finding("chapters-few", {"count": len(chapters), "fewest": FEWEST})
    for index, (before, chapter) in enumerate(itertools.pairwise(chapters), 1):
        if chapter.start <= before.start:
            params = {"start": stamp(chapter.start), "before": stamp(before.start)}
            yield index, Finding("chapters-order", params)
    for index, chapter in enumerate(chapters):
        if seconds and chapter.start >= seconds:
            params = {"start": stamp(chapter.start), "length": stamp(seconds)}
            yield index, Finding("chapters-beyond-end", params)
        if len(chapter.title) > LONGEST_TITLE:
            title = {"title": chapter.title, "most": LONGEST_TITLE}
            yield index, Finding("chapters-title", title, warning=True)
    yield from _short_ones(chapters, seconds)


def _short_ones(chapters: Sequence[Chapter], seconds: float) -> Iterator[tuple[int, Finding]]:
    ends = [*(chapter.start for chapter in chapters[1:]), seconds]
    for index, (chapter, end) in enumerate(zip(chapters, ends, strict=True)):
        if 0 < end - chapter.start < SHORTEST:
            params = {"seconds": round(end - chapter.start), "shortest": int(SHORTEST)}
            yield index, Finding("chapters-short", params, warning=True)


def chapters_json(chapters: Sequence[Chapter]) -> dict[str, Any]:
    """The JSON chapters document of Podcasting 2.0 (`application/json+chapters`)."""
    items = [{"startTime": _number(chapter.start), "title": chapter.title} for chapter in chapters]
    return {"version": "1.2.0", "chapters": items}


def _number(seconds: float) -> float | int:
    return int(seconds) if seconds == int(seconds) else round(seconds, 3)


def chapter_views(chapters: Sequence[Chapter]) -> list[dict[str, Any]]:
    """For templates: `start` in seconds for `#t=`, `stamp` for people, `npt` for Podlove, `title`."""
    return [
        {
            "start": _number(chapter.start),
            "stamp": stamp(chapter.start),
            "npt": normal_play_time(chapter.start),
            "title": chapter.title,
        }
        for chapter in chapters
    ]


def show_notes(paragraphs: Sequence[str], chapters: Sequence[Chapter]) -> str:
    """An episode's description for apps: HTML paragraphs, then the chapters as timestamps, one a line."""
    html = [f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs if paragraph]
    lines = [f"{listed(chapter.start)} {escape(chapter.title, quote=False)}" for chapter in chapters]
    return "".join([*html, f"<p>{'<br>'.join(lines)}</p>" if lines else ""])
