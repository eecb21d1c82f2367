"""A build that is killed at any moment leaves the old site or the new one, whole."""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import subprocess
import sys
import time
from pathlib import Path

from sitegen import pipeline
from sitegen.model.project import HOME, Options
from tests.conftest import NOW, Place, furnish

MOMENTS = 20
PROCESSES = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    PROCESSES.set_forkserver_preload(["__main__", "sitegen.pipeline"])


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder and the digest of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def turn(place: Place, title: str) -> None:
    """Give the site, and with it every page, one of two titles."""
    old = {"Small": "Large", "Large": "Small"}[title]
    path = place.root / "content" / "site.yaml"
    path.write_text(path.read_text("utf-8").replace(f"en: {old} Exhibition", f"en: {title} Exhibition"), "utf-8")


def test_a_killed_build_leaves_a_whole_site(built: Place, tmp_path: Path) -> None:
    """Twenty builds, each killed at another moment; then one that is not killed equals a clean one."""
    chance = random.Random(20260501)  # noqa: S311 - for moments, not for secrets
    sites = {"Small": digests(built.output)}
    turn(built, "Large")
    assert not built.build().failed
    sites["Large"] = digests(built.output)
    length, killed = 1.0, 0
    for number in range(3 * MOMENTS):
        turn(built, "Small" if number % 2 else "Large")
        if number % 3 == 0:  # so that there is something to make, too, in several processes
            for blob in built.root.glob(".cache/blobs/*/*"):
                if chance.random() < 0.5:
                    blob.unlink()
        build = PROCESSES.Process(target=pipeline.build, args=(built.project, Options(now=NOW, printing=False)))
        started = time.monotonic()
        build.start()
        build.join(length * chance.random())
        if build.is_alive():
            killed += 1
            build.kill()
            build.join()
        else:
            length = time.monotonic() - started  # so many seconds does a whole build take now
        assert digests(built.output) in sites.values(), f"build {number} left a mixture"
        if killed == MOMENTS:
            break
    assert killed == MOMENTS
    turn(built, "Small")
    subprocess.run(built.command("build"), cwd=HOME, check=True, capture_output=True)
    clean = furnish(tmp_path / "clean")
    assert not clean.build().failed
    assert digests(built.output) == digests(clean.output) == sites["Small"]
    assert {path.name for path in built.root.iterdir()} == {path.name for path in clean.root.iterdir()}
