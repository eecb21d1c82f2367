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
from sitegen.making.print.layout import Typesetter, heights, overflows, rests
from sitegen.making.print.localization import Localization
from sitegen.making.print.palette import BLACK, PAPER, theme_css
from sitegen.making.print.picture_sizes import LEAST_PPI
from sitegen.making.print.press import press
from sitegen.making.print.reading_copy import reading_copy
from sitegen.making.print.templating import fill
from sitegen.model.choices import PHOTO_COUNT
from sitegen.model.order import SourceFile
from sitegen.model.print_orders import (
    FIRST_PHOTO_PAGE,
    PAGE_COUNT,
    ZinePages,
    ZinePhoto,
    ZinePress,
    ZineReading,
)
from sitegen.model.print_words import Phrase, PrintText

CODE_MM = 36.0
"""Side of the code's white box: 0.73 mm a module in version 6, and folded from A4 still 25 mm and 0.52 mm."""

_ANY_YEAR = 2020
"""A year as wide as any other, for measuring."""
_HAIR_MM = 0.05
_PRESS_PAGE = "@page{bleed:3mm}\n"
_MEASURE_PAGE = "@page{size:105mm 900mm}\n"  # WeasyPrint drops the lines of a positioned box that a page's end cuts

PageKind = Literal["cover", "author", "photo", "project", "back"]
_STEPS: dict[PageKind, int] = {
    "cover": page_geometry.COVER_STEPS,
    "author": page_geometry.TEXT_STEPS,
    "photo": page_geometry.PHOTO_STEPS,
    "project": page_geometry.TEXT_STEPS,
    "back": page_geometry.TEXT_STEPS,
}


@dataclass(frozen=True)
class Page:
    """One page (from 1) at one of its steps, and the photograph that it shows."""

    number: int
    kind: PageKind
    step: int
    layout: page_geometry.PageLayout
    photo: ZinePhoto | None = None


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
    """Measured spaces by name: headings padded to whole lines, and what pushes a block to the foot of its page."""

    snap: Mapping[str, float]
    feet: Mapping[str, float]


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
    snap: dict[str, float] = {}
    settled: dict[int, _Measured] = {}
    while len(settled) < PAGE_COUNT:
        # No page depends on another, so only those are laid out again that are not settled.
        pages = [page for page in sheet.pages(steps) if page.number not in settled]
        for page, measured in zip(pages, _measure(sheet, typesetter, pages, snap), strict=True):
            step = _next_step(sheet, page, measured.over)
            if any(snap.get(name) != height for name, height in measured.snap.items()):
                snap |= measured.snap
            elif step != page.step:
                steps[page.number - 1] = step
            else:
                settled[page.number] = measured
    return _outcome(steps, snap, settled)


class _Measured(NamedTuple):
    """What one page came to: excess in millimetres by field, heights of headings and rests above feet by name."""

    over: Mapping[str, float]
    snap: Mapping[str, float]
    feet: Mapping[str, float]


def _measure(
    sheet: _Sheet, typesetter: Typesetter, pages: Sequence[Page], snap: Mapping[str, float]
) -> Iterator[_Measured]:
    """Lay pages out with empty pictures and yield the measures of each."""
    pictures = {picture.name: _blank_picture() for picture in _pictures(pages)}
    document = sheet.filled(typesetter, pages, Spaces(snap, {}), pictures, press=True)
    grid = sheet.setting.grid
    for page in document.pages:
        alone = document.copy([page])
        feet = {name: _whole_lines(rest, grid) for name, rest in rests(alone).items()}
        over = {found.field: found.millimetres for found in overflows(alone)}
        yield _Measured(over, _padded(heights(alone), grid), feet)


def _outcome(steps: Sequence[int], snap: Mapping[str, float], settled: Mapping[int, _Measured]) -> Fit:
    found = [
        finding("overfull", page=number, place=field, over=millimetres)
        for number, measured in sorted(settled.items())
        for field, millimetres in measured.over.items()
    ]
    feet = {name: rest for measured in settled.values() for name, rest in measured.feet.items()}
    return Fit(tuple(steps), Spaces(snap, feet), tuple(found))


def _next_step(sheet: _Sheet, page: Page, over: Mapping[str, float]) -> int:
    """Return the step that a page is to take: its own where all fits or no step is left, else a later one.

    On a photograph's page that is the first step that leaves so much more room to words.
    """
    last = _STEPS[page.kind] - 1
    if not over or page.step >= last:
        return page.step
    if page.kind != "photo" or page.photo is None:
        return page.step + 1
    wanted = page.layout.text.height + max(over.values()) - _HAIR_MM
    for step in range(page.step + 1, last):
        if sheet.photo_layout(page.number, page.photo, step).text.height >= wanted:
            return step
    return last


def _padded(measured: Mapping[str, float], grid: float) -> dict[str, float]:
    return {name: round(grid * ceil((height - _HAIR_MM) / grid), 3) for name, height in measured.items()}


def _whole_lines(space: float, grid: float) -> float:
    return round(max(0, floor((space + _HAIR_MM) / grid)) * grid, 3)


class _Sheet:
    """A zine's texts and templates, ready to be laid out."""

    def __init__(self, zine: ZinePages, files: InputFiles, year: int = _ANY_YEAR) -> None:
        self._zine = zine
        self._html, self._style = files.text("print/zine.html"), files.text("print/zine.css")
        self._values = _values(zine, Localization(zine.languages, files), year)
        self._ratios = {photo.words.id: _ratio(photo) for photo in zine.photos}
        self.fonts = files.below("font")
        self.setting = page_geometry.setting(len(zine.languages))

    def pages(self, steps: Sequence[int]) -> list[Page]:
        """The eight pages at these steps.

        Raises:
            PrintError: there are not four photographs to fill the inner pages.
        """
        photos = self._zine.photos
        if len(photos) != PHOTO_COUNT:
            raise PrintError([finding("photo-count", place="photos", count=len(photos), expected=PHOTO_COUNT)])

        def text(number: int, kind: PageKind, folio: Literal["", "low"] = "") -> Page:
            layout = page_geometry.PageLayout(page_geometry.column(number, self.setting), folio=folio)
            return Page(number, kind, steps[number - 1], layout)

        def photo(number: int, shown: ZinePhoto) -> Page:
            step = steps[number - 1]
            return Page(number, "photo", step, self.photo_layout(number, shown, step), shown)

        cover = page_geometry.cover_page(self._ratios[photos[0].words.id])
        return [
            Page(1, "cover", steps[0], cover, photos[0]),
            text(2, "author", "low"),
            *(photo(number, shown) for number, shown in enumerate(photos, FIRST_PHOTO_PAGE)),
            text(7, "project", "low"),
            text(8, "back"),
        ]

    def photo_layout(self, number: int, photo: ZinePhoto, step: int) -> page_geometry.PageLayout:
        """The layout of a photograph's page at a step."""
        return page_geometry.photo_page(number, self._ratios[photo.words.id], step, self.setting)

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
        _Picture(page.number, page.photo, Frame(box.width, box.height, page.photo.focus))
        for page in pages
        if page.photo and (box := page.layout.picture)
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
        "photos": {photo.words.id: _photo_values(photo, words) for photo in zine.photos},
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


def _photo_values(photo: ZinePhoto, words: Localization) -> dict[str, Any]:
    return {
        "id": photo.words.id,
        "title": words.text(photo.words.title),
        "caption": words.text(photo.words.caption),
        "comment": words.paragraphs(photo.words.comment),
        "meta": words.text(photo.words.meta),
        "alt": words.text(photo.alt)[words.codes[0]],
    }
