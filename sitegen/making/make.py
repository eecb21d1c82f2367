"""Makes the outputs of a plan that the store does not hold yet, in parallel, what others need first."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from itertools import groupby
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles
from sitegen.making.recipes import recipe_of
from sitegen.making.store import Store, write_whole
from sitegen.model.order import Finished, Json, Order
from sitegen.model.outputs import Output, Plan
from sitegen.model.problems import Problems

Progress = Callable[[int, int], None]
FEW = 12
"""So few light outputs are made here rather than in a pool, whose start would take longer."""


@dataclass(frozen=True)
class Task:
    """One output to make, as it is sent to a worker."""

    path: str
    blob: Path
    order: Order
    files: InputFiles


@dataclass(frozen=True)
class Failure:
    """Why an output could not be made."""

    path: str
    code: str
    params: Mapping[str, object]


@dataclass
class Batch:
    """What came of a few tasks: what could not be made, and the facts of what was, by path."""

    failures: list[Failure] = field(default_factory=list)
    facts: dict[str, Json] = field(default_factory=dict)


def make(plan: Plan, store: Store, problems: Problems, progress: Progress = lambda _done, _all: None) -> list[str]:
    """Make what is missing; returns the paths made, in the order of the plan."""
    missing = [path for path in plan.outputs if not store.has(plan.fingerprints[path])]
    done = 0
    for level in _levels(plan, missing):
        tasks = [_task(plan, store, path) for path in level]
        for batch, count in _run(tasks, plan):
            done += count
            progress(done, len(missing))
            for path, facts in batch.facts.items():
                store.note_facts(plan.fingerprints[path], facts)
            for failure in batch.failures:
                problems.error(failure.code, plan.outputs[failure.path].where(failure.params), **failure.params)
        if problems.failed:
            break
    return missing


def _levels(plan: Plan, missing: Sequence[str]) -> Iterator[list[str]]:
    """What is missing, in steps: first what needs nothing that is missing, then what needs that, and so on."""
    left = list(missing)
    while left:
        waiting = set(left)
        ready = [path for path in left if not waiting.intersection(plan.outputs[path].needs)]
        if not ready:
            raise ValueError(f"outputs need each other: {sorted(waiting)[:3]}")
        # The same bytes may be wanted under two paths; they are made once.
        yield list({plan.fingerprints[path]: path for path in ready}.values())
        left = [path for path in left if path not in set(ready)]


def _task(plan: Plan, store: Store, path: str) -> Task:
    output = plan.outputs[path]
    made = {needed: store.blob(plan.fingerprints[needed]) for needed in output.needs}
    return Task(path, store.blob(plan.fingerprints[path]), output.order, InputFiles(output.standing, made))


def _batches(tasks: Sequence[Task], plan: Plan) -> list[list[Task]]:
    """Outputs of one group together: derivatives of one photograph, pages of one language."""

    def group(task: Task) -> str:
        output: Output = plan.outputs[task.path]
        return output.group or task.path

    return [list(batch) for _, batch in groupby(sorted(tasks, key=group), key=group)]


def _run(tasks: Sequence[Task], plan: Plan) -> Iterator[tuple[Batch, int]]:
    batches = _batches(tasks, plan)
    heavy = any(recipe_of(task.order).heavy for task in tasks)
    workers = min(_cores(), len(batches))
    if workers < 2 or (len(tasks) <= FEW and not heavy):  # noqa: PLR2004 - two make a pool
        for batch in batches:
            yield make_batch(batch), len(batch)
        return
    with ProcessPoolExecutor(workers, initializer=_follow_parent) as pool:
        running: dict[Future[Batch], int] = {pool.submit(make_batch, batch): len(batch) for batch in batches}
        try:
            for future in as_completed(running):
                yield future.result(), running[future]
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _cores() -> int:
    """How many cores this process may use, which a container can make fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _follow_parent() -> None:
    """A worker leaves Ctrl+C to the build, and ends with it even when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent:

        def watch() -> None:
            wait([parent.sentinel])
            os._exit(1)

        Thread(target=watch, daemon=True).start()


def make_batch(tasks: Sequence[Task]) -> Batch:
    """Make a few outputs, in a worker or here; what cannot be made is returned, not raised."""
    batch = Batch()
    for task in tasks:
        try:
            made = recipe_of(task.order).make(task.order, task.files)
        except CannotMake as error:
            batch.failures += [Failure(task.path, code, params) for code, params in error.faults]
        except Exception as error:
            # A bug in a recipe must name the output it happened in.
            error.add_note(f"while making {task.path} by the recipe {recipe_of(task.order).function}")
            traceback.clear_frames(error.__traceback__)
            raise
        else:
            if isinstance(made, Finished):
                batch.facts[task.path] = made.facts
            write_whole(task.blob, made.content if isinstance(made, Finished) else made)
    return batch
