"""`import`: tables as spreadsheets write them become records; what is wrong with a row is told at its cell."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.xml import DEFUSEDXML
from PIL import Image

from sitegen import cli
from sitegen.drafting.importing import row_records
from tests.conftest import Place
from tests.drafting.bringing import ROOT, files, first_gate, photograph, scene

HEADING = (
    "file,author,title_cs,title_en,caption_cs,caption_en,comment_cs,comment_en,comment_language,alt_cs,alt_en,status"
)
CONSENT = ("--set", "consent.status=given", "--set", "consent.date=2026-04-01", "--set", "consent.scopes=[web, print]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pictures from a telephone."""
    found = tmp_path / "workshop"
    found.mkdir()
    for number in (1, 2, 3):
        photograph(found / f"IMG_{number}.JPG", scene(number, (600, 400)), taken="2026:04:12 10:11:12", located=True)
    return found


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(place: Place, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `import` in English; gives the exit code and what was said."""

    def call(folder: Path, *words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = cli.main(["import", str(folder), "--project", str(place.root), "--messages", "en", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    return call


def table(folder: Path, *rows: str, heading: str = HEADING) -> None:
    (folder / "table.csv").write_text("\n".join([heading, *rows, ""]), "utf-8")


def full(file: str, author: str = "ada", title: str = "Dvůr") -> str:
    """A row that says all that a photograph must have."""
    said = f"{title},Yard,Náš dvůr.,Our yard.,Tady hrajeme.,We play here.,cs,Dvůr {file},Yard {file}"
    return f"{file},{author},{said},exhibited"


def codes(said: str) -> list[tuple[str, str]]:
    """The places and codes of what was said, but of pictures that no row names."""
    found = re.findall(r"^(\S.*?): (?:error|warning) \[([a-z-]+)\]", said, re.MULTILINE)
    return [(place.rpartition("/")[2], code) for place, code in found if code != "import-no-row"]


def test_a_row_becomes_a_record_that_is_published(place: Place, folder: Path, run: Run) -> None:
    table(folder, full("IMG_1.JPG"), full("img_2.jpg", "Eva Nová"), full("IMG_3"))
    code, said = run(folder, *CONSENT, *(f"--set=author.{one}" for one in CONSENT if one != "--set"))
    assert code == 0, said
    assert "Photographs: 3, authors: 1" in said
    assert first_gate(place) == []
    record = (place.root / "content/photos/ada-3.yaml").read_text("utf-8")
    assert "\nauthor: ada\n" in record
    assert "\norder: 3\n" in record
    assert "\ntaken: 2026-04\n" in record
    assert "draft: true" not in record
    with Image.open(place.root / "photos" / "ada-3.jpg") as found:
        assert dict(found.getexif()) == {}
    author = (place.root / "content/authors/eva-nova.yaml").read_text("utf-8")
    assert "\nname: Eva Nová\n" in author
    assert "draft: true" in author  # nobody has said where she comes from
    assert codes(said) == [("table.csv:3:11", "import-lacks")]
    assert place.problems() == []


def test_a_second_run_adds_only_what_is_new(place: Place, folder: Path, run: Run) -> None:
    table(folder, full("IMG_1.JPG"), full("IMG_2.JPG"))
    assert run(folder, *CONSENT)[0] == 0
    before = files(place.root)
    code, said = run(folder, *CONSENT)
    assert (code, files(place.root)) == (0, before)
    assert "Here already, and left as they are: 2 – IMG_1.JPG (photo:ada-3), IMG_2.JPG (photo:ada-4)" in said
    place.edit("content/photos/ada-3.yaml", "cs: Dvůr\n", "cs: Můj dvůr\n")
    table(folder, full("IMG_1.JPG"), full("IMG_2.JPG"), full("IMG_3.JPG"))
    assert run(folder, *CONSENT)[0] == 0
    now = files(place.root)
    assert sorted(now.keys() - before.keys()) == ["content/photos/ada-5.yaml", "photos/ada-5.jpg"]
    assert "Můj dvůr" in now["content/photos/ada-3.yaml"].decode()


def test_a_dry_run_writes_nothing(place: Place, folder: Path, run: Run) -> None:
    table(folder, full("IMG_1.JPG"))
    before = files(place.root)
    code, said = run(folder, "--dry-run", *CONSENT)
    assert (code, files(place.root)) == (0, before)
    assert "Nothing was written (--dry-run)" in said


def test_what_is_to_be_typed_next_names_the_project_that_was_named(place: Place, folder: Path, run: Run) -> None:
    """Else the preview would be of another site: that around the current folder, or the program's own."""
    table(folder, full("IMG_1.JPG"))
    _, said = run(folder, *CONSENT)
    assert f"serve --open --project {place.root.as_posix()}" in said
    assert f"check --no-print --project {place.root.as_posix()}" in said


def test_no_consent_is_invented(place: Place, folder: Path, run: Run) -> None:
    """Without one the record waits; a word alone is none; where there is a no, not even the picture is copied."""
    heading = f"{HEADING},Souhlas,Datum souhlasu,Souhlas pro"
    table(
        folder,
        f"{full('IMG_1.JPG')},ano,,",
        f"{full('IMG_2.JPG')},ne,1. 4. 2026,web",
        f'{full("IMG_3.JPG")},Ano,1. 4. 2026,"web, tisk"',
        heading=heading,
    )
    code, said = run(folder)
    assert code == 0, said
    assert [code for _, code in codes(said)] == ["import-lacks", "import-consent-lacks", "import-refused"]
    waiting, given = (place.root / f"content/photos/ada-{number}.yaml" for number in (3, 4))
    assert "Fill in consent_date, consent_scopes (" in said
    assert "status: pending" in waiting.read_text("utf-8")
    assert "draft: true" in waiting.read_text("utf-8")
    assert "status: given\n  scopes: [web, print]\n  date: 2026-04-01" in given.read_text("utf-8")
    assert not (place.root / "photos/ada-5.jpg").exists()
    assert place.problems() == []
    assert "photographs/ada-3/index.html" not in place.files()
    table(folder, f"{full('IMG_2.JPG')},snad,,", heading=heading)
    assert codes(run(folder)[1])[-1] == ("table.csv:2:116", "import-consent-word")


def test_every_wrong_row_is_listed_at_its_cell(place: Place, folder: Path, run: Run) -> None:
    (folder / "inner").mkdir()
    for name in ("a.jpg", "inner/a.jpg", "spare.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg"):
        photograph(folder / name, scene(hash(name) % 1000 + 10, (600, 400)))
    shutil.copy(folder / "f.jpg", folder / "f2.jpg")
    (folder / "cut.jpg").write_bytes((folder / "b.jpg").read_bytes()[:5000])
    (folder / "talk.mov").write_bytes(b"film")
    heading = "id,file,author,date,status,place,Came\u202era,latitude"
    table(
        folder,
        ",IMG_1.JPG,ada,04/05/2019,,,,",
        ",gone.jpg,ada,,,,,",
        ",a.jpg,ada,,,,,",
        ",IMG_2.JPG,,,,,,",
        ",IMG_3.JPG,Jan; Eva,,,,,",
        ",,ada,,,,,",
        ",cut.jpg,ada,,,,,",
        "x,b.jpg,ada,31. 2. 2019,hung,,,",
        "X,c.jpg,ada,,,,,",
        ",d.jpg,ada,,,,,",
        ",d.jpg,ada,,,,,",
        "ada-1,e.jpg,ada,,,,,",
        ",f.jpg,ada,,,Park,Nokia,50.1",
        ",f2.jpg,ada,,,Marketplace,,",
        ",IMG_2.JPG,Eva\u202e,,,,,,beyond",
        heading=heading,
    )
    code, said = run(folder)
    assert code == 1
    assert codes(said) == [
        ("table.csv:1:1", "import-no-pictures"),
        ("table.csv:1:34", "import-unknown-column"),
        ("table.csv:1:42", "import-coordinates"),
        ("table.csv:2:16", "import-either-day"),
        ("table.csv:3:2", "import-no-picture"),
        ("table.csv:4:2", "import-many-pictures"),
        ("table.csv:6:12", "import-many-authors"),
        ("table.csv:7:3", "import-no-file-name"),
        ("table.csv:8:2", "import-bad-picture"),
        ("table.csv:9:1", "import-id-twice"),
        ("table.csv:9:13", "no-such-day"),
        ("table.csv:10:1", "import-id-twice"),
        ("table.csv:12:2", "import-picture-twice"),
        ("table.csv:13:1", "import-there"),
        ("table.csv:14:2", "import-lacks"),
        ("table.csv:15:2", "import-same-picture"),
        ("table.csv:15:15", "import-unknown-entry"),
        ("table.csv:16:2", "import-picture-twice"),
        ("table.csv:16:15", "control-character"),
        ("table.csv:16:22", "import-no-column"),
    ]
    assert "  9 | x,b.jpg,ada,31. 2. 2019,hung,,,\n    |             ^" in said
    record = (place.root / "content/photos/ada-3.yaml").read_text("utf-8")
    assert "\nplace: park\n" in record
    assert record.endswith('# From the table, in words that no field takes:\n# "Came\ufffdra": "Nokia"\n')
    assert "50.1" not in record
    assert first_gate(place) == []


def test_what_a_record_may_not_say_is_told_at_its_cell(place: Place, folder: Path, run: Run) -> None:
    """What no reader of cells knows, the record's own rules do; also those that need the picture."""
    table(
        folder,
        full("IMG_1.JPG").replace("exhibited", "hung"),
        full("IMG_2.JPG").replace("Dvůr IMG_2.JPG", "Dvůr"),
        full("IMG_3.JPG").replace(",cs,", ",Klingonisch,"),
    )
    code, said = run(folder, *CONSENT)
    assert (code, codes(said)) == (
        1,
        [
            ("table.csv:2:106", "bad-choice"),
            ("table.csv:3:76", "alt-is-title"),
            ("table.csv:4:73", "unknown-language-code"),
        ],
    )
    assert not list((place.root / "photos").glob("ada-[3-9]*"))
    assert first_gate(place) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_come_in_every_form(place: Place, folder: Path, run: Run, encoding: str, separator: str) -> None:
    out = io.StringIO()
    rows = [HEADING.split(","), full("IMG_1.JPG").split(",")]
    rows[1][2], rows[1][6] = "Žluťoučký; kůň, tady", 'Řekla: "Pojď."\nA šla.'
    csv.writer(out, delimiter=separator).writerows([*rows, [""] * 12])
    (folder / "table.csv").write_bytes(out.getvalue().encode(encoding))
    code, said = run(folder, *CONSENT)
    assert code == 0, said
    record = (place.root / "content/photos/ada-3.yaml").read_text("utf-8")
    assert '\n  cs: "Žluťoučký; kůň, tady"\n' in record
    assert '\n  cs: "Řekla: \\"Pojď.\\"\\nA šla."\n' in record
    assert [code for _, code in codes(said)] == ["import-codepage"] * (encoding == "cp1250")
    assert ("read as Windows-1250: “IMG_1.JPG" in said) == (encoding == "cp1250")


def workbook(folder: Path, rows: list[list[object]]) -> Workbook:
    """A workbook whose first sheet holds a title above the table."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Hárok1"
    for row in [["Photographs of the workshop"], [], *rows]:
        sheet.append(row)
    book.save(folder / "table.xlsx")
    return book


def test_a_workbook_is_read_as_people_see_it(place: Place, folder: Path, run: Run) -> None:
    """Days are days, formulas their results, errors errors with their cells, and other sheets are named."""
    heading = [*HEADING.split(","), "date", "order"]
    sound = full("IMG_1.JPG").split(",")
    book = workbook(
        folder,
        [
            heading,
            [*sound, dt.date(2019, 4, 25), 7.0],
            [*full("IMG_2.JPG").split(","), "=TODAY()"],
            [*full("IMG_3.JPG").split(","), "#REF!"],
        ],
    )
    book["Hárok1"]["M6"].data_type = "e"
    book.create_sheet("Notes").append(["Ask Eva"])
    book.save(folder / "table.xlsx")
    code, said = run(folder, *CONSENT)
    assert (code, codes(said)) == (
        1,
        [
            ("table.xlsx:1:1 (Hárok1!A1)", "import-above"),
            ("table.xlsx:1:1 (Notes!A1)", "import-other-sheet"),
            ("table.xlsx:5:13 (Hárok1!M5)", "import-no-value"),
            ("table.xlsx:6:13 (Hárok1!M6)", "import-cell-error"),
        ],
    )
    record = (place.root / "content/photos/ada-3.yaml").read_text("utf-8")
    assert "\ntaken: 2019-04-25\n" in record
    assert "\norder: 7\n" in record


def test_hostile_workbooks_end_in_a_sentence(folder: Path, run: Run, place: Place) -> None:
    """Entities, bombs, cells at the end of the world and files that are none."""
    assert DEFUSEDXML
    workbook(folder, [HEADING.split(","), full("IMG_1.JPG").split(",")])
    sound = (folder / "table.xlsx").read_bytes()
    before = files(place.root)

    def packed(change: Callable[[str, bytes], bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(sound)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(name, change(name, source.read(name)))
        return out.getvalue()

    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    cases = {
        "import-no-workbook": [
            packed(lambda _name, text: text.replace(b"?>", b"?>" + laughs, 1) if b"?>" in text else laughs + text),
            packed(lambda _name, _text: b"nonsense"),
            sound[: len(sound) // 2],
            b"PK\x03\x04" + bytes(100),
        ],
        "import-too-large": [
            packed(lambda _name, text: text + b" " * 60_000_000),
            packed(lambda _name, text: text.replace(b'r="L4"', b'r="XFD4"')),
            packed(lambda _name, text: text.replace(b'<row r="4"', b'<row r="99999999999"')),
        ],
        "import-no-file-name": [packed(lambda _name, text: text.replace(b'r="A4"', b'r="ZZ4"'))],
    }
    for code, contents in cases.items():
        for content in contents:
            (folder / "table.xlsx").write_bytes(content)
            done, said = run(folder, *CONSENT)
            assert (done, code in said) == (1, True), said
    (folder / "table.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert run(folder)[0] == 2
    assert files(place.root) == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import-no-heading"),
        (b"\x00\x01\x02", "not-utf-8"),
        (b"only words in here\n", "import-no-heading"),
        (b'file,author\n"IMG_1.JPG,ada\nIMG_2.JPG,ada\n', "import-bad-quotes"),
        (b'file,author\n"IMG_1.JPG" x,ada\n', "import-bad-quotes"),
        (b"title,author\nx,ada\n", "import-no-file-column"),
        (b"file,author\n" + b"x,y\n" * 6000, "import-too-large"),
        (b"file,author\n\x81\x83\n", "not-utf-8"),
        (b"file,author\nIMG_1.JPG,a" + b"x" * 200_000 + b"\n", "import-bad-quotes"),
    ],
)
def test_no_table_ends_in_a_traceback(folder: Path, run: Run, place: Place, content: bytes, code: str) -> None:
    (folder / "table.csv").write_bytes(content)
    before = files(place.root)
    done, said = run(folder)
    assert done == 1
    assert f"[{code}]" in said
    assert files(place.root) == before


def test_misuse_is_told(folder: Path, run: Run, tmp_path: Path) -> None:
    assert "There is no table" in run(folder)[1]
    table(folder, full("IMG_1.JPG"))
    shutil.copy(folder / "table.csv", folder / "other.csv")
    assert "several tables in the folder (other.csv, table.csv)" in run(folder)[1]
    assert "There is no folder" in run(tmp_path / "gone")[1]
    assert "does not speak “de”" in run(folder, "--table", str(folder / "table.csv"), "--language", "de")[1]
    assert "There is no file" in run(folder, "--table", str(folder / "gone.csv"))[1]
    assert "is no answer" in run(folder, "--table", str(folder / "table.csv"), "--set", "status")[1]


def test_telephones_pictures_become_jpeg(place: Place, folder: Path, run: Run) -> None:
    """HEIC and HIF are read, by their bytes and not by their names; a table may leave the ending out."""
    shutil.copy(ROOT / "tests/telephone.heic", folder / "DSC0001.HIF")
    table(folder, full("DSC0001"))
    code, said = run(folder, *CONSENT)
    assert code == 0, said
    with Image.open(place.root / "photos/ada-3.jpg") as found:
        assert found.format == "JPEG"
    assert run(folder, *CONSENT)[1].count("photo:ada-3") == 1


def test_what_was_withdrawn_is_not_brought_back(place: Place, folder: Path, run: Run) -> None:
    table(folder, full("IMG_1.JPG"))
    assert run(folder, *CONSENT)[0] == 0
    assert cli.main(["withdraw", "photo:ada-3", "--project", str(place.root)]) == 0
    assert run(folder, *CONSENT)[0] == 0  # its record is there, and says so
    for file in ("content/photos/ada-3.yaml", "photos/ada-3.jpg"):
        (place.root / file).unlink()
    code, said = run(folder, *CONSENT)
    assert (code, codes(said)) == (1, [("table.csv:2:1", "import-withdrawn")])
    assert not (place.root / "photos/ada-3.jpg").exists()


def test_what_a_kill_leaves_is_taken_up(
    place: Place, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A picture without a record, as a kill leaves it, gets its record; a run that fails leaves nothing."""
    table(folder, full("IMG_1.JPG"), full("IMG_2.JPG"), full("IMG_3.JPG"))
    whole = tmp_path / "whole"
    shutil.copytree(place.root, whole)
    assert run(folder, *CONSENT)[0] == 0
    wanted = files(place.root)
    for file in ("content/photos/ada-4.yaml", "content/photos/ada-5.yaml", "photos/ada-5.jpg"):
        (place.root / file).unlink()
    shutil.copy(place.root / "photos/ada-4.jpg", place.root / "photos/.new-1")  # of another program that was killed
    assert run(folder, *CONSENT)[0] == 0
    (place.root / "photos/.new-1").unlink()
    assert files(place.root) == wanted
    shutil.rmtree(place.root)
    shutil.copytree(whole, place.root)
    before, put = files(place.root), row_records.Staged.__getitem__

    def full_disk(self: row_records.Staged, name: str) -> bytes:
        if name.endswith("ada-5.jpg"):
            raise OSError(28, "No space left on device")
        return put(self, name)

    monkeypatch.setattr(row_records.Staged, "__getitem__", full_disk)
    assert run(folder, *CONSENT)[0] == 1
    assert files(place.root) == before


def test_names_of_people_are_told_apart(place: Place, folder: Path, run: Run) -> None:
    """Spaces and capitals do not make another person, accents do; names without Latin letters get a number."""
    table(folder, full("IMG_1.JPG", "Олена"), full("IMG_2.JPG", " ОЛЕНА "), full("IMG_3.JPG", "Ada"))
    assert run(folder, *CONSENT)[0] == 0
    assert (place.root / "content/photos/author-1-2.yaml").is_file()
    assert (place.root / "content/photos/ada-3.yaml").is_file()
    photograph(folder / "a.jpg", scene(40, (600, 400)))
    photograph(folder / "b.jpg", scene(41, (600, 400)))
    table(folder, full("a.jpg", "Novák"), full("b.jpg", "Novak"))
    code, said = run(folder, *CONSENT)
    assert (code, ("table.csv:3:7", "import-names-alike") in codes(said)) == (1, True)


def test_a_program_reads_what_was_done(folder: Path, run: Run) -> None:
    table(folder, full("IMG_1.JPG"), full("gone.jpg"))
    code, said = run(folder, *CONSENT, "--format", "json")
    data = json.loads(said)
    assert (code, data["left_out"], [one["ref"] for one in data["records"]]) == (1, 1, ["photo:ada-3"])
    assert [one["code"] for one in data["problems"]] == ["import-no-row", "import-no-picture"]
