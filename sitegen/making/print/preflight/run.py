"""All checks of a file, in order."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from sitegen.making.print.findings import Finding, finding
from sitegen.making.print.preflight.codes import check_codes
from sitegen.making.print.preflight.job import Job
from sitegen.making.print.preflight.paint import check_paint
from sitegen.making.print.preflight.separations import check_separations
from sitegen.making.print.preflight.structure import (
    check_accessible,
    check_boxes,
    check_extras,
    check_fonts,
    check_identity,
    check_pages,
)
from sitegen.making.print.preflight.words import check_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHECKS = (
    check_pages,
    check_boxes,
    check_fonts,
    check_identity,
    check_extras,
    check_accessible,
    check_paint,
)


def preflight(file: Path | bytes, job: Job) -> list[Finding]:
    """Return what is wrong with a PDF, in the order of its pages; an empty list means that all checks passed.

    A check whose tool is missing gives a finding of level `not-run`.
    """
    content = file if isinstance(file, bytes) else file.read_bytes()
    try:
        pdf = pikepdf.open(io.BytesIO(content))
    except pikepdf.PdfError as error:
        return [finding("unreadable", place=str(error))]
    with pdf:
        found = [item for check in _CHECKS for item in check(pdf, job)]
        found += [finding("syntax", place=text) for text in _syntax(pdf)]
    for look in (check_words, check_codes, check_separations):
        found += look(content, job)
    return sorted(set(found))


def _syntax(pdf: pikepdf.Pdf) -> Sequence[str]:
    return [str(problem) for problem in pdf.check_pdf_syntax()]


def passed(findings: Sequence[Finding]) -> bool:
    """Whether nothing stands against printing: no error; warnings and checks not run remain to be read."""
    return not any(item.level == "error" for item in findings)
