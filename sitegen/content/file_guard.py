"""Judges the files of a project before any of them is opened: what is no file of it is refused, and nothing is read.

A project may come from elsewhere. Its links must not publish files of this computer, its pipes and devices must not
keep a build waiting for ever, and its sizes must not fill the memory.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from sitegen.content.records import MAX_BYTES
from sitegen.model.folders import is_left_behind
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project

_MEGABYTE = 1_000_000
_MOST = {
    "content": MAX_BYTES,
    "photos": 150 * _MEGABYTE,
    "podcasts": 250 * _MEGABYTE,
    "templates": _MEGABYTE,
    "static": 100 * _MEGABYTE,
    "i18n": 2 * _MEGABYTE,
}
"""The folders that a build reads, and how many bytes a file in each may have at most."""

_MOST_OF_TEXT = 2 * _MEGABYTE
"""The same of a text among recordings: two days of talk."""

_TEXTS = {".vtt", ".lock", ".txt"}
_FILES = {".yaml", ".md", ".po", ".html", ".xml", ".css", ".js", ".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"}
_FILES |= {".mp3", ".m4a", ".avif"} | _TEXTS
"""Suffixes that only files have."""


def check_files(project: Project, problems: Problems) -> None:
    """Note each link that leads out of its folder, and whatever else stands where a file should and cannot be read."""
    for name in _MOST:
        top = project.root / name
        if os.path.lexists(top):
            _Folder(project, name, problems).judge_top(top)


class _Folder:
    """One of the folders that a build reads."""

    def __init__(self, project: Project, name: str, problems: Problems) -> None:
        self._project, self._name, self._problems = project, name, problems
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
            self._walk(str(top), self._name)

    def _walk(self, path: str, shown: str) -> None:
        try:
            with os.scandir(path) as found:
                entries = sorted(found, key=lambda one: one.name)
        except OSError as error:
            self._note("cannot-be-read", shown, reason=error.strerror or str(error))
            return
        for one in entries:
            if not is_left_behind(one.name):
                self._judge(one, f"{shown}/{one.name}")

    def _judge(self, one: os.DirEntry[str], shown: str) -> None:
        if one.is_symlink() and not _within(os.path.realpath(one.path), self._real):
            self._note("link-outside", shown)
        elif one.is_dir(follow_symlinks=False):
            if Path(one.name).suffix.lower() in _FILES:
                self._note("file-expected", shown)
            else:
                self._walk(one.path, shown)
        else:
            self._judge_file(one, shown)

    def _judge_file(self, one: os.DirEntry[str], shown: str) -> None:
        try:
            status = one.stat()
        except OSError as error:  # a link that leads nowhere or in a circle, a file that went
            self._note("cannot-be-read", shown, reason=error.strerror or str(error))
            return
        if stat.S_ISDIR(status.st_mode):  # a linked one, which nobody enters
            return
        text = self._name == "podcasts" and Path(one.name).suffix.lower() in _TEXTS
        most = _MOST_OF_TEXT if text else _MOST[self._name]
        if not stat.S_ISREG(status.st_mode):
            self._note("file-expected", shown)
        elif status.st_size > most:
            self._note("file-too-large", shown, limit=most // 1024)
        elif not os.access(one.path, os.R_OK):
            self._note("cannot-be-read", shown, reason=os.strerror(13))

    def _note(self, code: str, shown: str, **params: object) -> None:
        self._problems.error(code, Where(shown), **params)


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)
