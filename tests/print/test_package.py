"""The printer's package: complete, checked, and the same bytes wherever and whenever it is made."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml

from sitegen.making.errors import CannotMake
from sitegen.making.print.package import package
from sitegen.making.print.recipes import RECIPES

from .conftest import PRESS_JOB, ROOT

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


def packed(zine: dict[str, Path], sources: dict[str, Path], tmp_path: Path, job: dict[str, Any]) -> bytes:
    made = {**sources, **zine, "report": tmp_path / "preflight.json"}
    files = [{"path": "x4", "name": "ema-cs-print-x4.pdf", "job": job}]
    made["report"].write_bytes(RECIPES["preflight"]({"files": files}, made))
    return RECIPES["print-package"](
        {"folder": "ema-cs", "report": "report", "files": {"ema-cs-print-x4.pdf": "x4", "preflight.json": "report"}},
        made,
    )


def test_notices_of_fonts_and_profile_are_packed(
    zine: dict[str, Path], sources: dict[str, Path], tmp_path: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(zine, sources, tmp_path, PRESS_JOB))) as archive:
        assert b"SIL OPEN FONT LICENSE" in archive.read("ema-cs/FONTS.txt")
        assert b"basICColor" in archive.read("ema-cs/LICENSE-ICC.txt")


def test_a_job_that_fails_preflight_is_not_packed(
    zine: dict[str, Path], sources: dict[str, Path], tmp_path: Path
) -> None:
    with pytest.raises(CannotMake, match="print-page-count") as caught:
        packed(zine, sources, tmp_path, PRESS_JOB | {"pages": 12})
    assert caught.value.params["expected"] == "12"


def test_the_ticket_is_yaml_that_says_the_same() -> None:
    read = yaml.safe_load(RECIPES["jobticket-yaml"](TICKET, {}))
    assert read["title"] == TICKET["title"]
    assert read["specification"] == TICKET["specification"]
    assert read["ticket"][0]["value"] == TICKET["rows"][0]["value"]
    assert read["files"] == ["ema-cs-print-x4.pdf"]


def test_the_ticket_fits_one_page(sources: dict[str, Path]) -> None:
    with pikepdf.open(io.BytesIO(RECIPES["jobticket-pdf"](TICKET, sources))) as pdf:
        assert len(pdf.pages) == 1


def test_preflight_as_text_tells_what_passed(zine: dict[str, Path], tmp_path: Path) -> None:
    found = {"ema-cs-print-x4.pdf": []}
    (tmp_path / "r.json").write_text(json.dumps(found))
    text = RECIPES["preflight-text"]({"report": "r", "title": "Ema"}, {**zine, "r": tmp_path / "r.json"}).decode()
    assert "checks passed" in text


@pytest.mark.parametrize("form", ["svg", "pdf", "eps", "png"])
def test_loose_codes_are_made(form: str) -> None:
    assert RECIPES["qr-print"]({"address": "https://photovoice.example/q/z/", "format": form}, {})


def test_an_address_too_long_for_print_is_refused() -> None:
    with pytest.raises(CannotMake, match="print-address-too-long"):
        RECIPES["qr-print"]({"address": "https://x.example/" + "y" * 50, "format": "svg"}, {})


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
