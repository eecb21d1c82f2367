"""Which templates a template includes, as far as these lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sitegen.making.errors import CannotMake
from sitegen.making.store import Store
from sitegen.model.by_name import ByName
from sitegen.model.folders import file_named

References = Callable[[Path, str], Sequence[str | None]]
"""The names that stand in a template, which is given with its own; None for a computed one."""

references_in: ByName[[Path, str], list[str | None]] = ByName("making.template_reading:references_in")


def remembered(store: Store) -> References:
    """Read each template once for its bytes."""

    def references(template: Path, name: str) -> Sequence[str | None]:
        key = f"references-{store.closures.digest(references_in.module)}"
        found: list[str | None] = store.fact(key, store.source(template), lambda path: references_in(path, name))
        return found

    return references


class TemplateSet:
    """The templates of a project and which others each of them includes."""

    def __init__(self, folders: Iterable[Path], references: References = references_in) -> None:
        self._folders = list(folders)
        self._references = references
        self._closures: dict[str, dict[str, Path]] = {}
        self._open: list[str] = []

    def closure(self, name: str) -> dict[str, Path]:
        """A template and all that it extends, includes and imports, by name.

        Raises:
            CannotMake: `bad-template`: a name is computed, a template is missing or includes itself.
        """
        if name not in self._closures:
            path = self._find(name)
            if path is None:
                raise _bad(name, 1, "there is no such template")
            self._open.append(name)
            found = {name: path}
            for inner in self._references(path, name):
                found |= self._included(inner, name, path)
            self._open.pop()
            self._closures[name] = found
        return self._closures[name]

    def _included(self, name: str | None, by: str, path: Path) -> dict[str, Path]:
        """What one template that another includes brings along."""
        if name is None:
            raise _bad(by, 1, "it includes a template by a name that is computed, which cannot be tracked")
        line = _line_of(name, path)
        if name in self._open:
            raise _bad(by, line, f"{name} includes itself")
        if self._find(name) is None:
            raise _bad(by, line, f"there is no template {name}")
        return self.closure(name)

    def _find(self, name: str) -> Path | None:
        found = (file_named(folder, name) for folder in self._folders)
        return next((path for path in found if path), None)


def _bad(name: str, line: int, reason: str) -> CannotMake:
    return CannotMake("bad-template", template=name, line=line, reason=reason)


def _line_of(name: str, path: Path) -> int:
    """The line of a template that names another one."""
    before, found, _ = path.read_text("utf-8", errors="replace").partition(name)
    return before.count("\n") + 1 if found else 1
