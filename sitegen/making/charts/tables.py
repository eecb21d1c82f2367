"""The figures of a chart as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def chart_csv(inputs: Mapping[str, Any], _sources: Mapping[str, Path]) -> bytes:
    """Recipe `chart-csv`: headings, then a line for each row; numbers with a point, as machines read them.

    UTF-8 with a byte order mark, without which spreadsheets misread the letters; commas and CRLF (RFC 4180).
    Inputs: `table`, the table of a chart's view.
    """
    table = inputs["table"]
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(table["head"])
    for row in table["rows"]:
        writer.writerow([row["label"], *(figure["value"] for figure in row["figures"])])
    return buffer.getvalue().encode("utf-8-sig")
