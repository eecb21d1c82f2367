"""Wall labels: whole on their cards, cut where the marks are, and readable by everyone."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest

from sitegen.making.errors import CannotMake
from sitegen.making.print.preflight.run import preflight
from sitegen.model.media import Clearance
from sitegen.model.order import Order
from sitegen.model.print_identity import Identity
from sitegen.model.print_job import ExpectedCode, PrintJob
from sitegen.model.print_orders import (
    AuthorOnPaper,
    Label,
    Labels,
    LabelSheets,
    LabelSize,
    LabelText,
    LargeLabels,
    ShortAddress,
)
from sitegen.model.print_words import Phrase

from .conftest import WRITINGS, longer, make, photo_on_paper, title

IDENTITY = Identity("labels", "Labels", "Us", "cs", dt.date(2019, 9, 1))


def labels_of(languages: Sequence[str], count: int = 5) -> Labels:
    labels = [
        Label(
            photo_on_paper(f"ema-{number}", languages, 70),
            AuthorOnPaper(Clearance("author:ema"), "Ema", title(languages)),
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
    labels = with_comment(labels_of(["cs", "en"]), 2, 12)
    with pytest.raises(CannotMake, match="print-overfull") as caught:
        make(LabelSheets(IDENTITY, labels, "a5"))
    assert caught.value.params["place"].startswith("ema-3")


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
