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
from sitegen.making.print.preflight.pictures import damage, reason
from sitegen.making.print.preflight.separations import Sheets, check_separations
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
    return preflight_all([(file, job)])[0]


def preflight_all(files: Sequence[tuple[Path | bytes, Job]]) -> list[list[Finding]]:
    """Return the same for each of several files; together they take less time, because Ghostscript starts once."""
    found: list[set[Finding]] = []
    press: dict[int, Sheets] = {}
    for number, (file, job) in enumerate(files):
        content = file if isinstance(file, bytes) else file.read_bytes()
        items, sheets = _without_plates(content, job)
        found.append(set(items))
        if sheets:
            press[number] = sheets
    for number, items in zip(press, check_separations(list(press.values())), strict=True):
        found[number].update(items)
    return [sorted(items) for items in found]


def _without_plates(content: bytes, job: Job) -> tuple[list[Finding], Sheets | None]:
    """Return what all checks but that of the plates find, and what is to be plated."""
    try:
        pdf = pikepdf.open(io.BytesIO(content))
    except pikepdf.PdfError as error:
        return [finding("unreadable", place=reason(error))], None
    with pdf:
        sheets = Sheets.of(content, pdf, job.max_ink) if job.kind == "press" else None
        found = [item for check in _CHECKS for item in check(pdf, job)]
        found += [finding("syntax", place=text) for text in damage(pdf)]
    for look in (check_words, check_codes):
        found += look(content, job)
    return found, sheets


def passed(findings: Sequence[Finding]) -> bool:
    """Whether nothing stands against printing: no error; warnings and checks not run remain to be read."""
    return not any(item.level == "error" for item in findings)
