"""The files of a recording: its sound and its transcripts judged, and as the player needs them."""

from __future__ import annotations

from typing import Any

from sitegen.content.kinds.recording import FOLDER, LOCK, Recording
from sitegen.content.localized import LocalizedSite
from sitegen.content.records import read_text
from sitegen.content.sound.checks import RecordingFolder, judge_sound, judge_transcripts
from sitegen.content.sound.files import Sound as SoundFile
from sitegen.content.sound.files import inspect
from sitegen.content.sound.loudness_notes import LoudnessNotes
from sitegen.content.sound.published import read_lock
from sitegen.content.sound.times import iso_duration, listed
from sitegen.content.transcripts import Cue, parse_transcript, plain_text, transcript_view
from sitegen.model.entries import Entry
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site
from sitegen.model.web_orders import SoundOrder, View


def judge_recording(
    recording: Recording, entry: Entry, loc: tuple[str, ...], site: Site[Read], problems: Problems
) -> float:
    """Judge the sound and its transcripts; returns the length in seconds, 0 where it is unknown.

    `loc` is where the recording stands in the record.
    """

    def place(*keys: Any) -> Where:
        return entry.where(*loc, *keys)

    recordings = _recording_folder(site, problems)
    sound = judge_sound(recordings, recording.file, place, problems)
    seconds = sound.seconds if sound else 0.0
    judge_transcripts(recordings, recording.transcripts, recording.language, seconds, problems)
    return seconds


def _recording_folder(site: Site[Read], problems: Problems) -> RecordingFolder:
    """The folder of the recordings, with what is published and what was measured before."""
    folder = site.project.root / FOLDER
    lock = folder / LOCK
    text = read_text(lock, f"{FOLDER}/{LOCK}", problems) if lock.is_file() else None
    digests, findings = read_lock(text or "")
    for finding in findings:
        problems.error(finding.code, Where(f"{FOLDER}/{LOCK}", finding.line), **finding.params)
    return RecordingFolder(folder, FOLDER, digests, LoudnessNotes(site.project.cache / "loudness.json"))


def recording_view(recording: Recording, entry: Entry, local: LocalizedSite, origin: Where) -> View:
    """What the player needs: the sound's address and length, and the words.

    The words are those of the page's language, or of the language spoken where they are not translated.
    """
    heard = local.site.original(entry, recording.file)
    path = heard.path
    sound: SoundFile = inspect(path)
    order = SoundOrder(local.planner.released(heard))
    url = local.planner.asset(f"sound/{path.stem}", path.suffix, order, origin=origin)
    return {
        "url": url,
        "mime": sound.mime,
        "bytes": sound.bytes,
        "megabytes": local.number(round(sound.bytes / 1_000_000, 1)),
        "length": listed(sound.seconds),
        "duration": iso_duration(sound.seconds),
        "language": {"code": recording.language, "name": local.language_name(recording.language)},
        "sample": recording.sample,
        "transcript": _transcript(recording, entry, local),
    }


def _transcript(recording: Recording, entry: Entry, local: LocalizedSite) -> View | None:
    """The transcript to read on this page, its language, and whether it is a translation."""
    found = spoken(recording, entry, local)
    if found is None:
        return None
    code, cues = found
    return {
        "cues": transcript_view(cues),
        "text": plain_text(cues),
        "language": {"code": code, "name": local.language_name(code)},
        "translated": code != recording.language,
    }


def spoken(recording: Recording, entry: Entry, local: LocalizedSite) -> tuple[str, tuple[Cue, ...]] | None:
    """The words of a recording as its page shows them, and the code of their language."""
    for code in (local.language.code, recording.language, *recording.transcripts):
        name = recording.transcripts.get(code)
        if name:
            return code, parse_transcript(local.site.original(entry, name).path.read_bytes()).cues
    return None
