"""`print package JOB`: the files of a print job with its ticket and its checks as a ZIP, when somebody wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.content.print_versions import record_versions
from sitegen.making.blobs import Damaged, read_blob
from sitegen.making.executors import Workers
from sitegen.making.make import Progress, make
from sitegen.making.print.installing import check_library
from sitegen.making.print.packages_made import note_package
from sitegen.making.print.preflight_reporting import report_preflight
from sitegen.making.store import Store
from sitegen.model.outputs import package_path
from sitegen.model.problems import Problems
from sitegen.model.project import Options, Project
from sitegen.model.whole_file import write_whole
from sitegen.pipeline import Waits, read
from sitegen.plan import complete, planned
from sitegen.publish.project_lock import exclusive


@dataclass(frozen=True)
class Packed:
    """The ZIP that was written, and its size in bytes; `known` are the names of all jobs."""

    known: Sequence[str]
    target: Path | None = None
    size: int = 0


def package(
    project: Project, options: Options, job: str, folder: Path, problems: Problems, progress: Progress, waits: Waits
) -> Packed:
    """Make the package of a print job as the consents of now allow it, and write `JOB.zip` into a folder.

    Nothing is written for an unknown job.

    Raises:
        BuildFailed: the content is not sound, or a printing house would refuse one of the files.
    """
    with exclusive(project.cache, waits), Store(project.cache) as store, Workers() as workers:
        try:
            return _package(project, options, job, folder, problems, progress, store, workers)
        except Damaged:  # by a power cut, a disk or a hand; where one blob is, others may be
            store.blobs.drop_damaged()
            return _package(project, options, job, folder, problems, progress, store, workers)


def _package(
    project: Project,
    options: Options,
    job: str,
    folder: Path,
    problems: Problems,
    progress: Progress,
    store: Store,
    workers: Workers,
) -> Packed:
    site = read(project, options, store, problems, workers)
    planner = planned(site, options, store, problems)
    complete(planner)
    problems.stop_if_errors()
    known, new = sorted(planner.jobs), planner.drafts.get(job, {})
    if job not in known:
        return Packed(known)
    if new:  # what is packed now is a version, and says so
        planner = planned(replace(site, versions={**site.versions, **new}), options, store, Problems())
        complete(planner)
    plan = planner.package(job)
    check_library(plan, store, problems)
    problems.stop_if_errors()
    make(plan, store, problems, workers, progress)
    problems.stop_if_errors()
    report_preflight(plan, store, problems)
    problems.stop_if_errors()
    content, target = read_blob(store.blob(plan.fingerprints[package_path(job)])), folder / f"{job}.zip"
    if new:
        record_versions(project, new)
    note_package(target, content, store)
    write_whole(target, content)
    return Packed(known, target, len(content))
