"""How long one zine takes in all its languages: every file of it, made one after the other in this process.

Run it from the project's folder: `python3 -m bench.print ID`. The first row is the sum, and in brackets the processor
time of it, which another load of the machine changes little; the other rows are its parts.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from sitegen.making.blobs import keep
from sitegen.making.input_files import InputFiles
from sitegen.making.recipes import recipe_of
from sitegen.making.store import Store
from sitegen.model.order import Finished
from sitegen.model.outputs import Plan
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options, Project
from sitegen.pipeline import read
from sitegen.plan import make_plan


def plan_of(project: Project, folder: Path) -> Plan:
    """Return the plan of the whole site."""
    problems = Problems()
    with Store(folder) as store:
        return make_plan(read(project, Options(), store, problems), Options(), store, problems)


def make_zine(plan: Plan, zine: str, folder: Path) -> dict[str, float]:
    """Make every file of a zine; returns seconds by recipe."""
    seconds: defaultdict[str, float] = defaultdict(float)
    made: dict[str, Path] = {}
    left = [path for path in plan.outputs if path.startswith(f"print/zines/{zine}/")]
    while left:
        for path in [path for path in left if set(plan.outputs[path].needs) <= made.keys()]:
            output = plan.outputs[path]
            recipe = recipe_of(output.order)
            make = recipe.make
            started = time.perf_counter()
            content = make(output.order, InputFiles(output.standing, made))
            seconds[recipe.function] += time.perf_counter() - started
            whole = content.content if isinstance(content, Finished) else content
            made[path] = keep(folder / path.rpartition("/")[2], whole)
            left.remove(path)
    return seconds


def processor() -> float:
    """Return the seconds of processor time so far, of this process and of those it started."""
    return sum(os.times()[:4])


def main(zine: str) -> None:
    """Print the seconds of each recipe."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "files").mkdir()
        plan = plan_of(Project.at(HOME), Path(folder) / "cache")
        before = processor()
        seconds = make_zine(plan, zine, Path(folder) / "files")
        spent = processor() - before
    print(f"{sum(seconds.values()):6.2f} s  {zine}, all languages ({spent:.2f} s of processor time)")
    for recipe, part in sorted(seconds.items(), key=lambda row: -row[1]):
        print(f"{part:6.2f} s  {recipe}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "elmira")
