"""HTML of a page as it may stand anywhere: in a feed, whose readers know no address that it could be seen from."""

from __future__ import annotations

from urllib.parse import urljoin

from markupsafe import Markup, escape

from sitegen.making.tags import ATTRIBUTE, parsed, parts_of, value_of


def absolute(html: str, base: str, page: str) -> Markup:
    """Our own well-formed HTML with its addresses complete.

    Args:
        html: what a page says; addresses of the site are written from `/`.
        base: the address of the site, without the slash at its end.
        page: the whole address of the page that all other addresses are seen from.
    """

    def complete(token: str) -> str:
        tag = parsed(token)
        wanted = tag and not tag.closes and not {"href", "src"}.isdisjoint(tag.attributes)
        return ATTRIBUTE.sub(lambda match: _attribute(match[0], match[1], match[2] or ""), token) if wanted else token

    def _attribute(whole: str, name: str, written: str) -> str:
        address = value_of(written).strip()
        if name.lower() not in {"href", "src"} or not written:
            return whole
        of_the_site = address.startswith("/") and not address.startswith("//")
        return f'{name}="{escape(base + address if of_the_site else _seen_from(page, address))}"'

    parts = parts_of(html)
    parts[1::2] = map(complete, parts[1::2])
    return Markup("".join(parts))  # noqa: S704 - only addresses are written anew, and escaped


def _seen_from(page: str, address: str) -> str:
    try:
        return urljoin(page, address)
    except ValueError:  # such as http://[, of which the check of the page tells
        return address
