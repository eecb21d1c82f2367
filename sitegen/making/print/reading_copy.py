"""The reading copy: trimmed pages for screens, tagged (PDF/UA-1), small sRGB pictures, the language of each text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Dictionary, Name, String

from sitegen.making.print.finish import document_id, instance_id, pdf_date, save
from sitegen.making.print.layout import article_languages
from sitegen.making.print.press import written
from sitegen.model.print_identity import Identity

if TYPE_CHECKING:
    from collections.abc import Iterator


def reading_copy(document: Any, identity: Identity) -> bytes:
    """Return the tagged PDF of pages laid out for reading.

    WeasyPrint tags the whole file with one language, so the tag of each `<article>` gets its own here.
    """
    languages = article_languages(document)
    layout = written(document, pdf_variant="pdf/ua-1", pdf_tags=True)
    with pikepdf.open(io.BytesIO(layout)) as pdf:
        articles = [tag for tag in _tags(pdf.Root.StructTreeRoot) if tag.get("/S") == Name.Art]
        if len(articles) != len(languages):
            raise AssertionError(f"{len(articles)} article tags, {len(languages)} articles")
        for tag, language in zip(articles, languages, strict=True):
            tag.S, tag.Lang = Name.Div, String(language)
        pdf.trailer.Info.CreationDate = pdf.trailer.Info.ModDate = String(pdf_date(identity))
        return save(pdf, (document_id(identity, "read"), instance_id(identity, "read")), "1.7")


def _tags(tag: Any) -> Iterator[Any]:
    yield tag
    kids = tag.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _tags(kid)
