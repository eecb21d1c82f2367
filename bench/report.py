"""The figures as Markdown: tables of one run, and whether each goal was met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.imports import Imported
from bench.pictures import FLOOR, Measured
from bench.printing import PrintEdit
from bench.runs import MEGABYTE, Run, middle
from bench.saving import Latency
from bench.text import PHASES, Trial

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
"""The lines of docs/performance.md between which the figures stand."""

_NAMES = {"cold": "cold", "same": "nothing changed", "edit": "one edit"}


@dataclass(frozen=True)
class Goal:
    """A row of the table of goals: what was asked, what was found, and whether that is enough."""

    case: str
    goal: str
    found: str
    met: bool | None
    """Nothing where the run did not measure it."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [f"| {' | '.join(cells)} |" for cells in (head, *rows)]
    return "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]])


def seconds(value: float) -> str:
    """Return seconds with as many digits as mean something."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"  # noqa: PLR2004 - three digits are enough


def times(one: float, other: float) -> str:
    """Return a ratio."""
    return f"{one / other:.2f} ×"


def goals_table(goals: Iterable[Goal]) -> str:
    """Return the table of goals."""
    words = {True: "met", False: "**missed**", None: "not measured"}
    return table(("case", "goal", "found", ""), [(one.case, one.goal, one.found, words[one.met]) for one in goals])


def text_table(trials: Sequence[Trial]) -> str:
    """Return the figures of one number of pages; ratios are to the floor when cold, else to Hugo."""
    by_name = {trial.contender.name: trial for trial in trials}
    heads = [f"{_NAMES[phase]} | {base(phase)}" for phase in PHASES]
    rows = [
        (
            trial.contender.name,
            *(" | ".join(_cells(trial.median(phase), by_name, phase)) for phase in PHASES),
            _megabytes(trial),
        )
        for trial in trials
    ]
    lines = table(("", *(part for head in heads for part in head.split(" | ")), "memory MB"), rows)
    faults = [f"- {trial.contender.name}: {fault}" for trial in trials for fault in trial.faults]
    return f"{lines}\n" + ("\n" + "\n".join(faults) + "\n" if faults else "")


def base(phase: str) -> str:
    """Return the head of the column of ratios."""
    return "to the floor" if phase == "cold" else "to Hugo"


def _cells(found: Run | None, others: Mapping[str, Trial], phase: str) -> tuple[str, str]:
    if found is None:
        return "", ""
    other = others.get("floor" if phase == "cold" else "Hugo")
    measured = other.median(phase) if other else None
    ratio = times(found.wall, measured.wall) if measured else ""
    return f"{seconds(found.wall)} ({seconds(found.processor)})", ratio


def _megabytes(trial: Trial) -> str:
    """The largest process, and in brackets all processes together, where that was looked at."""
    found = trial.median("cold")
    if found is None:
        return ""
    together = f" ({trial.memory / MEGABYTE:.0f})" if trial.memory else ""
    return f"{found.memory / MEGABYTE:.0f}{together}"


def pictures_table(found: Sequence[Measured]) -> str:
    """Return the figures of pictures; ratios are to the encoders alone."""
    floor = next((one.medians()[0] for one in found if one.maker.name == FLOOR), None)
    rows = []
    for one in found:
        cold, warm = one.medians()
        if cold:
            rows.append(
                (
                    one.maker.name + ("" if one.maker.crops else " (without crops)"),
                    f"{seconds(cold.wall)} ({seconds(cold.processor)})",
                    times(cold.wall, floor.wall) if floor else "",
                    seconds(warm.wall) if warm else "",
                    f"{cold.memory / MEGABYTE:.0f}" + (f" ({one.memory / MEGABYTE:.0f})" if one.memory else ""),
                    f"{one.size / MEGABYTE:.1f}",
                )
            )
    lines = table(("", "cold", "to the encoders", "again", "memory MB", "made MB"), rows)
    faults = [f"- {one.maker.name}: {fault}" for one in found for fault in one.faults]
    return "\n".join([lines, "", *faults])


def print_table(found: PrintEdit) -> str:
    """Return what edits did to the print files."""
    same = middle(found.same) if found.same else None
    rows = [
        (name, f"{seconds(run.wall)} ({seconds(run.processor)})", "", "", "")
        for name, run in (("cold", found.cold), ("nothing changed", same))
        if run
    ]
    for number, (run, touched) in enumerate(zip(found.edits, found.touched, strict=True), 1):
        counts = (str(touched.touched), str(touched.changed), ", ".join(touched.needless[:3]) or "none")
        rows.append((f"edit {number}", f"{seconds(run.wall)} ({seconds(run.processor)})", *counts))
    return table(("", "seconds", "print files touched", "that show it", "touched needlessly"), rows)


def _medians(wall: Sequence[float], processor: Sequence[float]) -> str:
    return f"{seconds(median(wall))} ({seconds(median(processor))})"


def save_table(found: Sequence[Latency]) -> str:
    """Return the medians of each kind of file, in seconds, in brackets those of the processors."""
    kinds = list(dict.fromkeys(kind for one in found for kind in one.seconds))
    rows = [
        (
            one.title,
            *(_medians(one.seconds[kind], one.processor[kind]) if kind in one.seconds else "" for kind in kinds),
        )
        for one in found
    ]
    return "\n".join([table(("", *kinds), rows), "", *(f"- {fault}" for one in found for fault in one.faults)])


def imports_table(found: Sequence[Imported]) -> str:
    """Return what is imported, in milliseconds."""
    rows = [
        (
            one.case,
            seconds(one.seconds),
            str(one.modules),
            ", ".join(f"{name} {took * 1000:.0f}" for name, took in one.heaviest),
        )
        for one in found
    ]
    return table(("", "seconds", "modules", "heaviest packages, ms of their own"), rows)


def put(text: str, document: Path) -> None:
    """Write the figures into a document, between its two marker lines."""
    before, _, rest = document.read_text("utf-8").partition(BEGIN)
    document.write_text(f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{rest.partition(END)[2]}", "utf-8")
