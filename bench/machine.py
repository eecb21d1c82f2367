"""What the figures were measured on, without any path or name of a machine."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from pathlib import Path

from bench.installing import NODE_PINS, PYTHON_PINS
from bench.ours import HOME

_GIGABYTE = 1_000_000_000
_IDLE = 0.3


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def load() -> float:
    """Return how many processes wanted a processor in the last minute, on average."""
    return os.getloadavg()[0]


def is_busy(found: float) -> bool:
    """Tell whether other work would have been in the way of a measurement."""
    return found > _IDLE * cores()


def machine() -> str:
    """Return the processor, its cores, the memory, and the system."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIGABYTE
    facts = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.+)", facts.read_text()) if facts.exists() else None
    processor = model[1].strip() if model else platform.processor() or platform.machine()
    return f"{cores()} cores ({processor}), {memory:.0f} GB of memory, {platform.system()} {platform.machine()}"


def versions() -> str:
    """Return the versions of this program and of all that it is compared with."""
    asked = [pin for pins in (*PYTHON_PINS.values(), *NODE_PINS.values()) for pin in pins]
    names = [pin.replace("==", " ") if "==" in pin else " ".join(pin.rsplit("@", 1)) for pin in asked]
    git = ["git", "-C", str(HOME), "rev-parse", "--short=10", "HEAD"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 - asks git
    return f"this program {commit}, Python {platform.python_version()}, {', '.join(dict.fromkeys(names))}"
