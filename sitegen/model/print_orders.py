"""The orders of print: zines, wall labels, loose codes, job tickets and packages.

Lengths are millimetres. What a zine, a set of labels or a ticket says is apart from what is made of it, because
several files are made of the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias

from sitegen.model.choices import Palette
from sitegen.model.languages import Writing
from sitegen.model.media import Clearance, M_co, Paper, Wall
from sitegen.model.order import Json, Made, Order, Released
from sitegen.model.print_identity import Identity, Notice
from sitegen.model.print_words import Phrase, PrintText, Words

WIDTH, HEIGHT, PAGE_COUNT = 105.0, 148.0, 8
"""A zine's trimmed page, upright A6, and how many there are: one sheet folded and cut once."""

BLEED = 3
"""How far what is painted goes beyond the edge of a trimmed page, in millimetres."""

LabelSize: TypeAlias = Literal["a5", "a6"]
LABELS_A_SHEET: dict[LabelSize, int] = {"a5": 2, "a6": 4}
"""How many labels of each size stand on a sheet of A4."""

LABEL_TRIM: dict[LabelSize, tuple[float, float]] = {"a5": (210.0, 148.0), "a6": (148.0, 105.0)}
"""Width and height of a trimmed label, lying (ISO 216)."""

LARGE_TRIM = (210.0, 297.0)
"""Width and height of a page in large type: A4."""


@dataclass(frozen=True)
class ShortAddress:
    """Where a code leads, and how this is written beside it."""

    url: str
    written: str


@dataclass(frozen=True)
class AuthorOnPaper(Generic[M_co]):
    """An author, and in one line what is said of them; `cleared` proves that the medium may."""

    cleared: Clearance[M_co]
    name: str
    facts: PrintText


@dataclass(frozen=True)
class PhotoOnPaper(Generic[M_co]):
    """What is said of a photograph; `comment` has an empty line between paragraphs, `meta` is where and when."""

    cleared: Clearance[M_co]
    id: str
    title: Words
    caption: Words
    comment: Words
    meta: PrintText


@dataclass(frozen=True)
class ZinePhoto:
    """A photograph of a zine; `focus` is the point that a crop keeps, as fractions from the left and the top."""

    words: PhotoOnPaper[Paper]
    file: Released[Paper]
    alt: Words
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True)
class TourStop:
    """A stop of the exhibition's tour: when, and where."""

    when: Words
    place: Words


@dataclass(frozen=True)
class ProjectInShort:
    """The project in a few paragraphs, and the stops of its tour."""

    heading: Words
    text: tuple[Words, ...]
    stops: tuple[TourStop, ...]


@dataclass(frozen=True)
class ZinePages:
    """What stands on the pages of a zine (docs/print.md), the leading language first.

    `pull` is the sentence that is drawn large; `imprint` has a line for each holder of rights in the photographs;
    `publisher` is told with the `year`, else with that of the file; `registered` is an ISBN, or what a law wants of
    printed things.
    """

    languages: tuple[Writing, ...]
    palette: Palette
    title: Words
    author: AuthorOnPaper[Paper]
    series: Words
    pull: Words
    intro: Words
    photos: tuple[ZinePhoto, ...]
    project: ProjectInShort
    code: ShortAddress
    notices: tuple[Notice, ...]
    imprint: tuple[PrintText, ...]
    publisher: Words
    year: int | None = None
    registered: Words | None = None


@dataclass(frozen=True)
class ZinePress(Order):
    """The press file of a zine: PDF/X-4 declared, single pages with bleed, no marks."""

    identity: Identity
    content: ZinePages


@dataclass(frozen=True)
class ZineReading(Order):
    """A zine for screens: tagged, at trim size, with small pictures."""

    identity: Identity
    content: ZinePages


@dataclass(frozen=True)
class FromPages(Order):
    """What is made of finished pages: of a press file, or of the reading copy."""

    identity: Identity
    source: Made


@dataclass(frozen=True)
class MarkedPress(FromPages):
    """The same with crop marks."""


@dataclass(frozen=True)
class PressX1a(FromPages):
    """The same as PDF/X-1a:2003."""


@dataclass(frozen=True)
class Booklet(FromPages):
    """Its pages two a side, to be stapled in the fold."""


@dataclass(frozen=True)
class FoldedSheet(FromPages):
    """The eight pages on one sheet, to be folded and cut once; of the colours and the fineness that its source has."""

    size: Literal["a4", "a3"]


@dataclass(frozen=True)
class Label:
    """The wall label of a photograph; `call` says what its code is for."""

    photo: PhotoOnPaper[Wall]
    author: AuthorOnPaper[Wall]
    call: Phrase
    code: ShortAddress


@dataclass(frozen=True)
class Labels:
    """The labels of a stop of the tour, the leading language first."""

    languages: tuple[Writing, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class LabelPress(Order):
    """The press file of labels: PDF/X-4 declared, a label a page with bleed, no marks."""

    identity: Identity
    content: Labels
    size: LabelSize


@dataclass(frozen=True)
class LabelSheets(Order):
    """Labels on sheets of A4 with cutting marks, for office printers."""

    identity: Identity
    content: Labels
    size: LabelSize


@dataclass(frozen=True)
class LargeLabelPress(Order):
    """The press file of labels in large type, in black alone."""

    identity: Identity
    content: Labels


@dataclass(frozen=True)
class LargeLabels(Order):
    """Labels in large type, for reading and for office printers."""

    identity: Identity
    content: Labels


@dataclass(frozen=True)
class LabelText(Order):
    """The labels of one language as plain text, for a Braille embosser."""

    content: Labels


@dataclass(frozen=True)
class PrintCode(Order):
    """A loose code for print; `size` is the side of its white box."""

    address: str
    format: Literal["svg", "pdf", "eps", "png"]
    size: float = 30.0


@dataclass(frozen=True)
class TicketRow:
    """A row of a job ticket: what it is about, and its lines."""

    name: Phrase
    lines: tuple[PrintText, ...]


@dataclass(frozen=True)
class TicketFile:
    """A file of the package by its name there, and what it is for."""

    name: str
    purpose: Phrase


@dataclass(frozen=True)
class Ticket:
    """What a printer must know of a job, the leading language first; most tickets are in one."""

    identity: Identity
    languages: tuple[Writing, ...]
    rows: tuple[TicketRow, ...]
    files: tuple[TicketFile, ...]


@dataclass(frozen=True)
class TicketPage(Order):
    """A job ticket as a page."""

    content: Ticket


@dataclass(frozen=True)
class TicketYaml(Order):
    """The facts of a job ticket as YAML."""

    facts: Mapping[str, Json]


@dataclass(frozen=True)
class PackedFile:
    """A finished file by its name in the package, which may have a folder."""

    name: str
    file: Made


@dataclass(frozen=True)
class Package(Order):
    """The files of a job and the notices that go with them as a ZIP, in a folder."""

    folder: str
    files: tuple[PackedFile, ...]
