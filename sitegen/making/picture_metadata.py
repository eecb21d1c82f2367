"""What a JPEG says of itself: XMP by the IPTC Photo Metadata Standard, and three words in Exif for older readers.

The pixels are not touched: both are segments before them (XMP specification, part 3, 1.1.3; Exif 2.32, 4.7.2).
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from PIL import Image

_SPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DRAWN = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
_PUBLIC = "https://creativecommons.org/publicdomain/"
"""Where the addresses begin that say that a work is nobody's any more."""
_DESCRIPTION, _ARTIST, _COPYRIGHT = 0x010E, 0x013B, 0x8298

_APP1 = b"\xff\xe1"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_ROOM = 65_533
"""So many bytes fit into a segment: its length has two bytes and counts itself."""
_SHORTER = (8000, 2000, 500)
"""So many letters each text may have, tried one after the other until everything fits."""
_NEVER = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold (XML 1.0, 2.2)."""


@dataclass(frozen=True)
class Said:
    """What a picture says; texts are in one `language` (BCP 47), and what is empty is not said.

    `statement` is the address that tells what may be done with it, `day` is a date by ISO 8601, `drawn` tells that a
    program drew it.
    """

    language: str
    title: str
    description: str
    alt: str
    creator: str
    credit: str
    rights: str
    terms: str
    statement: str
    source: str
    instructions: str
    place: str
    day: str
    drawn: bool


def with_metadata(jpeg: bytes, said: Said) -> bytes:
    """Write into a JPEG that says nothing yet what it says.

    Raises:
        ValueError: it is no JPEG.
    """
    if jpeg[:4] != b"\xff\xd8\xff\xe0":
        raise ValueError("a JPEG begins with its JFIF segment")
    (length,) = struct.unpack(">H", jpeg[4:6])
    behind = 4 + length
    tried = (_packets(said, most) for most in _SHORTER)
    packets = next(found for found in tried if all(len(one) <= _ROOM for one in found))
    return jpeg[:behind] + b"".join(map(_segment, packets)) + jpeg[behind:]


def _segment(content: bytes) -> bytes:
    return _APP1 + struct.pack(">H", len(content) + 2) + content


def _packets(said: Said, most: int) -> tuple[bytes, bytes]:
    short = {name: _NEVER.sub("", value)[:most] for name, value in vars(said).items() if isinstance(value, str)}
    said = Said(**short, drawn=said.drawn)
    return _exif(said), _XMP + _packet(said)


def _exif(said: Said) -> bytes:
    """As UTF-8, which readers expect: Exif 2.3 knows ASCII alone here, and Pillow makes ? of every other letter."""
    exif = Image.Exif()
    for tag, text in ((_DESCRIPTION, said.description), (_ARTIST, said.creator), (_COPYRIGHT, said.rights)):
        if text:
            exif[tag] = text.encode()
    written: bytes = exif.tobytes()
    return written


def _packet(said: Said) -> bytes:
    for prefix, space in _SPACES.items():
        ET.register_namespace(prefix, space)
    root = ET.Element(_name("x:xmpmeta"))
    of = ET.SubElement(ET.SubElement(root, _name("rdf:RDF")), _name("rdf:Description"), {_name("rdf:about"): ""})
    _alternative(of, "dc:title", said.title, said)
    _alternative(of, "dc:description", said.description, said)
    _alternative(of, "Iptc4xmpCore:AltTextAccessibility", said.alt, said)
    _creator(of, said.creator)
    _alternative(of, "dc:rights", said.rights, said)
    _text(of, "xmpRights:Marked", "False" if said.statement.startswith(_PUBLIC) else "True")
    _alternative(of, "xmpRights:UsageTerms", said.terms, said)
    _text(of, "xmpRights:WebStatement", said.statement)
    _text(of, "photoshop:Headline", said.title)
    _text(of, "photoshop:Credit", said.credit)
    _text(of, "photoshop:Source", said.source)
    _text(of, "photoshop:Instructions", said.instructions)
    _text(of, "photoshop:DateCreated", said.day)
    _text(of, "Iptc4xmpCore:Location", said.place)
    _text(of, "Iptc4xmpExt:DigitalSourceType", _DRAWN if said.drawn else "")
    written: bytes = ET.tostring(root, "utf-8")
    return b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>%b<?xpacket end="r"?>' % written


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def _text(of: ET.Element, name: str, text: str) -> None:
    if text:
        ET.SubElement(of, _name(name)).text = text


def _creator(of: ET.Element, name: str) -> None:
    if name:
        inside = ET.SubElement(ET.SubElement(of, _name("dc:creator")), _name("rdf:Seq"))
        ET.SubElement(inside, _name("rdf:li")).text = name


def _alternative(of: ET.Element, name: str, text: str, said: Said) -> None:
    """A text as what stands where no other language is asked for, and in its own."""
    if text:
        inside = ET.SubElement(ET.SubElement(of, _name(name)), _name("rdf:Alt"))
        for language in ("x-default", said.language):
            ET.SubElement(inside, _name("rdf:li"), {_LANGUAGE: language}).text = text
