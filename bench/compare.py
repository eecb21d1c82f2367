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
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import fresh, goals, imports, machine, ours, pictures, printing, report, saving, text
from bench.contenders import is_wanted
from bench.data import events
from bench.installing import VARIABLE, Scratch, default_folder
from bench.peers import peers
from bench.report import Goal
from bench.text import Trial

DOCUMENT = ours.HOME / "docs" / "performance.md"


def parser() -> argparse.ArgumentParser:
    """Return the arguments."""
    top = argparse.ArgumentParser(prog="python3 -m bench.compare", description="Compares this program with others.")
    top.add_argument("--cases", nargs="+", choices=CASES, default=list(CASES), help="what is measured (all)")
    top.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000], metavar="PAGES", help="pages of text")
    top.add_argument("--rounds", type=int, default=3, help="rounds of each measurement, of which medians are taken (3)")
    top.add_argument("--contenders", nargs="+", metavar="NAME", help="only these, e.g. floor hugo; this project always")
    top.add_argument("--photographs", type=int, default=40, metavar="N", help="photographs of 12 megapixels (40)")
    top.add_argument("--saves", type=int, default=5, metavar="N", help="how often each kind of file is saved (5)")
    top.add_argument("--memory", action="store_true", help="one more run of each, to see the memory of all processes")
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


def measure_text(given: argparse.Namespace, scratch: Scratch, figures: Figures) -> None:
    """Text of each size."""
    sizes: dict[int, list[Trial]] = {}
    for pages in given.sizes:
        every = [ours.floor(), ours.contender(), *peers(scratch)]
        contenders = [one for one in every if is_wanted(one.name, given.contenders)]
        trials = text.compare(contenders, events(pages // 2), given.rounds, scratch.work)
        for trial in trials if given.memory else ():
            trial.weigh()
        sizes[pages] = trials
        figures.add(f"Text: {pages:,} pages", report.text_table(trials))
    figures.goals += goals.text_goals(sizes)


def measure_pictures(given: argparse.Namespace, scratch: Scratch, figures: Figures) -> None:
    """Photographs, cold and warm."""
    found = pictures.compare(given.photographs, given.rounds, scratch, given.contenders, weigh=given.memory)
    figures.add(f"Pictures: {given.photographs} photographs of 12 megapixels", report.pictures_table(found))
    figures.goals += goals.picture_goals(given.photographs, found)


def measure_print(given: argparse.Namespace, scratch: Scratch, figures: Figures) -> None:
    """This project's site with print."""
    found = printing.measure(scratch.work / "this-site", given.rounds)
    figures.add("This site with print: one caption edited", report.print_table(found))
    figures.goals += goals.print_goals(found)


def measure_saving(given: argparse.Namespace, scratch: Scratch, figures: Figures) -> None:
    """From saving to seeing."""
    pages, python = given.sizes[0], scratch.program("browser")
    opened = {
        "this site": lambda: saving.this_site(scratch.work / "this-site"),
        "a zine of it": lambda: saving.this_zine(scratch.work / "this-site"),
        f"{pages:,} pages": lambda: saving.many_pages(scratch.work / "many-pages", pages),
    }
    found = [
        saving.measure(f"{title}, {name.title()}", prepare(), given.saves, python, name)
        for title, prepare in opened.items()
        for name in ("chromium", "firefox")
    ]
    figures.add("Save to screen", report.save_table(found))
    figures.goals += goals.save_goals(found)


def measure_imports(_given: argparse.Namespace, scratch: Scratch, figures: Figures) -> None:
    """What a start imports."""
    figures.add("Imports", report.imports_table(imports.measure(scratch.work / "imports")))


def measure_fresh(_given: argparse.Namespace, scratch: Scratch, figures: Figures) -> None:
    """A fresh clone."""
    figures.goals += goals.fresh_goals(fresh.measure(scratch.work / "fresh"))


CASES: dict[str, Callable[[argparse.Namespace, Scratch, Figures], None]] = {
    "text": measure_text,
    "pictures": measure_pictures,
    "print": measure_print,
    "save": measure_saving,
    "imports": measure_imports,
    "fresh": measure_fresh,
}
"""What can be measured, in this order."""
NEEDED = {
    "text": ("node", "hugo", "eleventy", "pelican", "mkdocs"),
    "pictures": ("node", "hugo", "eleventy", "sharp", "lib"),
    "save": ("browser",),
}
"""What is installed for a case."""


def main(arguments: Sequence[str]) -> int:
    """Measure; returns 1 where a goal that was measured is missed."""
    given = parser().parse_args(arguments)
    scratch, figures = Scratch(given.scratch.resolve()), Figures()
    cases = [case for case in CASES if case in given.cases]
    missing = scratch.install(dict.fromkeys(name for case in cases for name in NEEDED.get(case, ())))
    before = machine.load()
    for case in cases:
        CASES[case](given, scratch, figures)
    found = _document(arguments, figures, missing, before)
    for place, name in ((str(given.scratch), "SCRATCH"), (str(scratch.folder), "SCRATCH"), (str(ours.HOME), "PROJECT")):
        found = found.replace(place, name)  # where things lie here means nothing elsewhere
    print(found)
    if given.publish:
        report.put(found, DOCUMENT)
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
