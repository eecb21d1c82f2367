"""The page for printers: everything that can be printed, with thumbnails, sizes and check sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.content.charts import Infographic
from sitegen.content.kinds.infographic import POSTERS, variants
from sitegen.content.kinds.label_print import print_labels
from sitegen.content.kinds.print_texts import checked
from sitegen.content.lens import Lens, lenses, ordered
from sitegen.model.media import Web
from sitegen.model.order import Made
from sitegen.model.outputs import Desk
from sitegen.model.print_files import JOBS
from sitegen.model.print_job import ExpectedCode, PrintJob
from sitegen.model.site import Site
from sitegen.model.web_orders import JsonOrder, ThumbOrder, View

_POSTER_CODE_MM = {"a3": 35.0, "a2": 49.0}
_THUMB = 360


def order_printers(
    site: Site[Web], desk: Desk, zines: Mapping[str, Sequence[View]], cards: Mapping[str, Mapping[str, View]]
) -> None:
    """The page in every language, where there is anything to print: a tour has labels even without zines.

    `zines` are the printed variants of each zine by its id; `cards` are the zines by language and id.
    """
    posters = [_poster(one, site, desk) for one in ordered(site.all(Infographic))] if desk.printing else []
    labels = print_labels(site, desk)
    if not (zines or labels or posters):
        return
    checks = [check for one in [*_all(zines), *labels, *posters] for check in one["checks"]]
    if desk.printing:
        desk.file(JOBS, JsonOrder({check["path"]: check["job"] for check in checks}))
    for lens in lenses(site, desk):
        view = {
            "zines": [card | {"variants": zines[name]} for name, card in cards.get(lens.language.code, {}).items()],
            "labels": [label | {"stop": _titled(label["venue"], lens)} for label in labels],
            "posters": [poster | {"infographic": _titled(poster["of"], lens)} for poster in posters],
            "printing": desk.printing,
        }
        lens.section("printers", "printers.html", view, finished=sorted({*_paths(view)}))


def _all(zines: Mapping[str, Sequence[View]]) -> list[View]:
    return [variant for found in zines.values() for variant in found]


def _titled(ref: str, lens: Lens) -> View:
    kind, _, identifier = ref.partition(":")
    return lens.link(kind, identifier)


def _poster(one: Infographic, site: Site[Web], desk: Desk) -> View:
    """Order the checks and the thumbnail of an infographic's posters."""
    stem = f"print/posters/{one.id}"
    code = desk.qr(one.id, one, origin=one.where())
    files = []
    for variant, _ in variants(site.languages):
        for size in POSTERS:
            path = f"{stem}-{variant}-{size.name}.pdf"
            shown = ExpectedCode(code["text"], _POSTER_CODE_MM[size.name], 1)
            job = PrintJob(trim=(size.width, size.height), pages=1, variant="x4", codes=(shown,)).plain()
            name = path.rpartition("/")[2]
            files.append({"path": path, "name": name, "job": job, "variant": variant, "size": size.name})
    checks = [{key: file[key] for key in ("path", "name", "job")} for file in files]
    checked(desk, stem, checks, origin=one.where(), group=stem)
    thumb, first = f"{stem}-thumb.webp", f"{stem}-{variants(site.languages)[0][0]}-{POSTERS[0].name}.pdf"
    desk.file(thumb, ThumbOrder(Made(first), _THUMB), origin=one.where(), group=stem)
    return {
        "of": one.ref,
        "files": [{key: file[key] for key in ("path", "name", "variant", "size")} for file in files],
        "thumb": {"path": thumb, "width": _THUMB, "height": round(_THUMB * 426 / 303)},
        "checks": checks,
    }


def _paths(value: object) -> Iterator[str]:
    """Every path of a finished file that the page names, except thumbnails, which it shows as they are."""
    if isinstance(value, Mapping):
        if "name" in value and str(value.get("path", "")).startswith("print/"):
            yield value["path"]
        elif isinstance(value.get("zip"), str):
            yield value["zip"]
        for item in value.values():
            yield from _paths(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _paths(item)
