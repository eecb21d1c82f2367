"""Checks PDFs that are named on the command line, our own against what was ordered, others against the rules alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sitegen.making.print.findings import Finding, finding
from sitegen.making.print.installing import ghostscript_command, system_name
from sitegen.making.print.preflight.run import preflight
from sitegen.making.print.preflight.separations import check_separations, ghostscript
from sitegen.model.print_files import JOBS
from sitegen.model.print_job import PrintJob
from sitegen.model.problems import Problems, Where

_WITHOUT_PLATES = {"encrypted", "no-pages", "page-huge", "unreadable"}


def inspect(files: Sequence[Path], output: Path, problems: Problems) -> None:
    """Note what preflight finds in each file; without Ghostscript their plates are not measured, which is a note."""
    jobs = _jobs(output)
    program = ghostscript()
    for file in files:
        path = file.resolve()
        ours = path.relative_to(output).as_posix() if path.is_relative_to(output) else ""
        job = jobs.get(ours, PrintJob())
        where = Where(file.as_posix())
        try:
            if file.exists() and not file.is_file():  # a pipe would be waited for
                problems.error("file-expected", where)
                continue
            content = file.read_bytes()
        except OSError as error:  # the others are checked all the same
            problems.error("print-unreadable", where, **finding("unreadable", place=error.strerror or "").shown())
            continue
        for found in _found(content, job, program):
            note = problems.error if found.level == "error" else problems.warning
            note(f"print-{found.code}", where, **found.shown())
        if program is None and job.kind == "press":
            problems.note("no-ghostscript", where, package=ghostscript_command(system_name()))


def _found(content: bytes, job: PrintJob, program: str | None) -> Iterator[Finding]:
    found = preflight(content, job)
    yield from found
    if program and job.kind == "press" and not any(item.code in _WITHOUT_PLATES for item in found):
        yield from check_separations(program, content, job.max_ink)


def _jobs(output: Path) -> Mapping[str, PrintJob]:
    """What our own files were made to be, by their path in the output folder."""
    path = output / JOBS
    found = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return {name: PrintJob.of(job) for name, job in found.items()}
