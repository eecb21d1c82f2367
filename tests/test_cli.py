"""The command line: its verbs, its options, its exit codes, and what it prints for whom."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit

import pytest

from sitegen import arguments, cli, pipeline
from sitegen.arguments import LISTS, VERBS, parser, speaking
from sitegen.console import Console
from sitegen.model import project as projects
from sitegen.model.addresses import base_address
from sitegen.model.messages import LANGUAGES, SOURCE
from sitegen.model.problems import Problems, Where
from tests.commands import commands
from tests.conftest import SAMPLE, Place

PROGRAM = projects.HOME


@pytest.fixture(autouse=True)
def _sample_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own templates are not what is tested here, nor is the language of this computer."""
    monkeypatch.setattr(projects, "HOME", SAMPLE)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


def run(place: Place, *arguments: str) -> int:
    """Run a verb on a project, on a fixed day where it builds."""
    builds = arguments[:1] != ("samples",)
    day = ["--now", "2026-05-01T12:00", "--no-print"] if builds else []
    return cli.main([*arguments, "--project", str(place.root), *day])


def refused(*arguments: str) -> int | str | None:
    """The exit code of a command line that cannot be understood."""
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    return caught.value.code


def test_build_is_the_default_verb(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """Options alone build."""
    assert run(place) == 0
    assert (place.output / "index.html").is_file()
    assert re.search(r"^\d+ files, \d+ of them made now, 0 removed, in \d+\.\d s", capsys.readouterr().out)


def test_check_publishes_nothing(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """All gates are passed, and only the cache is written."""
    before = {path for path in place.root.rglob("*") if ".cache" not in path.parts}
    assert run(place, "check") == 0
    assert {path for path in place.root.rglob("*") if ".cache" not in path.parts} == before
    assert "everything is sound" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["translations", "done", "\x1b[31mred"], 2),
        (["withdraw", "author:\x9b31mred"], 2),
        (["explain", "\x1b]0;red\x07"], 1),
    ],
)
def test_a_terminal_obeys_nothing_that_was_typed(
    words: list[str], code: int, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor what a problem quotes: control characters are shown as a mark."""
    assert cli.main([*words, "--project", str(place.root)]) == code
    said = "".join(capsys.readouterr())
    assert "red" in said
    assert [sign for sign in said if not sign.isprintable() and sign not in "\n\u00a0"] == []


def test_problems_are_exit_code_one(place: Place) -> None:
    """For `check` as for `build`."""
    place.edit("content/photos/ada-1.yaml", "author: ada", "author: eva")
    assert [run(place, verb) for verb in ("build", "check")] == [1, 1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["publish"],
        ["build", "--nonsense"],
        ["build", "--now", "yesterday"],
        ["build", "--base-url", "example.org"],
        ["build", "--base-url", "https://example.org/?q"],
        ["build", "--messages", "de"],
        ["build", "--format", "xml"],
        ["serve", "--port", "http"],
        ["serve", "--executor", "dask://10.0.0.5:8786"],
        ["build", "--executor", "10.0.0.5:8786"],
        ["build", "--executor", "ray://10.0.0.5:8786"],
        ["build", "--executor", "dask://10.0.0.5"],
        ["build", "--executor", "dask://10.0.0.5:99999"],
        ["build", "--executor", "dask://10.0.0.5:8786/path"],
        ["build", "--executor", "dask://me@10.0.0.5:8786"],
    ],
)
def test_misuse_is_exit_code_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """With a reason on standard error."""
    assert refused(*arguments) == 2
    assert "error:" in capsys.readouterr().err


@pytest.mark.parametrize("letters", ["ascii", "cp852", "cp1250"])
def test_a_console_without_some_letters_is_no_traceback(place: Place, letters: str) -> None:
    """Windows gives a program that is piped somewhere the code page of the system."""
    place.edit("content/events/opening.yaml", "kind:", "kund:")
    run = subprocess.run(
        [sys.executable, "-m", "sitegen", "check", "--project", str(place.root), "--messages", "cs"],
        capture_output=True,
        check=False,
        cwd=PROGRAM,
        env=os.environ | {"PYTHONIOENCODING": letters, "PYTHONUTF8": "0"},
    )
    assert (run.returncode, run.stderr) == (1, b"")
    assert b"kund" in run.stdout
    assert b"    -> " in run.stdout


def test_a_reader_who_has_seen_enough_is_no_fault(place: Place) -> None:
    """As `head` in a shell."""
    words = [sys.executable, "-m", "sitegen", "check", "--project", str(place.root)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=PROGRAM) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        said = run.stderr.read()
    faults = [line for line in said.splitlines() if not line.startswith(b"Making ")]  # of a slow machine
    assert (run.returncode, faults) == (cli.CLOSED, [])


def test_the_output_is_named_as_one_would_type_it(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From where the command was given: below that folder in short, elsewhere whole."""
    elsewhere = place.root.parent / "elsewhere"
    for folder, output, said in (
        (place.root, None, "output"),
        (place.root.parent, None, "project/output"),
        (elsewhere, None, (place.root / "output").as_posix()),
        (place.root, elsewhere / "www", (elsewhere / "www").as_posix()),
    ):
        folder.mkdir(exist_ok=True)
        monkeypatch.chdir(folder)
        run(place, "build", "--messages", "en", *(["--output", str(output)] if output else []))
        assert capsys.readouterr().out.endswith(f": the site is in {said}\n")


def test_a_missing_project_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No folder is created for it."""
    assert cli.main(["build", "--project", str(tmp_path / "nowhere"), "--messages", "cs"]) == 2
    assert "neexistuje" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("where", ["project", "output"])
def test_a_folder_whose_name_is_no_text_is_misuse(
    place: Place, where: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Linux allows any bytes; nothing is read, published or left behind."""
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/odd\xff"))
    if where == "project":
        try:
            place.root.rename(odd)
        except OSError:  # macOS refuses it, as we do
            return
    folders = {"project": place.root, where: odd}
    words = [part for name, folder in folders.items() for part in (f"--{name}", str(folder))]
    assert cli.main(["build", *words, "--messages", "en"]) == 2
    assert "odd\\udcff” is no text" in capsys.readouterr().err
    assert not list(tmp_path.glob("**/.cache"))


@pytest.mark.parametrize("verb", commands())
def test_every_verb_explains_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` names every option."""
    assert refused(*verb.split(), "--help") == 0
    assert "--messages" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("verb", "option"),
    [
        ("check", "--output=x"),
        ("samples", "--output=x"),
        ("samples", "--now=2026-05-01T12:00"),
        ("samples", "--release"),
        ("samples", "--no-print"),
        ("print all", "--no-print"),
        ("print freeze a", "--output=x"),
        ("print freeze a", "--no-print"),
        ("print check a.pdf", "--now=2026-05-01T12:00"),
        ("serve", "--kiosk"),
        ("test", "--output=x"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(verb: str, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody waits for what does not come."""
    assert refused(*verb.split(), option) == 2
    assert f"unrecognized arguments: {option}" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999999", "abc", "٨٠٠٠"])
def test_what_is_no_port_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And no address is shown at which there is nothing."""
    assert refused("serve", f"--port={port}") == 2
    assert "is not a port" in capsys.readouterr().err


def test_help_lists_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with what it does."""
    assert refused("--help") == 0
    text = capsys.readouterr().out
    assert all(verb in text for verb in VERBS)


def test_help_is_quick() -> None:
    """It does not wait for the libraries."""
    code = "import sys; from sitegen import arguments, cli; arguments.parser();"
    code += " print([m for m in ('PIL', 'yaml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROGRAM, capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_json_for_programs(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """One object on one line, and nothing else."""
    place.write("content/pages/about.en.md", "")
    assert run(place, "--format", "json", "--messages", "en") == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    report = json.loads(out)
    assert list(report) == ["outputs", "made", "removed", "seconds", "translated", "problems"]
    assert report["outputs"] == report["made"] == len(place.files()) - 1
    assert report["problems"] == [
        {
            "file": "content/pages/about.yaml",
            "line": 1,
            "column": 1,
            "severity": "warning",
            "code": "untranslated-prose",
            "message": "The text of “about” is not translated into en; the page shows another language and says so.",
            "repair": "Add about.en.md.",
        }
    ]


@pytest.mark.parametrize(
    ("variables", "czech"),
    [
        ({"LANG": "cs_CZ.UTF-8"}, True),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "cs_CZ"}, True),
        ({"LANG": "de_DE"}, False),
        ({}, False),
    ],
)
def test_reports_speak_the_language_of_the_system(
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    variables: dict[str, str],
    *,
    czech: bool,
) -> None:
    """Czech where the system does, English elsewhere."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert run(place, "check") == 0
    assert ("v pořádku" in capsys.readouterr().out) == czech


@pytest.mark.parametrize(("variable", "coloured"), [("", True), ("1", False)])
def test_colours_are_for_terminals_that_want_them(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], variable: str, *, coloured: bool
) -> None:
    """`NO_COLOR` switches them off (no-color.org: when set and not empty)."""
    monkeypatch.setenv("NO_COLOR", variable)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    place.edit("content/photos/ada-1.yaml", "author: ada", "author: eva")
    run(place, "check")
    assert ("\x1b[31m" in capsys.readouterr().out) == coloured


def test_progress_is_for_terminals(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bar on standard error, drawn over itself, and nothing in a log but now and then."""
    monkeypatch.setattr("sitegen.console._LINE_EVERY", float("inf"))
    run(place, "check")
    assert capsys.readouterr().err == ""
    for blob in place.root.glob(".cache/blobs/*/*"):
        blob.unlink()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    run(place, "check", "--messages", "en")
    bar = capsys.readouterr().err
    assert "\r█" in bar
    assert re.search(r"Making (\d+) of \1 files\n$", bar)


def test_numbers_are_written_as_the_language_does(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """A decimal comma in Czech."""
    assert run(place, "check", "--messages", "cs") == 0
    assert re.search(r"v pořádku \(\d+,\d s\)", capsys.readouterr().out)
    assert run(place, "check", "--messages", "en") == 0
    assert re.search(r"sound \(\d+\.\d s\)", capsys.readouterr().out)


@pytest.mark.parametrize(("form", "lines"), [("text", 2), ("github", 2), ("json", 0)])
def test_a_log_is_told_how_far_it_is(
    form: Literal["text", "json", "github"],
    lines: int,
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A line every ten seconds on standard error, where no terminal is; nothing of what is quick, or for a program."""
    console = Console(place.project, "en", form)
    for second, done in ((100, 1), (103, 2), (110, 3), (112, 4), (125, 5), (140, 6), (200, 1), (201, 2)):
        monkeypatch.setattr("sitegen.console.time.monotonic", lambda second=second: float(second))
        console.progress(done, 6)
    assert capsys.readouterr().err.splitlines() == ["Making 3 of 6 files", "Making 5 of 6 files"][:lines]


def test_samples_are_listed(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """In one step the editor sees what still waits for its original, drafts included."""
    place.edit("content/photos/ada-1.yaml", "order: 1", "order: 1\nsample: true")
    place.edit("content/authors/ada.yaml", "country:", "draft: true\nsample: ano\ncountry:")
    assert run(place, "samples", "--messages", "en") == 0
    assert capsys.readouterr().out.splitlines() == [
        "content/authors/ada.yaml:3  author:ada",
        "content/photos/ada-1.yaml:4  photo:ada-1",
        "Still samples: 2.",
    ]
    assert run(place, "samples", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found[1] == {"file": "content/photos/ada-1.yaml", "line": 4, "ref": "photo:ada-1"}


def test_samples_of_an_unreadable_project(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """The reason is shown."""
    place.write("content/site.yaml", "title: [\n")
    assert run(place, "samples") == 1
    assert "[broken-yaml]" in capsys.readouterr().out
    assert run(place, "samples", "--format", "json") == 1
    assert "broken-yaml" in {problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]}


class Links(HTMLParser):
    """The addresses that a page loads or leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down each address."""
        self.found += [value for name, value in attrs if name in {"href", "src"} and value]


@pytest.mark.parametrize(
    "base",
    [
        "https://example.org/",
        "https://example.org/shows/2026",
        "http://localhost:8000/x/",
        "https://example.org/výstava/a%20b/",
    ],
)
def test_the_site_may_lie_below_a_path(place: Place, base: str) -> None:
    """Every address of every page leads to a file of the site there; the page for lost addresses at any depth."""
    assert run(place, "build", "--base-url", base) == 0
    root = base_address(base)
    for name in sorted(file for file in place.files() if file.endswith(".html")):
        links = Links()
        links.feed(place.read(name))
        depths = ["", "cs/deep/down/"] if name == "404.html" else [name.removesuffix("index.html")]
        for depth in depths:
            for link in links.found:
                address = urljoin(root + depth, link)
                assert address.startswith(root), f"{name}: {link}"
                path = urlsplit(address.removeprefix(root)).path
                assert (place.output / path / ("index.html" if path.endswith("/") or not path else "")).is_file(), link
    assert f"{root}cs/akce/" in place.read("sitemap.xml")


def test_the_output_may_lie_elsewhere(place: Place, tmp_path: Path) -> None:
    """And the project's own folder stays as it was."""
    assert run(place, "build", "--output", str(tmp_path / "www")) == 0
    assert (tmp_path / "www" / "index.html").is_file()
    assert not place.output.exists()


def test_ctrl_c_is_no_traceback(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It ends with the exit code that shells know, and one sentence."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", interrupt)
    assert run(place, "build", "--messages", "en") == 130
    assert capsys.readouterr().err == "Stopped. The site is as it was; build again to go on.\n"


def test_a_full_disk_is_no_traceback(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the system refuses is said with the name of the file."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device", str(place.root / "output" / "index.html"))

    monkeypatch.setattr(pipeline, "build", refuse)
    assert run(place, "build", "--messages", "en") == 1
    assert capsys.readouterr().err.startswith("The disk is full: output/index.html could not be written. Make room")


def test_problems_are_sorted_and_reported_once() -> None:
    """By file, line and column."""
    problems = Problems()
    for line in (10, 9, 9):
        problems.error("missing-field", Where("content/a.yaml", line), field="title")
    assert [problem.where.line for problem in problems] == [9, 10]


def test_the_command_line_has_words_in_every_language() -> None:
    """Each sentence of the parser, and each that argparse may say of what an editor typed."""
    said = {VERBS["build"], "the following arguments are required: %s", "expected one argument", "usage: ", "options"}
    said |= {"unrecognized arguments: %s", "invalid choice: %(value)r (choose from %(choices)s)"}
    for command in [parser(), *commands().values()]:
        said |= {command.description or ""} | {action.help or "" for action in command._actions} - {", ".join(LISTS)}
    said |= set(re.findall(r'_misuse\(\s*"([^"]+)"', Path(arguments.__file__).read_text("utf-8")))
    for language in {*LANGUAGES} - {SOURCE}:
        with speaking(language):
            assert [text for text in sorted(said - {""}) if arguments._said(text) == text] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["new", "foo"], "„foo“ neznám, vyberte jedno z těchto: event"),
        (["new", "evnet"], "CO: „evnet“ neznám, nemělo to být „event“?"),
        (["serve", "--port", "x"], "--port: „x“ není port; napište číslo od 1024 do 65535"),
        (["check", "--nic"], "tomu program nerozumí: --nic"),
        (["new", "photo"], "chybí: SOUBOR"),
    ],
)
def test_misuse_is_told_in_czech(
    words: list[str], says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether the option asks for it or the system speaks it; and English again after it."""
    monkeypatch.setenv("LC_ALL", "C")
    for asked in ["--messages", "cs"], ["--messages=cs"]:
        with pytest.raises(SystemExit):
            cli.main([*words, *asked])
        error = capsys.readouterr().err
        assert says in error
        assert error.startswith("použití: ")
    monkeypatch.setenv("LC_ALL", "cs_CZ.UTF-8")
    with pytest.raises(SystemExit):
        cli.main([*words[:1], "--help"])
    assert "volby:" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        cli.main([*words, "--messages", "en"])
    assert says not in capsys.readouterr().err
