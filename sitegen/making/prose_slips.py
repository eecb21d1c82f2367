"""Slips in Markdown that a page would show as signs: a space in a link, brackets the wrong way round, stars left open.

Where a label that has an address stands inside of another address, the renderer takes it for a link and loses one of
the two.

They are sought in the source, outside of code and comments. What people write without meaning Markdown is none:
`#hashtags`, `[sic] (1920)`, `(viz)[1]`, `[1] (str:12)`, `(viz) [ISBN:978]`, `5 ** 2`, a mark such as `cena**`.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from sitegen.making.prose_comments import comments
from sitegen.model.links import SCHEMES, scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n(?:.*?^ {0,3}(?P=fence)[`~]* *$|.*\Z)"
    r"|(?<![`\\])(?P<tick>`++)[^`]++(?P=tick)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_ENTRY = r"(?-i:[a-z]{3,}:(?=[0-9-]*[a-z])[a-z0-9-]+)(?:\#[^\s()\[\]]*)?"
_TARGET = rf"(?:(?:https?://|mailto:|tel:|www\.|/[a-z]{{2}}/)[^\s()\[\]]*|{_ENTRY})"
_SPACED = re.compile(
    rf"(?<![\\\]])(?:!(?=\[)|(?=\[[^\]]))\[(?P<words>[^\[\]\n]*)\][ \t]+\((?P<target>{_TARGET})\)", re.IGNORECASE
)
_REVERSED = re.compile(rf"(?<![\\\]])\((?P<words>[^()\n]+)\)[ \t]?\[(?P<target>{_TARGET})\](?!\()", re.IGNORECASE)
_HEADING = re.compile(r"^(?P<hashes>#{2,6})(?P<words>[^\W\d_#][^\n]*)$", re.MULTILINE)
_PAIR = r"\[[^\[\]\n]*+\] ?\[[^\[\]\n]*+\]"
_IN_LINK = re.compile(
    rf"\]\((?P<before>(?:[^\[\]()\n]|\([^\[\]()\n]*+\))*+)(?P<pair>{_PAIR}[^\s\[\]()<>]*+)(?=[^\[\]()\n]*+\))"
)
_IN_ANGLES = re.compile(
    rf"<(?P<before>[a-z]{{3,}}:[^\s\[\]<>]*+)(?P<pair>{_PAIR}[^\s\[\]<>]*+)(?=[^\s<>]*+>)", re.IGNORECASE
)
"""A label that has an address, in brackets inside of another address; the part before it and the rest of its word."""
_GAP = re.compile(r"\n[ \t]*\n")
_STRONG = re.compile(r"(?<![\w*\\])\*\*(?=\S)[^*\n]*+(?:\n[^*\n]++)*+(?<=\S)\*\*(?!\*)")
_STARS = re.compile(r"(?<![\w*\\])\*\*[^\W_][^\s*]*+")
_MARK = re.compile(r"(?<=\w)\*\*(?![\w*])|^[ \t]*\*\*[ \t]", re.MULTILINE)
_HTTP = re.compile(r"(?!https?://)(?:h{1,2}t{1,3}p{1,2}s?|htps?|hpt{1,2}s?|ttps?)[:;.]?/{1,3}(?=\w)", re.IGNORECASE)
_BRACKETS = str.maketrans({"[": "%5B", "]": "%5D"})
_SECURE = re.compile(r"s[:;.]?/", re.IGNORECASE)


class Slip(NamedTuple):
    """The code of a problem, what is written, what should be, and the offset in the text."""

    code: str
    written: str
    meant: str
    start: int


def slips(markdown: str, html: str) -> Iterator[Slip]:
    """The slips of a text, which was rendered as `html`."""
    text = _bare(markdown)
    for pattern in (_SPACED, _REVERSED):
        for found in pattern.finditer(text):
            picture = "!" if found[0].startswith("!") else ""
            meant = f"{picture}[{found['words']}]({found['target']})"
            yield Slip("link-not-joined", found[0], meant, found.start())
    for found in _HEADING.finditer(text):
        yield Slip("heading-without-space", found[0], f"{found['hashes']} {found['words']}", found.start())
    for pattern in (_IN_LINK, _IN_ANGLES):
        for found in pattern.finditer(text):
            target = re.split(r"[\s<]", found["before"])[-1] + found["pair"]
            if target not in unescape(html):
                meant = target.translate(_BRACKETS)
                yield Slip("label-in-address", target, meant, found.end("pair") - len(target))
    if "**" in html:
        yield from _open_stars(text)


def misspelt(target: str) -> str:
    """The address of the web that a target with a slip in its beginning means; empty where there is none."""
    found = _HTTP.match(target)
    if not found or (scheme_of(target) in SCHEMES and "//" in found[0]):
        return ""
    return f"http{'s' if _SECURE.search(found[0]) else ''}://{target[found.end() :]}"


def _open_stars(text: str) -> Iterator[Slip]:
    """Where a paragraph begins a strong part that it does not end, and none of its stars is a mark behind a word."""
    start = 0
    for end, following in [*(gap.span() for gap in _GAP.finditer(text)), (len(text), 0)]:
        rest = _STRONG.sub(_blank, text[start:end])
        if (found := _STARS.search(rest)) and not _MARK.search(rest):
            yield Slip("strong-without-end", found[0], f"{found[0]}**", start + found.start())
        start = following


def _blank(found: re.Match[str]) -> str:
    """As many spaces, in the same lines."""
    return re.sub(r"[^\n]", " ", found[0])


def _bare(markdown: str) -> str:
    """A text with spaces in the place of comments and code."""
    parts, done = [], 0
    for start, end in comments(markdown):
        parts += [markdown[done:start], re.sub(r"[^\n]", " ", markdown[start:end])]
        done = end
    return _CODE.sub(_blank, "".join([*parts, markdown[done:]]))
