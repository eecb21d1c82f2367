"""The store and the workers as the reading of records wants them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from sitegen.content import reading
from sitegen.content.ledger import Ledger
from sitegen.content.mentions import held_back_in, taken_back_in
from sitegen.content.packing import unpacked
from sitegen.content.reading import ReadRecord, RecordCache, Result, Work
from sitegen.making.executors import Workers
from sitegen.making.originals import understand
from sitegen.making.store import Store
from sitegen.model.media import Read
from sitegen.model.site import Site

_HELD_BACK = "held-back"
_VERSIONS = 8
"""So many versions of a record that is held back are remembered at most."""


class StoredRecords(RecordCache):
    """Remembers records in the store, and reads many of them on all cores."""

    def __init__(self, store: Store, workers: Workers | None) -> None:
        self._store, self._workers = store, workers
        self._read: dict[str, str] = {}  # every record by its reference, at fault or not, and its digest

    @cached_property
    def version(self) -> str:
        """A digest of the code that reads; with an empty store it is taken when others already read."""
        return " ".join(map(self._store.closures.digest, (reading.__name__, understand.module)))

    def digest(self, path: str) -> str:
        """The SHA-256 of a file; one that is as it was is not read for that."""
        return self._store.digest(path)

    def recall(self, key: str) -> ReadRecord | None:
        """The record that was remembered under a key."""
        record = self._recall(key)
        if record:
            self._note(key, record)
        return record

    def _note(self, key: str, record: ReadRecord) -> None:
        self._read[f"{record.files.kind}:{record.files.id}"] = f"{self.version} {key}"

    def _recall(self, key: str) -> ReadRecord | None:
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
        self._note(key, record)

    def tidy(self, site: Site[Read]) -> None:
        """Keep nothing of what was withdrawn, nor of records that were held back when they were last seen and are gone.

        Of those that are held back it is noted under which keys they are remembered, as they were and as they are.
        """
        self._forget(entry.digest for entry in taken_back_in(site))
        there = self._read.keys()
        shown = {entry.ref for entry in site.records()} - {entry.ref for entry in held_back_in(site)} - {*site.unread}
        before: dict[str, list[str]] = json.loads(self._store.memory.get(_HELD_BACK) or b"{}")
        now = {ref: digests for ref, digests in before.items() if ref in there}
        for ref in there - shown:
            known = now.get(ref, [])
            if self._read[ref] not in known:
                self._forget(known[: -_VERSIONS + 1])
                now[ref] = [*known[-_VERSIONS + 1 :], self._read[ref]]
        if now != before:
            self._forget(digest for ref in before.keys() - there for digest in before[ref])
            self._store.memory.put(_HELD_BACK, json.dumps(now).encode())
        if before.keys() - there:
            forget_in_ledgers(self._store, there)

    def _forget(self, digests: Iterable[str]) -> None:
        """Keep these records (`Entry.digest`) no longer: the next run reads them again."""
        self._store.memory.drop(map(_name, digests))

    def share(self, do: Callable[[Work], Result], work: Sequence[Work]) -> Iterator[Result]:
        """Do pieces of work, on all cores if there are many."""
        if self._workers is None:
            return map(do, work)
        return (done for _, done in self._workers.start(do, work, light=False))


def forget_in_ledgers(store: Store, there: Collection[str]) -> None:
    """Name no records that are gone in what is remembered of published sites; `there` are the references of others."""
    for folder in store.published_folders():
        ledger = Ledger.unpacked(store.published(folder))
        if ledger and not ledger.records.keys() <= {*there}:
            records = {ref: digest for ref, digest in ledger.records.items() if ref in there}
            store.note_published(folder, replace(ledger, records=records).packed())
    store.forget_sites_gone()


def _name(digest: str) -> str:
    """The key of a record in the memory."""
    return f"record:{digest}"
