"""Only what is used is imported: whoever waits for a build that makes nothing waits for no library that makes files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.making.closure import Closures
from sitegen.making.recipes import RECIPES
from sitegen.making.store import Store
from sitegen.model.project import HOME
from tests.conftest import LAUNCH, NOW, Place

MAKERS = {
    "PIL",
    "brotli",
    "fontTools",
    "jinja2",
    "livereload",
    "lxml",
    "markdown",
    "nh3",
    "numpy",
    "pikepdf",
    "pypdfium2",
    "qrcode",
    "resvg_py",
    "snowballstemmer",
    "soundfile",
    "tinytag",
    "tornado",
    "watchfiles",
    "weasyprint",
    "zxingcpp",
}
"""What recipes, and the readers of pictures, texts and sound, use."""

OTHERS = {"babel.messages", "multiprocessing", "concurrent.futures.process", "asyncio", "ssl"}
"""What reads catalogues, and what other processes and networks need."""

REPORT = "import sys\ntry:\n    main(sys.argv[2:])\nfinally:\n    print(*sys.modules, sep='\\n')\n"


def loaded(place: Place, *words: str) -> set[str]:
    """The modules that are loaded when a command is done."""
    program = LAUNCH.replace("sys.exit(main(sys.argv[2:]))\n", REPORT)
    run = subprocess.run(
        [sys.executable, "-c", program, str(place.home), *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=HOME,
        env=os.environ | {"PYTHONPATH": str(HOME)},
    )
    return set(run.stdout.split())


def test_a_build_that_makes_nothing_loads_nothing_that_makes_files(built: Place) -> None:
    """It plans pages with photographs, codes and dates; all that was asked of them is remembered."""
    words = ("build", "--no-print", "--project", str(built.root), "--now", NOW.isoformat())
    words += ("--base-url", "https://other.example/")
    assert "sitegen.making.pool" in loaded(built, *words)
    found = loaded(built, *words)
    assert "sitegen.plan.planner" in found
    assert found & (MAKERS | OTHERS) == set()


@pytest.mark.parametrize("words", [("--help",), ("check", "--project", "/nowhere")])
def test_whoever_asks_little_waits_for_little(place: Place, words: tuple[str, ...]) -> None:
    """Help and misuse need none of the libraries at all."""
    program = f"import sys\nfrom sitegen.cli import main\ntry:\n    main({words!r})\nexcept SystemExit:\n    pass\n"
    run = subprocess.run(
        [sys.executable, "-c", program + "print(*sys.modules, sep='\\n')"],
        capture_output=True,
        text=True,
        check=True,
        cwd=place.root,
        env=os.environ | {"PYTHONPATH": str(HOME)},
    )
    assert set(run.stdout.split()) & (MAKERS | OTHERS | {"pydantic", "yaml", "babel"}) == set()


def test_no_recipe_hides_what_it_runs(tmp_path: Path) -> None:
    """A recipe imports what it uses; names are for those who may have no use for it."""
    closures = Closures(Store(tmp_path))
    hidden = {row for row, recipe in RECIPES.items() if "sitegen.model.by_name" in closures.modules(recipe.module)}
    assert hidden == set()
