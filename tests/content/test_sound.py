"""Sound files, loudness, chapters, artwork and the lock of what is published."""

from __future__ import annotations

import datetime as dt
import gzip
import math
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import soundfile

from sitegen.content.file_findings import Finding, report
from sitegen.content.podcast_guid import is_guid, podcast_guid
from sitegen.content.sound import files, times
from sitegen.content.sound.artwork import check_artwork
from sitegen.content.sound.chapters import Chapter, chapter_views, chapters_json, check_chapters, show_notes
from sitegen.content.sound.checks import RecordingFolder, judge_chapters, judge_sound, judge_transcripts
from sitegen.content.sound.containers import truncated
from sitegen.content.sound.files import inspect
from sitegen.content.sound.loudness import loudness_finding, measure
from sitegen.content.sound.loudness_notes import LoudnessNotes
from sitegen.content.sound.published import changed, read_lock
from sitegen.content.transcripts import beyond_end, compare, parse_transcript
from sitegen.model.messages import messages
from sitegen.model.problems import Problems, Severity, Where

ROOT = Path(__file__).parents[2]
RECORDINGS = sorted((ROOT / "podcasts").rglob("*.mp3"))


def sine(seconds: float, dbfs: float, rate: int = 48000) -> np.ndarray:
    """A stereo tone of 1 kHz with this peak."""
    wave = 10 ** (dbfs / 20) * np.sin(2 * np.pi * 1000 * np.arange(int(seconds * rate)) / rate)
    return np.column_stack([wave, wave])


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    path = tmp_path / "tone.mp3"
    soundfile.write(path, sine(3, -20)[:, 0], 48000, format="MP3")
    return path


def codes(path: Path) -> list[str]:
    return [found.code for found in inspect(path).findings]


def test_length_size_and_type_are_read_from_the_file(mp3: Path) -> None:
    sound = inspect(mp3)
    assert sound.findings == ()
    assert sound.seconds == pytest.approx(3, abs=0.1)
    assert (sound.bytes, sound.mime, sound.channels) == (mp3.stat().st_size, "audio/mpeg", 1)
    assert len(sound.sha256) == 64


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.touch()
    assert codes(path) == ["sound-empty"]


@pytest.mark.parametrize("left", [-1, -500, 2000])
def test_a_truncated_file_is_an_error(mp3: Path, left: int) -> None:
    mp3.write_bytes(mp3.read_bytes()[:left])
    assert codes(mp3) == ["sound-truncated"]


def test_a_truncated_file_without_a_size_header_is_told_by_its_last_frame() -> None:
    frame = bytes.fromhex("fffb90c4") + bytes(413)
    assert not truncated(frame * 5, "mp3")
    assert truncated(frame * 5 + frame[:100], "mp3")


def test_tags_before_and_after_the_sound_do_not_disturb(mp3: Path) -> None:
    mp3.write_bytes(b"ID3\x03\x00\x00\x00\x00\x01\x00" + bytes(128) + mp3.read_bytes() + b"TAG" + bytes(125))
    assert codes(mp3) == []


def test_a_git_lfs_pointer_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n")
    assert codes(path) == ["sound-lfs-pointer"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"RIFF\x00\x00\x00\x00WAVE", "wav"),
        (b"\x00\x00\x00\x18ftypM4A ", "m4a"),
        (b"<html>", "?"),
        (b"fLaC", "flac"),
    ],
)
def test_a_file_whose_bytes_are_not_what_its_name_says_is_an_error(tmp_path: Path, data: bytes, found: str) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(data + bytes(100))
    [finding] = inspect(path).findings
    assert (finding.code, finding.params["found"]) == ("sound-misnamed", found)


def test_other_formats_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, sine(1, -20), 48000)
    assert codes(path) == ["sound-type"]


def test_a_file_over_the_limit_is_not_even_read(mp3: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1000)
    assert codes(mp3) == ["sound-too-large"]
    monkeypatch.undo()
    assert files.LARGEST == 95_000_000


def test_an_m4a_needs_its_index_and_all_its_bytes() -> None:
    box = lambda name, size: size.to_bytes(4, "big") + name + bytes(size - 8)  # noqa: E731 - a table of boxes
    whole = box(b"ftyp", 24) + box(b"moov", 40) + box(b"mdat", 100)
    assert not truncated(whole, "m4a")
    assert truncated(whole[:-1], "m4a")
    assert truncated(box(b"ftyp", 24) + box(b"mdat", 100), "m4a")


@pytest.mark.parametrize("rate", [44100, 48000])
@pytest.mark.parametrize(
    "parts",
    [
        [(20, -23)],
        [(10, -36), (60, -23), (10, -36)],
        [(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)],
        [(20, -26), (20.1, -20), (20, -26)],
    ],
)
def test_loudness_passes_the_signals_of_ebu_tech_3341(
    tmp_path: Path, parts: list[tuple[float, float]], rate: int
) -> None:
    path = tmp_path / "signal.wav"
    soundfile.write(path, np.concatenate([sine(*part, rate) for part in parts]), rate, subtype="PCM_24")
    assert measure(path) == pytest.approx(-23.0, abs=0.1)


def test_silence_and_undecodable_sound_have_no_loudness(tmp_path: Path) -> None:
    silent, text, short = tmp_path / "a.wav", tmp_path / "b.mp3", tmp_path / "c.wav"
    soundfile.write(silent, np.zeros(48000), 48000)
    soundfile.write(short, sine(0.2, -20), 48000)
    text.write_text("no sound")
    assert [measure(path) for path in (silent, text, short)] == [None, None, None]


@pytest.mark.parametrize(
    ("lufs", "warned"), [(-16.0, False), (-17.0, False), (-17.1, True), (-14.9, True), (None, False)]
)
def test_only_what_is_clearly_too_loud_or_too_quiet_is_warned_of(lufs: float | None, *, warned: bool) -> None:
    finding = loudness_finding(lufs)
    assert (finding is not None) is warned
    assert finding is None or finding.warning


def test_loudness_is_measured_once_for_the_same_bytes(mp3: Path, tmp_path: Path) -> None:
    notes = LoudnessNotes(tmp_path / "cache" / "loudness.json")
    first = notes.of(mp3, "d1")
    mp3.unlink()
    assert LoudnessNotes(tmp_path / "cache" / "loudness.json").of(mp3, "d1") == first


def test_broken_notes_are_measured_anew(mp3: Path, tmp_path: Path) -> None:
    file = tmp_path / "loudness.json"
    file.write_text('{"d1": -1')
    assert LoudnessNotes(file).of(mp3, "d1") == measure(mp3)


def chapters(*starts: float, title: str = "T") -> list[Chapter]:
    return [Chapter(start, title) for start in starts]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (chapters(), []),
        (chapters(0, 30, 60), []),
        (chapters(1, 30, 60), [(0, "chapters-first")]),
        (chapters(0, 30), [(0, "chapters-few")]),
        (chapters(0, 60, 30), [(2, "chapters-order")]),
        (chapters(0, 30, 30, 60), [(2, "chapters-order")]),
        (chapters(0, 30, 100), [(2, "chapters-beyond-end")]),
        (chapters(0, 5, 60), [(0, "chapters-short")]),
        (
            chapters(0, 30, 60, title="t" * 41),
            [(0, "chapters-title"), (1, "chapters-title"), (2, "chapters-title")],
        ),
    ],
)
def test_chapters_follow_the_rules_of_spotify(given: list[Chapter], expected: list[tuple[int, str]]) -> None:
    assert [(index, found.code) for index, found in check_chapters(given, 100)] == expected


def test_one_list_of_chapters_becomes_json_podlove_and_timestamps() -> None:
    given = [Chapter(0, "Úvod"), Chapter(27.5, "A & B"), Chapter(3723, "Závěr")]
    assert chapters_json(given)["chapters"][1] == {"startTime": 27.5, "title": "A & B"}
    assert [view["npt"] for view in chapter_views(given)] == ["00:00:00.000", "00:00:27.500", "01:02:03.000"]
    assert show_notes(["O díle"], given) == ("<p>O díle</p><p>00:00 Úvod<br>00:27 A &amp; B<br>01:02:03 Závěr</p>")


@pytest.mark.parametrize(
    ("text", "seconds"), [("0:00", 0), ("0:27", 27), ("12:05.5", 725.5), ("90:00", 5400), ("1:02:03", 3723)]
)
def test_times_are_read_as_people_write_them(text: str, seconds: float) -> None:
    assert times.seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "27", "0:60", "1:60:00", "-0:01", "0:1", "a:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a time"):
        times.seconds_of(text)


def test_moments_are_written_in_english_with_the_offset_of_their_season() -> None:
    prague = ZoneInfo("Europe/Prague")
    assert times.rfc2822(dt.datetime(2019, 10, 24, 9, tzinfo=prague)) == "Thu, 24 Oct 2019 09:00:00 +0200"
    assert times.rfc2822(dt.datetime(2019, 10, 31, 9, tzinfo=prague)) == "Thu, 31 Oct 2019 09:00:00 +0100"
    with pytest.raises(ValueError, match="time zone"):
        times.rfc2822(dt.datetime(2019, 10, 24, 9))  # noqa: DTZ001 - that is the fault


def test_lengths_are_written_for_structured_data() -> None:
    assert [times.iso_duration(seconds) for seconds in (0, 88.6, 3600)] == ["PT0S", "PT1M29S", "PT1H0S"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((2000, 2000, "RGB", "JPEG"), []),
        ((2000, 1999, "RGB", "JPEG"), ["artwork-not-square"]),
        ((1399, 1399, "RGB", "PNG"), ["artwork-size"]),
        ((3001, 3001, "RGB", "PNG"), ["artwork-size"]),
        ((2000, 2000, "CMYK", "JPEG"), ["artwork-mode"]),
        ((2000, 2000, "RGB", "WEBP"), ["artwork-format"]),
        ((2000, 2000, "RGB", "JPEG", 600_000), ["artwork-heavy"]),
    ],
)
def test_covers_follow_the_rules_of_apple(given: tuple[int, int, str, str], expected: list[str]) -> None:
    assert [found.code for found in check_artwork(*given)] == expected


@pytest.mark.parametrize(
    ("url", "guid"),
    [
        ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("http://podnews.net/rss//", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
    ],
)
def test_the_guid_examples_of_podcasting_2_0_are_reproduced(url: str, guid: str) -> None:
    assert podcast_guid(url) == guid
    assert is_guid(guid)
    assert not is_guid(guid.upper())


def test_other_bytes_under_a_published_name_are_an_error() -> None:
    digests, findings = read_lock(f"# published\n{'a' * 64}  x/1.mp3\nbroken\n")
    assert [(found.code, found.line) for found in findings] == [("lock-line", 3)]
    assert [found.code for found in changed("x/1.mp3", "b" * 64, digests)] == ["sound-changed"]
    assert list(changed("x/1.mp3", "a" * 64, digests)) == []
    assert list(changed("x/2.mp3", "b" * 64, digests)) == []


def test_findings_become_problems_at_their_line_or_where_the_file_is_named() -> None:
    problems = Problems()
    report([Finding("a", line=4, column=2), Finding("b", warning=True)], problems, Where("t.vtt", 9, 3))
    assert [(str(each.where), each.severity) for each in problems] == [
        ("t.vtt:4:2", Severity.ERROR),
        ("t.vtt:9:3", Severity.WARNING),
    ]


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_the_recordings_of_the_project_are_sound(path: Path) -> None:
    sound = inspect(path)
    original = parse_transcript(path.with_suffix(".cs.vtt").read_bytes())
    translation = parse_transcript(path.with_suffix(".en.vtt").read_bytes())
    assert sound.findings == original.findings == translation.findings == ()
    assert compare(original.cues, translation.cues) == beyond_end(original.cues, sound.seconds) == []
    assert math.isclose(measure(path) or 0, -16, abs_tol=0.5)


def test_every_finding_has_its_words() -> None:
    sources = [*(ROOT / "sitegen/content/sound").glob("*.py"), ROOT / "sitegen/content/transcripts.py"]
    found = {code for path in sources for code in re.findall(r'Finding\(\s*"([a-z-]+)"', path.read_text("utf-8"))}
    assert found == messages("en").subjects["sound"]


@pytest.fixture
def recordings(mp3: Path, tmp_path: Path) -> RecordingFolder:
    cue = "00:00.500 --> 00:02.000\n<v A>x\n"
    (tmp_path / "tone.cs.vtt").write_text(f"WEBVTT\n\n{cue}", "utf-8")
    (tmp_path / "tone.en.vtt").write_text(f"WEBVTT\n\n{cue}\n00:02.000 --> 00:09.000\n<v A>y\n", "utf-8")
    return RecordingFolder(tmp_path, "podcasts", {mp3.name: "0" * 64}, LoudnessNotes(tmp_path / "loudness.json"))


def test_one_run_reports_all_that_is_wrong_with_a_recording(recordings: RecordingFolder) -> None:
    problems = Problems()
    lines = {"file": 4, "chapters": 9}

    def place(*loc: str | int) -> Where:
        return Where("content/e.yaml", lines[str(loc[0])] + (int(loc[1]) if len(loc) > 1 else 0))

    sound = judge_sound(recordings, "tone.mp3", place, problems)
    assert sound is not None
    files_by_language = {"cs": "tone.cs.vtt", "en": "tone.en.vtt"}
    transcripts = judge_transcripts(recordings, files_by_language, "cs", sound.seconds, problems)
    judge_chapters(["0:00", "0:02", "0:01"], [["a", "b", "c"]], sound.seconds, place, problems)
    judge_chapters(["soon"], [["a"]], sound.seconds, place, problems)
    assert list(transcripts) == ["cs", "en"]
    errors = [(str(each.where), each.code) for each in problems if each.severity is Severity.ERROR]
    assert errors == [
        ("content/e.yaml:4:1", "sound-changed"),
        ("content/e.yaml:9:1", "chapters-bad-time"),
        ("content/e.yaml:11:1", "chapters-order"),
        ("podcasts/tone.en.vtt:6:1", "vtt-beyond-end"),
        ("podcasts/tone.en.vtt:6:1", "vtt-other-count"),
    ]
    assert {each.code for each in problems if each.severity is Severity.WARNING} == {
        "sound-loudness",
        "chapters-short",
    }


def test_what_is_not_there_is_left_to_the_check_of_references(tmp_path: Path) -> None:
    problems = Problems()
    empty = RecordingFolder(tmp_path, "podcasts")
    assert judge_sound(empty, "none.mp3", Where, problems) is None
    assert judge_transcripts(empty, {"cs": "none.vtt"}, "cs", 0, problems) == {}
    assert len(problems) == 0


def test_the_players_script_is_small() -> None:
    assert len(gzip.compress((ROOT / "static" / "player.js").read_bytes())) <= 6 * 1024
