"""All checks of a file, in order; the libraries of the program do them, no other tool."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pikepdf
import pypdfium2

from sitegen.making.input_files import InputFiles
from sitegen.making.print.findings import Finding, finding
from sitegen.making.print.preflight.code_checks import check_any_codes, check_codes
from sitegen.making.print.preflight.edge_checks import check_edges
from sitegen.making.print.preflight.font_checks import check_fonts
from sitegen.making.print.preflight.ink_checks import check_paint
from sitegen.making.print.preflight.page_pictures import page_pictures
from sitegen.making.print.preflight.picture_checks import damage, reason
from sitegen.making.print.preflight.results import as_json
from sitegen.making.print.preflight.structure_checks import (
    check_accessible,
    check_boxes,
    check_extras,
    check_identity,
    check_pages,
)
from sitegen.making.print.preflight.text_checks import check_words
from sitegen.model.preflight_orders import PreflightReport
from sitegen.model.print_job import PrintJob

_T = TypeVar("_T")
_MALFORMED = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError, pikepdf.PdfError)
"""What reading a part of a PDF may raise that is of another type or size than the standard says."""

_CHECKS = (
    check_pages,
    check_boxes,
    check_fonts,
    check_identity,
    check_extras,
    check_accessible,
    check_paint,
)


def preflight_report(order: PreflightReport, files: InputFiles) -> bytes:
    """Make the report of several files as JSON; it never fails by itself."""
    return as_json({one.name: preflight(files.read(one.file), one.job) for one in order.files})


def preflight(file: Path | bytes, job: PrintJob) -> list[Finding]:
    """Return what is wrong with a PDF, in the order of its pages; an empty list means that all checks passed."""
    content = file if isinstance(file, bytes) else file.read_bytes()
    try:
        pdf = pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError:
        return [finding("encrypted")]
    except pikepdf.PdfError as error:
        return [finding("unreadable", place=reason(error))]
    with pdf:
        if not pdf.pages:
            return [finding("no-pages")]
        found = {item for check in _CHECKS for item in _checked(check, pdf, job)}
        found |= {finding("syntax", place=text) for text in damage(pdf)}
    try:
        for look in (check_words, check_codes, _check_appearance):
            found.update(_checked(look, content, job))
    except pypdfium2.PdfiumError as error:
        found.add(finding("unreadable", place=str(error)))
    return sorted(found)


def _check_appearance(content: bytes, job: PrintJob) -> Iterator[Finding]:
    """Look at the pages of a file that nobody here ordered, as they are printed."""
    if job.from_elsewhere:
        for page in page_pictures(content, job):
            if page.trimmed:
                yield from check_edges(page, job)
            yield from check_any_codes(page, job)


def _checked(check: Callable[[_T, PrintJob], Iterator[Finding]], what: _T, job: PrintJob) -> Iterator[Finding]:
    """What a check finds; a file whose parts are not what they should be is damaged, and nothing worse."""
    try:
        yield from check(what, job)
    except pypdfium2.PdfiumError:
        raise
    except _MALFORMED as error:
        yield finding("syntax", place=f"{type(error).__name__}: {reason(error)}")
