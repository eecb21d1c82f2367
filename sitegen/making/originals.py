"""The originals, pictures and texts: understood once, and judged before anything is planned."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.making.errors import CannotMake
from sitegen.making.store import Store
from sitegen.model.by_name import ByName
from sitegen.model.entries import FileIn, Prose, marked_values
from sitegen.model.media import Read
from sitegen.model.order import SourceFile
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site
from sitegen.model.web_orders import Measured

if TYPE_CHECKING:
    from sitegen.making.prose import Understood

measure: ByName[[Path], Measured] = ByName("making.derivatives:measure")
understand: ByName[[str], Understood] = ByName("making.prose:understand")


def measured(source: SourceFile, store: Store) -> Measured:
    """What `derivatives.measure` says of a picture, asked again only when the picture or the code has changed.

    Raises:
        CannotMake: when it cannot be opened.
    """
    version = store.closures.digest(measure.module)
    return Measured(**store.fact(f"picture-{version}", source, lambda path: asdict(measure(path))))


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


def understood(prose: Prose, problems: Problems) -> Prose:
    """A text with its HTML and its links; one that the renderer refuses is noted, and empty."""
    try:
        html, links = understand(prose.text)
    except CannotMake as error:
        problems.error(error.code, Where(prose.file), **error.params)
        return prose
    return replace(prose, html=html, links=tuple(links))
