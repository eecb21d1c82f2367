"""What was made: a file for each fingerprint, whose name also proves its bytes.

A blob is named by the fingerprint of what it was made of and by digits of the SHA-256 of what it holds. So a blob that
a disk, a power cut or a hand has changed is noticed when it is used, and none has to be on the disk before it counts.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from sitegen.model.whole_file import naming, write_whole

_DIGITS = 32
"""So many hexadecimal digits prove a content: 128 bits, far more than damage could match by chance."""
_CHUNK = 1 << 20


class Damaged(OSError):  # noqa: N818 - named for what it is
    """A blob is not what was made; `filename` is its path."""


def keep(place: Path, content: bytes) -> Path:
    """Write what was made at its place (`Blobs.place`); returns the blob."""
    blob = place.with_name(f"{place.name}-{_digits(content)}")
    write_whole(blob, content, lasting=False)
    return blob


def read_blob(blob: Path) -> bytes:
    """The bytes of a blob.

    Raises:
        Damaged: they are not those that were made, or gone.
    """
    try:
        content = blob.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise _damaged(blob) from None
    if _digits(content) != _proof(blob):
        raise _damaged(blob)
    return content


def copy_blob(blob: Path, target: Path) -> int:
    """Copy a blob to a file that is not there yet; returns its size in bytes.

    Raises:
        Damaged: the bytes are not those that were made, or gone.
    """
    digest, size = hashlib.sha256(), 0
    try:
        source = blob.open("rb", buffering=0)
    except (FileNotFoundError, IsADirectoryError):
        raise _damaged(blob) from None
    with naming(target), source, target.open("xb") as copy:
        while chunk := source.read(_CHUNK):
            copy.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    if digest.hexdigest()[:_DIGITS] != _proof(blob):
        raise _damaged(blob)
    return size


def is_copy(file: Path, blob: Path) -> bool:
    """Whether a file holds what the blob should."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()[:_DIGITS] == _proof(blob)


def _digits(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]


def _proof(blob: Path) -> str:
    return blob.name.rpartition("-")[2]


def _names(folder: Path) -> list[str]:
    return os.listdir(folder)  # noqa: PTH208 - of the many blobs of a large site no paths are made


def _damaged(blob: Path) -> Damaged:
    return Damaged(errno.EIO, os.strerror(errno.EIO), str(blob))


class Blobs:
    """All blobs of a store: which there are is listed once, and again after `look`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names: dict[str, str] | None = None

    def place(self, fingerprint: str) -> Path:
        """Where `keep` puts what is made of this."""
        return self.folder / fingerprint[:2] / fingerprint[2:]

    def has(self, fingerprint: str) -> bool:
        """Whether there is a blob of this fingerprint."""
        return fingerprint in self._listed()

    def get(self, fingerprint: str) -> Path:
        """Its path.

        Raises:
            KeyError: there is none.
        """
        return self.folder / fingerprint[:2] / self._listed()[fingerprint]

    def look(self) -> None:
        """Others may have made blobs since."""
        self._names = None

    def drop_damaged(self) -> None:
        """Read every blob and delete those that are not what was made."""
        for fingerprint in self._listed():
            blob = self.get(fingerprint)
            if blob.is_dir():
                shutil.rmtree(blob)
            elif not is_copy(blob, blob):
                blob.unlink()
        self.look()

    def keep_only(self, fingerprints: Iterable[str]) -> None:
        """Delete every other file."""
        wanted = {self._listed().get(fingerprint) for fingerprint in fingerprints}
        for folder, _, names in os.walk(self.folder):
            for name in names:
                if name not in wanted:
                    Path(folder, name).unlink()
        self.look()

    def _listed(self) -> dict[str, str]:
        """The name of each blob by its fingerprint."""
        if self._names is None:
            folders = _names(self.folder) if self.folder.is_dir() else []
            there = (folder for folder in folders if (self.folder / folder).is_dir())
            found = ((folder, name) for folder in there for name in _names(self.folder / folder))
            whole = ((folder, name) for folder, name in found if name[0] != ".")
            self._names = {folder + name.rpartition("-")[0]: name for folder, name in whole}
        return self._names
