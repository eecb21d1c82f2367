"""What makes a page of a site a page of a folder that is opened from a disk, with no server and no network.

A visitor at a kiosk must never reach a place that has no way back: links that leave the site become text with the
address to note down, and so do links to files that a browser shows by itself (a PDF, a table), where no script
of ours would lead back to the start.
"""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urlsplit

_ATTRS = r"\s[^>\"']*+(?:\"[^\"]*+\"[^>\"']*+|'[^']*+'[^>\"']*+)*+"
_ANCHOR = re.compile(rf"<a(?P<attrs>{_ATTRS})>(?P<inner>.*?)</a\s*>", re.DOTALL | re.IGNORECASE)
_HEAD_LINK = re.compile(rf"<link(?P<attrs>{_ATTRS})>", re.IGNORECASE)
_POLICY = re.compile(rf"<meta(?=\s)(?P<attrs>{_ATTRS})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s(?P<name>[^\s=>\"'/]+)(?:\s*=\s*(?:\"(?P<value>[^\"]*)\"|'(?P<single>[^']*)'))?")
_TAG = re.compile(r"<[^>]*>")

_TURNED_OFF = re.compile(r"(?<=[\s\"'])data-lightbox(?=[\s>])")
"""The lightbox fetches pages, which browsers refuse on a disk; its links lead to those pages all the same."""

_KEPT = ("id", "lang", "dir", "translate")
"""What text keeps of the link that it was."""

_SERVER_ONLY = frozenset({"canonical", "alternate", "preload", "manifest"})
"""Links in the head that say where the site lies, or that browsers follow only on a server."""


def offline(html: str) -> str:
    """Take out of a page what does not work, or must not be offered, without a server."""
    html = _POLICY.sub(_policy, html)
    html = _TURNED_OFF.sub("", html)
    html = _HEAD_LINK.sub(_head_link, html)
    return _ANCHOR.sub(_anchor, html)


def _attributes(text: str) -> dict[str, str]:
    """Names and unescaped values of a tag's attributes."""
    found = _ATTRIBUTE.finditer(text)
    return {match["name"].lower(): unescape(match["value"] or match["single"] or "") for match in found}


def _policy(match: re.Match[str]) -> str:
    """The strict policy, as a folder can keep it: files have no origin that `'self'` surely means."""
    given = _attributes(match["attrs"])
    if given.get("http-equiv", "").lower() != "content-security-policy":
        return match[0]
    rules = [rule.strip() for rule in given["content"].split(";") if rule.strip()]
    kept = [rule.replace("'self'", "'self' file:") for rule in rules if not rule.startswith("connect-src")]
    content = escape("; ".join([*kept, "connect-src 'none'"]), quote=False)
    return f'<meta http-equiv="Content-Security-Policy" content="{content}">'


def _head_link(match: re.Match[str]) -> str:
    rel = set(_attributes(match["attrs"]).get("rel", "").lower().split())
    return "" if rel & _SERVER_ONLY else match[0]


def _anchor(match: re.Match[str]) -> str:
    given = _attributes(match["attrs"])
    target = given.get("href")
    if target is None or "data-zoom" in given or (_inside(target) and "download" not in given):
        return match[0]
    kept = "".join(f' {name}="{escape(given[name])}"' for name in _KEPT if name in given)
    return f'<span class="no-way-out"{kept}>{match["inner"]}{_noted(target, match["inner"])}</span>'


def _inside(target: str) -> bool:
    """Whether a link stays on the pages of the site, where our script runs."""
    parts = urlsplit(target)
    name = parts.path.rpartition("/")[2]
    return not parts.scheme and not parts.netloc and ("." not in name or name.endswith(".html"))


def _noted(target: str, inner: str) -> str:
    """The address to note down behind the text of a former link, unless the text says it already."""
    if not urlsplit(target).scheme:
        return ""
    address = re.sub(r"^(https?://|mailto:|tel:)", "", target).rstrip("/")
    said = " ".join(unescape(_TAG.sub(" ", inner)).split())
    if address.removeprefix("www.") in said:
        return ""
    return f' <span class="address" translate="no">({escape(address)})</span>'
