"""A zine: eight pages A6 from plain data, each page fitted so that pictures are as large as the words allow."""

from __future__ import annotations

import io
import json
from functools import cache, lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import Image

from sitegen.making import qr
from sitegen.making.errors import CannotMake
from sitegen.making.print import pages as place
from sitegen.making.print.colour import Frame, effective_ppi, picture_size, to_press, to_screen
from sitegen.making.print.findings import Finding, PrintError, finding
from sitegen.making.print.layout import Typesetter, heights, overflows, rests
from sitegen.making.print.sources import read_kind, template
from sitegen.making.print.templating import fill
from sitegen.making.print.theme import BLACK, PAPER, theme_css
from sitegen.model.print_files import PAGE_COUNT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.making.print.findings import Level

CODE_MM = 36.0
"""Side of the code's white box: 0.73 mm a module in version 6, and folded from A4 still 25 mm and 0.52 mm."""

PPI_ERROR, PPI_WARNING = 200, 300
_HAIR_MM = 0.05
_PRESS_PAGE = "@page{bleed:3mm}\n"
_MEASURE_PAGE = "@page{size:105mm 900mm}\n"  # WeasyPrint drops the lines of a positioned box that a page's end cuts
_VALUES = (
    "languages",
    "author",
    "title",
    "series",
    "intro",
    "project",
    "call",
    "address",
    "short_address",
    "notices",
    "imprint",
)
_STEPS = {
    "cover": place.COVER_STEPS,
    "author": place.TEXT_STEPS,
    "photo": place.PHOTO_STEPS,
    "project": place.TEXT_STEPS,
    "back": place.TEXT_STEPS,
}
_FIRST_PHOTO_PAGE, _PHOTO_PAGES = 3, 4


class Fit(NamedTuple):
    """The outcome of fitting: each page's step, heights and paddings in millimetres, and what does not fit at all."""

    steps: tuple[int, ...]
    spaces: Spaces
    findings: tuple[Finding, ...]


class Spaces(NamedTuple):
    """Measured spaces by name: headings padded to whole lines, and what pushes a block to the foot of its page."""

    snap: Mapping[str, float]
    feet: Mapping[str, float]


def build_pages(inputs: Mapping[str, Any], ratios: Mapping[str, float], steps: Sequence[int]) -> list[dict[str, Any]]:
    """Return the eight pages as data for the template.

    Raises:
        PrintError: there are not four photographs to fill the inner pages.
    """
    photos = inputs["photos"]
    if len(photos) != _PHOTO_PAGES:
        raise PrintError([finding("photo-count", place="photos", count=len(photos), expected=_PHOTO_PAGES)])
    cover = next((p for p in photos if p["id"] == inputs.get("cover")), photos[0])
    grid = place.setting(len(inputs["languages"]))
    made = [
        {"kind": "cover", **place.cover_page(ratios[cover["id"]]), "photo": cover},
        {"kind": "author", "text": place.column(2, grid), "folio": "low"},
    ]
    for number, photo in enumerate(photos, _FIRST_PHOTO_PAGE):
        spot = place.photo_page(number, ratios[photo["id"]], steps[number - 1], grid)
        made.append({"kind": "photo", "photo": photo, **spot})
    made.append({"kind": "project", "text": place.column(7, grid), "folio": "low"})
    made.append({"kind": "back", "text": place.column(8, grid)})
    for number, page in enumerate(made, 1):
        page |= {"folio": page.get("folio", ""), "head": page.get("head"), "number": number, "step": steps[number - 1]}
        _name_picture(page, inputs["languages"][0])
    return made


def _name_picture(page: dict[str, Any], language: str) -> None:
    if "photo" in page:
        name = f"{page['number']}-{page['photo']['id']}.jpg"
        page["picture"] = {"name": name, "box": page["picture"], "alt": page["photo"]["alt"][language]}


def frame_of(page: Mapping[str, Any]) -> Frame:
    """Return the box that a page's photograph fills, bleed included, and the point to keep."""
    box = page["picture"]["box"]
    across, down = page["photo"].get("focus", (0.5, 0.5))
    return Frame(box.width, box.height, (across, down))


def ratios_of(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> dict[str, float]:
    """Return width / height of each photograph by id.

    Raises:
        CannotMake: one cannot be opened; `place` is its id.
    """
    ratios = {}
    for photo in inputs["photos"]:
        try:
            width, height = picture_size(sources[f"photo/{photo['id']}"])
        except CannotMake as error:
            raise CannotMake(error.code, **error.params, place=photo["id"]) from error
        ratios[photo["id"]] = width / height
    return ratios


def fit(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> Fit:
    """Find for each page the first step at which everything fits its frame."""
    files = read_kind(sources, "font")
    texts = json.dumps(inputs, sort_keys=True, ensure_ascii=False)
    ratios = tuple(sorted(ratios_of(inputs, sources).items()))
    return _fit(
        texts, ratios, template(sources, "zine.html"), template(sources, "zine.css"), tuple(sorted(files.items()))
    )


@lru_cache(maxsize=16)
def _fit(
    texts: str, ratios: tuple[tuple[str, float], ...], html: str, css: str, fonts: tuple[tuple[str, bytes], ...]
) -> Fit:
    sheet = _Sheet(json.loads(texts), html, css, dict(fonts), dict(ratios))
    typesetter = Typesetter(sheet.css(press=True) + _MEASURE_PAGE, sheet.fonts)
    steps = [0] * PAGE_COUNT
    snap: dict[str, float] = {}
    settled: dict[int, _Measured] = {}
    while len(settled) < PAGE_COUNT:
        # No page depends on another, so only those are laid out again that are not settled.
        pages = [page for page in sheet.pages(steps) if page["number"] not in settled]
        for page, measured in zip(pages, _measure(sheet, typesetter, pages, snap), strict=True):
            number = page["number"]
            step = _next_step(sheet, page, measured.over)
            if any(snap.get(name) != height for name, height in measured.snap.items()):
                snap |= measured.snap
            elif step != page["step"]:
                steps[number - 1] = step
            else:
                settled[number] = measured
    return _outcome(steps, snap, settled)


class _Measured(NamedTuple):
    """What one page came to: excess in millimetres by field, heights of headings and rests above feet by name."""

    over: Mapping[str, float]
    snap: Mapping[str, float]
    feet: Mapping[str, float]


def _measure(
    sheet: _Sheet, typesetter: Typesetter, pages: Sequence[Mapping[str, Any]], snap: Mapping[str, float]
) -> Iterator[_Measured]:
    """Lay pages out with empty pictures and yield the measures of each."""
    pictures = dict.fromkeys(_picture_names(pages), _blank_picture())
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


def _next_step(sheet: _Sheet, page: Mapping[str, Any], over: Mapping[str, float]) -> int:
    """Return the step that a page is to take: its own where all fits or no step is left, else a later one.

    On a photograph's page that is the first step that leaves so much more room to words.
    """
    last = _STEPS[page["kind"]] - 1
    if not over or page["step"] >= last:
        return int(page["step"])
    millimetres = max(over.values())
    if page["kind"] != "photo":
        return int(page["step"]) + 1
    ratio = sheet.ratios[page["photo"]["id"]]
    for step in range(page["step"] + 1, last):
        room = place.photo_page(page["number"], ratio, step, sheet.setting)["text"].height
        if room - page["text"].height >= millimetres - _HAIR_MM:
            return step
    return last


def _padded(measured: Mapping[str, float], grid: float) -> dict[str, float]:
    return {name: round(grid * ceil((height - _HAIR_MM) / grid), 3) for name, height in measured.items()}


def _whole_lines(space: float, grid: float) -> float:
    return round(max(0, floor((space + _HAIR_MM) / grid)) * grid, 3)


class _Sheet(NamedTuple):
    """A zine's data and templates, ready to be laid out."""

    inputs: Mapping[str, Any]
    html: str
    style: str
    fonts: Mapping[str, bytes]
    ratios: Mapping[str, float]

    def pages(self, steps: Sequence[int]) -> list[dict[str, Any]]:
        return build_pages(self.inputs, self.ratios, steps)

    @property
    def setting(self) -> place.Setting:
        return place.setting(len(self.inputs["languages"]))

    def css(self, *, press: bool) -> str:
        """Return the style sheet for the press or for reading."""
        grid = f":root{{--grid:{self.setting.grid}mm;--size:{self.setting.size}pt}}\n"
        return theme_css(self.inputs["palette"], press=press) + grid + (_PRESS_PAGE if press else "") + self.style

    def filled(
        self,
        typesetter: Typesetter,
        pages: Sequence[Mapping[str, Any]],
        spaces: Spaces,
        pictures: Mapping[str, bytes],
        *,
        press: bool,
    ) -> Any:
        """Lay out with these pictures."""
        inks = {"black": BLACK.css(press=press), "white": PAPER.css(press=press)}
        code = qr.svg(qr.print_matrix(self.inputs["address"]), CODE_MM, **inks)
        values = {**_template_values(self.inputs), "pages": pages, **spaces._asdict(), "reading": not press}
        return typesetter.lay_out(fill(self.html, values), {**pictures, "qr.svg": code.encode()})


def _picture_names(pages: Sequence[Mapping[str, Any]]) -> list[str]:
    return [f"picture/{page['picture']['name']}" for page in pages if "picture" in page]


@cache
def _blank_picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("CMYK", (1, 1)).save(buffer, "JPEG")
    return buffer.getvalue()


def _template_values(inputs: Mapping[str, Any]) -> dict[str, Any]:
    codes = inputs["languages"]
    values = {name: inputs[name] for name in _VALUES}
    title = " / ".join(dict.fromkeys(inputs["title"][code] for code in codes))
    pull = inputs.get("pull")
    return values | {
        "document_title": f"{inputs['author']['name']}: {title}",
        "pull": {code: [pull[code]] for code in codes} if pull else {},
        "code_mm": CODE_MM,
    }


def lay_out_zine(inputs: Mapping[str, Any], sources: Mapping[str, Path], *, press: bool) -> Any:
    """Lay out a zine with its real pictures: in inks with bleed for the press, else for reading.

    Raises:
        PrintError: something does not fit, or a picture is too coarse for its printed size.
    """
    fitted = fit(inputs, sources)
    fonts = read_kind(sources, "font")
    html, css = template(sources, "zine.html"), template(sources, "zine.css")
    sheet = _Sheet(inputs, html, css, fonts, ratios_of(inputs, sources))
    pages = sheet.pages(fitted.steps)
    errors = [f for f in (*fitted.findings, *picture_findings(pages, sources)) if f.level == "error"]
    if errors:
        raise PrintError(errors)
    pictures = {}
    for page in pages:
        if "picture" in page:
            file, frame = sources[f"photo/{page['photo']['id']}"], frame_of(page)
            made = to_press(file, frame, sources["profile.icc"]) if press else to_screen(file, frame)
            pictures[f"picture/{page['picture']['name']}"] = made
    typesetter = Typesetter(sheet.css(press=press), fonts)
    return sheet.filled(typesetter, pages, fitted.spaces, pictures, press=press)


def picture_findings(pages: Sequence[Mapping[str, Any]], sources: Mapping[str, Path]) -> list[Finding]:
    """Return a finding for each picture with too few pixels for its printed size."""
    found = []
    for page in pages:
        if "picture" in page:
            ppi = effective_ppi(picture_size(sources[f"photo/{page['photo']['id']}"]), frame_of(page))
            if ppi < PPI_WARNING:
                level: Level = "error" if ppi < PPI_ERROR else "warning"
                found.append(finding("low-ppi", level, page["number"], page["photo"]["id"], ppi=round(ppi)))
    return found


def zine_findings(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> list[Finding]:
    """Return what is wrong with a zine's content: overfull fields and coarse pictures, in page order."""
    fitted = fit(inputs, sources)
    pages = build_pages(inputs, ratios_of(inputs, sources), fitted.steps)
    return sorted([*fitted.findings, *picture_findings(pages, sources)])
