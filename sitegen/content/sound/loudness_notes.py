"""The loudness of recordings as measured in earlier builds."""

from __future__ import annotations

import json
from pathlib import Path

from sitegen.model.whole_file import write_whole


class LoudnessNotes:
    """What was measured in earlier builds, in one small JSON file: SHA-256 to LUFS."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, float | None] = {}
        if file.is_file():
            try:
                self._known = dict(json.loads(file.read_text("utf-8")))
            except ValueError:
                # A file cut off by a crash costs one measurement more, no build.
                self._known = {}

    def of(self, path: Path, sha256: str) -> float | None:
        """The loudness of a sound, from the notes or measured now and noted."""
        if sha256 not in self._known:
            # numpy takes a tenth of a second to load; only a build that measures pays for it.
            from sitegen.content.sound.loudness import measure  # noqa: PLC0415 - see above

            self._known[sha256] = measure(path)
            text = json.dumps(self._known, indent=0, sort_keys=True) + "\n"
            write_whole(self._file, text.encode(), lasting=False)
        return self._known[sha256]
