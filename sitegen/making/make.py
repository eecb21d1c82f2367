"""Makes the outputs of a plan that the store does not hold yet, in parallel, what others need first."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Protocol

from sitegen.making.blobs import keep
from sitegen.making.errors import CannotMake, NoCluster
from sitegen.making.executors import Workers
from sitegen.making.input_files import InputFiles
from sitegen.making.recipes import recipe_of
from sitegen.making.store import Store
from sitegen.model.order import Finished, Json, Order
from sitegen.model.outputs import Output, Plan
from sitegen.model.print_identity import Identity
from sitegen.model.problems import Problems, Where
from sitegen.model.running import stay_one
from sitegen.model.web_orders import PageOrder

Progress = Callable[[int, int], None]
FEW = 12
"""So few light outputs are made in this process rather than in a pool, whose start would take longer."""
LAUNCHER = Where("build.py")
"""Where a problem belongs that is of no content, but of how the build was called."""


@dataclass(frozen=True)
class Task:
    """One output to make, as it is sent to a worker."""

    path: str
    place: Path
    order: Order
    files: InputFiles


@dataclass(frozen=True)
class Failure:
    """Why an output could not be made."""

    path: str
    code: str
    params: Mapping[str, object]


Batch = Sequence[Task]
"""Outputs of one group, which are made one after the other by one worker."""


@dataclass
class Done:
    """What came of a batch: what could not be made, and the facts of what was, by path."""

    failures: list[Failure] = field(default_factory=list)
    facts: dict[str, Json] = field(default_factory=dict)


class Remote(Protocol):
    """Other computers that make batches: see `sending`."""

    def takes(self, batch: Batch) -> bool:
        """Whether this batch is made there."""
        ...

    def make(self, batches: Sequence[Batch]) -> Iterator[tuple[Done, int]]:
        """Make batches and write their blobs; tells of each what came of it, and how many outputs it has.

        Raises:
            NoCluster: nothing can be made there any more.
        """
        ...


def make(
    plan: Plan,
    store: Store,
    problems: Problems,
    workers: Workers,
    progress: Progress = lambda _done, _all: None,
    remote: Remote | None = None,
) -> None:
    """Make what is missing.

    Raises:
        Damaged: what was made before, and is needed now, is not what it was.
    """
    missing = lacking(plan, store)
    done, total = 0, len({plan.fingerprints[path] for path in missing})
    for level in _levels(plan, missing):
        tasks = [_task(plan, store, path) for path in level]
        try:
            for batch, count in _run(tasks, plan, workers, remote):
                done += count
                progress(done, total)
                for path, facts in batch.facts.items():
                    store.note_facts(plan.fingerprints[path], facts)
                for failure in batch.failures:
                    params = _named(failure, plan)
                    problems.error(failure.code, plan.outputs[failure.path].where(params), **params)
        except NoCluster as error:
            problems.error(error.code, LAUNCHER, **error.params)
        store.blobs.look()
        if problems.failed:
            break


def _named(failure: Failure, plan: Plan) -> Mapping[str, object]:
    """The params of a failure; what it says of a printed file names that, which tells product and language."""
    own = getattr(plan.outputs[failure.path].order, "identity", None)
    if isinstance(own, Identity) and failure.params.get("file") == "":
        return {**failure.params, "file": f"{own.job}: "}
    return failure.params


def rehearse(plan: Plan, store: Store, path: str) -> None:
    """Make what is made already, for nothing but to have at hand what that takes.

    Raises:
        CannotMake: it cannot be made any more.
        Damaged: as `make`.
    """
    task = _task(plan, store, path)
    recipe_of(task.order).make(task.order, task.files)


def lacking(plan: Plan, store: Store) -> list[str]:
    """The paths of what the store does not hold, in the order of the plan."""
    return [path for path in plan.outputs if not store.has(plan.fingerprints[path])]


def _levels(plan: Plan, missing: Sequence[str]) -> Iterator[list[str]]:
    """What is missing, in steps: first what needs nothing that is missing, then what needs that, and so on."""
    left = list(missing)
    while left:
        waiting = set(left)
        ready = {path: None for path in left if waiting.isdisjoint(plan.outputs[path].needs)}
        if not ready:
            raise ValueError(f"outputs need each other: {sorted(waiting)[:3]}")
        # The same bytes may be wanted under two paths; they are made once.
        yield list({plan.fingerprints[path]: path for path in ready}.values())
        left = [path for path in left if path not in ready]


def _task(plan: Plan, store: Store, path: str) -> Task:
    output = plan.outputs[path]
    made = {needed: store.blob(plan.fingerprints[needed]) for needed in output.needs}
    return Task(path, store.blobs.place(plan.fingerprints[path]), output.order, InputFiles(output.standing, made))


def _batches(tasks: Sequence[Task], plan: Plan) -> list[list[Task]]:
    """Outputs of one group together: derivatives of one photograph, pages of one language.

    The longest come first, so that no core is left with one of them when the others have nothing more to do.
    """

    def group(task: Task) -> str:
        output: Output = plan.outputs[task.path]
        return output.group or task.path

    def seconds(batch: Batch) -> float:
        return sum(recipe_of(task.order).seconds for task in batch)

    batches = [list(batch) for _, batch in groupby(sorted(tasks, key=group), key=group)]
    return sorted(batches, key=seconds, reverse=True)


def _run(tasks: Sequence[Task], plan: Plan, workers: Workers, remote: Remote | None) -> Iterator[tuple[Done, int]]:
    """Make every batch, here and elsewhere at the same time; tells of each what came of it, and of how many outputs."""
    here, there = list[Batch](), list[Batch]()
    for batch in _batches(tasks, plan):
        (there if remote and remote.takes(batch) else here).append(batch)
    light = sum(map(len, here)) <= FEW and not any(recipe_of(task.order).heavy for batch in here for task in batch)
    made = workers.start(make_batch, here, light=light, ready=_tell)
    if remote:
        yield from remote.make(there)
    for made_here, done in made:
        yield done, len(made_here)


def _tell(batch: Batch) -> None:
    """Find out now what pages say, where that is only known how to."""
    for task in batch:
        if isinstance(task.order, PageOrder):
            task.order.context.pack()


def make_batch(tasks: Batch) -> Done:
    """Make a few outputs, in a worker or here; what cannot be made is returned, not raised.

    Raises:
        ProgramChanged: nothing is kept of what another version of the program may have made.
    """
    done = Done()
    for part in _parts(tasks):
        recipe = recipe_of(part[0].order)
        try:
            made = recipe.make_all([task.order for task in part], part[0].files)
        except CannotMake as error:
            done.failures += [Failure(task.path, code, params) for task in part for code, params in error.faults]
        except Exception as error:
            # A bug in a recipe must name the output it happened in.
            error.add_note(f"while making {part[0].path} by the recipe {recipe.function}")
            traceback.clear_frames(error.__traceback__)
            raise
        else:
            stay_one()
            for task, one in zip(part, made, strict=True):
                if isinstance(one, Finished):
                    done.facts[task.path] = one.facts
                keep(task.place, one.content if isinstance(one, Finished) else one)
    return done


def _parts(tasks: Batch) -> Iterator[Batch]:
    """Tasks one by one, but those together that one recipe makes at once."""
    for recipe, same in groupby(tasks, key=lambda task: recipe_of(task.order)):
        alike = list(same)
        yield from [alike] if recipe.together else ([task] for task in alike)
