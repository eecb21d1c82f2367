"""A content-addressed store: what was made of the same inputs is never made again.

Blobs are found by the fingerprint of what they are made of. Times only save reading a file whose size, time of
modification and time of change (which no program can set) are as they were when its digest was taken; they never
decide whether an output is current.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from sitegen.making.blobs import Blobs
from sitegen.making.cache_folder import TAG
from sitegen.making.closure import Closures
from sitegen.making.memory import Memory
from sitegen.making.process_cache import ProcessCache
from sitegen.model import running
from sitegen.model.listing import changed, racy
from sitegen.model.order import Json, SourceFile
from sitegen.model.outputs import Plan

_ARCHIVED = "archived:"
_PACKED = "packed:"
_PUBLISHED = "published:"
_GRANTED = "granted"
_WITHOUT = "without"
_WITHDRAWN = "withdrawn"
_LASTING = {TAG, "blobs", "lock", "loudness.json", "memory.db", "memory.db-journal"}
"""What in the cache names nobody, or is tidied value by value."""


@dataclass
class _Folder:
    """Of each file in a folder: size, times of modification and change in ns, digest.

    `racy` are those that may have changed again since, without a trace: they are read again in the next run. `asked`
    are those that this run has asked for.
    """

    files: dict[str, list[Any]]
    asked: set[str] = field(default_factory=set)
    changed: bool = False
    racy: set[str] = field(default_factory=set)


class Store:
    """The cache folder of a project; a context manager that keeps what it learned when it closes."""

    def __init__(self, folder: Path, kept: ProcessCache | None = None) -> None:
        self.folder = folder
        self.kept = kept or ProcessCache()
        self.memory = Memory(folder / "memory.db")
        self._files: dict[str, _Folder] = {}
        self._facts: dict[str, Any] = {}
        self.blobs = Blobs(folder / "blobs")
        self._code_at_hand = self.kept.closures is not None
        self.closures = self.kept.closures = self.kept.closures or Closures(self)
        self.closures.memory = self

    def __enter__(self) -> Self:
        self.memory.__enter__()
        self.kept.begin()
        return self

    def __exit__(self, *_: object) -> None:
        for path, folder in self._files.items():
            self._forget_gone(path, folder)
            if folder.changed:
                lasting = {name: known for name, known in folder.files.items() if name not in folder.racy}
                self.memory.put(f"files:{path}", json.dumps(lasting).encode())
        if not running.is_one():
            self.memory.unsay()
        self.memory.__exit__()

    @staticmethod
    def _forget_gone(path: str, folder: _Folder) -> None:
        """Keep no names of files that are there no more: they may be those of people."""
        for name in folder.files.keys() - folder.asked:
            if not Path(path, name).is_file():
                del folder.files[name]
                folder.changed = True

    def source(self, path: Path) -> SourceFile:
        """The file with the SHA-256 of its bytes."""
        return SourceFile(path, self.digest(str(path)))

    def digest(self, path: str) -> str:
        """The SHA-256 of a file's bytes; one that is as it was when it was taken is not read for that."""
        status = os.stat(path)  # noqa: PTH116 - called for every file of a site; a Path costs more than the look-up
        folder, name, mark = *self._folder(path), [status.st_size, status.st_mtime_ns, status.st_ctime_ns]
        folder.asked.add(name)
        known = folder.files.get(name)
        if known is None or known[:-1] != mark:
            if racy(changed(status), time.time_ns()):
                folder.racy.add(name)
            known = [*mark, hashlib.sha256(Path(path).read_bytes()).hexdigest()]
            folder.files[name], folder.changed = known, True
        return str(known[-1])

    def _folder(self, path: str) -> tuple[_Folder, str]:
        """What is known of the files beside a file, which are remembered together, and its own name."""
        folder, name = os.path.split(path)
        if folder not in self._files:
            self._files[folder] = _Folder(self._recall(f"files:{folder}") or {})
        return self._files[folder], name

    def _recall(self, key: str) -> Any:
        found = self.memory.get(key)
        return None if found is None else json.loads(found)

    def fact(self, name: str, source: SourceFile, find: Callable[[Path], Any]) -> Any:
        """What `find` says of a file (JSON-able), asked once for its bytes; `name` includes a version."""
        return self._fact(f"{name}:{source.digest}", (source,), lambda: find(source.path))

    def knows(self, name: str, source: SourceFile) -> bool:
        """Whether `fact` would not have to ask."""
        return self.memory.get(f"{name}:{source.digest}") is not None

    def fact_of_all(self, name: str, sources: Sequence[SourceFile], find: Callable[[], Any]) -> Any:
        """The same for several files."""
        digest = hashlib.sha256("".join(source.digest for source in sources).encode()).hexdigest()
        return self._fact(f"{name}:{digest}", sources, find)

    def fact_of_text(self, name: str, text: str, find: Callable[[str], Any]) -> Any:
        """The same for a text that was read before: its file may hold another one by now."""
        return self._fact(f"{name}:{hashlib.sha256(text.encode()).hexdigest()}", (), lambda: find(text))

    def _fact(self, key: str, sources: Sequence[SourceFile], find: Callable[[], Any]) -> Any:
        """What was said while a file changed may be about other bytes, and is not remembered."""
        if key not in self._facts and (known := self.memory.get(key)) is not None:
            self._facts[key] = json.loads(known)
        if key in self._facts:
            return self._facts[key]
        before, found = self._marks(sources), find()
        if [self.source(source.path) for source in sources] == list(sources) and self._marks(sources) == before:
            self._facts[key] = found
            self.memory.put(key, json.dumps(found).encode())
        return found

    def _marks(self, sources: Sequence[SourceFile]) -> list[list[Any] | None]:
        found = (self._folder(str(source.path)) for source in sources)
        return [folder.files.get(name) for folder, name in found]

    def sound(self, plan: Plan, rules: str) -> bool:
        """Whether the tree of this plan passed these rules before, with nothing to say of it."""
        self.memory.keep([f"judged-{rules}"])
        return self.memory.get(f"sound-{rules}:{plan.digest}") is not None

    def note_sound(self, plan: Plan, rules: str) -> None:
        """Remember that it did."""
        self.memory.put(f"sound-{rules}:{plan.digest}", b"")

    def judged(self, rules: str) -> Any:
        """What was last noted of the files that these rules have judged; None where nothing is."""
        return self._recall(f"judged-{rules}")

    def note_judged(self, rules: str, judged: Mapping[str, Sequence[str]]) -> None:
        """Remember that in the place of what was noted before."""
        self.memory.put(f"judged-{rules}", json.dumps(judged).encode())

    def note_facts(self, fingerprint: str, facts: Json) -> None:
        """Remember what is to be known of an output."""
        self.memory.put(f"output:{fingerprint}", json.dumps(facts).encode())

    def facts(self, fingerprint: str) -> Json:
        """What was noted of an output; None where nothing is."""
        found: Json = self._recall(f"output:{fingerprint}")
        return found

    def has(self, fingerprint: str) -> bool:
        """Whether it was made before."""
        return self.blobs.has(fingerprint)

    def blob(self, fingerprint: str) -> Path:
        """Where what was made of this is; a name that `read_blob` and `copy_blob` prove.

        Raises:
            KeyError: nothing was.
        """
        return self.blobs.get(fingerprint)

    def forget_all_but(self, fingerprints: Iterable[str]) -> None:
        """Delete every blob and fact that the site does not use any more, so that nothing withdrawn stays."""
        every = set(fingerprints)
        self.blobs.keep_only(every)
        self.memory.keep(f"output:{fingerprint}" for fingerprint in every)
        if self._code_at_hand:  # so nothing has asked for what is remembered of it
            used = Closures(self)
            for module in self.closures.digests:
                used.digest(module)
        self.memory.forget_unused(lambda key: self._is_published(key) or key.startswith((_ARCHIVED, _PACKED)))

    def loses(self, granted: Mapping[str, Sequence[str]]) -> bool:
        """Whether something was allowed at the last build, as far as is known, that is not any more.

        `granted` are words by what they allow.
        """
        before = self._recall(_GRANTED)
        return before is None or any(not set(words) <= set(granted.get(name, ())) for name, words in before.items())

    def granted(self) -> Mapping[str, Sequence[str]]:
        """What was allowed at the last build, as far as is known: words by what they allow."""
        return self._recall(_GRANTED) or {}

    def note_granted(self, granted: Mapping[str, Sequence[str]], published: Path | None = None) -> None:
        """Remember what is allowed, in the place of what was, and the folder that was `published` with that alone."""
        before = [] if self.loses(granted) else self._recall(_WITHOUT) or []
        without = sorted({*before, *([self._of(published)] if published else [])})
        if self._recall(_WITHOUT) != without:
            self.memory.put(_WITHOUT, json.dumps(without).encode())
        if self._recall(_GRANTED) != granted:
            self.memory.put(_GRANTED, json.dumps(granted).encode())

    def may_show_lost(self, output: Path) -> bool:
        """Whether the site in a folder may show what was allowed once and had not been taken back when it was built."""
        return self._of(output) not in (self._recall(_WITHOUT) or ())

    def withdrawn(self) -> list[tuple[str, int, str]]:
        """What earlier runs found withdrawn: a digest of whose it was, its size in bytes, its SHA-256."""
        return [(owner, size, sha256) for owner, size, sha256 in self._recall(_WITHDRAWN) or ()]

    def note_withdrawn(self, found: Iterable[tuple[str, int, str]]) -> None:
        """Remember that with what was: it must not come back when its record is gone."""
        known = set(self.withdrawn())
        if (every := known.union(found)) != known:
            self.memory.put(_WITHDRAWN, json.dumps(sorted(every)).encode())

    def forget_others(self, output: Path) -> None:
        """Delete what else lies in the cache, such as the preview or what older versions left; not the site there."""
        own = output.name if output.parent == self.folder else ""
        for path in self.folder.iterdir():
            if path.name in _LASTING or (own and (path.name == own or path.name.startswith(f".{own}."))):
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def note_published(self, output: Path, ledger: bytes) -> None:
        """Remember what the site in a folder was made of."""
        self.memory.put(self._of(output), ledger)

    def published(self, output: Path) -> bytes | None:
        """What was noted of the site in a folder; None where nothing was."""
        return self.memory.get(self._of(output))

    def published_folders(self) -> list[Path]:
        """The folders that a site was published into and that are still there, the preview's included."""
        named = (self.folder.parent / key.removeprefix(_PUBLISHED) for key in self.memory.keys(_PUBLISHED))
        return sorted(folder for folder in named if folder.is_dir())

    def note_archive(self, target: Path) -> None:
        """Remember where an archive is, which holds what the site showed."""
        self.memory.put(self._of(target, _ARCHIVED), b"")

    def archives(self) -> list[Path]:
        """Where archives were begun; one may be gone, or half there."""
        return sorted(self.folder.parent / key.removeprefix(_ARCHIVED) for key in self.memory.keys(_ARCHIVED))

    def note_package(self, file: Path, sha256: str) -> None:
        """Remember where a package for a printer is, which shows what the site showed, and what it holds."""
        self.memory.put(self._of(file, _PACKED), sha256.encode())

    def packages(self) -> list[tuple[Path, str]]:
        """Where packages were written, with the SHA-256 of each; one may be gone, or something else by now."""
        keys = sorted(self.memory.keys(_PACKED))
        noted = ((key, self.memory.get(key)) for key in keys)
        return [(self.folder.parent / key.removeprefix(_PACKED), (sha256 or b"").decode()) for key, sha256 in noted]

    def forget_packages(self, files: Iterable[Path]) -> None:
        """Keep nothing of packages that are there no more."""
        self.memory.drop(self._of(file, _PACKED) for file in files)

    def forget_sites_gone(self) -> None:
        """Keep nothing of sites whose folder is there no more."""
        self.memory.drop(key for key in self.memory.keys(_PUBLISHED) if not self._is_published(key))

    def _of(self, output: Path, what: str = _PUBLISHED) -> str:
        """The key of a folder; in the project it is relative, since a project may be moved."""
        root = self.folder.parent
        return what + (output.relative_to(root) if output.is_relative_to(root) else output).as_posix()

    def _is_published(self, key: str) -> bool:
        """Whether a key is that of a folder that is there: it may be another one than was built now."""
        return key.startswith(_PUBLISHED) and (self.folder.parent / key.removeprefix(_PUBLISHED)).is_dir()
