"""Checks of what is painted: colour spaces, ink, black text, resolution, gradients, transparency, overprint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from sitegen.making.print.findings import Finding, finding
from sitegen.making.print.finish import POINTS
from sitegen.making.print.preflight.pictures import peaks_of
from sitegen.making.print.preflight.walk import Paint, paints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.making.print.preflight.job import Job

_PRESS_SPACES = {"DeviceCMYK", "DeviceGray", "Separation All", "Mask", "Pattern"}
_INK_SLACK, _INK_SHARE = 2.0, 0.0005
_RICH, _TRACE = 0.85, 0.005
_SMALL_PT = 5.95  # 6 points less what rounding takes


def place_of(page: pikepdf.Page, paint: Paint) -> str:
    """Return where something is: millimetres from the left and the top of the trimmed page."""
    box = [float(v) for v in page.obj.get("/TrimBox", page.MediaBox)]
    return f"{(paint.box[0] - box[0]) / POINTS:.0f} × {(box[3] - paint.box[3]) / POINTS:.0f} mm"


def check_paint(pdf: pikepdf.Pdf, job: Job) -> Iterator[Finding]:
    """Check all that each page paints; one finding of a kind and page, at its first place."""
    for number, page in enumerate(pdf.pages, 1):
        seen: set[tuple[str, str]] = set()
        group = page.obj.get("/Group")
        if job.kind != "reading" and group is not None and group.get("/S") == pikepdf.Name.Transparency:
            yield _transparency(number, "page group", job)
        for paint in paints(page):
            for found in _check(paint, number, place_of(page, paint), job):
                key = found.code, found.place if paint.kind == "image" else ""
                if key not in seen:
                    seen.add(key)
                    yield found


def _check(paint: Paint, page: int, place: str, job: Job) -> Iterator[Finding]:
    if paint.kind == "image":
        yield from _check_resolution(paint, page, place, job)
    if job.kind == "reading":
        return
    yield from _check_space(paint, page, place)
    if paint.kind == "image":
        yield from _check_image(paint, page, place, job)
    elif paint.kind == "shading":
        yield finding("gradient", page=page, place=place)
    elif paint.kind == "state":
        yield from _check_state(paint.object, page, place, job)
    else:
        yield from _check_inks(paint, page, place, job)


def _check_space(paint: Paint, page: int, place: str) -> Iterator[Finding]:
    if paint.kind in {"state", "shading"} or paint.colour.space == "inline":
        return
    if paint.colour.space not in _PRESS_SPACES:
        code = "spot-colour" if paint.colour.space.startswith(("Separation", "DeviceN")) else "not-cmyk"
        level = "warning" if code == "spot-colour" else "error"
        yield finding(code, level, page, place, space=paint.colour.space, what=paint.kind)  # type: ignore[arg-type]  # the level is one of the three


def _check_inks(paint: Paint, page: int, place: str, job: Job) -> Iterator[Finding]:
    inks = paint.colour.inks()
    if paint.kind == "text" and paint.size < _SMALL_PT and job.kind == "press":
        yield finding("small-text", "warning", page, place, size=paint.size)
    if inks is None:
        return
    if sum(inks) * 100 > job.max_ink:
        yield finding("ink-flat", page=page, place=place, ink=sum(inks) * 100, limit=job.max_ink)
    if paint.kind == "text" and inks[3] >= _RICH and max(inks[:3]) > _TRACE:
        yield finding("rich-black-text", page=page, place=place)


def _check_resolution(paint: Paint, page: int, place: str, job: Job) -> Iterator[Finding]:
    image = paint.object
    if image is None or not isinstance(image, pikepdf.Object):
        return
    wide, high = (paint.box[2] - paint.box[0]) / 72, (paint.box[3] - paint.box[1]) / 72
    if not wide or not high or job.kind == "reading":
        return
    ppi = min(int(image.Width) / wide, int(image.Height) / high)
    if ppi < job.least_ppi:
        yield finding("low-ppi", page=page, place=place, ppi=round(ppi), least=job.least_ppi)
    elif ppi < job.good_ppi - 1:
        yield finding("low-ppi", "warning", page, place, ppi=round(ppi), least=job.good_ppi)


def _check_image(paint: Paint, page: int, place: str, job: Job) -> Iterator[Finding]:
    if not isinstance(paint.object, pikepdf.Stream):
        return
    if "/SMask" in paint.object:
        yield _transparency(page, f"picture at {place}", job)
    if paint.colour.space == "DeviceCMYK":
        highest, share = peaks_of(paint.object, job.max_ink + _INK_SLACK)
        if share > _INK_SHARE:
            yield finding("ink-picture", page=page, place=place, ink=highest, limit=job.max_ink)


def _check_state(state: Any, page: int, place: str, job: Job) -> Iterator[Finding]:
    if state is None:
        return
    seen_through = any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA"))
    blended = str(state.get("/BM", "/Normal")) not in {"/Normal", "/Compatible"}
    if seen_through or blended or _is_mask(state) or "/Group" in state:
        yield _transparency(page, place, job)
    if any(bool(state.get(key, False)) for key in ("/OP", "/op")):
        yield finding("overprint", page=page, place=place)


def _is_mask(state: Any) -> bool:
    mask = state.get("/SMask")
    return mask is not None and mask != pikepdf.Name("/None")


def _transparency(page: int, place: str, job: Job) -> Finding:
    return finding("transparency", "error" if job.variant == "x1a" else "warning", page, place)
