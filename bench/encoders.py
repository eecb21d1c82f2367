"""The floor of pictures: the program's formats, widths and settings by Pillow alone, in two processes.

    python -m bench.encoders FOLDER_OF_PHOTOGRAPHS FOLDER

Each photograph is decoded once and made smaller and smaller, from each width to the next; nothing is planned, named
by content, kept or checked. With `--list` instead of folders it prints, as JSON, what is made of a photograph.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from PIL import Image, ImageOps

from sitegen.making.formats import FORMATS
from sitegen.plan.profiles import PROFILES, height_for, widths_for

PROCESSES = 2
_TWELVE_MEGAPIXELS = (4000, 3000)


@dataclass(frozen=True)
class Piece:
    """One derivative: pixels, format, the suffix of its name, whether it is cropped, and the encoder's settings."""

    width: int
    height: int
    format: str
    suffix: str
    crop: bool
    settings: dict[str, int | bool]


def pieces(size: tuple[int, int]) -> list[Piece]:
    """Return what pages show of a photograph of this size, each once, the largest first; newspapers get some alone."""
    found = {
        (width, height_for(profile, width, size), name, profile.ratio is not None)
        for profile in PROFILES.values()
        for name in profile.formats
        if not FORMATS[name].silent
        for width in widths_for(profile, FORMATS[name], size[0])
    }
    return [
        Piece(width, height, name, FORMATS[name].suffix, crop, dict(FORMATS[name].save))
        for width, height, name, crop in sorted(found, reverse=True)
    ]


def encode(source: Path, folder: Path) -> None:
    """Make every derivative of a photograph."""
    with Image.open(source) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    for piece in pieces(picture.size):
        if piece.crop:
            shown = ImageOps.fit(picture, (piece.width, piece.height), Image.Resampling.LANCZOS)
        else:
            if picture.width != piece.width:
                size = (piece.width, piece.height)
                picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
            shown = picture
        name = f"{source.stem}-{piece.width}{'-crop' if piece.crop else ''}{piece.suffix}"
        shown.save(folder / name, piece.format.upper(), **piece.settings)


def main() -> None:
    """Make the pictures, or list what there is to make."""
    if sys.argv[1] == "--list":
        print(json.dumps([asdict(piece) for piece in pieces(_TWELVE_MEGAPIXELS)]))
        return
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(PROCESSES) as pool:
        list(pool.map(partial(encode, folder=folder), sorted(source.glob("*.jpg"))))


if __name__ == "__main__":
    main()
