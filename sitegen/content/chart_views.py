"""Charts in one language: plain data with every text picked and every number written.

A number is given twice, `value` for machines and `text` for people, so that chart, table and CSV cannot
differ. Words of the interface (about, source) are left to the templates, which know the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel import Locale
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
from sitegen.content.figures import PERCENT, Approx, Piece, Unit
from sitegen.model.dates import When, WhenKind
from sitegen.model.formatting import format_number, format_when
from sitegen.model.languages import Language
from sitegen.model.web_orders import View

_ODD_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f", " "))


@dataclass(frozen=True)
class _Pen:
    """Writes the texts and numbers of one chart in one language."""

    language: Language
    unit: Unit | None

    def text(self, value: dict[str, str] | None) -> str:
        return value[self.language.code] if value else ""

    def number(self, value: Decimal, approx: Approx | None = None) -> View:
        """A figure: `value`, `text`, and `approx` (about, over or empty)."""
        text = format_number(value, self.language.locale) if self.unit else self.percent(value)
        return {"value": _raw(value), "text": text, "approx": approx or ""}

    def percent(self, value: Decimal) -> str:
        text = format_percent(value / 100, locale=self.language.locale, decimal_quantization=False)
        return text.translate(_ODD_SPACES)

    def share(self, value: Decimal, whole: Decimal) -> str:
        """A part of a whole in whole per cent; empty where the figure is itself a percentage."""
        return self.percent((value / whole * 100).quantize(Decimal(1))) if self.unit and whole else ""

    def counted(self, value: Decimal) -> str:
        """The unit's name in the plural form that the number asks for."""
        forms = self.unit.forms.get(self.language.code, {}) if self.unit else {}
        category = Locale.parse(self.language.locale).plural_form(value)
        return forms.get(category, forms.get("other", ""))  # type: ignore[call-overload, no-any-return]  # the forms are of one kind per record

    def heading(self) -> str:
        return self.text(self.unit.heading) if self.unit else "%"


def _raw(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def chart_view(chart: Chart, infographic: Infographic, language: Language) -> View:
    """One chart for templates and recipes.

    Always there: `id kind language accent title description note sample unit` (the column heading),
    `source` (None or `name`, `date`, `url`) and `table` (`head`, and `rows` of one label and figures).
    The rest depends on the kind; see the functions of this module.
    """
    pen = _Pen(language, infographic.units.get(chart.unit) if chart.unit != PERCENT else None)
    view = {
        "id": chart.id,
        "kind": chart.kind,
        "language": language.code,
        "accent": infographic.accent,
        "title": pen.text(chart.title),
        "description": pen.text(chart.description),
        "note": pen.text(chart.note),
        "sample": bool(chart.sample or infographic.sample),
        "unit": pen.heading(),
        "source": _source(chart, pen),
    }
    own = _VIEWS[type(chart)](chart, pen)
    return view | own


def _source(chart: Chart, pen: _Pen) -> View | None:
    if chart.source is None:
        return None
    date = When(WhenKind.POINT, (chart.source.date,))
    return {
        "name": pen.text(chart.source.name),
        "date": format_when(date, pen.language.locale),
        "iso": date.iso,
        "url": chart.source.url or "",
    }


def _table(head: Sequence[str], rows: Sequence[tuple[str, Sequence[View]]]) -> View:
    """Headings, the first over the labels; rows of a label and figures."""
    plain = [{"label": label, "figures": list(figures)} for label, figures in rows]
    return {"head": list(head), "rows": plain}


def _number(chart: NumberChart, pen: _Pen) -> View:
    figure = pen.number(chart.value, chart.approx)
    label = pen.text(chart.label)
    return {"figure": figure, "label": label, "table": _table(["", pen.heading()], [(label, [figure])])}


def _bar(chart: BarChart, pen: _Pen) -> View:
    rows = [
        {
            "label": pen.text(row.label),
            "highlight": row.highlight,
            "figure": pen.number(row.value, row.approx),
        }
        for row in chart.rows
    ]
    return {"rows": rows, "table": _table(["", pen.heading()], _labelled(rows))}


def _labelled(rows: Sequence[View]) -> list[tuple[str, list[View]]]:
    return [(row["label"], [row["figure"]]) for row in rows]


def _pieces(pieces: Sequence[Piece], whole: Decimal | None, pen: _Pen) -> list[View]:
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
        found.append(
            {
                "label": pen.text(piece.label),
                "highlight": piece.highlight,
                "figure": pen.number(value, approx),
                "share": pen.share(value, whole) if whole else "",
                "counted": pen.counted(value),
            }
        )
    return found


def _grain(rounded: Sequence[Decimal]) -> Decimal | None:
    """The largest power of ten that all rounded values are multiples of; None where nothing was rounded."""
    if not rounded:
        return None
    grain = Decimal(1)
    while all(value % (grain * 10) == 0 for value in rounded):
        grain *= 10
    return grain


def _share(chart: ShareChart, pen: _Pen) -> View:
    parts = _pieces(chart.parts, chart.whole, pen)
    return {
        "parts": parts,
        "whole": pen.number(chart.whole),
        "table": _table(["", pen.heading()], _labelled(parts)),
    }


def _pictogram(chart: PictogramChart, pen: _Pen) -> View:
    rows = _pieces(chart.rows, chart.whole, pen)
    return {
        "rows": rows,
        "icon": chart.icon,
        "per": pen.number(chart.per) | {"counted": pen.counted(chart.per)},
        "whole": pen.number(chart.whole) if chart.whole is not None else None,
        "table": _table(["", pen.heading()], _labelled(rows)),
    }


def _stacked(chart: StackedChart, pen: _Pen) -> View:
    parts = [{"label": pen.text(part.label), "highlight": part.highlight} for part in chart.parts]
    rows: list[View] = [
        {
            "label": pen.text(row.label),
            "figures": [pen.number(row.values[part.id]) for part in chart.parts],
            "total": pen.number(row.total),
        }
        for row in chart.rows
    ]
    heads = [pen.text(part.label) for part in chart.parts]
    return {
        "parts": parts,
        "rows": rows,
        "scale": chart.scale,
        "half": pen.percent(Decimal(50)),
        "table": _table(["", *heads], [(row["label"], row["figures"]) for row in rows]),
    }


def _line(chart: LineChart, pen: _Pen) -> View:
    series: list[View] = [
        {"label": pen.text(line.label), "figures": [pen.number(value) for value in line.values]}
        for line in chart.series
    ]
    rows = [(point, [line["figures"][index] for line in series]) for index, point in enumerate(chart.at)]
    heads = [line["label"] for line in series]
    return {"at": chart.at, "series": series, "table": _table([pen.text(chart.axis), *heads], rows)}


def _tiles(chart: TilesChart, pen: _Pen) -> View:
    tiles = [
        {
            "label": pen.text(tile.label),
            "short": tile.short,
            "column": tile.column,
            "row": tile.row,
            "figure": pen.number(tile.value),
        }
        for tile in chart.tiles
    ]
    place = pen.text(chart.place)
    return {"tiles": tiles, "place": place, "table": _table([place, pen.heading()], _labelled(tiles))}


_VIEWS: dict[type[Chart], Callable[[Any, _Pen], View]] = {
    BarChart: _bar,
    LineChart: _line,
    NumberChart: _number,
    PictogramChart: _pictogram,
    ShareChart: _share,
    StackedChart: _stacked,
    TilesChart: _tiles,
}
