"""Validates BagIt packages with the Library of Congress's own library, bagit.

Its last release with a wheel asks `pkg_resources`, which setuptools has dropped, for nothing but its own version; here
a stand-in answers. As a program, so that it meets no test's warnings: `python -W ignore -m tests.bagging FOLDER`.
"""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]


def is_valid(bag: Path) -> bool:
    """Whether a folder is a package, complete and with the right check sums."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.bagging", str(bag)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


class _Distribution:
    version = "1.8.1"


def _main(bag: str) -> int:
    stand_in = ModuleType("pkg_resources")
    vars(stand_in).update(DistributionNotFound=LookupError, get_distribution=lambda _name: _Distribution)
    sys.modules["pkg_resources"] = stand_in
    bagit = import_module("bagit")
    bagit.Bag(bag).validate()
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
