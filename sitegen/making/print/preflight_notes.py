"""A report of preflight, told to the editor at the lines of content."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.making.print.findings import Finding, Level
from sitegen.making.print.preflight.results import Results, of_json
from sitegen.model.outputs import Output
from sitegen.model.preflight_orders import PreflightReport
from sitegen.model.print_job import PrintJob
from sitegen.model.problems import Problems

Jobs = dict[str, PrintJob]
"""What each file of a job must be, by its name."""


def tell(output: Output, report: bytes, problems: Problems) -> None:
    """Note what a report says; one finding that several files share is noted once."""
    order = output.order
    if isinstance(order, PreflightReport):
        jobs = {file.name: file.job for file in order.files}
        for found, names in _grouped(of_json(report), jobs):
            _note(found, names, output, jobs, problems)


def _grouped(results: Results, jobs: Jobs) -> Iterator[tuple[Finding, list[str]]]:
    """Each finding with the names of the files that have it.

    Sheets of a press file repeat its faults elsewhere on the paper; what it has of the same code and level is not told
    of them again.
    """
    names: dict[Finding, list[str]] = {}
    for name, items in sorted(results.items()):
        for item in items:
            names.setdefault(item, []).append(name)
    pressed: set[tuple[str, Level]] = {
        (item.code, item.level) for name, items in results.items() if jobs[name].kind == "press" for item in items
    }
    for found, files in names.items():
        if (found.code, found.level) not in pressed or not all(jobs[name].imposed for name in files):
            yield found, files


def _note(found: Finding, names: list[str], output: Output, jobs: Jobs, problems: Problems) -> None:
    params = found.shown(names)
    # The pages of a sheet are not those of the record.
    on_sheets = all(jobs[name].imposed for name in names)
    where = output.where({"place": found.place} if on_sheets else params)
    note = problems.error if found.level == "error" else problems.warning
    note(f"print-{found.code}", where, **params)
