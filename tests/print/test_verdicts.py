"""What editors are told about print: the missing library, the words of every finding, and PDFs from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from sitegen.cli import main
from sitegen.making.print import verdicts
from sitegen.making.print.report import WORDS
from sitegen.making.store import Store
from sitegen.model.messages import explain
from sitegen.model.messages.print_files import PRINT_FILES, SYSTEM
from sitegen.model.outputs import Output, Plan
from sitegen.model.problems import Problems
from sitegen.model.web_orders import LegacyOrder


def test_every_finding_has_words_in_both_languages() -> None:
    """The table for editors has the codes of the report, no more and no fewer."""
    assert set(PRINT_FILES) - set(SYSTEM) == {f"print-{code}" for code in WORDS}


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
def test_the_package_of_each_system_is_known(tmp_path: Path, platform: str, release: str, system: str) -> None:
    """The system is told from its own files."""
    (tmp_path / "os-release").write_text(release, "utf-8")
    assert verdicts.system_name(platform, tmp_path / "os-release") == system


def test_a_missing_library_is_one_problem_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is made, one sentence says what to install and how to go on without."""
    monkeypatch.setattr(verdicts, "library_is_there", lambda: False)
    outputs = {f"{name}.pdf": Output(f"{name}.pdf", LegacyOrder("zine-press", {}, {})) for name in "ab"}
    problems = Problems()
    with Store(tmp_path) as store:
        verdicts.check_library(Plan(outputs, {path: path * 8 for path in outputs}), store, problems)
    (found,) = problems
    assert found.code == "no-print-library"
    for language in ("en", "cs"):
        sentence, repair = explain(found.code, found.params, language)
        assert "Pango" in sentence
        assert "--no-print" in repair
        assert verdicts.PACKAGES[verdicts.system_name()] in repair


def test_a_pdf_from_elsewhere_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`print check` names what is wrong with a plain PDF, and ends with 1."""
    file = tmp_path / "plain.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    assert main(["print", "check", str(file), "--project", str(tmp_path), "--format", "json"]) == 1
    codes = {problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]}
    assert {"print-no-trim-box", "print-output-intent", "print-pdfx-marker"} <= codes


@pytest.mark.parametrize("words", [[], ["check"], ["freeze"], ["all", "more"], ["freeze", "a", "--no-print"]])
def test_print_without_what_it_needs_is_refused(tmp_path: Path, words: list[str]) -> None:
    """Misuse is said, and ends with 2."""
    with pytest.raises(SystemExit) as ended:
        main(["print", *words, "--project", str(tmp_path)])
    assert ended.value.code == 2
