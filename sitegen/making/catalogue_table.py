"""The table of all photographs for catalogues."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.making.csv_files import csv_file
from sitegen.making.input_files import InputFiles
from sitegen.making.print.localization import Localization
from sitegen.model.collection_orders import CatalogueTable
from sitegen.model.print_words import PrintText


def catalogue_csv(order: CatalogueTable, files: InputFiles) -> bytes:
    """Make the table; of a site in one language, no column says which."""
    content, words = order.content, Localization(order.content.languages, files)
    codes = [f"@{code}" if words.codes[1:] else "" for code in words.codes]
    names = [f"{one.name}{code}" for one in content.columns for code in (codes if one.spoken else [""])]
    return csv_file([names, *([*_cells(row, words)] for row in content.rows)])


def _cells(row: tuple[str | PrintText, ...], words: Localization) -> Iterator[str]:
    for cell in row:
        if isinstance(cell, str):
            yield cell
        else:
            yield from (text.replace("\u00a0", " ") for text in words.text(cell).values())
