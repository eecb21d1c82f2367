"""The wall labels of the exhibition: for every stop of the tour, in two sizes, in large type and as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.job_tickets import JobFacts, Version, order_tickets
from sitegen.content.kinds.on_paper import author_on_paper, photo_on_paper, recording_code
from sitegen.content.kinds.photo_record import Photo
from sitegen.content.kinds.print_languages import Printed, PrintLanguages, file_view, joined, pair_of, short_address
from sitegen.content.kinds.print_packages import Packing
from sitegen.content.kinds.venue import Venue, exhibited_at, stops
from sitegen.content.localized import LocalizedSite
from sitegen.model.languages import Language
from sitegen.model.media import Wall, Web
from sitegen.model.order import Made, Order
from sitegen.model.outputs import Planner
from sitegen.model.preflight_orders import CheckedFile, PreflightReport
from sitegen.model.print_identity import Identity
from sitegen.model.print_job import ExpectedCode, PrintJob
from sitegen.model.print_orders import (
    LABELS_A_SHEET,
    Label,
    Labels,
    LabelSheets,
    LabelSize,
    LabelText,
    LargeLabels,
    ShortAddress,
)
from sitegen.model.print_words import Phrase
from sitegen.model.problems import Where
from sitegen.model.site import Site
from sitegen.model.web_orders import View

_LEAST_MM = 35.0


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

    def file(self, end: str, order: Order, group: str) -> Made:
        """Order one of its files."""
        path = f"print/labels/{self.venue.id}{end}"
        self.planner.file(path, order, origin=self.venue.where(), places=self.places(), group=group)
        return Made(path)

    def packing(self) -> Packing:
        """The package of the job, still empty."""
        venue, lead = self.venue, LocalizedSite(self.site, self.planner, self.site.languages[0])
        stem = f"print/labels/{venue.id}"
        return Packing(f"labels-{venue.id}", lead.text(venue.title), stem, venue.where(), self.planner)

    def dated(self, order: LabelSheets | LargeLabels) -> Identity:
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
            data={"bleed_mm": 0, "inks": "1/0"},
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
    files, checks, versions = [], [], list[Version]()
    both = PrintLanguages(site, planner, pair_of(site, stop.venue.pair))
    labels = _labels(stop, both)
    for size in LABELS_A_SHEET:
        # The stops of a tour hang much the same, so their labels of one size are made one after the other.
        own = stop.dated(LabelSheets(stop.identity(size, both), labels, size))
        made = stop.file(f"-{size}.pdf", LabelSheets(own, labels, size), f"labels {size}")
        checks.append(CheckedFile(made, _sheets_job(stop, size)))
        packing.add("office", made)
        files.append(_file_view(made, size, own))
        versions.append(stop.version(made, own, both, size.upper()))
    for language in site.languages:
        alone = PrintLanguages(site, planner, (language,))
        labels, group = _labels(stop, alone), f"labels large {language.code}"
        own = stop.dated(LargeLabels(stop.identity(f"large-{language.code}", alone), labels))
        large = stop.file(f"-large-{language.code}.pdf", LargeLabels(own, labels), group)
        braille = stop.file(f"-braille-{language.code}.txt", LabelText(labels), group)
        # A label in large type takes as many pages as its words need, so its code has no page of its own.
        codes = tuple(ExpectedCode(exhibit.address.url, _LEAST_MM) for exhibit in stop.exhibits)
        checks.append(CheckedFile(large, PrintJob("reading", codes=codes)))
        files += [_file_view(large, "large", own, language), _file_view(braille, "braille", None, language)]
        versions.append(stop.version(large, own, alone))
        packing.add("office", large)
        packing.add("screen", braille)
    group = f"print/labels/{stop.venue.id}"
    packing.reports.append(stop.file("-preflight.json", PreflightReport(tuple(checks)), group))
    tickets, of_tickets = order_tickets(stop.facts(versions), packing, site, planner, both.languages)
    packing.close()
    report = packing.words("-preflight.txt", packing.reports)
    view = {"venue": stop.venue.ref, "files": files, "tickets": tickets, "report": report.path}
    return Printed(view, (*checks, *of_tickets))


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
    each, count = LABELS_A_SHEET[size], len(stop.exhibits)
    codes = (
        ExpectedCode(exhibit.address.url, _LEAST_MM, index // each + 1) for index, exhibit in enumerate(stop.exhibits)
    )
    return PrintJob("sheet", pages=-(-count // each), codes=tuple(codes))


def _file_view(made: Made, form: str, own: Identity | None, language: Language | None = None) -> View:
    return file_view(made, own) | {"form": form, "language": language.name if language else ""}
