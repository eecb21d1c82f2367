"""The files of a project, listed in one walk before any is opened: what is no file of it is refused, nothing is read.

A project may come from elsewhere. Its links must not publish files of this computer, its pipes and devices must not
keep a build waiting for ever, its sizes must not fill the memory; and every computer must be able to hold its names.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.content.file_names import name_fault
from sitegen.model.folders import is_left_behind
from sitegen.model.limits import Limits
from sitegen.model.problems import Problem, Problems, Severity, Where
from sitegen.model.project import Project

_MEGABYTE = 1_000_000
_KILOBYTE = 1_024
_SETTINGS = {
    "content": "record_kb",
    "photos": "photo_mb",
    "podcasts": "recording_mb",
    "templates": "template_kb",
    "static": "static_mb",
    "i18n": "catalogue_kb",
}
"""The folders that a build reads, and the setting that says how large a file in each may be."""

_NAMED = {"content", "photos", "podcasts", "static"}
"""Those whose names go on to other computers."""

_TEXTS = {".vtt", ".lock", ".txt"}
_FILES = {".yaml", ".md", ".po", ".html", ".xml", ".css", ".js", ".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"}
_FILES |= {".mp3", ".m4a", ".avif"} | _TEXTS
"""Suffixes that only files have."""

_ALL_MAY_READ = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


@dataclass
class Files:
    """Sizes of files in bytes, by folder and path below it; `odd` are names that not every computer can hold."""

    sizes: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in _SETTINGS})
    odd: list[Problem] = field(default_factory=list)

    @property
    def names(self) -> dict[str, frozenset[str]]:
        """The paths of files below each folder."""
        return {folder: frozenset(files) for folder, files in self.sizes.items()}

    def check_sizes(self, limits: Limits, problems: Problems) -> None:
        """Note each file that is too large to be read."""
        for folder, files in self.sizes.items():
            for name, size in files.items():
                setting = _setting(folder, name)
                unit = _MEGABYTE if setting.endswith("_mb") else _KILOBYTE
                most = getattr(limits, setting) * unit
                if size > most:
                    limit = most // _KILOBYTE
                    problems.error("file-too-large", Where(f"{folder}/{name}"), limit=limit, setting=setting)


def _setting(folder: str, name: str) -> str:
    text = folder == "podcasts" and os.path.splitext(name)[1].lower() in _TEXTS  # noqa: PTH122 - for each file
    return "transcript_kb" if text else _SETTINGS[folder]


def walk(project: Project, problems: Problems) -> Files:
    """List the files, and note each link that leads out of its folder, and whatever else cannot be read as a file."""
    found = Files()
    for name in _SETTINGS:
        top = project.root / name
        if os.path.lexists(top):
            _Folder(project, name, found, problems).judge_top(top)
    return found


class _Folder:
    """One of the folders that a build reads."""

    def __init__(self, project: Project, name: str, found: Files, problems: Problems) -> None:
        self._project, self._name, self._problems = project, name, problems
        self._files, self._odd = found.sizes[name], found.odd
        self._real = os.path.realpath(project.root / name)

    def judge_top(self, top: Path) -> None:
        """The folder itself, and all that is below."""
        of_program = self._project.home != self._project.root and self._real == os.path.realpath(
            self._project.home / self._name
        )
        if top.is_symlink() and not of_program:
            self._note("link-outside", self._name)
        elif not top.is_dir():
            self._note("folder-expected", self._name)
        elif not of_program:
            self._walk(str(top), "")

    def _walk(self, path: str, below: str) -> None:
        known: dict[str, str] = {}
        for one in self._entries(path, below):
            if is_left_behind(one.name):
                continue
            name = below + one.name
            if self._name in _NAMED and (fault := name_fault(one.name, known)):
                code, params = fault
                shown = f"{self._name}/{name}"
                if "other" in params:
                    params = {"other": f"{self._name}/{below}{params['other']}"}
                self._odd.append(Problem(Where(shown), Severity.ERROR, code, params))
            self._judge(one, name)

    def _entries(self, path: str, below: str) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(path) as found:
                entries = sorted(found, key=lambda one: one.name)
        except OSError as error:
            self._note("cannot-be-read", f"{self._name}/{below}".rstrip("/"), reason=error.strerror or str(error))
            return
        yield from entries

    def _judge(self, one: os.DirEntry[str], name: str) -> None:
        if one.is_symlink() and not _within(os.path.realpath(one.path), self._real):
            self._note("link-outside", f"{self._name}/{name}")
        elif one.is_dir(follow_symlinks=False):
            if Path(one.name).suffix.lower() in _FILES:
                self._note("file-expected", f"{self._name}/{name}")
            else:
                self._walk(one.path, f"{name}/")
        else:
            self._judge_file(one, name)

    def _judge_file(self, one: os.DirEntry[str], name: str) -> None:
        try:
            status = one.stat()
        except OSError as error:  # a link that leads nowhere or in a circle, a file that went
            self._note("cannot-be-read", f"{self._name}/{name}", reason=error.strerror or str(error))
            return
        if stat.S_ISDIR(status.st_mode):  # a linked one, which nobody enters
            return
        if not stat.S_ISREG(status.st_mode):
            self._note("file-expected", f"{self._name}/{name}")
        elif status.st_mode & _ALL_MAY_READ != _ALL_MAY_READ and not os.access(one.path, os.R_OK):
            self._note("cannot-be-read", f"{self._name}/{name}", reason=os.strerror(13))
        else:
            self._files[name] = status.st_size

    def _note(self, code: str, shown: str, **params: object) -> None:
        self._problems.error(code, Where(shown), **params)


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)
