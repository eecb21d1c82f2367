"""The labels for people who do not read small type: large type on A4, and plain text for a Braille embosser."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from sitegen.making.input_files import InputFiles
from sitegen.making.print.finish import Intent
from sitegen.making.print.labels import code_files, numbered
from sitegen.making.print.layout import lay_out
from sitegen.making.print.localization import BETWEEN, Localization
from sitegen.making.print.palette import theme_css
from sitegen.making.print.press import press
from sitegen.making.print.reading_copy import reading_copy
from sitegen.making.print.templating import fill
from sitegen.model.print_orders import BLEED, LARGE_TRIM, LabelText, LargeLabelPress, LargeLabels

BRAILLE_COLUMNS = 40
"""Cells in a line of common embossers; text is wrapped to it and never hyphenated."""

_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u00ad": "", "–": "-", "—": "-", "…": "..."})


def large_labels(order: LargeLabels, files: InputFiles) -> bytes:
    """Make the labels in large type (24 points, A4, each photograph on pages of its own), tagged."""
    return reading_copy(_lay_out(order, files, inks=False), order.identity)


def large_press(order: LargeLabelPress, files: InputFiles) -> bytes:
    """Make the press file of the same pages, in black alone."""
    return press(_lay_out(order, files, inks=True), order.identity, Intent(files.named("profile.icc")))


def _lay_out(order: LargeLabels | LargeLabelPress, files: InputFiles, *, inks: bool) -> Any:
    words = Localization(order.content.languages, files)
    labels = numbered(order.content, words)
    values = {"languages": words.codes, "document_title": order.identity.title, "large": True, "labels": labels}
    width, height = LARGE_TRIM
    page = f"@page{{size:{width}mm {height}mm;margin:20mm 18mm;bleed:{BLEED if inks else 0}mm}}\n"
    css = theme_css("white", press=inks) + page + files.text("print/label.css")
    given = files.below("font") | code_files(order.content, press=inks)
    return lay_out(fill(files.text("print/label.html"), values, "print/label.html"), css, given)


def braille_text(order: LabelText, files: InputFiles) -> bytes:
    """Make the labels of one language as plain text: 40 columns, no hyphens, a form feed after each label."""
    words = Localization(order.content.languages, files)
    (code,), labels = words.codes, numbered(order.content, words)
    return "".join("\n".join(_braille_lines(label, code, len(labels))) + "\n\f" for label in labels).encode()


def _braille_lines(label: Mapping[str, Any], code: str, count: int) -> list[str]:
    """The lines of a label, in the order of those on the wall."""
    paragraphs = [label["author"], label["facts"][code], label["title"][code], *label["caption"][code]]
    paragraphs += [*label["comment"][code], label["meta"][code], label["call"][code], label["code"].written]
    lines = [f"{label['number']}/{count}"]
    for paragraph in paragraphs:
        plain = paragraph.replace(BETWEEN, ", ").translate(_PLAIN)
        lines += ["", *textwrap.wrap(plain, BRAILLE_COLUMNS, break_long_words=True, break_on_hyphens=False)]
    return lines
