"""From an empty folder to a built site with a workshop's pictures: 150 of them, with the table that Excel writes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sitegen import cli
from sitegen.model.project import HOME
from tests.conftest import Place
from tests.emptiness import of_site

COUNT = 150
PEOPLE = ("Ľuboš Krčméry", "Žofia", "Anna Nagyová")
HEADING = (
    "Názov súboru;Autor;Krajina;O autorovi;Súhlas autora;Dátum súhlasu autora;Súhlas autora pre;"
    "Názov;Popis;Komentár;Alternatívny text;Dátum;Súhlas;Dátum súhlasu;Súhlas pre"
)


def row(number: int, day: str = "25. 4. 2026") -> str:
    """A row that says everything, in the words of a Slovak organiser."""
    person = PEOPLE[number % 3]
    whose = f"{person};Slovensko;Fotí svoju ulicu.;áno;1. 4. 2026;web, tlač"
    said = f'Ulica {number};Naša ulica.;"Sem chodím; rád.";Prázdna ulica číslo {number}'
    return f"IMG_{number:04}.JPG;{whose};{said};{day};áno;1. 4. 2026;web, tlač"


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    folder = tmp_path / "workshop"
    folder.mkdir()
    for number in range(COUNT):
        pixels = np.random.default_rng(number).integers(0, 255, (6, 9, 3), dtype=np.uint8)
        Image.fromarray(pixels).resize((90, 60)).save(folder / f"IMG_{number:04}.JPG", quality=90)
    rows = [row(number) for number in range(COUNT)]
    rows[7] = row(7, "31. 2. 2026")
    rows[70] = row(70).replace("IMG_0070", "IMG_9070")
    rows[140] = row(140).replace(PEOPLE[140 % 3], "")
    (folder / "tabulka.csv").write_bytes("\r\n".join([HEADING, *rows, ""]).encode("cp1250"))
    return folder


def test_a_workshop_becomes_a_site(tmp_path: Path, workshop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The right rows are published in one go, each wrong one is listed; put right, they are added."""
    place = Place(tmp_path / "site", HOME)
    place.write("content/site.yaml", "title: {sk: Naša ulica}\nbase_url: https://example.org/\n")
    command = ["import", str(workshop), "--project", str(place.root), "--messages", "en", "--set", "status=exhibited"]
    assert cli.main(command) == 1
    said = capsys.readouterr().out
    assert f"Photographs: {COUNT - 3}, authors: 3" in said
    assert "Rows that became no record: 3" in said
    for line, code in ((9, "no-such-day"), (72, "import-no-picture"), (142, "import-no-author")):
        assert f"tabulka.csv:{line}:" in said
        assert f"[{code}]" in said
    assert place.problems() == []
    pages = {name for name in place.files() if name.startswith("fotografie/") and name.count("/") == 2}
    assert len({name for name in pages if "krcmery" in name or "zofia" in name or "nagyova" in name}) == COUNT - 3
    assert of_site(place.output) == {}
    table = (workshop / "tabulka.csv").read_bytes().decode("cp1250")
    mended = (
        table.replace("31. 2. 2026", "28. 2. 2026").replace("IMG_9070", "IMG_0070").replace(".JPG;;", ".JPG;Žofia;")
    )
    (workshop / "tabulka.csv").write_text(mended, "utf-8-sig")
    assert cli.main(command) == 0
    assert "Photographs: 3, authors: 0" in capsys.readouterr().out
    assert len(list((place.root / "content/photos").iterdir())) == COUNT
    assert place.problems() == []
