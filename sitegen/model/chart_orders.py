"""The orders of charts: drawings, tables, pictures to share, posters."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.charting import ChartView, Table
from sitegen.model.choices import Accent
from sitegen.model.languages import Writing
from sitegen.model.order import Order
from sitegen.model.print_identity import Identity, Notice


@dataclass(frozen=True)
class ChartDrawing(Order):
    """A chart as a file of its own (SVG), with the publisher's name and address at its foot."""

    chart: ChartView
    brand: str
    address: str


@dataclass(frozen=True)
class ChartSlice(ChartDrawing):
    """The same as a picture for social networks (PNG); width and height in pixels."""

    width: int
    height: int


@dataclass(frozen=True)
class ChartTable(Order):
    """The figures of a chart (CSV)."""

    table: Table


@dataclass(frozen=True)
class PaperSize:
    """A size of paper, in millimetres."""

    name: str
    width: float
    height: float


@dataclass(frozen=True)
class PosterTexts:
    """What a poster says in one language."""

    writing: Writing
    title: str
    summary: str
    brand: str
    charts: tuple[ChartView, ...]


@dataclass(frozen=True)
class Poster(Order):
    """The charts of an infographic on one sheet for the press (PDF), in one language or two.

    `address` goes into the code, `short_address` is what people type.
    """

    size: PaperSize
    accent: Accent
    texts: tuple[PosterTexts, ...]
    address: str
    short_address: str
    notices: tuple[Notice, ...]
    identity: Identity
