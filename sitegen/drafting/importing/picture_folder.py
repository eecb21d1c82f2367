"""The folder of pictures: which of its files a row means by the name in it, and which no row names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from sitegen.model.languages import composed

PICTURES = {".jpg", ".jpeg", ".png", ".heic", ".heif", ".hif", ".webp", ".tif", ".tiff"}
TABLES = {".csv", ".tsv", ".txt", ".xlsx"}


class PictureFolder:
    """The files in a folder and the folders in it, by their paths there."""

    def __init__(self, folder: Path) -> None:
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        inside = [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
        self.tables = [path for path in inside if path.parent == folder and path.suffix.lower() in TABLES]
        self.pictures = [path for path in inside if path.suffix.lower() in PICTURES]
        self.others = [path for path in inside if path not in self.pictures and path not in self.tables]
        self._folder = folder
        self._by_name: dict[str, list[Path]] = defaultdict(list)
        for path in self.pictures:
            inner = PurePosixPath(path.relative_to(folder).as_posix())
            for name in {str(inner), inner.name, str(inner.with_suffix("")), inner.stem}:
                self._by_name[_alike(name)].append(path)

    def named(self, text: str) -> list[Path]:
        """The pictures that a name, a path or an address may mean; the ending may be another."""
        whole = text.strip().replace("\\", "/").strip("/")
        last = whole.rpartition("/")[2]
        for name in (whole, last, whole.rpartition(".")[0], last.rpartition(".")[0]):
            if name and (found := self._by_name.get(_alike(name))):
                return found
        return []

    def shown(self, path: Path) -> str:
        """How a report names one of the files."""
        return path.relative_to(self._folder).as_posix()

    def unnamed(self, used: Sequence[Path]) -> list[Path]:
        """The pictures that no row names."""
        return [path for path in self.pictures if path not in {*used}]


def _alike(name: str) -> str:
    return composed(name).casefold()
