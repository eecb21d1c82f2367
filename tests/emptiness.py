"""Finds what says nothing on a finished site: elements, addresses and sentences that have nothing in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

_VOID = {"img", "input", "link", "meta", "br", "hr", "source", "col", "area", "base", "embed", "track", "wbr"}
_SEEN = {
    "td",
    "img",
    "input",
    "circle",
    "path",
    "rect",
    "line",
    "audio",
    "use",
    "polygon",
    "polyline",
    "textarea",
    "button",
}
"""What is something to see by itself."""
_NAMED = {"href", "src", "srcset", "content", "title", "aria-label", "datetime", "lang", "hreflang", "action", "value"}
"""Attributes that are left out where there is nothing to say; `alt=""` says that a picture is decoration."""
_FILLED_LATER = {"role", "data-state", "data-search-results", "data-position", "data-bar"}
"""Elements that a script fills, by one of their attributes."""
_LOOSE = re.compile(r"^[·,:–]|(?<!^)[·,–]$|[·,–]\s*[·,]|\(\s*\)|\bNone\b|\s[,.](\s|$)")
"""What is left where something between two signs is missing."""
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class _Reader(HTMLParser):
    """Reads a page and notes what is empty on it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if any(one["tag"] == "template" for one in self._open):  # only a script reads what is in it
            return
        given = dict(attrs)
        for name, value in given.items():
            if name in _NAMED and not (value or "").strip() and not (tag in {"input", "option"} and name == "value"):
                self.found.append(f"<{tag} {name}=''>")
        if tag in _SEEN:
            for one in self._open:
                one["seen"] = True
        if self._open and tag in _HEADINGS:
            self._open[-1]["children"].append(tag)
        elif self._open:
            self._open[-1]["children"].append("")
        if tag not in _VOID:
            later = bool(_FILLED_LATER & given.keys()) or tag in {"script", "template", "audio", "source"}
            self._open.append({"tag": tag, "text": "", "seen": tag in _SEEN or later, "later": later, "children": []})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        for one in self._open:
            one["text"] += data
        if self._open and data.strip():
            self._open[-1]["children"].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag != "template" and any(one["tag"] == "template" for one in self._open):
            return
        while self._open:
            one = self._open.pop()
            text = " ".join(one["text"].split())
            if not one["seen"] and not text and not (one["tag"] == "span" and one.get("mark")):
                self.found.append(f"<{one['tag']}> holds nothing")
            if one["tag"] in {"section", "nav", "article"} and one["children"] and all(one["children"]):
                self.found.append(f"<{one['tag']}> is nothing but a heading")
            if one["tag"] in {"p", "dd", "dt", "li", "title", "figcaption", *_HEADINGS} and _LOOSE.search(text):
                self.found.append(f"<{one['tag']}>{text}")
            if one["tag"] == tag:
                return


def on_page(html: str) -> list[str]:
    """What is empty on a page."""
    reader = _Reader()
    reader.feed(re.sub(r'<span class="(side|swatch|space)[^>]*></span>', "", html))
    found = reader.found
    for said in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
        found += [f"JSON-LD: {name}" for name in _in_data(json.loads(said), "")]
    return found


def _in_data(value: Any, name: str) -> Iterator[str]:
    if value in ("", None, [], {}):
        yield name
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _in_data(inner, f"{name}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _in_data(inner, name)


def _in_xml(text: str) -> Iterator[str]:
    for element in ET.fromstring(text).iter():
        if not len(element) and not (element.text or "").strip() and not element.attrib:
            yield f"<{element.tag}/>"
        yield from (f"<{element.tag} {name}=''>" for name, value in element.attrib.items() if not value.strip())


def of_site(output: Path) -> dict[str, list[str]]:
    """What is empty on a site, by file."""
    found: dict[str, list[str]] = {}
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        if path.suffix == ".html":
            found[name] = on_page(path.read_text("utf-8"))
        elif path.suffix == ".xml":
            text = path.read_text("utf-8")
            found[name] = [*_in_xml(text)]
            if "<feed " in text and "<entry>" not in text:
                found[name].append("a feed without entries")
        elif path.suffix in {".json", ".webmanifest"} and not name.startswith(
            (".", "print/")
        ):  # reports of no findings
            found[name] = [*_in_data(json.loads(path.read_text("utf-8")), "")]
        elif path.suffix == ".ics" and "BEGIN:VEVENT" not in path.read_text("utf-8"):
            found[name] = ["a calendar without entries"]
    return {name: told for name, told in found.items() if told}
