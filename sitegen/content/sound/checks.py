"""Judges one recording as a whole: its sound, its loudness, its transcripts and its chapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.content.file_findings import Finding, report
from sitegen.content.sound.chapters import Chapter, check_chapters
from sitegen.content.sound.files import Sound, inspect
from sitegen.content.sound.published import changed
from sitegen.content.sound.times import seconds_of
from sitegen.content.transcripts import Transcript, beyond_end, compare, parse_transcript
from sitegen.model.folders import file_named
from sitegen.model.problems import Problems, Where

if TYPE_CHECKING:
    from sitegen.content.sound.loudness_notes import LoudnessNotes

Place = Callable[..., Where]
"""Where a value of the recording stands in its record: `place("transcripts", "cs")`."""


@dataclass(frozen=True)
class RecordingFolder:
    """The folder of the recordings: its path, its name from the project on, and what is known of its files.

    `published` holds the SHA-256 of sound that is out, by name; without `notes` no loudness is measured.
    """

    folder: Path
    name: str
    published: Mapping[str, str] = field(default_factory=dict)
    notes: LoudnessNotes | None = None


def judge_sound(recordings: RecordingFolder, file: str, place: Place, problems: Problems) -> Sound | None:
    """Inspect a sound file; None where it is not there, which the check of references has reported."""
    path = file_named(recordings.folder, file)
    if path is None:
        return None
    sound = inspect(path)
    where = place("file")
    report(sound.findings, problems, where)
    report(changed(file, sound.sha256, recordings.published), problems, where)
    if recordings.notes and not sound.findings:
        # numpy takes a tenth of a second to load; only a build that measures pays for it.
        from sitegen.content.sound.loudness import loudness_finding  # noqa: PLC0415 - numpy loads slowly

        finding = loudness_finding(recordings.notes.of(path, sound.sha256))
        report([finding] if finding else [], problems, where)
    return sound


def judge_transcripts(
    recordings: RecordingFolder, files: Mapping[str, str], spoken: str, seconds: float, problems: Problems
) -> dict[str, Transcript]:
    """Read the transcripts by language, and compare each with that of the spoken language.

    `seconds` is the length of the sound, 0 where it is unknown.
    """
    found = {
        language: parse_transcript(path.read_bytes())
        for language, file in files.items()
        if (path := file_named(recordings.folder, file))
    }
    original = found.get(spoken)
    for language, transcript in found.items():
        findings = list(transcript.findings)
        if seconds:
            findings += beyond_end(transcript.cues, seconds)
        if original and language != spoken and not original.findings and not transcript.findings:
            findings += compare(original.cues, transcript.cues)
        report(findings, problems, Where(f"{recordings.name}/{files[language]}"))
    return found


def judge_chapters(
    starts: Sequence[str], titles: Sequence[Sequence[str]], seconds: float, place: Place, problems: Problems
) -> None:
    """Judge chapters as they are written: `titles` holds one list a language, in the order of `starts`."""
    times = []
    for index, start in enumerate(starts):
        try:
            times.append(seconds_of(start))
        except ValueError:
            report([Finding("chapters-bad-time", {"found": start})], problems, place("chapters", index, "start"))
    if len(times) != len(starts):
        return
    for names in titles:
        chapters = [Chapter(time, name) for time, name in zip(times, names, strict=True)]
        for index, finding in check_chapters(chapters, seconds):
            report([finding], problems, place("chapters", index))
