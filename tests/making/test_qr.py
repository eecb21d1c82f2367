"""QR codes: pinned, whole, in one ink, and readable from every file we write."""

import io
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from sitegen.making import codes, qr
from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles
from sitegen.model.web_orders import CodeOrder

ADDRESS = "https://photovoice.eu/q/zine-e/"
MODULES = qr.print_matrix(ADDRESS)


def test_version_follows_the_length_of_the_address() -> None:
    assert [qr.print_version("x" * size) for size in (1, 34, 35, 44, 45, 58)] == [4, 4, 5, 5, 6, 6]


def test_an_address_too_long_for_print_is_refused() -> None:
    with pytest.raises(CannotMake, match="print-address-too-long") as caught:
        qr.print_version("x" * 59)
    assert caught.value.params["place"] == "x" * 59


def test_a_drawn_code_that_cannot_be_read_back_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it reads as something else or not at all."""
    for wrong in (qr.png(qr.print_matrix(ADDRESS + "x"), 30.0), blank()):
        monkeypatch.setattr(qr, "png", lambda *_, wrong=wrong: wrong)
        with pytest.raises(CannotMake, match="qr-unreadable") as caught:
            codes.code(CodeOrder(ADDRESS, "png"), InputFiles({}, {}))
        assert caught.value.params["address"] == ADDRESS


def blank() -> bytes:
    buffer = io.BytesIO()
    Image.new("1", (300, 300), 1).save(buffer, "PNG")
    return buffer.getvalue()


def test_a_text_larger_than_its_version_is_refused() -> None:
    with pytest.raises(qr.QrError, match="does not fit"):
        qr.matrix("x" * 60, version=4, ecc="H")


def test_the_printed_matrix_never_changes() -> None:
    assert len(MODULES) == 33
    assert qr.digest(MODULES) == "500a20631b5421ee488923378617c00d18d798d813f29a9ef9438016d6ba185e"


def test_rectangles_cover_exactly_the_black_modules() -> None:
    painted = [
        (x, y) for r in qr.rectangles(MODULES) for x in range(r.x, r.x + r.width) for y in range(r.y, r.y + r.height)
    ]
    black = {(x, y) for y, row in enumerate(MODULES) for x, module in enumerate(row) if module}
    assert len(painted) == len(black)
    assert set(painted) == black
    assert len(qr.rectangles(MODULES)) < len(black) / 2


def test_png_has_one_bit_and_whole_pixels_a_module() -> None:
    picture = Image.open(io.BytesIO(qr.png(MODULES, 25, 1200)))
    assert picture.mode == "1"
    assert picture.width % (33 + 8) == 0
    assert picture.width <= 25 / 25.4 * 1200
    assert qr.decode(picture) == ADDRESS


def test_png_has_four_white_modules_around() -> None:
    picture = Image.open(io.BytesIO(qr.png(MODULES, 25, 1200))).convert("L")
    scale = picture.width // 41
    black = picture.point(lambda value: 255 - value).getbbox()
    assert black == (4 * scale, 4 * scale, 37 * scale, 37 * scale)


def test_pdf_decodes_and_has_its_true_size() -> None:
    document = pypdfium2.PdfDocument(qr.pdf(MODULES, 25))
    page = document[0]
    assert page.get_width() == pytest.approx(25 / 25.4 * 72, abs=0.01)
    assert qr.decode(page.render(scale=150 / 72).to_pil()) == ADDRESS
    document.close()


@pytest.mark.parametrize("name", ["qr.pdf", "qr.eps"])
def test_ghostscript_finds_ink_on_the_black_plate_alone(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(qr.pdf(MODULES, 25) if name == "qr.pdf" else qr.eps(MODULES, 25))
    command = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-o", "-", "-sDEVICE=inkcov", str(file)]
    cyan, magenta, yellow, black, *_ = subprocess.run(
        command, capture_output=True, text=True, check=True
    ).stdout.split()
    assert (cyan, magenta, yellow) == ("0.00000",) * 3
    assert float(black) > 0


def test_svg_draws_a_white_box_and_one_path() -> None:
    text = qr.svg(MODULES, 25)
    assert 'width="25mm"' in text
    assert text.count("<path") == 2


def test_an_inverted_code_is_not_read() -> None:
    inverted = Image.open(io.BytesIO(qr.png(MODULES, 25))).convert("L").point(lambda value: 255 - value)
    with pytest.raises(qr.QrError):
        qr.decode(inverted)


def test_files_are_the_same_bytes_twice() -> None:
    for write in (qr.pdf, qr.eps, qr.png):
        assert write(MODULES, 25) == write(MODULES, 25)
