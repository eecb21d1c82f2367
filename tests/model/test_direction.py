"""From which side texts and languages are read."""

from __future__ import annotations

import pytest

from sitegen.model.cldr import text_direction
from sitegen.model.direction import direction


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada", "ltr"),
        ("„Ada“ אדה", "ltr"),
        ("2019 אדה", "rtl"),
        ("„أحمد“ Ada", "rtl"),
        ("བསྟན་འཛིན", "ltr"),
        ("2019", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_first_letter_that_has_a_direction_decides(text: str, found: str) -> None:
    assert direction(text) == found


def test_languages_have_one() -> None:
    """By CLDR, of their usual script."""
    found = [text_direction(code) for code in ("ar", "he", "fa_IR", "cs_CZ", "uk")]
    assert found == ["rtl", "rtl", "rtl", "ltr", "ltr"]
