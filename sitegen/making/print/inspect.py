"""Checks PDFs that are named on the command line, our own against what was ordered, others against the rules alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sitegen.making.print.preflight import Job, preflight
from sitegen.model.print_files import JOBS
from sitegen.model.problems import Problems, Where


def inspect(files: Sequence[Path], output: Path, problems: Problems) -> None:
    """Note what preflight finds in each file; what was not checked is a note.

    Raises:
        OSError: a file cannot be read.
    """
    jobs = _jobs(output)
    for file in files:
        path = file.resolve()
        ours = path.relative_to(output).as_posix() if path.is_relative_to(output) else ""
        for found in preflight(file.read_bytes(), Job.of(jobs.get(ours, {}))):
            note = {"error": problems.error, "warning": problems.warning}.get(found.level, problems.note)
            note(f"print-{found.code}", Where(file.as_posix()), **found.shown())


def _jobs(output: Path) -> Mapping[str, Mapping[str, Any]]:
    """What our own files were made to be, by their path in the output folder."""
    path = output / JOBS
    found: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found
