"""The printer's package: complete, checked, and the same bytes wherever and whenever it is made."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml

from sitegen.making.errors import CannotMake
from sitegen.making.print.package import package
from sitegen.making.print.preflight.results import of_json
from sitegen.making.print.recipes import RECIPES

from .conftest import PRESS_JOB, ROOT, zine_inputs

LONG = "https://x.example/" + "y" * 50

TICKET: dict[str, Any] = {
    "identity": {"job": "ema-cs", "title": "Ema", "author": "Ema", "language": "cs", "date": "2019-09-01"},
    "job": "ema-cs",
    "title": "Ema: „Malé ódy“",
    "date": "2019-09-01",
    "languages": ["cs", "en"],
    "heading": {"cs": "Zakázkový list", "en": "Job ticket"},
    "rows": [{"name": {"cs": "Náklad", "en": "Quantity"}, "value": {"cs": "500 kusů", "en": "500 copies"}}],
    "files_heading": {"cs": "Soubory", "en": "Files"},
    "files": [{"name": "ema-cs-print-x4.pdf", "purpose": {"cs": "Pro tisk", "en": "For the press"}}],
    "specification": {"trim_mm": {"width": 105, "height": 148}, "pages": 8, "fold": "saddle"},
}


def test_the_zip_is_sorted_stored_and_dated_1980() -> None:
    content = package({"b.pdf": b"b", "a.txt": b"a"}, "job")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == ["job/SHA256SUMS", "job/a.txt", "job/b.pdf"]
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.date_time[0] for entry in entries} == {1980}


def test_the_check_sums_hold() -> None:
    with zipfile.ZipFile(io.BytesIO(package({"b.pdf": b"b", "a.txt": b"a"}, "job"))) as archive:
        said = dict(line.split("  ")[::-1] for line in archive.read("job/SHA256SUMS").decode().splitlines())
        assert said == {name: hashlib.sha256(archive.read(f"job/{name}")).hexdigest() for name in ("a.txt", "b.pdf")}


def test_notices_of_fonts_and_profile_are_packed(zine: dict[str, Path], sources: dict[str, Path]) -> None:
    packed = RECIPES["print-package"]({"folder": "ema-cs", "files": {"x4.pdf": "x4"}}, {**sources, **zine})
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert b"SIL OPEN FONT LICENSE" in archive.read("ema-cs/FONTS.txt")
        assert b"basICColor" in archive.read("ema-cs/LICENSE-ICC.txt")


def test_the_ticket_is_yaml_that_says_the_same() -> None:
    read = yaml.safe_load(RECIPES["jobticket-yaml"](TICKET, {}))
    assert read["title"] == TICKET["title"]
    assert read["specification"] == TICKET["specification"]
    assert read["ticket"][0]["value"] == TICKET["rows"][0]["value"]
    assert read["files"] == ["ema-cs-print-x4.pdf"]


def test_the_ticket_fits_one_page(sources: dict[str, Path]) -> None:
    with pikepdf.open(io.BytesIO(RECIPES["jobticket-pdf"](TICKET, sources))) as pdf:
        assert len(pdf.pages) == 1


def test_preflight_is_reported_as_data_and_in_words(zine: dict[str, Path], tmp_path: Path) -> None:
    """Each file by its name, also those that pass; a fault with its page, place and remedy."""
    short = replace(PRESS_JOB, pages=12)
    files = [{"path": "x4", "name": f"ema-{job.pages}.pdf", "job": job.plain()} for job in (PRESS_JOB, short)]
    report = tmp_path / "preflight.json"
    report.write_bytes(RECIPES["preflight"]({"files": files}, zine))
    found = of_json(report.read_bytes())
    assert {name: [item.code for item in items] for name, items in found.items()} == {
        "ema-8.pdf": [],
        "ema-12.pdf": ["page-count"],
    }
    text = RECIPES["preflight-text"]({"report": "report", "title": "Ema"}, {"report": report}).decode()
    assert "2 files: 1 errors, 0 warnings" in text
    assert "ERROR [page-count] There are 8 pages; 12 were ordered. Add or remove pages." in text
    assert text.count("checks passed") == 1


@pytest.mark.parametrize("form", ["svg", "pdf", "eps", "png"])
def test_loose_codes_are_made(form: str) -> None:
    assert RECIPES["qr-print"]({"address": "https://photovoice.example/q/z/", "format": form}, {})


def test_an_address_too_long_for_print_is_refused() -> None:
    with pytest.raises(CannotMake, match="print-address-too-long"):
        RECIPES["qr-print"]({"address": LONG, "format": "svg"}, {})


@pytest.mark.parametrize("recipe", ["zine-press", "zine-read"])
def test_nothing_is_printed_with_an_address_too_long(recipe: str, sources: dict[str, Path]) -> None:
    with pytest.raises(CannotMake, match="print-address-too-long") as caught:
        RECIPES[recipe](zine_inputs(["cs"]) | {"address": LONG}, sources)
    assert caught.value.params["place"] == LONG


_REMAKE = """
import hashlib, json, pathlib, sys
from tests.print.conftest import make_all, zine_inputs
from sitegen.making.print.sources import standing_sources
root, photos, out = (pathlib.Path(p) for p in sys.argv[1:])
sources = standing_sources(root / "templates", root / "static")
sources |= {f"photo/{p.stem}": p for p in photos.glob("*.jpg")}
made = make_all(zine_inputs(["cs"]), sources, out)
print(json.dumps({n: hashlib.sha256(p.read_bytes()).hexdigest() for n, p in made.items()}, sort_keys=True))
"""


def test_the_same_bytes_on_another_path_day_and_hash_seed(
    zine: dict[str, Path], sources: dict[str, Path], tmp_path: Path
) -> None:
    photos = sources["photo/one"].parent
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", _REMAKE, str(ROOT), str(photos), str(tmp_path)],
        capture_output=True, text=True, check=True, env=environment, cwd=tmp_path,
    )  # fmt: skip
    ours = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in zine.items()}
    assert json.loads(done.stdout.splitlines()[-1]) == ours
