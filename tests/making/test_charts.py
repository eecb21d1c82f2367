"""Charts as files: the same numbers everywhere, real text that was measured, and nothing from outside."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image, ImageChops

from sitegen.making.charts.letters import width, wrap
from sitegen.making.charts.paint import dark_paint, paint
from sitegen.making.charts.plotting import NARROW, WIDE, lay_out, spoken
from sitegen.making.charts.rendering import chart_svg, environment, words_of
from sitegen.making.charts.slices import SIZES, chart_slice
from sitegen.making.charts.tables import chart_csv
from sitegen.making.errors import CannotMake
from tests.charting import LANGUAGES, ROOT, inputs, name_of, sources, views

SVG = "{http://www.w3.org/2000/svg}"
EVERY = pytest.mark.parametrize("view", views(), ids=name_of)
ACCENTS = ("blue", "green", "ochre", "red")


def drawn(view: dict[str, Any], folder: Path) -> etree._Element:
    return etree.fromstring(chart_svg(inputs(view), sources(folder, view["language"])))


def figures(view: dict[str, Any]) -> list[float]:
    return sorted(figure["value"] for row in view["table"]["rows"] for figure in row["figures"])


@EVERY
def test_drawing_table_and_csv_hold_the_same_numbers(view: dict[str, Any], tmp_path: Path) -> None:
    svg = drawn(view, tmp_path)
    in_svg = sorted(float(group.get("data-value")) for group in svg.iter(f"{SVG}g") if group.get("data-value"))
    text = chart_csv({"table": view["table"]}, {}).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert in_svg == figures(view)
    assert sorted(float(cell) for row in rows[1:] for cell in row[1:]) == figures(view)
    assert [row[0] for row in rows[1:]] == [row["label"] for row in view["table"]["rows"]]


@EVERY
def test_every_number_can_be_read_in_the_drawing(view: dict[str, Any], tmp_path: Path) -> None:
    said = "".join(drawn(view, tmp_path).itertext()).replace("\u00a0", " ")
    shown = [figure["text"] for row in view["table"]["rows"] for figure in row["figures"] if figure["value"]]
    assert [number for number in shown if number not in said] == []


@EVERY
def test_a_drawing_names_itself_and_asks_for_nothing(view: dict[str, Any], tmp_path: Path) -> None:
    svg = drawn(view, tmp_path)
    assert svg.get("role") == "img"
    assert svg.findtext(f"{SVG}title") == view["title"]
    assert svg.findtext(f"{SVG}desc") == view["description"]
    ids = {element.get("id") for element in svg.iter() if element.get("id")}
    assert {svg.get("aria-labelledby"), svg.get("aria-describedby")} == ids
    attributes = {name for element in svg.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name or name == "style"]
    assert not list(svg.iter(f"{SVG}script", f"{SVG}image", f"{SVG}use", f"{SVG}foreignObject"))
    assert "url(" not in etree.tostring(svg, encoding="unicode")


@EVERY
def test_a_drawing_says_its_source_or_that_it_is_a_sample(view: dict[str, Any], tmp_path: Path) -> None:
    said = " ".join(" ".join(drawn(view, tmp_path).itertext()).replace("\u00a0", " ").split())
    if view["sample"]:
        assert {"cs": "Ukázková data", "en": "Sample data"}[view["language"]] in said
    else:
        assert view["source"]["date"] in said


@EVERY
def test_no_text_leaves_the_plot_or_runs_into_another(view: dict[str, Any], tmp_path: Path) -> None:
    files = sources(tmp_path, view["language"])
    locale = LANGUAGES[view["language"]].locale
    words = words_of(environment(files, files["catalogue"], view["language"], locale))
    for room in (NARROW, 468.0, WIDE):
        plot = lay_out(view, words, room)
        boxes = [
            (one.left, line.y - one.size * 0.66, one.left + line.width, line.y, line.text)
            for group in plot.groups
            for one in group.texts
            for line in one.lines
        ]
        outside = [box for box in boxes if box[0] < -0.5 or box[2] > plot.width + 0.5 or box[3] > plot.height + 4]
        assert outside == []
        touching = [
            (one[4], other[4])
            for index, one in enumerate(boxes)
            for other in boxes[index + 1 :]
            if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        ]
        assert touching == []


def test_the_same_chart_is_drawn_to_the_same_bytes(tmp_path: Path) -> None:
    view = views()[0]
    files = sources(tmp_path, view["language"])
    sized = inputs(view, width=1080, height=1080)
    assert chart_svg(inputs(view), files) == chart_svg(inputs(view), files)
    assert chart_slice(sized, files) == chart_slice(sized, files)


def test_another_number_changes_the_drawing_and_the_csv(tmp_path: Path) -> None:
    view = next(view for view in views() if view["id"] == "at-the-table")
    files = sources(tmp_path, view["language"])
    changed = {**view, "rows": [{**row, "figure": {**row["figure"], "value": 7, "text": "7"}} for row in view["rows"]]}
    assert chart_svg(inputs(view), files) != chart_svg(inputs(changed), files)


@pytest.mark.parametrize("size", SIZES)
def test_a_slice_has_its_size_and_margins_that_stay_free(size: tuple[int, int], tmp_path: Path) -> None:
    for view in views()[::4]:
        made = inputs(view, width=size[0], height=size[1])
        picture = Image.open(io.BytesIO(chart_slice(made, sources(tmp_path, view["language"])))).convert("RGB")
        assert picture.size == size
        left, top, right, bottom = ImageChops.invert(picture).getbbox() or (0, 0, 0, 0)
        assert min(left, top, size[0] - right, size[1] - bottom) >= 40


def test_lines_break_evenly_and_never_inside_a_word() -> None:
    lines = wrap("one two three four five six", "sans", 10, width("one two three four five", "sans", 10))
    assert lines == ["one two three", "four five six"]
    assert wrap("unbreakable", "sans", 10, 5) == ["unbreakable"]


def test_a_letter_that_the_font_lacks_is_an_error() -> None:
    with pytest.raises(CannotMake, match="letter-not-in-font"):
        width("\u4e2d", "sans", 10)


def test_rounded_figures_say_so() -> None:
    view = {"language": "cs", "rows": [{"text": "13 000", "approx": "over"}, {"text": "5", "approx": ""}]}
    said = spoken(view, {"over": "přes {number}"})
    assert [row["text"].replace("\u00a0", " ") for row in said["rows"]] == ["přes 13 000", "5"]


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
