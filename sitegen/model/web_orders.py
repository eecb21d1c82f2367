"""The orders of the website: pages, feeds, pictures, codes, style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sitegen.model.languages import Writing
from sitegen.model.media import Web
from sitegen.model.order import Context, Json, Made, Order, Released, SourceFile

View = dict[str, Any]
"""What a template is told: plain data, texts already in one language, addresses already known. Jinja begins here."""


@dataclass(frozen=True)
class TextOrder(Order):
    """A template filled with a view, as it is: a podcast's feed, the sitemap, robots.txt."""

    template: str
    writing: Writing
    view: View


@dataclass(frozen=True)
class FeedOrder(Order):
    """A feed of a part of the site; `context` is what it says, as `content.feeds` has it."""

    template: str
    writing: Writing
    context: Context


@dataclass(frozen=True)
class PageOrder(Order):
    """A page.

    `context` is what it says itself, `frame` what all pages of its language carry, `about` how it is related to others.
    `url` is its site-absolute address, to which its links are made relative, unless `base_path` wants them absolute
    (a page served from anywhere, as the one for a missing page is). `typography` is how each language is set.
    `folder` is for pages that are opened from a disk, without a server. `voices` are the languages in which a page has
    words of the interface besides its own: `words` of a code translates what stands in `N_(…)`. What the page says of
    `finished` files (size, check sum) it finds under their paths in `made`.
    """

    template: str
    writing: Writing
    context: Context
    frame: Context
    about: View
    url: str
    typography: tuple[Writing, ...]
    base_path: str | None = None
    folder: bool = False
    voices: tuple[Writing, ...] = ()
    finished: tuple[Made, ...] = ()


@dataclass(frozen=True)
class PictureOrder(Order):
    """A derivative of a photograph: width and height in pixels, the name of its format (`making.formats.FORMATS`).

    `crop` is the point that a crop to this shape keeps, as fractions from the left and the top; None where nothing is
    cut off. `copyright` is the one thing that a derivative says about itself.
    """

    file: Released[Web]
    width: int
    height: int
    format: str
    crop: tuple[float, float] | None = None
    copyright: str = ""


@dataclass(frozen=True)
class Measured:
    """What opening a picture tells: upright width and height in pixels, placeholder, the original's mode and format.

    `tone` are the classes of its mean colour in the style sheet; mode and format are Pillow's names.
    """

    width: int
    height: int
    tone: str
    mode: str
    format: str


SHARED_SIZE = (1200, 630)
"""Width and height in pixels of pictures for sharing, as the Open Graph's readers want them (1.91 : 1)."""


@dataclass(frozen=True)
class SharingPicture(Order):
    """What stands for a page where it is shared (JPEG of `SHARED_SIZE`), in the language of `writing`.

    `kind` is a word of the interface for what it is, by its key in `templates/parts/sharing.html`; `above` stands in
    its place. A list has no `title` and is called by its `kind`. `voice` is what somebody says, `below` are lines under
    it and the title, `summary` is what fills the room that is left, `brand` the site's name. `picture` is a derivative
    or another finished picture, and `focus` the point of it that is always seen. `sample` says that what the page
    shows stands in for an original, `sampled` that the picture alone does.
    """

    writing: Writing
    kind: str
    title: str
    brand: str
    above: str = ""
    voice: str = ""
    below: tuple[str, ...] = ()
    summary: str = ""
    picture: Made | None = None
    focus: tuple[float, float] = (0.5, 0.5)
    sample: bool = False
    sampled: bool = False
    cancelled: bool = False


@dataclass(frozen=True)
class ThumbOrder(Order):
    """A small WebP of a picture, or of the first page of a PDF; its width in pixels."""

    file: Made
    width: int


@dataclass(frozen=True)
class CopyOrder(Order):
    """A file that is taken over as it is."""

    file: SourceFile


@dataclass(frozen=True)
class SoundOrder(Order):
    """A recording or its words, taken over as it is."""

    file: Released[Web]


@dataclass(frozen=True)
class CoverOrder(Order):
    """The cover of a podcast with its own pixels, without what else the file says."""

    file: Released[Web]


@dataclass(frozen=True)
class IconOrder(Order):
    """An icon of the site, a square of so many pixels; an ICO has several sizes, of which it is the largest.

    The drawing takes `share` of its width, in the middle; `ground` is the colour below it, empty for none.
    """

    file: SourceFile
    size: int
    format: Literal["png", "ico"]
    share: float
    ground: str


@dataclass(frozen=True)
class JsonOrder(Order):
    """Data as JSON (RFC 8259)."""

    data: Json


@dataclass(frozen=True)
class CalendarOrder(Order):
    """A calendar: the time zone, its `entries`, and of a subscription its name, description, address and source."""

    data: Json


@dataclass(frozen=True)
class SearchWords(Order):
    """The words of a part of the search, by their stems, as a script that hands them over.

    `context` holds the part's `entries` as `content.search_entries` says them; `alone` says that there is no other.
    """

    context: Context
    alone: bool


@dataclass(frozen=True)
class SearchTexts(Order):
    """The texts of a part of the search, as a script that hands them over; `context` as in `SearchWords`."""

    context: Context


@dataclass(frozen=True)
class FontOrder(Order):
    """A web font, cut down to some characters."""

    file: SourceFile
    characters: str


@dataclass(frozen=True)
class FontFace:
    """One style of a family in the style sheet; `file` is beside the sheet."""

    family: str
    weight: int
    style: str
    file: str


@dataclass(frozen=True)
class StyleOrder(Order):
    """The style sheet: its font faces, then its parts in their order."""

    faces: tuple[FontFace, ...]
    parts: tuple[SourceFile, ...]


@dataclass(frozen=True)
class CodeOrder(Order):
    """The QR code of an address for the screen (ISO/IEC 18004)."""

    text: str
    format: Literal["svg", "png"]
