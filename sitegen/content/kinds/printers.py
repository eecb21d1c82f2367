"""The page for printers: everything that can be printed, with thumbnails, sizes and check sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.content.charts import Infographic
from sitegen.content.kinds.label_print import print_labels
from sitegen.content.kinds.poster_print import print_posters
from sitegen.content.kinds.print_languages import Printed
from sitegen.content.localized import LocalizedSite, localized_sites, sorted_entries
from sitegen.model.media import Web
from sitegen.model.order import Json
from sitegen.model.outputs import Planner
from sitegen.model.print_files import JOBS
from sitegen.model.site import Site
from sitegen.model.web_orders import JsonOrder, View


def plan_printers(
    site: Site[Web], planner: Planner, zines: Mapping[str, Printed], cards: Mapping[str, Mapping[str, View]]
) -> None:
    """The page in every language, where there is anything to print: a tour has labels even without zines.

    `zines` are the print jobs of zines by their ids; `cards` are the zines by language and id.
    """
    posters = (
        [print_posters(one, site, planner) for one in sorted_entries(site.all(Infographic))] if planner.printing else []
    )
    labels = print_labels(site, planner)
    if not (any(cards.values()) or labels or posters):
        return
    printed = [*zines.values(), *labels, *posters]
    if planner.printing:
        jobs: dict[str, Json] = {check.file.path: check.job.plain() for one in printed for check in one.checks}
        planner.file(JOBS, JsonOrder(jobs))
    for local in localized_sites(site, planner):
        view = {
            "zines": [
                card | {"print": zines[name].view if name in zines else None}
                for name, card in cards.get(local.language.code, {}).items()
            ],
            "labels": [one.view | {"stop": _titled(one.view["venue"], local)} for one in labels],
            "posters": [one.view | {"infographic": _titled(one.view["of"], local)} for one in posters],
            "printing": planner.printing,
        }
        local.section("printers", "printers.html", view, finished=sorted({*_paths(view)}))


def _titled(ref: str, local: LocalizedSite) -> View:
    kind, _, identifier = ref.partition(":")
    return local.link(kind, identifier)


def _paths(value: object) -> Iterator[str]:
    """Every path of a finished file that the page names, except thumbnails, which it shows as they are."""
    if isinstance(value, Mapping):
        if "name" in value and str(value.get("path", "")).startswith("print/"):
            yield value["path"]
        for item in value.values():
            yield from _paths(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _paths(item)
