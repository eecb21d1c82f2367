"""What is printed of a zine: its PDFs in every language variant, its loose code, and the printer's package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.on_paper import author_on_paper, imprint, zine_photo
from sitegen.content.kinds.photo_record import Photo
from sitegen.content.kinds.print_languages import (
    Printed,
    PrintLanguages,
    joined,
    notices,
    pair_of,
    short_address,
    variants,
)
from sitegen.content.kinds.venue import Venue, held_stops
from sitegen.content.kinds.zine_record import Zine
from sitegen.content.localized import LocalizedSite
from sitegen.model.choices import PHOTO_COUNT
from sitegen.model.media import Paper, Web
from sitegen.model.order import Made, Order
from sitegen.model.outputs import Planner
from sitegen.model.preflight_orders import CheckedFile, PreflightReport, PreflightWords
from sitegen.model.print_files import ZINE_FILES
from sitegen.model.print_identity import Identity
from sitegen.model.print_job import ExpectedCode, PrintJob
from sitegen.model.print_orders import (
    FIRST_PHOTO_PAGE,
    HEIGHT,
    PAGE_COUNT,
    WIDTH,
    Package,
    PackedFile,
    PrintCode,
    ProjectInShort,
    ShortAddress,
    Specification,
    Ticket,
    TicketFile,
    TicketPage,
    TicketRow,
    TicketYaml,
    TourStop,
    Trim,
    ZinePages,
)
from sitegen.model.print_words import Phrase, PrintText
from sitegen.model.problems import Where
from sitegen.model.site import Site
from sitegen.model.web_orders import ThumbOrder, View

_BLEED = 3
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

    def file(self, end: str, order: Order) -> Made:
        """Order one of its files; all variants of a zine are made together, so that pictures are kept."""
        path, group = f"{self.stem}{end}", f"zine {self.zine.id}"
        self.languages.planner.file(path, order, origin=self.zine.where(), places=self.places(), group=group)
        return Made(path)

    def places(self) -> dict[str, Where]:
        """The lines behind the fields that recipes name."""
        zine, author = self.zine, self.author
        found = {"photos": zine.where("photos"), "title": zine.where("title"), "intro": zine.where("intro")}
        found |= {"pull": zine.where("voice"), "author": author.where("name"), "facts": author.where()}
        for page, photo in enumerate(self.photos, FIRST_PHOTO_PAGE):
            found |= {f"{photo.id}: {field}": photo.where(field) for field in ("title", "caption", "comment")}
            found |= {photo.id: photo.where("file"), f"page {page}": photo.where("file")}
        return found


def code_of(zine: Zine, site: Site[Web], planner: Planner) -> View:
    """The zine's short address: its author's, where they share the id, else its own."""
    author = site.get(Author, zine.id) if zine.id == zine.author else None
    target = author or zine
    return planner.qr(zine.id, target, origin=target.where())


def _photos(zine: Zine, site: Site[Web]) -> list[Photo]:
    return [photo for name in zine.photos if (photo := site.get(Photo, name))]


def printed_cover(zine: Zine, local: LocalizedSite) -> View | None:
    """The small picture of a zine's first page, which `print_zine` orders; None where it orders nothing."""
    site = local.site.for_medium(Paper)
    if not local.planner.printing or site.get(Author, zine.author) is None or len(_photos(zine, site)) != PHOTO_COUNT:
        return None
    path = f"print/zines/{zine.id}/{zine.id}-{local.language.code}-thumb.webp"
    return {"src": f"/{path}", "width": _THUMB, "height": _THUMB_HEIGHT}


def print_zine(zine: Zine, site: Site[Web], planner: Planner) -> list[Printed]:
    """Order everything of a zine in every language variant; nothing without print."""
    paper = site.for_medium(Paper)
    author, photos = paper.get(Author, zine.author), _photos(zine, paper)
    if not planner.printing or author is None:
        return []
    if len(photos) != PHOTO_COUNT:
        _held_back(zine, len(photos), planner)
        return []
    code = short_address(code_of(zine, site, planner))
    planner.job(f"zine-{zine.id}", [zine.id])
    loose = _loose_codes(zine, code, planner)
    ticket = PrintLanguages(paper, planner, pair_of(site, zine.pair))
    return [
        _order(Job(zine, author, photos, variant, PrintLanguages(paper, planner, languages), code), loose, ticket)
        for variant, languages in variants(site, zine.pair)
    ]


def _held_back(zine: Zine, count: int, planner: Planner) -> None:
    """A photograph that is held back keeps the zine from being printed; that too few were chosen is told before."""
    if len(zine.photos) == PHOTO_COUNT:
        params = {"count": count, "expected": PHOTO_COUNT, "page": 0, "place": "photos", "spot": "photos"}
        planner.problems.warning("print-photo-count", zine.where("photos"), **params)


def _loose_codes(zine: Zine, code: ShortAddress, planner: Planner) -> list[PackedFile]:
    """Order the code alone, in every form."""
    found = []
    for form in _LOOSE:
        name = f"qr-{zine.id}.{form}"
        path = f"print/zines/{zine.id}/{name}"
        planner.file(path, PrintCode(code.url, form), origin=zine.where(), group="loose codes")
        found.append(PackedFile(name, Made(path)))
    return found


def _order(job: Job, loose: Sequence[PackedFile], ticket: PrintLanguages[Paper]) -> Printed:
    own, pages = job.identity, _pages(job)
    press = Made(f"{job.stem}-{ZINE_FILES[0].suffix}.pdf")
    files = [
        CheckedFile(job.file(f"-{file.suffix}.pdf", file.order(own, pages, press)), file.job(job.code.url))
        for file in ZINE_FILES
    ]
    report = job.file("-preflight.json", PreflightReport(tuple(files)))
    words = job.file("-preflight.txt", PreflightWords(report, own.title))
    packed = [*(PackedFile(file.name, file.file) for file in files), *loose]
    packed += [PackedFile("preflight.json", report), PackedFile("preflight.txt", words)]
    content = _ticket(job, [file.name for file in packed], ticket)
    page = job.file("-jobticket.pdf", TicketPage(content))
    packed += [PackedFile("jobticket.pdf", page)]
    packed += [PackedFile("jobticket.yaml", job.file("-jobticket.yaml", TicketYaml(content)))]
    package = job.file(".zip", Package(job.stem.rpartition("/")[2], tuple(packed)))
    reading = f"{job.stem}-read.pdf"
    thumb = job.file("-thumb.webp", ThumbOrder(Made(reading), _THUMB))
    view = {
        "variant": job.variant,
        "languages": [language.name for language in job.languages.languages],
        "files": [
            {"path": f.file.path, "name": f.name, "suffix": of.suffix} for f, of in zip(files, ZINE_FILES, strict=True)
        ],
        "loose": [{"path": one.file.path, "name": one.name} for one in loose],
        "zip": package.path,
        "read": reading,
        "thumb": {"path": thumb.path, "width": _THUMB, "height": _THUMB_HEIGHT},
    }
    return Printed(view, (*files, CheckedFile(page, PrintJob("reading")), *_loose_check(job, loose)))


def _loose_check(job: Job, loose: Sequence[PackedFile]) -> list[CheckedFile]:
    """What `print check` expects of the loose code as a PDF."""
    expected = PrintJob("sheet", codes=(ExpectedCode(job.code.url, page=1),))
    return [CheckedFile(one.file, expected) for one in loose if one.name.endswith(".pdf")]


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
        imprint=imprint(job.photos, languages),
    )


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


def _ticket(job: Job, names: Sequence[str], languages: PrintLanguages[Paper]) -> Ticket:
    """The job ticket for a package of these files, in the site's first two languages."""
    own = job.identity
    return Ticket(
        languages.identity(own.job, own.title, own.author),
        languages.writings,
        tuple(TicketRow(Phrase(name), value) for name, value in _rows(job, languages)),
        tuple(TicketFile(name, Phrase(f"file_{_purpose(name)}")) for name in names),
        Specification(Trim(WIDTH, HEIGHT), _BLEED, PAGE_COUNT, "4/4 CMYK", "FOGRA39", job.zine.quantity, job.code.url),
    )


def _purpose(name: str) -> str:
    """What a file of the package is for, as a key of words."""
    if name.startswith(("qr-", "preflight")):
        return name.partition("-")[0].partition(".")[0]
    return next(file.suffix for file in ZINE_FILES if name.endswith(f"-{file.suffix}.pdf"))


def _rows(job: Job, languages: PrintLanguages[Paper]) -> list[tuple[str, PrintText]]:
    zine, organization = job.zine, languages.site.settings.publisher
    names = ", ".join(language.name for language in job.languages.languages)
    contact = (organization.address, organization.email, organization.url)
    size = {"width": f"{WIDTH:g}", "height": f"{HEIGHT:g}", "bleed": str(_BLEED)}
    return [
        ("product", Phrase.of("product_zine", title=languages.words(zine.title), author=job.author.name)),
        ("languages", languages.same(names)),
        ("quantity", languages.each(lambda local: local.number(zine.quantity))),
        ("format", Phrase.of("format_a6", **size)),
        ("pages", Phrase.of("pages_count", count=str(PAGE_COUNT))),
        ("paper", languages.words(zine.paper) if zine.paper else Phrase("paper_open")),
        ("inks", Phrase("inks_four")),
        ("condition", Phrase("condition_text")),
        ("binding", Phrase("binding_text")),
        ("code", languages.same(job.code.url)),
        ("contact", joined(languages.words(organization.name), *(languages.same(text) for text in contact if text))),
    ]
