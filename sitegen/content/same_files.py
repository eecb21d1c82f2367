"""Files of equal bytes under different names: a consent is about what is in a file, however it is called."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.model.site import FileName

ORIGINALS = ("photos", "podcasts")
"""The folders of what people have made and said."""


@dataclass(frozen=True)
class SameFiles:
    """The files of a project by folder and name, with their sizes in bytes; what is asked about is read, no more."""

    root: Path
    sizes: Mapping[str, Mapping[str, int]]
    _digests: dict[FileName, str] = field(default_factory=dict)

    def with_copies(self, files: Iterable[FileName]) -> frozenset[FileName]:
        """These files, and all others that hold the same bytes."""
        asked = frozenset(files)
        return asked | {copy for one in asked for copy in self.copies(one)}

    def copies(self, file: FileName) -> list[FileName]:
        """The other files that hold the same bytes; none of a file that is not there."""
        folder, name = file
        size = self.sizes.get(folder, {}).get(name)
        if not size:
            return []
        alike = ((other, one) for other, files in self.sizes.items() for one, of in files.items() if of == size)
        return [one for one in alike if one != file and self._digest(one) == self._digest(file)]

    def _digest(self, file: FileName) -> str:
        if file not in self._digests:
            try:
                with self.root.joinpath(*file).open("rb") as stream:
                    self._digests[file] = hashlib.file_digest(stream, "blake2b").hexdigest()
            except OSError:  # whoever needs it reports that
                self._digests[file] = "/".join(file)
        return self._digests[file]
