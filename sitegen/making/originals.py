"""The originals, pictures and texts: judged before anything is planned."""

from __future__ import annotations

from typing import Any

from sitegen.making.errors import CannotMake
from sitegen.making.images import measure
from sitegen.making.prose import check_effort
from sitegen.making.store import Store
from sitegen.model.entries import FileIn, marked_values
from sitegen.model.media import Read
from sitegen.model.order import SourceFile
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site


def measured(source: SourceFile, store: Store) -> dict[str, Any]:
    """What `images.measure` says of a picture, asked again only when the picture or the code has changed.

    Raises:
        CannotMake: when it cannot be opened.
    """
    found: dict[str, Any] = store.fact(f"picture-{store.closures.digest(measure.__module__)}", source, measure)
    return found


def inspect_pictures(site: Site[Read], store: Store, problems: Problems) -> None:
    """Note every picture of a record that is there but cannot be opened."""
    for entry in site.records():
        for loc, mark, name in marked_values(entry):
            path = site.project.root / mark.folder / name if isinstance(mark, FileIn) and mark.picture else None
            if path is None or not path.is_file():
                continue
            try:
                measured(store.source(path), store)
            except CannotMake as error:
                problems.error(error.code, entry.where(*loc), **error.params)


def inspect_prose(site: Site[Read], problems: Problems) -> None:
    """Note every text that would keep the renderer busy for too long."""
    for entry in site.records():
        for prose in entry.prose.values():
            try:
                check_effort(prose.text)
            except CannotMake as error:
                problems.error(error.code, Where(prose.file), **error.params)
