"""The files that a recipe may read: those its order names, its standing files, and outputs that were made before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from sitegen.making.blobs import read_blob
from sitegen.making.errors import CannotMake
from sitegen.model.order import Made, PlannedFile, SourceFile


@dataclass(frozen=True)
class InputFiles:
    """`standing` files by name (templates, catalogues, fonts, profiles), and where outputs made before are stored."""

    standing: Mapping[str, SourceFile] = field(default_factory=dict)
    made: Mapping[str, Path] = field(default_factory=dict)

    def read(self, file: PlannedFile | Made) -> bytes:
        """The bytes of a file.

        Raises:
            CannotMake: `changed-meanwhile`, where they are not those that were planned with.
            Damaged: of an output made before, where they are not those that were made.
        """
        if isinstance(file, Made):
            return read_blob(self.made[file.path])
        content = file.path.read_bytes()
        if hashlib.sha256(content).hexdigest() != file.digest:
            raise CannotMake("changed-meanwhile", file=file.path.name)
        return content

    @contextmanager
    def opened(self, file: PlannedFile) -> Iterator[BinaryIO]:
        """A file to read from, proved before and after: one that is large need not be in memory as a whole.

        Raises:
            CannotMake: `changed-meanwhile`.
        """
        _prove(file)
        try:
            with file.path.open("rb") as content:
                yield content
        finally:
            _prove(file)

    def named(self, name: str) -> bytes:
        """The bytes of a standing file."""
        return self.read(self.standing[name])

    def text(self, name: str) -> str:
        """The text of a standing file.

        Raises:
            CannotMake: `file-not-utf-8`.
        """
        return utf8(self.named(name), name, "template")

    def catalogues(self, code: str) -> tuple[SourceFile, ...]:
        """The catalogues of a language, a project's own first."""
        names = (f"catalogue/{code}", f"catalogue/{code}/1")
        return tuple(self.standing[name] for name in names if name in self.standing)

    def below(self, folder: str) -> dict[str, bytes]:
        """The bytes of all standing files whose names begin with a folder, by their full name."""
        return {name: self.named(name) for name in sorted(self.standing) if name.startswith(f"{folder}/")}


def _prove(file: PlannedFile) -> None:
    with file.path.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != file.digest:
            raise CannotMake("changed-meanwhile", file=file.path.name)


def utf8(content: bytes, name: str, kind: str = "place") -> str:
    """A text without the byte order mark that some editors put before it; `kind` is how `Output.where` finds the file.

    Raises:
        CannotMake: `file-not-utf-8`.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = content.count(b"\n", 0, error.start) + 1, error.start - content.rfind(b"\n", 0, error.start)
        raise CannotMake("file-not-utf-8", file=name, line=line, column=column, **{kind: name}) from error
