"""Files of a site in the making, each made when somebody asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from sitegen.check import judging
from sitegen.making.blobs import Damaged, read_blob
from sitegen.making.errors import CannotMake
from sitegen.making.interface import faults_in, message_keys
from sitegen.making.make import make, rehearse
from sitegen.making.originals import understand
from sitegen.making.template_set import references_in
from sitegen.model.by_name import ByName
from sitegen.model.problems import BuildFailed, Problems
from sitegen.model.web_orders import PageOrder, PictureOrder, StyleOrder
from sitegen.pipeline import PlannedSite

sketch: ByName[[PictureOrder], bytes] = ByName("making.sketches:sketch")
_LATER = (sketch, message_keys, references_in, faults_in, understand)
"""What only saves of some files need."""

_STYLE = re.compile(rb'(?<=href=")[^"]+\.[0-9a-f]{8}\.css(?=")')


def warm_up(coming: PlannedSite, stops: Callable[[], bool]) -> None:
    """Load what the next saves will need: libraries, and a template after the other, until it `stops`."""
    for function in _LATER:
        _ = function.function
    firsts: dict[str, str] = {}
    for path, output in coming.plan.outputs.items():
        if isinstance(output.order, PageOrder | StyleOrder):
            firsts.setdefault(getattr(output.order, "template", ""), path)
    for path in firsts.values():
        if stops():
            return
        with suppress(CannotMake, Damaged):  # the next build sees to it
            rehearse(coming.plan, coming.store, path)


class Ahead:
    """The coming site, as far as somebody wants to see it before all of it is there.

    A page counts only if it passes the rules of the check; for that, what it leads to is looked at too. All calls come
    from the thread that builds, but for `ready`.
    """

    def __init__(self, coming: PlannedSite) -> None:
        plan, store = coming.plan, coming.store
        self.plan, self._store = plan, store
        self._tree = _Tree(coming)
        self._judge = judging(self._tree, plan, coming.site, store.facts)
        self._found: dict[str, Path | None] = {}

    def ready(self, path: str) -> Path | None:
        """The file at a path that needs neither making nor judging; None where it does, or there is none."""
        fingerprint = self.plan.fingerprints.get(path, "")
        there = self._store.has(fingerprint) and not path.endswith(".html")
        return self._store.blob(fingerprint) if there else None

    def file(self, path: str) -> Path | None:
        """The file at a path of the site; None where it has none, or where that cannot be made or has faults.

        Raises:
            Damaged: a blob of the store is not what was made.
        """
        if path not in self._found:
            try:
                self._found[path] = self._made(path)
            except BuildFailed:  # the whole build will find it too, and report it
                self._found[path] = None
        return self._found[path]

    def answer(self, path: str) -> Path | bytes | None:
        """What is shown at a path: as `file`, or the sketch of a picture that is not made yet, which nobody may keep.

        Raises:
            Damaged: as `file`.
        """
        output = self.plan.outputs.get(path)
        if output and isinstance(output.order, PictureOrder) and not self._store.has(self.plan.fingerprints[path]):
            with suppress(CannotMake):
                return sketch(output.order)
        return self.file(path)

    def _made(self, path: str) -> Path | None:
        if path not in self._tree:
            return None
        file = self._tree[path]
        return None if path.endswith(".html") and self._judge(path).failed else file


class _Tree(Mapping[str, Path]):
    """The stored files of the site by path, made when they are looked up.

    A look-up raises `BuildFailed` where a file cannot be made.
    """

    def __init__(self, coming: PlannedSite) -> None:
        self._coming = coming

    def __getitem__(self, path: str) -> Path:
        plan, store = self._coming.plan, self._coming.store
        if not store.has(plan.fingerprints[path]):
            problems = Problems()
            make(plan.part(path), store, problems, self._coming.workers)
            problems.stop_if_errors()
        return store.blob(plan.fingerprints[path])

    def __contains__(self, path: object) -> bool:
        return path in self._coming.plan.published

    def __iter__(self) -> Iterator[str]:
        return iter(self._coming.plan.published)

    def __len__(self) -> int:
        return len(self._coming.plan.published)


def new_style(before: Path, blob: Path) -> str:
    """The address of the style sheet of a page, where it differs from the page as it was in nothing else; or none."""
    old, new = before.read_bytes() if before.is_file() else b"", read_blob(blob)
    found = _STYLE.findall(new)
    alike = _STYLE.sub(b"", old) == _STYLE.sub(b"", new)
    return found[0].decode() if alike and len(found) == 1 else ""
