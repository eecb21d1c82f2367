"""Logos that are handed on run nothing, load nothing, and are what their names say."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.content.logos import logo_fault
from tests.conftest import picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'

SOUND = [
    '<circle r="4" fill="url(#shade)"/><defs><linearGradient id="shade"/></defs>',
    "<style>circle { fill: #fff; clip-path: url('#cut') }</style>",
    '<use href="#mark"/><use xlink:href="#mark"/>',
    '<image href="data:image/png;base64,iVBORw0KGgo="/>',
    "<title>on the way: url of nothing</title>",
    "<!-- https://example.org/ -->",
]
UNSAFE = [
    ("<script>alert(1)</script>", "<script>"),
    ('<circle onload="alert(1)"/>', 'onload="alert(1)"'),
    ('<a href="javascript:alert(1)"><circle/></a>', 'href="javascript:alert(1)"'),
    ('<a href=" https://example.org/"/>', 'href=" https://example.org/"'),
    ('<image xlink:href="//example.org/a.png"/>', 'href="//example.org/a.png"'),
    ('<image href="file.png"/>', 'href="file.png"'),
    ('<use href="data:image/svg+xml;base64,PHN2Zz4="/>', 'href="data:image/svg+xml;base64,PHN2Zz4="'),
    ('<circle fill="url(https://example.org/#a)"/>', 'fill="url(https://example.org/#a)"'),
    ('<circle style="fill: \\75rl(//example.org/a)"/>', 'style="fill: \\75rl(//example.org/a)"'),
    ("<style>@import '//example.org/a.css';</style>", "@import"),
    ("<style>circle { fill: URL( //example.org/a ) }</style>", "URL( "),
    ("<style><![CDATA[@im]]><![CDATA[port '//example.org/a';]]></style>", "@import"),
    ("<foreignObject><p/></foreignObject>", "<foreignObject>"),
    ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "<p>"),
    ('<set attributeName="href" to="#a"/>', "<set>"),
    ('<animate attributeName="href"/>', "<animate>"),
    ('<g xml:base="https://example.org/"/>', 'base="https://example.org/"'),
    ('<?xml-stylesheet href="a.css"?>', "<?xml-stylesheet?>"),
]


def fault(folder: Path, name: str, content: bytes) -> object:
    """What is wrong with a file."""
    path = folder / name
    path.write_bytes(content)
    return logo_fault(path)


@pytest.mark.parametrize("inside", SOUND)
def test_what_stays_inside_may_be_drawn(tmp_path: Path, inside: str) -> None:
    assert fault(tmp_path, "a.svg", SVG.format(inside).encode()) is None


@pytest.mark.parametrize(("inside", "named"), UNSAFE)
def test_what_acts_or_loads_is_named(tmp_path: Path, inside: str, named: str) -> None:
    found = logo_fault_of(tmp_path, SVG.format(inside).encode())
    assert found == ("svg-not-safe", {"text": named})


def logo_fault_of(folder: Path, content: bytes) -> object:
    """What is wrong with a drawing."""
    return fault(folder, "a.svg", content)


def test_entities_that_grow_are_not_read(tmp_path: Path) -> None:
    """A document type ends the reading, in any encoding."""
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SVG.format("&b;")
    for content in (bomb.encode(), bomb.encode("utf-16")):
        assert logo_fault_of(tmp_path, content) == ("svg-not-safe", {"text": "<!DOCTYPE svg>"})


@pytest.mark.parametrize("content", [b"", b"<svg>", b"<svg/>", b"<html/>", b"%PDF-1.7", b"\xff\xfe\x00"])
def test_a_file_that_is_no_drawing_is_told(tmp_path: Path, content: bytes) -> None:
    assert logo_fault_of(tmp_path, content) == ("not-a-logo", {})


def test_pictures_are_known_by_their_bytes(tmp_path: Path) -> None:
    picture(tmp_path / "sound.jpg")
    jpeg = (tmp_path / "sound.jpg").read_bytes()
    assert logo_fault(tmp_path / "sound.jpg") is None
    assert fault(tmp_path, "A.JPEG", jpeg) is None
    assert fault(tmp_path, "a.png", jpeg) == ("not-a-logo", {})
    assert fault(tmp_path, "a.png", b"\x89PNG\r\n\x1a\n") is None
    assert fault(tmp_path, "a.pdf", b"%PDF-1.7") == ("not-a-logo", {})
