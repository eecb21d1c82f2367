"""Checks of what is painted: colour spaces, ink, black text, lines, resolution, transparency, overprint.

Together they prove how much ink lies on a page without making its plates. Paint is opaque unless the file says
otherwise, so each spot carries the inks of the last thing painted there: where nothing is seen through, blended or
overprinted, and every colour is of inks, no spot has more ink than the heaviest colour or picture. What breaks that
rule is a finding of its own. Black that overprints adds its ink to the most that lies anywhere below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pikepdf

from sitegen.making.print.findings import Finding, FindingCode, Level, finding
from sitegen.making.print.finish import POINTS
from sitegen.making.print.preflight.picture_checks import peaks_of
from sitegen.making.print.preflight.structure_checks import bleed_of, declared, trim_of
from sitegen.making.print.preflight.walk import (
    CMYK,
    REGISTRATION,
    Colour,
    Paint,
    Picture,
    Rect,
    common,
    paints,
    process_inks,
    space_named,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.model.print_job import PrintJob

    SeeThrough = tuple[FindingCode, Level]

_PRESS_SPACES = {"DeviceCMYK", "DeviceGray", REGISTRATION, "Mask", "Pattern"}
_BY_PROFILE = {"ICCBased CMYK", "ICCBased Gray"}
_INK_SLACK, _INK_SHARE = 2.0, 0.0005
_RICH, _TRACE = 0.85, 0.005
_SMALL_PT = 5.95  # 6 points less what rounding takes
_THIN_PT, _THINNEST_PT = 0.24, 0.12
"""Lines thinner than a quarter of a point may break on a press, thinner than half of that they do."""


def place_of(page: pikepdf.Page, paint: Paint) -> str:
    """Return where something is: millimetres from the left and the top of the trimmed page."""
    box = trim_of(page)
    across, down = round((paint.box[0] - box[0]) / POINTS), round((box[3] - paint.box[3]) / POINTS)
    return f"{across} × {down} mm"


def check_paint(pdf: pikepdf.Pdf, job: PrintJob) -> Iterator[Finding]:
    """Check all that each page of a file for the press paints; one finding of a kind and page, at its first place."""
    if not job.inked:
        return
    see_through = _see_through(pdf, job)
    for number, page in enumerate(pdf.pages, 1):
        seen: set[tuple[str, str]] = set()
        group = page.obj.get("/Group")
        if group is not None and group.get("/S") == pikepdf.Name.Transparency:
            yield from _check_group(group, number, "page group", see_through, job)
        below: list[_Ground] = []
        for paint in paints(page):
            if _outside(paint, page):
                continue
            over = _check_black_over(paint, below, number, place_of(page, paint), job)
            place = "" if paint.state is not None else place_of(page, paint)
            for found in (*_check(paint, number, place, see_through, job), *over):
                key = found.code, found.place if paint.kind == "image" else ""
                if key not in seen:
                    seen.add(key)
                    yield found


def _see_through(pdf: pikepdf.Pdf, job: PrintJob) -> SeeThrough:
    """How transparency is told: older PDF/X forbids it, and in ours the ink would be unknown; PDF/X-4 allows it."""
    forbidden = any(name in declared(pdf) for name in ("PDF/X-1", "PDF/X-2", "PDF/X-3"))
    if job.from_elsewhere and not forbidden:
        return "transparency-x4", "warning"
    return "transparency", "error" if job.variant or forbidden else "warning"


def _outside(paint: Paint, page: pikepdf.Page) -> bool:
    """Whether it is a mark beside the page: there all inks may be printed over each other, in lines of any width."""
    if paint.kind not in {"fill", "stroke", "text"}:
        return False
    left, bottom, right, top = bleed_of(page)
    x0, y0, x1, y1 = paint.box
    return x1 < left or x0 > right or y1 < bottom or y0 > top


def _check(paint: Paint, page: int, place: str, see_through: SeeThrough, job: PrintJob) -> Iterator[Finding]:
    yield from _check_space(paint, page, place, job)
    if paint.kind == "image":
        yield from _check_resolution(paint, page, place, job)
        yield from _check_image(paint, page, place, see_through, job)
    elif paint.kind == "shading" and not job.from_elsewhere:
        yield finding("gradient", page=page, place=place)
    elif paint.state is not None:
        yield from _check_state(paint.state, page, place, see_through, job)
    elif paint.kind not in {"shading", "clip"}:
        yield from _check_inks(paint, page, place, job)
        yield from _check_overprint(paint, page, place)
        yield from _check_width(paint, page, place)


def _check_space(paint: Paint, page: int, place: str, job: PrintJob) -> Iterator[Finding]:
    space = paint.colour.space
    if paint.kind in {"state", "clip"} or space in _PRESS_SPACES or process_inks(space):
        return
    if space in _BY_PROFILE and job.from_elsewhere:
        return
    if space.startswith(("Separation", "DeviceN")):
        level: Level = "error" if job.variant else "warning"
        yield finding("spot-colour", level, page, place, space=space)
    else:
        yield finding("not-cmyk", "error", page, place, space=space)


def _check_inks(paint: Paint, page: int, place: str, job: PrintJob) -> Iterator[Finding]:
    inks = paint.colour.inks()
    if paint.kind == "text" and paint.size < _SMALL_PT and job.kind == "press":
        yield finding("small-text", "warning", page, place, size=paint.size)
    if inks is None:
        return
    if sum(inks) * 100 > job.max_ink:
        yield finding("ink-flat", page=page, place=place, ink=sum(inks) * 100, limit=job.max_ink)
    if paint.kind == "text" and inks[3] >= _RICH and max(inks[:3]) > _TRACE:
        yield finding("rich-black-text", page=page, place=place)


def _check_overprint(paint: Paint, page: int, place: str) -> Iterator[Finding]:
    """Black alone may print over what is below; white would vanish, and other inks mix."""
    inks = paint.colour.inks()
    if not paint.overprint or inks is None or (max(inks[:3]) < _TRACE and inks[3] > 1 - _TRACE):
        return
    yield finding("overprint-white" if sum(inks) < _TRACE else "overprint", page=page, place=place)


def _check_black_over(paint: Paint, below: list[_Ground], page: int, place: str, job: PrintJob) -> Iterator[Finding]:
    """Black that prints over a ground or picture adds its ink to the most that lies there; remembers what does."""
    inks = paint.colour.inks()
    if paint.overprint and inks is not None:
        ground = _ground(below, *paint.box[:2])
        if ground and ground + sum(inks) * 100 > job.max_ink:
            yield finding("ink-flat", page=page, place=place, ink=ground + sum(inks) * 100, limit=job.max_ink)
        return
    seen = common(paint.box, paint.clip or paint.box)
    if paint.kind == "fill" and inks is not None:
        below.append(_Ground(seen, sum(inks) * 100, paint.whole))
    elif paint.kind == "image" and paint.colour.space in CMYK and paint.picture is not None:
        peaks = peaks_of(paint.picture, job.max_ink + _INK_SLACK)
        below.append(_Ground(seen, peaks[0] if peaks else 0.0, whole=False))


class _Ground(NamedTuple):
    """What others may be painted over: its box, its most ink in per cent, whether it covers all of the box."""

    box: Rect
    ink: float
    whole: bool


def _ground(below: Sequence[_Ground], x: float, y: float) -> float:
    """The most ink that may lie at a place, down to what covers it for certain."""
    most = 0.0
    for one in reversed(below):
        if one.box[0] <= x <= one.box[2] and one.box[1] <= y <= one.box[3]:
            most = max(most, one.ink)
            if one.whole:
                break
    return most


def _check_width(paint: Paint, page: int, place: str) -> Iterator[Finding]:
    """Lines that are too thin to print, and areas that are as thin as such a line."""
    left, bottom, right, top = paint.box
    across = min(right - left, top - bottom)
    if paint.kind not in {"fill", "stroke"} or (paint.kind == "fill" and not across):
        return
    width = paint.size if paint.kind == "stroke" else across
    if width < _THIN_PT and max(right - left, top - bottom) > _SMALL_PT:
        yield finding("thin-line", "error" if width < _THINNEST_PT else "warning", page, place, width=width)


def _check_resolution(paint: Paint, page: int, place: str, job: PrintJob) -> Iterator[Finding]:
    if paint.picture is None or not all(paint.sides):
        return
    wide, high = _pixels(paint.picture)
    if wide * high == 1:  # one pixel is a colour
        return
    ppi = min(wide / paint.sides[0], high / paint.sides[1]) * 72
    if ppi < job.least_ppi:
        yield finding("low-ppi", page=page, place=place, ppi=round(ppi), least=job.least_ppi)
    elif ppi < job.good_ppi - 1:
        yield finding("low-ppi", "warning", page, place, ppi=round(ppi), least=job.good_ppi)


def _pixels(picture: Picture) -> tuple[int, int]:
    if isinstance(picture, pikepdf.PdfInlineImage):
        return picture.width, picture.height
    return int(picture.Width), int(picture.Height)


def _check_image(paint: Paint, page: int, place: str, see_through: SeeThrough, job: PrintJob) -> Iterator[Finding]:
    if isinstance(paint.picture, pikepdf.Stream) and "/SMask" in paint.picture:
        yield _transparency(page, f"picture at {place}", see_through)
    if paint.colour.space in CMYK and paint.picture is not None:
        peaks = peaks_of(paint.picture, job.max_ink + _INK_SLACK)
        if peaks is None:
            yield finding("ink-unknown", page=page, place=place)
        elif peaks[1] > _INK_SHARE:
            yield finding("ink-picture", page=page, place=place, ink=peaks[0], limit=job.max_ink)


def _check_state(
    state: pikepdf.Object, page: int, place: str, see_through: SeeThrough, job: PrintJob
) -> Iterator[Finding]:
    opaque = all(float(state.get(key, 1)) == 1 for key in ("/ca", "/CA"))
    blended = str(state.get("/BM", "/Normal")) not in {"/Normal", "/Compatible"}
    masked = str(state.get("/SMask", "/None")) != "/None"
    if blended or masked or not opaque:
        yield _transparency(page, place, see_through)
    if "/Group" in state:
        yield from _check_group(state.Group, page, place, see_through, job)


def _check_group(
    group: pikepdf.Object, page: int, place: str, see_through: SeeThrough, job: PrintJob
) -> Iterator[Finding]:
    """A page or drawing that is blended as a whole: by itself nothing in PDF/X-4, unless in colours of a screen."""
    if see_through[0] == "transparency":
        yield _transparency(page, place, see_through)
    elif "/CS" in group:
        blended = Paint("group", Colour(space_named(group.CS), ()), (0, 0, 0, 0))
        yield from _check_space(blended, page, place, job)


def _transparency(page: int, place: str, see_through: SeeThrough) -> Finding:
    return finding(*see_through, page, place)
