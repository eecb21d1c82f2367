"""Derivatives: a photograph in the formats and widths of a profile."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.making.formats import FORMATS
from sitegen.model.media import Web
from sitegen.model.order import Released
from sitegen.model.outputs import Planner
from sitegen.model.problems import Where
from sitegen.model.web_orders import Measured, PictureOrder, View
from sitegen.plan.profiles import Profile, height_for, widths_for


def derivatives(
    planner: Planner,
    file: Released[Web],
    found: Measured,
    row: Profile,
    *,
    focus: tuple[float, float],
    rights: str,
    origin: Where,
) -> View:
    """Order a picture in every format and width of a profile; returns what `<picture>` needs.

    `found` is what measuring it said.
    """
    size = (found.width, found.height)
    sets: dict[str, list[tuple[int, str]]] = {}
    for name in row.formats:
        for side in widths_for(row, FORMATS[name], max(size) if row.longest else size[0]):
            width = round(side * size[0] / max(size)) if row.longest else side
            order = PictureOrder(
                file,
                width,
                height_for(row, width, size),
                name,
                crop=focus if row.ratio else None,
                copyright=rights,
            )
            stem = f"media/{file.path.stem}-{width}{'-' + row.name if row.inner else ''}"
            group = f"image {file.path}"
            url = planner.asset(stem, FORMATS[name].suffix, order, origin=origin, group=group, inner=row.inner)
            sets.setdefault(name, []).append((width, url))
    *modern, last = sets
    width = sets[last][-1][0]
    return {
        "src": sets[last][-1][1],
        "type": FORMATS[last].mime,
        "srcset": _srcset(sets[last]),
        "sources": [{"type": FORMATS[name].mime, "srcset": _srcset(sets[name])} for name in modern],
        "width": width,
        "height": height_for(row, width, size),
        "tone": found.tone,
        "portrait": size[1] > size[0],
    }


def _srcset(files: Sequence[tuple[int, str]]) -> str:
    return ", ".join(f"{url} {width}w" for width, url in files)
