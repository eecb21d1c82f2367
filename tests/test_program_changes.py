"""A program that changes while it runs: nothing of the old code is kept as the new code's, nor the other way about."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sitegen.model import running
from sitegen.model.project import HOME
from tests.conftest import NOW, furnish

BUILD = """
import json, multiprocessing, os, sys
from dataclasses import replace
from pathlib import Path

program, root, home, moment, module, start = sys.argv[1:]
sys.path.insert(0, program)
from sitegen.making import executors
from sitegen.model.project import Options, Project
from sitegen import pipeline
from sitegen.receipt import Receipt
import datetime

def change(*_):
    if module == "rights":
        for path in Path(program, "sitegen").rglob("*"):
            path.chmod(0o700)
    elif module.startswith("same time "):
        path = Path(program, "sitegen", module.removeprefix("same time "))
        before, times = path.read_text("utf-8"), path.stat()
        path.write_text(before.replace("e", "a", 1), "utf-8")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    elif module:
        path = Path(program, "sitegen", module)
        path.write_text(path.read_text("utf-8") + NEW, "utf-8")

NEW = '''
_before = calendar


def calendar(order, files):
    return _before(order, files) + b"NEW\\\\r\\\\n"
''' if module == "making/calendar_files.py" else "\\n"

executors._cores = lambda: 2
if start:
    multiprocessing.set_start_method(start)
project = replace(Project.at(Path(root)), home=Path(home))
options = Options(now=datetime.datetime.fromisoformat("NOW"), printing=False)
receipt = Receipt(root, home, [])
if moment == "loaded":
    change()
report = pipeline.build(project, options, announce=change if moment == "planned" else lambda _coming: None)
if not report.failed:
    receipt.write(str(project.cache), str(project.output), None, "nothing to do")
known = (project.cache / "receipt.json").exists()
print(json.dumps([[problem.code for problem in report.problems], report.failed, len(report.made), known]))
"""


class Old:
    """A project with a program of its own."""

    def __init__(self, folder: Path) -> None:
        self.place, self.program = furnish(folder / "project"), folder / "program"
        shutil.copytree(HOME / "sitegen", self.program / "sitegen")  # with what is compiled

    def build(self, moment: str = "", module: str = "", start: str = "") -> Any:
        """Build in a process of its own, whose program changes at a moment; returns codes, failed, made, receipt."""
        words = [str(self.program), str(self.place.root), str(self.place.home), moment, module, start]
        call = [sys.executable, "-c", BUILD.replace('NOW")', f'{NOW.isoformat()}")'), *words]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    @property
    def is_new(self) -> bool:
        """Whether the calendar is the new code's."""
        calendar = next(path for path in self.place.output.rglob("*.ics"))
        return calendar.read_bytes().endswith(b"NEW\r\n")


@pytest.fixture
def old(tmp_path: Path) -> Old:
    """One that was not built yet."""
    return Old(tmp_path)


CALENDAR = "making/calendar_files.py"
"""What is loaded when there is a calendar to make."""


@pytest.mark.parametrize(
    ("moment", "module", "start"),
    [
        ("loaded", CALENDAR, ""),
        ("planned", CALENDAR, ""),
        ("planned", CALENDAR, "spawn"),
        ("planned", "model/messages/en.toml", ""),
    ],
)
def test_two_versions_of_the_program_make_nothing(old: Old, moment: str, module: str, start: str) -> None:
    """It says so, and nothing is published or kept: the new program makes everything, and the old one too."""
    text = (old.program / "sitegen" / module).read_text("utf-8")
    codes, failed, _, known = old.build(moment, module, start)
    assert (codes[-1], failed, known) == ("program-changing", True, False)
    assert not old.place.output.exists()
    new = (old.program / "sitegen" / module).read_text("utf-8")
    for now in (text, new) if module == CALENDAR else (text,):
        (old.program / "sitegen" / module).write_text(now, "utf-8")
        assert not old.build()[1]
        assert old.is_new == (now != text and module == CALENDAR)


def test_what_was_loaded_before_stays_what_runs(old: Old) -> None:
    """The build is that of the old program, and kept as that; without a receipt the next one looks for itself."""
    assert old.build("planned", "pipeline.py")[:2] == [[], False]
    assert old.build("planned", "consents/telling.py")[1:] == [False, 0, False]
    assert old.build()[1:] == [False, 0, True]


@pytest.mark.parametrize("start", ["", "spawn"])
def test_a_time_alone_changes_no_program(old: Old, start: str) -> None:
    """New rights, a second name, a backup: the bytes are what they were, also for workers that begin later."""
    assert old.build("planned", "rights", start)[:2] == [[], False]


def test_other_bytes_under_the_old_times_change_it(old: Old) -> None:
    assert old.build("planned", "same time model/messages/en.toml")[:2] == [["program-changing"], True]


def test_what_editors_of_text_lay_beside_a_module_is_no_part_of_the_program(tmp_path: Path) -> None:
    for name in ("a.py", ".a.py.swp", "a.py~", "#a.py#", ".#a.py", "4913"):
        (tmp_path / name).touch()
    assert [*running.listed(str(tmp_path))] == ["a.py"]
