"""The program as it is installed from its wheel, away from the checkout."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest

from sitegen import __version__
from tests.conftest import Place
from tests.test_hygiene import tracked

ROOT = Path(__file__).resolve().parents[1]
BESIDE = ("templates", "static", "i18n")
WITHOUT_LINES = {"COLUMNS": "200"}
TITLES = {"sk": "Rozsvietené okno", "hu": "A kivilágított ablak", "en": "The lit window"}
START = "import sys; sys.argv[0] = 'sitegen'; from sitegen.__main__ import run; sys.exit(run())"
PATIENCE = 120
"""Seconds until a first preview is there, on a busy machine."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages that holds what the wheel brings."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    wheel = next(folder.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "packages")
    return folder / "packages"


def run(program: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Type a command in a folder; of the program nothing can be imported but what is in this one."""
    told = os.environ | WITHOUT_LINES | {"PYTHONPATH": str(program), "LANG": "C.UTF-8"}
    command = [sys.executable, "-P", "-c", START, *words]
    return subprocess.run(command, cwd=folder, env=told, capture_output=True, text=True, encoding="utf-8", check=False)


@contextmanager
def served(program: Path, folder: Path, *words: str) -> Iterator[str]:
    """A running preview; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = os.environ | {"PYTHONPATH": str(program), "LANG": "C.UTF-8"}
    command = [sys.executable, "-P", "-c", START, "serve", "--port", str(port), *words]
    process = subprocess.Popen(command, cwd=folder, env=told, stdout=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def fetched(address: str) -> str:
    """A page of the preview, as soon as it is there."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def test_the_wheel_holds_the_program_and_what_lies_beside_it(installed: Path) -> None:
    ours = [path.relative_to(ROOT).as_posix() for path in tracked()]
    expected = {path for path in ours if path.startswith("sitegen/")}
    expected |= {f"sitegen/home/{path}" for path in ours if path.split("/")[0] in BESIDE}
    found = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    assert expected <= found
    assert not [path for path in found if path.endswith(".pyc")]


def test_the_wheel_asks_for_what_the_launcher_installs(installed: Path) -> None:
    text = next(installed.glob("*.dist-info/METADATA")).read_text("utf-8")
    asked = [line.split(": ", 1)[1] for line in text.splitlines() if line.startswith("Requires-Dist:")]
    lines = (ROOT / "requirements.in").read_text("utf-8").splitlines()
    wanted = [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]
    assert sorted(one for one in asked if "extra ==" not in one) == sorted(wanted)
    assert f"\nVersion: {__version__}\n" in text
    scripts = next(installed.glob("*.dist-info/entry_points.txt")).read_text("utf-8")
    assert "sitegen = sitegen.__main__:run" in scripts


def test_it_builds_the_project_around_the_current_folder_with_its_own_templates(installed: Path, place: Place) -> None:
    done = run(installed, place.root / "content" / "events", "build", "--no-print")
    assert done.returncode == 0, done.stdout + done.stderr
    page = place.read("cs/index.html")
    assert "Malá výstava" in page
    assert '<link rel="stylesheet"' in page
    assert not any(str(ROOT).encode() in path.read_bytes() for path in place.output.rglob("*.html"))


@pytest.mark.parametrize("way", ["wheel", "checkout"])
def test_another_city_has_a_site_a_preview_and_a_zine_by_three_commands(
    way: str, installed: Path, tmp_path: Path
) -> None:
    """In three languages, by what each command says is to be done next; the wheel away from every checkout."""
    program = installed if way == "wheel" else ROOT
    begun = run(program, tmp_path, "new", "project", "mesto", "--languages", "sk,hu,en", "--messages", "en")
    assert begun.returncode == 0, begun.stderr
    look = re.findall(r"^- Look at it: (.+)$", begun.stdout, re.MULTILINE)[0]
    assert look == f"{'sitegen' if way == 'wheel' else 'python3 build.py'} serve --open --project mesto"
    words = [word for word in look.split(" serve ")[1].split() if word != "--open"]
    with served(program, tmp_path, *words) as address:
        for code, title in TITLES.items():
            assert title in fetched(f"{address}/{code}/"), code
    project = tmp_path / "mesto"
    hint = (project / "content/events/opening.yaml").read_text("utf-8").splitlines()[0]
    assert hint.endswith("sitegen new event" if way == "wheel" else "python3 build.py new event --project mesto")
    done = run(program, project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in done.stdout
    output = project / "output"
    for code, title in TITLES.items():
        assert any(f">{title}</h1>" in path.read_text("utf-8") for path in (output / code).rglob("index.html"))
    press = output / "print/zines/sample/sample-sk-print-x4.pdf"
    with pikepdf.open(press) as document:
        assert len(document.pages) == 8
        assert document.Root.OutputIntents


def test_where_there_is_no_project_it_says_so_and_how_it_is_called(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "check", "--messages", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == "There is no project here (a folder with content/site.yaml). Go into one, or name it: --project DIR\n"
    )
    usage = run(installed, tmp_path, "--help", "--messages", "en").stdout
    assert usage.startswith("usage: sitegen ")
    assert "handled by build.py" not in usage


def test_commands_in_messages_are_those_of_the_installed_program(installed: Path, place: Place) -> None:
    done = run(installed, place.root, "withdraw", "author:ada", "--messages", "en")
    assert "sitegen --no-print" in done.stdout
    assert "build.py" not in done.stdout


def test_both_ways_say_the_version(installed: Path, tmp_path: Path) -> None:
    here = subprocess.run(
        [sys.executable, "-m", "sitegen", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run(installed, tmp_path, "--version").stdout == here.stdout == f"sitegen {__version__}\n"
