"""What preflight found in the files of a job: as JSON, and in words for the printing house, in English."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from sitegen.making.print.findings import Finding
from sitegen.model.messages import SOURCE, messages

Results = Mapping[str, Sequence[Finding]]
"""The findings of each file, by its name in the package."""

_MARKS = {"error": "ERROR", "warning": "warning"}


def as_json(results: Results) -> bytes:
    """Return the results as they are published."""
    plain = {name: [item.plain() for item in items] for name, items in results.items()}
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def of_json(content: bytes) -> Results:
    """Read what `as_json` returned."""
    return {name: [Finding.of(item) for item in items] for name, items in json.loads(content).items()}


def in_words(results: Results, title: str) -> str:
    """Return the results as text: each file, each finding with page, place and remedy; never the word “certified”."""
    levels = [item.level for items in results.values() for item in items]
    count = f"{levels.count('error')} errors, {levels.count('warning')} warnings"
    lines = [f"Preflight: {title}", f"{len(results)} files: {count}", ""]
    for name, items in sorted(results.items()):
        lines += [name, *(f"  {line}" for line in _lines(items)), ""]
    return "\n".join(lines)


def _lines(items: Sequence[Finding]) -> Iterator[str]:
    for item in items:
        sentence, remedy = messages(SOURCE).by_code[f"print-{item.code}"]
        yield f"{_MARKS[item.level]} [{item.code}] " + f"{sentence} {remedy}".format_map(item.shown())
    if not any(item.level == "error" for item in items):
        yield "declared as its name says, checks passed" + (" (see the lines above)" if items else "")
