"""The same content gives the same bytes, whoever builds it, wherever and with whatever settings."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from sitegen.model.project import HOME
from tests.conftest import SAMPLE, Place, furnish


def built_in(folder: Path, home: Path, umask: str, **environment: str) -> dict[str, bytes]:
    """A build from scratch in a process of its own: the published files by name."""
    place = Place(furnish(folder).root, home)
    shell = ["sh", "-c", f'umask {umask}; exec "$@"', "sh", *place.command("build")]
    subprocess.run(shell, cwd=HOME, check=True, capture_output=True, env=os.environ | environment)
    return {name: (place.output / name).read_bytes() for name in place.files()}


@pytest.mark.parametrize("home", [SAMPLE, HOME], ids=["sample", "real"])
def test_two_builds_are_the_same_to_the_byte(tmp_path: Path, home: Path) -> None:
    """Neither folder, hash seed, time zone, locale nor umask shows in any file, with the real templates either."""
    one = built_in(tmp_path / "one", home, "022", PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C", COLUMNS="40")
    there = tmp_path / "a longer folder" / "two"
    two = built_in(there, home, "077", PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8", LANG="cs")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    for name, content in one.items():
        assert str(tmp_path).encode() not in content, name


def test_the_order_of_files_on_the_disk_does_not_show(built: Place, tmp_path: Path) -> None:
    """A copy whose files were written the other way round gives the same site."""
    other = Place(tmp_path / "other")
    for path in sorted(built.root.rglob("*"), reverse=True):
        name = path.relative_to(built.root)
        if path.is_file() and name.parts[0] not in {".cache", "output"}:
            (other.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, other.root / name)
    assert not other.build().failed
    assert {name: other.read_bytes(name) for name in other.files()} == {
        name: built.read_bytes(name) for name in built.files()
    }


@pytest.mark.parametrize("day", ["2026-05-01T00:00", "2026-05-01T23:59:59"])
def test_the_hour_of_a_build_does_not_show(built: Place, day: str) -> None:
    """Only what has come to its time changes a page."""
    before = (built.output / "index.html").stat()
    assert built.build(now=built.moment(day)).made == []
    assert (built.output / "index.html").stat() == before
