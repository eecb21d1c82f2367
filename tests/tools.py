"""The programs that the tests drive: where they are, and how a missing one is installed.

Only the standard library is used: the launcher calls `provide` before the tests start, the tests call
`chromium`, `firefox` and the `path` of what npm packed. A program that cannot be had is an error. No test is ever
skipped for it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Apt = Callable[[list[str]], bool]


class ToolMissing(Exception):  # noqa: N818 - it reads as the sentence it carries
    """A program is neither here nor installable; the text says how to get it."""


@dataclass(frozen=True)
class Tool:
    """One program: its names, its packages for apt-get, brew and choco, and what is tested with it."""

    programs: tuple[str, ...]
    debian: tuple[str, ...]
    brew: tuple[str, ...]
    choco: tuple[str, ...]
    used_for: str


JAVA = Tool(("java",), ("default-jre-headless",), ("openjdk",), ("openjdk",), "checking HTML")
NPM = Tool(("npm",), ("npm",), ("node",), ("nodejs-lts",), "downloading the HTML checker and the IIIF viewer")
RSYNC = Tool(("rsync",), ("rsync",), ("rsync",), (), "putting the site online")
TOOLS = (
    *(() if sys.platform == "win32" else (RSYNC,)),
    JAVA,
    NPM,
    Tool(("gs", "gswin64c"), ("ghostscript",), ("ghostscript",), ("ghostscript",), "print"),
    Tool(("pdftotext",), ("poppler-utils",), ("poppler",), ("poppler",), "print"),
    Tool(("qpdf",), ("qpdf",), ("qpdf",), ("qpdf",), "print"),
    Tool(("exiftool",), ("libimage-exiftool-perl",), ("exiftool",), ("exiftool",), "photo metadata"),
    Tool(("ffmpeg",), ("ffmpeg",), ("ffmpeg",), ("ffmpeg",), "sound"),
)
CHROMIUM = Tool(
    ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome"),
    ("chromium", "fonts-dejavu-core"),
    ("google-chrome",),
    ("googlechrome",),
    "pages in a real browser",
)
FIREFOX = Tool(
    ("firefox-esr", "firefox"), ("firefox-esr",), ("firefox",), ("firefox",), "pages in another real browser"
)
OLDEST_FIREFOX = 153
"""The first release that answers to all that Playwright asks of it (WebDriver BiDi)."""
FIREFOX_PLACES = (
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
)
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)

# No program, but what WeasyPrint needs of the system; on Debian the launcher installs it by itself.
PANGO = Tool((), ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"), ("pango",), (), "print")

# No program either, but the dictionaries by which the texts of this site are spelt, as LibreOffice has them.
DICTIONARIES = Tool((), ("hunspell-cs", "hunspell-en-gb"), ("libreoffice",), ("libreoffice-fresh",), "spelling")
DICTIONARY_PLACES = (
    "/usr/share/hunspell/cs_CZ.dic",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-cs/cs_CZ.dic",
    r"C:\Program Files\LibreOffice\share\extensions\dict-cs\cs_CZ.dic",
)


@dataclass(frozen=True)
class Packed:
    """A file of an npm package, held to one digest: what no Python package brings as it is now."""

    package: str
    member: str
    sha256: str
    used_for: str

    @property
    def path(self) -> Path:
        """Where it lies: beside the packages of the environment that runs the tests."""
        return Path(sys.prefix) / "share" / f"{self.package}{Path(self.member).suffix}"


VNU = Packed(
    "vnu-jar@26.9.27",
    "package/build/dist/vnu.jar",
    "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47",
    "the HTML checker",
)
MIRADOR = Packed(
    "mirador@4.0.0",
    "package/dist/mirador.min.js",
    "86109137e947117095f44b800c69b27c0e0ac5ef41e0a354839f33e761cec0e3",
    "the IIIF viewer",
)


def provide(apt: Apt) -> bool:
    """Make sure that every program is there; tell on standard error what is missing when that fails.

    Args:
        apt: installs Debian packages where this process may do so, and returns whether it did.
    """
    try:
        for tool in TOOLS:
            find_or_install(tool, apt)
        provide_chromium(apt)
        provide_dictionaries(apt)
        provide_firefox(apt)
        provide_packed(VNU)
        provide_packed(MIRADOR)
    except ToolMissing as error:
        say(str(error))
        return False
    return True


def found(tool: Tool) -> str | None:
    """Return the path of a program on PATH, or None."""
    return next(filter(None, map(shutil.which, tool.programs)), None)


def find_or_install(tool: Tool, apt: Apt) -> str:
    """Return the path of a program, which is installed first where it is missing.

    Raises:
        ToolMissing: it cannot be installed from here.
    """
    path = found(tool) or (apt([*tool.debian]) and found(tool))
    if not path:
        raise ToolMissing(remedy(tool))
    return path


def remedy(tool: Tool) -> str:
    """Return the sentence that says what to install on this system."""
    managers = {"darwin": ("brew", tool.brew), "win32": ("choco", tool.choco)}
    manager, packages = managers.get(sys.platform, ("sudo apt-get", tool.debian))
    command = f"{manager} install {' '.join(packages)}"
    needed = (*tool.programs, *tool.debian)[0]
    return f"The tests need {needed} ({tool.used_for}): install it with `{command}` and try again."


def chromium() -> str:
    """Return the path of the Chromium or Chrome that the browser tests drive; `$CHROMIUM` comes first.

    Raises:
        ToolMissing: there is none.
    """
    for candidate in chromium_candidates():
        if candidate and Path(candidate).exists():
            return candidate
    raise ToolMissing(remedy(CHROMIUM))


def chromium_candidates() -> Iterator[str | None]:
    """Yield the places where a browser may be, the preferred ones first."""
    yield os.environ.get("CHROMIUM")
    yield found(CHROMIUM)
    yield from CHROMIUM_PLACES
    yield own_chromium()


def own_chromium() -> str | None:
    """Return where Playwright keeps, or would keep, the Chromium that it downloads."""
    code = "from playwright.sync_api import sync_playwright as start\n"
    code += "with start() as browsers: print(browsers.chromium.executable_path)"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return asked.stdout.strip() or None


def has_dictionaries() -> bool:
    """Tell whether the Czech one is here; the English one comes with it."""
    return any(Path(place).exists() for place in DICTIONARY_PLACES)


def provide_dictionaries(apt: Apt) -> None:
    """Make sure that there are dictionaries.

    Raises:
        ToolMissing: they cannot be installed from here.
    """
    if not has_dictionaries() and not (apt([*DICTIONARIES.debian]) and has_dictionaries()):
        raise ToolMissing(remedy(DICTIONARIES))


def provide_chromium(apt: Apt) -> None:
    """Make sure that a browser is there: the system's, else Debian's package, else Playwright's download.

    Raises:
        ToolMissing: none of the three could be had.
    """
    try:
        chromium()
    except ToolMissing:
        if not apt([*CHROMIUM.debian]):
            say("Downloading Chromium with Playwright")
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        chromium()


def firefox() -> str:
    """Return the path of the Firefox that the browser tests drive; `$FIREFOX` comes first.

    Raises:
        ToolMissing: there is none, or it is too old.
    """
    for candidate in (os.environ.get("FIREFOX"), found(FIREFOX), *FIREFOX_PLACES):
        if candidate and Path(candidate).exists() and release_of(candidate) >= OLDEST_FIREFOX:
            return candidate
    raise ToolMissing(remedy(FIREFOX))


def release_of(firefox: str) -> int:
    """Return the number before the first point of a Firefox's version; 0 where it says none."""
    asked = subprocess.run([firefox, "--version"], capture_output=True, text=True, check=False)
    said = re.search(r"Firefox (\d+)", asked.stdout)
    return int(said[1]) if said else 0


def provide_firefox(apt: Apt) -> None:
    """Make sure that a new Firefox is there: the system's, else Debian's package as it is today.

    Raises:
        ToolMissing: neither could be had.
    """
    try:
        firefox()
    except ToolMissing:
        apt([*FIREFOX.debian])
        firefox()


def provide_packed(file: Packed) -> None:
    """Make sure that a file of an npm package is there, downloaded with npm and checked against its digest.

    Raises:
        ToolMissing: it could not be downloaded, or is not the file that was asked for.
    """
    if file.path.exists():
        return
    say(f"Downloading {file.used_for} {file.package}")
    with tempfile.TemporaryDirectory() as folder:
        npm = [found(NPM) or "npm", "pack", "--silent", file.package]
        done = subprocess.run(npm, cwd=folder, capture_output=True, text=True, check=False)
        packages = list(Path(folder).glob("*.tgz"))
        if done.returncode or not packages:
            raise ToolMissing(f"{file.package} could not be downloaded: connect to the internet and try again.")
        with tarfile.open(packages[0]) as archive:
            member = archive.extractfile(file.member)
            content = member.read() if member else b""
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise ToolMissing(f"What was downloaded is not the {file.package} the tests know, and was refused.")
    file.path.parent.mkdir(parents=True, exist_ok=True)
    part = file.path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(file.path)


def say(text: str) -> None:
    """Print one line of progress."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def packages_of(system: str) -> list[str]:
    """Return what a system still lacks for the tests, for the workflow that tests on it.

    Args:
        system: `debian`, `brew` or `choco`; `debian-print` for the libraries of print alone.
    """
    if system == "debian-print":
        return [*PANGO.debian]
    missing = [tool for tool in (*TOOLS, PANGO) if not found(tool)]
    missing += [] if has_dictionaries() else [DICTIONARIES]
    return [package for tool in missing for package in getattr(tool, system)]


if __name__ == "__main__":
    sys.stdout.write(" ".join(packages_of(sys.argv[1])) + "\n")
