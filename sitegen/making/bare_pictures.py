"""Pictures that are published with their own pixels: without what cameras and programs say about them.

Podcast directories want the cover as it is, so it is not encoded anew; what a segment or chunk says of places, devices
and people goes, what decides colour and position stays.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from PIL import Image

from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles
from sitegen.model.web_orders import CoverOrder

_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"sBIT", b"cICP", b"pHYs"}
"""What stays of a PNG (W3C, Portable Network Graphics, 11): the picture and its colours."""
_JFIF, _ICC, _ADOBE, _COMMENT = 0xE0, 0xE2, 0xEE, 0xFE
_PROFILE = b"ICC_PROFILE\0"
_JFIF_LENGTH = 14
"""Of what a JFIF segment says without a small picture (JFIF 1.02); that may show what was cut off in the large one."""
_SCAN, _END = 0xDA, 0xD9
_ALONE = {0x01, *range(0xD0, 0xD8)}
"""Markers of JPEG (ITU-T T.81, B.1.1.3) without a length behind them."""
_ORIENTATION = 0x0112


def cover(order: CoverOrder, files: InputFiles) -> bytes:
    """Make the bytes of a cover.

    Raises:
        CannotMake: `unreadable-image`.
    """
    content = files.read(order.file)
    try:
        return without_metadata(content)
    except (ValueError, IndexError, OSError, SyntaxError):  # the last two are Pillow's
        raise CannotMake("unreadable-image", file=order.file.path.name, reason="cut-off") from None


def without_metadata(content: bytes) -> bytes:
    """A JPEG or PNG with the same pixels that says nothing else; anything else as it is.

    Raises:
        ValueError, IndexError, OSError, SyntaxError: it is cut off or damaged.
    """
    if content.startswith(_PNG):
        head, *rest = _chunks(content)
        said = _oriented(content, "PNG")
        return _PNG + head + (_chunk(b"eXIf", said) if said else b"") + b"".join(rest)
    if content.startswith(b"\xff\xd8"):
        said = _oriented(content, "JPEG")
        return b"\xff\xd8" + (_segment(b"Exif\0\0" + said) if said else b"") + b"".join(_segments(content))
    return content


def _chunks(content: bytes) -> Iterator[bytes]:
    at, name = len(_PNG), b""
    while name != b"IEND":
        size, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        chunk = content[at : at + 12 + size]
        if len(chunk) < 12 + size:
            raise ValueError
        if name in _CHUNKS:
            yield chunk
        at += len(chunk)


def _segments(content: bytes) -> Iterator[bytes]:
    """The segments that stay, and all scans; nothing behind the end of the picture, such as a second one."""
    at, marker = 2, 0
    while marker != _END:
        if content[at] != 0xFF:  # noqa: PLR2004 - every marker begins so
            raise ValueError
        marker = content[at + 1]
        size = 2 if marker in _ALONE or marker == _END else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == 0xFF:  # noqa: PLR2004 - fills up
            at += 1
            continue
        end = _after_scan(content, at + size) if marker == _SCAN else at + size
        if end > len(content):
            raise ValueError
        if _stays(marker, content[at + 4 : at + size]):
            yield content[at:end]
        at = end


def _stays(marker: int, said: bytes) -> bool:
    application = _JFIF <= marker <= _JFIF + 15
    if marker == _ICC:
        return said.startswith(_PROFILE)
    if marker == _JFIF:
        return said.startswith(b"JFIF\0") and len(said) == _JFIF_LENGTH
    return marker == _ADOBE or (not application and marker != _COMMENT)


def _after_scan(content: bytes, at: int) -> int:
    """Where the coded data of a scan ends: at the next marker that is none of its own."""
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] not in {0x00, 0xFF, *range(0xD0, 0xD8)}:
            return at
        at += 1 if content[at + 1] == 0xFF else 2  # noqa: PLR2004 - as above


def _oriented(content: bytes, form: str) -> bytes:
    """What EXIF (JEITA CP-3451) says with the orientation alone; nothing where the picture is upright as it is."""
    with Image.open(io.BytesIO(content), formats=(form,)) as opened:
        turn = opened.getexif().get(_ORIENTATION, 1)
    if not isinstance(turn, int) or turn not in range(2, 9):
        return b""
    entry = _ORIENTATION.to_bytes(2, "big") + b"\0\3" + b"\0\0\0\1" + turn.to_bytes(2, "big") + b"\0\0"
    return b"MM\0*\0\0\0\x08\0\1" + entry + bytes(4)


def _segment(said: bytes) -> bytes:
    return b"\xff\xe1" + (len(said) + 2).to_bytes(2, "big") + said


def _chunk(name: bytes, said: bytes) -> bytes:
    return len(said).to_bytes(4, "big") + name + said + zlib.crc32(name + said).to_bytes(4, "big")
