"""Before and after print files are made: whether they can be at all, and what preflight found, for the editor."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from sitegen.making.print.findings import Finding
from sitegen.making.store import Store
from sitegen.model.outputs import Output, Plan
from sitegen.model.problems import Problems, Where
from sitegen.model.web_orders import LegacyOrder

LIBRARY = "weasyprint"
_LAID_OUT = frozenset({"poster", "zine-press", "zine-read", "labels", "labels-large", "jobticket-pdf"})
PACKAGES = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango",
    "suse": "sudo zypper install libpango-1_0-0",
    "arch": "sudo pacman -S pango",
    "alpine": "sudo apk add pango",
    "darwin": "brew install pango",
    "win32": "MSYS2: pacman -S mingw-w64-ucrt-x86_64-pango",
}
"""How Pango is installed, by the system."""

_RELEASE = Path("/etc/os-release")


def system_name(platform: str = sys.platform, release: Path = _RELEASE) -> str:
    """Return the key in PACKAGES of a system; an unknown Linux is taken for Debian."""
    if platform in PACKAGES:
        return platform
    lines = release.read_text("utf-8").splitlines() if release.is_file() else []
    said = dict(line.split("=", 1) for line in lines if "=" in line)
    names = f"{said.get('ID', '')} {said.get('ID_LIKE', '')}".replace('"', "").split()
    return next((key for name in names for key in PACKAGES if name.startswith(key)), "debian")


def library_is_there() -> bool:
    """Whether the layout engine finds its system library."""
    try:
        import_module(LIBRARY)
    except OSError:
        return False
    return True


def check_library(plan: Plan, store: Store, problems: Problems) -> None:
    """Note once, before anything is made, that the system library of print is missing."""
    wanted = any(
        isinstance(output.order, LegacyOrder)
        and output.order.recipe in _LAID_OUT
        and not store.has(plan.fingerprints[path])
        for path, output in plan.outputs.items()
    )
    if wanted and not library_is_there():
        problems.error("no-print-library", Where("build.py"), package=PACKAGES[system_name()])


def pass_on(plan: Plan, store: Store, problems: Problems) -> None:
    """Note what preflight found, at the line of content; a fault that all files of a job share is noted once."""
    for path, output in plan.outputs.items():
        if isinstance(output.order, LegacyOrder) and output.order.recipe == "preflight":
            report = json.loads(store.blob(plan.fingerprints[path]).read_text("utf-8"))
            for found in _worth_telling(report):
                _note(found, output, plan, problems)


def _worth_telling(report: dict[str, list[dict[str, object]]]) -> Iterator[Finding]:
    """The findings of a report, each code once a page; those of the press file before those of others."""
    seen: set[tuple[str, int]] = set()
    for name in sorted(report, key=lambda name: (not name.endswith("print-x4.pdf"), name)):
        for plain in report[name]:
            found = Finding.of(plain)
            if (found.code, found.page) not in seen:
                seen.add((found.code, found.page))
                yield found


def _note(found: Finding, output: Output, plan: Plan, problems: Problems) -> None:
    first = next(
        one for one in plan.outputs.values() if isinstance(one.order, LegacyOrder) and one.order.recipe == "preflight"
    )
    # That a tool is missing is one fact, however many files it would have measured.
    where = first.origin if found.level == "not-run" else output.where(found.shown())
    note = problems.error if found.level == "error" else problems.warning
    note(f"print-{found.code}", where, **found.shown())
