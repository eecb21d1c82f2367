"""The store and the workers as the reading of records wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from sitegen.content import reading
from sitegen.content.packing import unpacked
from sitegen.content.reading import ReadRecord, RecordCache, Result, Work
from sitegen.making.executors import Workers
from sitegen.making.originals import understand
from sitegen.making.store import Store


class StoredRecords(RecordCache):
    """Remembers records in the store, and reads many of them on all cores."""

    def __init__(self, store: Store, workers: Workers | None) -> None:
        self._store, self._workers = store, workers

    @cached_property
    def version(self) -> str:
        """A digest of the code that reads; with an empty store it is taken when others already read."""
        return " ".join(map(self._store.closures.digest, (reading.__name__, understand.module)))

    def digest(self, path: str) -> str:
        """The SHA-256 of a file; one that is as it was is not read for that."""
        return self._store.digest(path)

    def recall(self, key: str) -> ReadRecord | None:
        """The record that was remembered under a key."""
        if self._store.memory.empty:
            return None
        name, kept = _name(f"{self.version} {key}"), self._store.kept
        found = kept.get(name)
        if isinstance(found, ReadRecord):
            self._store.memory.keep([name])
            return found
        content = self._store.memory.get(name)
        if content is None:
            return None
        record = unpacked(content, ReadRecord)
        kept.put(name, record)
        return record

    def recorded(self, digest: str) -> bytes | None:
        """What was remembered of the record with a digest (`Entry.digest`), by whatever code."""
        return self._store.memory.get(_name(digest))

    def remember(self, key: str, record: ReadRecord, content: bytes) -> None:
        """Keep a record under a key."""
        name = _name(f"{self.version} {key}")
        self._store.memory.put(name, content)
        self._store.kept.put(name, record)

    def forget(self, digests: Iterable[str]) -> None:
        """Keep these records (`Entry.digest`) no longer: the next run reads them again."""
        self._store.memory.drop(map(_name, digests))

    def share(self, do: Callable[[Work], Result], work: Sequence[Work]) -> Iterator[Result]:
        """Do pieces of work, on all cores if there are many."""
        if self._workers is None:
            return map(do, work)
        return (done for _, done in self._workers.start(do, work, light=False))


def _name(digest: str) -> str:
    """The key of a record in the memory."""
    return f"record:{digest}"
