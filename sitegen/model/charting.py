"""A chart in one language: its texts picked, its numbers written. Pages, drawings and tables are made of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Literal

from sitegen.model.choices import Accent, Approx, Icon, Scale
from sitegen.model.languages import Writing


@dataclass(frozen=True)
class Figure:
    """A number, for machines and as people read it; `approx` says how it was rounded, empty where it is exact."""

    value: float
    text: str
    approx: Approx | Literal[""] = ""


@dataclass(frozen=True)
class Row:
    """Figures, and what they are about: a line of a table, a line in a plot."""

    label: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Table:
    """The figures of a chart: the headings of its columns, the first over the labels, and its lines."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class SourceLine:
    """The name and the date of a source, and where it can be read; no address is empty."""

    text: str
    url: str


@dataclass(frozen=True)
class ChartData(ABC):
    """What a chart of some kind shows; `unit` is the heading over its figures."""

    kind: ClassVar[str]
    unit: str

    @property
    @abstractmethod
    def table(self) -> Table:
        """The same as a table."""


@dataclass(frozen=True)
class NumberData(ChartData):
    """One big number, and the sentence it belongs to, in one language or in two."""

    kind = "number"
    figure: Figure
    sentences: tuple[str, ...]

    @property
    def table(self) -> Table:
        """One line."""
        return Table(("", self.unit), (Row(self.sentences[0], (self.figure,)),))


@dataclass(frozen=True)
class Amount:
    """A labelled figure; `share` is its part of the whole in per cent, where that says more than the figure."""

    label: str
    figure: Figure
    highlight: bool
    share: str = ""


@dataclass(frozen=True)
class AmountsData(ChartData):
    """Amounts, in this order."""

    rows: tuple[Amount, ...]

    @property
    def table(self) -> Table:
        """A line for each."""
        return Table(("", self.unit), tuple(Row(amount.label, (amount.figure,)) for amount in self.rows))


@dataclass(frozen=True)
class BarData(AmountsData):
    """Bars."""

    kind = "bar"


@dataclass(frozen=True)
class ShareData(AmountsData):
    """Parts of one whole."""

    kind = "share"


@dataclass(frozen=True)
class PictogramData(AmountsData):
    """Rows of symbols, one for every `per` units; `together` they fill one field."""

    kind = "pictogram"
    icon: Icon
    per: float
    together: bool


@dataclass(frozen=True)
class StripPart:
    """What every strip is divided into."""

    label: str
    highlight: bool


@dataclass(frozen=True)
class Strip(Row):
    """The figures of all parts, and their sum."""

    total: float


@dataclass(frozen=True)
class StackedData(ChartData):
    """Strips divided into the same parts, on one scale or each a whole; `half` names the middle of a whole."""

    kind = "stacked"
    parts: tuple[StripPart, ...]
    rows: tuple[Strip, ...]
    scale: Scale
    half: str

    @property
    def table(self) -> Table:
        """A line for each strip."""
        return Table(("", *(part.label for part in self.parts)), self.rows)


@dataclass(frozen=True)
class LineData(ChartData):
    """Lines over the points of an axis."""

    kind = "line"
    axis: str
    at: tuple[str, ...]
    series: tuple[Row, ...]

    @property
    def table(self) -> Table:
        """A line for each point, a column for each series."""
        head = (self.axis, *(series.label for series in self.series))
        columns = zip(*(series.figures for series in self.series), strict=True)
        return Table(head, tuple(Row(point, figures) for point, figures in zip(self.at, columns, strict=True)))


@dataclass(frozen=True)
class Tile:
    """One square of a tile map; its place counts from 1, from the top left corner."""

    label: str
    short: str
    column: int
    row: int
    figure: Figure


@dataclass(frozen=True)
class TilesData(ChartData):
    """A map of squares; `place` is the heading of their names."""

    kind = "tiles"
    place: str
    tiles: tuple[Tile, ...]

    @property
    def table(self) -> Table:
        """A line for each tile."""
        return Table((self.place, self.unit), tuple(Row(tile.label, (tile.figure,)) for tile in self.tiles))


@dataclass(frozen=True)
class ChartView:
    """A chart with what stands around it; `description` is for people who do not see it.

    A text that was left out is empty; a `sample` has no source.
    """

    id: str
    writing: Writing
    accent: Accent
    title: str
    description: str
    note: str
    sample: bool
    source: SourceLine | None
    data: ChartData

    @property
    def kind(self) -> str:
        """The kind of its data."""
        return self.data.kind

    @property
    def table(self) -> Table:
        """Its figures as a table."""
        return self.data.table
