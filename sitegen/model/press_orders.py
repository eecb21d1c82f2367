"""The orders of the press kit: captions, the fact sheet, and the ZIP of it all; each is in one language."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.languages import Writing
from sitegen.model.media import Clearance, Press
from sitegen.model.order import Made, Order
from sitegen.model.print_identity import Identity, Notice
from sitegen.model.print_orders import PackedFile, TourStop
from sitegen.model.print_words import Words


@dataclass(frozen=True)
class PressCaption:
    """What is said of a photograph for the media, in one language; `file` is its name in the kit.

    `author` and `place` are empty where the picture is a sample, which nobody took anywhere; `note` says what is in it
    that may be hard to look at. `rights` is whose it is, with the licence, `source` who hands it out, `statement` the
    address that tells what may be done with it; `taken` is as people write it, `day` as machines do (ISO 8601).
    """

    cleared: Clearance[Press]
    file: str
    title: str
    caption: str
    note: str
    author: str
    credit: str
    rights: str
    licence: str
    statement: str
    source: str
    alt: str
    place: str
    taken: str
    day: str
    sample: bool


@dataclass(frozen=True)
class Captions:
    """The captions of a kit, in the order of its photographs."""

    languages: tuple[Writing, ...]
    captions: tuple[PressCaption, ...]


@dataclass(frozen=True)
class CaptionTable(Order):
    """Captions as a table (CSV)."""

    content: Captions


@dataclass(frozen=True)
class SheetFact:
    """A number, as its language writes it, with what it counts; `about` says that it is approximate."""

    value: str
    label: Words
    about: bool


@dataclass(frozen=True)
class SheetPart:
    """A titled text."""

    title: Words
    text: Words


@dataclass(frozen=True)
class SheetPicture:
    """The photograph on a fact sheet: a derivative of it, and its caption with its credit."""

    caption: PressCaption
    file: Made
    focus: tuple[float, float]


@dataclass(frozen=True)
class SheetContact:
    """Whom to ask: the publisher, and perhaps somebody of theirs; what is not known is empty."""

    publisher: Words
    name: str
    address: str
    email: str
    phone: str
    url: str


@dataclass(frozen=True)
class SheetAuthor:
    """An author of photographs; `cleared` proves that the media may be told the name."""

    cleared: Clearance[Press]
    name: str


@dataclass(frozen=True)
class SheetContent:
    """What stands on a fact sheet. `site` is where the project is seen, as it is written, and `code` leads there."""

    languages: tuple[Writing, ...]
    title: Words
    tagline: Words
    description: Words
    facts: tuple[SheetFact, ...]
    story: tuple[SheetPart, ...]
    stops: tuple[TourStop, ...]
    authors: tuple[SheetAuthor, ...]
    picture: SheetPicture | None
    contact: SheetContact
    notices: tuple[Notice, ...]
    site: str
    code: Made


@dataclass(frozen=True)
class FactSheet(Order):
    """The project on one or two pages of A4, tagged."""

    identity: Identity
    content: SheetContent


@dataclass(frozen=True)
class PressPhotograph(Order):
    """A photograph alone, which says what it is: a derivative without metadata, and the one caption of `content`."""

    content: Captions
    file: Made


@dataclass(frozen=True)
class PressArchive(Order):
    """A kit as a ZIP: derivatives without metadata in the order of their captions, and what goes with them."""

    folder: str
    content: Captions
    photographs: tuple[Made, ...]
    files: tuple[PackedFile, ...]
