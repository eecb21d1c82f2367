"""How making says that an input, or a cluster, cannot be used."""

from __future__ import annotations

from collections.abc import Mapping


class CannotMake(Exception):  # noqa: N818 - it says what happened
    """The input is at fault, not the program: `code` and `params` become a problem at the output's origin.

    `faults` holds them and whatever else was found, so that one run reports it all.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
        self.faults: list[tuple[str, Mapping[str, object]]] = [(code, params)]


class NoCluster(Exception):  # noqa: N818 - it says what happened
    """The cluster cannot do the work: `code` and `params` become a problem."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params


class WorkerLost(Exception):  # noqa: N818 - it says what happened
    """A process of the pool has ended in the middle of its work: somebody killed it, or there was no memory for it."""
