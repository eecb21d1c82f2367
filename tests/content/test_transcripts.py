"""Transcripts: what is read from WebVTT, and what is said about faulty ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.transcripts import (
    Cue,
    beyond_end,
    compare,
    parse_transcript,
    plain_text,
    transcript_view,
)
from sitegen.model.messages import explain

GOOD = """\ufeffWEBVTT - a title

STYLE
::cue { color: red }

NOTE
two lines
of comment

1
00:01.000 --> 00:03.500 align:start
<v Anna Nová>Dobrý <i>den</i> &amp; vítejte

greeting
01:00:04.000 --> 01:00:06.250
<v.loud Bořek>druhý řádek
na dvou řádcích</v>
"""


def faults(text: str) -> list[tuple[str, int]]:
    findings = parse_transcript(text.encode()).findings
    for found in findings:
        assert all("{" not in part for part in explain(found.code, found.params, "cs"))
    return [(found.code, found.line) for found in findings]


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def test_cues_keep_their_times_speakers_words_and_lines() -> None:
    transcript = parse_transcript(GOOD.encode())
    assert transcript.findings == ()
    assert transcript.cues == (
        Cue(1.0, 3.5, "Anna Nová", "Dobrý den & vítejte", 11),
        Cue(3604.0, 3606.25, "Bořek", "druhý řádek na dvou řádcích", 15),
    )


@pytest.mark.parametrize("arrow", ["->", "–>", "→", "=>", "-"])
def test_another_arrow_is_told_of_where_it_stands(arrow: str) -> None:
    """And not as words without times."""
    assert faults(vtt(f"1\n00:01.000 {arrow} 00:02.000\nAhoj")) == [("vtt-arrow", 4)]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_of_every_system_are_read_alike(newline: str) -> None:
    assert parse_transcript(GOOD.replace("\n", newline).encode()) == parse_transcript(GOOD.encode())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("vtt-header", 1), ("vtt-no-cues", 1)]),
        ("WEBVTT", [("vtt-no-cues", 1)]),
        ("WEBVTTX\n\n00:01.000 --> 00:02.000\n<v A>x", [("vtt-header", 1), ("vtt-no-times", 1)]),
        ("1\n00:01.000 --> 00:02.000\n<v A>x\n", [("vtt-header", 1)]),
        (vtt("00:01,000 --> 00:02.000\n<v A>x"), [("vtt-no-cues", 1), ("vtt-timestamp", 3)]),
        (vtt("0:01.000 --> 00:02.000\n<v A>x"), [("vtt-no-cues", 1), ("vtt-timestamp", 3)]),
        (vtt("00:61.000 --> 00:62.000\n<v A>x"), [("vtt-no-cues", 1), ("vtt-timestamp", 3)]),
        (vtt("00:01.000 -->\n<v A>x"), [("vtt-no-cues", 1), ("vtt-timestamp", 3)]),
        (vtt("00:02.000 --> 00:01.000\n<v A>x"), [("vtt-ends-before-start", 3)]),
        (vtt("00:01.000 --> 00:01.000\n<v A>x"), [("vtt-ends-before-start", 3)]),
        (vtt("00:01.000 --> 00:04.000\n<v A>x", "00:03.000 --> 00:05.000\n<v A>y"), [("vtt-overlap", 6)]),
        (vtt("00:09.000 --> 00:10.000\n<v A>x", "00:03.000 --> 00:05.000\n<v A>y"), [("vtt-backward", 6)]),
        (vtt("00:01.000 --> 00:04.000\nno speaker"), [("vtt-no-speaker", 4)]),
        (vtt("00:01.000 --> 00:04.000\n<v>no name"), [("vtt-no-speaker", 4)]),
        (vtt("00:01.000 --> 00:04.000\nwho? <v A>x"), [("vtt-no-speaker", 4)]),
        (vtt("00:01.000 --> 00:04.000\n<v A>x\n<v B>y"), [("vtt-two-speakers", 5)]),
        (vtt("00:01.000 --> 00:04.000"), [("vtt-empty-cue", 3)]),
        (vtt("00:01.000 --> 00:04.000\n<v A>x\n00:04.000 --> 00:05.000\n<v A>y"), [("vtt-no-empty-line", 5)]),
        (vtt("00:01.000 --> 00:04.000\n<v A>"), [("vtt-empty-cue", 3)]),
        ("WEBVTT\n<v A>x\n\n00:01.000 --> 00:02.000\n<v A>y", [("vtt-no-times", 2)]),
        ("WEBVTT\nKind: captions\nLanguage: cs\n\n00:01.000 --> 00:02.000\n<v A>y", []),
        (vtt("left over\nwords", "00:01.000 --> 00:04.000\n<v A>x"), [("vtt-no-times", 3)]),
    ],
)
def test_each_fault_is_found_at_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert faults(text) == expected


def test_what_no_tag_may_say_is_text() -> None:
    text = vtt("00:01.000 --> 00:02.000\n<v A><i.x>a</i> <lang cs>b</lang> <i think so> <ruby>c<rt>d</ruby>")
    assert [cue.text for cue in parse_transcript(text.encode()).cues] == ["a b <i think so> cd"]


def test_every_fault_of_a_file_is_found_in_one_run() -> None:
    text = vtt("00:05.000 --> 00:06.000\nx", "bad --> 00:07.000\n<v A>y", "00:01.000 --> 00:02.000\n<v A>")
    assert faults(text) == [
        ("vtt-no-speaker", 4),
        ("vtt-timestamp", 6),
        ("vtt-empty-cue", 9),
        ("vtt-backward", 9),
    ]


def test_a_bad_end_time_is_pointed_at() -> None:
    found = parse_transcript(vtt("00:01.000 --> later\n<v A>x").encode()).findings[-1]
    assert (found.line, found.column, found.params) == (3, 15, {"found": "later"})


def test_a_file_in_another_encoding_is_refused_at_its_line() -> None:
    data = vtt("00:01.000 --> 00:02.000\n<v A>").encode() + "žlutý".encode("cp1250")
    found = parse_transcript(data).findings
    assert [(each.code, each.line) for each in found] == [("vtt-encoding", 5)]


def test_cues_beyond_the_end_of_the_sound_are_found_but_rounding_is_forgiven() -> None:
    cues = (Cue(0, 9.9, "A", "x", 3), Cue(9.9, 10.04, "A", "y", 6), Cue(9.9, 10.2, "A", "z", 9))
    assert [(found.code, found.line) for found in beyond_end(cues, 10.0)] == [("vtt-beyond-end", 9)]


ORIGINAL = (Cue(0, 1, "Vypravěč", "a", 3), Cue(1, 2, "Host", "b", 6), Cue(2, 3, "Vypravěč", "c", 9))


def translated(*changes: tuple[int, Cue]) -> tuple[Cue, ...]:
    cues = [
        Cue(0, 1, "Narrator", "a", 4),
        Cue(1, 2, "Guest", "b", 7),
        Cue(2, 3, "Narrator", "c", 10),
    ]
    for index, cue in changes:
        cues[index] = cue
    return tuple(cues)


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        (translated(), []),
        (translated((1, Cue(1, 2.5, "Guest", "b", 7))), [("vtt-other-times", 7)]),
        (translated((2, Cue(2, 3, "Teller", "c", 10))), [("vtt-other-speaker", 10)]),
        (translated()[:2], [("vtt-other-count", 7)]),
        ((*translated(), Cue(3, 4, "Guest", "d", 13)), [("vtt-other-count", 13)]),
        ((), [("vtt-other-count", 1)]),
    ],
)
def test_a_translation_must_follow_its_original_cue_for_cue(
    translation: tuple[Cue, ...], expected: list[tuple[str, int]]
) -> None:
    assert [(found.code, found.line) for found in compare(ORIGINAL, translation)] == expected


def test_the_view_says_where_another_speaker_begins() -> None:
    view = transcript_view((Cue(0, 1.5, "A", "x", 3), Cue(2, 3, "A", "y", 6), Cue(62.25, 63, "B", "z", 9)))
    assert [cue["turn"] for cue in view] == [True, False, True]
    assert (view[2]["start"], view[2]["stamp"], view[0]["end"]) == ("62.25", "1:02", "1.5")


def test_plain_text_joins_what_one_speaker_says() -> None:
    assert plain_text(ORIGINAL[:1] * 2 + ORIGINAL[1:]) == "Vypravěč: a a\nHost: b\nVypravěč: c"


@given(st.binary(max_size=200) | st.text("WEBVT\n0123456789:.-> <v>&;/NOTE", max_size=200).map(str.encode))
def test_no_bytes_whatever_break_the_parser(data: bytes) -> None:
    transcript = parse_transcript(data)
    assert transcript.cues or transcript.findings
    assert all(cue.line >= 1 for cue in transcript.cues)


@given(st.data())
def test_a_good_file_with_one_character_changed_is_read_or_judged(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(GOOD) - 1))
    letter = data.draw(st.characters(codec="utf-8"))
    transcript = parse_transcript((GOOD[:at] + letter + GOOD[at + 1 :]).encode())
    assert transcript.cues or transcript.findings


def test_angles_that_are_no_tags_are_words() -> None:
    cues = "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ada>Ahoj <i>ty</i> <smích> a < b <https://x.cz><00:00.500>\n"
    [cue] = parse_transcript(cues.encode()).cues
    assert (cue.speaker, cue.text) == ("Ada", "Ahoj ty <smích> a < b <https://x.cz>")


@pytest.mark.parametrize("hours", ["9" * 400, "9" * 5000, "12345"])
def test_hours_that_no_recording_has_are_refused(hours: str) -> None:
    found = parse_transcript(f"WEBVTT\n\n{hours}:00:00.000 --> {hours}:00:01.000\nx\n".encode()).findings
    assert "vtt-timestamp" in [finding.code for finding in found]
