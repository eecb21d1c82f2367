"""Recordings that say more than their sound are refused; rights and titles are no secret."""

from __future__ import annotations

import struct

import pytest

from sitegen.content.sound.files import inspect
from sitegen.content.sound.private_tags import private_tags
from sitegen.model.project import HOME
from tests.conftest import Place

SOUND = next((HOME / "podcasts" / "interviews").glob("*.mp3")).read_bytes()


def safe(size: int) -> bytes:
    """A number in seven bits a byte."""
    return bytes(size >> 7 * place & 0x7F for place in (3, 2, 1, 0))


def id3(version: int, *frames: tuple[bytes, bytes], flags: int = 0) -> bytes:
    """A tag of this version, with padding."""
    said = b""
    for name, value in frames:
        size = {2: len(value).to_bytes(3, "big"), 3: struct.pack(">I", len(value)), 4: safe(len(value))}[version]
        said += name + size + (b"" if version == 2 else b"\0\0") + value
    said += bytes(64)
    return b"ID3" + bytes([version, 0, flags]) + safe(len(said)) + said


def box(name: bytes, *said: bytes) -> bytes:
    """A box of an M4A file."""
    content = b"".join(said)
    return struct.pack(">I", 8 + len(content)) + name + content


def m4a(*udta: bytes, ilst: bytes = b"") -> bytes:
    """The boxes of an M4A file with user data."""
    meta = box(b"meta", bytes(4), box(b"hdlr", bytes(24)), box(b"ilst", ilst))
    return box(b"ftyp", b"M4A ") + box(b"moov", box(b"udta", *udta, meta)) + box(b"mdat", b"\xa9xyz")


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        (id3(3, (b"TIT2", b"\0Title"), (b"TCOP", b"\0CC BY"), (b"TPE1", b"\0Society")), []),
        (id3(4, (b"TXXX", b"\3major_brand\0M4A"), (b"APIC", b"\0image/jpeg\0\3\0\xff\xd8\xff\xe0")), []),
        (id3(3, (b"COMM", b"\0engHome, 12 Long Street"), (b"PRIV", b"me\0x"), (b"COMM", b"\0cesx")), ["COMM", "PRIV"]),
        (id3(4, (b"TIT2", b"\3" + b"t" * 200), (b"GEOB", b"\0x"), (b"TENC", b"\0Jana")), ["GEOB", "TENC"]),
        (id3(2, (b"TT2", b"\0Title"), (b"COM", b"\0engx")), ["COM"]),
        (id3(3, (b"APIC", b"\0image/jpeg\0\3\0\xff\xd8\xff\xe1\0\x08Exif\0\0GPS")), ["APIC"]),
        (id3(3, (b"TXXX", b"\1l\0o\0c\0a\0t\0i\0o\0n\0")), ["TXXX"]),
        (id3(3, (b"TIT2", b"\0Title")) + id3(4, (b"UFID", b"x")), ["UFID"]),
        (b"", []),
    ],
)
def test_frames_of_id3(tags: bytes, found: list[str]) -> None:
    """Of every version, and of a second tag."""
    assert private_tags(tags + SOUND[SOUND.index(b"\xff\xfb") :], "mp3") == found


def test_the_comment_of_the_oldest_tag() -> None:
    """It stands at the end; the number of a track is none."""
    old = b"TAG" + b"Title".ljust(90, b"\0") + b"2026"
    assert private_tags(SOUND + old + b"Long Street".ljust(28, b"\0") + b"\0\1\x0c", "mp3") == ["ID3v1"]
    assert private_tags(SOUND + old + bytes(28) + b"\0\1\x0c", "mp3") == []


def ape(*items: tuple[bytes, bytes], head: bool = True) -> bytes:
    """A tag of APEv2 with its foot, and with its head where asked for."""
    said = b"".join(struct.pack("<II", len(value), 0) + key + b"\0" + value for key, value in items)
    about = struct.pack("<III", 2000, len(said) + 32, len(items))
    first = b"APETAGEX" + about + struct.pack("<I", 0xA0000000) + bytes(8)
    return (first if head else b"") + said + b"APETAGEX" + about + struct.pack("<I", 0x80000000 * head) + bytes(8)


@pytest.mark.parametrize(
    ("tail", "found"),
    [
        (ape((b"Title", b"Title"), (b"Artist", b"Society"), (b"REPLAYGAIN_TRACK_GAIN", b"-3 dB")), []),
        (ape((b"Title", b"Title"), (b"Comment", b"Home, 12 Long Street")), ["APE Comment"]),
        (ape((b"Location", b"x"), (b"Year", b"2026"), head=False) + b"TAG" + bytes(125), ["APE Location"]),
        (ape((b"Comment", b"x"))[:60], ["APE Comment"]),
        (ape((b"Comment", b"x"))[:36], ["APE"]),
        (b"LYRICSBEGININF00010Jana Malax000035LYRICS200", ["Lyrics3"]),
        (b"LYRICSBEGINJana MalaLYRICSEND" + b"TAG" + bytes(125), ["Lyrics3"]),
        (b"TAG+" + b"Long Street".ljust(223, b"\0") + b"TAG" + bytes(125), ["TAG+"]),
        (id3(4, (b"COMM", b"\0engx"), flags=0x10) + b"3DI\x04\0\x10" + safe(79), ["COMM"]),
    ],
)
def test_what_stands_behind_the_sound(tail: bytes, found: list[str]) -> None:
    """Players write there too."""
    assert private_tags(SOUND + tail, "mp3") == found


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (m4a(ilst=box(b"\xa9nam", b"Title") + box(b"cprt", b"CC BY")), []),
        (m4a(box(b"\xa9xyz", b"+50.08+014.42/")), ["©xyz"]),
        (m4a(ilst=box(b"\xa9cmt", b"x") + box(b"apID", b"jana@example.org")), ["©cmt", "apID"]),
        (m4a(ilst=box(b"----", b"com.apple.iTunes iTunSMPB 0")), []),
        (m4a(ilst=box(b"----", b"com.apple.iTunes device 0")), ["----"]),
        (box(b"moov", box(b"meta", b"com.apple.quicktime.location.ISO6709")), ["com.apple.quicktime.location"]),
        (
            box(b"moov", box(b"meta", b"com.apple.quicktime.make com.apple.quicktime.title")),
            ["com.apple.quicktime.make"],
        ),
        (m4a(box(b"XMP_", b"<x/>")), ["XMP_"]),
        (m4a() + box(b"free", bytes(9)) + box(b"free", b"IsoMedia File Produced with GPAC"), []),
        (m4a() + box(b"skip", b"Long Street"), ["skip"]),
    ],
)
def test_boxes_of_m4a(content: bytes, found: list[str]) -> None:
    """As phones and shops write them; what looks like a box inside the sound is none."""
    assert private_tags(content, "m4a") == found


def test_what_is_damaged_is_read_as_far_as_it_goes() -> None:
    """No byte of a tag makes it fail or go on for ever."""
    for content in (
        id3(3, (b"COMM", b"x" * 50)),
        id3(4, (b"PRIV", b"x"), flags=0xC0),
        m4a(box(b"\xa9xyz", b"x")),
        ape((b"A", b"x")),
    ):
        for at in range(len(content)):
            for byte in (0, 1, 0x7F, 0xFF):
                changed = content[:at] + bytes([byte]) + content[at + 1 :]
                private_tags(changed, "mp3")
                private_tags(changed, "m4a")


def test_such_a_recording_is_refused(place: Place) -> None:
    """By its name and its tags."""
    path = place.root / "talk.mp3"
    path.write_bytes(id3(3, (b"COMM", b"\0engLong Street")) + SOUND[SOUND.index(b"\xff\xfb") :])
    assert [(one.code, one.params["tags"]) for one in inspect(path).findings] == [("sound-private-tags", "COMM")]
