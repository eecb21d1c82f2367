"""Which templates a template includes, as far as these lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sitegen.making.store import Store
from sitegen.model.by_name import ByName

References = Callable[[Path], Sequence[str | None]]
"""The names that stand in a template; None for a computed one."""

references_in: ByName[[Path], list[str | None]] = ByName("making.template_reading:references_in")


def remembered(store: Store) -> References:
    """Read each template once for its bytes."""

    def references(template: Path) -> Sequence[str | None]:
        name = f"references-{store.closures.digest(references_in.module)}"
        found: list[str | None] = store.fact(name, store.source(template), references_in)
        return found

    return references


class TemplateSet:
    """The templates of a project and which others each of them includes."""

    def __init__(self, folders: Iterable[Path], references: References = references_in) -> None:
        self._folders = list(folders)
        self._references = references
        self._closures: dict[str, dict[str, Path]] = {}
        self._open: set[str] = set()

    def closure(self, name: str) -> dict[str, Path]:
        """A template and all that it extends, includes and imports, by name.

        Raises:
            ValueError: a name is computed, or a template is missing; both are mistakes of the designer.
        """
        if name not in self._closures:
            if name in self._open:
                raise ValueError(f"{name} includes itself")
            self._open.add(name)
            path = self._find(name)
            found = {name: path}
            for inner in self._references(path):
                if inner is None:
                    raise ValueError(f"{name} includes a template by a computed name, which cannot be tracked")
                found |= self.closure(inner)
            self._open.remove(name)
            self._closures[name] = found
        return self._closures[name]

    def _find(self, name: str) -> Path:
        for folder in self._folders:
            if (folder / name).is_file():
                return folder / name
        raise ValueError(f"there is no template {name}")
