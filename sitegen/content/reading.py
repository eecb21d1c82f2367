"""Records with the texts beside them, from files to typed entries: read in parallel, and remembered by their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from sitegen.content.kinds import KINDS
from sitegen.content.packing import packed, unpacked
from sitegen.content.records import Record, decoded, parsed, raw
from sitegen.content.typed import shadow, typed
from sitegen.content.unwritten import unwritten_in
from sitegen.model.consent import Consent
from sitegen.model.entries import Entry, Part, Prose, Source
from sitegen.model.involved import single_parts
from sitegen.model.languages import Language
from sitegen.model.limits import DEFAULT, Limits
from sitegen.model.problems import Problem, Problems

Work = TypeVar("Work")
Result = TypeVar("Result")

BATCH = 16
"""So many records are read by one worker at a time."""

Understand = Callable[[str, str, Problems, Limits], Prose]
"""Finds the links and the HTML of a text in a file, or notes why not; as the renderer's, it comes from outside."""


def as_it_is(_text: str, file: str, _problems: Problems, _limits: Limits) -> Prose:
    """What a text means does not matter."""
    return Prose(file)


class RecordCache:
    """What reading needs from outside: a memory, and hands. This one forgets all, and works alone."""

    @property
    def version(self) -> str:
        """A digest of the code that reads."""
        return ""

    def digest(self, path: str) -> str:
        """The SHA-256 of a file."""
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()

    def recall(self, _key: str) -> ReadRecord | None:
        """The record that was remembered under a key by the same code."""
        return None

    def remember(self, _key: str, _record: ReadRecord, _content: bytes) -> None:
        """Keep a record under a key."""

    def share(self, do: Callable[[Work], Result], work: Sequence[Work]) -> Iterator[Result]:
        """Do pieces of work, perhaps in other processes; the results in any order."""
        return map(do, work)


@dataclass(frozen=True)
class RecordFiles:
    """A record and where it lies: paths below the project's folder, of its texts by language code."""

    kind: str
    id: str
    file: str
    texts: tuple[tuple[str, str], ...]

    @property
    def files(self) -> Iterator[str]:
        """All of them, the record first."""
        yield self.file
        yield from (file for _, file in self.texts)


@dataclass(frozen=True)
class ReadRecord:
    """What came of a record: the entry, or, where it is not `sound`, what could be read of it, unchecked."""

    files: RecordFiles
    entry: Entry | None
    sound: bool
    problems: tuple[Problem, ...]

    @property
    def is_stone(self) -> bool:
        """Whether nothing is left of the record but a consent that was withdrawn."""
        return self.entry is None and not self.problems


@dataclass(frozen=True)
class Ways:
    """How records are read: below which folder, in which languages, what makes HTML of texts, and how much at most."""

    root: Path
    languages: tuple[Language, ...]
    understand: Understand
    limits: Limits = DEFAULT


@dataclass(frozen=True)
class _Batch:
    ways: Ways
    records: tuple[RecordFiles, ...]


def read_records(ways: Ways, records: Iterable[RecordFiles], memory: RecordCache) -> Iterator[ReadRecord]:
    """Read records, those that were read before from memory; they come in any order, with their digests."""
    missing = []
    for files in records:
        digests = [memory.digest(f"{ways.root}/{file}") for file in files.files]
        key = _key(ways, files, digests)
        known = memory.recall(key)
        if known is None:
            missing.append(files)
        else:
            yield _with_digest(known, f"{memory.version} {key}")
    parts = [tuple(missing[start : start + BATCH]) for start in range(0, len(missing), BATCH)]
    for done in memory.share(_read_batch, [_Batch(ways, part) for part in parts]):
        for content, digests in done:
            found = unpacked(content, ReadRecord)
            key = _key(ways, found.files, digests)
            memory.remember(key, found, content)
            yield _with_digest(found, f"{memory.version} {key}")


def _with_digest(found: ReadRecord, digest: str) -> ReadRecord:
    if found.entry:
        found.entry.remembered_as(digest)
    return found


def _key(ways: Ways, files: RecordFiles, digests: Sequence[str]) -> str:
    return hashlib.sha256(repr((ways.languages, ways.limits, files, *digests)).encode()).hexdigest()


def _read_batch(batch: _Batch) -> list[tuple[bytes, list[str]]]:
    """Read records, in a worker or here; each as bytes, with the digests of its files as they were read."""
    return [_read(files, batch.ways) for files in batch.records]


def _read(files: RecordFiles, ways: Ways) -> tuple[bytes, list[str]]:
    problems = Problems()
    contents = {file: raw(ways.root / file, file, problems, ways.limits) for file in files.files}
    content = contents[files.file]
    text = None if content is None else decoded(content, files.file, problems)
    record = None if text is None else parsed(text, files.file, problems, ways.limits)
    model = next(kind.model for kind in KINDS if kind.name == files.kind)
    if record and _is_stone(record.data):
        typed(_Stone, record, ways.languages, problems)
        digests = [hashlib.sha256(content or b"").hexdigest() for content in contents.values()]
        return packed(ReadRecord(files, None, sound=False, problems=tuple(problems))), digests
    if record:
        record = _without_stones(record, model, problems)
    entry = typed(model, record, ways.languages, problems) if record else None
    read = entry or (shadow(model, record) if record else None)
    prose = {}
    for code, file in files.texts:
        content = contents[file]
        text = None if content is None else decoded(content, file, problems)
        if text is None or text.strip():
            prose[code] = ways.understand(text or "", file, problems, ways.limits)
    if read and record:
        read.bind(files.kind, files.id, record.source.packed(), prose, unwritten_in(read))
    digests = [hashlib.sha256(content or b"").hexdigest() for content in contents.values()]
    return packed(ReadRecord(files, read, entry is not None, tuple(problems))), digests


class _Stone(Part):
    """What is left of a record, or a part of one, that was withdrawn."""

    consent: Consent


def _without_stones(record: Record, model: type[Entry], problems: Problems) -> Record:
    """The record without those of its parts of which nothing is left but a consent that was withdrawn."""
    if not isinstance(record.data, dict):
        return record
    gone = [name for name in single_parts(model) if _is_stone(record.data.get(name))]
    for name in gone:
        inside = {loc[1:]: where for loc, where in record.source.places.items() if loc[:1] == (name,)}
        typed(_Stone, Record(record.data[name], Source(record.source.file, inside)), (), problems)
    return replace(record, data={name: value for name, value in record.data.items() if name not in gone})


def _is_stone(data: object) -> bool:
    """Whether a record says no more than that a consent was withdrawn: then others may still name it."""
    if not isinstance(data, dict) or data.keys() != {"consent"}:
        return False
    consent = data["consent"]
    return isinstance(consent, dict) and consent.get("status") == "withdrawn"
