"""The labels for people who do not read small type: large type on A4, and plain text for a Braille embosser."""

from __future__ import annotations

import textwrap

from sitegen.making.input_files import InputFiles
from sitegen.making.print.labels import code_files, label_values
from sitegen.making.print.layout import lay_out
from sitegen.making.print.localization import BETWEEN, Localization
from sitegen.making.print.palette import theme_css
from sitegen.making.print.reading_copy import reading_copy
from sitegen.making.print.templating import fill
from sitegen.model.print_orders import Label, LabelText, LargeLabels

BRAILLE_COLUMNS = 40
"""Cells in a line of common embossers; text is wrapped to it and never hyphenated."""

_PAGE = "@page{size:210mm 297mm;margin:20mm 18mm}\n"
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u00ad": "", "–": "-", "—": "-", "…": "..."})


def large_labels(order: LargeLabels, files: InputFiles) -> bytes:
    """Make the labels in large type (24 points, A4, each photograph on pages of its own), tagged."""
    words = Localization(order.content.languages, files)
    labels = [label_values(label, words) for label in order.content.labels]
    values = {"languages": words.codes, "document_title": order.identity.title, "large": True, "labels": labels}
    css = theme_css("white", press=False) + _PAGE + files.text("print/label.css")
    given = files.below("font") | code_files(order.content, 40.0, press=False)
    return reading_copy(
        lay_out(fill(files.text("print/label.html"), values, "print/label.html"), css, given), order.identity
    )


def braille_text(order: LabelText, files: InputFiles) -> bytes:
    """Make the labels of one language as plain text: 40 columns, no hyphens, a form feed after each label."""
    words, labels = Localization(order.content.languages, files), order.content.labels
    return "".join(
        "\n".join(_braille_lines(label, words, f"{number}/{len(labels)}")) + "\n\f"
        for number, label in enumerate(labels, 1)
    ).encode()


def _braille_lines(label: Label, words: Localization, number: str) -> list[str]:
    (code,), photo = words.codes, label.photo
    paragraphs = [words.text(photo.title)[code], label.author.name, words.text(photo.caption)[code]]
    paragraphs += [*words.paragraphs(photo.comment)[code], words.text(photo.meta)[code], label.code.written]
    lines = [number]
    for paragraph in paragraphs:
        plain = paragraph.replace(BETWEEN, ", ").translate(_PLAIN)
        lines += ["", *textwrap.wrap(plain, BRAILLE_COLUMNS, break_long_words=True, break_on_hyphens=False)]
    return lines
