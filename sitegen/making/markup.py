"""The last step of every page, one pass over its finished HTML: typography, and addresses that work anywhere.

The pages are our own and well-formed, so tags are enough: no tree is built, and what no rule is about is copied byte
by byte. What a tag means is found once for all the pages that have it. Typography sees the page as one text, through
its inline elements, so that `v <em>Brně</em>` stays together. Site-absolute addresses (`/cs/akce/`) become relative to
the page, so that a copy of the site works in any folder, on any server and from a memory stick.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from sitegen.making.page_facts import Facts, Note, gathered, notes_of, notes_with
from sitegen.making.tags import ATTRIBUTE, Tag, parsed, parts_of, value_of
from sitegen.making.typography import NBSP, Rules, unbreakable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_OF_THE_SITE = re.compile(r"[\"'\s=]/(?!/)")
_REFRESH = re.compile(r"^(\s*\d+\s*;\s*url=)(.*)", re.IGNORECASE)

_ADDRESSES = frozenset({"href", "src", "poster", "action", "formaction", "xlink:href"})
_ADDRESS_LISTS = frozenset({"srcset", "imagesrcset"})
_CUT = _ADDRESSES | _ADDRESS_LISTS | {"data", "content"}
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_UNTOUCHED = frozenset({"code", "kbd", "math", "pre", "samp", "svg", "var"})
_INLINE = frozenset({"a", "abbr", "b", "bdi", "bdo", "cite", "data", "del", "dfn", "em", "i", "img", "ins"})
_INLINE |= {"label", "mark", "q", "ruby", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"}
_INLINE |= _UNTOUCHED - {"math", "pre"}
_OBJECT, _BOUNDARY = -1, -2
_STAND_INS = {_OBJECT: "\ufffc", _BOUNDARY: "\f"}
"""What stands in the text for something that typography must not look into, and between paragraphs: white space, but
none that could become a no-break space."""


class Page(NamedTuple):
    """A finished page, and what it says."""

    html: str
    facts: Facts


def finish_page(
    html: str,
    page: str,
    typography: Mapping[str, Rules],
    *,
    base_path: str | None = None,
    index: bool = False,
) -> Page:
    """Finish a page.

    Args:
        html: our own well-formed HTML, addresses of the site written from `/`.
        page: its site-absolute address, such as `/cs/akce/`.
        typography: rules by language code; they hold wherever `lang` says so.
        base_path: make addresses absolute below this path (`/` or `/x/`) instead of relative: for pages that
            are served from anywhere, such as the one for a missing page.
        index: name `index.html` in addresses of folders, for use without a server.
    """

    def rewrite(target: str) -> str:
        if base_path is not None:
            return _under(target, base_path, index=index)
        return relative_url(target, page, index=index)

    parts = parts_of(html)
    meanings = list(map(_meaning, parts[1::2]))
    notes = _readdress(parts, meanings, rewrite)
    active = {code: rules for code, rules in typography.items() if rules.active}
    if active:
        _Typesetter(parts, active).run(meanings)
    return Page("".join(parts), gathered(notes))


@dataclass(slots=True)
class _Meaning:
    """What a tag, or a comment, means for the pass.

    `pieces` are the tag as it will be written, at odd places the addresses of the site in it; none where it stays.
    `notes` are its facts, without those addresses where `leads` says that each of them is a link.
    """

    name: str = ""
    block: bool = False
    opens: bool = False
    closes: bool = False
    lang: str | None = None
    untouched: bool = False
    pieces: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    leads: bool = False


@lru_cache(maxsize=4096)
def _meaning(token: str) -> _Meaning:
    tag = parsed(token)
    if tag is None:
        return _Meaning()
    name, block = tag.name, tag.name not in _INLINE
    if tag.closes:
        return _Meaning(name, block, closes=True)
    given = tag.attributes
    meaning = _Meaning(name, block, opens=not (tag.raw or name in _VOID or tag.attrs.endswith("/")))
    if given:
        meaning.notes = tuple(notes_with(tag, given))
        meaning.lang = value_of(given["lang"]) if "lang" in given else None
    meaning.untouched = name in _UNTOUCHED or ("translate" in given and value_of(given["translate"]) == "no")
    if _OF_THE_SITE.search(tag.attrs):
        _find_addresses(meaning, token, tag)
    return meaning


# --- addresses ---------------------------------------------------------------------------------------------


def _readdress(parts: list[str], meanings: Sequence[_Meaning], rewrite: Callable[[str], str]) -> list[Note]:
    """Rewrite the addresses in the tags among the parts; returns what all the tags say."""
    notes: list[Note] = []
    for at, meaning in enumerate(meanings):
        if meaning.pieces:
            pieces = list(meaning.pieces)
            pieces[1::2] = map(rewrite, pieces[1::2])
            token = parts[2 * at + 1] = "".join(pieces)
            if meaning.leads:
                notes += meaning.notes
                notes += [("links", unescape(address), "") for address in pieces[1::2]]
            else:
                notes += notes_of(token)
        elif meaning.notes:
            notes += meaning.notes
    return notes


def relative_url(target: str, page: str, *, index: bool = False) -> str:
    """Write the site-absolute address `target` as seen from `page`: `/cs/` from `/cs/akce/` is `../`."""
    path, tail = _split(target)
    if path == page and tail.startswith("#"):
        return tail
    folder = page[: page.rindex("/") + 1]
    relative = path[len(folder) :] if path.startswith(folder) else f"../{_seen_from(_above(folder), path)}"
    if index and (not relative or relative.endswith("/")):
        relative += "index.html"
    if not relative or ":" in relative.partition("/")[0]:
        relative = f"./{relative}"
    return relative + tail


@lru_cache(maxsize=8192)
def _seen_from(folder: str, path: str) -> str:
    """A path as seen from a folder above pages, which have most of their links in common."""
    return path[len(folder) :] if path.startswith(folder) else f"../{_seen_from(_above(folder), path)}"


def _above(folder: str) -> str:
    return folder[: folder.rindex("/", 0, -1) + 1]


def _under(target: str, base_path: str, *, index: bool) -> str:
    path, tail = _split(target)
    if index and path.endswith("/"):
        path += "index.html"
    return base_path.rstrip("/") + path + tail


def _split(target: str) -> tuple[str, str]:
    path = target.partition("#")[0].partition("?")[0]
    return path, target[len(path) :]


def _find_addresses(meaning: _Meaning, token: str, tag: Tag) -> None:
    """Cut a tag at the addresses of the site among its attributes."""
    pieces, done = [""], 0
    start = len(tag.name) + 1
    for match in ATTRIBUTE.finditer(token, start, start + len(tag.attrs)):
        name, written = match[1].lower(), match[2]
        if name in _CUT and written and written[0] in "\"'":
            cut = _cut(name, written[1:-1], tag.name)
            pieces[-1] += token[done : match.start(2) + 1] + cut[0]
            pieces += cut[1:]
            done = match.end(2) - 1
    pieces[-1] += token[done:]
    if pieces != [token]:
        meaning.pieces = tuple(pieces)
        links = [("links", unescape(address), "") for address in pieces[1::2]]
        others = tuple(note for note in meaning.notes if note not in links)
        meaning.leads = len(others) + len(links) == len(meaning.notes) and all(name == "ids" for name, _, _ in others)
        meaning.notes = others


def _cut(name: str, value: str, element: str) -> list[str]:
    """Cut the value of an attribute in the same way."""
    if name in _ADDRESSES or (name == "data" and element == "object"):
        return _with("", value.strip(), "")
    if name in _ADDRESS_LISTS:
        found = [""]
        for number, part in enumerate(re.split(r",\s+", value.strip())):
            address, space, width = part.partition(" ")
            cut = _with(", " if number else "", address, space + width)
            found[-1] += cut[0]
            found += cut[1:]
        return found
    if name == "content" and element == "meta" and (refresh := _REFRESH.search(value)):
        return _with(refresh[1], refresh[2], value[refresh.end() :])
    return [value]


def _with(before: str, address: str, behind: str) -> list[str]:
    of_the_site = address.startswith("/") and not address.startswith("//")
    return [before, address, behind] if of_the_site else [before + address + behind]


# --- typography --------------------------------------------------------------------------------------------


class _Typesetter:
    """Reads the paragraphs of a page that have text in a language with rules, then sets them all at once."""

    def __init__(self, parts: list[str], typography: Mapping[str, Rules]) -> None:
        self._parts = parts
        self._typography = typography
        self._open: list[str] = []  # elements
        self._outer: list[tuple[int, Rules | None, bool]] = []  # what holds again when so many elements are open
        self._rules: Rules | None = None
        self._untouched = False
        self._texts: list[tuple[int, Rules | None]] = []  # place among the parts, or what stands in; rules
        self._start = 0  # of this paragraph among the texts
        self._wanted: dict[int, Rules] = {}

    def run(self, meanings: Sequence[_Meaning]) -> None:
        """Set the texts among the parts; what the tags between them mean is known."""
        parts, texts, elements = self._parts, self._texts, self._open
        for number, meaning in enumerate(meanings):
            text = parts[2 * number]
            if text and (len(texts) > self._start or not text.isspace()):
                self._text(2 * number)
            if meaning.block and len(texts) > self._start:
                self._end_paragraph()
            if meaning.opens:
                if meaning.lang is not None or meaning.untouched:
                    self._enter(meaning)
                elements.append(meaning.name)
            elif meaning.closes:
                self._leave(meaning.name)
            elif meaning.name == "img" and len(texts) > self._start:
                texts.append((_OBJECT, None))
        self._text(2 * len(meanings))
        self._end_paragraph()
        if self._wanted:
            self._set()

    def _text(self, place: int) -> None:
        if not self._untouched:
            self._texts.append((place, self._rules))
        elif len(self._texts) > self._start and self._texts[-1][0] >= 0:
            self._texts.append((_OBJECT, None))

    def _enter(self, meaning: _Meaning) -> None:
        self._outer.append((len(self._open), self._rules, self._untouched))
        if meaning.lang is not None:
            language = meaning.lang.partition("-")[0]
            self._rules = self._typography.get(meaning.lang) or self._typography.get(language)
        if meaning.untouched:
            self._untouched = True

    def _leave(self, name: str) -> None:
        """Close an element, and with it any that were left open inside; a stray end tag closes nothing."""
        elements = self._open
        if name not in elements[-1:]:
            if name not in elements:
                return
            while elements[-1] != name:
                elements.pop()
        elements.pop()
        while self._outer and self._outer[-1][0] >= len(elements):
            _, self._rules, self._untouched = self._outer.pop()

    def _end_paragraph(self) -> None:
        """Keep a paragraph if rules hold for any of it."""
        wanted = [rules for _, rules in self._texts[self._start :] if rules]
        if wanted:
            self._wanted |= {id(rules): rules for rules in wanted}
            self._texts.append((_BOUNDARY, None))
        else:
            del self._texts[self._start :]
        self._start = len(self._texts)

    def _set(self) -> None:
        pieces = [self._parts[place] if place >= 0 else _STAND_INS[place] for place, _ in self._texts]
        pieces = [piece.replace("&nbsp;", NBSP) for piece in pieces]
        owners = [rules for _, rules in self._texts]
        for rules in self._wanted.values():
            _typeset(pieces, owners, rules)
        for (place, _), piece in zip(self._texts, pieces, strict=True):
            if place >= 0:
                self._parts[place] = piece


def _typeset(pieces: list[str], owners: list[Rules | None], rules: Rules) -> None:
    """Apply rules to the pieces they own, reading all the pieces as one text."""
    starts = [0, *accumulate(map(len, pieces))]
    for start, end in reversed(unbreakable("".join(pieces), rules)):
        first, last = bisect(starts, start) - 1, bisect(starts, end - 1) - 1
        if owners[first] is not rules:
            continue
        for index in range(last, first, -1):
            pieces[index] = pieces[index][end - starts[index] :]
            end = starts[index]  # noqa: PLW2901 - what is left of the stretch
        pieces[first] = pieces[first][: start - starts[first]] + NBSP + pieces[first][end - starts[first] :]
