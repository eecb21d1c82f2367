"""The wall labels of the exhibition: for every stop of the tour, in two sizes, in large type and as text.

The site offers what offices print and what is read; the press files are in the package of the stop alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.job_tickets import JobFacts, Version, order_tickets
from sitegen.content.kinds.on_paper import author_on_paper, photo_on_paper, recording_code
from sitegen.content.kinds.photo_record import Photo
from sitegen.content.kinds.print_languages import Printed, PrintLanguages, file_view, joined, pair_of, short_address
from sitegen.content.kinds.print_packages import Packing, packed
from sitegen.content.kinds.venue import Venue, exhibited_at, stops
from sitegen.content.localized import LocalizedSite
from sitegen.model.languages import Language
from sitegen.model.media import Wall, Web
from sitegen.model.order import Json, Made, Order
from sitegen.model.outputs import Planner
from sitegen.model.preflight_orders import CheckedFile, PreflightReport
from sitegen.model.print_identity import Identity
from sitegen.model.print_job import ExpectedCode, PrintJob
from sitegen.model.print_orders import (
    BLEED,
    LABEL_TRIM,
    LABELS_A_SHEET,
    LARGE_TRIM,
    Label,
    LabelPress,
    Labels,
    LabelSheets,
    LabelSize,
    LabelText,
    LargeLabelPress,
    LargeLabels,
    PackedFile,
    ShortAddress,
)
from sitegen.model.print_words import Phrase
from sitegen.model.problems import Where
from sitegen.model.site import Site
from sitegen.model.web_orders import View

_LEAST_MM = 35.0
_TRIMS: dict[str, Json] = {name: [*trim] for name, trim in (*LABEL_TRIM.items(), ("large", LARGE_TRIM))}


@dataclass(frozen=True)
class _Exhibit:
    """A photograph that hangs at a stop, its author, and the code on its label: id, address, and what it is for."""

    photo: Photo
    author: Author
    code: str
    address: ShortAddress
    call: Phrase


@dataclass(frozen=True)
class _Stop:
    """A stop of the tour, what hangs there, and what its orders have in common."""

    venue: Venue
    exhibits: Sequence[_Exhibit]
    site: Site[Wall]
    planner: Planner

    def file(self, end: str, order: Order, group: str, *, packed: bool = False) -> Made:
        """Order one of its files."""
        path, origin = f"print/labels/{self.venue.id}{end}", self.venue.where()
        self.planner.file(path, order, origin=origin, places=self.places(), group=group, packed=packed)
        return Made(path)

    def packing(self) -> Packing:
        """The package of the job, still empty."""
        venue, lead = self.venue, LocalizedSite(self.site, self.planner, self.site.languages[0])
        stem = f"print/labels/{venue.id}"
        return Packing(f"labels-{venue.id}", lead.text(venue.title), stem, venue.where(), self.planner)

    def dated(self, order: LabelPress | LabelSheets | LargeLabels | LargeLabelPress) -> Identity:
        """The identity of an order with the day and the version of what is in it."""
        consents = (one.consent for exhibit in self.exhibits for one in (exhibit.author, exhibit.photo))
        days = [consent.date for consent in consents]
        return self.planner.dated(f"labels-{self.venue.id}", order.identity, [order], days)

    def version(self, made: Made, own: Identity, languages: PrintLanguages[Wall], size: str = "") -> Version:
        """A file of labels as the ticket tells it: one label of each photograph."""
        name = made.path.rpartition("/")[2]
        return Version(name.partition(".")[0], languages.languages, own, name, len(self.exhibits), size)

    def facts(self, versions: Sequence[Version]) -> JobFacts[Wall]:
        """What the job ticket says of the labels: wanted on the first day of the stop, at the stop."""
        venue, settings = self.venue, self.site.settings
        where = ", ".join(part for part in (venue.address, venue.postal_code) if part)
        lead = LocalizedSite(self.site, self.planner, self.site.languages[0])
        return JobFacts(
            lambda alone: alone.lead.text(venue.title),
            lead.text(settings.publisher.name),
            lambda alone: Phrase.of("product_labels", title=alone.words(venue.title)),
            versions,
            Phrase("format_labels"),
            inks="inks_black",
            deadline=venue.when.start,
            delivery=lambda alone: joined(alone.words(venue.title), alone.same(where), alone.words(venue.city)),
            data={"bleed_mm": BLEED, "trim_mm": _TRIMS, "inks": "1/0", "output_condition": "FOGRA39"},
        )

    def places(self) -> dict[str, Where]:
        """The lines behind the fields that recipes name."""
        photos = [exhibit.photo for exhibit in self.exhibits]
        fields = ("title", "caption", "comment")
        return {f"{photo.id}: {field}": photo.where(field) for photo in photos for field in fields}

    def identity(self, form: str, languages: PrintLanguages[Wall]) -> Identity:
        """What a file of this form says of itself."""
        lead, name = languages.lead, f"labels-{self.venue.id}-{form}"
        return languages.identity(name, lead.text(self.venue.title), lead.text(self.site.settings.publisher.name))


def print_labels(site: Site[Web], planner: Planner) -> list[Printed]:
    """Order the labels of every stop; nothing without print."""
    found = [_stop(venue, site, planner) for venue in stops(site)] if planner.printing else []
    return [_order(stop) for stop in found if stop.exhibits]


def _stop(venue: Venue, site: Site[Web], planner: Planner) -> _Stop:
    wall = site.for_medium(Wall)
    authors = [(photo, author) for photo in exhibited_at(venue, wall) if (author := wall.get(Author, photo.author))]
    return _Stop(venue, [_exhibit(photo, author, venue, site, planner) for photo, author in authors], wall, planner)


def _exhibit(photo: Photo, author: Author, venue: Venue, site: Site[Web], planner: Planner) -> _Exhibit:
    """Its code leads to the photograph's page or, where the stop wants it and there is one, straight to the voice."""
    heard = site.get(Author, author.id) if venue.labels == "voice" else None
    voice = recording_code(heard, planner) if heard else None
    if voice:
        return _Exhibit(photo, author, voice[0], short_address(voice[1]), Phrase("call_voice"))
    code = planner.qr(photo.id, photo, origin=photo.where())
    return _Exhibit(photo, author, photo.id, short_address(code), Phrase("call_photo"))


def _order(stop: _Stop) -> Printed:
    site, planner = stop.site, stop.planner
    planner.job(f"labels-{stop.venue.id}", [exhibit.code for exhibit in stop.exhibits])
    packing = stop.packing()
    both = PrintLanguages(site, planner, pair_of(site, stop.venue.pair))
    made = [_of_size(stop, both, size) for size in LABELS_A_SHEET]
    made += [_of_language(stop, PrintLanguages(site, planner, (language,))) for language in site.languages]
    packing.files += [file for one in made for file in one.packed]
    checks = tuple(one.office for one in made)
    group = f"print/labels/{stop.venue.id}"
    rest = PreflightReport(tuple(one.press for one in made))
    packing.reports.append(stop.file("-preflight.json", PreflightReport(checks), group))
    packing.reports.append(stop.file("-preflight-rest.json", rest, group, packed=True))
    facts = stop.facts([one.version for one in made])
    tickets, of_tickets = order_tickets(facts, packing, site, planner, both.languages)
    packing.close()
    report = packing.words("-preflight.txt", packing.reports[:1])
    files = [view for one in made for view in one.views]
    view = {"venue": stop.venue.ref, "files": files, "tickets": tickets, "report": report.path}
    return Printed(view, (*checks, *of_tickets))


@dataclass(frozen=True)
class _Form:
    """One form of labels: the files that pages offer and those of the package, what they must be, and the version."""

    views: Sequence[View]
    packed: Sequence[PackedFile]
    office: CheckedFile
    press: CheckedFile
    version: Version


def _of_size(stop: _Stop, both: PrintLanguages[Wall], size: LabelSize) -> _Form:
    """The labels of a size: on sheets, and each alone for the press."""
    labels = _labels(stop, both)
    own = stop.dated(LabelSheets(stop.identity(size, both), labels, size))
    own_press = stop.dated(LabelPress(stop.identity(f"{size}-press", both), labels, size))
    # The stops of a tour hang much the same, so their labels of one size are made one after the other.
    sheets = stop.file(f"-{size}.pdf", LabelSheets(own, labels, size), f"labels {size}")
    press = stop.file(f"-{size}-print-x4.pdf", LabelPress(own_press, labels, size), f"labels {size}", packed=True)
    job = PrintJob(trim=LABEL_TRIM[size], pages=len(stop.exhibits), variant="x4", codes=_codes(stop, 1))
    return _Form(
        [_file_view(sheets, size, own)],
        (packed("press", press), packed("office", sheets)),
        CheckedFile(sheets, _sheets_job(stop, size)),
        CheckedFile(press, job),
        stop.version(press, own_press, both, size.upper()),
    )


def _of_language(stop: _Stop, alone: PrintLanguages[Wall]) -> _Form:
    """The labels of a language in large type, for reading and for the press, and as text."""
    (language,), labels = alone.languages, _labels(stop, alone)
    code, group = language.code, f"labels large {language.code}"
    own = stop.dated(LargeLabels(stop.identity(f"large-{code}", alone), labels))
    own_press = stop.dated(LargeLabelPress(stop.identity(f"large-{code}-press", alone), labels))
    large = stop.file(f"-large-{code}.pdf", LargeLabels(own, labels), group)
    press = stop.file(f"-{code}-large-print-x4.pdf", LargeLabelPress(own_press, labels), group, packed=True)
    braille = stop.file(f"-braille-{code}.txt", LabelText(labels), group)
    # A label in large type takes as many pages as its words need, so its code has no page of its own.
    codes = tuple(ExpectedCode(exhibit.address.url, _LEAST_MM) for exhibit in stop.exhibits)
    return _Form(
        [_file_view(large, "large", own, language), _file_view(braille, "braille", None, language)],
        (packed("press", press), packed("office", large), packed("screen", braille)),
        CheckedFile(large, PrintJob("reading", codes=codes)),
        CheckedFile(press, PrintJob(trim=LARGE_TRIM, variant="x4", codes=codes)),
        stop.version(press, own_press, alone, "A4"),
    )


def _labels(stop: _Stop, languages: PrintLanguages[Wall]) -> Labels:
    labels = (
        Label(
            photo_on_paper(exhibit.photo, languages),
            author_on_paper(exhibit.author, languages),
            exhibit.call,
            exhibit.address,
        )
        for exhibit in stop.exhibits
    )
    return Labels(languages.writings, tuple(labels))


def _sheets_job(stop: _Stop, size: LabelSize) -> PrintJob:
    each = LABELS_A_SHEET[size]
    return PrintJob("sheet", pages=-(-len(stop.exhibits) // each), codes=_codes(stop, each))


def _codes(stop: _Stop, each: int) -> tuple[ExpectedCode, ...]:
    """The codes of labels that stand on pages, so many on each."""
    exhibits = enumerate(stop.exhibits)
    return tuple(ExpectedCode(one.address.url, _LEAST_MM, index // each + 1) for index, one in exhibits)


def _file_view(made: Made, form: str, own: Identity | None, language: Language | None = None) -> View:
    return file_view(made, own) | {"form": form, "language": language.name if language else ""}
