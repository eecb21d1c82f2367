"""What a process that builds again and again has at hand from one build to the next."""

from __future__ import annotations

from sitegen.making.closure import Closures


class ProcessCache:
    """What was found out; each value by a digest of all that it is made of, so that none can be of an old file.

    `closures` are of the code, which a process runs as it was when it started. Of other values those are forgotten that
    a whole build has not asked for.
    """

    def __init__(self) -> None:
        self.closures: Closures | None = None
        self._now: dict[str, object] = {}
        self._before: dict[str, object] = {}

    def begin(self) -> None:
        """Another build begins."""
        self._before, self._now = self._now, {}

    def get(self, key: str) -> object | None:
        """The value of a key; None where there is none."""
        found = self._now.get(key) or self._before.get(key)
        if found is not None:
            self._now[key] = found
        return found

    def put(self, key: str, value: object) -> None:
        """Keep a value."""
        self._now[key] = value
