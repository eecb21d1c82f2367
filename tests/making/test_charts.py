"""Charts as files: the same numbers everywhere, real text that was measured, and nothing from outside."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image, ImageChops

from sitegen.content.kinds.infographic_pages import SLICES
from sitegen.making.charts.captions import bilingual, captioned
from sitegen.making.charts.colours import dark_paint, paint
from sitegen.making.charts.letters import width, wrap
from sitegen.making.charts.marks import Plot, fills
from sitegen.making.charts.plotting import WIDE, lay_out, plotted, typeset_data
from sitegen.making.charts.rendering import chart_svg, chart_templates, words_of
from sitegen.making.charts.sheets import Imprint, filled
from sitegen.making.charts.slices import chart_slice
from sitegen.making.charts.tables import chart_csv
from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles
from sitegen.making.typefaces import SANS
from sitegen.model.chart_orders import ChartTable
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
    StackedData,
    Strip,
    StripPart,
    Tile,
    TilesData,
)
from tests.charting import ROOT, drawing, input_files, name_of, picture, views

SVG = "{http://www.w3.org/2000/svg}"
EVERY = pytest.mark.parametrize("view", views(), ids=name_of)
NARROW = 340.0
ACCENTS = ("blue", "green", "ochre", "red")


def drawn(view: ChartView, folder: Path) -> etree._Element:
    return etree.fromstring(chart_svg(drawing(view), input_files(folder)))


def figures(view: ChartView) -> list[float]:
    return sorted(figure.value for row in view.table.rows for figure in row.figures)


@EVERY
def test_drawing_table_and_csv_hold_the_same_numbers(view: ChartView, tmp_path: Path) -> None:
    svg = drawn(view, tmp_path)
    in_svg = sorted(float(group.get("data-value")) for group in svg.iter(f"{SVG}g") if group.get("data-value"))
    text = chart_csv(ChartTable(view.table), InputFiles()).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert in_svg == figures(view)
    assert sorted(float(cell) for row in rows[1:] for cell in row[1:]) == figures(view)
    assert [row[0] for row in rows[1:]] == [row.label for row in view.table.rows]


@pytest.mark.parametrize("label", ["=1+1", "+420 603 123 456", "-1", "@SUM(A1)"])
def test_no_spreadsheet_takes_a_label_for_a_formula(label: str) -> None:
    """It would run in the reader's program (OWASP, "CSV Injection"); figures stay numbers."""
    view = next(iter(views()))
    table = replace(view.table, rows=(replace(view.table.rows[0], label=label),))
    text = chart_csv(ChartTable(table), InputFiles()).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1][0] == f"'{label}"


@EVERY
def test_every_number_can_be_read_in_the_drawing(view: ChartView, tmp_path: Path) -> None:
    said = "".join(drawn(view, tmp_path).itertext()).replace("\u00a0", " ")
    shown = [figure.text for row in view.table.rows for figure in row.figures if figure.value]
    assert [number for number in shown if number not in said] == []


@EVERY
def test_a_drawing_names_itself_and_asks_for_nothing(view: ChartView, tmp_path: Path) -> None:
    svg = drawn(view, tmp_path)
    assert svg.get("role") == "img"
    assert svg.findtext(f"{SVG}title") == view.title
    assert svg.findtext(f"{SVG}desc") == view.description
    ids = {element.get("id") for element in svg.iter() if element.get("id")}
    assert {svg.get("aria-labelledby"), svg.get("aria-describedby")} == ids
    attributes = {name for element in svg.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name or name == "style"]
    assert not list(svg.iter(f"{SVG}script", f"{SVG}image", f"{SVG}use", f"{SVG}foreignObject"))
    assert "url(" not in etree.tostring(svg, encoding="unicode")


@EVERY
def test_a_drawing_says_its_source_or_that_it_is_a_sample(view: ChartView, tmp_path: Path) -> None:
    said = " ".join(" ".join(drawn(view, tmp_path).itertext()).replace("\u00a0", " ").split())
    if view.sample:
        assert {"cs": "Ukázková data", "en": "Sample data"}[view.writing.code] in said
    else:
        assert view.source
        assert view.source.text in said


def texts_in_each_others_way(plot: Plot) -> list[tuple[str, ...]]:
    """Texts that leave the plot, and pairs of texts that touch."""
    boxes = [
        (one.left, line.y - one.size * 0.66, one.left + line.width, line.y, line.text)
        for group in plot.groups
        for one in group.texts
        for line in one.lines
    ]
    outside = [(box[4],) for box in boxes if box[0] < -0.5 or box[2] > plot.width + 0.5 or box[3] > plot.height + 4]
    return outside + [
        (one[4], other[4])
        for index, one in enumerate(boxes)
        for other in boxes[index + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


@EVERY
def test_no_text_leaves_the_plot_or_runs_into_another(view: ChartView, tmp_path: Path) -> None:
    words = words_of(chart_templates(input_files(tmp_path), view.writing))
    for room in (NARROW, 468.0, WIDE):
        assert texts_in_each_others_way(plotted(view, words, room)) == []


def test_the_same_chart_is_drawn_to_the_same_bytes(tmp_path: Path) -> None:
    view, files = views()[0], input_files(tmp_path)
    assert chart_svg(drawing(view), files) == chart_svg(drawing(view), files)
    assert chart_slice(picture(view, (1080, 1080)), files) == chart_slice(picture(view, (1080, 1080)), files)


def test_another_number_changes_the_drawing_and_the_csv(tmp_path: Path) -> None:
    view = next(view for view in views() if view.id == "at-the-table")
    assert isinstance(view.data, BarData)
    rows = tuple(replace(row, figure=Figure(7, "7")) for row in view.data.rows)
    changed = replace(view, data=replace(view.data, rows=rows))
    files = input_files(tmp_path)
    assert chart_svg(drawing(view), files) != chart_svg(drawing(changed), files)
    assert chart_csv(ChartTable(view.table), files) != chart_csv(ChartTable(changed.table), files)


@pytest.mark.parametrize("size", SLICES)
def test_a_slice_has_its_size_and_margins_that_stay_free(size: tuple[int, int], tmp_path: Path) -> None:
    for view in views()[::4]:
        made = Image.open(io.BytesIO(chart_slice(picture(view, size), input_files(tmp_path)))).convert("RGB")
        assert made.size == size
        left, top, right, bottom = ImageChops.invert(made).getbbox() or (0, 0, 0, 0)
        assert min(left, top, size[0] - right, size[1] - bottom) >= 40


NOUGHT, FIVE = Figure(0, "0"), Figure(5, "5")


def amounts(*figures: Figure) -> tuple[Amount, ...]:
    return tuple(Amount(f"Amount {index}", figure, highlight=False) for index, figure in enumerate(figures))


def strips(*rows: tuple[Figure, Figure]) -> tuple[Strip, ...]:
    return tuple(Strip(f"Strip {index}", row, sum(one.value for one in row)) for index, row in enumerate(rows))


def tile(number: int, figure: Figure) -> Tile:
    return Tile(f"Tile {number}", str(number), number, 1, figure)


PARTS = (StripPart("one", highlight=False), StripPart("other", highlight=False))
NOTHING_TO_SEE: dict[str, ChartData] = {
    "bars of 0": BarData("", amounts(NOUGHT, NOUGHT)),
    "a share of 0": ShareData("", amounts(NOUGHT, FIVE)),
    "strips of 0": StackedData("", PARTS, strips((NOUGHT, NOUGHT), (NOUGHT, NOUGHT)), "common", ""),
    "one strip of 0": StackedData("", PARTS, strips((NOUGHT, NOUGHT), (FIVE, FIVE)), "common", ""),
    "a line at 0": LineData("", "", ("1", "2"), (Row("", (NOUGHT, NOUGHT)),)),
    "a flat line": LineData("", "", ("1", "2", "3"), (Row("", (FIVE, FIVE, FIVE)),)),
    "no symbol in any row": PictogramData("", amounts(NOUGHT, FIVE), "person", 100, together=False),
    "no symbol in a field": PictogramData("", amounts(NOUGHT, FIVE), "person", 100, together=True),
    "tiles of 0": TilesData("", "", (tile(1, NOUGHT), tile(2, NOUGHT))),
    "a number of 0": NumberData("", NOUGHT, ("Nobody",)),
}


@pytest.mark.parametrize("data", NOTHING_TO_SEE.values(), ids=NOTHING_TO_SEE)
def test_a_chart_of_noughts_is_drawn(data: ChartData, tmp_path: Path) -> None:
    """Also where a height is to be filled, which is the second division."""
    view, files = replace(views()[0], data=data), input_files(tmp_path)
    svg = etree.fromstring(chart_svg(drawing(view), files))
    assert [float(one.get("data-value", "")) for one in svg.iter() if one.get("data-value")] == [
        figure.value for row in data.table.rows for figure in row.figures
    ]
    assert not re.search(r"nan|inf", etree.tostring(svg, encoding="unicode"))
    assert chart_slice(picture(view, SLICES[0]), files)
    assert texts_in_each_others_way(plotted(view, {}, NARROW)) == []


@pytest.mark.parametrize(
    "data",
    [
        TilesData("", "", (tile(1, Figure(1200, "1 200")), tile(2, Figure(250000, "250 000")))),
        LineData("", "", ("2000", "2001"), (Row("", (NOUGHT, FIVE)),)),
    ],
    ids=["wide figures in tiles", "a point that is wider than its value"],
)
def test_figures_that_are_wide_keep_inside(data: ChartData) -> None:
    for room in (NARROW, WIDE):
        assert texts_in_each_others_way(plotted(replace(views()[0], data=data), {}, room)) == []


def test_no_two_parts_look_alike() -> None:
    """Two countries of one colour would be taken for one; the seventh part alone looks as an earlier one."""
    assert len(set(fills([True, *[False] * 5]))) == 6
    assert len(set(fills([False] * 6))) == 6
    shares = plotted(replace(views()[0], data=ShareData("", amounts(*[FIVE] * 6))), {})
    looks = [(box.fill, bool(box.hatching)) for group in shares.groups for box in group.boxes]
    assert len(set(looks)) == len(looks) == 6


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_value_below_its_strip_stands_at_its_part(part: int) -> None:
    """Within the strip, at its ends too."""
    values = [Figure(1 if index == part else 50, "1 %" if index == part else "50 %") for index in range(3)]
    parts = tuple(StripPart(f"Part {index}", highlight=False) for index in range(3))
    plot = plotted(
        replace(views()[0], data=StackedData("", parts, (Strip("All", tuple(values), 101),), "each", "")), {}
    )
    (below,) = [text for group in plot.groups for text in group.texts if text.role == "quiet"]
    (box,) = [box for group in plot.groups if group.value == "1" for box in group.boxes]
    assert below.lines[0].text.replace("\u00a0", " ") == f"Part {part} 1 %"
    middle = box.x + box.width / 2
    assert below.left - 1 <= middle <= below.left + below.width + 1
    assert below.left + below.width <= plot.width + 0.01


def test_strips_are_thinner_before_their_type_is_smaller() -> None:
    """Where labels stand above; on a sheet everything is as large as the charts beside it, as far as it fits."""
    names = [f"What was asked of the people of house {number}" for number in range(3)]
    data = StackedData("", PARTS, tuple(Strip(name, (FIVE, FIVE), 10) for name in names), "each", "half")
    least = lay_out(data, 370, 10).height
    assert lay_out(data, 370, least + 30).height == pytest.approx(least + 30)
    assert lay_out(data, 370, 1000).height < 400


def test_a_map_fills_a_sheet() -> None:
    """In its width too, where it has few lines; on pages its tiles are square."""
    tiles = tuple(Tile(f"Tile {x}.{y}", f"{x}{y}", x, y, FIVE) for x in range(1, 8) for y in range(1, 6))
    data = TilesData("District", "Walks", tiles)
    sheet = lay_out(data, 785, 330)
    right = max(box.x + box.width for group in sheet.groups for box in group.boxes)
    assert right > 0.9 * 785
    assert all(box.width == pytest.approx(box.height) for group in lay_out(data).groups for box in group.boxes)


def test_no_line_of_a_badge_begins_with_a_slash() -> None:
    view = replace(views()[0], sample=True, data=BarData("", amounts(FIVE)))
    words = {"sample": "Words that say at length that all figures are made up", "source": "{source}"}
    for room in range(120, 700, 20):
        made = filled(bilingual(view, words, view, words), Imprint(badge=19), (float(room), 3000.0))
        badges = [text for group in made.groups for text in group.texts if text.role == "badge"]
        assert badges
        assert not [line.text for text in badges for line in text.lines if line.text.startswith("/")]


@pytest.mark.parametrize("size", [13.0, 19.0])
def test_words_stand_in_the_middle_of_their_badge(size: float) -> None:
    """By their capitals, above and below as at the sides."""
    view = replace(views()[0], data=BarData("", amounts(FIVE)))
    chart = replace(captioned(view, {"source": "{source}"}), sample="Sample data, made up")
    made = filled(chart, Imprint(badge=size), (700.0, 900.0))
    (badge,) = [group for group in made.groups if group.texts and group.texts[0].role == "badge"]
    (box,), (words,) = badge.boxes, badge.texts
    above, below = words.lines[0].y - size * 0.66 - box.y, box.y + box.height - words.lines[-1].y
    left, right = words.left - box.x, box.x + box.width - words.left - words.width
    assert above == pytest.approx(below)
    assert left == pytest.approx(right) == pytest.approx(below)


def test_a_field_has_as_many_symbols_as_its_whole() -> None:
    """Rounding each row by itself would lose a symbol, or draw one too many."""
    quarters = PictogramData("", amounts(*[Figure(25, "25")] * 4), "person", 10, together=True)
    field = plotted(replace(views()[0], data=quarters), {})
    head = 2  # a person is drawn with two shapes, and each row has one symbol of its own in the key
    assert sum(shape.path.count("M") for group in field.groups for shape in group.shapes) == head * (10 + 4)


def test_typography_is_switched_for_charts_too(tmp_path: Path) -> None:
    view = replace(views()[0], title="Dům v Brně", data=BarData("", amounts(FIVE)[:1]))
    switched = replace(view, writing=replace(view.writing, typography=(("one_letter", False),)))
    files = input_files(tmp_path)
    for one, expected in ((view, "v\u00a0Brně"), (switched, "v Brně")):
        drawn_title = "".join(etree.fromstring(chart_svg(drawing(one), files)).itertext(f"{SVG}text"))
        assert expected in drawn_title


def test_a_note_that_leaves_no_room_for_its_chart_is_an_error(tmp_path: Path) -> None:
    view = replace(views()[0], note="A long note. " * 200)
    with pytest.raises(CannotMake, match="no-room-for-chart"):
        chart_slice(picture(view, SLICES[1]), input_files(tmp_path))


def test_lines_break_evenly_and_never_inside_a_word() -> None:
    lines = wrap("one two three four five six", SANS, 10, width("one two three four five", SANS, 10))
    assert lines == ["one two three", "four five six"]
    assert wrap("unbreakable", SANS, 10, 5) == ["unbreakable"]


def test_a_letter_that_the_font_lacks_is_an_error() -> None:
    with pytest.raises(CannotMake, match="letter-not-in-font"):
        width("\u4e2d", SANS, 10)


def test_rounded_figures_say_so() -> None:
    rounded, exact = Figure(13000, "13 000", "over"), Figure(5, "5")
    rows = (Amount("a", rounded, highlight=False), Amount("b", exact, highlight=False))
    read = typeset_data(replace(views()[0], data=BarData("", rows)), {"over": "přes {number}"})
    assert [row.figures[0].text.replace("\u00a0", " ") for row in read.table.rows] == ["přes 13 000", "5"]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2."""
    light = []
    for colour in (one, other):
        parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        light.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(light) + 0.05) / (min(light) + 0.05)


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("scheme", [paint, dark_paint])
def test_colours_keep_their_contrast(scheme: Any, accent: str) -> None:
    found = scheme(accent)
    text = [("ink", "paper"), ("quiet", "paper"), ("on", "accent"), ("ink", "tint"), ("quiet", "tint")]
    drawing = [("accent", "paper"), ("muted", "paper"), ("rule", "paper"), ("accent", "tint")]
    assert [pair for pair in text if contrast(found[pair[0]], found[pair[1]]) < 4.5] == []
    assert [pair for pair in drawing if contrast(found[pair[0]], found[pair[1]]) < 3] == []


@pytest.mark.parametrize("accent", ACCENTS)
def test_the_style_sheet_of_pages_has_the_same_accents(accent: str) -> None:
    css = (ROOT / "static" / "css" / "60-charts.css").read_text("utf-8")
    found = re.findall(rf"\.accent-{accent} \{{ (.*) \}}", css)
    expected = [
        "; ".join(f"--c-{role}: {colours[role]}" for role in ("accent", "muted", "tint"))
        for colours in (paint(accent), dark_paint(accent))
    ]
    assert found == expected
