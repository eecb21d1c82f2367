"""The charts of an infographic as typed values, and the arithmetic that each of them must hold.

A chart names its source or is a sample; parts add up to their whole; every unit is one the record describes.
Problem codes raised here, each at the value it concerns: `missing-source`, `sample-with-source`,
`parts-do-not-add-up`, `row-does-not-add-up` and `parts-exceed-whole` (`sum`, `whole`), `nothing-to-divide`,
`too-many-symbols` (`count`, `most`), `two-rests`, `value-or-rest`, `unknown-unit` (`unit`, `known`),
`duplicate-chart` (`id`), `unknown-part` and `missing-part` (`part`), `wrong-count` (`expected`, `found`),
`two-tiles-in-one-place` (`column`, `row`), `unknown-chart` (`value`, `choices`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from sitegen.content.figures import (
    PERCENT,
    Amount,
    ChartSource,
    Found,
    Name,
    Number,
    Piece,
    Unit,
    check_whole,
    fault,
    raise_all,
)
from sitegen.content.placed_pictures import Told
from sitegen.model.choices import Accent, Approx, Icon, Scale
from sitegen.model.entries import Flag, Id, Part
from sitegen.model.languages import Pair, Text

MOST_SYMBOLS = 1000
"""So many symbols can still be seen as single ones on a page, and drawn by a browser."""


class Chart(Part):
    """What every chart has; `description` is for people who do not see the picture."""

    id: Id
    kind: str
    title: Text
    description: Text
    unit: str
    note: Text | None = None
    source: ChartSource | None = None
    sample: Flag = False

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if self.source is None and not self.sample:
            raise fault("missing-source")
        if self.source and self.sample:
            raise fault("sample-with-source")
        return self


class NumberChart(Chart):
    """One big number and the sentence it belongs to."""

    kind: Literal["number"]
    value: Number
    approx: Approx | None = None
    label: Text


class BarChart(Chart):
    """Bars side by side, in the order of the record."""

    kind: Literal["bar"]
    rows: list[Amount] = Field(min_length=2)


class ShareChart(Chart):
    """Parts of one whole."""

    kind: Literal["share"]
    parts: list[Piece] = Field(min_length=2)
    whole: Number

    @field_validator("whole")
    @classmethod
    def _adds_up(cls, whole: Decimal, info: ValidationInfo) -> Decimal:
        if "parts" in info.data:
            check_whole(info.data["parts"], whole)
        return whole


class PictogramChart(Chart):
    """Rows of symbols, one for every `per` units; with a `whole` the rows fill one field together."""

    kind: Literal["pictogram"]
    icon: Icon = "person"
    per: Annotated[Decimal, Field(gt=0, max_digits=15)] = Decimal(1)
    rows: list[Piece] = Field(min_length=1)
    whole: Number | None = Field(default=None, validate_default=True)

    @field_validator("whole")
    @classmethod
    def _adds_up(cls, whole: Decimal | None, info: ValidationInfo) -> Decimal | None:
        rows = info.data.get("rows", [])
        if whole is None:
            raise_all(((), "value-or-rest", {}, row) for row in rows if row.rest)
        elif rows:
            check_whole(rows, whole)
        return whole

    @model_validator(mode="after")
    def _countable(self) -> Self:
        values = [row.value for row in self.rows if row.value is not None]
        count = round((self.whole or sum(values)) / self.per)
        if count > MOST_SYMBOLS:
            raise_all([(("per",), "too-many-symbols", {"count": count, "most": MOST_SYMBOLS}, str(self.per))])
        return self


class StackPart(Part):
    """One part that every strip of a stacked chart is divided into."""

    id: Id
    label: Text
    highlight: Flag = False


class StackRow(Part):
    """One strip: its values by part id, and their sum as the source gives it."""

    label: Text
    values: dict[str, Number]
    total: Number

    @field_validator("total")
    @classmethod
    def _adds_up(cls, total: Decimal, info: ValidationInfo) -> Decimal:
        values = info.data.get("values")
        if values is not None and sum(values.values()) != total:
            raise fault("row-does-not-add-up", sum=str(sum(values.values())), whole=str(total))
        return total


class StackedChart(Chart):
    """Strips divided into the same parts; `scale` says whether they share one scale or each is a whole."""

    kind: Literal["stacked"]
    parts: list[StackPart] = Field(min_length=2, max_length=4)
    scale: Scale = "common"
    rows: list[StackRow] = Field(min_length=1)

    @field_validator("rows")
    @classmethod
    def _same_parts(cls, rows: list[StackRow], info: ValidationInfo) -> list[StackRow]:
        if "parts" in info.data:
            raise_all(_wrong_parts(rows, [part.id for part in info.data["parts"]]))
        if info.data.get("scale") == "each":
            raise_all(((index, "total"), "nothing-to-divide", {}, 0) for index, row in enumerate(rows) if not row.total)
        return rows


def _wrong_parts(rows: Sequence[StackRow], parts: Sequence[str]) -> Iterable[Found]:
    for index, row in enumerate(rows):
        for part in row.values:
            if part not in parts:
                yield (index, "values", part), "unknown-part", {"part": part}, part
        for part in parts:
            if part not in row.values:
                yield (index, "values"), "missing-part", {"part": part}, row.label


class Series(Part):
    """One line: a value for each point of the axis."""

    label: Text
    values: list[Number]


class LineChart(Chart):
    """Change over time: `at` are the points of the axis as they are written, `axis` is their heading."""

    kind: Literal["line"]
    axis: Text
    at: list[Name] = Field(min_length=2, max_length=16)
    series: list[Series] = Field(min_length=1, max_length=3)

    @field_validator("series")
    @classmethod
    def _same_length(cls, series: list[Series], info: ValidationInfo) -> list[Series]:
        expected = len(info.data.get("at", ()))
        raise_all(
            ((index, "values"), "wrong-count", {"expected": expected, "found": len(line.values)}, line.label)
            for index, line in enumerate(series)
            if expected and len(line.values) != expected
        )
        return series


class Tile(Part):
    """One square of a tile map: its place counts from 1, from the top left corner."""

    label: Text
    short: Annotated[Name, Field(max_length=4)]
    column: Annotated[int, Field(ge=1, le=12)]
    row: Annotated[int, Field(ge=1, le=12)]
    value: Number


class TilesChart(Chart):
    """A map of squares of one size, each about where it lies; `place` is the heading of their names."""

    kind: Literal["tiles"]
    place: Text
    tiles: list[Tile] = Field(min_length=2)

    @field_validator("tiles")
    @classmethod
    def _apart(cls, tiles: list[Tile]) -> list[Tile]:
        places = [(tile.column, tile.row) for tile in tiles]
        raise_all(
            ((index,), "two-tiles-in-one-place", {"column": tile.column, "row": tile.row}, tile.short)
            for index, tile in enumerate(tiles)
            if (tile.column, tile.row) in places[:index]
        )
        return tiles


CHARTS: dict[str, type[Chart]] = {
    "bar": BarChart,
    "line": LineChart,
    "number": NumberChart,
    "pictogram": PictogramChart,
    "share": ShareChart,
    "stacked": StackedChart,
    "tiles": TilesChart,
}


def _by_kind(value: Any, info: ValidationInfo) -> Any:
    """Read a chart as its kind: a plain union would put the kind into the place of every fault."""
    if not isinstance(value, dict):
        raise fault("wrong-type", expected="mapping", remedy="write-mapping")
    kind = value.get("kind", "")
    model = CHARTS.get(kind) if isinstance(kind, str) else None
    if model is None:
        detail = {"value": str(kind), "choices": ", ".join(CHARTS)}
        raise_all([(("kind",), "unknown-chart", detail, kind)])
        return value
    return model.model_validate(value, context=info.context)


AnyChart = Annotated[
    BarChart | LineChart | NumberChart | PictogramChart | ShareChart | StackedChart | TilesChart,
    BeforeValidator(_by_kind),
]


class Infographic(Told):
    """A poster: its charts, the units they count in, and one accent colour."""

    title: Text
    summary: Text
    order: int = 0
    accent: Accent = "blue"
    pair: Pair = []
    quantity: Annotated[int, Field(ge=1)] | None = None
    paper: Text | None = None
    units: dict[Id, Unit] = Field(default_factory=dict)
    charts: list[AnyChart] = Field(min_length=1)

    @field_validator("charts")
    @classmethod
    def _consistent(cls, charts: list[Chart], info: ValidationInfo) -> list[Chart]:
        raise_all([*_unknown_units(charts, info.data.get("units")), *_doubles(charts)])
        return charts


def _unknown_units(charts: Sequence[Chart], units: dict[str, Unit] | None) -> Iterable[Found]:
    if units is None:
        return
    known = [PERCENT, *units]
    for index, chart in enumerate(charts):
        if chart.unit not in known:
            params = {"unit": chart.unit, "known": ", ".join(known)}
            yield (index, "unit"), "unknown-unit", params, chart.unit


def _doubles(charts: Sequence[Chart]) -> Iterable[Found]:
    ids = [chart.id for chart in charts]
    for index, identifier in enumerate(ids):
        if identifier in ids[:index]:
            yield (index, "id"), "duplicate-chart", {"id": identifier}, identifier
