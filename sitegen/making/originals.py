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
from sitegen.model.entries import Entry, FileIn, Prose, marked_values
from sitegen.model.folders import file_named
from sitegen.model.limits import DEFAULT, MOST_MEGAPIXELS, Limits
from sitegen.model.media import Read
from sitegen.model.order import SourceFile
from sitegen.model.problems import Problems, Where
from sitegen.model.settings import Settings
from sitegen.model.site import Site
from sitegen.model.web_orders import Measured

if TYPE_CHECKING:
    from sitegen.making.prose import Understood

_MILLION = 1_000_000
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")

measure: ByName[[Path, int], Measured] = ByName("making.derivatives:measure")
tells_place: ByName[[Path], bool] = ByName("making.picture_places:file_tells_place")
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


def note_places(site: Site[Read], store: Store, problems: Problems) -> None:
    """Note every original that tells where it was taken: photographs, pictures of records, covers, logos."""
    ones: list[Entry | Settings] = [*site.records(), site.settings]
    shown = {
        one.where(*loc): store.source(path)
        for one in ones
        for loc, mark, name in marked_values(one)
        if isinstance(mark, FileIn)
        and name.lower().endswith(_PICTURES)
        and (path := file_named(site.project.root / mark.folder, name))
    }
    sources, version = list(dict.fromkeys(shown.values())), f"place-{store.closures.digest(tells_place.module)}"
    located = store.fact_of_all(
        version, sources, lambda: [one.digest for one in sources if store.fact(version, one, tells_place)]
    )
    for where, source in shown.items():
        if source.digest in located:
            problems.warning("picture-tells-place", where, file=source.path.name)


def _opened(source: SourceFile, most: int) -> Measured | _Refused:
    try:
        return measure(source.path, most)
    except CannotMake as error:
        return _Refused(error.code, error.params)


_AS_TEXT = {"link-not-joined", "heading-without-space", "strong-without-end"}
"""What a page shows as it is written, and was perhaps meant so."""


def understood(text: str, file: str, problems: Problems, limits: Limits = DEFAULT) -> Prose:
    """A text with its HTML and its links; one that the renderer refuses is noted, and empty."""
    try:
        found = understand(text, limits)
    except CannotMake as error:
        problems.error(error.code, Where(file), **error.params)
        return Prose(file)
    for fault in found.faults:
        note = problems.warning if fault.code in _AS_TEXT else problems.error
        place, params = Where(file, fault.line, fault.column), {"text": fault.text, "value": fault.text}
        note(fault.code, place, **params, suggestion=fault.meant)
    return Prose(file, found.links, found.html, found.pictures)
