"""Tells the sound formats apart by their bytes, and whether a file ends before it should.

MP3: ISO/IEC 11172-3, frame headers; the Xing/Info header that encoders write into the first frame.
M4A: ISO/IEC 14496-12, boxes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_BITRATES = {
    "1": (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    "2": (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""kbit/s of layer III by MPEG version: 1, or 2 and 2.5."""
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Hz by the two version bits of a frame header."""
_SYNC, _LAYER_III, _VERSION_1 = 0x7FF, 1, 3
_ID3_HEADER, _BOX_HEADER = 10, 8
"""Bytes."""
_WITH_SIZE = 0b11
"""Flags of the Xing/Info header: the number of frames is there, and after it the number of bytes."""


def container_of(data: bytes) -> str:
    """`mp3`, `m4a`, `wav`, `flac`, `ogg`, or an empty string for anything else."""
    if data[4:8] == b"ftyp":
        return "m4a"
    for magic, name in ((b"OggS", "ogg"), (b"fLaC", "flac"), (b"RIFF", "wav")):
        if data.startswith(magic):
            return name
    start = _after_id3(data)
    return "mp3" if start > 0 or frame_length(data, start) else ""


def truncated(data: bytes, container: str) -> bool:
    """Whether an MP3 or M4A holds fewer bytes than it declares."""
    return _mp3_truncated(data) if container == "mp3" else _m4a_truncated(data)


def _after_id3(data: bytes) -> int:
    """Where the sound begins: behind an ID3v2 tag, whose size is written in seven bits a byte."""
    if not data.startswith(b"ID3") or len(data) < _ID3_HEADER:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return size + _ID3_HEADER


def frame_length(data: bytes, at: int) -> int:
    """Bytes of the layer III frame whose header is at this place, or 0 where there is none."""
    if len(data) < at + 4:
        return 0
    header = int.from_bytes(data[at : at + 4], "big")
    version, layer, index = header >> 19 & 3, header >> 17 & 3, header >> 12 & 15
    rate, padding = header >> 10 & 3, header >> 9 & 1
    if header >> 21 != _SYNC or version not in _RATES or layer != _LAYER_III:
        return 0
    if index not in range(1, 15) or rate not in range(3):
        return 0
    slots, bitrates = (144, _BITRATES["1"]) if version == _VERSION_1 else (72, _BITRATES["2"])
    return slots * bitrates[index] * 1000 // _RATES[version][rate] + padding


def _mp3_truncated(data: bytes) -> bool:
    start = _after_id3(data)
    first = frame_length(data, start)
    if not first:
        return True
    declared = _declared_bytes(data[start : start + first])
    if declared and len(data) - start < declared:
        return True
    at = start
    while length := frame_length(data, at):
        at += length
    return at > len(data)


def _declared_bytes(frame: bytes) -> int:
    """The number of bytes from the first frame on, as its Xing/Info header says; 0 where it does not."""
    place = max(frame.find(b"Xing", 0, 64), frame.find(b"Info", 0, 64))
    if place < 0 or len(frame) < place + 16:
        return 0
    flags, _frames, size = struct.unpack_from(">III", frame, place + 4)
    return int(size) if flags & _WITH_SIZE == _WITH_SIZE else 0


def _m4a_truncated(data: bytes) -> bool:
    names, at = set(), 0
    for name, end in _boxes(data):
        names.add(name)
        at = end
    return at > len(data) or not {b"moov", b"mdat"} <= names


def _boxes(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The outermost boxes: (name, where it ends by its own account)."""
    at = 0
    while len(data) >= at + _BOX_HEADER:
        size, name = struct.unpack_from(">I4s", data, at)
        if size == 1 and len(data) >= at + 16:
            (size,) = struct.unpack_from(">Q", data, at + 8)
        size = len(data) - at if size == 0 else size
        if size < _BOX_HEADER:
            return
        at += size
        yield name, at
