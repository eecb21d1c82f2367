"""A few of the texts that `python -m tests.fuzz` tries by the hundred thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import KINDS, fault_of
from tests.fuzz_readers import Broken, said_by
from tests.fuzz_site import build_site, site_case
from tests.fuzz_texts import Writer

FEW = 300


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_breaks_its_reader_or_loses_a_word(kind: str) -> None:
    make, read, _ = KINDS[kind]
    cases = [make(Writer(seed)) for seed in range(FEW // 5 if kind == "names" else FEW)]
    found = [fault_of(read, case) for case in cases]
    assert [(case, fault) for case, (fault, _) in zip(cases, found, strict=True) if fault] == []
    assert sum(sound for _, sound in found) > 0


def test_every_word_of_sound_records_is_on_the_site(tmp_path: Path) -> None:
    assert build_site(site_case(Writer(0, odd=20), 5), tmp_path) > 20


@pytest.mark.parametrize("html", ["<p onclick=x>", "<script>x</script>", "<a href=' javascript:x'>", "<b style=x>"])
def test_what_is_active_is_found(html: str) -> None:
    with pytest.raises(Broken, match="active"):
        said_by(html)
