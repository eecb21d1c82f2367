"""Files of ours are written whole: whoever looks finds the old one or the new one, also after a kill or a power cut."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
"""What systems say where a disk is full, or as full as they let one user make it."""


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let a fault of the system that happens within name this file, which Python does not tell of a write.

    Of a copy it tells both, and the second one is where it could not be written.
    """
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = error.filename2 or error.filename or str(path), None
        raise


def write_whole(path: Path, content: bytes, *, lasting: bool = True, aside: Path | None = None) -> None:
    """Write a file beside its place and rename it, so that it is there as a whole or not at all.

    `lasting` has it on the disk before its name counts; without that it is whole only as long as the power stays on.
    A kill may leave what was written beside; with `aside` that is this file, of which there is never more than one,
    where there is its folder.

    Raises:
        OSError: it cannot be written; what was there is as it was, and `filename` is the path.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        aside = aside if aside and aside.parent.is_dir() else None
        new = aside or path.with_name(f".new-{secrets.token_hex(8)}")
        try:
            if aside:  # what a kill has left, or a hostile clone brings: a link would lead elsewhere
                aside.unlink(missing_ok=True)
            with new.open("xb") as file:
                file.write(content)
                if lasting:
                    file.flush()
                    os.fsync(file.fileno())
            new.replace(path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        if lasting:
            flush(path.parent)
    except OSError as error:
        if aside and error.errno == errno.EXDEV:  # that lies on another file system
            write_whole(path, content, lasting=lasting)
            return
        error.filename, error.filename2 = str(path), None
        raise


def flush(path: Path) -> None:
    """Have a file's bytes, or a folder's names, on the disk.

    Raises:
        OSError: the system cannot; `filename` is the path.
    """
    if os.name == "nt" and path.is_dir():  # which flushes no folders
        return
    with naming(path):
        descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
