"""What has changed since a site was published, and what an output would be if some of that had not.

The plan is made anew with single things as they were. Whatever then gives an output another fingerprint than it has now
is a reason for it; and if all of them together give the one that was published, they are the whole reason.
"""

from __future__ import annotations

import dataclasses
import hashlib
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sitegen.content.ledger import Ledger
from sitegen.content.packing import unpacked
from sitegen.content.reading import ReadRecord
from sitegen.content.release import publishable
from sitegen.making.closure import Closures
from sitegen.making.memory import Memory
from sitegen.making.store import Store
from sitegen.model.entries import Entry
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Options
from sitegen.model.site import Site
from sitegen.plan import make_plan
from sitegen.plan.record_cache import StoredRecords

Subject = Literal["record", "file", "setting", "languages", "printed", "versions", "clock", "option", "program"]
How = Literal["changed", "new", "gone"]


@dataclass(frozen=True)
class Change:
    """Something that is not as it was: `name` is a reference, a path, a field of the settings, an option.

    `where` are the places of what has changed in it, each with what stands there (a field of a record, or nothing);
    `parts` what it consists of (files and libraries of the program, the old and the new value of a setting of a build).
    """

    subject: Subject
    name: str
    how: How = "changed"
    where: tuple[tuple[Where, str], ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Present:
    """All that the coming build would know."""

    site: Site[Read]
    options: Options
    files: Mapping[Path, str]
    store: Store
    ledger: Ledger


class Past:
    """The plan as it would be if some changes had not been made."""

    def __init__(self, present: Present, old: Ledger) -> None:
        self._present, self._old = present, old
        self._files = present.site.project.by_shown(present.files)
        self._plans: dict[frozenset[Change], Mapping[str, str] | None] = {}
        self._entries = {change.name: self._entry(change.name) for change in self._records()}
        self.changes = [*self._content(), *self._build()]

    # --- what has changed --------------------------------------------------------------------------------------

    def _records(self) -> Iterator[Change]:
        for name, how in _differences(self._old.records, self._present.ledger.records):
            yield Change("record", name, how)

    def _content(self) -> Iterator[Change]:
        for change in self._records():
            entry, old = self._present.site.find(change.name), self._entries[change.name]
            places = _differing(old, entry) if old and entry else [(entry.where(), "")] if entry else []
            if change.how != "changed" or places or old is None:
                yield dataclasses.replace(change, where=tuple(places))
        for name, how in _differences(self._old.files, self._present.ledger.files):
            yield Change("file", name, how)
        settings = self._present.site.settings
        for name in type(settings).model_fields:
            if getattr(settings, name) != getattr(self._old.settings, name):
                yield Change("setting", name, where=((settings.where(name), name),))

    def _build(self) -> Iterator[Change]:
        """What differs in the build rather than in the content."""
        now, old = self._present.ledger, self._old
        if (old.languages, old.later) != (now.languages, now.later):
            yield Change("languages", "i18n/languages.yaml")
        if old.printed != now.printed:
            yield Change("printed", "content/printed.lock.yaml")
        if old.versions != now.versions:
            yield Change("versions", "content/print.lock")
        if old.now != now.now:
            yield Change("clock", "", parts=(f"{old.now:%Y-%m-%d %H:%M}", f"{now.now:%Y-%m-%d %H:%M}"))
        for field in dataclasses.fields(Options):
            before, after = (str(getattr(one.options, field.name)) for one in (old, now))
            if before != after and field.name in {"printing", "kiosk", "preview"}:  # what else there is decides no byte
                yield Change("option", field.name, parts=(before, after))
        modules = [name for name in old.modules if now.modules.get(name, old.modules[name]) != old.modules[name]]
        if modules:
            yield Change("program", " ".join(modules), parts=tuple(self.program()))

    def program(self) -> list[str]:
        """The files of the program, and the libraries, that are not what they were; as they are called now."""
        known = {name: digest for name, digest in self._present.ledger.program.items() if name in self._old.program}
        files = [f"sitegen/{name}" for name, how in _differences(self._old.program, known) if how == "changed"]
        return [*files, *sorted(set(self._present.ledger.libraries) - set(self._old.libraries))]

    def _entry(self, ref: str) -> Entry | None:
        """A record as it was; None where there was none, or it is not remembered any more."""
        digest = self._old.digest(ref)
        known = StoredRecords(self._present.store, None).recorded(digest)
        try:
            entry = unpacked(known, ReadRecord).entry if known else None
        except (pickle.UnpicklingError, AttributeError, ImportError):  # by a program with other classes
            return None
        if entry:
            entry.remembered_as(digest)
        return entry

    # --- what it does ------------------------------------------------------------------------------------------

    def fingerprint(self, path: str, without: Sequence[Change]) -> str | None:
        """The fingerprint that an output would have without some changes; None where it would not be there.

        An empty one stands for what cannot be told.
        """
        asked = frozenset(without)
        if asked not in self._plans:
            self._plans[asked] = self._plan(asked)
        plan = self._plans[asked]
        return "" if plan is None else plan.get(path)

    def deciding(self, path: str, now: str | None, published: str | None) -> list[Change]:
        """The changes without which an output would not be as it is `now`; of one that is new or gone, not there.

        A file that no order named before, and the hour, which is always another, count only where nothing else is
        enough for what was `published`.
        """
        late = [one for one in self.changes if one.how == "new" and one.subject == "file"]
        hour = [one for one in self.changes if one.subject == "clock"]
        first = [one for one in self.changes if one not in late and one not in hour]
        groups = (first, [*first, *late], [*first, *late, *hour])
        group = next((one for one in groups if self.fingerprint(path, one) == published), groups[-1])
        question = _Question(path, now, presence=now is None or published is None)
        return [self._narrowed(change, question) for change in self._found(group, question)]

    def _found(self, changes: Sequence[Change], question: _Question) -> list[Change]:
        """Those of some changes that matter, alone or, where none does, together; found by halving."""
        if not changes or not self._matter(changes, question):
            return []
        if len(changes) == 1:
            return list(changes)
        half = len(changes) // 2
        return [*self._found(changes[:half], question), *self._found(changes[half:], question)] or list(changes)

    def _matter(self, changes: Sequence[Change], question: _Question) -> bool:
        found = self.fingerprint(question.path, changes)
        return (found is None) != (question.now is None) if question.presence else found != question.now

    def _narrowed(self, change: Change, question: _Question) -> Change:
        """A change with those of its places alone that matter."""
        if change.subject != "record" or len(change.where) < 2:  # noqa: PLR2004 - there must be several
            return change
        each = [dataclasses.replace(change, where=(place,)) for place in change.where]
        where = tuple(one.where[0] for one in each if self._matter([one], question))
        return dataclasses.replace(change, where=where or change.where)

    def _plan(self, without: frozenset[Change]) -> Mapping[str, str] | None:
        """The fingerprints without some changes; None where so much cannot be had alone."""
        root, old = self._present.site.project.root, self._old
        named = [one.name for one in without if one.subject == "file"]
        files = {self._files.get(name, root / name): old.files.get(name, _ABSENT) for name in named}
        modules = old.modules if any(one.subject == "program" for one in without) else {}
        store = _PastStore(self._present.store, files, modules)
        asked = {one.name: getattr(old.options, one.name) for one in without if one.subject == "option"}
        options = dataclasses.replace(self._present.options, **asked)
        try:
            site = publishable(self._site(without), options, Problems())
            return make_plan(site, options, store, Problems()).fingerprints
        except Exception:  # noqa: BLE001 - what never was together may fail anywhere, and then it is no answer
            return None

    def _site(self, without: frozenset[Change]) -> Site[Read]:
        site, old = self._present.site, self._old
        entries = {kind: dict(of_kind) for kind, of_kind in site.entries.items()}
        for change in without:
            kind, _, name = change.name.partition(":")
            entry = self._without(change) if change.subject == "record" else None
            if entry:
                entries[kind][name] = entry
            elif change.subject == "record" and change.how == "new":
                entries[kind].pop(name, None)
        subjects = {change.subject for change in without}
        more: dict[str, Any] = {}
        if "languages" in subjects:
            more |= {"languages": old.languages, "later": old.later}
        if "printed" in subjects:
            more["printed"] = old.printed
        if "versions" in subjects:
            more["versions"] = old.versions
        if "clock" in subjects:
            more["now"] = old.now.replace(tzinfo=site.now.tzinfo)
        fields = {one.name: getattr(old.settings, one.name) for one in without if one.subject == "setting"}
        if "base_url" in fields:
            more["code_base"] = old.code_base
        settings = site.settings.model_copy(update=fields)
        ordered = {kind: dict(sorted(of_kind.items())) for kind, of_kind in entries.items()}
        return dataclasses.replace(site, entries=ordered, settings=settings, **more)

    def _without(self, change: Change) -> Entry | None:
        """A record without some of its changes; None where it is not known without them."""
        old, new = self._entries.get(change.name), self._present.site.find(change.name)
        if old is None or new is None or len(change.where) == len(_differing(old, new)):
            return old
        fields: dict[str, Any] = {}
        prose = dict(new.prose)
        for where, field in change.where:
            name, _, key = field.partition(".")
            if key:
                fields[name] = fields.get(name, getattr(new, name)) | {key: getattr(old, name)[key]}
            elif name:
                fields[name] = getattr(old, name)
            else:
                code = next(code for code, one in [*new.prose.items(), *old.prose.items()] if one.file == where.file)
                prose = {code: one for code, one in (prose | {code: old.prose.get(code)}).items() if one}
        entry = new.model_copy(update=fields)
        entry.bind(new.kind_name, new.id, new.source, prose)
        entry.remembered_as(hashlib.sha256(f"{new.digest} {old.digest} {change.where}".encode()).hexdigest())
        return entry


@dataclass(frozen=True)
class _Question:
    """What is asked of an output: how it comes to its fingerprint, or to being there at all."""

    path: str
    now: str | None
    presence: bool


_ABSENT = "-"
"""Stands for the digest of a file that was not there."""


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, How]]:
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield name, "new"
        elif name not in new:
            yield name, "gone"
        elif old[name] != new[name]:
            yield name, "changed"


def _differing(old: Entry, new: Entry) -> list[tuple[Where, str]]:
    """The places of a record where it says something else than it did; fields by name, `caption.cs` in a language."""
    found = []
    for name in type(new).model_fields:
        value, was = getattr(new, name), getattr(old, name, None)
        if value == was:
            continue
        both = isinstance(value, dict) and isinstance(was, dict) and value.keys() == was.keys()
        inside = [key for key in value if value[key] != was[key]] if both and isinstance(was, dict) else []
        found += [(new.where(name, key), f"{name}.{key}") for key in inside] or [(new.where(name), name)]
    texts = [*new.prose, *(code for code in old.prose if code not in new.prose)]
    for code in texts:
        if old.prose.get(code) != new.prose.get(code):
            found.append((Where((new.prose.get(code) or old.prose[code]).file), ""))
    return found


class _Unwritten(Memory):
    """A memory that knows what another knows, and tells it nothing."""

    def __init__(self, known: Memory) -> None:
        super().__init__(Path())
        self._known = known

    def get(self, key: str) -> bytes | None:
        return super().get(key) or self._known.get(key)


class _PastStore(Store):
    """The store for a build that will not be: some files and modules have the digests that they had."""

    def __init__(self, present: Store, files: Mapping[Path, str], modules: Mapping[str, str]) -> None:
        super().__init__(present.folder)
        self._present, self._old = present, {str(path): digest for path, digest in files.items()}
        self.memory = _Unwritten(present.memory)
        self.closures = _PastClosures(present.closures, modules) if modules else present.closures

    def digest(self, path: str) -> str:
        return self._old.get(path) or self._present.digest(path)


class _PastClosures(Closures):
    """The code as it was, as far as that was noted."""

    def __init__(self, present: Closures, old: Mapping[str, str]) -> None:
        super().__init__(present.memory)
        self._present, self._old = present, old

    def digest(self, module: str) -> str:
        return self._old.get(module) or self._present.digest(module)
