"""One value of a record, written anew at its place: every other byte stays as the editor wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.model.languages import composed
from sitegen.model.problems import Where

_LINES = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|$)")
_MARK = b"\xef\xbb\xbf"


class NotPlain(ValueError):  # noqa: N818 - it says what is the matter
    """The value stands there in a form that cannot be exchanged safely."""


@dataclass(frozen=True)
class Change:
    """A file with one value exchanged, and the line with that value as it was and as it is."""

    content: bytes
    before: str
    after: str


def exchange(content: bytes, where: Where, old: str, new: str, *, follows: str = r"[\s,}]|$") -> Change:
    """Put `new` in the place of `old`, in the quotes that it stands in; `follows` is the pattern of what is behind it.

    `where` counts as records do: lines that end in any way, letters in NFC, no byte order mark.

    Raises:
        NotPlain: something else stands there.
    """
    lines = _LINES.findall(content)
    if where.line > len(lines):
        raise NotPlain
    line: bytes = lines[where.line - 1]
    mark = _MARK if where.line == 1 and line.startswith(_MARK) else b""
    try:
        text = line.removeprefix(mark).decode()
    except UnicodeDecodeError:
        raise NotPlain from None
    start = next((at for at in range(len(text)) if len(composed(text[:at])) == where.column - 1), len(text))
    found = re.compile(rf"""(["']?){re.escape(old)}(?=\1(?:{follows}))""").match(text, start)
    if not found:
        raise NotPlain
    written = text[: found.end() - len(old)] + new + text[found.end() :]
    lines[where.line - 1] = mark + written.encode()
    return Change(b"".join(lines), text.rstrip("\r\n"), written.rstrip("\r\n"))
