"""Markdown to HTML, once for each text: what a page needs of it, before any address is known.

Raw HTML is shown as it is written; `prose_html.resolved` cleans what comes out of this. What would keep the renderer
busy for long is refused before it is tried.
"""

from __future__ import annotations

import itertools
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
from sitegen.making.prose_comments import comments
from sitegen.making.prose_slips import misspelt, slips
from sitegen.making.prose_source import Definitions, anchor, install
from sitegen.model.addresses import link_fault
from sitegen.model.languages import is_visible
from sitegen.model.limits import DEFAULT, Limits
from sitegen.model.links import SCHEMES, Link, lacks_scheme, leads_elsewhere, ref_of, scheme_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
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
_BEFORE, _BEHIND = "(<=:\"' \t\n", ")>\"'} \t\n"  # what may stand around a target; nothing stands in every string
_BREAKS = re.compile(r"[\t\n\r]")
_CONTROLS = "".join(map(chr, range(33)))
_MARK = "\ue000{}\ue001"  # of private use: Markdown takes it for a letter
_NO_TARGET = {"link": re.compile(r"\[\W*\]\((?=\s*\))"), "picture": re.compile(r"!\[[^\]]*\]\((?=\s*\))")}
_MARKED = re.compile("\ue000(\\d+)\ue001")


class Understood(NamedTuple):
    """A rendered text, as JSON can hold it.

    `html` is not clean yet; a link to an entry is an element `entry-N` in it, whose `href` is its target, and the
    picture N of the `pictures`, from 1, an element `picture-N` around its caption. `links` lead to entries, pictures of
    entries among them, and to addresses of this site. `faults` are what a page would not show.
    """

    html: str
    links: tuple[Link, ...] = ()
    faults: tuple[Fault, ...] = ()
    pictures: tuple[Link, ...] = ()


class Fault(NamedTuple):
    """Something that a page would not show: the code of a problem, the words, and where they stand, from 1.

    `meant` is what should be there, where that is sure.
    """

    code: str
    text: str
    line: int
    column: int
    meant: str = ""


def understand(markdown: str, limits: Limits = DEFAULT) -> Understood:
    """Render a text; headings start at `##`.

    Raises:
        CannotMake: `prose-too-complex` (too large, too many brackets or headings).
    """
    _check_effort(markdown, limits)
    done = _rendered(markdown)
    places = _places(markdown, done)
    links = ((code, _link(markdown, *_place_of(code, index, places, markdown))) for code, index in done.wrong)
    wrong = (Fault(code, *link, misspelt(link.target)) for code, link in links)
    lost = (Fault(code, text, *_position(markdown, text, around)) for code, text, around in done.lost)
    found = sorted(slips(markdown, done.html), key=lambda slip: slip.start)
    slipped = (Fault(one.code, one.written, *_at(markdown, one.start), one.meant) for one in found)
    faults = (*wrong, *lost, *slipped)
    pictures = tuple(_link(markdown, *places[index]) for index in done.pictures)
    inside = {places[index] for index in places if _is_inside(index, done)}
    return Understood(done.html, tuple(_link(markdown, *place) for place in sorted(inside)), faults, pictures)


def _position(markdown: str, text: str, around: str) -> tuple[int, int]:
    """The line and the column, from 1, of words in a part of a text."""
    part = max(markdown.find(around), 0)
    return _at(markdown, max(markdown.rfind(text, part, part + len(around)), part))


def _at(markdown: str, start: int) -> tuple[int, int]:
    """The line and the column, from 1, of an offset."""
    return markdown.count("\n", 0, start) + 1, start - markdown.rfind("\n", 0, start)


def _is_inside(index: int, done: _Rendered) -> bool:
    """Whether a target is that of a link to an entry or to an address of this site; pictures link only to entries."""
    address = _address(done.hrefs[index])
    if index in done.pictures:
        return bool(ref_of(address))
    return index not in done.among_words and scheme_of(address) not in SCHEMES and not misspelt(address)


def _place_of(code: str, index: int, places: Mapping[int, tuple[int, str]], markdown: str) -> tuple[int, str]:
    """The offset and the target of what is at fault; of one without a target, where it would stand."""
    if index in places:
        return places[index]
    form = _NO_TARGET["link" if code.startswith("link-") else "picture"].search(markdown)
    return (form.end() if form else 0), ""


def _link(markdown: str, start: int, href: str) -> Link:
    return Link(_address(href), *_at(markdown, start))


def _places(markdown: str, done: _Rendered) -> dict[int, tuple[int, str]]:
    """Where the targets stand of links to entries and to addresses of this site, and those of all pictures.

    By their index in `hrefs`, the offset and the target. Python-Markdown keeps no places. So whatever reads like a
    target is marked at its end, and the text rendered again: the marks that come out tell which of them are targets.
    Several links by one definition have one place.
    """
    addresses = {index: address for index, href in enumerate(done.hrefs) if (address := _address(href))}
    wrong = {index for _, index in done.wrong} & addresses.keys()
    wanted = [one for one in addresses if one in wrong or one in done.pictures or _is_inside(one, done)]
    places: dict[int, tuple[int, str]] = {}
    # Apart, because an odd address may be a sign of Markdown, which a mark would hide.
    for sort in itertools.product((False, True), repeat=2):
        of_sort = {one for one in wanted if (one in wrong, bool(ref_of(addresses[one]))) == sort}
        found = {
            (done.hrefs[index], match.end()): match.start()
            for index in of_sort
            for match in _occurrences(done.hrefs[index], markdown)
        }
        for index, end in _ends(markdown, done.hrefs, {end for _, end in found}) if found else ():
            if index in of_sort and (start := found.get((done.hrefs[index], end))) is not None:
                places[index] = start, done.hrefs[index]
    known = {href: start for start, href in sorted(places.values(), reverse=True)}
    for index in wanted:  # a mark has changed what Markdown makes of the text
        href = done.hrefs[index]
        form = f"]({href}"
        guess = markdown.find(form) + 2 if form in markdown else max(markdown.find(href), 0)
        places.setdefault(index, (known.get(href, guess), href))
    return places


def _occurrences(href: str, markdown: str) -> Iterator[re.Match[str]]:
    """Wherever a target may be written, with a backslash before a sign, or over the end of a line."""
    spaced = re.sub(r"\s+", " ", href)  # a tab comes out as several spaces
    ways = (r"[\s>]+" if one.isspace() else one if one.isalnum() else rf"\\?{re.escape(one)}" for one in spaced)
    for match in re.finditer("".join(ways), markdown):
        start, end = match.span()
        if markdown[max(start - 1, 0) : start] in _BEFORE and markdown[end : end + 1] in _BEHIND:
            yield match


def _ends(markdown: str, hrefs: list[str], offsets: Iterable[int]) -> list[tuple[int, int]]:
    """The targets that end at one of the offsets, each by its index in `hrefs`, and the offset."""
    parts, done = [], 0
    for offset in sorted(offsets):
        parts += [markdown[done:offset], _MARK.format(offset)]
        done = offset
    marked = _rendered("".join([*parts, markdown[done:]])).hrefs
    if [_MARKED.sub("", href) for href in marked] != hrefs:
        return []  # a mark has changed what Markdown makes of the text
    marks = [_MARKED.findall(href) for href in marked]
    return [(index, int(offsets[-1])) for index, offsets in enumerate(marks) if offsets]


class _Rendered(NamedTuple):
    """The HTML of a text, the targets of its links and pictures as Markdown has them, and what of it is lost.

    `pictures` are indexes in `hrefs`, `among_words` those of pictures that are not shown; what is wrong: (code, index);
    what is lost: (code, words, text around).
    """

    html: str
    hrefs: list[str]
    pictures: list[int]
    among_words: list[int]
    wrong: list[tuple[str, int]]
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


def _without_comments(text: str, instead: Callable[[str], str]) -> str:
    parts, done = [], 0
    for start, end in comments(text):
        parts += [text[done:start], instead(text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


def _blanked(markdown: str) -> str:
    """A text with spaces in the place of comments."""
    return _without_comments(markdown, lambda comment: re.sub(r"[^\n]", " ", comment))


class _WithoutComments(Preprocessor):
    """Leaves out notes of the editors, which Markdown would show."""

    def run(self, lines: list[str]) -> list[str]:
        return _without_comments("\n".join(lines), lambda _: "").split("\n")


class _Finished(Treeprocessor):
    """Names the elements of pictures and of links to entries, marks what leads out, keeps h1 for the page's title."""

    def __init__(self, renderer: Markdown) -> None:
        super().__init__(renderer)
        self.hrefs: list[str] = []
        self.pictures: list[int] = []
        self.among_words: list[int] = []
        self.wrong: list[tuple[str, int]] = []

    def begin(self) -> None:
        """Forget the last text."""
        self.hrefs, self.pictures, self.among_words, self.wrong = [], [], [], []

    def run(self, root: Element) -> None:
        for parent in [*root.iter()]:
            for block in [child for child in parent if _holds_pictures(child)]:
                place = [*parent].index(block)
                parent.remove(block)
                block[-1].tail = block.tail
                for picture in reversed(block):
                    picture.tag = "picture"
                    parent.insert(place, picture)
        for element in root.iter():
            if element.tag == "a":
                self._link(element)
            elif element.tag == "picture":
                self._picture(element)
            elif element.tag == "img":
                target = element.get("src", "")
                self.among_words.append(len(self.hrefs))
                self.wrong.append(("picture-among-words" if target else "picture-without-file", len(self.hrefs)))
                self.hrefs.append(target)
            elif element.tag == "h1":
                element.tag = "h2"

    def _picture(self, picture: Element) -> None:
        """Take a picture that stands alone; its words are its caption."""
        target, words = picture.get("src", ""), picture.get("alt", "")
        if {*picture.keys()} - {"src", "alt"}:
            self.wrong.append(("picture-with-more", len(self.hrefs)))
        self.pictures.append(len(self.hrefs))
        self.hrefs.append(target)
        picture.tag, picture.text = f"picture-{len(self.pictures)}", words
        picture.attrib.clear()

    def _link(self, link: Element) -> None:
        index, address = len(self.hrefs), _address(link.get("href", ""))
        self.hrefs.append(link.get("href", ""))
        if not is_visible("".join(link.itertext())) and link.find(".//img") is None:
            self.wrong.append(("link-without-words", index))
        if misspelt(address):
            self.wrong.append(("link-misspelt", index))
        elif leads_elsewhere(address) or lacks_scheme(address):
            self.wrong.append(("link-without-scheme", index))
        elif code := link_fault(address):
            self.wrong.append((code, index))
        elif scheme_of(address) in {"http", "https"}:
            link.set("rel", "external")
        elif ref_of(address):
            link.tag = f"entry-{len(self.hrefs)}"
            link.set("href", address)


def _holds_pictures(block: Element) -> bool:
    """Whether a paragraph holds pictures that lead somewhere, and nothing else."""
    if block.tag != "p" or block.attrib or not len(block) or is_visible(block.text or ""):
        return False
    return all(one.tag == "img" and one.get("src") and not is_visible(one.tail or "") for one in block)


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
        self._finished.begin()
        self._tables.lost = []
        self.references = definitions = Definitions()
        html = self.convert(markdown)
        cells = [("table-row-too-long", cell, row) for cell, row in self._tables.lost]
        unused = definitions.lost(markdown, _blanked(markdown))
        done = self._finished
        return _Rendered(html, done.hrefs, done.pictures, done.among_words, done.wrong, [*cells, *unused])


@cache
def _renderer() -> _Renderer:
    """One for all texts: it takes as long to make as to render one."""
    return _Renderer()


def _address(href: str) -> str:
    """A target as a browser will read it, who finds a scheme over the end of a line too (WHATWG, URL Standard, 4.4)."""
    address = unescape(href.replace(AMP_SUBSTITUTE, "&")).strip()
    joined = "" if scheme_of(address) else _BREAKS.sub("", address).lstrip(_CONTROLS)
    return joined if scheme_of(joined) not in {"", *SCHEMES} else address
