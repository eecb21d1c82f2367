"""The launcher, in a folder of its own with one small package, a lock that pins it, and no network."""

from __future__ import annotations

import argparse
import ast
import base64
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.arguments import VERBS, parser, port, with_verb
from tests.commands import commands, option_strings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).parents[1]
PYTHON = getattr(sys, "_base_executable", sys.executable)
PROGRAM = """
import json, sys

def main(argv):
    import parcel
    print(json.dumps({"argv": argv, "prefix": sys.prefix, "parcel": parcel.VERSION}))
    return int(argv[-1]) if argv and argv[-1].isdigit() else 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


def make_wheel(folder: Path, number: str) -> str:
    """Write the wheel of `parcel` into `folder` and return its pin with its digest."""
    info = f"parcel-{number}.dist-info"
    files = {
        "parcel.py": f"VERSION = {number!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: parcel\nVersion: {number}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {
        name: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        for name, text in files.items()
    }
    files[f"{info}/RECORD"] = "".join(f"{name},sha256={digest},\n" for name, digest in digests.items())
    folder.mkdir(exist_ok=True)
    wheel = folder / f"parcel-{number}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return f"parcel=={number} \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def environment(project: Path, **changes: str) -> dict[str, str]:
    """Return the variables of a user who has nothing but the wheels of the test."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    home = str(project.parent)
    wheels = (project / "wheels").as_uri()
    pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": wheels}
    return {**kept, **pip, "HOME": home, "USERPROFILE": home, "PIP_NO_CACHE_DIR": "1", "LANG": "C", **changes}


def start(project: Path, *argv: str, **changes: str) -> subprocess.Popen[str]:
    """Start the launcher of `project` with the Python that made the environment of these tests."""
    command = [PYTHON, str(project / "build.py"), *argv]
    env = environment(project, **changes)
    return subprocess.Popen(
        command, cwd=project, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def run(project: Path, *argv: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the launcher of `project` to its end."""
    process = start(project, *argv, **changes)
    out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(argv, process.returncode, out, err)


def make_project(folder: Path) -> Path:
    """Write a project of one module, one package and its lock."""
    (folder / "sitegen").mkdir(parents=True)
    (folder / "sitegen" / "__init__.py").touch()
    for part in ("receipt.py", "whereabouts.py", "model/__init__.py", "model/listing.py", "model/running.py"):
        (folder / "sitegen" / part).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "sitegen" / part, folder / "sitegen" / part)
    (folder / "sitegen" / "cli.py").write_text(PROGRAM)
    shutil.copy(ROOT / "build.py", folder)
    (folder / "requirements.txt").write_text(make_wheel(folder / "wheels", "1.0"))
    return folder


@pytest.fixture(scope="module")
def first_use(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, list[str]]:
    """Kill a first start in the middle of its work, then start two at once.

    Returns:
        The project, what the killed start had said, and what each of the two said.
    """
    project = make_project(tmp_path_factory.mktemp("launcher") / "se složkou")
    killed = start(project)
    assert killed.stderr is not None
    before = killed.stderr.readline()
    deadline = time.monotonic() + 60
    while not (project / ".venv" / "pyvenv.cfg").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    killed.kill()
    killed.communicate()
    pair = [start(project), start(project)]
    said = [process.communicate(timeout=120)[1] for process in pair]
    assert [process.returncode for process in pair] == [0, 0]
    return project, before, said


@pytest.fixture
def ready(first_use: tuple[Path, str, list[str]]) -> Path:
    """Return the project whose environment is ready, to be left as it is."""
    return first_use[0]


@pytest.fixture
def project(first_use: tuple[Path, str, list[str]], tmp_path: Path) -> Path:
    """Return a copy of the project whose environment is ready, to be changed."""
    return Path(shutil.copytree(first_use[0], tmp_path / "copy", symlinks=True))


@pytest.fixture(scope="module")
def launcher() -> ModuleType:
    """Return `build.py` as a module."""
    spec = importlib.util.spec_from_file_location("launcher", ROOT / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_first_use_says_what_it_does(first_use: tuple[Path, str, list[str]]) -> None:
    """A line per step, each package by name."""
    _, before, said = first_use
    assert before == "Making the environment in .venv\n"
    words = "".join(said)
    assert "Installing 1 packages from requirements.txt\n" in words
    assert "1/1  parcel-1.0-py3-none-any.whl\n" in words
    assert words.count("Ready in ") == 1


def test_half_made_environment_is_made_anew(first_use: tuple[Path, str, list[str]]) -> None:
    """A killed set-up is noticed; of two launchers started then, one does the work and the other waits."""
    assert "".join(first_use[2]).count("The last set-up of .venv was not finished") == 1


def test_program_runs_in_the_environment(ready: Path) -> None:
    """Arguments arrive as they were given, and the launcher itself writes nothing once all is ready."""
    done = run(ready, "build", "--project", "a b", "ž")
    assert done.stderr == ""
    said = json.loads(done.stdout)
    assert said["argv"] == ["build", "--project", "a b", "ž"]
    assert Path(said["prefix"]).resolve() == (ready / ".venv").resolve()


@pytest.mark.parametrize("code", [0, 1, 2, 77])
def test_exit_code_is_the_programs(ready: Path, code: int) -> None:
    """Whatever number the program ends with is the launcher's."""
    assert run(ready, str(code)).returncode == code


def test_changed_lock_is_installed(project: Path) -> None:
    """A new version in the lock is installed at the next start, into the environment that is there."""
    (project / "requirements.txt").write_text(make_wheel(project / "wheels", "2.0"))
    done = run(project)
    assert json.loads(done.stdout)["parcel"] == "2.0"
    assert "Making the environment" not in done.stderr


def test_pins_are_dealt_out(launcher: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pin with its digests is in one part, and the parts are about as long as each other."""
    monkeypatch.setattr(launcher, "VENV", str(tmp_path))
    monkeypatch.setattr(launcher.os, "cpu_count", lambda: 8)
    parts = [Path(part).read_text("utf-8") for part in launcher.parts_of("requirements.txt")]
    whole = (ROOT / "requirements.txt").read_text("utf-8")
    pins = [set(re.findall(r"^\S+==\S+", part, re.MULTILINE)) for part in parts]
    assert sorted(pin for some in pins for pin in some) == sorted(re.findall(r"^\S+==\S+", whole, re.MULTILINE))
    assert sum(part.count("--hash=") for part in parts) == whole.count("--hash=")
    assert len(parts) == launcher.MOST_PIPS
    assert max(map(len, parts)) < 2 * min(map(len, parts))


def test_a_python_that_lends_no_pip_gets_one(tmp_path: Path) -> None:
    """An old pip cannot install into another environment, and some Pythons have none; then `.venv` has its own."""
    project = make_project(tmp_path / "project")
    text = (project / "build.py").read_text("utf-8")
    (project / "build.py").write_text(re.sub(r"^LENDING_PIP = .*", "LENDING_PIP = (999, 0)", text, flags=re.MULTILINE))
    done = run(project)
    assert json.loads(done.stdout)["parcel"] == "1.0"
    assert list((project / ".venv").rglob("pip/__main__.py"))


def test_package_with_another_digest_is_refused(project: Path) -> None:
    """A file that is not the pinned one is not installed."""
    pin = make_wheel(project / "wheels", "2.0")
    (project / "requirements.txt").write_text(pin[:-10] + "0" * 9 + "\n")
    done = run(project)
    assert done.returncode == 3
    assert "A downloaded package is not the one this project was tested with" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("C", "The packages could not be downloaded: connect this computer to the internet and start again."),
        ("cs_CZ.UTF-8", "Balíčky se nepodařilo stáhnout: připojte počítač k internetu a začněte znovu."),
    ],
    ids=["English", "Czech"],
)
def test_offline_is_one_sentence_with_the_remedy(project: Path, language: str, sentence: str) -> None:
    """Without a network the launcher says so in the user's language, and shows no trace of pip."""
    (project / "requirements.txt").write_text("absent==1.0 --hash=sha256:" + "0" * 64 + "\n")
    nowhere = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/"}
    done = run(project, LANG=language, PYTHONIOENCODING="utf-8", **nowhere)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1] == sentence
    assert "Traceback" not in done.stderr


def test_option_chooses_the_language(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--messages` beats the system's language, in both spellings."""
    monkeypatch.setenv("LC_ALL", "cs_CZ.UTF-8")
    assert launcher.is_czech([])
    assert not launcher.is_czech(["--messages", "en", "build"])
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert not launcher.is_czech(["build"])
    assert launcher.is_czech(["build", "--messages=cs"])


def test_environment_with_the_packages_is_used(tmp_path: Path) -> None:
    """No other is made inside an environment that has the pinned packages."""
    project = make_project(tmp_path / "project")
    (project / "requirements.txt").write_text(f"pytest=={version('pytest')} \\\n    --hash=sha256:0\n")
    (project / "sitegen" / "cli.py").write_text("def main(argv):\n    return 5\n")
    command = [sys.executable, str(project / "build.py")]
    assert subprocess.run(command, env=environment(project), check=False).returncode == 5
    assert not (project / ".venv").exists()


def test_environment_with_another_version_is_not_used(launcher: ModuleType, tmp_path: Path) -> None:
    """A package of another version than the pinned one does not count."""
    for number, there in ((version("pytest"), True), ("0.0.1", False)):
        (tmp_path / "lock.txt").write_text(f"pytest=={number} \\\n    --hash=sha256:0\n")
        assert launcher.has_packages([str(tmp_path / "lock.txt")]) is there


def test_pins_of_other_systems_are_left_out(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """What only another system or another interpreter needs is neither missed nor counted."""
    names = {pin.rpartition("-")[0] for pin in launcher.pins_of("requirements.txt")}
    assert "brotlicffi-1-2-1" not in names
    monkeypatch.setattr(launcher.os, "name", "nt")
    assert any(pin.startswith("colorama") for pin in launcher.pins_of("requirements.txt"))


@pytest.mark.parametrize(("python", "needed"), [((3, 11), True), ((3, 12), False), ((3, 14), False)])
def test_pins_of_older_pythons_are_left_out(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, python: tuple[int, int], *, needed: bool
) -> None:
    """What only an older Python lacks is not missed by a newer one."""
    monkeypatch.setattr(launcher.sys, "version_info", python)
    assert any(pin.startswith("zipp-") for pin in launcher.pins_of("requirements-dask.txt")) is needed


@pytest.mark.parametrize(
    ("command", "needed"),
    [
        ("", ["requirements.txt"]),
        ("check --no-print", ["requirements.txt"]),
        ("build --executor dask://10.0.0.5:8786", ["requirements.txt", "requirements-dask.txt"]),
        ("--executor=dask://10.0.0.5:8786", ["requirements.txt", "requirements-dask.txt"]),
        ("build --executor dask://10.0.0.5:8786 --help", ["requirements.txt"]),
        ("test -k executor", ["requirements.txt", "requirements-test.txt"]),
    ],
)
def test_more_is_installed_only_for_what_needs_it(launcher: ModuleType, command: str, needed: list[str]) -> None:
    """A cluster takes a library that nobody else needs, and so do the tests."""
    assert launcher.needed_by(command.split()) == needed


def test_old_python_is_told_so(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An old Python can read the launcher, which then asks for a newer one in one sentence."""
    ast.parse((ROOT / "build.py").read_text(encoding="utf-8"), feature_version=(3, 8))
    monkeypatch.setattr(launcher, "OLDEST", (99, 1))
    assert launcher.main(["--messages", "en"]) == 3
    said = capsys.readouterr().err
    assert said.startswith("Python 99.1 or later is needed")
    assert said.count("\n") == 1


def test_missing_ensurepip_is_named(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian keeps the maker of environments in a package of its own; without root, its name is told."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(launcher, "lends_pip", lambda: False)
    monkeypatch.setattr(launcher, "is_debian_root", lambda: False)
    with pytest.raises(launcher.SetUpError, match=r"install the system package python3\.\d+-venv"):
        launcher.create_venv(["--messages", "en"])


def test_root_on_debian_gets_pango(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are installed for the verbs that print, unless print is switched off or they are there."""
    asked: list[list[str]] = []
    there = False
    monkeypatch.setattr(launcher, "is_debian_root", lambda: True)
    monkeypatch.setattr(launcher, "has_libraries", lambda: there)
    monkeypatch.setattr(launcher, "apt_install", lambda names, _argv: asked.append(names))
    for argv in ([], ["build"], ["--now", "2019-10-10T09:00"]):
        launcher.install_print_libraries(argv)
    assert asked == [launcher.PRINT_PACKAGES] * 3
    launcher.install_print_libraries(["build", "--no-print"])
    launcher.install_print_libraries(["--kiosk"])
    launcher.install_print_libraries(["samples"])
    launcher.install_print_libraries(["build", "--help"])
    there = True
    launcher.install_print_libraries([])
    assert len(asked) == 3


def test_help_installs_nothing_for_tests(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `test` would do can be asked without a minute of installing."""
    asked: list[list[str]] = []
    monkeypatch.setattr(launcher, "finished", lambda _name: False)
    monkeypatch.setattr(launcher, "inside_ours", lambda: True)
    monkeypatch.setattr(launcher, "install_print_libraries", lambda _argv: None)
    monkeypatch.setattr(launcher, "make_environment", lambda needed, _argv: asked.append(needed))
    for argv in (["test", "--help"], ["test"]):
        launcher.ready_python(argv)
    assert asked == [[launcher.RUNTIME], [launcher.RUNTIME, launcher.TESTING]]


@pytest.mark.parametrize(
    ("argv", "rest"),
    [
        (["test"], []),
        (["test", "-k", "qr", "tests/making"], ["-k", "qr", "tests/making"]),
        (["test", "--messages", "cs", "-x"], ["-x"]),
        (["test", "--messages=cs", "-x"], ["-x"]),
    ],
)
def test_what_follows_test_goes_to_pytest(launcher: ModuleType, argv: list[str], rest: list[str]) -> None:
    """The launcher keeps its own option and passes on everything else."""
    assert launcher.verb_of(argv) == "test"
    assert launcher.options_of_pytest(argv) == rest


def spellings(action: argparse.Action) -> Iterator[list[str]]:
    """Yield an option as people type it: with a value that may also be a verb, in two words and in one."""
    for name in option_strings(action):
        if action.nargs == 0:
            yield [name]
            continue
        values = {Path: list(VERBS), port: ["8000"], None: action.choices or []}.get(action.type)
        for value in values or ["https://test/", "2019-10-10T09:00"]:
            yield [name, value]
            yield [f"{name}={value}"]


def command_lines() -> Iterator[list[str]]:
    """Yield command lines with each option of each verb, and of the verb that is left out."""
    for verb, command in {**commands(), "": commands()["build"]}.items():
        about = {"print freeze": "job", "print check": "test", "explain": "test", "withdraw": "test", "list": "drafts"}
        about |= {"import": "test", "archive": "test"}
        about |= {"new photo": "test", "new episode": "build", "new page": "serve"}
        words = [*verb.split(), *([about[verb]] if verb in about else [])]
        yield words
        for action in command._actions:
            if action.dest != "help":
                yield from (words + option for option in spellings(action))


def test_command_lines_mean_the_same_to_launcher_and_program(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The verb, the language of messages and whether there is print, whatever values the options have."""
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr(launcher, "is_debian_root", lambda: True)
    monkeypatch.setattr(launcher, "has_libraries", lambda: False)
    asked: list[list[str]] = []
    monkeypatch.setattr(launcher, "apt_install", lambda _names, argv: asked.append(argv))
    seen = []
    for argv in command_lines():
        try:
            given = parser().parse_args(with_verb(argv))
        except SystemExit:
            continue  # a value of another option's type
        launcher.install_print_libraries(argv)
        seen.append(given.verb)
        assert launcher.verb_of(argv) == given.verb, argv
        assert launcher.is_czech(argv) == (given.messages == "cs"), argv
        quiet = {"schemas", "new", "samples", "explain", "consent", "withdraw", "translations", "list", "spelling"}
        quiet |= {"import", "migrate"}
        prints = given.print and given.verb not in quiet
        assert (argv in asked) == (prints and not given.no_print and not given.kiosk), argv
    assert set(seen) == set(VERBS)
    assert {"--messages=cs", "--now=2019-10-10T09:00"} <= {word for argv in command_lines() for word in argv}


def test_short_forms_of_options_are_refused() -> None:
    """The launcher would have to guess them too, and a new option would change what they mean."""
    for verb, command in commands().items():
        for name in [name for action in command._actions for name in option_strings(action)]:
            with pytest.raises(SystemExit):
                parser().parse_args([*verb.split(), name[:-1], "cs"])
