"""Batches made by the workers of a cluster: sources and results travel as bytes, no file system is shared.

Only derivatives of photographs travel. They take nearly all the time of a large site, and depend on their photograph
and on Python packages alone, where print depends on the system's Pango, which no digest of ours knows.
"""

from __future__ import annotations

import hashlib
import pickle
import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TypeAlias

from sitegen.making import clusters
from sitegen.making.blobs import keep, read_blob
from sitegen.making.closure import Closures
from sitegen.making.clusters import Cluster
from sitegen.making.errors import NoCluster
from sitegen.making.make import Batch, Done, Remote, Task, make_batch
from sitegen.making.recipes import RECIPES
from sitegen.making.store import Store
from sitegen.model.web_orders import PictureOrder
from sitegen.model.whole_file import write_whole

Answer: TypeAlias = "tuple[str, str, bytes]"
"""The worker's program, the name of its computer, and a pickled `Delivery`: empty where the program is another one."""

Delivery: TypeAlias = "tuple[Done, dict[int, bytes]]"
"""What came of a batch, and the blobs that were made, by the position of their tasks."""


@dataclass(frozen=True)
class Sending:
    """Makes the derivatives of photographs on a cluster: a `Remote` of `make`."""

    connect: Callable[[], AbstractContextManager[Cluster]]
    program: str

    @staticmethod
    def takes(batch: Batch) -> bool:
        """Whether all of it is derivatives."""
        return all(isinstance(task.order, PictureOrder) for task in batch)

    def make(self, batches: Sequence[Batch]) -> Iterator[tuple[Done, int]]:
        """Make batches and write their blobs, see `Remote`."""
        if batches:
            with self.connect() as cluster:
                for batch, answer in clusters.spread(cluster, make_sent, batches, self._packed):
                    yield self._unpacked(batch, answer), len(batch)

    def _packed(self, batch: Batch) -> tuple[str, bytes]:
        """The arguments of `make_sent`, pickled apart, because another program may not know these classes."""
        paths = {task.order.file.digest: task.order.file.path for task in batch if isinstance(task.order, PictureOrder)}
        return self.program, pickle.dumps((batch, {digest: path.read_bytes() for digest, path in paths.items()}))

    def _unpacked(self, batch: Batch, answer: Answer) -> Done:
        program, computer, content = answer
        if program != self.program:
            raise NoCluster("executor-other-program", worker=computer, theirs=program, ours=self.program)
        delivery: Delivery = pickle.loads(content)  # noqa: S301 - Dask itself has unpickled what they say
        done, blobs = delivery
        for position, blob in blobs.items():
            keep(batch[position].place, blob)
        return done


def sending(address: str, store: Store) -> Remote:
    """The cluster of the scheduler at an address of Dask's, which is asked when there is something to send."""
    return Sending(partial(clusters.dask, address), program_of(store.closures))


def program_of(closures: Closures) -> str:
    """A digest of what must be the same on every computer: Python, packages, and our code that works there."""
    parts = [closures.digest(module) for module in (__name__, RECIPES["web_orders:PictureOrder"].module)]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]


@cache
def _program_here() -> str:
    """The program of this process, taken when its first batch comes: later its files may not be what it runs."""
    with clusters.room() as folder:
        return program_of(Store(Path(folder)).closures)


def make_sent(program: str, content: bytes) -> Answer:
    """Make a batch on a worker, in a folder that is gone afterwards; other tasks may run in the same process."""
    here, computer = _program_here(), platform.node()
    if here != program:
        return here, computer, b""
    batch, sources = pickle.loads(content)  # noqa: S301 - Dask has unpickled the call itself
    with clusters.room() as room:
        folder = Path(room)
        moved = [_moved(task, folder, sources, str(position)) for position, task in enumerate(batch)]
        done = make_batch(moved)
        places = {position: task.place for position, task in enumerate(moved)}
        made = ((position, blob) for position, place in places.items() for blob in folder.glob(f"{place.name}-*"))
        blobs = {position: read_blob(blob) for position, blob in made}
    return here, computer, pickle.dumps((done, blobs))


def _moved(task: Task, folder: Path, sources: dict[str, bytes], place: str) -> Task:
    """The task with its photograph and its place in a folder, where the photograph is written."""
    order = task.order
    if not isinstance(order, PictureOrder):
        raise TypeError(f"{task.path} is no derivative")
    path = folder / order.file.digest / order.file.path.name
    if not path.exists():
        write_whole(path, sources[order.file.digest], lasting=False)
    return replace(task, order=replace(order, file=replace(order.file, path=path)), place=folder / place)
