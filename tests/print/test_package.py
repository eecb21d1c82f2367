"""The printer's package: complete, checked, and the same bytes wherever and whenever it is made."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pikepdf
import pytest
import yaml

from sitegen.making.closure import Closures
from sitegen.making.errors import CannotMake
from sitegen.making.print.package import zipped
from sitegen.making.print.preflight.results import of_json
from sitegen.making.recipes import RECIPES, row_of
from sitegen.making.store import Store
from sitegen.model.order import Made
from sitegen.model.preflight_orders import CheckedFile, PreflightReport, PreflightWords
from sitegen.model.print_identity import Identity
from sitegen.model.print_orders import (
    Package,
    PackedFile,
    PrintCode,
    Ticket,
    TicketFile,
    TicketPage,
    TicketRow,
    TicketYaml,
    ZinePages,
    ZinePress,
    ZineReading,
)
from sitegen.model.print_words import Phrase, Words

from .conftest import PRESS_JOB, ROOT, WRITINGS, identity, make

LONG = "https://x.example/" + "y" * 50

TICKET = Ticket(
    Identity("ema-cs", "Ema: „Malé ódy“", "Ema", "cs", dt.date(2019, 9, 1)),
    (WRITINGS["cs"], WRITINGS["en"]),
    (TicketRow(Phrase("quantity"), (Words.of({"cs": "500 kusů", "en": "500 copies"}),)),),
    (TicketFile("ema-cs-print-x4.pdf", Phrase("file_print-x4")),),
)


def test_the_zip_is_sorted_stored_and_dated_1980() -> None:
    content = zipped({"b.pdf": b"b", "a.txt": b"a"}, "job")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == ["job/SHA256SUMS", "job/a.txt", "job/b.pdf"]
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.date_time[0] for entry in entries} == {1980}


def test_the_check_sums_hold() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped({"b.pdf": b"b", "a.txt": b"a"}, "job"))) as archive:
        said = dict(line.split("  ")[::-1] for line in archive.read("job/SHA256SUMS").decode().splitlines())
        assert said == {name: hashlib.sha256(archive.read(f"job/{name}")).hexdigest() for name in ("a.txt", "b.pdf")}


def test_notices_of_fonts_and_profile_are_packed(zine: dict[str, Path]) -> None:
    packed = make(Package("ema-cs", (PackedFile("x4.pdf", Made("x4")),)), zine)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert b"SIL OPEN FONT LICENSE" in archive.read("ema-cs/FONTS.txt")
        assert b"basICColor" in archive.read("ema-cs/LICENSE-ICC.txt")


def test_the_facts_of_a_ticket_are_yaml() -> None:
    facts = {"job": "zine-ema", "title": "Ema: „Malé ódy“", "trim_mm": [105, 148], "versions": [{"name": "cs"}]}
    assert yaml.safe_load(make(TicketYaml(facts))) == facts


def test_the_ticket_fits_one_page() -> None:
    with pikepdf.open(io.BytesIO(make(TicketPage(TICKET)))) as pdf:
        assert len(pdf.pages) == 1


def test_preflight_is_reported_as_data_and_in_words(zine: dict[str, Path], tmp_path: Path) -> None:
    """Each file by its name, also those that pass; a fault with its page, place and remedy."""
    jobs = (PRESS_JOB, replace(PRESS_JOB, pages=12))
    files = tuple(CheckedFile(Made(f"print/ema-{job.pages}.pdf"), job) for job in jobs)
    report = tmp_path / "preflight.json"
    report.write_bytes(make(PreflightReport(files), {one.file.path: zine["x4"] for one in files}))
    found = of_json(report.read_bytes())
    assert {name: [item.code for item in items] for name, items in found.items()} == {
        "ema-8.pdf": [],
        "ema-12.pdf": ["page-count"],
    }
    text = make(PreflightWords((Made("report"),), "Ema"), {"report": report}).decode()
    assert "2 files: 1 errors, 0 warnings" in text
    assert "ERROR [page-count] There are 8 pages; 12 were ordered. Add or remove pages." in text
    assert text.count("checks passed") == 1


def test_only_the_code_behind_a_file_decides_it(tmp_path: Path) -> None:
    """A ticket is not made again when a zine is set otherwise, nor a package when anything is laid out otherwise."""
    closures = Closures(Store(tmp_path))
    behind = {order: closures.modules(RECIPES[row_of(order)].module) for order in (ZinePress, TicketPage, Package)}
    zine, layout = "sitegen.making.print.zine_pages", "sitegen.making.print.layout"
    assert {zine, layout, "weasyprint", "numpy", "babel"} <= behind[ZinePress]
    assert (zine in behind[TicketPage], layout in behind[TicketPage], layout in behind[Package]) == (False, True, False)


@pytest.mark.parametrize("form", ["svg", "pdf", "eps", "png"])
def test_loose_codes_are_made(form: Literal["svg", "pdf", "eps", "png"]) -> None:
    assert make(PrintCode("https://photovoice.example/q/z/", form))


def test_an_address_too_long_for_print_is_refused() -> None:
    with pytest.raises(CannotMake, match="print-address-too-long"):
        make(PrintCode(LONG, "svg"))


@pytest.mark.parametrize("order", [ZinePress, ZineReading])
def test_nothing_is_printed_with_an_address_too_long(order: type[ZinePress | ZineReading], single: ZinePages) -> None:
    long = replace(single, code=replace(single.code, url=LONG))
    with pytest.raises(CannotMake, match="print-address-too-long") as caught:
        make(order(identity(["cs"]), long))
    assert caught.value.params["place"] == LONG


_REMAKE = """
import hashlib, json, pathlib, sys
from tests.print.conftest import make_all, zine_pages
photos, out = (pathlib.Path(p) for p in sys.argv[1:])
made = make_all(zine_pages(["cs"], {p.stem: p for p in photos.glob("*.jpg")}), out)
print(json.dumps({n: hashlib.sha256(p.read_bytes()).hexdigest() for n, p in made.items()}, sort_keys=True))
"""


def test_the_same_bytes_on_another_path_day_and_hash_seed(
    zine: dict[str, Path], photos: dict[str, Path], tmp_path: Path
) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", _REMAKE, str(photos["one"].parent), str(tmp_path)],
        capture_output=True, text=True, check=True, env=environment, cwd=tmp_path,
    )  # fmt: skip
    ours = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in zine.items()}
    assert json.loads(done.stdout.splitlines()[-1]) == ours
