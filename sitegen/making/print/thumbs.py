"""Small pictures of a page, for pages that offer PDFs."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_QUALITY = 80


def thumb(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> bytes:
    """Recipe `pdf-thumb`: the first page of a PDF (`file`: its path) as a JPEG of `width` pixels."""
    document = pypdfium2.PdfDocument(sources[inputs["file"]])
    try:
        page = document[0]
        picture = page.render(scale=inputs["width"] / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return content.getvalue()
