"""The figures of a chart as a CSV file."""

from __future__ import annotations

import csv
import io

from sitegen.making.input_files import InputFiles
from sitegen.model.chart_orders import ChartTable


def chart_csv(order: ChartTable, _files: InputFiles) -> bytes:
    """Make headings, then a line for each row; numbers with a point, as machines read them.

    UTF-8 with a byte order mark, without which spreadsheets misread the letters; commas and CRLF (RFC 4180).
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(map(_as_text, order.table.head))
    for row in order.table.rows:
        writer.writerow([_as_text(row.label), *(figure.value for figure in row.figures)])
    return buffer.getvalue().encode("utf-8-sig")


def _as_text(words: str) -> str:
    """Words that no spreadsheet takes for a formula (OWASP, "CSV Injection")."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words
