"""The figures of a chart as a CSV file."""

from __future__ import annotations

from decimal import Decimal

from sitegen.making.csv_files import csv_file
from sitegen.making.input_files import InputFiles
from sitegen.model.chart_orders import ChartTable


def chart_csv(order: ChartTable, _files: InputFiles) -> bytes:
    """Make headings, then a line for each row; numbers with a point, as machines read them."""
    table: list[list[str | float | Decimal]] = [[*order.table.head]]
    table += [[row.label, *(figure.value for figure in row.figures)] for row in order.table.rows]
    return csv_file(table)
