"""The originals, pictures and texts: understood once, and judged before anything is planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.making.errors import CannotMake
from sitegen.making.executors import Workers
from sitegen.making.store import Store
from sitegen.model.by_name import ByName
from sitegen.model.entries import FileIn, Prose, marked_values
from sitegen.model.folders import file_named
from sitegen.model.limits import DEFAULT, MOST_MEGAPIXELS, Limits
from sitegen.model.media import Read
from sitegen.model.order import SourceFile
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site
from sitegen.model.web_orders import Measured

if TYPE_CHECKING:
    from sitegen.making.prose import Understood

_MILLION = 1_000_000

measure: ByName[[Path, int], Measured] = ByName("making.derivatives:measure")
understand: ByName[[str, Limits], Understood] = ByName("making.prose:understand")


@dataclass(frozen=True)
class _Refused:
    """Why a picture cannot be opened: `CannotMake`, as it comes from another process."""

    code: str
    params: Mapping[str, object]


def measured(source: SourceFile, store: Store, now: Measured | None = None, most: int = MOST_MEGAPIXELS) -> Measured:
    """What `derivatives.measure` says of a picture, asked again only when the picture or the code has changed.

    `now` is what it says, where it has been asked already; one of more than `most` megapixels is not opened.

    Raises:
        CannotMake: when it cannot be opened.
    """
    return Measured(**store.fact(_version(store), source, lambda path: asdict(now or measure(path, most))))


def _version(store: Store) -> str:
    return f"picture-{store.closures.digest(measure.module)}"


def inspect_pictures(site: Site[Read], store: Store, problems: Problems, workers: Workers | None = None) -> None:
    """Note every picture of a record that is there but cannot be opened; the workers measure those that are new."""
    shown = {
        entry.where(*loc): store.source(path)
        for entry in site.records()
        for loc, mark, name in marked_values(entry)
        if isinstance(mark, FileIn) and mark.picture and (path := file_named(site.project.root / mark.folder, name))
    }
    new = [source for source in dict.fromkeys(shown.values()) if not store.knows(_version(store), source)]
    most = site.settings.limits.megapixels
    opened = partial(_opened, most=most)
    found = dict(workers.start(opened, new, light=False) if workers else ((one, opened(one)) for one in new))
    for where, source in shown.items():
        now = found.get(source)
        if isinstance(now, _Refused):
            problems.error(now.code, where, **now.params)
        else:
            size = measured(source, store, now, most)
            if (pixels := size.width * size.height) > most * _MILLION:  # it was opened under another limit
                params = {"file": source.path.name, "pixels": pixels // _MILLION, "limit": most}
                problems.error("image-too-large", where, **params)


def _opened(source: SourceFile, most: int) -> Measured | _Refused:
    try:
        return measure(source.path, most)
    except CannotMake as error:
        return _Refused(error.code, error.params)


def understood(text: str, file: str, problems: Problems, limits: Limits = DEFAULT) -> Prose:
    """A text with its HTML and its links; one that the renderer refuses is noted, and empty."""
    try:
        found = understand(text, limits)
    except CannotMake as error:
        problems.error(error.code, Where(file), **error.params)
        return Prose(file)
    for fault in found.faults:
        problems.error(fault.code, Where(file, fault.line, fault.column), text=fault.text, value=fault.text)
    return Prose(file, found.links, found.html, found.pictures)
