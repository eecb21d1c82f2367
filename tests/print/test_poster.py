"""Posters: a press file that a printing house would take, with its text, its code and every figure."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from sitegen.content.chart_views import chart_view
from sitegen.content.kinds.poster_print import POSTERS
from sitegen.making.errors import CannotMake
from sitegen.making.print.fonts import font_files
from sitegen.making.print.poster import cells, poster
from sitegen.making.print.preflight.run import preflight
from sitegen.making.print.preflight.separations import check_separations, ghostscript
from sitegen.model.chart_orders import PaperSize, Poster, PosterTexts
from sitegen.model.languages import Language
from sitegen.model.print_identity import Identity, Notice
from sitegen.model.print_job import ExpectedCode, PrintJob
from tests.charting import LANGUAGES, RECORDS, ROOT, infographic, input_files
from tests.conftest import source_of

NOTICE = "A funder has paid for this poster."
A3, A2 = POSTERS
BRAND = {"cs": "Malá výstava", "en": "Small Exhibition"}


def texts_of(name: str, language: Language) -> PosterTexts:
    record, code = infographic(name), language.code
    charts = tuple(chart_view(chart, record, language) for chart in record.charts)
    return PosterTexts(language.writing, record.title[code], record.summary[code], BRAND[code], charts)


def made(
    name: str,
    codes: list[str],
    size: PaperSize,
    folder: Path,
    languages: Mapping[str, Language] = LANGUAGES,
    host: str = "example.org",
) -> bytes:
    texts = tuple(texts_of(name, languages[code]) for code in codes)
    order = Poster(
        size,
        infographic(name).accent,
        texts,
        f"https://{host}/q/{name}/",
        f"{host}/q/{name}",
        (Notice(NOTICE, "en"),),
        Identity(name, texts[0].title, "Society", codes[0], dt.date(2026, 5, 1)),
    )
    files = input_files(folder, "print/poster.html", "print/poster.css", "print/poster-chart.xml")
    more = {f"font/{file}": path for file, path in font_files().items()}
    more["profile.icc"] = ROOT / "static" / "print" / "ISOcoated_v2_300_bas.icc"
    standing = {**files.standing, **{name: source_of(path) for name, path in more.items()}}
    return poster(order, replace(files, standing=standing))


def words_of(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage().get_text_range()
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("languages", [["cs"], ["en"], ["cs", "en"]], ids="-".join)
def test_a_poster_holds_every_figure_and_passes_preflight(languages: list[str], path: Path, tmp_path: Path) -> None:
    pdf = made(path.stem, languages, A3, tmp_path)
    said, record = words_of(pdf), infographic(path.stem)
    for code in languages:
        assert record.title[code] in said
    for chart in record.charts:
        view = chart_view(chart, record, LANGUAGES[languages[0]])
        shown = [figure.text for row in view.table.rows for figure in row.figures if figure.value]
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
    small = made("city-vision", ["cs"], A3, tmp_path)
    large = made("city-vision", ["cs"], A2, tmp_path)
    with pikepdf.open(io.BytesIO(large)) as pdf:
        box = [round(float(side) / 72 * 25.4) for side in pdf.pages[0].TrimBox]
    assert box[2] - box[0] == 420
    assert box[3] - box[1] == 594
    assert words_of(large) == words_of(small)


def test_the_same_poster_has_the_same_bytes(tmp_path: Path) -> None:
    assert made("attitudes", ["cs"], A3, tmp_path) == made("attitudes", ["cs"], A3, tmp_path)


def test_an_address_that_is_too_long_for_its_code_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CannotMake, match="print-address-too-long"):
        made("attitudes", ["cs"], A3, tmp_path, host=f"{'a' * 60}.example.org")


def test_typography_is_switched_for_posters_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen in what is laid out: a PDF does not tell a no-break space from another, which are one glyph."""
    seen: list[str] = []
    monkeypatch.setattr("sitegen.making.print.poster.press_pdf", lambda html, *_, **__: seen.append(html) or b"")
    off = {"cs": replace(LANGUAGES["cs"], typography={"one_letter": False})}
    for languages, expected in ((LANGUAGES, "v\u00a0Praze žije"), (off, "v Praze žije")):
        made("city-vision", ["cs"], A3, tmp_path, languages)
        assert expected in seen.pop()


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
