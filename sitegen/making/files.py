"""Files that are taken over as they are, and style sheets joined from their parts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def copy(_inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> bytes:
    """Recipe `copy`: the bytes of `file`."""
    return sources["file"].read_bytes()


def as_json(inputs: Mapping[str, Any], _sources: Mapping[str, Path]) -> bytes:
    """Recipe `json`: the input `data`."""
    return (json.dumps(inputs["data"], ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def stylesheet(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> bytes:
    """Recipe `stylesheet`: the parts in the order of their names, after the font faces.

    Inputs: `faces`, each with family, weight, style and the URL relative to the sheet.
    """
    faces = "".join(
        f'@font-face{{font-family:"{face["family"]}";font-weight:{face["weight"]};font-style:{face["style"]};'
        f'font-display:{face["display"]};src:url("{face["url"]}") format("woff2")}}'
        for face in inputs["faces"]
    )
    parts = "".join(sources[name].read_text("utf-8") for name in sorted(sources))
    return (faces + squeeze(parts)).encode()


def squeeze(css: str) -> str:
    """CSS without comments and needless white space; strings are left alone."""
    pieces = re.split(r"(\"[^\"]*\"|'[^']*')", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    for index in range(0, len(pieces), 2):
        text = re.sub(r"\s+", " ", pieces[index])
        text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
        pieces[index] = re.sub(r":\s+", ":", text).replace(";}", "}")
    return "".join(pieces).strip() + "\n"
