"""What is printed of a zine: its PDFs in every language variant, its loose code, and the printer's package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.job_tickets import JobFacts, Version, order_tickets
from sitegen.content.kinds.on_paper import author_on_paper, imprint, zine_photo
from sitegen.content.kinds.photo_record import Photo
from sitegen.content.kinds.print_languages import (
    Printed,
    PrintLanguages,
    file_view,
    notices,
    pair_of,
    short_address,
    variants,
)
from sitegen.content.kinds.print_packages import Packing
from sitegen.content.kinds.venue import Venue, held_stops
from sitegen.content.kinds.zine_record import Zine
from sitegen.content.localized import LocalizedSite
from sitegen.model.media import Paper, Web
from sitegen.model.order import Json, Made, Order
from sitegen.model.outputs import Planner
from sitegen.model.preflight_orders import CheckedFile, PreflightReport
from sitegen.model.print_files import ZINE_FILES
from sitegen.model.print_identity import Identity
from sitegen.model.print_job import ExpectedCode, PrintJob
from sitegen.model.print_orders import (
    BLEED,
    HEIGHT,
    PAGE_COUNT,
    WIDTH,
    PackedFile,
    PrintCode,
    ProjectInShort,
    ShortAddress,
    TourStop,
    ZinePages,
)
from sitegen.model.print_words import Phrase, Words
from sitegen.model.problems import Where
from sitegen.model.site import Site
from sitegen.model.web_orders import ThumbOrder, View
from sitegen.model.zine_plan import FEWEST, INSIDE, MOST, plan_of

_LOOSE: tuple[Literal["svg", "pdf", "eps", "png"], ...] = ("svg", "pdf", "eps", "png")
_THUMB = 360
_THUMB_HEIGHT = round(_THUMB * HEIGHT / WIDTH)


@dataclass(frozen=True)
class Job:
    """One zine in one language variant, and what its orders have in common."""

    zine: Zine
    author: Author
    photos: Sequence[Photo]
    variant: str
    languages: PrintLanguages[Paper]
    code: ShortAddress

    @property
    def stem(self) -> str:
        """The folder and the beginning of all its names."""
        return f"print/zines/{self.zine.id}/{self.zine.id}-{self.variant}"

    @property
    def identity(self) -> Identity:
        """What its files say of themselves; author and title, as PDF readers show them."""
        title = f"{self.author.name}: {self.languages.lead.text(self.zine.title)}"
        return self.languages.identity(f"zine-{self.zine.id}-{self.variant}", title, self.author.name)

    def dated(self, orders: Sequence[Order]) -> Identity:
        """The same with the day and the version of what is in these orders."""
        consents = (self.author.consent, *(photo.consent for photo in self.photos))
        days = [consent.date for consent in consents]
        return self.languages.planner.dated(f"zine-{self.zine.id}", self.identity, orders, days)

    def made(self, suffix: str) -> Made:
        """One of its PDF files, by the end of its name."""
        return Made(f"{self.stem}-{suffix}.pdf")

    def file(self, end: str, order: Order, *, packed: bool = False) -> Made:
        """Order one of its files; all variants of a zine are made together, so that pictures are kept."""
        path, group, places = f"{self.stem}{end}", f"zine {self.zine.id}", self.places()
        self.languages.planner.file(path, order, origin=self.zine.where(), places=places, group=group, packed=packed)
        return Made(path)

    def places(self) -> dict[str, Where]:
        """The lines behind the fields that recipes name."""
        zine, author = self.zine, self.author
        found = {"photos": zine.where("photos"), "title": zine.where("title"), "intro": zine.where("intro")}
        found |= {"pull": zine.where("voice"), "author": author.where("name"), "facts": author.where()}
        for photo in self.photos:
            found |= {f"{photo.id}: {field}": photo.where(field) for field in ("title", "caption", "comment")}
            found |= {f"{photo.id}: meta": photo.where("comment"), photo.id: photo.where("file")}
        plans = plan_of(len(self.photos))
        for page in INSIDE:
            first, *_ = plans[page].pictures or plans[page].words
            found[f"page {page}"] = self.photos[first].where("file")
        return found


def code_of(zine: Zine, site: Site[Web], planner: Planner) -> View:
    """The zine's short address: its author's, where they share the id, else its own."""
    author = site.get(Author, zine.id) if zine.id == zine.author else None
    target = author or zine
    return planner.qr(zine.id, target, origin=target.where())


def _photos(zine: Zine, site: Site[Web]) -> list[Photo]:
    return [photo for name in zine.photos if (photo := site.get(Photo, name))]


def _complete(zine: Zine, photos: Sequence[Photo]) -> bool:
    """Whether there are as many photographs as a zine has room for, and none of them is held back."""
    return len(photos) == len(zine.photos) and FEWEST <= len(photos) <= MOST


def printed_cover(zine: Zine, local: LocalizedSite) -> View | None:
    """The small picture of a zine's first page, which `print_zine` orders; None where it orders nothing."""
    site = local.site.for_medium(Paper)
    if not local.planner.printing or site.get(Author, zine.author) is None or not _complete(zine, _photos(zine, site)):
        return None
    path = f"print/zines/{zine.id}/{zine.id}-{local.language.code}-thumb.webp"
    return {"src": f"/{path}", "width": _THUMB, "height": _THUMB_HEIGHT}


def print_zine(zine: Zine, site: Site[Web], planner: Planner) -> Printed | None:
    """Order everything of a zine in every language variant, and its package; None without print."""
    paper = site.for_medium(Paper)
    author, photos = paper.get(Author, zine.author), _photos(zine, paper)
    if not planner.printing or author is None:
        return None
    if not _complete(zine, photos):
        _held_back(zine, len(photos), planner)
        return None
    code = short_address(code_of(zine, site, planner))
    planner.job(f"zine-{zine.id}", [zine.id])
    found = [
        _order(Job(zine, author, photos, variant, PrintLanguages(paper, planner, languages), code))
        for variant, languages in variants(site, zine.pair)
    ]
    return _whole(found, PrintLanguages(paper, planner, pair_of(site, zine.pair)))


def _held_back(zine: Zine, count: int, planner: Planner) -> None:
    """A photograph that is held back keeps the zine from being printed: the pages are planned for all.

    That too few were chosen is told before.
    """
    if count < len(zine.photos):
        params = {"count": count, "expected": len(zine.photos), "least": FEWEST, "most": MOST}
        planner.problems.warning("zine-incomplete", zine.where("photos"), **params)


@dataclass(frozen=True)
class _Variant:
    """What was ordered of one language variant: its files as pages, checks and packages know them, and its reports."""

    job: Job
    identity: Identity
    view: View
    checks: tuple[CheckedFile, ...]
    packed: tuple[PackedFile, ...]
    report: Made
    report_of_rest: Made


def _order(job: Job) -> _Variant:
    pages = _pages(job)
    own = job.dated([of.order(job.identity, pages, job.made) for of in ZINE_FILES])
    files = [
        (of, CheckedFile(job.file(f"-{of.suffix}.pdf", of.order(own, pages, job.made), packed=not of.public), expected))
        for of in ZINE_FILES
        if (expected := of.job(job.code.url))
    ]
    public = tuple(file for of, file in files if of.public)
    report = job.file("-preflight.json", PreflightReport(public))
    rest = PreflightReport(tuple(file for of, file in files if not of.public))
    reading = f"{job.stem}-read.pdf"
    thumb = job.file("-thumb.webp", ThumbOrder(Made(reading), _THUMB))
    view = {
        "variant": job.variant,
        "languages": [language.name for language in job.languages.languages],
        "files": [file_view(file.file, own) | {"suffix": of.suffix} for of, file in files if of.public],
        "version": own.version,
        "date": own.day,
        "read": reading,
        "thumb": {"path": thumb.path, "width": _THUMB, "height": _THUMB_HEIGHT},
    }
    packed = tuple(PackedFile(f"{of.folder}/{file.name}", file.file) for of, file in files)
    return _Variant(job, own, view, public, packed, report, job.file("-preflight-rest.json", rest, packed=True))


def _whole(found: Sequence[_Variant], languages: PrintLanguages[Paper]) -> Printed:
    """Order what all variants have in common: the loose code, the ticket, the report in words and the package."""
    job, planner = found[0].job, languages.planner
    zine = job.zine
    title, stem = f"{job.author.name}: {languages.lead.text(zine.title)}", f"print/zines/{zine.id}/{zine.id}"
    packing = Packing(f"zine-{zine.id}", title, stem, zine.where(), planner)
    for one in found:
        packing.files += one.packed
        packing.reports += [one.report, one.report_of_rest]
    loose = [_loose_code(job, form, planner) for form in _LOOSE]
    for code in loose:
        packing.add("press", code)
    site = languages.site
    tickets, of_tickets = order_tickets(_facts(found), packing, site, planner, languages.languages)
    packing.close()
    view = {
        "job": packing.job,
        "variants": [one.view for one in found],
        "loose": [file_view(code) for code in loose],
        "tickets": tickets,
        "report": packing.words("-preflight.txt", [one.report for one in found]).path,
    }
    checks = [check for one in found for check in one.checks]
    loose_job = PrintJob("sheet", codes=(ExpectedCode(job.code.url, page=1),))
    checks += [CheckedFile(code, loose_job) for code in loose if code.path.endswith(".pdf")]
    return Printed(view, (*checks, *of_tickets))


def _facts(found: Sequence[_Variant]) -> JobFacts[Paper]:
    """What the job ticket says of the zine."""
    job = found[0].job
    zine, code = job.zine, job.code.url
    versions = tuple(
        Version(
            one.job.variant,
            one.job.languages.languages,
            one.identity,
            f"{one.job.stem.rpartition('/')[2]}-{ZINE_FILES[0].suffix}.pdf",
            zine.versions.get(one.job.variant),
        )
        for one in found
    )
    size = {"width": f"{WIDTH:g}", "height": f"{HEIGHT:g}", "bleed": str(BLEED)}
    told: dict[str, Json] = {"trim_mm": [WIDTH, HEIGHT], "bleed_mm": BLEED, "pages": PAGE_COUNT, "inks": "4/4 CMYK"}
    return JobFacts(
        lambda alone: f"{job.author.name}: {alone.lead.text(zine.title)}",
        job.author.name,
        lambda alone: Phrase.of("product_zine", title=alone.words(zine.title), author=job.author.name),
        versions,
        Phrase.of("format_a6", **size),
        total=sum(zine.versions.values()) or zine.quantity,
        pages=PAGE_COUNT,
        paper=zine.paper,
        binding="binding_staples",
        deadline=zine.deadline,
        delivery=lambda alone: alone.words(zine.delivery) if zine.delivery else None,
        code=code,
        data=told | {"output_condition": "FOGRA39", "binding": "saddle stitch", "code": code},
    )


def _loose_code(job: Job, form: Literal["svg", "pdf", "eps", "png"], planner: Planner) -> Made:
    """Order the code alone, in one of the forms."""
    path = f"print/zines/{job.zine.id}/qr-{job.zine.id}.{form}"
    planner.file(path, PrintCode(job.code.url, form), origin=job.zine.where(), group="loose codes")
    return Made(path)


def _pages(job: Job) -> ZinePages:
    """What stands on the pages; see docs/print.md."""
    zine, languages = job.zine, job.languages
    return ZinePages(
        languages=languages.writings,
        palette=zine.palette,
        title=languages.words(zine.title),
        author=author_on_paper(job.author, languages, occupation=True),
        series=languages.words(languages.site.settings.title),
        pull=languages.words(zine.voice),
        intro=languages.words(zine.intro),
        photos=tuple(zine_photo(photo, languages) for photo in job.photos),
        project=_project(languages),
        code=job.code,
        notices=notices(languages.site),
        imprint=imprint(job.photos, job.author, languages),
        publisher=_publisher(languages),
        year=zine.year,
        registered=languages.words(registered) if (registered := languages.site.settings.imprint) else None,
    )


def _publisher(languages: PrintLanguages[Paper]) -> Words:
    """Who publishes the zine, and where that is."""
    publisher = languages.site.settings.publisher
    return languages.each(lambda local: ", ".join(filter(None, (local.text(publisher.name), publisher.address))))


def _project(languages: PrintLanguages[Paper]) -> ProjectInShort:
    """The project in short, and the stops of the tour; two languages leave room for two parts only."""
    settings = languages.site.settings
    told = settings.story if len(languages.languages) == 1 else settings.story[:2]
    return ProjectInShort(
        languages.words(settings.title),
        tuple(languages.words(part.text) for part in told) or (languages.words(settings.in_short),),
        tuple(_stop(venue, languages) for venue in held_stops(languages.site)),
    )


def _stop(venue: Venue, languages: PrintLanguages[Paper]) -> TourStop:
    return TourStop(languages.each(lambda local: str(local.when(venue.when)["text"])), languages.words(venue.title))
