"""Wall labels: whole on their cards, cut where the marks are, and readable by everyone."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest

from sitegen.making.errors import CannotMake
from sitegen.making.print.preflight.run import preflight
from sitegen.making.print.recipes import RECIPES
from sitegen.model.print_job import ExpectedCode, PrintJob

from .conftest import paragraphs, said

Sources = dict[str, Path]


def label_inputs(size: str, languages: list[str], count: int = 5) -> dict[str, Any]:
    title = {code: {"cs": "Malé ódy", "en": "Small Odes"}[code] for code in languages}
    labels = [
        {
            "id": f"ema-{number}",
            "title": title,
            "author": "Ema",
            "facts": title,
            "caption": {code: text[:70] for code, text in said(languages).items()},
            "comment": paragraphs(languages, 2),
            "meta": title,
            "call": title,
            "address": f"https://photovoice.example/q/ema-{number}/",
            "short_address": f"photovoice.example/q/ema-{number}",
        }
        for number in range(1, count + 1)
    ]
    identity = {"job": "labels", "title": "Labels", "author": "Us", "language": languages[0], "date": "2019-09-01"}
    return {"size": size, "languages": languages, "title": "Labels", "identity": identity, "labels": labels}


@pytest.mark.parametrize(("size", "sheet", "on_sheet"), [("a6", (297, 210), 4), ("a5", (210, 297), 2)])
def test_labels_fill_sheets_of_a4(
    sources: Sources, tmp_path: Path, size: str, sheet: tuple[int, int], on_sheet: int
) -> None:
    inputs = label_inputs(size, ["cs", "en"])
    file = tmp_path / "labels.pdf"
    file.write_bytes(RECIPES["labels"](inputs, sources))
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == -(-5 // on_sheet)
        box = [float(v) / 72 * 25.4 for v in pdf.pages[0].MediaBox]
        assert box == pytest.approx([0, 0, *sheet], abs=0.01)
    codes = [
        ExpectedCode(label["address"], 35, number // on_sheet + 1) for number, label in enumerate(inputs["labels"])
    ]
    assert preflight(file, PrintJob(kind="sheet", codes=tuple(codes))) == []
    document = pypdfium2.PdfDocument(file)
    read = cv2.QRCodeDetectorAruco().detectAndDecodeMulti(
        np.asarray(document[0].render(scale=2.5).to_pil().convert("L"))
    )[1]
    document.close()
    assert set(read) == {label["address"] for label in inputs["labels"][:on_sheet]}


def test_cutting_marks_stand_on_the_middle_lines(sources: Sources) -> None:
    document = pypdfium2.PdfDocument(RECIPES["labels"](label_inputs("a6", ["cs"]), sources))
    values = np.asarray(document[0].render(scale=200 / 72).to_pil().convert("L"))
    document.close()
    high, wide = values.shape
    assert values[5, wide // 2 - 3 : wide // 2 + 4].min() < 128
    assert values[high // 2 - 3 : high // 2 + 4, 5].min() < 128
    assert values[high // 2 - 3 : high // 2 + 4, wide // 2 - 3 : wide // 2 + 4].min() < 128
    assert values[5, : wide // 2 - 10].min() > 250


def test_a_label_that_does_not_fit_is_named(sources: Sources) -> None:
    inputs = label_inputs("a5", ["cs", "en"])
    inputs["labels"][2]["comment"]["cs"] *= 12
    with pytest.raises(CannotMake, match="print-overfull") as caught:
        RECIPES["labels"](inputs, sources)
    assert caught.value.params["place"].startswith("ema-3")


@pytest.mark.parametrize("recipe", ["labels", "labels-large"])
def test_no_label_is_made_with_an_address_too_long(recipe: str, sources: Sources) -> None:
    inputs = label_inputs("a5", ["cs"], 2)
    inputs["labels"][1]["address"] += "y" * 50
    with pytest.raises(CannotMake, match="print-address-too-long") as caught:
        RECIPES[recipe](inputs, sources)
    assert caught.value.params["place"] == inputs["labels"][1]["address"]


def test_large_type_has_24_points_and_tags(sources: Sources) -> None:
    content = RECIPES["labels-large"](label_inputs("a5", ["cs"], 2), sources)
    assert preflight(content, PrintJob(kind="reading")) == []
    document = pypdfium2.PdfDocument(content)
    assert "2 / 2" in " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()


def test_large_type_may_take_several_pages(sources: Sources) -> None:
    inputs = label_inputs("a5", ["cs"], 1)
    inputs["labels"][0]["comment"]["cs"] *= 20
    content = RECIPES["labels-large"](inputs, sources)
    code = ExpectedCode(inputs["labels"][0]["address"], 35)
    assert preflight(content, PrintJob(kind="reading", codes=(code,))) == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) > 1


def test_braille_text_is_plain_and_narrow(sources: Sources) -> None:
    text = RECIPES["labels-text"](label_inputs("a5", ["cs"], 2), sources).decode()
    assert text.count("\f") == 2
    assert max(map(len, text.splitlines())) <= 40
    assert not set(text) & set("\u00a0\u00ad–—…")
    assert "Příliš žluťoučký kůň" in text
