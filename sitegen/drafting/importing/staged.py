"""Copies of pictures that wait on the disk, because many do not fit into memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path


class Staged(Mapping[str, bytes]):
    """Files by where they shall go, as they lie elsewhere now; each is read when it is asked for."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(files)

    def __getitem__(self, name: str) -> bytes:
        return self._files[name].read_bytes()

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
