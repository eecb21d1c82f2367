"""`explain PATH`: what an output is made of, why it was made or kept, and what would change it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sitegen.content.ledger import Ledger
from sitegen.explain.asked import alike, nearest, output_named
from sitegen.explain.ingredients import Ingredients, Inspector
from sitegen.explain.past import Change, Past, Present
from sitegen.making.blobs import is_copy
from sitegen.making.executors import Workers
from sitegen.making.store import Store
from sitegen.model.order import Order
from sitegen.model.outputs import Plan, PlannedPage, digest_of
from sitegen.model.problems import Problems
from sitegen.model.project import Options, Project
from sitegen.pipeline import judged, ledger, opened
from sitegen.plan import complete, planned
from sitegen.publish.old_site import read_marker
from sitegen.publish.project_lock import exclusive

__all__ = ["Explanation", "NoSuchOutput", "explain"]


class NoSuchOutput(LookupError):  # noqa: N818 - it says what happened
    """The site has no such file; `nearest` are those that are called most like it."""

    def __init__(self, nearest: Sequence[str]) -> None:
        super().__init__(nearest)
        self.nearest = nearest


State = Literal["kept", "changed", "new", "gone", "touched", "unpublished"]


@dataclass(frozen=True)
class Explanation:
    """What is to be said of an output.

    `order` and `page` say what it is, and `made_of` what it consists of; they are None for what the next build removes.
    `state` is what becomes of it; `before` and `after` are the same thing under other names, as it was published and as
    it will be; `made` says that it is in the store already. `reasons` have changed since the site was published, and
    `whole` says that nothing else has; `program` are other files of the program that have, whose effect nobody knows.
    """

    path: str
    state: State
    order: Order | None = None
    page: PlannedPage | None = None
    made_of: Ingredients | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    made: bool = False
    reasons: tuple[Change, ...] = ()
    whole: bool = True
    program: tuple[str, ...] = ()


def explain(
    project: Project, options: Options, asked: str, problems: Problems, waits: Callable[[], None]
) -> Explanation:
    """What is to be said of an output.

    Raises:
        BuildFailed: the content is not sound.
        NoSuchOutput: there is none of this name.
    """
    with exclusive(project.cache, waits), Store(project.cache) as store, Workers() as workers:
        site = opened(project, options, store, problems, workers)
        published = judged(site, options, store, problems, workers)
        planner = planned(published, options, store, problems)
        plan = complete(planner)
        problems.stop_if_errors()
        marker = {path: str(row[0]) for path, row in (read_marker(project.output) or {}).items()}
        known = [*plan.published, *(path for path in marker if path not in plan.published)]
        path = output_named(asked, project, site.settings.base_url, known)
        if path is None:
            raise NoSuchOutput(nearest(asked, project, known))
        inspector, there = Inspector(planner, plan), path in plan.published
        state = _state(path, plan, marker, project, store)
        found = Explanation(
            path,
            state,
            plan.outputs[path].order if there else None,
            inspector.pages.get(path),
            inspector.ingredients(path) if there else None,
            before=tuple(alike(path, marker.keys() - plan.published.keys())) if state == "new" else (),
            after=tuple(alike(path, plan.published.keys() - marker.keys())) if state == "gone" else (),
            made=there and store.has(plan.fingerprints[path]),
        )
        if state not in {"changed", "new", "gone"}:
            return found
        old = Ledger.unpacked(store.published(project.output))
        if old is None or old.plan != digest_of(marker):
            return dataclasses.replace(found, whole=False)
        past = Past(Present(site, options, plan.files, store, ledger(site, options, plan, store)), old)
        reasons = past.deciding(path, plan.fingerprints.get(path), marker.get(path))
        whole = past.fingerprint(path, reasons) == marker.get(path)
        named = {part for reason in reasons for part in reason.parts}
        others = () if whole else tuple(name for name in past.program() if name not in named)
        return dataclasses.replace(found, reasons=tuple(reasons), whole=whole, program=others)


def _state(path: str, plan: Plan, marker: Mapping[str, str], project: Project, store: Store) -> State:
    """What becomes of an output at the next build."""
    if not marker:
        return "unpublished"
    if path not in plan.published:
        return "gone"
    if path not in marker:
        return "new"
    fingerprint = plan.fingerprints[path]
    if marker[path] != fingerprint:
        return "changed"
    file = project.output / path
    sound = file.is_file() and (not store.has(fingerprint) or is_copy(file, store.blob(fingerprint)))
    return "kept" if sound else "touched"
