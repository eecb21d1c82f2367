"""Sheets are folded in software: what lies where, and which way up, is read from the pages' own codes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from sitegen.making import qr
from sitegen.making.print.finish import Intent
from sitegen.making.print.impose import saddle_order
from sitegen.making.print.press import press_pdf
from sitegen.model.order import Made
from sitegen.model.print_identity import Identity
from sitegen.model.print_orders import Booklet, FoldedSheet

from .conftest import make

IDENTITY = Identity("fold", "Fold", "Nobody", "en", dt.date(2019, 9, 1))
PRESS = Made("press.pdf")


def numbered(standing: dict[str, Path], count: int, folder: Path) -> dict[str, Path]:
    """A press file whose pages each hold one code with the page's number."""
    codes = {f"{n}.svg": qr.svg(qr.print_matrix(f"page {n}"), 60).encode() for n in range(1, count + 1)}
    body = "".join(f'<p><img src="print:{n}.svg" alt="{n}"></p>' for n in range(1, count + 1))
    fonts = {name: path.read_bytes() for name, path in standing.items() if name.startswith("font/")}
    content = press_pdf(
        f'<html lang="en">{body}</html>',
        "p{break-after:page;margin:20mm}p:last-child{break-after:auto}img{display:block}",
        width_mm=105,
        height_mm=148,
        files=codes | fonts,
        identity=IDENTITY,
        intent=Intent(standing["profile.icc"].read_bytes()),
    )
    (folder / PRESS.path).write_bytes(content)
    return {PRESS.path: folder / PRESS.path}


@pytest.fixture(scope="session")
def eight(standing: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return numbered(standing, 8, tmp_path_factory.mktemp("press"))


def sheets(content: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(content)
    pictures = [page.render(scale=100 / 72).to_pil().convert("L") for page in document]
    document.close()
    return pictures


def read(panel: Image.Image) -> tuple[str, int]:
    """The text on a panel and how it is turned, to the next quarter."""
    (found,) = qr.decode_all(panel)
    return found.text, round(found.orientation / 90) % 4 * 90


def grid(sheet: Image.Image) -> list[list[Image.Image]]:
    wide, high = sheet.width // 4, sheet.height // 2
    return [[sheet.crop((x * wide, y * high, (x + 1) * wide, (y + 1) * high)) for x in range(4)] for y in range(2)]


def fold(sheet: Image.Image) -> list[Image.Image]:
    """Fold one sheet the way of docs/print.md and leaf through it: the panels as a reader holds them.

    Folded lengthwise, with the middle cut open and pushed together, the sheet becomes a cross of four leaves:
    from the cover (lower right) the leaves run round the sheet against the clock, the upper row head down.
    """
    upper, lower = grid(sheet)
    around = [lower[3], *reversed(upper), *lower[:3]]
    return [panel.rotate(180) if panel in upper else panel for panel in around]


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_the_folded_sheet_reads_in_order_and_upright(eight: dict[str, Path], size: Literal["a4", "a3"]) -> None:
    (sheet,) = sheets(make(FoldedSheet(IDENTITY, PRESS, size), eight))
    assert [read(panel) for panel in fold(sheet)] == [(f"page {n}", 0) for n in range(1, 9)]


def test_neighbours_on_the_folded_sheet_meet_at_the_fold(eight: dict[str, Path]) -> None:
    """Reader spreads 2|3, 4|5 and 6|7 share a fold on the sheet, so a picture may run across."""
    (sheet,) = sheets(make(FoldedSheet(IDENTITY, PRESS, "a4"), eight))
    upper, lower = grid(sheet)
    rows = [[read(panel)[0] for panel in row] for row in (upper, lower)]
    assert rows == [["page 5", "page 4", "page 3", "page 2"], ["page 6", "page 7", "page 8", "page 1"]]


@pytest.mark.parametrize(("name", "size"), [("sheet-a4", (297, 210)), ("sheet-a3", (420, 297))])
def test_sheets_have_the_paper_size(zine: dict[str, Path], name: str, size: tuple[int, int]) -> None:
    with pikepdf.open(zine[name]) as pdf:
        assert len(pdf.pages) == 1
        box = [float(v) / 72 * 25.4 for v in pdf.pages[0].MediaBox]
    assert box == pytest.approx([0, 0, *size], abs=0.01)


def test_the_sheet_for_home_is_small_and_in_the_colours_of_screens(zine: dict[str, Path]) -> None:
    """Printers at home mix their own inks; the sheet for copy shops is of those of the press file."""
    spaces, sizes = {}, {}
    for name in ("sheet-a4", "sheet-a3"):
        with pikepdf.open(zine[name]) as pdf:
            found = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
            spaces[name] = {str(one.ColorSpace) for one in found}
        sizes[name] = zine[name].stat().st_size
    assert spaces == {"sheet-a4": {"/DeviceRGB"}, "sheet-a3": {"/DeviceCMYK"}}
    assert sizes["sheet-a4"] < sizes["sheet-a3"] / 5


def test_folds_and_the_cut_are_marked(eight: dict[str, Path]) -> None:
    (sheet,) = sheets(make(FoldedSheet(IDENTITY, PRESS, "a4"), eight))
    values = np.asarray(sheet)
    middle = values[values.shape[0] // 2 - 2 : values.shape[0] // 2 + 2]
    cut = (middle.min(axis=0) < 220).mean()
    assert 0.2 < cut < 0.6
    for quarter in (1, 2, 3):
        x = values.shape[1] * quarter // 4
        assert values[:12, x - 2 : x + 3].min() < 220


def leaf_through(backs_and_fronts: list[tuple[str, str]]) -> list[str]:
    """Nest the sheets, fold them, and read: each sheet's front and back, outermost first."""
    fronts, backs = backs_and_fronts[::2], backs_and_fronts[1::2]
    first_half = [side for front, back in zip(fronts, backs, strict=True) for side in (front[1], back[0])]
    second_half = [
        side for front, back in reversed(list(zip(fronts, backs, strict=True))) for side in (back[1], front[0])
    ]
    return first_half + second_half


@pytest.mark.parametrize("count", [4, 8, 12])
def test_the_stapled_booklet_reads_in_order(standing: dict[str, Path], tmp_path: Path, count: int) -> None:
    sides = []
    for sheet in sheets(make(Booklet(IDENTITY, PRESS), numbered(standing, count, tmp_path))):
        half = sheet.width // 2
        left, right = sheet.crop((0, 0, half, sheet.height)), sheet.crop((half, 0, sheet.width, sheet.height))
        assert read(left)[1] == read(right)[1] == 0
        sides.append((read(left)[0], read(right)[0]))
    assert leaf_through(sides) == [f"page {n}" for n in range(1, count + 1)]


def test_the_booklet_says_where_it_is_trimmed(zine: dict[str, Path]) -> None:
    """Two pages beside each other, with bleed around, and marks beyond that."""
    with pikepdf.open(zine["booklet"]) as pdf:
        for page in pdf.pages:
            trim, bleed, media = ([float(v) / 72 * 25.4 for v in page[f"/{n}Box"]] for n in ("Trim", "Bleed", "Media"))
            assert trim == pytest.approx([10, 10, 220, 158], abs=0.01)
            assert bleed == pytest.approx([7, 7, 223, 161], abs=0.01)
            assert media == pytest.approx([0, 0, 230, 168], abs=0.01)


def test_saddle_order_of_eight_pages() -> None:
    assert list(saddle_order(8)) == [(8, 1), (2, 7), (6, 3), (4, 5)]


def test_a_wrong_number_of_pages_is_refused(standing: dict[str, Path], tmp_path: Path) -> None:
    six = numbered(standing, 6, tmp_path)
    with pytest.raises(ValueError, match="multiple of four"):
        make(Booklet(IDENTITY, PRESS), six)
    with pytest.raises(ValueError, match="has 8 pages"):
        make(FoldedSheet(IDENTITY, PRESS, "a4"), six)
