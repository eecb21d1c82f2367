"""Where dictionaries lie that tell right words from wrong ones, and how one is asked: pairs of files as Hunspell has.

A language's are named after it, as `cs_CZ.aff` and `cs_CZ.dic` are. The project's own folder comes first, so that
whoever wants the same answers on every computer commits them there; then what the system or LibreOffice has.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from hunspell.hunspell import HunspellWrap

from sitegen.model.languages import Language
from sitegen.model.project import Project

FOLDER = "dictionaries"
"""The project's own dictionaries."""

_OFFICE = "extensions/dict-*"
_SYSTEM = {
    "darwin": ("/Library/Spelling", f"/Applications/LibreOffice.app/Contents/Resources/{_OFFICE}"),
    "win32": (f"C:/Program Files/LibreOffice/share/{_OFFICE}",),
}
_LINUX = (
    "/usr/share/hunspell",
    "/usr/local/share/hunspell",
    "/usr/share/myspell/dicts",
    f"/usr/lib/libreoffice/share/{_OFFICE}",
    f"/opt/libreoffice*/share/{_OFFICE}",
)


def find_dictionary(project: Project, language: Language) -> Path | None:
    """The `.aff` file of a language's dictionary, whose `.dic` lies beside it.

    Of another country there may be one too, but that would take `colour` for a mistake.
    """
    names = {language.locale.lower(), language.locale.partition("_")[0].lower()}
    for folder in _folders(project):
        for path in sorted(folder.glob("*.aff"), reverse=True):  # cs_CZ before cs
            if path.stem.replace("-", "_").lower() in names and path.with_suffix(".dic").is_file():
                return path
    return None


def _folders(project: Project) -> Iterator[Path]:
    yield project.root / FOLDER
    yield from map(Path, filter(None, os.environ.get("DICPATH", "").split(os.pathsep)))  # as Hunspell's own program
    for pattern in _SYSTEM.get(sys.platform, _LINUX):
        root = Path(Path(pattern).anchor)
        yield from sorted(root.glob(str(Path(pattern).relative_to(root))))


@cache
def _opened(path: Path, _changed: int) -> HunspellWrap:
    return HunspellWrap(path.stem, hunspell_data_dir=str(path.parent))


class Dictionary:
    """What one of them knows; opening takes a few tenths of a second, once in the life of a process."""

    def __init__(self, path: Path) -> None:
        self._words = _opened(path, path.stat().st_mtime_ns)

    def knows(self, word: str) -> bool:
        """Whether it is a word of the language, in any of its forms."""
        try:
            return bool(self._words.spell(word.replace("’", "'")))
        except UnicodeEncodeError:  # old dictionaries are in an encoding that lacks letters of other languages
            return False
