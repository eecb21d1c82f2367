"""What print needs of the system beyond Python: whether it is there, and how it is installed."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from sitegen.making.recipes import recipe_of
from sitegen.making.store import Store
from sitegen.model.outputs import Plan
from sitegen.model.problems import Problems, Where

LIBRARY = "weasyprint"
MANAGERS = {
    "debian": "sudo apt-get install",
    "fedora": "sudo dnf install",
    "suse": "sudo zypper install",
    "arch": "sudo pacman -S",
    "alpine": "sudo apk add",
    "darwin": "brew install",
    "win32": "MSYS2: pacman -S",
}
"""How each system installs a package."""

PANGO = {
    "debian": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "suse": "libpango-1_0-0",
    "win32": "mingw-w64-ucrt-x86_64-pango",
}
GHOSTSCRIPT = {"win32": "mingw-w64-ucrt-x86_64-ghostscript"}
"""Packages by system, where they are not called as what they hold."""

_RELEASE = Path("/etc/os-release")


def system_name(platform: str = sys.platform, release: Path = _RELEASE) -> str:
    """Return the key in MANAGERS of a system; an unknown Linux is taken for Debian."""
    if platform in MANAGERS:
        return platform
    lines = release.read_text("utf-8").splitlines() if release.is_file() else []
    said = dict(line.split("=", 1) for line in lines if "=" in line)
    names = f"{said.get('ID', '')} {said.get('ID_LIKE', '')}".replace('"', "").split()
    return next((key for name in names for key in MANAGERS if name.startswith(key)), "debian")


def pango_command(system: str) -> str:
    """Return how Pango, which the layout engine needs, is installed."""
    return f"{MANAGERS[system]} {PANGO.get(system, 'pango')}"


def ghostscript_command(system: str) -> str:
    """Return how Ghostscript is installed."""
    return f"{MANAGERS[system]} {GHOSTSCRIPT.get(system, 'ghostscript')}"


def library_is_there() -> bool:
    """Whether the layout engine finds its system library."""
    try:
        import_module(LIBRARY)
    except OSError:
        return False
    return True


def check_library(plan: Plan, store: Store, problems: Problems) -> None:
    """Note once, before anything is made, that the system library of print is missing."""
    missing = (path for path in plan.outputs if not store.has(plan.fingerprints[path]))
    modules = {recipe_of(plan.outputs[path].order).module for path in missing}
    wanted = any(LIBRARY in store.closures.modules(module) for module in modules)
    if wanted and not library_is_there():
        problems.error("no-print-library", Where("build.py"), package=pango_command(system_name()))
