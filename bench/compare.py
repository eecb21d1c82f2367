"""The comparison: this project against other generators, and against what its own libraries need at the least.

    python3 -m bench.compare [--cases text …] [--sizes 1000 10000] [--rounds 3] [--publish]

Installs what it compares with into a scratch folder, does the same work with all, in rounds, sees that the work was
done, and prints the figures. With `--publish` they go into docs/performance.md, which explains them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shlex
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import goals, machine, ours, report
from bench.contenders import Contender
from bench.data import events
from bench.installing import VARIABLE, Scratch, default_folder
from bench.peers import peers
from bench.report import Goal
from bench.text import Trial, compare

CASES = ("text", "memory")
DOCUMENT = ours.HOME / "docs" / "performance.md"


def parser() -> argparse.ArgumentParser:
    """Return the arguments."""
    top = argparse.ArgumentParser(prog="python3 -m bench.compare", description="Compares this program with others.")
    top.add_argument("--cases", nargs="+", choices=CASES, default=list(CASES), help="what is measured (everything)")
    top.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000], metavar="PAGES", help="pages of text")
    top.add_argument("--rounds", type=int, default=3, help="rounds of each measurement, of which medians are taken (3)")
    top.add_argument("--contenders", nargs="+", metavar="NAME", help="only these, e.g. floor hugo; this project always")
    top.add_argument("--scratch", type=Path, default=default_folder(), help=f"the scratch folder ({VARIABLE})")
    top.add_argument("--publish", action="store_true", help="write the figures into docs/performance.md")
    return top


@dataclass
class Figures:
    """All that one run measured, as sections of Markdown, and the goals it can tell about."""

    sections: list[str] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)

    def add(self, title: str, text: str) -> None:
        """Add a section."""
        self.sections.append(f"### {title}\n\n{text.strip()}")


def chosen(found: Iterable[Contender], names: Sequence[str] | None) -> list[Contender]:
    """Return the contenders that were asked for."""
    wanted = {name.lower() for name in names} if names else None
    return [one for one in found if wanted is None or one.name == report.OURS or one.name.lower() in wanted]


def measure_text(given: argparse.Namespace, scratch: Scratch, figures: Figures) -> None:
    """Text of each size."""
    sizes: dict[int, list[Trial]] = {}
    for pages in given.sizes:
        contenders = chosen([ours.floor(), ours.contender(), *peers(scratch)], given.contenders)
        trials = compare(contenders, events(pages // 2), given.rounds, scratch.folder / "work")
        if "memory" in given.cases:
            for trial in trials:
                trial.weigh()
        sizes[pages] = trials
        figures.add(f"Text: {pages:,} pages", report.text_table(trials))
    figures.goals += goals.text_goals(sizes)


def main(arguments: Sequence[str]) -> int:
    """Measure; returns 1 where a goal that was measured is missed."""
    given = parser().parse_args(arguments)
    scratch, figures = Scratch(given.scratch.resolve()), Figures()
    missing = scratch.install(["node", "hugo", "eleventy", "pelican", "mkdocs"])
    before = machine.load()
    if {"text", "memory"} & set(given.cases):
        measure_text(given, scratch, figures)
    text = _document(arguments, figures, missing, before)
    print(text)
    if given.publish:
        report.put(text, DOCUMENT)
    return int(any(goal.met is False for goal in figures.goals))


def _document(arguments: Sequence[str], figures: Figures, missing: Sequence[str], before: float) -> str:
    """The figures with what must be known about them."""
    facts = [
        f"- Measured on {dt.datetime.now(dt.UTC).date().isoformat()}: {machine.machine()}.",
        f"- Versions: {machine.versions()}.",
        f"- Command: `python3 -m bench.compare {shlex.join(arguments)}`".rstrip(" `") + "`.",
        *(f"- {sentence}" for sentence in missing),
    ]
    if machine.is_busy(before):
        facts.append(f"- **Provisional**: the machine was not idle (load {before:.1f}), so the seconds say little.")
    return "\n\n".join(["\n".join(facts), "### Goals", report.goals_table(figures.goals), *figures.sections])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
