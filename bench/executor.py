"""From how many photographs on a cluster pays: derivatives made by this computer's own pool, and by Dask workers on it.

Run it from the project's folder, where requirements-dask.txt is installed: `python3 -m bench.executor [PHOTOGRAPHS]`.
Both have as many processes as this computer has cores, so a cluster cannot win here: what it takes longer is what
sending costs. From that, and from what it takes to begin, follows how many photographs repay more computers. This is
computed from processor time, that of all processes of a row, which another load of the machine changes little.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

import numpy as np
from PIL import Image

from sitegen.making.clusters import DaskCluster, dask
from sitegen.making.executors import Workers
from sitegen.making.formats import FORMATS
from sitegen.making.input_files import InputFiles
from sitegen.making.make import Batch, Task, make_batch
from sitegen.making.sending import Sending, program_of
from sitegen.making.store import Store
from sitegen.model.media import Web
from sitegen.model.order import Released
from sitegen.model.web_orders import PictureOrder
from sitegen.plan.profiles import PROFILES, height_for, widths_for

SIZE = (4000, 3000)
"""Twelve megapixels."""
TINY = (640, 480)
PROFILE = PROFILES["photo"]
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
CLUSTERS = (2, 4, 8, 16)
"""Cluster sizes to compute for, as multiples of this computer's cores."""


@dataclass(frozen=True)
class Spent:
    """Seconds of a run: until it was done, and of the processor, here and by others."""

    wall: float
    own: float
    others: float

    @property
    def processor(self) -> float:
        """All together."""
        return self.own + self.others


def photograph(path: Path, size: tuple[int, int], seed: int) -> Path:
    """Write a JPEG with soft shapes in all colours, about as hard to encode as a photograph."""
    shapes = np.random.default_rng(seed).integers(0, 255, (size[1] // 10, size[0] // 10, 3), dtype=np.uint8)
    Image.fromarray(shapes).resize(size, Image.Resampling.BICUBIC).save(path, "JPEG", quality=90)
    return path


def batch_of(path: Path, size: tuple[int, int], blobs: Path) -> Batch:
    """Return the derivatives of one photograph, as a plan orders them for its page."""
    file: Released[Web] = Released(path, hashlib.sha256(path.read_bytes()).hexdigest())
    sizes = [(width, name) for name in PROFILE.formats for width in widths_for(PROFILE, FORMATS[name], size[0])]
    orders = [PictureOrder(file, width, height_for(PROFILE, width, size), name) for width, name in sizes]
    return [Task(f"{path.stem}-{n}", blobs / f"{path.stem}-{n}", order, InputFiles()) for n, order in enumerate(orders)]


def own_seconds() -> float:
    """Return the seconds of processor time so far, of this process and of its children that have ended."""
    return sum(os.times()[:4])


def measured(run: Callable[[], object], others: Callable[[], float] = lambda: 0.0) -> Spent:
    """Run something; tells what it took."""
    before, own, wall = others(), own_seconds(), time.perf_counter()
    run()
    return Spent(time.perf_counter() - wall, own_seconds() - own, others() - before)


def by_pool(batches: Sequence[Batch]) -> None:
    """Make them as a build without a cluster does."""
    with Workers() as workers:
        list(workers.start(make_batch, batches, light=False))


def by_cluster(address: str, program: str, batches: Sequence[Batch]) -> None:
    """Make them as a build with a cluster does."""
    list(Sending(partial(dask, address), program).make(batches))


@contextmanager
def started(folder: Path) -> Iterator[str]:
    """Start a scheduler and a worker a core; gives its address."""
    file, processes = folder / "scheduler.json", list[subprocess.Popen[bytes]]()

    def start(*arguments: object) -> None:
        local = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0", "--no-dashboard")
        command = [sys.executable, "-m", "dask", *map(str, arguments), *local]
        processes.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))  # noqa: S603 - our own interpreter

    try:
        start("scheduler", "--port", 0, "--scheduler-file", file)
        while not file.exists():
            time.sleep(0.1)
        address = str(json.loads(file.read_text("utf-8"))["address"])
        for number in range(CORES):
            start("worker", address, "--nthreads", 1, "--no-nanny", "--local-directory", folder / str(number))
        yield address
    finally:
        for process in processes:
            process.kill()
            process.wait()


def spent_there(cluster: DaskCluster) -> float:
    """Return the seconds of processor time so far, of the scheduler and its workers."""

    def seconds() -> float:
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime

    return float(sum(cluster.client.run(seconds).values()) + cluster.client.run_on_scheduler(seconds))


def needed(local: Spent, there: Spent, begin: float, count: int, times: int) -> float:
    """Return the number of photographs from which a cluster of so many times our cores is sooner done.

    With n photographs, c and s seconds of processor time a photograph without and with sending, and k cores here:
    n c / k = begin + n s / (k times).
    """
    here, sent = local.processor / count / CORES, there.processor / count / CORES / times
    return begin / (here - sent)


def main(count: int) -> None:
    """Print both rows, and from how many photographs on a cluster pays."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large = [photograph(folder / f"large-{number}.jpg", SIZE, number) for number in range(count)]
        tiny = [photograph(folder / f"tiny-{number}.jpg", TINY, number) for number in range(CORES)]
        with Store(folder / "cache") as store:
            program = program_of(store.closures)
        local = measured(lambda: by_pool([batch_of(path, SIZE, folder / "here") for path in large]))
        with started(folder) as address:
            begin = measured(lambda: import_module("distributed")).own
            with dask(address) as cluster:
                others = partial(spent_there, cluster)
                first = [batch_of(path, TINY, folder / "first") for path in tiny]
                beginning = measured(lambda: by_cluster(address, program, first), others)
                begin += beginning.own + beginning.others / CORES
                batches = [batch_of(path, SIZE, folder / "there") for path in large]
                there = measured(lambda: by_cluster(address, program, batches), others)
        same = all(
            made.read_bytes() == (folder / "there" / made.name).read_bytes() for made in (folder / "here").iterdir()
        )
        megabytes = [
            sum(path.stat().st_size for path in paths) / 1e6 for paths in (large, (folder / "there").iterdir())
        ]
    print(f"{count} photographs of {SIZE[0]} x {SIZE[1]}, {CORES} processes each; same bytes: {same}")
    print(f"own pool: {local.wall:7.2f} s, {local.processor:7.2f} s of processor time")
    print(f"cluster:  {there.wall:7.2f} s, {there.processor:7.2f} s of processor time ({there.own:.2f} s here)")
    print(f"to begin with a cluster: {begin:.2f} s of processor time, here and then in each worker")
    print(f"sent {megabytes[0] / count:.2f} MB and got {megabytes[1] / count:.2f} MB a photograph")
    for times in CLUSTERS:
        print(f"{times * CORES:4} cores pay from {needed(local, there, begin, count, times):.1f} photographs on")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
