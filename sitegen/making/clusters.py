"""Other computers that do work: a cluster of Dask's, which `--executor` names."""

from __future__ import annotations

import logging
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlsplit

from sitegen.making.errors import NoCluster

if TYPE_CHECKING:
    from distributed import Client, Security

Work = TypeVar("Work")
Result = TypeVar("Result")

SCHEMES = {"dask": "tcp", "dask+tls": "tls"}
"""How a cluster is given on the command line, and what Dask calls it."""

CONNECTING = 10.0
"""So many seconds a scheduler may take to answer."""

PATIENCE = 30.0
"""So many seconds a cluster may be without workers."""

_PULSE = 2.0
"""After so many seconds without a result the cluster is asked whether it is still there."""

_AHEAD = 2
"""So many pieces of work are sent for each thread of the workers: one in work, one that waits beside it."""


class Cluster(Protocol):
    """Other computers that do work."""

    def submit(self, do: Callable[..., Result], *arguments: object) -> Future[Result]:
        """Take work, as an `Executor` of `concurrent.futures` does."""
        ...

    def threads(self) -> int:
        """How much is done at a time; waits a while for the first worker.

        Raises:
            NoCluster: there is none.
        """
        ...


def spread(
    cluster: Cluster, do: Callable[..., Result], work: Sequence[Work], packed: Callable[[Work], tuple[object, ...]]
) -> Iterator[tuple[Work, Result]]:
    """Have a cluster call a function with the arguments that each piece of work is packed into, in any order.

    Only a little more is packed and sent than the workers have in hand, so that memory is bounded everywhere.

    Raises:
        NoCluster: it cannot go on, or the function raised something there.
    """
    waiting, running = deque(work), dict[Future[Result], Work]()
    while waiting or running:
        held = max(1, _AHEAD * cluster.threads())  # a worker that was there a moment ago may be gone
        while waiting and len(running) < held:
            piece = waiting.popleft()
            running[cluster.submit(do, *packed(piece))] = piece
        for future in wait(running, timeout=_PULSE, return_when=FIRST_COMPLETED).done:
            yield running.pop(future), _result(future)


def _result(future: Future[Result]) -> Result:
    try:
        return future.result()
    except CancelledError:
        raise NoCluster("executor-lost") from None
    except Exception as error:  # what goes wrong between computers may be anything
        raise NoCluster("executor-failed", reason=_short(error)) from error


def _short(error: Exception) -> str:
    """The first line of what an error says, and what it is."""
    return f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0][:200]}"


def address_of(text: str) -> str:
    """The address of a scheduler as Dask has it: `dask://HOST:PORT` -> `tcp://HOST:PORT`.

    Raises:
        ValueError: it is none.
    """
    parts = urlsplit(text)
    bare = text.partition("://")[2]
    if parts.scheme not in SCHEMES or not parts.hostname or not parts.port or parts.netloc != bare or "@" in bare:
        raise ValueError(text)
    return f"{SCHEMES[parts.scheme]}://{bare}"


@dataclass(frozen=True)
class DaskCluster:
    """The workers of a Dask scheduler."""

    client: Client
    executor: Executor

    def submit(self, do: Callable[..., Result], *arguments: object) -> Future[Result]:
        """See `Cluster`."""
        return self.executor.submit(_by_name(do), *arguments)

    def threads(self) -> int:
        """See `Cluster`; how long it waits is `PATIENCE`."""
        try:
            self.client.wait_for_workers(1, timeout=PATIENCE)
            return sum(self.client.nthreads().values())
        except TimeoutError:
            raise NoCluster("executor-no-workers", seconds=round(PATIENCE)) from None
        except (OSError, RuntimeError):  # of a connection that is closed
            raise NoCluster("executor-lost") from None


def _by_name(do: Callable[..., Result]) -> Callable[..., Result]:
    """A function that is imported where it is called: the scheduler, which unpickles functions, need not have it."""
    module, name = do.__module__, do.__qualname__

    def call(*arguments: object) -> Result:
        from importlib import import_module  # noqa: PLC0415 - it travels without the imports of its module

        result: Result = getattr(import_module(module), name)(*arguments)
        return result

    return call


@contextmanager
def dask(address: str) -> Iterator[DaskCluster]:
    """The cluster of the scheduler at an address of Dask's.

    Raises:
        NoCluster: the library is not installed, its settings for TLS do not fit, or nobody answers there.
    """
    try:
        import dask  # noqa: PLC0415 - only who has a cluster has the library
        from distributed import Client, Security  # noqa: PLC0415 - see above
    except ImportError:
        raise NoCluster("executor-not-installed") from None
    for name in ("distributed", "distributed.client", "tornado.application", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # a lost connection is reported in our words
    # A photograph is larger than what this warning takes for a mistake.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
        try:
            _check_encryption(address, Security())
            client = Client(address, timeout=CONNECTING, set_as_default=False)
        except (OSError, ImportError) as error:  # of the network, of certificates, of another version of Dask
            raise NoCluster("executor-unreachable", address=address, reason=_short(error)) from None
        with client:
            yield DaskCluster(client, client.get_executor(pure=False))


def _check_encryption(address: str, settings: Security) -> None:
    """Refuse what a client of Dask's would only find out after its start, which it cannot end then.

    Raises:
        NoCluster: there is no certificate for an encrypted connection, or the settings ask for one.
        OSError: a certificate cannot be read.
    """
    found = settings.get_connection_args("client")
    encrypted = address.startswith("tls:")
    if encrypted and not found["ssl_context"]:
        raise NoCluster("executor-encryption", address=address, reason="no-certificate")
    if found["require_encryption"] and not encrypted:
        raise NoCluster("executor-encryption", address=address, reason="must-encrypt")


def room() -> tempfile.TemporaryDirectory[str]:
    """A folder for a piece of work; on a Dask worker below its own, which the next worker there empties if need be."""
    try:
        from distributed import get_worker  # noqa: PLC0415 - only who has a cluster has the library

        return tempfile.TemporaryDirectory(dir=get_worker().local_directory)
    except (ImportError, ValueError):
        return tempfile.TemporaryDirectory()
