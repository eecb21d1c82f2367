"""The labels for people who do not read small type: large type on A4, and plain text for a Braille embosser."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from sitegen.making.print.labels import code_files, with_paragraphs
from sitegen.making.print.layout import lay_out
from sitegen.making.print.sources import read_kind, template
from sitegen.making.print.templating import fill
from sitegen.making.print.theme import theme_css

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BRAILLE_COLUMNS = 40
"""Cells in a line of common embossers; text is wrapped to it and never hyphenated."""

_PAGE = "@page{size:210mm 297mm;margin:20mm 18mm}\n"
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u00ad": "", "–": "-", "—": "-", "…": "..."})


def lay_out_large(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> Any:
    """Lay out the labels in large type (24 points, A4, one photograph a page) for reading and for office printers."""
    labels = [with_paragraphs(label) for label in inputs["labels"]]
    values = {"languages": inputs["languages"], "document_title": inputs["title"], "large": True, "labels": labels}
    css = theme_css("white", press=False) + _PAGE + template(sources, "label.css")
    files = read_kind(sources, "font") | code_files(labels, 40.0, press=False)
    return lay_out(fill(template(sources, "label.html"), values), css, files)


def braille_text(inputs: Mapping[str, Any]) -> str:
    """Return the labels of one language as plain text: 40 columns, no hyphens, a form feed after each label."""
    (code,) = inputs["languages"]
    labels = inputs["labels"]
    return "".join(
        "\n".join(_braille_lines(label, code, f"{number}/{len(labels)}")) + "\n\f"
        for number, label in enumerate(labels, 1)
    )


def _braille_lines(label: Mapping[str, Any], code: str, number: str) -> list[str]:
    paragraphs = [label["title"][code], label["author"], label["caption"][code], *label["comment"][code]]
    paragraphs += [label["meta"][code], label["short_address"]]
    lines = [number]
    for paragraph in paragraphs:
        plain = paragraph.replace(" · ", ", ").translate(_PLAIN)
        lines += ["", *textwrap.wrap(plain, BRAILLE_COLUMNS, break_long_words=True, break_on_hyphens=False)]
    return lines
