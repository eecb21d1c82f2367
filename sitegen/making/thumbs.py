"""Small pictures of things that are made themselves: the first page of a PDF, a drawing."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

from sitegen.making.decoding import decode
from sitegen.making.input_files import InputFiles
from sitegen.model.web_orders import ThumbOrder

_QUALITY = 80


def thumb(order: ThumbOrder, files: InputFiles) -> bytes:
    """Make a WebP of a picture, or of the first page of a PDF."""
    draw = _page if order.file.path.endswith(".pdf") else _picture
    content = io.BytesIO()
    draw(files.read(order.file), order.width).save(content, "WEBP", quality=_QUALITY, method=6)
    return content.getvalue()


def _page(content: bytes, width: int) -> Image.Image:
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[0]
        picture: Image.Image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    return picture


def _picture(content: bytes, width: int) -> Image.Image:
    picture = decode(content, "").picture
    return picture.resize((width, round(width * picture.height / picture.width)), Image.Resampling.LANCZOS)
