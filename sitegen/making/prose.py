"""Markdown to HTML, once for each text: what a page needs of it, before any address is known.

Raw HTML is shown as it is written; `prose_html.resolved` cleans what comes out of this. What would keep the renderer
busy for long is refused before it is tried.
"""

from __future__ import annotations

import math
import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from markdown import Markdown
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from sitegen.making.errors import CannotMake
from sitegen.making.prose_source import Definitions, anchor, install
from sitegen.model.addresses import link_fault
from sitegen.model.languages import is_visible
from sitegen.model.limits import DEFAULT, Limits
from sitegen.model.links import SCHEMES, Link, lacks_scheme, leads_elsewhere, ref_of, scheme_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

MOST_BRACKETS = 200
"""Opening brackets in one paragraph: Markdown's time grows with their square."""

_LIMITS = {
    "[": (re.compile(r"\["), 3000),
    "#": (re.compile(r"^ {0,3}(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE), 500),
    "\\": (re.compile(r"\\"), 5000),
    "```": (re.compile(r"`{3,}+|~{3,}+"), 400),
}
"""What a whole text may hold of one thing, for the same reason."""

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BEFORE, _BEHIND = "(<=:\"' \t\n", ")>\"'} \t\n"  # what may stand around a target; nothing stands in every string
_MARK = "\ue000{}\ue001"  # of private use: Markdown takes it for a letter
_MARKED = re.compile("\ue000(\\d+)\ue001")


class Understood(NamedTuple):
    """A rendered text, as JSON can hold it.

    `html` is not clean yet; a link to an entry is an element `entry-N` in it, whose `href` is its target. `links` lead
    to entries and to addresses of this site. `faults` are what a page would not show.
    """

    html: str
    links: tuple[Link, ...] = ()
    faults: tuple[Fault, ...] = ()


class Fault(NamedTuple):
    """Something that a page would not show: the code of a problem, the words, and where they stand, from 1."""

    code: str
    text: str
    line: int
    column: int


def understand(markdown: str, limits: Limits = DEFAULT) -> Understood:
    """Render a text; headings start at `##`.

    Raises:
        CannotMake: `prose-too-complex` (too large, too many brackets or headings).
    """
    _check_effort(markdown, limits)
    done = _rendered(markdown)
    faults = tuple(Fault(code, text, *_position(markdown, text, around)) for code, text, around in done.lost)
    return Understood(done.html, tuple(_links(markdown, done.hrefs)), faults)


def _position(markdown: str, text: str, around: str) -> tuple[int, int]:
    """The line and the column, from 1, of words in a part of a text."""
    part = max(markdown.find(around), 0)
    start = max(markdown.rfind(text, part, part + len(around)), part)
    return markdown.count("\n", 0, start) + 1, start - markdown.rfind("\n", 0, start)


def _links(markdown: str, hrefs: list[str]) -> list[Link]:
    """List the links that a rendered text has to entries and to addresses of this site, with their places.

    Python-Markdown keeps no places. So whatever reads like the target of a link is marked at its end, and the text
    rendered again: the marks that come out tell which of them are targets. Several links by one definition are one.
    """
    addresses = {href: address for href in hrefs if (address := _address(href)) and scheme_of(address) not in SCHEMES}
    places: set[tuple[int, str]] = set()
    for named in (True, False):  # apart, because an odd address may be a sign of Markdown, which a mark would hide
        wanted = [href for href, address in addresses.items() if bool(ref_of(address)) == named]
        places |= _places(markdown, hrefs, wanted) if wanted else set()
    return [
        Link(addresses[href], markdown.count("\n", 0, start) + 1, start - markdown.rfind("\n", 0, start))
        for start, href in sorted(places)
    ]


def _places(markdown: str, hrefs: list[str], wanted: list[str]) -> set[tuple[int, str]]:
    """Where those of a text's targets stand that are wanted, each at least once: (offset, target)."""
    found = {(href, match.end()): match.start() for href in wanted for match in _occurrences(href, markdown)}
    places = {(found[end], end[0]) for end in _ends(markdown, hrefs, {end for _, end in found}) if end in found}
    lost = set(wanted) - {href for _, href in places}
    return places | {(max(markdown.find(href), 0), href) for href in lost}


def _occurrences(href: str, markdown: str) -> Iterator[re.Match[str]]:
    """Wherever a target may be written, with a backslash before a sign, or over the end of a line."""
    ways = (r"[\s>]+" if one.isspace() else one if one.isalnum() else rf"\\?{re.escape(one)}" for one in href)
    for match in re.finditer("".join(ways), markdown):
        start, end = match.span()
        if markdown[max(start - 1, 0) : start] in _BEFORE and markdown[end : end + 1] in _BEHIND:
            yield match


def _ends(markdown: str, hrefs: list[str], offsets: Iterable[int]) -> list[tuple[str, int]]:
    """The targets among `hrefs` that end at one of the offsets."""
    parts, done = [], 0
    for offset in sorted(offsets):
        parts += [markdown[done:offset], _MARK.format(offset)]
        done = offset
    marked = _rendered("".join([*parts, markdown[done:]])).hrefs
    if [_MARKED.sub("", href) for href in marked] != hrefs:
        return []  # a mark has changed what Markdown makes of the text
    marks = [_MARKED.findall(href) for href in marked]
    return [(href, int(offsets[-1])) for href, offsets in zip(hrefs, marks, strict=True) if offsets]


class _Rendered(NamedTuple):
    """The HTML of a text, the targets of its links as Markdown has them, what is lost: (code, words, text around)."""

    html: str
    hrefs: list[str]
    lost: list[tuple[str, str, str]]


def _rendered(markdown: str) -> _Rendered:
    try:
        return _renderer().render(markdown)
    except RecursionError:
        _renderer.cache_clear()
        raise CannotMake("prose-too-complex", reason="… > … > …", setting="marks") from None
    except BaseException:
        _renderer.cache_clear()  # it stopped midway
        raise


def _check_effort(markdown: str, limits: Limits) -> None:
    """Refuse a text that would keep the renderer busy for long.

    Raises:
        CannotMake: `prose-too-complex`.
    """
    size = len(markdown.encode()) / 1024
    if size > limits.prose_kb:
        reason = f"{math.ceil(size)} kB > {limits.prose_kb} kB"
        raise CannotMake("prose-too-complex", reason=reason, setting="prose_kb")
    for name, (pattern, most) in _LIMITS.items():
        count = len(pattern.findall(markdown))
        if count > most * limits.marks:
            raise CannotMake("prose-too-complex", reason=f"{count} × {name} > {most * limits.marks}", setting="marks")
    brackets = max(paragraph.count("[") for paragraph in _PARAGRAPH_END.split(markdown))
    if brackets > (most := MOST_BRACKETS * limits.marks):
        raise CannotMake("prose-too-complex", reason=f"{brackets} × [ > {most}", setting="marks")


def _without_comments(text: str, instead: Callable[[re.Match[str]], str]) -> str:
    end = text.rfind("-->") + 1  # behind the last end no search for one may begin: each would be in vain
    return _COMMENT.sub(instead, text[: end + 2]) + text[end + 2 :] if end else text


def _blanked(markdown: str) -> str:
    """A text with spaces in the place of comments."""
    return _without_comments(markdown, lambda comment: re.sub(r"[^\n]", " ", comment[0]))


def _written(code: str, address: str, markdown: str) -> str:
    """How a link or picture is written, as far as it tells its place; the address alone where it is defined apart."""
    if code == "link-without-words" and (found := re.search(rf"\[\W*\]\(\s*<?{re.escape(address)}", markdown)):
        return found[0]
    return next((form for form in (f"]({address})", f"]({address}") if form in markdown), address)


class _WithoutComments(Preprocessor):
    """Leaves out notes of the editors, which Markdown would show."""

    def run(self, lines: list[str]) -> list[str]:
        return _without_comments("\n".join(lines), lambda _: "").split("\n")


class _Finished(Treeprocessor):
    """Names the elements of links to entries, marks what leads out, finds pictures, keeps h1 for the page's title."""

    def __init__(self, renderer: Markdown) -> None:
        super().__init__(renderer)
        self.hrefs: list[str] = []
        self.lost: list[tuple[str, str]] = []

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                self._link(element)
            elif element.tag == "img":
                self.lost.append(("picture-in-prose", _MARKED.sub("", element.get("src", ""))))
            elif element.tag == "h1":
                element.tag = "h2"

    def _link(self, link: Element) -> None:
        self.hrefs.append(link.get("href", ""))
        address = _address(self.hrefs[-1])
        if not is_visible("".join(link.itertext())) and link.find(".//img") is None:
            self.lost.append(("link-without-words", _MARKED.sub("", address)))
        if leads_elsewhere(address) or lacks_scheme(address):
            self.lost.append(("link-without-scheme", _MARKED.sub("", address)))
        elif code := link_fault(address):
            self.lost.append((code, address))
        elif scheme_of(address) in {"http", "https"}:
            link.set("rel", "external")
        elif ref_of(address):
            link.tag = f"entry-{len(self.hrefs)}"
            link.set("href", address)


class _Renderer(Markdown):
    """Renders one text after the other."""

    def __init__(self) -> None:
        lists, code, tables = SaneListExtension(), FencedCodeExtension(), TableExtension()
        headings = TocExtension(baselevel=1, marker="", slugify=anchor)
        super().__init__(extensions=[AttrListExtension(), code, lists, tables, headings], output_format="html")
        self.preprocessors.deregister("html_block")
        self.inlinePatterns.deregister("html")
        # After fenced code has been put aside, before anything else looks at the text.
        self.preprocessors.register(_WithoutComments(self), "comments", 22)
        self._tables = install(self)
        # Last, when attributes are set and nothing in them is escaped.
        self._finished = _Finished(self)
        self.treeprocessors.register(self._finished, "finished", -1)

    def render(self, markdown: str) -> _Rendered:
        """The HTML of a text, the targets of its links, and what of the text is not in it."""
        self.reset()
        self._finished.hrefs, self._finished.lost, self._tables.lost = [], [], []
        self.references = definitions = Definitions()
        html = self.convert(markdown)
        cells = [("table-row-too-long", cell, row) for cell, row in self._tables.lost]
        unused = [("unused-definition", line, line) for line in definitions.unused(markdown, _blanked(markdown))]
        links = [(code, text, _written(code, text, markdown)) for code, text in self._finished.lost]
        return _Rendered(html, self._finished.hrefs, [*links, *cells, *unused])


@cache
def _renderer() -> _Renderer:
    """One for all texts: it takes as long to make as to render one."""
    return _Renderer()


def _address(href: str) -> str:
    """A target as a browser will read it."""
    return unescape(href.replace(AMP_SUBSTITUTE, "&")).strip()
