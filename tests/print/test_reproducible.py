"""Print files have the same bytes on every machine: whatever tools, locale, time zone, mask and cores it has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sitegen.model.project import HOME
from tests.conftest import NOW
from tests.print.test_builds import furnished

LAUNCH = """
import os, sys
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[: int(sys.argv[1])]))
os.umask(int(sys.argv[2], 8))
from sitegen.cli import main
sys.exit(main(sys.argv[3:]))
"""


def built_in(root: Path, cores: str, mask: str, **environment: str) -> dict[str, bytes]:
    """Build one zine, labels and the site in a process of its own; returns the published files by name."""
    place = furnished(root, ("ada",))
    words = ["build", "--project", str(root), "--now", NOW.isoformat(), "--format", "json"]
    python = [sys.executable, "-W", "error", "-c", LAUNCH, cores, mask, *words]
    run = subprocess.run(python, cwd=HOME, check=False, capture_output=True, text=True, env=os.environ | environment)
    assert run.returncode == 0, run.stdout + run.stderr
    return {name: place.read_bytes(name) for name in place.files()}


def test_print_is_the_same_with_and_without_tools(tmp_path: Path) -> None:
    """One machine has two cores, Ghostscript and all else; the other has one core and no program at all."""
    one = built_in(tmp_path / "one" / "project", "2", "022", TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="1")
    two = built_in(
        tmp_path / "two" / "project", "1", "077", TZ="America/Lima", LC_ALL="C.UTF-8", PYTHONHASHSEED="2", PATH=""
    )
    assert one.keys() == two.keys()
    assert any(name.endswith("preflight.json") for name in one)
    assert [name for name in one if one[name] != two[name]] == []
