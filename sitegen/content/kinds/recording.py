"""What every recording has: a sound file, the language spoken, and transcripts."""

from __future__ import annotations

from typing import Annotated

from sitegen.content.lens import Lens
from sitegen.model.entries import Entry, FileIn, Flag, Part, Site
from sitegen.model.outputs import View
from sitegen.model.problems import Problems, Where

Sound = Annotated[str, FileIn("podcasts")]
Transcripts = dict[str, Annotated[str, FileIn("podcasts")]]


class Recording(Part):
    """A sound file below `podcasts/`, the language spoken in it, and a WebVTT file per language."""

    file: Sound
    language: str
    transcripts: Transcripts = {}
    sample: Flag = False

    def check(self, entry: Entry, loc: tuple[str, ...], site: Site, problems: Problems) -> None:
        """Judge the sound and its transcripts; `loc` is where the recording stands in the record."""


def recording_view(recording: Recording, lens: Lens, origin: Where) -> View:
    """What the player needs: the sound's address, and the words."""
    path = lens.site.file("podcasts", recording.file)
    stem = path.stem
    url = lens.desk.asset(
        f"sound/{stem}", path.suffix, "copy", {}, sources={"file": lens.desk.source(path)}, origin=origin
    )
    return {"url": url, "language": recording.language, "sample": recording.sample, "bytes": path.stat().st_size}
