"""Files that are taken over as they are, data, and the style sheet joined from its parts."""

from __future__ import annotations

import json
import re

from sitegen.making.input_files import InputFiles, utf8
from sitegen.model.web_orders import CopyOrder, JsonOrder, SoundOrder, StyleOrder


def copy(order: CopyOrder, files: InputFiles) -> bytes:
    """Make the bytes of a file."""
    return files.read(order.file)


def recording(order: SoundOrder, files: InputFiles) -> bytes:
    """Make the bytes of a recording."""
    return files.read(order.file)


def as_json(order: JsonOrder, _files: InputFiles) -> bytes:
    """Make a JSON file for machines and people."""
    return (json.dumps(order.data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def stylesheet(order: StyleOrder, files: InputFiles) -> bytes:
    """Make the style sheet: font faces, then the parts."""
    faces = "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f'font-display:swap;src:url("{face.file}") format("woff2")}}'
        for face in order.faces
    )
    parts = "".join(utf8(files.read(part), part.path.name) for part in order.parts)
    return (faces + squeeze(parts)).encode()


def squeeze(css: str) -> str:
    """CSS without comments and needless white space; strings are left alone."""
    pieces = re.split(r"(\"[^\"]*\"|'[^']*')", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    for index in range(0, len(pieces), 2):
        text = re.sub(r"\s+", " ", pieces[index])
        text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
        pieces[index] = re.sub(r":\s+", ":", text).replace(";}", "}")
    return "".join(pieces).strip() + "\n"
