"""What is printed of a zine: its PDFs in every language variant, its loose code, and the printer's package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.infographic import variants
from sitegen.content.kinds.photograph import Photo, credit_of, licence_of
from sitegen.content.kinds.print_texts import Tongues, checked, joined, notices, sample_mark, say
from sitegen.content.kinds.venue import Venue, stops
from sitegen.content.lens import Lens
from sitegen.model.media import Paper, Web
from sitegen.model.order import Made, SourceFile
from sitegen.model.outputs import Desk
from sitegen.model.print_files import HEIGHT, PAGE_COUNT, WIDTH, ZINE_FILES
from sitegen.model.print_job import ExpectedCode, PrintJob
from sitegen.model.problems import Where
from sitegen.model.site import Site
from sitegen.model.web_orders import ThumbOrder, View

if TYPE_CHECKING:
    from sitegen.content.kinds.zine import Zine

PHOTOS = 4
"""So many photographs fill the inner pages."""

_FIRST_PHOTO_PAGE = 3
_BLEED = 3
_LOOSE = ("svg", "pdf", "eps", "png")
_THUMB = 360
_THUMB_HEIGHT = round(_THUMB * HEIGHT / WIDTH)


@dataclass(frozen=True)
class Job:
    """One zine in one language variant, and what its orders have in common."""

    zine: Zine
    author: Author
    photos: Sequence[Photo]
    variant: str
    tongues: Tongues
    code: View

    @property
    def desk(self) -> Desk:
        """Where it is ordered."""
        return self.tongues.desk

    @property
    def stem(self) -> str:
        """The folder and the beginning of all its names."""
        return f"print/zines/{self.zine.id}/{self.zine.id}-{self.variant}"

    @property
    def name(self) -> str:
        """The job's name, which identifies its files."""
        return f"zine-{self.zine.id}-{self.variant}"

    @property
    def title(self) -> str:
        """Author and title, as PDF readers show them."""
        return f"{self.author.name}: {self.tongues.lead.text(self.zine.title)}"

    def common(self) -> View:
        """Inputs of all its recipes."""
        return self.tongues.inputs(self.name, self.title, self.author.name)

    def more(self) -> dict[str, Any]:
        """Where its orders come from; all variants of a zine are made together, so that pictures are kept."""
        return {"origin": self.zine.where(), "places": self.places(), "group": f"zine {self.zine.id}"}

    def places(self) -> dict[str, Where]:
        """The lines behind the fields that recipes name."""
        zine, author = self.zine, self.author
        found = {"photos": zine.where("photos"), "title": zine.where("title"), "intro": zine.where("intro")}
        found |= {"pull": zine.where("voice"), "author": author.where("name"), "facts": author.where()}
        for page, photo in enumerate(self.photos, _FIRST_PHOTO_PAGE):
            found |= {f"{photo.id}: {field}": photo.where(field) for field in ("title", "caption", "comment")}
            found |= {photo.id: photo.where("file"), f"page {page}": photo.where("file")}
        return found


def code_of(zine: Zine, site: Site[Web], desk: Desk) -> View:
    """The zine's short address: its author's, where they share the id, else its own."""
    author = site.get(Author, zine.id) if zine.id == zine.author else None
    return desk.qr(zine.id, author, origin=author.where()) if author else desk.qr(zine.id, zine, origin=zine.where())


def _photos(zine: Zine, site: Site[Web]) -> list[Photo]:
    return [photo for name in zine.photos if (photo := site.get(Photo, name))]


def printed_cover(zine: Zine, lens: Lens) -> View | None:
    """The small picture of a zine's first page, which `print_zine` orders; None where it orders nothing."""
    site = lens.site.for_medium(Paper)
    if not lens.desk.printing or site.get(Author, zine.author) is None or len(_photos(zine, site)) != PHOTOS:
        return None
    path = f"print/zines/{zine.id}/{zine.id}-{lens.language.code}-thumb.webp"
    return {"src": f"/{path}", "width": _THUMB, "height": _THUMB_HEIGHT}


def print_zine(zine: Zine, site: Site[Web], desk: Desk) -> list[View]:
    """Order everything of a zine; returns its variants for the pages that offer them, none without print."""
    author = site.for_medium(Paper).get(Author, zine.author)
    photos = _photos(zine, site.for_medium(Paper))
    if not desk.printing or author is None:
        return []
    if len(photos) != PHOTOS:
        _wrong_count(zine, len(photos), desk)
        return []
    code = code_of(zine, site, desk)
    desk.job(f"zine-{zine.id}", [zine.id])
    loose = _loose_codes(zine, code, desk)
    ticket = Tongues(site, desk, site.languages[:2])
    return [
        _order(Job(zine, author, photos, variant, Tongues(site, desk, languages), code), loose, ticket)
        for variant, languages in variants(site.languages)
    ]


def _wrong_count(zine: Zine, count: int, desk: Desk) -> None:
    """Too few or many chosen is a mistake; one that is held back only keeps the zine from being printed."""
    params = {"count": count, "expected": PHOTOS, "page": 0, "place": "photos", "spot": "photos"}
    note = desk.problems.error if len(zine.photos) != PHOTOS else desk.problems.warning
    note("print-photo-count", zine.where("photos"), **params)


def _loose_codes(zine: Zine, code: View, desk: Desk) -> dict[str, str]:
    """Order the code alone; returns name -> path."""
    found = {}
    for form in _LOOSE:
        name = f"qr-{zine.id}.{form}"
        found[name] = path = f"print/zines/{zine.id}/{name}"
        inputs = {"address": code["text"], "format": form}
        desk.legacy(path, "qr-print", inputs, origin=zine.where(), group="loose codes")
    return found


def _order(job: Job, loose: dict[str, str], ticket: Tongues) -> View:
    files = [_pdf(job, index) for index in range(len(ZINE_FILES))]
    report = checked(
        job.desk, job.stem, [{key: file[key] for key in ("path", "name", "job")} for file in files], **job.more()
    )
    packed = {file["name"]: file["path"] for file in files} | loose | _report(job, report)
    packed |= _ticket(job, [*packed], ticket)
    path, thumb = f"{job.stem}.zip", f"{job.stem}-thumb.webp"
    inputs = {"folder": job.stem.rpartition("/")[2], "files": packed}
    needs = tuple(packed.values())
    job.desk.legacy(path, "print-package", inputs, sources=job.desk.kit("package"), needs=needs, **job.more())
    cover = f"{job.stem}-read.pdf"
    job.desk.file(thumb, ThumbOrder(Made(cover), _THUMB), **job.more())
    return {
        "variant": job.variant,
        "languages": [language.name for language in job.tongues.languages],
        "files": [{key: file[key] for key in ("path", "name", "suffix")} for file in files],
        "loose": [{"path": path, "name": name} for name, path in loose.items()],
        "zip": path,
        "read": cover,
        "thumb": {"path": thumb, "width": _THUMB, "height": _THUMB_HEIGHT},
        "checks": [*({"path": file["path"], "job": file["job"]} for file in files), *_others(job, loose)],
    }


def _others(job: Job, loose: dict[str, str]) -> list[View]:
    """What `print check` expects of the PDFs that are not for the press."""
    code = PrintJob(kind="sheet", codes=(ExpectedCode(job.code["text"], page=1),))
    return [
        {"path": f"{job.stem}-jobticket.pdf", "job": PrintJob(kind="reading").plain()},
        {"path": loose[f"qr-{job.zine.id}.pdf"], "job": code.plain()},
    ]


def _pdf(job: Job, index: int) -> View:
    """Order one of the zine's PDFs."""
    file = ZINE_FILES[index]
    path = f"{job.stem}-{file.suffix}.pdf"
    if file.from_press:
        press = f"{job.stem}-{ZINE_FILES[0].suffix}.pdf"
        inputs = {"identity": job.common()["identity"], "press": press, **file.inputs}
        sources, needs = {}, [press]
    else:
        inputs, sources, needs = job.common() | _contents(job), _sources(job), []
    job.desk.legacy(path, file.recipe, inputs, sources=sources, needs=tuple(needs), **job.more())
    return {
        "path": path,
        "name": path.rpartition("/")[2],
        "suffix": file.suffix,
        "job": file.job(job.code["text"]).plain(),
    }


def _sources(job: Job) -> dict[str, SourceFile]:
    paper = job.tongues.site.for_medium(Paper)
    pictures = {f"photo/{photo.id}": job.desk.released(paper.original(photo, photo.file)) for photo in job.photos}
    return job.tongues.kit("zine") | pictures


def _contents(job: Job) -> View:
    """What stands on the pages; see docs/print.md."""
    zine, tongues, author = job.zine, job.tongues, job.author
    settings = tongues.site.settings
    country = tongues.each(lambda lens: lens.country(author.country))
    occupation = tongues.text(author.occupation) if author.occupation else None
    return {
        "id": zine.id,
        "palette": zine.palette,
        "title": tongues.text(zine.title),
        "author": {"name": author.name, "facts": joined(country, occupation, sample_mark(author))},
        "series": tongues.text(settings.title),
        "pull": tongues.text(zine.voice),
        "intro": tongues.paragraphs(zine.intro),
        "photos": [_photo(photo, tongues) for photo in job.photos],
        "cover": job.photos[0].id,
        "project": _project(tongues),
        "call": say("call"),
        "address": job.code["text"],
        "short_address": job.code["address"].rstrip("/"),
        "notices": notices(tongues.site),
        "imprint": _imprint(job),
    }


def _photo(photo: Photo, tongues: Tongues) -> View:
    return {
        "id": photo.id,
        "title": tongues.text(photo.title),
        "caption": tongues.text(photo.caption),
        "comment": tongues.paragraphs(photo.comment),
        "meta": tongues.photo_line(photo),
        "alt": tongues.text(photo.alt),
        "focus": list(photo.focus),
    }


def _project(tongues: Tongues) -> View:
    """The project in short, and the stops of the tour; two languages leave room for two parts only."""
    site = tongues.site
    told = site.settings.story if len(tongues.languages) == 1 else site.settings.story[:2]
    parts = [tongues.text(part.text) for part in told] or [tongues.text(site.settings.description)]
    return {
        "heading": tongues.text(site.settings.title),
        "text": {language.code: [part[language.code] for part in parts] for language in tongues.languages},
        "stops": [
            {"when": tongues.each(partial(_when, venue)), "place": tongues.text(venue.title)} for venue in stops(site)
        ],
    }


def _when(venue: Venue, lens: Lens) -> str:
    text: str = lens.when(venue.when)["text"]
    return text


def _imprint(job: Job) -> View:
    """Whose the pictures are, under which licence, and who publishes them."""
    tongues, photo = job.tongues, job.photos[0]
    site = tongues.site
    return joined(tongues.text(credit_of(photo, site)), tongues.same(licence_of(photo, site)))


def _report(job: Job, report: str) -> dict[str, str]:
    """Order the report in words; returns name -> path of both forms."""
    path = f"{job.stem}-preflight.txt"
    job.desk.legacy(path, "preflight-text", {"report": report, "title": job.title}, needs=(report,), **job.more())
    return {"preflight.json": report, "preflight.txt": path}


def _ticket(job: Job, names: Sequence[str], tongues: Tongues) -> dict[str, str]:
    """Order the job ticket, in the site's first two languages; returns name -> path of both forms."""
    inputs = tongues.inputs(job.name, job.title, job.author.name) | {
        "job": job.name,
        "title": job.title,
        "date": tongues.site.settings.edition.isoformat(),
        "heading": say("ticket"),
        "rows": [{"name": say(name), "value": value} for name, value in _rows(job, tongues)],
        "files_heading": say("files"),
        "files": [{"name": name, "purpose": say(f"file_{_purpose(name)}")} for name in names],
        "specification": {
            "trim_mm": {"width": WIDTH, "height": HEIGHT},
            "bleed_mm": _BLEED,
            "pages": PAGE_COUNT,
            "inks": "4/4 CMYK",
            "output_condition": "FOGRA39",
            "quantity": job.zine.quantity,
            "code": job.code["text"],
        },
    }
    found = {}
    for form in ("pdf", "yaml"):
        found[f"jobticket.{form}"] = path = f"{job.stem}-jobticket.{form}"
        job.desk.legacy(path, f"jobticket-{form}", inputs, sources=tongues.kit("jobticket"), **job.more())
    return found


def _purpose(name: str) -> str:
    """What a file of the package is for, as a key of words."""
    if name.startswith(("qr-", "preflight")):
        return name.partition("-")[0].partition(".")[0]
    return next(file.suffix for file in ZINE_FILES if name.endswith(f"-{file.suffix}.pdf"))


def _rows(job: Job, tongues: Tongues) -> list[tuple[str, View]]:
    zine, organization = job.zine, tongues.site.settings.organization
    names = ", ".join(language.name for language in job.tongues.languages)
    contact = (organization.address, organization.email, organization.url)
    return [
        ("product", say("product_zine", title=tongues.text(zine.title), author=job.author.name)),
        ("languages", tongues.same(names)),
        ("quantity", tongues.each(lambda lens: lens.number(zine.quantity))),
        ("format", say("format_a6", width=f"{WIDTH:g}", height=f"{HEIGHT:g}", bleed=_BLEED)),
        ("pages", say("pages_count", count=PAGE_COUNT)),
        ("paper", tongues.text(zine.paper) if zine.paper else say("paper_open")),
        ("inks", say("inks_four")),
        ("condition", say("condition_text")),
        ("binding", say("binding_text")),
        ("code", tongues.same(job.code["text"])),
        ("contact", joined(tongues.text(organization.name), *(tongues.same(text) for text in contact if text))),
    ]
