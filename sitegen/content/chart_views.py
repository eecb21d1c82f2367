"""Charts in one language: every text picked, every number written.

A number is given twice, `value` for machines and `text` for people, so that chart, table and CSV cannot
differ. Words of the interface (about, source) are left to the templates, which know the catalogue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_percent

from sitegen.content.charts import (
    BarChart,
    Chart,
    Infographic,
    LineChart,
    NumberChart,
    PictogramChart,
    ShareChart,
    StackedChart,
    TilesChart,
)
from sitegen.content.figures import PERCENT, ChartSource, Piece, Unit
from sitegen.model.charting import (
    Amount,
    BarData,
    ChartData,
    ChartView,
    Figure,
    LineData,
    NumberData,
    PictogramData,
    Row,
    ShareData,
    SourceLine,
    StackedData,
    Strip,
    StripPart,
    Tile,
    TilesData,
)
from sitegen.model.choices import Approx
from sitegen.model.dates import When, WhenKind
from sitegen.model.formatting import format_number, format_when
from sitegen.model.languages import Language

_ODD_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f", " "))


@dataclass(frozen=True)
class _Localizer:
    """Picks the texts and writes the numbers of one chart in one language; no unit means per cent."""

    language: Language
    unit: Unit | None

    def text(self, value: dict[str, str] | None) -> str:
        return value[self.language.code] if value else ""

    def figure(self, value: Decimal, approx: Approx | None = None) -> Figure:
        text = format_number(value, self.language.locale) if self.unit else self.percent(value)
        return Figure(_number(value), text, approx or "")

    def percent(self, value: Decimal) -> str:
        text = format_percent(value / 100, locale=self.language.locale, decimal_quantization=False)
        return text.translate(_ODD_SPACES)

    def share(self, value: Decimal, whole: Decimal) -> str:
        """A part of a whole in whole per cent; empty where the figure is itself a percentage."""
        return self.percent((value / whole * 100).quantize(Decimal(1))) if self.unit else ""

    def heading(self) -> str:
        return self.text(self.unit.heading) if self.unit else "%"

    def source(self, source: ChartSource) -> SourceLine:
        date = format_when(When(WhenKind.POINT, (source.date,)), self.language.locale, self.language.dates)
        return SourceLine(f"{self.text(source.name)}, {date}", source.url or "")


def _number(value: Decimal) -> float:
    """The number as JSON and CSV show it: 12, not 12.0."""
    return int(value) if value == value.to_integral_value() else float(value)


def chart_view(chart: Chart, infographic: Infographic, language: Language) -> ChartView:
    """One chart in one language."""
    local = _Localizer(language, infographic.units.get(chart.unit) if chart.unit != PERCENT else None)
    return ChartView(
        id=chart.id,
        writing=language.writing,
        accent=infographic.accent,
        title=local.text(chart.title),
        description=local.text(chart.description),
        note=local.text(chart.note),
        sample=chart.sample or infographic.sample,
        source=local.source(chart.source) if chart.source else None,
        data=_data(chart, local),
    )


def _data(chart: Chart, local: _Localizer) -> ChartData:
    unit = local.heading()
    match chart:
        case NumberChart():
            return NumberData(unit, local.figure(chart.value, chart.approx), (local.text(chart.label),))
        case BarChart():
            return BarData(unit, _bars(chart, local))
        case ShareChart():
            return ShareData(unit, _pieces(chart.parts, chart.whole, local))
        case PictogramChart():
            rows = _pieces(chart.rows, chart.whole, local)
            return PictogramData(unit, rows, chart.icon, _number(chart.per), together=chart.whole is not None)
        case StackedChart():
            return _stacked(chart, local)
        case LineChart():
            return _lines(chart, local)
        case TilesChart():
            return TilesData(unit, local.text(chart.place), _tiles(chart, local))
    raise TypeError(f"{type(chart).__name__} has no view")


def _bars(chart: BarChart, local: _Localizer) -> tuple[Amount, ...]:
    return tuple(
        Amount(local.text(row.label), local.figure(row.value, row.approx), row.highlight) for row in chart.rows
    )


def _pieces(pieces: Sequence[Piece], whole: Decimal | None, local: _Localizer) -> tuple[Amount, ...]:
    """Parts with their figures; what the rest takes is no more exact than the parts that were rounded."""
    known = sum((piece.value for piece in pieces if piece.value is not None), Decimal(0))
    grain = _grain([piece.value for piece in pieces if piece.value and piece.approx])
    found = []
    for piece in pieces:
        value, approx = piece.value, piece.approx
        if value is None:
            value = (whole or Decimal(0)) - known
            approx = "about" if grain else None
            value = (value / grain).quantize(Decimal(1)) * grain if grain else value
        share = local.share(value, whole) if whole else ""
        found.append(Amount(local.text(piece.label), local.figure(value, approx), piece.highlight, share))
    return tuple(found)


def _grain(rounded: Sequence[Decimal]) -> Decimal | None:
    """The largest power of ten that all rounded values are multiples of; None where nothing was rounded."""
    if not rounded:
        return None
    return min(Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) for value in rounded)


def _stacked(chart: StackedChart, local: _Localizer) -> StackedData:
    rows = tuple(
        Strip(
            local.text(row.label),
            tuple(local.figure(row.values[part.id]) for part in chart.parts),
            _number(row.total),
        )
        for row in chart.rows
    )
    parts = tuple(StripPart(local.text(part.label), part.highlight) for part in chart.parts)
    return StackedData(local.heading(), parts, rows, chart.scale, half=local.percent(Decimal(50)))


def _lines(chart: LineChart, local: _Localizer) -> LineData:
    series = tuple(
        Row(local.text(line.label), tuple(local.figure(value) for value in line.values)) for line in chart.series
    )
    return LineData(local.heading(), local.text(chart.axis), tuple(chart.at), series)


def _tiles(chart: TilesChart, local: _Localizer) -> tuple[Tile, ...]:
    return tuple(
        Tile(local.text(tile.label), tile.short, tile.column, tile.row, local.figure(tile.value))
        for tile in chart.tiles
    )
