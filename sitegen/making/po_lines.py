"""The lines of a PO file, judged before its reader sees them: it drops in silence what it does not understand."""

from __future__ import annotations

import re

_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[[0-5]\])?)[ \t]+)?"((?:[^"\\]|\\.)*)"')

_AFTER = {
    "msgctxt": ("", "msgstr"),
    "msgid": ("", "msgstr", "msgctxt"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[0]": ("msgid_plural",),
}
"""What may stand above each keyword; `msgstr` stands for any of them, and a further form for the form before it."""


def fault_in(text: str) -> tuple[int, str] | None:
    """The first line that is none of a PO file (GNU gettext, "The Format of PO Files"), and what is wrong with it."""
    keys: dict[tuple[str, str], int] = {}
    parts = {"msgctxt": "", "msgid": ""}
    last, was_old = "", False
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        old = line.startswith("#~") and not line.startswith("#~|")
        line = line[2:].strip() if old else line
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            return number, "the line is no “msgid” or “msgstr” with a text between two quotes"
        keyword, said = found[1] or last, found[2]
        if not _may_follow(found[1], last) or (old != was_old and found[1] not in {"msgctxt", "msgid"}):
            return number, f"there is no place for “{found[1] or found[2]}” here, below “{last}”"
        if found[1] in {"msgctxt", "msgid"} and last.startswith("msgstr"):
            parts = {"msgctxt": "", "msgid": ""}
        was_old = old
        if found[1] and keyword.startswith("msgstr") and not last.startswith("msgstr") and not old:
            key = parts["msgctxt"], parts["msgid"]
            if keys.setdefault(key, number) != number:
                return number, f"the message “{key[1]}” is here again, it stands in line {keys[key]} already"
        if keyword in parts:
            parts[keyword] += said
        last = keyword
    return None


def _may_follow(keyword: str | None, last: str) -> bool:
    if keyword is None:
        return bool(last)
    if before := _AFTER.get(keyword):
        return last in before or ("msgstr" in before and last.startswith("msgstr"))
    return last == f"msgstr[{int(keyword[7:-1]) - 1}]"
