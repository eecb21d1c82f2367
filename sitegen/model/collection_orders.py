"""The orders of what libraries, archives and museums take over: IIIF, and the table of all photographs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.model.languages import Writing
from sitegen.model.order import Made, Order
from sitegen.model.print_words import PrintText


@dataclass(frozen=True)
class IiifContent:
    """A IIIF resource as JSON says it, and the languages in which its texts (`PrintText`) are language maps."""

    languages: tuple[Writing, ...]
    said: Mapping[str, object]


@dataclass(frozen=True)
class IiifResource(Order):
    """A resource of the IIIF Presentation API 3.0 (JSON-LD); `parts` are others, which it has as its `items`."""

    content: IiifContent
    parts: tuple[Made, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of the table: its name, and whether it is one for each language (`name@cs`)."""

    name: str
    spoken: bool = False


@dataclass(frozen=True)
class CatalogueContent:
    """The table: a row for each thing, with a text in each language where its column has it, else one text."""

    languages: tuple[Writing, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | PrintText, ...], ...]


@dataclass(frozen=True)
class CatalogueTable(Order):
    """What a catalogue takes over, as a table (CSV)."""

    content: CatalogueContent
