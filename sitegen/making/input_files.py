"""The files that a recipe may read: those its order names, its standing files, and outputs that were made before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

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

    def named(self, name: str) -> bytes:
        """The bytes of a standing file."""
        return self.read(self.standing[name])

    def text(self, name: str) -> str:
        """The text of a standing file."""
        return self.named(name).decode("utf-8")

    def below(self, folder: str) -> dict[str, bytes]:
        """The bytes of all standing files whose names begin with a folder, by their full name."""
        return {name: self.named(name) for name in sorted(self.standing) if name.startswith(f"{folder}/")}
