"""The reading copy, for screens and screen readers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from .conftest import ADDRESS, ROOT


def tags(node: Any, name: str) -> list[Any]:
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    below = [found for kid in kids if isinstance(kid, pikepdf.Dictionary) for found in tags(kid, name)]
    return [node, *below] if str(node.get("/S", "")) == name else below


def test_it_declares_pdf_ua_with_language_and_title(zine: dict[str, Path]) -> None:
    with pikepdf.open(zine["read"]) as pdf:
        assert re.search(rb"pdfuaid:part=.1", pdf.Root.Metadata.read_bytes())
        assert str(pdf.Root.Lang) == "cs"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "Ema" in str(pdf.trailer.Info.Title)


def test_each_text_says_its_language(bilingual_zine: dict[str, Path]) -> None:
    with pikepdf.open(bilingual_zine["read"]) as pdf:
        languages = [str(tag.Lang) for tag in tags(pdf.Root.StructTreeRoot, "/Div") if "/Lang" in tag]
    assert set(languages) == {"cs", "en"}
    assert languages[:2] == ["cs", "en"]


def test_pictures_have_words(zine: dict[str, Path]) -> None:
    with pikepdf.open(zine["read"]) as pdf:
        figures = tags(pdf.Root.StructTreeRoot, "/Figure")
        assert len(figures) == 5
        assert all(str(figure.Alt) for figure in figures)


def test_the_short_address_is_a_link(zine: dict[str, Path]) -> None:
    with pikepdf.open(zine["read"]) as pdf:
        assert str(pdf.pages[7].obj.Annots[0].A.URI) == ADDRESS


def test_it_is_small_and_trimmed(zine: dict[str, Path]) -> None:
    assert zine["read"].stat().st_size < 900_000
    with pikepdf.open(zine["read"]) as pdf:
        width, height = (float(v) / 72 * 25.4 for v in list(pdf.pages[0].MediaBox)[2:])
    assert (width, height) == pytest.approx((105, 148), abs=0.1)


@pytest.mark.parametrize("trap", ["gradient(", "<hr", "unicode-range", "box-shadow", "opacity", "rgb(", "#000"])
def test_templates_avoid_what_presses_refuse(trap: str) -> None:
    for path in (ROOT / "templates" / "print").iterdir():
        assert trap not in path.read_text("utf-8"), path.name
