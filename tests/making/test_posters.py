"""Posters: a press file that a printing house would take, with its text, its code and every figure."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from sitegen.content.chart_views import chart_view
from sitegen.making.charts.posters import cells, poster
from sitegen.making.print.fonts import font_files
from sitegen.making.print.preflight.run import preflight
from sitegen.making.print.preflight.separations import check_separations, ghostscript
from sitegen.model.print_job import ExpectedCode, PrintJob
from tests.charting import LANGUAGES, RECORDS, ROOT, infographic, sources

NOTICE = "A funder has paid for this poster."


def made(name: str, languages: list[str], size: str, folder: Path) -> bytes:
    record = infographic(name)
    charts = [{code: chart_view(chart, record, LANGUAGES[code]) for code in languages} for chart in record.charts]
    given: dict[str, Any] = {
        "id": name,
        "size": size,
        "languages": languages,
        "locales": {code: LANGUAGES[code].locale for code in languages},
        "accent": record.accent,
        "title": record.title,
        "summary": record.summary,
        "brand": {"cs": "Malá výstava", "en": "Small Exhibition"},
        "charts": charts,
        "address": f"https://example.org/q/{name}/",
        "short_address": f"example.org/q/{name}",
        "notices": [{"text": NOTICE, "language": "en"}],
        "identity": {
            "job": name,
            "title": record.title[languages[0]],
            "author": "Society",
            "language": languages[0],
            "date": "2026-05-01",
        },
    }
    files = {
        f"print/{name}": ROOT / "templates" / "print" / name for name in ("poster.html", "poster.css", "chart.xml")
    }
    for code in LANGUAGES:
        found = sources(folder, code)
        files |= {**found, f"catalogue/{code}": found["catalogue"]}
    files |= {f"font/{file}": path for file, path in font_files().items()}
    files["profile.icc"] = ROOT / "static" / "print" / "ISOcoated_v2_300_bas.icc"
    return poster(given, files)


def words_of(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage().get_text_range()
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("languages", [["cs"], ["en"], ["cs", "en"]], ids="-".join)
def test_a_poster_holds_every_figure_and_passes_preflight(languages: list[str], path: Path, tmp_path: Path) -> None:
    pdf = made(path.stem, languages, "a3", tmp_path)
    said, record = words_of(pdf), infographic(path.stem)
    for code in languages:
        assert record.title[code] in said
    for chart in record.charts:
        view = chart_view(chart, record, LANGUAGES[languages[0]])
        shown = [figure["text"] for row in view["table"]["rows"] for figure in row["figures"] if figure["value"]]
        assert [number for number in shown if number not in said] == []
    assert NOTICE in said
    code = ExpectedCode(f"https://example.org/q/{path.stem}/", page=1)
    job = PrintJob(trim=(297, 420), pages=1, variant="x4", codes=(code,))
    file = tmp_path / "poster.pdf"
    file.write_bytes(pdf)
    assert [str(item) for item in preflight(file, job) if item.level == "error"] == []
    program = ghostscript()
    assert program
    assert check_separations(program, pdf, 300) == []


def test_an_a2_poster_is_an_a3_poster_grown(tmp_path: Path) -> None:
    small = made("city-vision", ["cs"], "a3", tmp_path)
    large = made("city-vision", ["cs"], "a2", tmp_path)
    with pikepdf.open(io.BytesIO(large)) as pdf:
        box = [round(float(side) / 72 * 25.4) for side in pdf.pages[0].TrimBox]
    assert box[2] - box[0] == 420
    assert box[3] - box[1] == 594
    assert words_of(large) == words_of(small)


def test_the_same_poster_has_the_same_bytes(tmp_path: Path) -> None:
    assert made("attitudes", ["cs"], "a3", tmp_path) == made("attitudes", ["cs"], "a3", tmp_path)


@pytest.mark.parametrize("count", range(1, 7))
@pytest.mark.parametrize("languages", [1, 2])
def test_charts_never_share_a_place(count: int, languages: int) -> None:
    places = cells(count, 420, languages)
    assert len(places) == count
    assert max(place.y + place.height for place in places) <= 420 - 53
    for index, one in enumerate(places):
        for other in places[index + 1 :]:
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert beside or one.y + one.height <= other.y
