"""What preflight found in words for the printing house, in English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.making.input_files import InputFiles
from sitegen.making.print.findings import Finding
from sitegen.making.print.preflight.results import Results, of_json
from sitegen.model.messages import SOURCE, messages
from sitegen.model.preflight_orders import PreflightWords

_MARKS = {"error": "ERROR", "warning": "warning"}


def preflight_words(order: PreflightWords, files: InputFiles) -> bytes:
    """Make a report in words of several."""
    found = {name: items for one in order.reports for name, items in of_json(files.read(one)).items()}
    return in_words(found, order.title).encode()


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
