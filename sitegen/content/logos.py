"""Logos that are handed on: pictures that are what their names say, and drawings that do nothing and load nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

_SVG = "http://www.w3.org/2000/svg"
_HTML = "http://www.w3.org/1999/xhtml"
_BEGINNINGS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
_ACTIVE = {"script", "foreignObject", "handler", "listener", "set", "discard", "iframe", "object", "embed"}
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg);base64,")
_LOADS = re.compile(r"@import|\\|(?:url|image|image-set|src)\s*\(\s*(?![\s\"']*#)", re.IGNORECASE)
"""What makes a style load something; a backslash may write any of it in other letters (CSS Syntax, 4.3.7)."""

Fault = tuple[str, Mapping[str, object]]


def logo_fault(path: Path) -> Fault | None:
    """Why a file cannot be handed on as a logo: the code of a problem with its params; None where it can."""
    suffix = path.suffix.lower()
    if suffix == ".svg":
        return _svg_fault(path)
    beginning = _BEGINNINGS.get(suffix)
    with path.open("rb") as content:
        sound = beginning is not None and content.read(len(beginning)) == beginning
    return None if sound else ("not-a-logo", {})


def _svg_fault(path: Path) -> Fault | None:
    judge = _Judge()
    parser = ET.XMLParser(target=judge)
    try:
        parser.feed(path.read_bytes())
        parser.close()
    except _Refused as error:
        return "svg-not-safe", {"text": str(error)}
    except (ET.ParseError, ValueError, LookupError):  # no XML, or in no encoding that is known
        return "not-a-logo", {}
    return None


class _Refused(Exception):  # noqa: N818 - it says what happened
    """What a drawing that is handed on must not hold."""


class _Judge:
    """Hears what is in a drawing (SVG 2), and refuses what acts or comes from elsewhere: it may stand in any page."""

    def __init__(self) -> None:
        self._deep, self._style = 0, ""

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        """A document type may define what the rest means, and entities that grow."""
        raise _Refused(f"<!DOCTYPE {name}>")

    def pi(self, target: str, _data: str | None = None) -> None:
        """An instruction such as `xml-stylesheet` loads something."""
        raise _Refused(f"<?{target}?>")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element with its attributes."""
        space, _, name = tag.removeprefix("{").rpartition("}")
        if not self._deep and (space, name) != (_SVG, "svg"):
            raise ValueError(tag)
        self._deep += 1
        if space == _HTML or name in _ACTIVE or name.startswith("animate"):
            raise _Refused(f"<{name}>")
        for written, value in attributes.items():
            self._attribute(written.rpartition("}")[2], value)
        self._style = "" if name == "style" else self._style

    @staticmethod
    def _attribute(name: str, value: str) -> None:
        outside = name in {"href", "src", "base"} and not _INSIDE.match(value.strip())
        if outside or name.lower().startswith("on") or _LOADS.search(value):
            raise _Refused(f'{name}="{value[:60]}"')

    def data(self, text: str) -> None:
        """Text, which may come in pieces; that of a style must load nothing."""
        self._style += text

    def end(self, tag: str) -> None:
        """The end of an element."""
        self._deep -= 1
        if tag == f"{{{_SVG}}}style" and (found := _LOADS.search(self._style)):
            raise _Refused(found[0])
        self._style = ""

    def close(self) -> None:
        """The end of the drawing."""
