"""What is to be done about a project: translations that lag behind, drafts, samples, ends that come."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from sitegen.content.load import load
from sitegen.making.interface import check_interface
from sitegen.making.originals import understood
from sitegen.making.store import Store
from sitegen.model.problems import BuildFailed, Problems
from sitegen.model.project import Options, Project
from sitegen.plan.record_cache import StoredRecords
from sitegen.publish.project_lock import exclusive
from sitegen.upkeep.upkeep_report import UpkeepReport
from sitegen.upkeep.waiting_lists import Asked, asked_of


def look(project: Project, options: Options, problems: Problems, waits: Callable[[], None]) -> Asked:
    """Read a project for its lists; what cannot be read is noted and in none of them."""
    with exclusive(project.cache, waits), Store(project.cache) as store:
        records = StoredRecords(store, None)
        site = load(project, options, problems, understood, records)
        records.tidy(site)
        words = Problems()
        with suppress(BuildFailed):  # faults of templates are for `check`
            check_interface(project, (*site.languages, *site.later), store, words)
    return asked_of(site, options, problems, tuple(words))


def report_of(asked: Asked, language: str) -> UpkeepReport:
    """The sentences about it in the language of reports."""
    return UpkeepReport(language, {one.code: one.name for one in (*asked.site.languages, *asked.site.later)})
