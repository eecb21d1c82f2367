"""Wall labels: whole on their cards, trimmed where they should be, and readable by everyone."""

from __future__ import annotations

import ctypes
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest

from sitegen.making.errors import CannotMake
from sitegen.making.print.preflight.run import preflight
from sitegen.model.media import Clearance
from sitegen.model.order import Order
from sitegen.model.print_identity import Identity
from sitegen.model.print_job import ExpectedCode, PrintJob
from sitegen.model.print_orders import (
    LABEL_TRIM,
    AuthorOnPaper,
    Label,
    LabelPress,
    Labels,
    LabelSheets,
    LabelSize,
    LabelText,
    LargeLabelPress,
    LargeLabels,
    ShortAddress,
)
from sitegen.model.print_words import Phrase, Words

from .conftest import WRITINGS, longer, make, photo_on_paper, texts_of

IDENTITY = Identity("labels", "Labels", "Us", "cs", dt.date(2019, 9, 1))


def labels_of(languages: Sequence[str], count: int = 5) -> Labels:
    labels = [
        Label(
            photo_on_paper(f"ema-{number}", languages, 70),
            AuthorOnPaper(Clearance("author:ema"), "Ema", Words.of(dict.fromkeys(languages, "Peru"))),
            Phrase("call_photo"),
            ShortAddress(f"https://photovoice.example/q/ema-{number}/", f"photovoice.example/q/ema-{number}"),
        )
        for number in range(1, count + 1)
    ]
    return Labels(tuple(WRITINGS[code] for code in languages), tuple(labels))


def with_comment(labels: Labels, index: int, times: int) -> Labels:
    """The labels with the paragraphs of one Czech comment repeated."""
    found = list(labels.labels)
    photo = found[index].photo
    found[index] = replace(found[index], photo=replace(photo, comment=longer(photo.comment, times)))
    return replace(labels, labels=tuple(found))


def type_sizes(content: bytes, word: str) -> list[float]:
    """In which size of type, in points, a word is set on each page."""
    document = pypdfium2.PdfDocument(content)
    found = [size for page in document for size in _type_sizes(page, word)]
    document.close()
    return found


def _type_sizes(page: Any, word: str) -> list[float]:
    text, size = page.get_textpage(), ctypes.c_float()
    found = set()
    for thing in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        length = pypdfium2.raw.FPDFTextObj_GetText(thing, text, None, 0)
        buffer = ctypes.create_string_buffer(length)
        pypdfium2.raw.FPDFTextObj_GetText(thing, text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
        if word in buffer.raw.decode("utf-16-le"):
            pypdfium2.raw.FPDFTextObj_GetFontSize(thing, size)
            found.add(round(size.value * abs(thing.get_matrix().d), 2))
    return sorted(found)


def inks_of(content: bytes) -> set[tuple[float, ...]]:
    """Every colour that pages and what they show paint with, as inks; any other space of colour fails."""
    found = set()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        forms = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
        for stream in [*pdf.pages, *forms]:
            for operands, operator in pikepdf.parse_content_stream(stream):
                name = str(operator)
                assert name not in {"rg", "RG"}
                assert name not in {"cs", "CS"} or str(operands[0]) == "/DeviceCMYK"
                if name in {"k", "K", "scn", "SCN", "sc", "SC"}:
                    found.add(tuple(map(float, operands)))
                if name in {"g", "G"}:
                    found.add((0.0, 0.0, 0.0, 1 - float(operands[0])))
    return found


@pytest.mark.parametrize("size", ["a6", "a5"])
def test_a_label_for_the_press_is_one_trimmed_page(size: LabelSize) -> None:
    """Its trimmed page has the label's format, with 3 mm of bleed, and black is its only ink."""
    labels = labels_of(["cs", "en"])
    content = make(LabelPress(IDENTITY, labels, size))
    codes = tuple(ExpectedCode(label.code.url, 35, number) for number, label in enumerate(labels.labels, 1))
    assert preflight(content, PrintJob(trim=LABEL_TRIM[size], pages=5, variant="x4", codes=codes)) == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            trim, bleed = ([float(v) / 72 * 25.4 for v in box] for box in (page.TrimBox, page.BleedBox))
            assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx(LABEL_TRIM[size], abs=0.05)
            assert bleed == pytest.approx([0, 0, LABEL_TRIM[size][0] + 6, LABEL_TRIM[size][1] + 6], abs=0.05)
    assert {ink[:3] for ink in inks_of(content)} == {(0, 0, 0)}


def test_large_type_is_made_for_the_press_in_black_alone() -> None:
    labels = labels_of(["cs"], 2)
    content = make(LargeLabelPress(IDENTITY, labels))
    codes = tuple(ExpectedCode(label.code.url, 35) for label in labels.labels)
    assert preflight(content, PrintJob(trim=(210, 297), variant="x4", codes=codes)) == []
    assert {ink[:3] for ink in inks_of(content)} == {(0, 0, 0)}
    assert texts_of(content) == texts_of(make(LargeLabels(IDENTITY, labels)))


def test_a_label_is_found_by_its_number_in_large_type_and_braille() -> None:
    """Number, name, country, title, caption, comment and place stand in the same order on all of them."""
    labels = labels_of(["cs"], 2)
    second = labels.labels[1]
    photo = replace(
        second.photo,
        title=Words.of({"cs": "Nadpis"}),
        caption=Words.of({"cs": "Popiska"}),
        comment=Words.of({"cs": "Slova"}),
        meta=Words.of({"cs": "Lima 2018"}),
    )
    labels = replace(labels, labels=(labels.labels[0], replace(second, photo=photo)))
    order = "2 Ema Peru Nadpis Popiska Slova Lima 2018"
    call = "Přečtěte a poslechněte si víc", "photovoice.example/q/ema-2"
    braille = " ".join(make(LabelText(labels)).decode().split("\f")[1].split())
    large = texts_of(make(LargeLabels(IDENTITY, labels)))[1]
    assert large.replace("2 / 2", "2") == braille.replace("2/2", "2") == " ".join((order, *call))
    label = texts_of(make(LabelPress(IDENTITY, labels, "a5")))[1]
    assert order in label
    assert all(part in label.replace("/ q", "/q") for part in call)


def test_each_label_is_set_alone() -> None:
    """One that says very much is set smaller, its neighbours are not; running text of A5 keeps 14 points."""
    labels = labels_of(["cs", "en"], 3)
    long = with_comment(labels, 1, 2)
    for order in (LabelPress, LabelSheets):
        usual = type_sizes(make(order(IDENTITY, labels, "a5")), "kůň")
        sizes = type_sizes(make(order(IDENTITY, long, "a5")), "kůň")
        assert set(usual) < set(sizes)
        assert min(sizes) >= 14


def test_a_comment_that_is_very_long_is_set_smaller_before_it_is_refused() -> None:
    """Nobody's words are cut because a wall label has 14 points."""
    longest = with_comment(labels_of(["cs", "en"], 2), 1, 3)
    assert 11 <= min(type_sizes(make(LabelPress(IDENTITY, longest, "a5")), "kůň")) < 14


def test_the_title_is_heavier_than_the_code() -> None:
    """The code is hardly larger than its checks ask, aside at the right; the title is set large."""
    content = make(LabelPress(IDENTITY, labels_of(["cs", "en"], 1), "a5"))
    document = pypdfium2.PdfDocument(content)
    values = np.asarray(document[0].render(scale=150 / 72).to_pil().convert("L"))
    document.close()
    found, _, corners, _ = cv2.QRCodeDetectorAruco().detectAndDecodeMulti(values)
    assert found
    left, right = (float(side) / 150 * 25.4 - 3 for side in (corners[0].min(axis=0)[0], corners[0].max(axis=0)[0]))
    assert right - left < 32
    assert left > 210 * 0.75
    assert type_sizes(content, "ódy")[-1] >= 30


@pytest.mark.parametrize(("size", "sheet", "on_sheet"), [("a6", (297, 210), 4), ("a5", (210, 297), 2)])
def test_labels_fill_sheets_of_a4(tmp_path: Path, size: LabelSize, sheet: tuple[int, int], on_sheet: int) -> None:
    labels = labels_of(["cs", "en"])
    file = tmp_path / "labels.pdf"
    file.write_bytes(make(LabelSheets(IDENTITY, labels, size)))
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == -(-5 // on_sheet)
        box = [float(v) / 72 * 25.4 for v in pdf.pages[0].MediaBox]
        assert box == pytest.approx([0, 0, *sheet], abs=0.01)
    codes = [ExpectedCode(label.code.url, 35, number // on_sheet + 1) for number, label in enumerate(labels.labels)]
    assert preflight(file, PrintJob(kind="sheet", codes=tuple(codes))) == []
    document = pypdfium2.PdfDocument(file)
    read = cv2.QRCodeDetectorAruco().detectAndDecodeMulti(
        np.asarray(document[0].render(scale=2.5).to_pil().convert("L"))
    )[1]
    document.close()
    assert set(read) == {label.code.url for label in labels.labels[:on_sheet]}


def test_cutting_marks_stand_on_the_middle_lines() -> None:
    document = pypdfium2.PdfDocument(make(LabelSheets(IDENTITY, labels_of(["cs"]), "a6")))
    values = np.asarray(document[0].render(scale=200 / 72).to_pil().convert("L"))
    document.close()
    high, wide = values.shape
    assert values[5, wide // 2 - 3 : wide // 2 + 4].min() < 128
    assert values[high // 2 - 3 : high // 2 + 4, 5].min() < 128
    assert values[high // 2 - 3 : high // 2 + 4, wide // 2 - 3 : wide // 2 + 4].min() < 128
    assert values[5, : wide // 2 - 10].min() > 250


def test_a_label_that_does_not_fit_is_named() -> None:
    """With the page on which it stands, in sheets and in the press file, which has a page for each."""
    labels = with_comment(labels_of(["cs", "en"]), 2, 12)
    for order, page in ((LabelSheets, 2), (LabelPress, 3)):
        with pytest.raises(CannotMake, match="print-overfull") as caught:
            make(order(IDENTITY, labels, "a5"))
        assert caught.value.params["place"].startswith("ema-3")
        assert caught.value.params["page"] == page


def test_no_label_is_made_with_an_address_too_long() -> None:
    first, second = labels_of(["cs"], 2).labels
    long = replace(second, code=replace(second.code, url=second.code.url + "y" * 50))
    labels = Labels((WRITINGS["cs"],), (first, long))
    orders: list[Order] = [LabelSheets(IDENTITY, labels, "a5"), LargeLabels(IDENTITY, labels)]
    for order in orders:
        with pytest.raises(CannotMake, match="print-address-too-long") as caught:
            make(order)
        assert caught.value.params["place"] == long.code.url


def test_large_type_has_24_points_and_tags() -> None:
    content = make(LargeLabels(IDENTITY, labels_of(["cs"], 2)))
    assert preflight(content, PrintJob(kind="reading")) == []
    document = pypdfium2.PdfDocument(content)
    assert "2 / 2" in " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()


def test_large_type_may_take_several_pages() -> None:
    labels = with_comment(labels_of(["cs"], 1), 0, 20)
    content = make(LargeLabels(IDENTITY, labels))
    code = ExpectedCode(labels.labels[0].code.url, 35)
    assert preflight(content, PrintJob(kind="reading", codes=(code,))) == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) > 1


def test_braille_text_is_plain_and_narrow() -> None:
    text = make(LabelText(labels_of(["cs"], 2))).decode()
    assert text.count("\f") == 2
    assert max(map(len, text.splitlines())) <= 40
    assert not set(text) & set("\u00a0\u00ad–—…")
    assert "Příliš žluťoučký kůň" in text
