"""The files for the press, judged by tools of other makers."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from sitegen.making import qr
from sitegen.making.print.finish import Intent
from sitegen.making.print.press import press_pdf
from sitegen.making.print.slug import slug_line
from sitegen.model.print_identity import Identity

from .conftest import ADDRESS, NAMES, RESOURCES

FILES = dict[str, Path]


def run(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    return done.stdout


def raster(file: Path, page: int, dpi: int) -> np.ndarray:
    document = pypdfium2.PdfDocument(file)
    picture = document[page].render(scale=dpi / 72).to_pil().convert("L")
    document.close()
    return np.asarray(picture)


@pytest.mark.parametrize("name", NAMES)
def test_qpdf_finds_no_damage(zine: FILES, name: str) -> None:
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", zine[name])


@pytest.mark.parametrize("name", ["x4", "x1a"])
def test_boxes_are_exact(zine: FILES, name: str) -> None:
    text = run("pdfinfo", "-box", "-f", "1", "-l", "8", zine[name])
    for page in range(1, 9):
        boxes = {
            kind: [float(v) for v in re.search(rf"Page +{page} {kind}Box: +(.+)", text)[1].split()]  # type: ignore[index]  # pdfinfo prints every box
            for kind in ("Media", "Bleed", "Trim")
        }
        assert boxes["Media"] == boxes["Bleed"] == [0, 0, 314.65, 436.53]
        assert boxes["Trim"] == [8.50, 8.50, 306.14, 428.03]


@pytest.mark.parametrize("name", NAMES)
def test_fonts_are_embedded_truetype(zine: FILES, name: str) -> None:
    lines = run("pdffonts", zine[name]).splitlines()[2:]
    assert lines
    for line in lines:
        assert "CID TrueType" in line
        assert re.search(r"Identity-H +yes yes", line)


def test_pictures_are_cmyk_at_300_ppi(zine: FILES) -> None:
    rows = [line.split() for line in run("pdfimages", "-list", zine["x4"]).splitlines()[2:]]
    assert len(rows) == 4
    for row in rows:
        assert row[5] == "cmyk"
        assert 295 <= int(row[12]) <= 305


def test_ghostscript_prints_the_last_page_text_and_code_in_black_alone(zine: FILES, tmp_path: Path) -> None:
    run(
        "gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r150",
        "-dFirstPage=8", "-dLastPage=8", f"-sOutputFile={tmp_path}/p.tif", zine["x4"],
    )  # fmt: skip
    plates = {ink: cv2.imread(str(tmp_path / f"p({ink}).tif"), 0) for ink in ("Cyan", "Magenta", "Yellow", "Black")}
    assert qr.decode(pil(plates["Black"])) == ADDRESS
    assert plates["Cyan"].min() == 255
    for ink in ("Magenta", "Yellow"):
        assert not qr.decode_all(pil(plates[ink]))


def pil(values: np.ndarray) -> Image.Image:
    return Image.fromarray(values)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dpi", [150, 300])
def test_two_decoders_read_the_code(zine: FILES, name: str, dpi: int) -> None:
    page = 0 if name in {"sheet-a4", "sheet-a3", "booklet"} else 7
    values = raster(zine[name], page, dpi)
    assert qr.decode(pil(values)) == ADDRESS
    assert ADDRESS in cv2.QRCodeDetectorAruco().detectAndDecodeMulti(values)[1]


@pytest.mark.parametrize("dpi", [100, 600])
def test_the_code_is_read_at_low_and_high_resolution(zine: FILES, dpi: int) -> None:
    assert qr.decode(pil(raster(zine["x4"], 7, dpi))) == ADDRESS


@pytest.mark.parametrize("name", ["x4", "x1a"])
def test_black_words_print_over_their_ground(zine: FILES, name: str, tmp_path: Path) -> None:
    """On the plates of page 2 the ground goes on below the letters; the white box of the code still covers it."""
    command = ("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiff32nc", "-r72", f"-sOutputFile={tmp_path / '%d.tif'}")
    run(*command, zine[name])
    ground = np.asarray(Image.open(tmp_path / "2.tif"))
    assert (ground[..., 2].min(), ground[..., 3].max()) == (ground[0, 0, 2], 255)
    back = np.asarray(Image.open(tmp_path / "8.tif"))
    assert back[..., 2].min() == 0


def test_x1a_is_recognised(zine: FILES) -> None:
    text = run("pdfinfo", zine["x1a"])
    assert "PDF/X-1a:2003" in text
    assert re.search(r"PDF version: +1\.4", text)


def test_x4_declares_itself_and_its_printing_condition(zine: FILES) -> None:
    with pikepdf.open(zine["x4"]) as pdf:
        said = pdf.open_metadata()
        assert said["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
        assert (said["dc:title"], said["dc:creator"], said["pdf:Trapped"]) == ("Ema: Malé ódy", ["Ema"], "False")
        assert {said[f"xmp:{name}Date"] for name in ("Create", "Modify", "Metadata")} == {"2019-09-01T00:00:00Z"}
        intent = pdf.Root.OutputIntents[0]
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert int(intent.DestOutputProfile.N) == 4
        assert pdf.pdf_version == "1.6"
        assert str(pdf.trailer.Info.Trapped) == "/False"


def test_marks_stand_clear_of_the_bleed(zine: FILES) -> None:
    with pikepdf.open(zine["marks"]) as pdf:
        page = pdf.pages[0]
        trim, bleed, media = ([float(v) for v in box] for box in (page.TrimBox, page.obj.BleedBox, page.MediaBox))
    assert trim[2] - trim[0] == pytest.approx(105 / 25.4 * 72, abs=0.01)
    assert trim[0] - bleed[0] == pytest.approx(3 / 25.4 * 72, abs=0.01)
    values = raster(zine["marks"], 2, 150)  # a page with a white lower part
    scale = 150 / 72
    ring = int((bleed[0] - media[0]) * scale) - 4
    assert values[:, ring].min() > 200
    assert values[:, : ring - 2].min() < 60


def test_the_slug_names_job_page_and_day(zine: FILES) -> None:
    """In every ink, below the page: as the outlines of these letters, and of no others."""
    font = RESOURCES.fonts()["font/SourceSans3-Regular.ttf"].path.read_bytes()
    with pikepdf.open(zine["marks"]) as pdf:
        assert len(pdf.pages) == 8
        for number, page in enumerate(pdf.pages, 1):
            content = page.Contents.read_bytes().decode()
            line = slug_line(font, f"ema-cs   {number}/8   2019-09-01", (0, 0), 200).split("cm ")[1].strip()
            assert line in content[content.index("/Marks cs") :]
    values = raster(zine["marks"], 2, 150)
    low = values[-int(10 / 25.4 * 150) :, int(15 / 25.4 * 150) : int(45 / 25.4 * 150)]
    assert 0.01 < (low < 128).mean() < 0.2


def test_a_long_slug_is_set_smaller() -> None:
    font = RESOURCES.fonts()["font/SourceSans3-Regular.ttf"].path.read_bytes()
    sizes = [float(slug_line(font, "a" * count, (0, 0), 100).split()[1]) for count in (5, 200)]
    assert sizes[0] == pytest.approx(0.006)
    assert sizes[1] < 0.002


def test_no_traces_of_machine_or_time(zine: FILES) -> None:
    for file in zine.values():
        unpacked = ["qpdf", "--qdf", "--object-streams=disable", file, "-"]
        content = subprocess.run(unpacked, capture_output=True, check=True).stdout
        assert b"%PDF" in content
        assert b"/tmp/" not in content
        assert str(Path.home()).encode() not in content


def test_czech_letters_look_as_they_should(tmp_path: Path, standing: FILES) -> None:
    """A text layer can be right while the glyphs are wrong, so the picture is compared with Pillow's drawing."""
    text = "Příliš žluťoučký kůň"
    font = standing["font/SourceSerif4-Regular.ttf"]
    content = press_pdf(
        f'<html lang="cs"><p>{text}</p></html>',
        'p{margin:5mm;font:40pt/1 "Source Serif 4";color:device-cmyk(0 0 0 1);white-space:nowrap}',
        width_mm=170,
        height_mm=30,
        files={"font/" + font.name: font.read_bytes() for name, font in standing.items() if name.startswith("font/")},
        identity=Identity("t", "t", "t", "cs", dt.date(2019, 9, 1)),
        intent=Intent(standing["profile.icc"].read_bytes()),
    )
    (tmp_path / "t.pdf").write_bytes(content)
    ours = raster(tmp_path / "t.pdf", 0, 144) < 128
    canvas = Image.new("L", ours.shape[::-1], 255)
    ImageDraw.Draw(canvas).text((10, 10), text, font=ImageFont.truetype(str(font), 80), fill=0)
    theirs = np.asarray(canvas) < 128
    ours, theirs = crop(ours), crop(theirs)
    assert abs(ours.shape[1] - theirs.shape[1]) <= 4
    same = cv2.resize(theirs.astype(np.uint8), ours.shape[::-1], interpolation=cv2.INTER_AREA)
    assert (same.astype(bool) == ours).mean() > 0.93


def crop(ink: np.ndarray) -> np.ndarray:
    rows, columns = np.flatnonzero(ink.any(1)), np.flatnonzero(ink.any(0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
