"""The folders of a project, and what one build was asked to do."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
INSTALLED = (_PACKAGE / "home").is_dir()
"""Whether the program was installed from its wheel, which brings what else lies beside the package within it."""

HOME = _PACKAGE / "home" if INSTALLED else _PACKAGE.parent
"""The folder of the program: its templates, static files and catalogues stand in where a project has none."""


def typed(folder: Path) -> str:
    """A folder as it is typed in a command, with quotation marks where a space would end it."""
    name = folder.as_posix()
    return f'"{name}"' if " " in name else name


def from_here(path: Path) -> str:
    """How somebody would type the path: from the working folder where it is below that, else whole."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) and path != here else path).as_posix()


@dataclass(frozen=True)
class Project:
    """Where things are: absolute paths."""

    root: Path
    output: Path
    home: Path = HOME
    option: str = field(default="", compare=False)
    """What commands that a report proposes end with to mean this project too, as ` --project street`: as it was typed;
    empty where the current folder tells it."""

    @classmethod
    def at(cls, root: Path, output: Path | None = None) -> Project:
        """The project in this folder; its output goes to `output/` in it unless told otherwise."""
        root = root.resolve()
        return cls(root, (output or root / "output").resolve(), HOME)

    @property
    def cache(self) -> Path:
        """The content-addressed store; safe to delete."""
        return self.root / ".cache"

    @property
    def aside(self) -> Path:
        """Where this process writes a file before it takes its place among the sources, so that a kill leaves none."""
        return self.cache / f".new-{os.getpid()}"

    def folders(self, name: str) -> list[Path]:
        """The existing folders of this name, the project's own first, then the program's."""
        unique = dict.fromkeys([self.root / name, self.home / name])
        return [folder for folder in unique if folder.is_dir()]

    def find(self, folder: str, name: str) -> Path | None:
        """The first file of this name in those folders."""
        paths = (parent / name for parent in self.folders(folder))
        return next((path for path in paths if path.is_file()), None)

    def shown(self, path: Path) -> str:
        """How a report names a file: relative to the project or to the program, with forward slashes."""
        for base in (self.root, self.home):
            if path.is_relative_to(base):
                return path.relative_to(base).as_posix()
        return path.name

    def named(self, shown: str) -> Path | None:
        """The file that a report names so; the project's own where the program has one of that name too."""
        return next((path for base in (self.root, self.home) if (path := base / shown).is_file()), None)

    def by_shown(self, paths: Iterable[Path]) -> dict[str, Path]:
        """Files by how reports name them; a project's own where the program has one of that name too."""
        return {self.shown(path): path for path in sorted(paths, key=lambda path: path.is_relative_to(self.root))}


@dataclass(frozen=True)
class Options:
    """What one build was asked to do.

    `now` is the one clock of the build (None: the system's); `base_url` overrides the settings;
    `release` refuses samples and drafts; `printing` makes the print files; `kiosk` makes a folder that
    opens from disk; `preview` adds drafts and the style page; `executor` is the address of a Dask scheduler whose
    workers make pictures, which changes no byte of them.
    """

    now: dt.datetime | None = None
    base_url: str | None = None
    release: bool = False
    printing: bool = True
    kiosk: bool = False
    preview: bool = False
    executor: str | None = None
