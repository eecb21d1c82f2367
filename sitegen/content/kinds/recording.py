"""What every recording has: a sound file, the language spoken, and transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from sitegen.content.localized import LocalizedSite
from sitegen.model.by_name import ByName
from sitegen.model.entries import Entry, FileIn, Flag, Part
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site
from sitegen.model.standard_codes import LanguageCode
from sitegen.model.web_orders import View

if TYPE_CHECKING:
    from sitegen.content.transcripts import Cue

FOLDER = "podcasts"
LOCK = "published.lock"

Sound = Annotated[str, FileIn(FOLDER)]
Transcripts = dict[LanguageCode, Sound]

judge_recording: ByName[[Recording, Entry, tuple[str, ...], Site[Read], Problems], float] = ByName(
    "content.kinds.recording_files:judge_recording"
)
recording_view: ByName[[Recording, Entry, LocalizedSite, Where], View] = ByName(
    "content.kinds.recording_files:recording_view"
)
spoken: ByName[[Recording, Entry, LocalizedSite], tuple[str, tuple[Cue, ...]] | None] = ByName(
    "content.kinds.recording_files:spoken"
)


class Recording(Part):
    """A sound file below `podcasts/`, the language spoken in it, and a WebVTT file per language."""

    file: Sound
    language: LanguageCode
    transcripts: Transcripts = {}
    sample: Flag = False

    def check(self, entry: Entry, loc: tuple[str, ...], site: Site[Read], problems: Problems) -> float:
        """Judge the sound and its transcripts; returns the length in seconds, 0 where it is unknown.

        `loc` is where the recording stands in the record.
        """
        return judge_recording(self, entry, loc, site, problems)
