"""Charts in records: what they must hold, where a fault is reported, and what their views say."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from sitegen.content.chart_views import chart_view
from sitegen.content.charts import CHARTS, Infographic
from sitegen.model.charting import Figure, ShareData
from tests.charting import CONTEXT, LANGUAGES, RECORDS, infographic

TEXT = {"cs": "Slovo", "en": "Word"}
BASE = {"title": TEXT, "description": TEXT, "unit": "people", "source": {"name": TEXT, "date": "2019-01"}}
ZERO = {"label": TEXT, "value": "0"}
PICTOGRAM = {"id": "people", "kind": "pictogram", **BASE, "rows": [{"label": TEXT, "value": "2"}]}
RECORD: dict[str, Any] = {
    "title": TEXT,
    "summary": TEXT,
    "units": {"people": {"heading": TEXT}},
    "charts": [
        {
            "id": "parts",
            "kind": "share",
            **BASE,
            "parts": [{"label": TEXT, "value": "30"}, {"label": TEXT, "value": "70"}],
            "whole": "100",
        },
        {
            "id": "rows",
            "kind": "stacked",
            **BASE,
            "parts": [{"id": "a", "label": TEXT}, {"id": "b", "label": TEXT}],
            "rows": [{"label": TEXT, "values": {"a": "1", "b": "2"}, "total": "3"}],
        },
        {
            "id": "years",
            "kind": "line",
            **BASE,
            "axis": TEXT,
            "at": ["2018", "2019"],
            "series": [{"label": TEXT, "values": ["1", "2"]}],
        },
        {
            "id": "map",
            "kind": "tiles",
            **BASE,
            "place": TEXT,
            "tiles": [
                {"label": TEXT, "short": "1", "column": "1", "row": "1", "value": "0"},
                {"label": TEXT, "short": "2", "column": "2", "row": "1", "value": "5"},
            ],
        },
    ],
}


def read(change: Callable[[list[Any]], object]) -> Infographic:
    record = copy.deepcopy(RECORD)
    change(record["charts"])
    return Infographic.model_validate(record, context=CONTEXT)


def test_a_sound_record_is_read() -> None:
    assert [chart.kind for chart in read(lambda _: None).charts] == ["share", "stacked", "line", "tiles"]


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (lambda c: c[0].update(whole="101"), "parts-do-not-add-up", (0, "whole")),
        (lambda c: c[0].update(whole="99"), "parts-exceed-whole", (0, "whole")),
        (lambda c: c[0].update(whole="0", parts=[ZERO, ZERO]), "nothing-to-divide", (0, "whole")),
        (lambda c: c.append(PICTOGRAM | {"rows": [ZERO], "whole": "0"}), "nothing-to-divide", (4, "whole")),
        (lambda c: c.append(PICTOGRAM | {"per": "0"}), "greater_than", (4, "per")),
        (lambda c: c.append(PICTOGRAM | {"per": "0.001"}), "too-many-symbols", (4, "per")),
        (lambda c: c.append(PICTOGRAM | {"per": "0.001", "whole": "2"}), "too-many-symbols", (4, "per")),
        (
            lambda c: c[1].update(scale="each", rows=[{"label": TEXT, "values": {"a": "0", "b": "0"}, "total": "0"}]),
            "nothing-to-divide",
            (1, "rows", 0, "total"),
        ),
        (lambda c: c[0]["parts"][0].pop("value"), "value-or-rest", (0, "parts", 0)),
        (lambda c: c[0]["parts"][0].update(rest="true"), "value-or-rest", (0, "parts", 0)),
        (
            lambda c: c[0].update(parts=[{"label": TEXT, "rest": "true"}, {"label": TEXT, "rest": "true"}]),
            "two-rests",
            (0, "whole"),
        ),
        (lambda c: c[0].update(unit="pigeons"), "unknown-unit", (0, "unit")),
        (lambda c: c[0].pop("source"), "missing-source", (0,)),
        (lambda c: c[0].update(sample="true"), "sample-with-source", (0,)),
        (lambda c: c[0].update(kind="pie"), "unknown-chart", (0, "kind")),
        (lambda c: c[0].update(kind=[]), "unknown-chart", (0, "kind")),
        (lambda c: c[1].update(id="parts"), "duplicate-chart", (1, "id")),
        (lambda c: c[1]["rows"][0].update(total="4"), "row-does-not-add-up", (1, "rows", 0, "total")),
        (lambda c: c[1]["rows"][0]["values"].update(c="0"), "unknown-part", (1, "rows", 0, "values", "c")),
        (
            lambda c: c[1]["rows"][0].update(values={"a": "3"}),
            "missing-part",
            (1, "rows", 0, "values"),
        ),
        (lambda c: c[2]["series"][0]["values"].pop(), "wrong-count", (2, "series", 0, "values")),
        (lambda c: c[2].update(at=["2018"], series=[{"label": TEXT, "values": ["1"]}]), "too_short", (2, "at")),
        (lambda c: c[3]["tiles"][1].update(column="1"), "two-tiles-in-one-place", (3, "tiles", 1)),
        (lambda c: c[3].update(colour="red"), "extra_forbidden", (3, "colour")),
        (lambda c: c[3]["tiles"][0].update(value="-1"), "greater_than_equal", (3, "tiles", 0, "value")),
    ],
)
def test_a_fault_is_found_at_its_own_value(
    change: Callable[[list[Any]], object], code: str, place: tuple[str | int, ...]
) -> None:
    with pytest.raises(ValidationError) as caught:
        read(change)
    assert [(fault["type"], fault["loc"]) for fault in caught.value.errors()] == [(code, ("charts", *place))]


def test_the_rest_of_a_rounded_whole_is_no_more_exact_than_its_parts() -> None:
    parts = [{"label": TEXT, "value": "51200", "approx": "about"}, {"label": TEXT, "rest": "true"}]
    found = read(lambda charts: charts[0].update(parts=parts, whole="206656"))
    view = chart_view(found.charts[0], found, LANGUAGES["cs"])
    assert isinstance(view.data, ShareData)
    assert view.data.rows[1].figure == Figure(155500, "155 500", "about")
    assert view.data.rows[0].share == "25 %"


def test_the_rest_is_as_exact_as_rounded_fractions() -> None:
    parts = [{"label": TEXT, "value": "9.5", "approx": "about"}, {"label": TEXT, "rest": "true"}]
    found = read(lambda charts: charts[0].update(parts=parts, whole="10"))
    view = chart_view(found.charts[0], found, LANGUAGES["cs"])
    assert isinstance(view.data, ShareData)
    assert view.data.rows[1].figure == Figure(0.5, "0,5", "about")


def test_letters_in_pieces_are_put_together() -> None:
    """Texts pasted from a PDF hold accents as characters of their own (NFD), which no rule of typography knows."""
    pieces = {code: unicodedata.normalize("NFD", "Příbram") for code in LANGUAGES}
    found = read(lambda charts: charts[2].update(title=pieces, axis=pieces, at=[pieces["cs"], "2019"]))
    view = chart_view(found.charts[2], found, LANGUAGES["cs"])
    assert [view.title, view.table.head[0], view.table.rows[0].label] == ["Příbram"] * 3


def test_numbers_are_written_as_the_language_has_them() -> None:
    rows = [{"label": TEXT, "value": "1"}, {"label": TEXT, "value": "1200.5"}]
    found = read(
        lambda charts: charts.append({"id": "people", "kind": "pictogram", "per": "100", **BASE, "rows": rows})
    )
    written = {
        code: [row.figures[0].text for row in chart_view(found.charts[-1], found, language).table.rows]
        for code, language in LANGUAGES.items()
    }
    assert written == {"cs": ["1", "1 200,5"], "en": ["1", "1,200.5"]}


def test_the_projects_posters_use_every_kind_of_chart_and_name_their_sources() -> None:
    charts = [chart for path in RECORDS for chart in infographic(path.stem).charts]
    assert {chart.kind for chart in charts} == set(CHARTS)
    assert all(chart.source or chart.title["en"].startswith("Sample") for chart in charts)
