"""libvips by pyvips: the pieces of a JSON list from every photograph of a folder, in two processes of one thread each.

python vips_pictures.py LIST FOLDER_OF_PHOTOGRAPHS FOLDER
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

os.environ["VIPS_CONCURRENCY"] = "1"

import pyvips

PROCESSES = 2
_SLOWEST = 9


def encode(source: Path, folder: Path, pieces: list[dict[str, Any]]) -> None:
    """Make every derivative of a photograph; libvips reads a JPEG no larger than it needs, and turns it upright."""
    picture = pyvips.Image.thumbnail(str(source), pieces[0]["width"], height=10_000, size="down").copy_memory()
    for piece in pieces:
        width, settings = piece["width"], piece["settings"]
        if piece["crop"]:
            shown = picture.thumbnail_image(width, height=piece["height"], crop="centre")
        else:
            if picture.width > width:
                picture = picture.thumbnail_image(width, height=10_000, size="down").copy_memory()
            shown = picture
        target = str(folder / f"{source.stem}-{width}{'-crop' if piece['crop'] else ''}{piece['suffix']}")
        if piece["format"] == "avif":
            effort = max(0, _SLOWEST - settings["speed"])
            shown.heifsave(target, Q=settings["quality"], effort=effort, compression="av1", subsample_mode="on", keep=0)
        else:
            progressive, optimize = settings["progressive"], settings["optimize"]
            shown.jpegsave(target, Q=settings["quality"], interlace=progressive, optimize_coding=optimize, keep=0)


def main() -> None:
    """Make the pictures."""
    pieces = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    folder = Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(PROCESSES) as pool:
        list(pool.map(partial(encode, folder=folder, pieces=pieces), sorted(Path(sys.argv[2]).glob("*.jpg"))))


if __name__ == "__main__":
    main()
