"""Small pictures of things that are made themselves: the first page of a PDF, a drawing."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Mapping

_QUALITY = 80


def thumb(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> bytes:
    """Recipe `thumb`: a picture, or the first page of a PDF (`file`: its path), as a WebP of `width` pixels."""
    draw = _page if inputs["file"].endswith(".pdf") else _picture
    content = io.BytesIO()
    draw(sources[inputs["file"]], inputs["width"]).save(content, "WEBP", quality=_QUALITY, method=6)
    return content.getvalue()


def _page(file: Path, width: int) -> Image.Image:
    document = pypdfium2.PdfDocument(file)
    try:
        page = document[0]
        picture: Image.Image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    return picture


def _picture(file: Path, width: int) -> Image.Image:
    with Image.open(file) as picture:
        size = width, round(width * picture.height / picture.width)
        return picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
