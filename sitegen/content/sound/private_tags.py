"""Finds what a recording says besides its sound: places, devices, comments, what programs noted for themselves.

Who holds which rights, what it is called and when it was published may stay. MP3: ID3v2 (id3.org, 2.2 to 2.4) before
the sound and behind it, the comment of ID3v1, its enhanced tag, APEv2 (hydrogenaud.io) and Lyrics3. M4A: boxes of user
data (ISO/IEC 14496-12) and of Apple's lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_PUBLIC = {
    *("TIT1", "TIT2", "TIT3", "TALB", "TPE1", "TPE2", "TPE3", "TCOM", "TEXT", "TPUB", "TCOP", "TPRO", "WCOP", "WPUB"),
    *("TYER", "TDAT", "TDRC", "TDRL", "TDOR", "TORY", "TRCK", "TPOS", "TLAN", "TCON", "TLEN", "TSSE", "TBPM", "TCMP"),
    *("TSOA", "TSOP", "TSOT", "CHAP", "CTOC", "MLLT", "SEEK", "RVA2"),
    *("TT1", "TT2", "TT3", "TAL", "TP1", "TP2", "TP3", "TCM", "TXT", "TPB", "TCR", "WCP", "TYE", "TDA", "TRK", "TPA"),
    *("TLA", "TCO", "TLE", "TSS", "TBP"),
}
_PICTURES = {"APIC", "PIC", "covr"}
_IN_PICTURES = (b"Exif\0", b"ns.adobe.com/xap", b"Photoshop 3.0", b"eXIf")
_OWN_WORDS = {"TXXX", "TXX"}
_OF_ENCODERS = (b"major_brand", b"minor_version", b"compatible_brands", b"encoder", b"replaygain", b"REPLAYGAIN")
"""What encoders note in fields of their own: nothing about anybody."""
_APPLE = {"----"}
_OF_APPLE = (b"iTunSMPB", b"iTunNORM", b"Encoding Params")
_PRIVATE_BOXES = {"©xyz", "loci", "©cmt", "©mak", "©mod", "apID", "ownr", "purd", "uuid", "Xtra", "XMP_"}
_SPARE = {"free", "skip"}
_OF_MAKERS = b"IsoMedia File"
"""What a common program writes into room that is spare."""
_CONTAINERS = {"moov", "trak", "udta", "meta", "ilst"}
_OF_DEVICES = re.compile(rb"com\.apple\.quicktime\.(?:location|make|model|comment|user|direction)")
_UNSYNCHRONISED, _EXTENDED = 0x80, 0x40
_SYNCSAFE_FRAMES = 4
_COMMENT = slice(-31, -3)
_OLD, _ENHANCED, _FOOTER = 128, 227, 10
"""Bytes of ID3v1, of what stands before it, and of what ends an ID3v2 tag behind the sound."""
_APE, _APE_HEAD, _APE_IS_HEAD = b"APETAGEX", 32, 1 << 29
_MOST = 256
_APE_PUBLIC = re.compile(
    r"(?:sub)?title|(?:album ?)?artist|album|composer|conductor|lyricist|year|track|disc|genre|language"
    r"|copyright|publisher|isrc|isbn|ean/upc|replaygain_.*|mp3gain_.*|encoder",
    re.IGNORECASE,
)


class _Tag(NamedTuple):
    name: str
    said: bytes


def private_tags(data: bytes, container: str) -> list[str]:
    """The names of what should not be published, each once: frames of ID3, boxes of M4A."""
    found = _in_mp3(data) if container == "mp3" else _in_m4a(data)
    return list(dict.fromkeys(found))


def _in_mp3(data: bytes) -> Iterator[str]:
    yield from (tag.name for tag in _frames(data) if not _is_public(tag))
    end = len(data)
    if data[-_OLD:].startswith(b"TAG"):
        end -= _OLD
        if data[_COMMENT].strip(b"\0 "):
            yield "ID3v1"
        if data[:end][-_ENHANCED:].startswith(b"TAG+"):
            end -= _ENHANCED
            yield "TAG+"
    footer = data[max(0, end - _FOOTER) : end]
    if footer.startswith(b"3DI"):
        start = end - 2 * _FOOTER - _syncsafe(footer[6:])
        yield from (tag.name for tag in _frames(data[max(0, start) : end]) if not _is_public(tag))
    yield from _in_ape(data)
    if b"LYRICSBEGIN" in data:
        yield "Lyrics3"


def _in_ape(data: bytes) -> Iterator[str]:
    """The items of APEv2, wherever its head or foot stands; of one that cannot be read, that it is there."""
    at = data.find(_APE)
    while at >= 0:
        size, count, flags = (int.from_bytes(data[at + place : at + place + 4], "little") for place in (12, 16, 20))
        start = at + _APE_HEAD if flags & _APE_IS_HEAD else at + _APE_HEAD - size
        yield from (
            f"APE {name}".rstrip() for name in _ape_items(data, start, count) if not _APE_PUBLIC.fullmatch(name)
        )
        at = data.find(_APE, at + len(_APE))


def _ape_items(data: bytes, at: int, count: int) -> Iterator[str]:
    """The names of items; an empty one where there should be another."""
    for _ in range(min(count, _MOST)):
        size, end = (
            int.from_bytes(data[at : at + 4], "little"),
            data.find(b"\0", at + 8, at + 8 + 256) if at >= 0 else -1,
        )
        if end < 0:
            yield ""
            return
        yield data[at + 8 : end].decode("latin-1")
        at = end + 1 + size


def _is_public(tag: _Tag) -> bool:
    if tag.name in _PICTURES:
        return not any(sign in tag.said for sign in _IN_PICTURES)
    if tag.name in _OWN_WORDS:
        said = tag.said.replace(b"\0", b"")
        return any(sign in said for sign in _OF_ENCODERS)
    return tag.name in _PUBLIC


def _frames(data: bytes) -> Iterator[_Tag]:
    """The frames of all tags before the sound, as far as they can be read."""
    at = 0
    while data[at : at + 3] == b"ID3":
        version, flags = data[at + 3], data[at + 5]
        end = at + 10 + _syncsafe(data[at + 6 : at + 10])
        said = data[at + 10 : end]
        if flags & _UNSYNCHRONISED:
            said = said.replace(b"\xff\0", b"\xff")
        skipped = 0
        if flags & _EXTENDED:
            size = said[:4]
            skipped = _syncsafe(size) if version == _SYNCSAFE_FRAMES else 4 + int.from_bytes(size, "big")
        yield from _frames_in(said[skipped:], version)
        at = end


def _frames_in(said: bytes, version: int) -> Iterator[_Tag]:
    width, head = (3, 6) if version == 2 else (4, 10)  # noqa: PLR2004 - the second version has shorter names
    at = 0
    while at + head <= len(said) and said[at]:
        name, size = said[at : at + width], said[at + width : at + 2 * width]
        length = _syncsafe(size) if version == _SYNCSAFE_FRAMES else int.from_bytes(size, "big")
        yield _Tag(name.decode("latin-1"), said[at + head : at + head + length])
        at += head + length


def _syncsafe(size: bytes) -> int:
    """A number written in seven bits a byte."""
    return sum((byte & 0x7F) << (7 * place) for place, byte in enumerate(reversed(size)))


def _in_m4a(data: bytes) -> Iterator[str]:
    for tag in _boxes(data, 0):
        known = tag.name in _APPLE and any(sign in tag.said for sign in _OF_APPLE)
        picture = tag.name in _PICTURES and not _is_public(tag)
        spare = tag.name in _SPARE and tag.said.strip(b"\0") and _OF_MAKERS not in tag.said
        if tag.name in _PRIVATE_BOXES or spare or picture or (tag.name in _APPLE and not known):
            yield tag.name
        elif tag.name == "moov":
            yield from (found.decode() for found in _OF_DEVICES.findall(tag.said))


def _boxes(data: bytes, depth: int) -> Iterator[_Tag]:
    """All boxes that hold others or are about the whole, from the outside in."""
    at = 0
    while at + 8 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8].decode("latin-1")
        head = 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        end = len(data) if size == 0 else at + size
        if end < at + head:
            return
        said = data[at + head : end] if name != "mdat" else b""
        yield _Tag(name, said)
        if name in _CONTAINERS and depth < len(_CONTAINERS):
            full = name == "meta" and said[4:8] != b"hdlr"  # a version and flags come first, but not in QuickTime
            yield from _boxes(said[4:] if full else said, depth + 1)
        at = end
