"""What is to be said of an import: how many records there are now, what catches the eye, and what to do next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sitegen.drafting.importing import Imported
from sitegen.drafting.photos import Finding
from sitegen.model.cldr import own_name
from sitegen.model.report import as_data as problem_as_data

_SHOWN = 3
"""So many findings of a kind are told; of more, the number."""


def as_text(done: Imported) -> str:
    """All of it in sentences."""
    say = done.desk.say
    notes = [f"- {note}" for note in _notes(done)]
    counts = {"photos": _count(done, "photo"), "authors": _count(done, "author")}
    lines = [say("import-would" if done.dry else "imported", **counts, table=done.table)]
    if done.there:
        pairs = [f"{file} ({ref})" for file, ref in done.there]
        lines.append(say("import-already", count=len(pairs), files=", ".join(pairs[:_SHOWN]) + _more(len(pairs))))
    if done.left_out:
        lines.append(say("import-left-out", count=done.left_out))
    if done.records:
        lines.append(say("import-texts-in", language=own_name(done.language)))
    steps = [] if done.dry or not done.records else list(_steps(done))
    return "\n".join(
        [
            *notes,
            *([""] if notes else []),
            *lines,
            *(["", say("next")] if steps else []),
            *(f"  {number}. {step}" for number, step in enumerate(steps, 1)),
        ]
    )


def _notes(done: Imported) -> Iterator[str]:
    """What catches the eye: of many of a kind the first ones, and how many there are."""
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in done.findings:
        kinds[finding.key].append(finding)
    for found in kinds.values():
        yield from (done.desk.say(one.key, **one.params) for one in found[:_SHOWN])
        if len(found) > _SHOWN:
            yield done.desk.say("import-more", count=len(found) - _SHOWN)


def _more(count: int) -> str:
    return f", … (+{count - _SHOWN})" if count > _SHOWN else ""


def _count(done: Imported, kind: str) -> int:
    return sum(drawn.sheet.kind.name == kind for drawn in done.records)


def _steps(done: Imported) -> Iterator[str]:
    say, entries = done.desk.say, [drawn.entry for drawn in done.records]
    drafts = sum(entry.draft for entry in entries)
    if pending := sum(_is_pending(entry) for entry in entries):
        yield say("import-next-consent", count=pending)
    if drafts:
        yield say("import-next-drafts", count=drafts)
    if done.left_out:
        yield say("import-next-again")
    yield say("import-next-preview", there=done.desk.project.option)
    yield say("next-check", there=done.desk.project.option)


def _is_pending(entry: Any) -> bool:
    return bool(entry.consent.status == "pending")


def as_data(done: Imported) -> dict[str, Any]:
    """The same for programs."""
    language = done.desk.language
    return {
        "dry_run": done.dry,
        "records": [
            {
                "ref": drawn.sheet.ref,
                "file": drawn.sheet.file,
                "row": drawn.where.line,
                "draft": drawn.entry.draft,
                "guessed": list(drawn.sheet.guessed),
            }
            for drawn in done.records
        ],
        "there": [{"file": file, "ref": ref} for file, ref in done.there],
        "left_out": done.left_out,
        "findings": [
            {"finding": one.key, **one.params, "message": done.desk.say(one.key, **one.params)} for one in done.findings
        ],
        "problems": [problem_as_data(one, language) for one in done.problems],
    }
