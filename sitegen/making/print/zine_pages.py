"""A zine: eight pages A6, each page fitted so that pictures are as large as the words allow."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil, floor
from typing import Any, Literal, NamedTuple

from PIL import Image

from sitegen.making import qr
from sitegen.making.decoding import size_of
from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles
from sitegen.making.print import page_geometry
from sitegen.making.print.colour import Frame, effective_ppi, to_press, to_screen
from sitegen.making.print.findings import Finding, PrintError, finding
from sitegen.making.print.finish import Intent
from sitegen.making.print.layout import Typesetter, heights, ladders, overflows, rests
from sitegen.making.print.localization import Localization
from sitegen.making.print.palette import BLACK, PAPER, theme_css
from sitegen.making.print.picture_sizes import LEAST_PPI
from sitegen.making.print.press import press
from sitegen.making.print.reading_copy import reading_copy
from sitegen.making.print.templating import fill
from sitegen.model.order import SourceFile
from sitegen.model.print_orders import (
    PAGE_COUNT,
    ZinePages,
    ZinePhoto,
    ZinePress,
    ZineReading,
)
from sitegen.model.print_words import Joined, Phrase, PrintText
from sitegen.model.zine_plan import BACK, COVER, FEWEST, MOST, PagePlan, pages_with, plan_of

CODE_MM = 36.0
"""Side of the code's white box: 0.73 mm a module in version 6, and folded from A4 still 25 mm and 0.52 mm."""

_ANY_YEAR = 2020
"""A year as wide as any other, for measuring."""
_HAIR_MM = 0.05
_UNDER_WORDS = {"", "address", "notices"}
_PRESS_PAGE = "@page{bleed:3mm}\n"
_MEASURE_PAGE = "@page{size:105mm 900mm}\n"  # WeasyPrint drops the lines of a positioned box that a page's end cuts

PageKind = Literal["cover", "author", "photo", "project", "back"]
_KINDS: dict[int, PageKind] = {COVER: "cover", 2: "author", 7: "project", BACK: "back"}


@dataclass(frozen=True)
class Page:
    """One page (from 1) at one of its steps, the photographs that it shows, and those that it tells of."""

    number: int
    kind: PageKind
    step: int
    steps: tuple[page_geometry.PageLayout, ...]
    photos: tuple[ZinePhoto, ...] = ()
    told: tuple[ZinePhoto, ...] = ()

    @property
    def layout(self) -> page_geometry.PageLayout:
        """Where its parts stand at this step."""
        return self.steps[self.step]


class _Picture(NamedTuple):
    """A photograph on a page, and the box that it fills, bleed included."""

    page: int
    photo: ZinePhoto
    frame: Frame

    @property
    def name(self) -> str:
        """What the template asks for."""
        return f"picture/{self.page}-{self.photo.words.id}.jpg"


class Fit(NamedTuple):
    """The outcome of fitting: each page's step, heights and paddings in millimetres, and what does not fit at all."""

    steps: tuple[int, ...]
    spaces: Spaces
    findings: tuple[Finding, ...]


class Spaces(NamedTuple):
    """What was measured: headings padded to whole lines and what pushes blocks to the foot of their page, by name.

    And, by page, the words that are not parted, so that no two lines in a row end in a hyphen.
    """

    snap: Mapping[str, float]
    feet: Mapping[str, float]
    kept: Mapping[int, frozenset[str]]


def press_file(order: ZinePress, files: InputFiles) -> bytes:
    """Make the printer's PDF: PDF/X-4 declared, 3 mm bleed, no marks."""
    document = lay_out_zine(order.content, files, order.identity.date.year, press=True)
    return press(document, order.identity, Intent(files.named("profile.icc")))


def reading_file(order: ZineReading, files: InputFiles) -> bytes:
    """Make the tagged reading copy at trim size, with small sRGB pictures."""
    return reading_copy(lay_out_zine(order.content, files, order.identity.date.year, press=False), order.identity)


def lay_out_zine(zine: ZinePages, files: InputFiles, year: int, *, press: bool) -> Any:
    """Lay out a zine of a year with its real pictures: in inks with bleed for the press, else for reading.

    Raises:
        PrintError: something does not fit, or a picture is too coarse for its printed size.
    """
    fitted = fit(zine, files)
    sheet = _Sheet(zine, files, year)
    pages = sheet.pages(fitted.steps)
    shown = _pictures(pages)
    faults = [*fitted.findings, *_coarse(shown)]
    if faults:
        raise PrintError(faults)
    pictures = {}
    for picture in shown:
        file, frame = picture.photo.file, picture.frame
        pictures[picture.name] = (
            to_press(file, frame, files.standing["profile.icc"]) if press else to_screen(file, frame)
        )
    typesetter = Typesetter(sheet.css(press=press), sheet.fonts)
    return sheet.filled(typesetter, pages, fitted.spaces, pictures, press=press)


def _coarse(pictures: Sequence[_Picture]) -> Iterator[Finding]:
    """Each picture that has too few pixels for its printed size to be printed at all."""
    for picture in pictures:
        ppi = effective_ppi(size_of(picture.photo.file), picture.frame)
        if ppi < LEAST_PPI:
            yield finding("low-ppi", page=picture.page, place=picture.photo.words.id, ppi=round(ppi))


def fit(zine: ZinePages, files: InputFiles) -> Fit:
    """Find for each page the first step at which everything fits its frame."""
    # The profile of the inks moves nothing, so press file and reading copy share the work.
    read = [(name, file) for name, file in sorted(files.standing.items()) if not name.startswith("profile.")]
    return _fit(zine, tuple(read))


@lru_cache(maxsize=16)
def _fit(zine: ZinePages, standing: tuple[tuple[str, SourceFile], ...]) -> Fit:
    sheet = _Sheet(zine, InputFiles(dict(standing)))
    typesetter = Typesetter(sheet.css(press=True) + _MEASURE_PAGE, sheet.fonts)
    steps = [0] * PAGE_COUNT
    spaces = Spaces({}, {}, {})
    settled: dict[int, _Measured] = {}
    while len(settled) < PAGE_COUNT:
        # No page depends on another, so only those are laid out again that are not settled.
        pages = [page for page in sheet.pages(steps) if page.number not in settled]
        for page, measured in zip(pages, _measure(sheet, typesetter, pages, spaces), strict=True):
            step, kept = _next_step(page, measured.over), spaces.kept.get(page.number, frozenset())
            if any(spaces.snap.get(name) != height for name, height in measured.snap.items()):
                spaces = spaces._replace(snap={**spaces.snap, **measured.snap})
            elif step != page.step:
                steps[page.number - 1] = step
            elif not measured.ladders <= kept:
                spaces = spaces._replace(kept={**spaces.kept, page.number: kept | measured.ladders})
            else:
                settled[page.number] = measured
    return _outcome(steps, spaces, settled)


class _Measured(NamedTuple):
    """What one page came to: excess in millimetres by field, heights of headings and rests above feet by name.

    And the words that are parted under a line that ends in a hyphen too.
    """

    over: Mapping[str, float]
    snap: Mapping[str, float]
    feet: Mapping[str, float]
    ladders: frozenset[str]


def _measure(sheet: _Sheet, typesetter: Typesetter, pages: Sequence[Page], spaces: Spaces) -> Iterator[_Measured]:
    """Lay pages out with empty pictures and yield the measures of each."""
    pictures = {picture.name: _blank_picture() for picture in _pictures(pages)}
    document = sheet.filled(typesetter, pages, spaces, pictures, press=True)
    for page, laid_out in zip(pages, document.pages, strict=True):
        alone, grid = document.copy([laid_out]), page.layout.setting.grid
        feet = {name: _whole_lines(rest, grid) for name, rest in rests(alone).items()}
        over: dict[str, float] = {}
        for found in overflows(alone):
            field = _to_shorten(page, found.field)
            over[field] = max(found.millimetres, over.get(field, 0.0))
        yield _Measured(over, _padded(heights(alone), grid), feet, ladders(alone))


def _to_shorten(page: Page, field: str) -> str:
    """The field at fault: what is said of the cover's photograph pushes code and notices off the back cover."""
    return f"{page.told[0].words.id}: comment" if page.told and field in _UNDER_WORDS else field


def _outcome(steps: Sequence[int], spaces: Spaces, settled: Mapping[int, _Measured]) -> Fit:
    found = [
        finding("overfull", page=number, place=field, over=millimetres)
        for number, measured in sorted(settled.items())
        for field, millimetres in measured.over.items()
    ]
    feet = {name: rest for measured in settled.values() for name, rest in measured.feet.items()}
    return Fit(tuple(steps), spaces._replace(feet=feet), tuple(found))


def _next_step(page: Page, over: Mapping[str, float]) -> int:
    """Return the step that a page is to take: its own where all fits or no step is left, else a later one.

    That is the first one that leaves so much more room to words, which need less of it in smaller type.
    """
    last = len(page.steps) - 1
    if not over or page.step == last:
        return page.step
    if page.kind != "photo":
        return page.step + 1
    setting = page.layout.setting
    wanted = page.layout.text.height + max(over.values()) - _HAIR_MM
    for step in range(page.step + 1, last):
        smaller, room = page.steps[step].setting, page.steps[step].text.height
        if room >= wanted * (smaller.grid * smaller.size) / (setting.grid * setting.size):
            return step
    return last


def _padded(measured: Mapping[str, float], grid: float) -> dict[str, float]:
    return {name: round(grid * ceil((height - _HAIR_MM) / grid), 3) for name, height in measured.items()}


def _whole_lines(space: float, grid: float) -> float:
    return round(max(0, floor((space + _HAIR_MM) / grid)) * grid, 3)


class _Sheet:
    """A zine's texts and templates, ready to be laid out.

    Raises:
        PrintError: there are too few photographs to fill the pages, or too many.
    """

    def __init__(self, zine: ZinePages, files: InputFiles, year: int = _ANY_YEAR) -> None:
        if not FEWEST <= (count := len(zine.photos)) <= MOST:
            raise PrintError([finding("photo-count", place="photos", count=count, least=FEWEST, most=MOST)])
        self._zine = zine
        self._html, self._style = files.text("print/zine.html"), files.text("print/zine.css")
        self._values = _values(zine, Localization(zine.languages, files), year)
        self._ratios = {photo.words.id: _ratio(photo) for photo in zine.photos}
        self.fonts = files.below("font")
        self.setting = page_geometry.setting(len(zine.languages))

    def pages(self, steps: Sequence[int]) -> list[Page]:
        """The eight pages at these steps, as the plan for so many photographs says."""
        plans = plan_of(len(self._zine.photos))
        return [
            self._page(number, steps[number - 1], plans.get(number, PagePlan())) for number in range(1, PAGE_COUNT + 1)
        ]

    def _page(self, number: int, step: int, plan: PagePlan) -> Page:
        grid = self.setting
        shown, told = (tuple(self._zine.photos[index] for index in part) for part in plan)
        ratios = [self._ratios[photo.words.id] for photo in shown]
        kind = _KINDS.get(number, "photo")
        match kind:
            case "cover":
                layouts = [page_geometry.cover_page(ratios[0], grid)] * page_geometry.COVER_STEPS
            case "photo":
                layouts = page_geometry.photo_pages(number, ratios, len(told), grid)
            case "back":
                layouts = page_geometry.back_pages(grid)
            case _:
                layouts = [page_geometry.text_page(number, grid)] * page_geometry.TEXT_STEPS
        return Page(number, kind, step, tuple(layouts), shown, told)

    def css(self, *, press: bool) -> str:
        """The style sheet for the press or for reading."""
        grid = f":root{{--grid:{self.setting.grid}mm;--size:{self.setting.size}pt}}\n"
        return theme_css(self._zine.palette, press=press) + grid + (_PRESS_PAGE if press else "") + self._style

    def filled(
        self,
        typesetter: Typesetter,
        pages: Sequence[Page],
        spaces: Spaces,
        pictures: Mapping[str, bytes],
        *,
        press: bool,
    ) -> Any:
        """Lay out with these pictures."""
        inks = {"black": BLACK.css(press=press), "white": PAPER.css(press=press)}
        code = qr.svg(qr.print_matrix(self._zine.code.url), CODE_MM, **inks)
        values = {**self._values, "pages": pages, **spaces._asdict(), "reading": not press}
        return typesetter.lay_out(fill(self._html, values, "print/zine.html"), {**pictures, "qr.svg": code.encode()})


def _ratio(photo: ZinePhoto) -> float:
    """Width divided by height.

    Raises:
        CannotMake: it cannot be opened; `place` is its id.
    """
    try:
        width, height = size_of(photo.file)
    except CannotMake as error:
        raise CannotMake(error.code, **error.params, place=photo.words.id) from error
    return width / height


def _pictures(pages: Sequence[Page]) -> list[_Picture]:
    return [
        _Picture(page.number, photo, Frame(box.width, box.height, photo.focus, page.layout.turned))
        for page in pages
        for photo, box in zip(page.photos, page.layout.pictures, strict=True)
    ]


@cache
def _blank_picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("CMYK", (1, 1)).save(buffer, "JPEG")
    return buffer.getvalue()


def _values(zine: ZinePages, words: Localization, year: int) -> dict[str, Any]:
    """What the template is told, whatever the steps."""
    title, project = words.text(zine.title), zine.project
    told = [words.text(part) for part in project.text]
    return {
        "languages": words.codes,
        "document_title": f"{zine.author.name}: {' / '.join(dict.fromkeys(title.values()))}",
        "author": {"name": zine.author.name, "facts": words.text(zine.author.facts)},
        "title": title,
        "series": words.text(zine.series),
        "pull": words.paragraphs(zine.pull),
        "intro": words.paragraphs(zine.intro),
        "photos": {
            photo.words.id: _photo_values(photo, _where(index, len(zine.photos)), words)
            for index, photo in enumerate(zine.photos)
        },
        "project": {
            "heading": words.text(project.heading),
            "text": {code: [part[code] for part in told] for code in words.codes},
            "stops": [{"when": words.text(stop.when), "place": words.text(stop.place)} for stop in project.stops],
        },
        "call": words.text(Phrase("call")),
        "code": zine.code,
        "code_mm": CODE_MM,
        "notices": zine.notices,
        "imprint": [words.text(line) for line in _imprint(zine, year)],
    }


def _imprint(zine: ZinePages, year: int) -> Iterator[PrintText]:
    yield from zine.imprint
    yield Phrase.of("published", publisher=zine.publisher, year=str(zine.year or year))
    yield from (zine.registered,) if zine.registered else ()


def _where(index: int, count: int) -> Phrase:
    """The page on which a photograph stands."""
    page = max(pages_with(index, count))
    return Phrase("on_cover") if page == COVER else Phrase.of("on_pages", pages=str(page))


def _photo_values(photo: ZinePhoto, where: Phrase, words: Localization) -> dict[str, Any]:
    return {
        "id": photo.words.id,
        "title": words.text(photo.words.title),
        "caption": words.text(photo.words.caption),
        "comment": words.paragraphs(photo.words.comment),
        "meta": words.text(photo.words.meta),
        "meta_elsewhere": words.text(Joined((where, photo.words.meta))),
        "alt": words.text(photo.alt)[words.codes[0]],
    }
