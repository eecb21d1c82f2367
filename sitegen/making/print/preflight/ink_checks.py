"""Checks of what is painted: colour spaces, ink, black text, resolution, gradients, transparency, overprint.

Together they prove how much ink lies on a page without making its plates. Paint is opaque unless the file says
otherwise, so each spot carries the inks of the last thing painted there: where nothing is seen through, blended or
overprinted, and every colour is of inks, no spot has more ink than the heaviest colour or picture. What breaks that
rule is a finding of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from sitegen.making.print.findings import Finding, Level, finding
from sitegen.making.print.finish import POINTS
from sitegen.making.print.preflight.picture_checks import peaks_of
from sitegen.making.print.preflight.structure_checks import edges
from sitegen.making.print.preflight.walk import REGISTRATION, Paint, paints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model.print_job import PrintJob

_PRESS_SPACES = {"DeviceCMYK", "DeviceGray", REGISTRATION, "Mask", "Pattern"}
_INK_SLACK, _INK_SHARE = 2.0, 0.0005
_RICH, _TRACE = 0.85, 0.005
_SMALL_PT = 5.95  # 6 points less what rounding takes


def place_of(page: pikepdf.Page, paint: Paint) -> str:
    """Return where something is: millimetres from the left and the top of the trimmed page."""
    box = edges(page.obj.get("/TrimBox", page.MediaBox))
    return f"{(paint.box[0] - box[0]) / POINTS:.0f} × {(box[3] - paint.box[3]) / POINTS:.0f} mm"


def check_paint(pdf: pikepdf.Pdf, job: PrintJob) -> Iterator[Finding]:
    """Check all that each page of a file for the press paints; one finding of a kind and page, at its first place."""
    if job.kind == "reading":
        return
    for number, page in enumerate(pdf.pages, 1):
        seen: set[tuple[str, str]] = set()
        group = page.obj.get("/Group")
        if group is not None and group.get("/S") == pikepdf.Name.Transparency:
            yield _transparency(number, "page group", job)
        for paint in paints(page):
            if _outside(paint, page):
                continue
            for found in _check(paint, number, place_of(page, paint), job):
                key = found.code, found.place if paint.kind == "image" else ""
                if key not in seen:
                    seen.add(key)
                    yield found


def _outside(paint: Paint, page: pikepdf.Page) -> bool:
    """Whether it is a mark beside the page: only there may all inks be printed over each other."""
    left, bottom, right, top = edges(page.obj.get("/BleedBox", page.obj.get("/TrimBox", page.MediaBox)))
    x0, y0, x1, y1 = paint.box
    return paint.colour.space == REGISTRATION and (x1 < left or x0 > right or y1 < bottom or y0 > top)


def _check(paint: Paint, page: int, place: str, job: PrintJob) -> Iterator[Finding]:
    if paint.kind == "image":
        yield from _check_resolution(paint, page, place, job)
    yield from _check_space(paint, page, place, job)
    if paint.kind == "image":
        yield from _check_image(paint, page, place, job)
    elif paint.kind == "shading":
        yield finding("gradient", page=page, place=place)
    elif paint.state is not None:
        yield from _check_state(paint.state, page, place, job)
    else:
        yield from _check_inks(paint, page, place, job)


def _check_space(paint: Paint, page: int, place: str, job: PrintJob) -> Iterator[Finding]:
    if paint.kind in {"state", "shading"} or paint.colour.space in _PRESS_SPACES:
        return
    if paint.colour.space.startswith(("Separation", "DeviceN")):
        level: Level = "error" if job.variant else "warning"
        yield finding("spot-colour", level, page, place, space=paint.colour.space)
    else:
        yield finding("not-cmyk", "error", page, place, space=paint.colour.space, what=paint.kind)


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


def _check_resolution(paint: Paint, page: int, place: str, job: PrintJob) -> Iterator[Finding]:
    wide, high = (paint.box[2] - paint.box[0]) / 72, (paint.box[3] - paint.box[1]) / 72
    if not isinstance(paint.picture, pikepdf.Stream) or not wide or not high:
        return
    ppi = min(int(paint.picture.Width) / wide, int(paint.picture.Height) / high)
    if ppi < job.least_ppi:
        yield finding("low-ppi", page=page, place=place, ppi=round(ppi), least=job.least_ppi)
    elif ppi < job.good_ppi - 1:
        yield finding("low-ppi", "warning", page, place, ppi=round(ppi), least=job.good_ppi)


def _check_image(paint: Paint, page: int, place: str, job: PrintJob) -> Iterator[Finding]:
    if isinstance(paint.picture, pikepdf.Stream) and "/SMask" in paint.picture:
        yield _transparency(page, f"picture at {place}", job)
    if paint.colour.space == "DeviceCMYK" and paint.picture is not None:
        peaks = peaks_of(paint.picture, job.max_ink + _INK_SLACK)
        if peaks is None:
            yield finding("ink-unknown", page=page, place=place)
        elif peaks[1] > _INK_SHARE:
            yield finding("ink-picture", page=page, place=place, ink=peaks[0], limit=job.max_ink)


def _check_state(state: pikepdf.Object, page: int, place: str, job: PrintJob) -> Iterator[Finding]:
    seen_through = any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA"))
    blended = str(state.get("/BM", "/Normal")) not in {"/Normal", "/Compatible"}
    masked = str(state.get("/SMask", "/None")) != "/None"
    if seen_through or blended or masked or "/Group" in state:
        yield _transparency(page, place, job)
    if any(bool(state.get(key, False)) for key in ("/OP", "/op")):
        yield finding("overprint", page=page, place=place)


def _transparency(page: int, place: str, job: PrintJob) -> Finding:
    """An error in a variant of PDF/X that we ordered: X-1a forbids it, and in X-4 it leaves the ink unknown."""
    return finding("transparency", "error" if job.variant else "warning", page, place)
