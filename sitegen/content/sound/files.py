"""A sound file as it lies in the project: its length, size and type, and what is wrong with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tinytag import TinyTag, TinyTagException

from sitegen.content.file_findings import Finding
from sitegen.content.sound.containers import container_of, truncated
from sitegen.content.sound.private_tags import private_tags

TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a"}
"""What every podcast app and browser plays, by suffix; the media types are those that Apple lists."""

LARGEST = 95 * 1000 * 1000
"""Bytes; git hosts refuse files of 100 MB, and a phone on mobile data should not have to load even this."""

_POINTER = b"version https://git-lfs.github.com/spec/"


@dataclass(frozen=True)
class Sound:
    """A sound file: `bytes` on disk, `seconds` long (0 where unknown), its media type and SHA-256 in hex."""

    bytes: int
    seconds: float
    mime: str
    sha256: str
    channels: int
    bitrate: int
    findings: tuple[Finding, ...]


def inspect(path: Path) -> Sound:
    """Read a sound file's properties from its bytes; faults are in `findings`, never raised.

    Raises:
        OSError: when the file is not there or cannot be read.
    """
    status = path.stat()
    return _inspected(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@lru_cache(maxsize=256)
def _inspected(path: Path, size: int, _changed: int, _touched: int) -> Sound:
    """Every page that offers a recording asks; its frames are counted once for all of them."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    mime = TYPES.get(path.suffix.lower(), "")
    fault = _fault(path, size)
    if fault:
        return Sound(size, 0.0, mime, digest, 0, 0, (fault,))
    return _measured(path, size, mime, digest)


def _fault(path: Path, size: int) -> Finding | None:
    """The first thing that makes reading the file any further pointless."""
    if size == 0:
        return Finding("sound-empty", {"file": path.name})
    if size > LARGEST:
        megabytes = {"megabytes": f"{size / 1e6:.1f}", "most": LARGEST // 10**6}
        return Finding("sound-too-large", {"file": path.name} | megabytes)
    data = path.read_bytes()
    if data.startswith(_POINTER):
        return Finding("sound-lfs-pointer", {"file": path.name})
    return _format_fault(data, path)


def _format_fault(data: bytes, path: Path) -> Finding | None:
    suffix, found = path.suffix.lower(), container_of(data)
    if suffix not in TYPES:
        return Finding("sound-type", {"file": path.name, "types": ", ".join(sorted(TYPES))})
    if found != suffix.lstrip("."):
        return Finding("sound-misnamed", {"file": path.name, "found": found or "?"})
    if truncated(data, found):
        return Finding("sound-truncated", {"file": path.name})
    if tags := private_tags(data, found):
        return Finding("sound-private-tags", {"file": path.name, "tags": ", ".join(tags)})
    return None


def _measured(path: Path, size: int, mime: str, digest: str) -> Sound:
    try:
        tag = TinyTag.get(path)
    except TinyTagException as error:
        unreadable = Finding("sound-unreadable", {"file": path.name, "reason": str(error)})
        return Sound(size, 0.0, mime, digest, 0, 0, (unreadable,))
    seconds = round(tag.duration or 0.0, 3)
    silent = () if seconds > 0 else (Finding("sound-unreadable", {"file": path.name, "reason": "no length"}),)
    return Sound(size, seconds, mime, digest, tag.channels or 0, round(tag.bitrate or 0), silent)
