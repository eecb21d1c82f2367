"""What is imported at a start, and what that takes: `python -X importtime` for the launcher and the program."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bench import ours
from bench.contenders import OUTPUT
from bench.data import events
from bench.runs import run

_LINE = re.compile(r"^import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)", re.MULTILINE)
_MICRO = 1_000_000
_HEAVIEST = 8


@dataclass(frozen=True)
class Imported:
    """The imports of one run: seconds, modules, and the heaviest packages with theirs."""

    case: str
    seconds: float
    modules: int
    heaviest: tuple[tuple[str, float], ...]


def measure(folder: Path) -> list[Imported]:
    """Look at a build from nothing, at one that changes nothing and at one after an edit, of a few pages."""
    shutil.rmtree(folder, ignore_errors=True)
    found = events(6)
    ours.prepare(found, folder)
    text = folder / "content" / "events" / f"{found[0].slug}.en.md"
    results = []
    for case in ("cold", "nothing changed", "one edit"):
        if case == "one edit":
            text.write_text(text.read_text("utf-8") + "\nEdited.\n", "utf-8")
        log = folder / ".imports.log"
        environment = {"PYTHONPROFILEIMPORTTIME": "1"}
        run(ours.build_command(str(folder)), folder, environment=environment, log=log)
        results.append(_read(case, log.with_suffix(".err").read_text("utf-8")))
    shutil.rmtree(folder / OUTPUT)
    return results


def _read(case: str, report: str) -> Imported:
    """Sum up by package; what a module imports is not counted as its own."""
    by_package: dict[str, float] = defaultdict(float)
    rows = [(int(own) / _MICRO, name) for own, name in _LINE.findall(report)]
    for own, name in rows:
        by_package[name.split(".")[0]] += own
    heaviest = sorted(by_package.items(), key=lambda item: -item[1])[:_HEAVIEST]
    return Imported(case, sum(own for own, _ in rows), len(rows), tuple(heaviest))
