"""Markdown to safe HTML.

Raw HTML is shown as it is written. Whatever Markdown makes of a text is cleaned by our own lists of elements,
attributes and schemes, so that prose can hold no script, no frame and no picture from elsewhere. What would keep
the renderer busy for long is refused before it is tried.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import nh3
from markdown import Markdown
from markdown.extensions.toc import TocExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from sitegen.making.errors import CannotMake
from sitegen.model.links import SCHEMES, Link, ref_of, scheme_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

MOST_BYTES = 200_000
MOST_BRACKETS = 200
"""Opening brackets in one paragraph: Markdown's time grows with their square."""

_LIMITS = {
    "[": (re.compile(r"\["), 3000),
    "#": (re.compile(r"^ {0,3}(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE), 500),
    "\\": (re.compile(r"\\"), 5000),
    "```": (re.compile(r"`{3,}+|~{3,}+"), 400),
}
"""What a whole text may hold of one thing, for the same reason."""

_TAGS = {"a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4"}
_TAGS |= {"h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span"}
_TAGS |= {"strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul"}
_ATTRIBUTES = {
    "*": {"lang", "translate"},
    "a": {"href", "title", "rel"},
    "abbr": {"title"},
    "ol": {"start"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BEFORE, _BEHIND = "(<=:\"' \t\n", ")>\"'} \t\n"  # what may stand around a target; nothing stands in every string
_MARK = "\ue000{}\ue001"  # of private use: Markdown takes it for a letter
_MARKED = re.compile("\ue000(\\d+)\ue001")


def to_html(markdown: str, links: Mapping[str, str]) -> str:
    """Render a text.

    Args:
        markdown: the text; headings start at `##`.
        links: the addresses of the entries it links to, by `kind:id`; empty for one that is not published now.

    Raises:
        CannotMake: `prose-too-complex` (too large, too many brackets or headings, a picture), or `unknown-link`
            where a link is not among `links`.
    """
    _check_effort(markdown)
    return _clean(_rendered(markdown, lambda link: _resolve(link, links)))


def links_in(markdown: str) -> list[Link]:
    """List the links that a rendered text has to entries and to addresses of this site, with their places.

    Python-Markdown keeps no places. So whatever reads like the target of a link is marked at its end, and the text
    rendered again: the marks that come out tell which of them are targets. Several links by one definition are one.

    Raises:
        CannotMake: `prose-too-complex`.
    """
    _check_effort(markdown)
    hrefs = _hrefs(markdown)
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
    marked = _hrefs("".join([*parts, markdown[done:]]))
    if [_MARKED.sub("", href) for href in marked] != hrefs:
        return []  # a mark has changed what Markdown makes of the text
    marks = [_MARKED.findall(href) for href in marked]
    return [(href, int(offsets[-1])) for href, offsets in zip(hrefs, marks, strict=True) if offsets]


def _hrefs(markdown: str) -> list[str]:
    found: list[str] = []
    _rendered(markdown, lambda link: found.append(link.get("href", "")))
    return found


def _rendered(markdown: str, with_link: Callable[[Element], None]) -> str:
    """Render a text, and hand each of its links to `with_link` before it is written."""
    renderer = Markdown(
        extensions=["attr_list", "fenced_code", "sane_lists", "tables", TocExtension(baselevel=1, marker="")],
        output_format="html",
    )
    renderer.preprocessors.deregister("html_block")
    renderer.inlinePatterns.deregister("html")
    # After fenced code has been put aside, before anything else looks at the text.
    renderer.preprocessors.register(_WithoutComments(renderer), "comments", 22)
    # Last, when attributes are set and nothing in them is escaped.
    renderer.treeprocessors.register(_Finished(renderer, with_link), "finished", -1)
    return renderer.convert(markdown)


def _check_effort(markdown: str) -> None:
    """Refuse a text that would keep the renderer busy for long.

    Raises:
        CannotMake: `prose-too-complex`.
    """
    size = len(markdown.encode())
    if size > MOST_BYTES:
        raise CannotMake("prose-too-complex", reason=f"{size // 1000} kB > {MOST_BYTES // 1000} kB")
    for name, (pattern, most) in _LIMITS.items():
        count = sum(1 for _ in pattern.finditer(markdown))
        if count > most:
            raise CannotMake("prose-too-complex", reason=f"{count} × {name} > {most}")
    brackets = max(paragraph.count("[") for paragraph in _PARAGRAPH_END.split(markdown))
    if brackets > MOST_BRACKETS:
        raise CannotMake("prose-too-complex", reason=f"{brackets} × [ > {MOST_BRACKETS}")


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=set(SCHEMES),
        url_relative=_inside,
        link_rel=None,
        strip_comments=True,
    )


def _inside(address: str) -> str | None:
    """Keep a relative address unless a browser would take it for another server's."""
    return None if address.replace("\\", "/").lstrip().startswith("//") else address


class _WithoutComments(Preprocessor):
    """Leaves out notes of the editors, which Markdown would show."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        end = text.rfind("-->") + 1  # behind the last end no search for one may begin: each would be in vain
        return (_COMMENT.sub("", text[: end + 2]) + text[end + 2 :] if end else text).split("\n")


class _Finished(Treeprocessor):
    """Hands on links, refuses pictures, keeps h1 for the page's title."""

    def __init__(self, renderer: Markdown, with_link: Callable[[Element], None]) -> None:
        super().__init__(renderer)
        self._with_link = with_link

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                self._with_link(element)
            elif element.tag == "img":
                raise CannotMake("prose-too-complex", reason="![…](…)")
            elif element.tag == "h1":
                element.tag = "h2"


def _address(href: str) -> str:
    """A target as a browser will read it."""
    return unescape(href.replace(AMP_SUBSTITUTE, "&")).strip()


def _resolve(link: Element, links: Mapping[str, str]) -> None:
    """Give an internal link its address, mark one that leads out."""
    address = _address(link.get("href", ""))
    ref = ref_of(address)
    if scheme_of(address) in {"http", "https"}:
        link.set("rel", "external")
    elif ref and ref not in links:
        raise CannotMake("unknown-link", ref=ref, suggestion="")
    elif ref and links[ref]:
        link.set("href", links[ref] + address.removeprefix(ref))
    elif ref:  # its target is not published now, so the words stay alone
        link.tag = "span"
        del link.attrib["href"]
