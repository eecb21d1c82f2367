"""From a fresh clone to the finished site: when the environment is there, when the first page, when everything."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench import ours
from bench.runs import RunError

_OFTEN = 0.1
_PAGE = "index.html"


@dataclass(frozen=True)
class Fresh:
    """Seconds since the one command was given; `pictures` and `all_pictures` are those on disk with the first page."""

    environment: float
    first_page: float
    finished: float
    pictures: int
    all_pictures: int


def measure(folder: Path) -> Fresh:
    """Clone this repository, let the launcher fetch the packages once, and build with nothing but that cache.

    Raises:
        RunError: the build failed.
    """
    shutil.rmtree(folder, ignore_errors=True)
    _call(["git", "clone", "--quiet", str(ours.HOME), str(folder)])
    launcher = [getattr(sys, "_base_executable", sys.executable), str(folder / "build.py")]  # none with packages
    _call([*launcher, "--help"])
    shutil.rmtree(folder / ".venv", ignore_errors=True)
    stamp = folder / ".venv" / "installed-requirements.txt"
    environment = first = 0.0
    then = 0
    with (folder / ".bench.log").open("wb") as log:
        started = time.perf_counter()
        process = subprocess.Popen([*launcher, "build"], cwd=folder, stdout=log, stderr=log)  # noqa: S603 - ours
        while process.poll() is None:
            now = time.perf_counter() - started
            if not environment and stamp.exists():
                environment = now
            if not first and _site(folder):
                first, then = now, _pictures(folder)
            time.sleep(_OFTEN)
        finished = time.perf_counter() - started
    if process.returncode:
        raise RunError(f"the build of a fresh clone ended with {process.returncode}")
    found = _pictures(folder)
    return Fresh(environment, first or finished, finished, then if first else found, found)


def _call(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - git and our own launcher


def _site(folder: Path) -> list[Path]:
    """The site, where a page is to be seen: in its folder, or in one beside it that is still being filled."""
    return [path.parent for path in folder.glob("*output*/" + _PAGE)]


def _pictures(folder: Path) -> int:
    return max((len(list(site.glob("media/*"))) for site in _site(folder)), default=0)
