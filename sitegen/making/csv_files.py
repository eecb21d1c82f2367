"""Tables as CSV files that spreadsheets read as they are meant."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal


def csv_file(rows: Iterable[Sequence[str | float | Decimal]]) -> bytes:
    """A table with its headings: UTF-8 with a byte order mark, without which spreadsheets misread the letters.

    With commas and CRLF (RFC 4180). No text is taken for a formula (OWASP, "CSV Injection").
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerows([_plain(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _plain(value: str | float | Decimal) -> str | float | Decimal:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value
