"""The last step of every page, one pass over its finished HTML: typography, and addresses that work anywhere.

The pages are our own and well-formed, so a tokenizer is enough: no tree is built, and what no rule is about
is copied byte by byte. Typography sees a paragraph as one text, through its inline elements, so that
`v <em>Brně</em>` stays together. Site-absolute addresses (`/cs/akce/`) become relative to the page, so that a
copy of the site works in any folder, on any server and from a memory stick.
"""

from __future__ import annotations

import re
from bisect import bisect
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from sitegen.making.typography import NBSP, Rules, typeset, unbreakable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TOKEN = re.compile(
    r"<!--.*?-->|<![^>]*>"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"(?P<attrs>[^>\"']*+(?:\"[^\"]*+\"[^>\"']*+|'[^']*+'[^>\"']*+)*+)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?P<before>\s)(?P<name>[^\s=>\"'/]+)(?P<equals>\s*=\s*)(?P<value>\"[^\"]*\"|'[^']*')", re.DOTALL
)
_LANG = re.compile(r"\slang\s*=\s*[\"']?([A-Za-z0-9-]*)")
_NOT_TRANSLATED = re.compile(r"\stranslate\s*=\s*[\"']?no\b")
_REFRESH = re.compile(r"^(\s*\d+\s*;\s*url=)(.*)", re.IGNORECASE)

_ADDRESSES = frozenset({"href", "src", "poster", "action", "formaction", "xlink:href"})
_ADDRESS_LISTS = frozenset({"srcset", "imagesrcset"})
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_RAW = frozenset({"script", "style", "textarea", "title"})
_UNTOUCHED = frozenset({"code", "kbd", "math", "pre", "samp", "svg", "var"})
_INLINE = frozenset({"a", "abbr", "b", "bdi", "bdo", "cite", "data", "del", "dfn", "em", "i", "img", "ins"})
_INLINE |= {"label", "mark", "q", "ruby", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"}
_INLINE |= _UNTOUCHED - {"math", "pre"}
_OBJECT = "\ufffc"
"""Stands in a paragraph's text for what typography must not look into."""


def finish_page(
    html: str,
    page: str,
    typography: Mapping[str, Rules],
    *,
    base_path: str | None = None,
    index: bool = False,
) -> str:
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

    active = {code: rules for code, rules in typography.items() if rules.active}
    return _Finisher(html, rewrite, active).run()


# --- addresses ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=65_536)
def relative_url(target: str, page: str, *, index: bool = False) -> str:
    """Write the site-absolute address `target` as seen from `page`: `/cs/` from `/cs/akce/` is `../`."""
    path, tail = _split(target)
    if path == page and tail.startswith("#"):
        return tail
    here, there = page.split("/")[:-1], path.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    relative = "/".join([".."] * (len(here) - common) + there[common:])
    if index and (not relative or relative.endswith("/")):
        relative += "index.html"
    if not relative or ":" in relative.partition("/")[0]:
        relative = f"./{relative}"
    return relative + tail


def _under(target: str, base_path: str, *, index: bool) -> str:
    path, tail = _split(target)
    if index and path.endswith("/"):
        path += "index.html"
    return base_path.rstrip("/") + path + tail


def _split(target: str) -> tuple[str, str]:
    end = min((found for found in map(target.find, "?#") if found >= 0), default=len(target))
    return target[:end], target[end:]


def _of_the_site(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//")


def _rewritten(attrs: str, element: str, rewrite: Callable[[str], str]) -> str:
    """Rewrite the addresses among a tag's attributes."""

    def one(address: str) -> str:
        return rewrite(address) if _of_the_site(address) else address

    def attribute(match: re.Match[str]) -> str:
        name, quote, value = match["name"].lower(), match["value"][0], match["value"][1:-1]
        if name in _ADDRESSES or (name == "data" and element == "object"):
            value = one(value.strip())
        elif name in _ADDRESS_LISTS:
            value = ", ".join(_candidate(part, one) for part in re.split(r",\s+", value.strip()))
        elif name == "content" and element == "meta":
            value = _REFRESH.sub(lambda refresh: refresh[1] + one(refresh[2]), value)
        else:
            return match[0]
        return f"{match['before']}{match['name']}{match['equals']}{quote}{value}{quote}"

    return _ATTRIBUTE.sub(attribute, attrs)


def _candidate(part: str, one: Callable[[str], str]) -> str:
    address, space, width = part.partition(" ")
    return one(address) + space + width


# --- the pass ----------------------------------------------------------------------------------------------


class _Finisher:
    """Copies the page piece by piece; texts of the current paragraph are kept open until it ends."""

    def __init__(self, html: str, rewrite: Callable[[str], str], typography: Mapping[str, Rules]) -> None:
        self._html = html
        self._rewrite = rewrite
        self._typography = typography
        self._out: list[str] = []
        self._open: list[tuple[str, Rules | None, bool]] = []  # element, its rules, whether left untouched
        self._rules: Rules | None = None
        self._untouched = False
        self._texts: list[tuple[int, Rules | None]] = []  # of this paragraph: place in `_out`, rules; or -1

    def run(self) -> str:
        html, done = self._html, 0
        token = _TOKEN.search(html)
        while token:
            self._text(html[done : token.start()])
            done = token.end()
            if token["name"] is None:
                self._out.append(token[0])
            else:
                done = self._tag(token)
            token = _TOKEN.search(html, done)
        self._text(html[done:])
        self._end_paragraph()
        return "".join(self._out)

    def _text(self, text: str) -> None:
        if not text:
            return
        self._out.append(text)
        if not self._typography:
            return
        if not self._untouched:
            self._texts.append((len(self._out) - 1, self._rules))
        elif self._texts and self._texts[-1][0] >= 0:
            self._texts.append((-1, None))

    def _tag(self, token: re.Match[str]) -> int:
        """Copy a tag and, of elements whose content is no HTML, the content; return where to go on."""
        name, attrs = token["name"].lower(), token["attrs"]
        if self._typography and name not in _INLINE:
            self._end_paragraph()
        if token["close"]:
            self._out.append(token[0])
            self._leave(name)
            return token.end()
        if "/" in attrs:
            self._out.append(f"<{token['name']}{_rewritten(attrs, name, self._rewrite)}>")
        else:
            self._out.append(token[0])
        if name in _VOID or attrs.endswith("/"):
            if name == "img" and self._texts:
                self._texts.append((-1, None))
            return token.end()
        if name in _RAW:
            return self._raw(name, token.end())
        self._enter(name, attrs)
        return token.end()

    def _raw(self, name: str, start: int) -> int:
        closing = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self._html, start)
        end = closing.end() if closing else len(self._html)
        self._out.append(self._html[start:end])
        return end

    def _enter(self, name: str, attrs: str) -> None:
        self._open.append((name, self._rules, self._untouched))
        if not self._typography:
            return
        if "lang" in attrs and (lang := _LANG.search(attrs)):
            code = lang[1]
            self._rules = self._typography.get(code) or self._typography.get(code.partition("-")[0])
        if name in _UNTOUCHED or ("translate" in attrs and _NOT_TRANSLATED.search(attrs)):
            self._untouched = True

    def _leave(self, name: str) -> None:
        """Close an element, and with it any that were left open inside; a stray end tag closes nothing."""
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth][0] == name:
                _, self._rules, self._untouched = self._open[depth]
                del self._open[depth:]
                return

    def _end_paragraph(self) -> None:
        texts, self._texts = self._texts, []
        wanted: list[Rules] = []
        for _, rules in texts:
            if rules is not None and rules not in wanted:
                wanted.append(rules)
        if not wanted:
            return
        pieces = [self._out[place] if place >= 0 else _OBJECT for place, _ in texts]
        if any("&nbsp;" in piece for piece in pieces):
            pieces = [piece.replace("&nbsp;", NBSP) for piece in pieces]
        owners = [rules for _, rules in texts]
        for rules in wanted:
            _typeset(pieces, owners, rules)
        for (place, _), piece in zip(texts, pieces, strict=True):
            if place >= 0:
                self._out[place] = piece


def _typeset(pieces: list[str], owners: list[Rules | None], rules: Rules) -> None:
    """Apply rules to the pieces they own, reading all the pieces as one text."""
    if len(pieces) == 1:
        pieces[0] = typeset(pieces[0], rules)
        return
    starts = [0, *accumulate(map(len, pieces))]
    for start, end in reversed(unbreakable("".join(pieces), rules)):
        first, last = bisect(starts, start) - 1, bisect(starts, end - 1) - 1
        if owners[first] is not rules:
            continue
        for index in range(last, first, -1):
            pieces[index] = pieces[index][end - starts[index] :]
            end = starts[index]  # noqa: PLW2901 - what is left of the stretch
        pieces[first] = pieces[first][: start - starts[first]] + NBSP + pieces[first][end - starts[first] :]
