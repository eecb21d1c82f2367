"""What the launcher costs once all is ready: `build.py --help` against the program alone, the best of ten tries each.

Run it from the project's folder after one build: `python3 -m bench.launcher`. The difference was 27 ms
(2 cores of an x86-64 server, otherwise quiet).
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
TRIES = 10


def best(command: list[str]) -> float:
    """Return the seconds of the fastest try."""
    times = []
    for _ in range(TRIES):
        before = time.perf_counter()
        subprocess.run(command, cwd=HOME, capture_output=True, check=True)  # noqa: S603 - our own command
        times.append(time.perf_counter() - before)
    return min(times)


def main() -> None:
    """Print both times and their difference."""
    inside = HOME.joinpath(".venv", *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
    alone = best([str(inside), "-m", "sitegen.cli", "--help"])
    launched = best([sys.executable, str(HOME / "build.py"), "--help"])
    print(f"{alone * 1000:6.0f} ms  the program alone")
    print(f"{launched * 1000:6.0f} ms  by the launcher, {(launched - alone) * 1000:.0f} ms more")


if __name__ == "__main__":
    main()
