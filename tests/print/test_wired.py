"""What the real project prints, judged by tools of other makers: its zines in every language, and labels."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from sitegen.content.kinds.print_languages import variants
from sitegen.making import qr
from sitegen.making.executors import Workers
from sitegen.making.input_files import InputFiles
from sitegen.making.make import make
from sitegen.making.print.localization import Localization
from sitegen.making.print.preflight.separations import check_separations, ghostscript
from sitegen.making.recipes import recipe_of
from sitegen.making.store import Store
from sitegen.model.outputs import Plan
from sitegen.model.print_files import ZINE_FILES
from sitegen.model.print_orders import LabelSheets, Package, PrintCode, ZineReading
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options, Project
from sitegen.pipeline import read
from sitegen.plan import complete, planned

ZINES = ("elena", "elmira", "justyna", "nastassia")
VARIANTS = ("cs", "en", "bilingual")
EACH = [(zine, variant) for zine in ZINES for variant in VARIANTS]
SUFFIXES = tuple(file.suffix for file in ZINE_FILES)
LABELS = "print/labels/icp-"


@dataclass(frozen=True)
class Printed:
    """The plan of the real project, and where its print files are."""

    plan: Plan
    store: Store

    def file(self, path: str) -> Path:
        """A print file."""
        return self.store.blob(self.plan.fingerprints[path])

    def zine(self, zine: str, variant: str, end: str) -> Path:
        """A file of a zine."""
        return self.file(f"print/zines/{zine}/{zine}-{variant}{end}")

    def code(self, zine: str) -> str:
        """Where a zine's code leads, as the plan ordered it."""
        order = self.plan.outputs[f"print/zines/{zine}/qr-{zine}.svg"].order
        assert isinstance(order, PrintCode)
        return order.address


@pytest.fixture(scope="module")
def printed() -> Iterator[Printed]:
    """Everything of the zines and of one stop's labels; the project's cache is used and filled."""
    problems = Problems()
    project = Project.at(HOME)
    with Store(project.cache) as store, Workers() as workers:
        planner = planned(read(project, Options(), store, problems), Options(), store, problems)
        complete(planner)
        whole = Plan(planner.outputs | planner.packed, planner.fingerprints)
        wanted = (path for path in whole.outputs if path.startswith(("print/zines/", LABELS)))
        plan = Plan({path: whole.outputs[path] for path in wanted}, whole.fingerprints)
        make(plan, store, problems, workers)
        assert not problems.failed, list(problems)
        yield Printed(whole, store)


def run(*command: str | Path) -> str:
    """Run a tool and return what it says."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    return done.stdout


def pages(file: Path, dpi: int) -> Iterator[Image.Image]:
    """Every page as a grey picture."""
    document = pypdfium2.PdfDocument(file)
    for page in document:
        yield page.render(scale=dpi / 72).to_pil().convert("L")
    document.close()


def page_of(file: Path, number: int, dpi: int) -> Image.Image:
    """One page, counted from 1, as a grey picture."""
    document = pypdfium2.PdfDocument(file)
    picture: Image.Image = document[number - 1].render(scale=dpi / 72).to_pil().convert("L")
    document.close()
    return picture


def second_decoder(picture: Image.Image) -> tuple[str, ...]:
    """What OpenCV reads in a picture."""
    return tuple(cv2.QRCodeDetectorAruco().detectAndDecodeMulti(np.asarray(picture))[1])


def test_all_files_have_the_names_that_were_promised(printed: Printed) -> None:
    """Four zines, three variants each, seven PDFs; a package and the loose code in four forms of each."""
    assert tuple(name for name, _ in variants_of(printed)) == VARIANTS
    wanted = {f"print/zines/{z}/{z}-{v}-{s}.pdf" for z, v in EACH for s in SUFFIXES}
    wanted |= {f"print/packages/zine-{z}.zip" for z in ZINES}
    wanted |= {f"print/zines/{z}/qr-{z}.{form}" for z in ZINES for form in ("svg", "pdf", "eps", "png")}
    wanted |= {f"{LABELS}{form}.pdf" for form in ("a5", "a6", "large-cs", "large-en")}
    wanted |= {f"{LABELS}braille-{code}.txt" for code in ("cs", "en")}
    assert wanted <= printed.plan.outputs.keys()


def variants_of(printed: Printed) -> list[tuple[str, object]]:
    """The variants of the real site's languages."""
    site = read(Project.at(HOME), Options(), printed.store, Problems())
    return list(variants(site, ()))


@pytest.mark.parametrize(("zine", "variant"), EACH)
def test_preflight_finds_nothing(printed: Printed, zine: str, variant: str) -> None:
    """No error, no warning."""
    reports = (printed.zine(zine, variant, f"-preflight{end}.json").read_text("utf-8") for end in ("", "-rest"))
    found = {name: items for report in reports for name, items in json.loads(report).items()}
    assert found == {f"{zine}-{variant}-{suffix}.pdf": [] for suffix in SUFFIXES}


@pytest.mark.parametrize(("zine", "variant"), EACH)
def test_plates_hold_no_more_ink_than_preflight_says(printed: Printed, zine: str, variant: str) -> None:
    """Ghostscript measures all inks together, which preflight concludes from what the file paints."""
    program = ghostscript()
    assert program
    for suffix in ("print-x4-marks", "print-x1a"):
        assert check_separations(program, printed.zine(zine, variant, f"-{suffix}.pdf").read_bytes(), 300) == []


@pytest.mark.parametrize(("zine", "variant"), EACH)
def test_poppler_finds_a_sound_press_file(printed: Printed, zine: str, variant: str) -> None:
    """Boxes, embedded fonts, CMYK pictures of 300 ppi."""
    file = printed.zine(zine, variant, "-print-x4.pdf")
    boxes = [line.split() for line in run("pdfinfo", "-box", "-l", "8", file).splitlines() if "TrimBox" in line]
    assert len(boxes) == 8
    for box in boxes:
        left, bottom, right, top = map(float, box[-4:])
        assert (right - left, top - bottom) == pytest.approx((297.64, 419.53), abs=0.02)
        assert (left, bottom) == pytest.approx((8.5, 8.5), abs=0.02)
    fonts = run("pdffonts", file).splitlines()[2:]
    assert fonts
    assert all("TrueType" in font and font.split()[-5] == "yes" for font in fonts)
    pictures = [line.split() for line in run("pdfimages", "-list", file).splitlines()[2:]]
    assert len(pictures) == 4
    assert all(row[5] == "cmyk" and 299 <= int(row[12]) <= 301 for row in pictures)


@pytest.mark.parametrize("zine", ZINES)
def test_qpdf_finds_no_damage(printed: Printed, zine: str) -> None:
    """In the variant with the most type; preflight asks the library of the same name about all of them."""
    for suffix in ("print-x4", "print-x1a"):
        checked = run("qpdf", "--check", printed.zine(zine, "bilingual", f"-{suffix}.pdf"))
        assert "No syntax or stream encoding errors" in checked


@pytest.mark.parametrize("zine", ZINES)
def test_the_code_is_on_the_black_plate_alone(printed: Printed, tmp_path: Path, zine: str) -> None:
    """Ghostscript's plates of the last page: black reads as the code, no other plate holds one."""
    file = printed.zine(zine, "bilingual", "-print-x4.pdf")
    run(
        "gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r150",
        "-dFirstPage=8", "-dLastPage=8", f"-sOutputFile={tmp_path}/p.tif", file,
    )  # fmt: skip
    plates = {ink: Image.open(tmp_path / f"p({ink}).tif") for ink in ("Cyan", "Magenta", "Yellow", "Black")}
    assert qr.decode(plates["Black"]) == printed.code(zine)
    assert not any(qr.decode_all(plates[ink]) for ink in ("Cyan", "Magenta", "Yellow"))


@pytest.mark.parametrize(("zine", "variant"), EACH)
def test_two_decoders_read_the_code_of_every_file(printed: Printed, zine: str, variant: str) -> None:
    """Zxing reads the code of each PDF at 150 dpi; OpenCV, which loses it among pictures, in one of three sizes."""
    address = printed.code(zine)
    for end in SUFFIXES:
        file, number = printed.zine(zine, variant, f"-{end}.pdf"), 1 if end.startswith(("sheet", "booklet")) else 8
        page = page_of(file, number, 150)
        assert qr.decode(page) == address, end
        finer = (page_of(file, number, dpi) for dpi in (200, 300))
        assert any(address in second_decoder(picture) for picture in chain([page], finer)), end


def test_zine_codes_lead_to_the_author_s_short_address(printed: Printed) -> None:
    """The code of a zine that is named as its author is the author's code."""
    assert {zine: printed.code(zine) for zine in ZINES} == {
        zine: f"https://photovoice.icpraha.com/q/{zine}/" for zine in ZINES
    }
    assert all(f"q/{zine}/index.html" in printed.plan.outputs for zine in ZINES)


def test_every_label_is_read_by_two_decoders(printed: Printed) -> None:
    """Each photograph of the stop has its code on the sheets, and it leads to the photograph."""
    for size in ("a6", "a5"):
        order = printed.plan.outputs[f"{LABELS}{size}.pdf"].order
        assert isinstance(order, LabelSheets)
        wanted = {label.code.url for label in order.content.labels}
        first, second = set(), set()
        for page in pages(printed.file(f"{LABELS}{size}.pdf"), 150):
            first |= {item.text for item in qr.decode_all(page)}
            second |= set(second_decoder(page))
        assert first == wanted
        assert second >= wanted
        assert all(label.code.url.endswith(f"/q/{label.photo.id}/") for label in order.content.labels)


def test_a_package_is_made_of_what_the_site_offers_and_of_what_it_does_not(printed: Printed) -> None:
    """Every file that was promised, each in its folder."""
    order = printed.plan.outputs["print/packages/zine-elmira.zip"].order
    assert isinstance(order, Package)
    packed = {one.name: one.file.path for one in order.files}
    for of in ZINE_FILES:
        names = {f"elmira-{variant}-{of.suffix}.pdf" for variant in VARIANTS}
        assert {f"print/zines/elmira/{name}" for name in names} == {packed[f"{of.folder}/{name}"] for name in names}


def test_made_again_a_zine_has_the_same_bytes(printed: Printed) -> None:
    """Press file and reading copy do not depend on the process that makes them."""
    for suffix in ("print-x4", "read"):
        path = f"print/zines/justyna/justyna-en-{suffix}.pdf"
        output = printed.plan.outputs[path]
        again = recipe_of(output.order).make(output.order, InputFiles(output.standing))
        assert again == printed.file(path).read_bytes()


def test_czech_words_are_bound_and_words_come_from_the_catalogue(printed: Printed) -> None:
    """What is laid out has no-break spaces after one-letter words; the interface's words are in Czech."""
    output = printed.plan.outputs["print/zines/elmira/elmira-cs-read.pdf"]
    order = output.order
    assert isinstance(order, ZineReading)
    words = Localization(order.content.languages, InputFiles(output.standing))
    assert "v\u00a0roce" in words.paragraphs(order.content.intro)["cs"][0]
    document = pypdfium2.PdfDocument(printed.zine("elmira", "cs", "-read.pdf"))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Listen and see more" not in text
    assert "Ukázka" in text


def test_thumbnails_are_pictures_of_the_cover(printed: Printed) -> None:
    """A thumbnail has the shape of the page."""
    picture = Image.open(io.BytesIO(printed.zine("elena", "cs", "-thumb.webp").read_bytes()))
    assert picture.size[0] == 360
    assert picture.size[1] == pytest.approx(360 * 148 / 105, abs=2)
