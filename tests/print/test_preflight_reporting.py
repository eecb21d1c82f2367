"""What editors are told about print: the missing library, the words of every finding, and PDFs from elsewhere."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pytest

from sitegen.cli import main
from sitegen.making.blobs import keep
from sitegen.making.print import installing
from sitegen.making.print.findings import Finding, FindingCode, finding
from sitegen.making.print.preflight.results import as_json
from sitegen.making.print.preflight_reporting import report_preflight
from sitegen.making.store import Store
from sitegen.model.messages import explain, messages
from sitegen.model.order import Made
from sitegen.model.outputs import Output, Plan
from sitegen.model.preflight_orders import CheckedFile, PreflightReport
from sitegen.model.print_job import PrintJob
from sitegen.model.print_orders import TicketPage
from sitegen.model.problems import Problems, Where

from .conftest import PRESS_JOB
from .test_package import TICKET

SHEET, READING = PrintJob(kind="sheet"), PrintJob(kind="reading")
ORIGIN, THIRD_PAGE, CAPTION = Where("zine.yaml"), Where("photo.yaml", 3), Where("photo.yaml", 7)


def test_every_finding_has_words_in_both_languages() -> None:
    """The table of messages has the codes that a finding may have, no more and no fewer."""
    found = {code for code in messages("en").subjects["print-files"] if code.startswith("print-")}
    assert found == {f"print-{code}" for code in get_args(FindingCode)}


@pytest.mark.parametrize(
    ("platform", "release", "system"),
    [
        ("linux", "ID=debian\n", "debian"),
        ("linux", 'ID=ubuntu\nID_LIKE="debian"\n', "debian"),
        ("linux", "ID=fedora\n", "fedora"),
        ("darwin", "", "darwin"),
        ("win32", "", "win32"),
    ],
)
def test_the_packages_of_each_system_are_known(tmp_path: Path, platform: str, release: str, system: str) -> None:
    """The system is told from its own files."""
    (tmp_path / "os-release").write_text(release, "utf-8")
    assert installing.system_name(platform, tmp_path / "os-release") == system
    assert "pango" in installing.pango_command(system)
    assert installing.ghostscript_command(system).endswith("ghostscript")


def test_a_missing_library_is_one_problem_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is made, one sentence says what to install and how to go on without."""
    monkeypatch.setattr(installing, "library_is_there", lambda: False)
    outputs = {f"{name}.pdf": Output(f"{name}.pdf", TicketPage(TICKET)) for name in "ab"}
    problems = Problems()
    with Store(tmp_path) as store:
        installing.check_library(Plan(outputs, {path: path * 8 for path in outputs}), store, problems)
    (found,) = problems
    assert found.code == "no-print-library"
    for language in ("en", "cs"):
        sentence, repair = explain(found.code, found.params, language)
        assert "Pango" in sentence
        assert "--no-print" in repair
        assert installing.pango_command(installing.system_name()) in repair


def reported(
    folder: Path, jobs: Mapping[str, PrintJob], found: Mapping[str, list[Finding]]
) -> list[tuple[str, Where, str]]:
    """What a build says of a report: severity, place and sentence of each problem."""
    files = tuple(CheckedFile(Made(name), job) for name, job in jobs.items())
    places = {"page 3": THIRD_PAGE, "ema: caption": CAPTION}
    output = Output("p.json", PreflightReport(files), origin=ORIGIN, places=places)
    problems = Problems()
    with Store(folder) as store:
        keep(store.blobs.place("ab" * 32), as_json({name: found.get(name, []) for name in jobs}))
        report_preflight(Plan({"p.json": output}, {"p.json": "ab" * 32}), store, problems)
    return [(one.severity, one.where, explain(one.code, one.params, "en")[0]) for one in problems]


def test_faults_of_one_page_are_told_apart(tmp_path: Path) -> None:
    """Two pictures, a warning and an error of one kind: none hides the other."""
    first = finding("low-ppi", "warning", 3, "10 × 10 mm", ppi=280)
    second = finding("low-ppi", "error", 3, "50 × 90 mm", ppi=150)
    assert reported(tmp_path, {"a.pdf": PRESS_JOB}, {"a.pdf": [first, second]}) == [
        ("warning", THIRD_PAGE, "a.pdf: Page 3, 10 × 10 mm: the picture has 280 pixels an inch at its printed size."),
        ("error", THIRD_PAGE, "a.pdf: Page 3, 50 × 90 mm: the picture has 150 pixels an inch at its printed size."),
    ]


def test_a_fault_that_files_share_is_told_once_with_their_names(tmp_path: Path) -> None:
    """And one that each has in its own way is told of each."""
    marker = {name: finding("pdfx-marker", declared="-", expected=name) for name in ("x1a", "x4")}
    found = {name: [finding("gradient", page=3), marker[name]] for name in marker}
    assert reported(tmp_path, dict.fromkeys(marker, PRESS_JOB), found) == [
        ("error", THIRD_PAGE, "x1a, x4: Page 3: a gradient."),
        ("error", ORIGIN, "x1a: The PDF declares: -; expected: x1a."),
        ("error", ORIGIN, "x4: The PDF declares: -; expected: x4."),
    ]


def test_a_sheet_s_page_is_not_taken_for_the_zine_s(tmp_path: Path) -> None:
    """It goes to the zine's own line, unless it names a field."""
    found = [
        finding("qr-missing", page=3, place="https://a.example/"),
        finding("overfull", page=3, place="ema: caption", over=3),
    ]
    assert {where for _, where, _ in reported(tmp_path, {"booklet.pdf": SHEET}, {"booklet.pdf": found})} == {
        ORIGIN,
        CAPTION,
    }


def test_what_a_sheet_has_from_its_press_file_is_told_once(tmp_path: Path) -> None:
    """Only the sheet's own faults, and worse ones, are told of it."""
    coarse = [finding("low-ppi", "warning", 3, "10 × 10 mm", ppi=280)]
    sheet = [
        finding("low-ppi", "warning", 1, "90 × 10 mm", ppi=250),
        finding("low-ppi", "error", 1, "20 × 10 mm", ppi=190),
        finding("qr-small", page=1, place="https://a.example/", module=0.4, side=20, least=25, least_module=0.5),
    ]
    told = reported(tmp_path, {"x4": PRESS_JOB, "sheet": SHEET}, {"x4": coarse, "sheet": sheet})
    assert [
        (severity, sentence.partition(":")[0]) for severity, _, sentence in sorted(told, key=lambda one: one[2])
    ] == [
        ("error", "sheet"),
        ("error", "sheet"),
        ("warning", "x4"),
    ]


def test_sheets_without_a_press_file_are_told_all(tmp_path: Path) -> None:
    """Labels are laid out on their sheets; what one size has says nothing about the other."""
    gone = finding("qr-missing", page=1, place="https://a.example/")
    other = finding("qr-missing", page=2, place="https://b.example/")
    told = reported(tmp_path, {"a5": SHEET, "a6": SHEET, "large": READING}, {"a5": [gone], "a6": [gone, other]})
    assert [sentence.partition(":")[0] for _, _, sentence in told] == ["a5, a6", "a6"]


def checked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[dict[str, Any]]]:
    """Run `print check`; returns the exit code and the problems."""
    code = main(["print", "check", *words, "--format", "json", "--messages", "en"])
    problems: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["problems"]
    return code, problems


def test_a_pdf_from_elsewhere_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`print check` names what is wrong with a plain PDF, and ends with 1."""
    file = tmp_path / "plain.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    code, problems = checked(capsys, str(file), "--project", str(tmp_path))
    assert code == 1
    assert {"print-no-trim-box", "print-output-intent", "print-pdfx-marker"} <= {one["code"] for one in problems}


def test_nobody_waits_for_a_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor is a folder a PDF."""
    os.mkfifo(tmp_path / "p.pdf")
    words = [str(tmp_path / "p.pdf"), str(tmp_path), "--project", str(tmp_path)]
    code, problems = checked(capsys, *words)
    assert (code, [one["code"] for one in problems]) == (1, ["file-expected", "file-expected"])


def test_the_plates_of_a_pdf_are_measured(
    zine: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By Ghostscript, which sees what two inks over each other come to."""
    file = tmp_path / "heavy.pdf"
    with pikepdf.open(zine["x4"]) as pdf:
        page = pdf.pages[4]
        page.contents_add(pdf.make_stream(b"q 1 1 1 .9 k 30 30 200 300 re f Q"))
        pdf.save(file)
    _, problems = checked(capsys, str(file), "--project", str(tmp_path))
    assert {"print-ink-flat", "print-ink-total"} <= {one["code"] for one in problems}


def test_without_ghostscript_print_check_says_how_to_get_it(
    zine: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All other checks are made, and the file may still pass."""
    monkeypatch.setenv("PATH", "")
    code, problems = checked(capsys, str(zine["x4"]), "--project", str(tmp_path))
    assert code == 0
    (note,) = [one for one in problems if one["severity"] == "note"]
    assert note["code"] == "no-ghostscript"
    assert installing.ghostscript_command(installing.system_name()) in note["repair"]


def test_what_is_no_pdf_is_said_to_be_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "hello.pdf").write_bytes(b"hello")
    code, problems = checked(capsys, str(tmp_path / "hello.pdf"), "--project", str(tmp_path))
    assert (code, [one["code"] for one in problems]) == (1, ["print-unreadable"])


def test_a_file_that_cannot_be_read_hides_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither one that is missing nor a folder ends the check of several files."""
    (tmp_path / "hello.pdf").write_bytes(b"hello")
    (tmp_path / "folder.pdf").mkdir()
    files = [str(tmp_path / name) for name in ("missing.pdf", "folder.pdf", "hello.pdf")]
    code, problems = checked(capsys, *files, "--project", str(tmp_path))
    assert (code, {one["code"] for one in problems}) == (1, {"file-expected", "print-unreadable"})
    assert {Path(one["file"]).name for one in problems} == {"missing.pdf", "folder.pdf", "hello.pdf"}


@pytest.mark.parametrize(
    "change",
    [
        lambda page, _: page.__setitem__("/TrimBox", pikepdf.Array([10, 10])),
        lambda page, _: page.__setitem__("/TrimBox", pikepdf.Name.Foo),
        lambda page, _: page.__setitem__("/Rotate", pikepdf.Name.Foo),
        lambda page, pdf: page.__setitem__("/Contents", pdf.make_stream(b"1 2 3 cm")),
    ],
    ids=["short box", "box that is a name", "rotation that is a name", "operator without its numbers"],
)
def test_a_malformed_pdf_is_said_to_be_damaged(
    change: Callable[[pikepdf.Dictionary, pikepdf.Pdf], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And what else is wrong with it is told, too."""
    file = tmp_path / "odd.pdf"
    with pikepdf.new() as pdf:
        change(pdf.add_blank_page().obj, pdf)
        pdf.save(file)
    code, problems = checked(capsys, str(file), "--project", str(tmp_path))
    assert code == 1
    assert {"print-syntax", "print-output-intent"} <= {one["code"] for one in problems}


def test_a_box_may_be_said_by_any_two_corners(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "turned.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200)).obj
        page.MediaBox = page.BleedBox = pikepdf.Array([200, 200, 0, 0])
        page.TrimBox = pikepdf.Array([190, 190, 10, 10])
        pdf.save(file)
    _, problems = checked(capsys, str(file), "--project", str(tmp_path))
    assert not {"print-box-origin", "print-no-bleed"} & {one["code"] for one in problems}


@pytest.mark.parametrize("words", [[], ["check"], ["freeze"], ["all", "more"], ["freeze", "a", "--no-print"]])
def test_print_without_what_it_needs_is_refused(tmp_path: Path, words: list[str]) -> None:
    """Misuse is said, and ends with 2."""
    with pytest.raises(SystemExit) as ended:
        main(["print", *words, "--project", str(tmp_path)])
    assert ended.value.code == 2
