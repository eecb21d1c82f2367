"""Whether a picture says where it was taken: what cameras, telephones and programs for pictures write into the file."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import ExifTags, Image

_PLACES = re.compile(
    rb"GPSLatitude|GPSLongitude|photoshop:(?:City|State|Country)|Iptc4xmp(?:Core|Ext):(?:Location|CountryCode)"
)
"""What XMP calls a place."""
_IPTC, _IPTC_IN_TIFF = 0x0404, 33723
"""Where IPTC stands among the resources of Photoshop, as a JPEG has them, and among the tags of a TIFF."""
_IPTC_PLACES = re.compile(rb"\x1c\x02[\x5a\x5c\x5f\x64\x65](?!\0\0)")
"""City, sub-location, state, code and name of a country (IPTC-IIM 4.2, 2:90 to 2:101), unless they are empty."""


def tells_place(content: bytes) -> bool:
    """Whether a picture that Pillow can open tells a place, in its EXIF, IPTC or XMP."""
    with Image.open(io.BytesIO(content)) as opened:
        exif = opened.getexif()
        if exif.get_ifd(ExifTags.IFD.GPSInfo):
            return True
        resources = opened.info.get("photoshop")
        iptc = resources.get(_IPTC) if isinstance(resources, dict) else exif.get(_IPTC_IN_TIFF)
    return (isinstance(iptc, bytes) and _IPTC_PLACES.search(iptc) is not None) or tells_place_in_words(content)


def tells_place_in_words(content: bytes) -> bool:
    """Whether XMP in a file of any format does."""
    return _PLACES.search(content) is not None


def file_tells_place(path: Path) -> bool:
    """Whether the file of a picture does; one that cannot be opened is asked for words alone."""
    content = path.read_bytes()
    try:
        return tells_place(content)
    except Exception:  # noqa: BLE001 - a decoder may raise anything over a broken file, which is told elsewhere
        return tells_place_in_words(content)
