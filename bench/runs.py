"""Runs a command and measures it: seconds of the clock, seconds of the processors, memory."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

MEGABYTE = 1_000_000
SLOW = 90.0
"""Seconds: who takes longer than this for a cold build is measured in the first round alone."""
_KILO = 1024
_BETWEEN = 0.05


class RunError(Exception):
    """A command did not do what was asked of it; the text says which and what it said."""


@dataclass(frozen=True)
class Run:
    """One run: seconds of the clock and of all its processes, bytes of its largest process, and what it printed."""

    wall: float
    processor: float
    memory: int
    printed: str = ""


def run(
    command: Sequence[str],
    folder: Path,
    *,
    environment: Mapping[str, str] | None = None,
    limit: float = 1800,
    log: Path | None = None,
) -> Run:
    """Run a command to its end in a folder.

    `processor` is user and system time of the command and of all processes that it waited for, as the system counts
    it (getrusage(2)); `memory` is the peak of its largest process.

    Raises:
        RunError: it ended with an error, or took more than `limit` seconds.
    """
    place = log or folder / ".bench.log"
    with place.open("w+b") as out, place.with_suffix(".err").open("w+b") as errors:
        started = time.perf_counter()
        child = subprocess.Popen(  # noqa: S603 - the commands of this comparison
            command,
            cwd=folder,
            env={**os.environ, "NO_COLOR": "1", **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=errors,
        )
        guard = threading.Timer(limit, child.kill)
        guard.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        guard.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        printed, said = out.read().decode(errors="replace"), errors.read().decode(errors="replace")
    if child.returncode:
        raise RunError(f"{' '.join(command[:6])} ended with {child.returncode}: {(said or printed)[-800:].strip()}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _KILO, printed)


def middle(runs: Sequence[Run]) -> Run:
    """Return the median of each number."""
    return Run(
        median(one.wall for one in runs),
        median(one.processor for one in runs),
        int(median(one.memory for one in runs)),
        runs[-1].printed,
    )


def peak(command: Sequence[str], folder: Path, *, environment: Mapping[str, str] | None = None) -> int:
    """Run a command and return the most memory, in bytes, that all its processes had together (Linux alone).

    What processes share is counted once (proportional set size, proc(5)). It is looked at every 50 ms, which takes
    time itself: such a run is not timed.

    Raises:
        RunError: it ended with an error.
    """
    most = 0
    with (folder / ".bench.log").open("wb") as out:
        child = subprocess.Popen(  # noqa: S603 - the commands of this comparison
            command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=out, stderr=out
        )
        while child.poll() is None:
            most = max(most, sum(map(_share, family(child.pid))))
            time.sleep(_BETWEEN)
    if child.returncode:
        raise RunError(f"{' '.join(command[:6])} ended with {child.returncode}")
    return most


def family(process: int) -> list[int]:
    """Return a process and all its descendants."""
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [int(name) for task in tasks for name in (task / "children").read_text().split()]
    except OSError:  # it has ended
        return []
    return [process, *(one for child in children for one in family(child))]


def used(process: int) -> float:
    """Return the seconds of processors that a process and its living descendants have used (Linux alone)."""
    total = 0
    for one in family(process):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        total += sum(map(int, fields[11:15]))  # utime, stime, and those of children that were waited for (proc(5))
    return total / os.sysconf("SC_CLK_TCK")


def _share(process: int) -> int:
    """The memory of a process in bytes, its share of what it has in common with others."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(one.split()[1]) * _KILO for one in lines if one.startswith("Pss:")), 0)
