"""Reads transcripts in WebVTT (W3C) and compares the original with its translation."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sitegen.content.file_findings import Finding
from sitegen.content.sound.times import short, stamp

_HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")
_OTHER_ARROW = re.compile(r"[\d:.,]+ *(?P<arrow>[^\d\s:.,]{1,8}) *\d+:[\d:.,]+")
_TIME = re.compile(r"(?:([0-9]{2,4}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t]([^<>]*))?>")
_TAG = re.compile(r"</?(?:c|i|b|u|ruby|rt)(?:\.[^\s<>]*)?[ \t\n]*>|</?(?:v|lang)(?:[. \t\n][^<>]*)?>|<[0-9][0-9:.]*>")
"""Tags of WebVTT (W3C, 4.2); what else stands between angles is text, and so is what no tag of these may say."""

_SILENT_BLOCKS = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
_SETTING = re.compile(r"(?:Kind|Language|Region|X-[A-Z-]+)[ \t]*[:=].*", re.IGNORECASE)
"""What programs write below the header."""

_BELOW_HEADER = 2
_BEYOND = 0.05
"""Seconds by which a cue may outlast the sound: players and encoders round differently."""


@dataclass(frozen=True)
class Cue:
    """One line of a transcript: seconds from the start of the sound, who speaks, and the words."""

    start: float
    end: float
    speaker: str
    text: str
    line: int


@dataclass(frozen=True)
class Transcript:
    """The cues that could be read, in the order of the file, and what is wrong with the file."""

    cues: tuple[Cue, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Block:
    """Lines without a blank one between them; `line` is the number of the first."""

    line: int
    lines: tuple[str, ...]


@lru_cache(maxsize=256)
def parse_transcript(data: bytes) -> Transcript:
    """Read a WebVTT file; every fault is collected, and what can be read is returned all the same."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Transcript((), (Finding("vtt-encoding", line=data.count(b"\n", 0, error.start) + 1),))
    lines = re.split(r"\r\n|\r|\n", text)
    findings: list[Finding] = []
    if not _HEADER.fullmatch(lines[0]):
        findings.append(Finding("vtt-header", {"found": lines[0][:40]}, line=1))
    cues = [cue for block in _blocks(lines) if (cue := _cue(block, findings)) is not None]
    findings.extend(_order_faults(cues))
    if not cues and all(found.code != "vtt-arrow" for found in findings):  # it is told why already
        findings.append(Finding("vtt-no-cues", line=1))
    return Transcript(tuple(cues), tuple(sorted(findings, key=lambda found: (found.line, found.column))))


def _blocks(lines: Sequence[str]) -> Iterator[_Block]:
    """The blocks that hold cues: comments, styles, regions and the header's own lines are left out."""
    header = bool(_HEADER.fullmatch(lines[0]))
    numbered = [(number, line) for number, line in enumerate(lines, 1) if not (header and number == 1)]
    for blank, group in itertools.groupby(numbered, key=lambda item: not item[1].strip()):
        block = list(group)
        if blank:
            continue
        timed = any("-->" in line for _, line in block)
        in_header = header and block[0][0] == _BELOW_HEADER and all(_SETTING.fullmatch(line) for _, line in block)
        if timed or not (in_header or _SILENT_BLOCKS.fullmatch(block[0][1])):
            yield _Block(block[0][0], tuple(line for _, line in block))


def _cue(block: _Block, findings: list[Finding]) -> Cue | None:
    """The cue of a block; None, and a finding, where its times cannot be read."""
    at = next((index for index, line in enumerate(block.lines[:2]) if "-->" in line), None)
    if at is None:
        for offset, text in enumerate(block.lines[:2]):
            if found := _OTHER_ARROW.match(text):
                params = {"found": found["arrow"]}
                findings.append(Finding("vtt-arrow", params, line=block.line + offset, column=found.start("arrow") + 1))
                return None
        findings.append(Finding("vtt-no-times", {"found": block.lines[0][:40]}, line=block.line))
        return None
    line = block.line + at
    times = _times(block.lines[at], line, findings)
    if times is None:
        return None
    payload = block.lines[at + 1 :]
    joined = next((index for index, text in enumerate(payload) if "-->" in text), None)  # no part of words in WebVTT
    if joined is not None:
        findings.append(Finding("vtt-no-empty-line", {"found": payload[joined][:40]}, line=line + 1 + joined))
        payload = payload[:joined]
    speaker, text = _words(payload, line + 1, findings)
    if not text:
        findings.append(Finding("vtt-empty-cue", line=line))
    return Cue(*times, speaker, text, line)


def _times(text: str, line: int, findings: list[Finding]) -> tuple[float, float] | None:
    before, _, after = text.partition("-->")
    found = []
    for part, offset in ((before.strip(), 0), (after.split()[0] if after.split() else "", len(before) + 3)):
        match = _TIME.fullmatch(part)
        if match is None:
            column = text.find(part, offset) + 1 if part else offset + 1
            findings.append(Finding("vtt-timestamp", {"found": part}, line=line, column=column))
            return None
        hours, minutes, seconds, milliseconds = (int(group or 0) for group in match.groups())
        found.append(hours * 3600 + minutes * 60 + seconds + milliseconds / 1000)
    if found[1] <= found[0]:
        findings.append(Finding("vtt-ends-before-start", {"times": text.strip()}, line=line))
    return found[0], found[1]


def _words(payload: Sequence[str], line: int, findings: list[Finding]) -> tuple[str, str]:
    """Speaker and words of a cue; tags are dropped and character references resolved."""
    raw = "\n".join(payload)
    voices = list(_VOICE.finditer(raw))
    speakers = {_plain(voice[1] or "") for voice in voices}
    text = _plain(_TAG.sub("", raw))
    if len(speakers) > 1:
        before = raw[: voices[1].start()]
        at, column = line + before.count("\n"), len(before) - before.rfind("\n")
        findings.append(Finding("vtt-two-speakers", {"names": ", ".join(sorted(speakers))}, at, column))
    speaker = _plain(voices[0][1] or "") if voices else ""
    if text and (not speaker or raw[: voices[0].start()].strip()):
        findings.append(Finding("vtt-no-speaker", {"text": text[:40]}, line=line))
    return speaker, text


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())


def _order_faults(cues: Sequence[Cue]) -> Iterator[Finding]:
    for before, cue in itertools.pairwise(cues):
        params = {"start": stamp(cue.start), "other": before.line}
        if cue.start < before.start:
            yield Finding("vtt-backward", params, line=cue.line)
        elif cue.start < before.end:
            yield Finding("vtt-overlap", params, line=cue.line)


def beyond_end(cues: Sequence[Cue], seconds: float) -> list[Finding]:
    """The cues that go on after a sound of this length has ended."""
    return [
        Finding("vtt-beyond-end", {"end": stamp(cue.end), "length": stamp(seconds)}, line=cue.line)
        for cue in cues
        if cue.end > seconds + _BEYOND
    ]


def compare(original: Sequence[Cue], translation: Sequence[Cue]) -> list[Finding]:
    """Where a translation leaves its original: lines are those of the translation.

    Both must have the same cues at the same times; one speaker must keep one name in the translation.
    """
    findings, names = list[Finding](), dict[str, str]()
    for first, second in zip(original, translation, strict=False):
        if (first.start, first.end) != (second.start, second.end):
            params = {"times": f"{short(first.start)}–{short(first.end)}", "other": first.line}
            return [*findings, Finding("vtt-other-times", params, line=second.line)]
        if names.setdefault(first.speaker, second.speaker) != second.speaker:
            params = {"name": second.speaker, "expected": names[first.speaker]}
            findings.append(Finding("vtt-other-speaker", params, line=second.line, warning=True))
    if len(original) != len(translation):
        last = translation[min(len(original), len(translation) - 1)].line if translation else 1
        params = {"count": len(translation), "expected": len(original)}
        findings.append(Finding("vtt-other-count", params, line=last))
    return findings


def transcript_view(cues: Sequence[Cue]) -> list[dict[str, Any]]:
    """The cues for a template; `turn` is true where another speaker begins."""
    befores = [None, *(cue.speaker for cue in cues)]
    return [
        {
            "start": short(cue.start),
            "end": short(cue.end),
            "stamp": stamp(cue.start),
            "speaker": cue.speaker,
            "text": cue.text,
            "turn": cue.speaker != before,
        }
        for cue, before in zip(cues, befores, strict=False)
    ]


def plain_text(cues: Sequence[Cue]) -> str:
    """The words alone, one paragraph a speaker's turn: for structured data and the search."""
    turns = itertools.groupby(cues, key=lambda cue: cue.speaker)
    return "\n".join(f"{speaker}: " + " ".join(cue.text for cue in turn) for speaker, turn in turns)
