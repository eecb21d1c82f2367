"""Why nothing was drafted; files that are brought are read, or refused."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from sitegen.model.limits import Limits
from sitegen.model.messages import explain
from sitegen.model.problems import Problem

_MEGABYTE = 1_000_000


class Refused(Exception):  # noqa: N818 - it says what happened
    """Nothing was written: `key` is the sentence that says why, `params` fill it in, `problems` say more."""

    def __init__(self, key: str, problems: Sequence[Problem] = (), **params: object) -> None:
        super().__init__(key, params)
        self.key, self.problems, self.params = key, problems, params


def read_brought(path: Path, language: str, limits: Limits, setting: Literal["photo_mb", "recording_mb"]) -> bytes:
    """The bytes of a file that is brought: no pipe or device, which may have no end, and no more than is allowed.

    Raises:
        Refused: it is no such file; the reason is in the language.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise no_such_file(path, language, "file-expected")
        most = getattr(limits, setting) * _MEGABYTE
        if status.st_size > most:
            raise no_such_file(path, language, "file-too-large", limit=most // 1024, setting=setting)
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("new-no-file", file=path) from None
    except OSError as error:
        raise Refused("new-unreadable", file=path.name, reason=error.strerror or str(error)) from None


def no_such_file(path: Path, language: str, code: str, **params: object) -> Refused:
    """The refusal of a file for a problem that the check knows by its code."""
    says, repair = explain(code, params, language)
    return Refused("new-no-picture", file=path.name, reason=f"{says} {repair}".strip())
