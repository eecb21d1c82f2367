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

from sitegen.making.errors import CannotMake

if TYPE_CHECKING:
    from collections.abc import Mapping
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
_SCHEMES = {"http", "https", "mailto"}

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DROPPED = re.compile(r"<(script|style|template)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_INLINE = {"a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span"}
_INLINE |= {"strong", "sub", "sup", "time", "u", "wbr"}


def to_html(markdown: str, links: Mapping[str, str], *, shift: int = 0) -> str:
    """Render a text.

    Args:
        markdown: the text; headings start at `##`.
        links: the addresses of the entries it links to, by `kind:id`; empty for one that is not published now.
        shift: by how many levels its headings are lowered.

    Raises:
        CannotMake: `prose-too-complex` (too large, too many brackets or headings, a picture), or `unknown-link`
            where a link is not among `links`.
    """
    check_effort(markdown)
    renderer = Markdown(
        extensions=[
            "attr_list",
            "fenced_code",
            "sane_lists",
            "tables",
            TocExtension(baselevel=1 + shift, marker=""),
        ],
        output_format="html",
    )
    renderer.preprocessors.deregister("html_block")
    renderer.inlinePatterns.deregister("html")
    # After fenced code has been put aside, before anything else looks at the text.
    renderer.preprocessors.register(_WithoutComments(renderer), "comments", 22)
    renderer.treeprocessors.register(_Resolved(renderer, links), "links", 15)
    return _clean(renderer.convert(markdown))


def text_of(html: str) -> str:
    """The plain text of HTML, its blocks separated by one space."""
    text = _DROPPED.sub(" ", html)
    text = _TAG.sub(lambda tag: "" if tag[1].lower() in _INLINE else " ", text)
    return " ".join(unescape(text).split())


def check_effort(markdown: str) -> None:
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
        url_schemes=_SCHEMES,
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


class _Resolved(Treeprocessor):
    """Gives internal links their addresses, marks links that lead out, keeps h1 for the page's title."""

    def __init__(self, renderer: Markdown, links: Mapping[str, str]) -> None:
        super().__init__(renderer)
        self._links = links

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                self._resolve(element)
            elif element.tag == "img":
                raise CannotMake("prose-too-complex", reason="![…](…)")
            elif element.tag == "h1":
                element.tag = "h2"

    def _resolve(self, link: Element) -> None:
        address = link.get("href", "").strip()
        scheme = _SCHEME.match(address)
        if scheme is None or scheme[1].lower() == "mailto":
            return
        if scheme[1].lower() in _SCHEMES:
            link.set("rel", "external")
            return
        ref, mark, fragment = address.partition("#")
        if ref not in self._links:
            raise CannotMake("unknown-link", ref=ref, suggestion="")
        if not self._links[ref]:  # its target is not published now, so the words stay alone
            link.tag = "span"
            link.attrib.clear()
            return
        link.set("href", self._links[ref] + mark + fragment)
