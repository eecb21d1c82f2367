"""Derivatives: a photograph in the formats and widths of a profile."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sitegen.making.images import FORMATS, Profile, height_for, widths_for
from sitegen.model.outputs import Desk, View


def derivatives(desk: Desk, path: Path, found: View, row: Profile, about: View) -> View:
    """Order a picture in every format and width of a profile; returns what `<picture>` needs.

    `found` is what measuring it said; `about` holds its focus, copyright line and origin.
    """
    size = (found["width"], found["height"])
    sets: dict[str, list[tuple[int, str]]] = {}
    for name in row.formats:
        for width in widths_for(row, FORMATS[name], size[0]):
            inputs = {
                "width": width,
                "height": height_for(row, width, size),
                "format": name,
                "crop": row.ratio is not None,
                "focus": about["focus"] if row.ratio else [],
                "copyright": about["copyright"],
            }
            url = desk.asset(
                f"media/{path.stem}-{width}{'-' + row.name if row.ratio else ''}",
                FORMATS[name].suffix,
                "image",
                inputs,
                sources={"file": desk.source(path)},
                origin=about["origin"],
                group=f"image {path}",
            )
            sets.setdefault(name, []).append((width, url))
    *modern, last = sets
    width = sets[last][-1][0]
    return {
        "src": sets[last][-1][1],
        "srcset": _srcset(sets[last]),
        "sources": [{"type": FORMATS[name].mime, "srcset": _srcset(sets[name])} for name in modern],
        "width": width,
        "height": height_for(row, width, size),
        "tone": found["tone"],
        "portrait": size[1] > size[0],
    }


def _srcset(files: Sequence[tuple[int, str]]) -> str:
    return ", ".join(f"{url} {width}w" for width, url in files)
