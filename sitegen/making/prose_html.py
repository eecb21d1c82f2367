"""The HTML of a text as a page shows it: the addresses of entries are put in, everything is cleaned, pictures come in.

What Markdown made of a text is cleaned by our own lists of elements, attributes and schemes, so that prose can hold no
script, no frame and no picture from elsewhere.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

import nh3

from sitegen.making.errors import CannotMake
from sitegen.model.links import SCHEMES, leads_elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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

_BLOCKS = {"blockquote", "br", "dd", "dt", "h2", "h3", "h4", "h5", "h6", "hr", "li", "p", "pre", "td", "th"}
_BLOCK = re.compile(r"<[^>]*>")

_OPENED = re.compile(r'<(entry-\d+)((?: [^>]*?)?) href="([^">]*)"([^>]*)>')
_ADDRESS = re.compile(r'<a((?: [^>]*?)?) href="([^">]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_CLOSED = re.compile(r"</(entry-\d+)>")
_PICTURE = re.compile(r"<(picture-(\d+))>(.*?)</\1>", re.DOTALL)


def resolved(html: str, links: Mapping[str, str], figure: Callable[[int, str], str]) -> str:
    """Finish the HTML of an understood text.

    Args:
        html: as `understand` made it.
        links: the addresses of the entries it links to, by `kind:id`; empty for one that is not published now, and for
            an address, as it is written, at which there is nothing now.
        figure: the HTML of a picture by its number, from 1, and its caption, which is HTML; empty for one that is not
            shown now.

    Raises:
        CannotMake: `unknown-link` where a link is not among `links`.
    """
    names: dict[str, str] = {}

    def opened(match: re.Match[str]) -> str:
        element, before, target, behind = match.groups()
        ref, sign, part = target.partition("#")
        address = links.get(unescape(ref))
        if address is None:
            raise CannotMake("unknown-link", ref=unescape(ref), suggestion="")
        names[element] = "a" if address else "span"  # what is not published now leaves the words alone
        href = f' href="{escape(address)}{sign}{part}"' if address else ""
        return f"<{names[element]}{before}{href}{behind}>"

    def kept(match: re.Match[str]) -> str:
        gone = links.get(unescape(match[2]).strip() or "/", "/") == ""
        return f"<span>{match[4]}</span>" if gone else match[0]

    named = _OPENED.sub(opened, _ADDRESS.sub(kept, html))
    closed = _CLOSED.sub(lambda match: f"</{names.get(match[1], match[1])}>", named)
    pictures = {match[1] for match in _PICTURE.finditer(closed)}
    return _PICTURE.sub(lambda match: figure(int(match[2]), match[3]), _clean(closed, pictures))


def _clean(html: str, pictures: set[str]) -> str:
    return nh3.clean(
        html,
        tags=_TAGS | pictures,
        attributes=_ATTRIBUTES,
        url_schemes=set(SCHEMES),
        url_relative=_inside,
        link_rel=None,
        strip_comments=True,
    )


def plain_paragraphs(html: str) -> list[str]:
    """The words alone of an understood text, paragraph by paragraph, without its pictures and their captions."""
    bare = nh3.clean(_PICTURE.sub("", html), tags=_BLOCKS, attributes={}, link_rel=None, strip_comments=True)
    found = (" ".join(unescape(part).split()) for part in _BLOCK.split(bare))
    return [part for part in found if part]


def _inside(address: str) -> str | None:
    """Keep a relative address unless a browser would take it for another server's."""
    return None if leads_elsewhere(address) else address
