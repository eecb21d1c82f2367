"""The spine: what a build does, in order. Start reading here."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.check import check_again
from sitegen.content.ledger import Ledger, ledger_of
from sitegen.content.load import load, validate
from sitegen.content.mentions import granted, lately_taken_back, taken_back_in
from sitegen.content.placeholders import stands_in
from sitegen.content.printed_lock import freeze
from sitegen.content.release import next_change, publishable
from sitegen.content.translating.translation_lock import is_tracked
from sitegen.content.translating.translations import shares
from sitegen.content.withdrawn_lock import Withdrawn, taken_back_now
from sitegen.making.blobs import Damaged
from sitegen.making.cache_folder import ForeignCache
from sitegen.making.errors import WorkerLost
from sitegen.making.executors import Workers
from sitegen.making.interface import check_interface
from sitegen.making.kit_sizes import report_sizes
from sitegen.making.make import LAUNCHER, Progress, Remote, lacking, make
from sitegen.making.originals import inspect_pictures, note_places, understood
from sitegen.making.print.installing import check_library
from sitegen.making.print.packages_made import delete_packages, shown
from sitegen.making.print.preflight_reporting import report_preflight
from sitegen.making.process_cache import ProcessCache
from sitegen.making.store import Store
from sitegen.model.by_name import ByName
from sitegen.model.involved import consent_ref
from sitegen.model.media import Read, Web
from sitegen.model.outputs import SETTINGS, Plan
from sitegen.model.problems import BuildFailed, Problems, Where
from sitegen.model.project import Options, Project
from sitegen.model.running import ProgramChanged, stay_one
from sitegen.model.site import Site
from sitegen.model.whole_file import FULL
from sitegen.plan import OWN_FOLDERS, SitePlanner, complete, frozen, planned
from sitegen.plan.record_cache import StoredRecords, forget_in_ledgers
from sitegen.publish import publish, refuse_sources
from sitegen.publish.foreign_files import Foreign
from sitegen.publish.old_site import MARKER, read_marker
from sitegen.publish.project_lock import exclusive
from sitegen.publish.publish_error import PublishError
from sitegen.publish.swapping import recover

__all__ = ["MARKER", "PlannedSite", "Report", "build", "check_only", "read"]

_SENDING: ByName[[str, Store], Remote] = ByName("making.sending:sending")  # for who has a cluster


@dataclass
class Report:
    """What a run did: `made` outputs of the site were not in the store before; `failed`: nothing was `published`.

    `until` is the moment from which the same content makes another site; None where the clock was set. `translated`
    has the percent of texts that are there and up to date, by the name of the language, where translations are tracked.
    `taken_back` says that somebody has withdrawn something that is still in the project, which problems may quote.
    """

    problems: Problems
    outputs: int = 0
    made: list[str] = field(default_factory=list)
    removed: int = 0
    seconds: float = 0.0
    failed: bool = False
    published: bool = False
    taken_back: bool = False
    until: dt.datetime | None = None
    translated: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedSite:
    """A site that is planned and not yet made, and what makes it; `planner` knows how it was planned."""

    plan: Plan
    site: Site[Web]
    store: Store
    workers: Workers
    planner: SitePlanner


@dataclass(frozen=True)
class ReadSite:
    """A site whose content is sound, and that is not yet planned."""

    site: Site[Web]
    store: Store
    workers: Workers


Waits = Callable[[], None]
"""Is told when another build of the project has to end first."""

Announce = Callable[[PlannedSite], None]
"""Is told what will be made, and may have some of it made first."""


Hasten = Callable[[ReadSite], None]
"""Is told what will be planned, and may show some of it first."""


def _quiet(_done: int, _all: int) -> None:
    """No progress is shown."""


def _silent() -> None:
    """Nobody is told."""


def _to_nobody(_coming: PlannedSite) -> None:
    """Everything is made in its turn."""


def _unhurried(_coming: ReadSite) -> None:
    """Everything is planned first."""


def build(
    project: Project,
    options: Options,
    progress: Progress = _quiet,
    waits: Waits = _silent,
    announce: Announce = _to_nobody,
    kept: ProcessCache | None = None,
    hasten: Hasten = _unhurried,
) -> Report:
    """Turn content into a checked, published site; the old one stays until a sound one replaces it.

    `kept` is for a process that builds again.
    """
    return _run(_Run(project, options, progress, waits, announce, kept or ProcessCache(), hasten, keep=True))


def check_only(project: Project, options: Options, progress: Progress = _quiet, waits: Waits = _silent) -> Report:
    """Pass every gate of a build, and write nothing but the cache."""
    return _run(_Run(project, options, progress, waits, _to_nobody, ProcessCache(), _unhurried, keep=False))


def freeze_job(
    project: Project, options: Options, job: str, problems: Problems, waits: Waits = _silent
) -> tuple[int, list[str]]:
    """Record the codes of a print job, so that every later build keeps them.

    Returns how many are new in the lock, and the names of all jobs; nothing is written for an unknown one.

    Raises:
        BuildFailed: the content is not sound, or the codes would lead to an address of nobody.
    """
    with exclusive(project.cache, waits), Store(project.cache) as store, Workers() as workers:
        try:
            site = read(project, options, store, problems, workers)
        except WorkerLost:
            problems.error("worker-lost", LAUNCHER)
            raise BuildFailed from None
        if stands_in(site.settings.base_url):
            problems.error("code-leads-nowhere", site.settings.where("base_url"), address=site.settings.base_url)
        planner = planned(site, options, store, problems)
        complete(planner)
        problems.stop_if_errors()
        known = sorted(planner.jobs)
        return (freeze(project, frozen(planner, job)) if job in known else 0), known


@dataclass(frozen=True)
class _Run:
    """What a run was asked for; `keep` says whether it publishes."""

    project: Project
    options: Options
    progress: Progress
    waits: Waits
    announce: Announce
    kept: ProcessCache
    hasten: Hasten
    keep: bool


def _run(asked: _Run) -> Report:
    project = asked.project
    started = time.monotonic()
    report = Report(Problems())
    where = Where(project.shown(project.output) or str(project.output))
    try:
        if asked.keep:
            refuse_sources(project)
        with exclusive(project.cache, asked.waits):
            if asked.keep:
                recover(project.output)  # what a killed run left, so that even a failing one ends with a whole site
            try:
                _steps(asked, report)
            except Damaged:  # by a power cut, a disk or a hand; where one blob is, others may be
                Store(project.cache).blobs.drop_damaged()
                _steps(asked, report)
    except PublishError as error:
        report.problems.error(error.code, where, **error.params)
        report.failed = True
    except ForeignCache as error:
        folder = project.shown(error.folder)
        report.problems.error("foreign-cache", Where(folder), folder=folder)
        report.failed = True
    except (WorkerLost, ProgramChanged) as error:
        report.problems.error("worker-lost" if isinstance(error, WorkerLost) else "program-changing", LAUNCHER)
        report.failed = True
    except OSError as error:
        if error.errno not in FULL:
            raise
        _tell_of_full_disk(project.shown(Path(error.filename or project.cache)), report)
    except BuildFailed:
        report.failed = True
    report.seconds = time.monotonic() - started
    return report


def _tell_of_full_disk(file: str, report: Report) -> None:
    if report.published:
        report.problems.warning("cache-not-written", Where(file), file=file)
    else:
        report.problems.error("disk-full", Where(file), file=file)
    report.failed = not report.published


def read(
    project: Project, options: Options, store: Store, problems: Problems, workers: Workers | None = None
) -> Site[Web]:
    """Gate 1: the content is sound; what may not be published now is left out."""
    return judged(opened(project, options, store, problems, workers), options, store, problems, workers)


def opened(
    project: Project, options: Options, store: Store, problems: Problems, workers: Workers | None = None
) -> Site[Read]:
    """Files become entries; every value knows file, line, column; no text is too much for the renderer."""
    records = StoredRecords(store, workers)
    site = load(project, options, problems, understood, records, [Withdrawn(*row) for row in store.withdrawn()])
    records.tidy(site)
    return site


def judged(
    site: Site[Read], options: Options, store: Store, problems: Problems, workers: Workers | None = None
) -> Site[Web]:
    """The rest of gate 1, with all that was read."""
    validate(site, problems)  # references, languages, dates, files
    inspect_pictures(site, store, problems, workers)  # every picture can be opened
    note_places(site, store, problems)  # none tells where it was taken
    check_interface(site.project, (*site.languages, *site.later), store, problems)  # every interface text is translated
    published = publishable(site, options, problems)  # drafts, samples, consent, time
    problems.stop_if_errors()
    return published


def _steps(asked: _Run, report: Report) -> None:
    with Store(asked.project.cache, asked.kept) as store, Workers() as workers:
        whole = opened(asked.project, asked.options, store, report.problems, workers)
        report.taken_back = any(True for _ in taken_back_in(whole))
        try:
            _make_site(whole, asked, report, store, workers)
        except Damaged:  # it is tried once more
            raise
        except (BuildFailed, PublishError, WorkerLost, ProgramChanged, OSError):
            if asked.keep and not report.published:
                _tell_of_taken_back(whole, asked.project, store, report.problems)
            raise


def _make_site(whole: Site[Read], asked: _Run, report: Report, store: Store, workers: Workers) -> None:
    project, options, problems = asked.project, asked.options, report.problems
    site = judged(whole, options, store, problems, workers)
    report.until = None if options.now else next_change(site)
    asked.hasten(ReadSite(site, store, workers))
    planner = planned(site, options, store, problems)
    plan = complete(planner)  # every output: path, recipe, inputs
    _check_kept(site, plan, problems)
    problems.stop_if_errors()  # gate 2: paths are unique
    published = plan.published
    report.outputs = len(published)
    check_library(plan, store, problems)  # print needs one of the system
    problems.stop_if_errors()
    report.made = list(dict.fromkeys([*report.made, *(path for path in lacking(plan, store) if path in published)]))
    asked.announce(PlannedSite(plan, site, store, workers, planner))
    report.translated = shares(whole, problems) if is_tracked(project) else {}
    remote = _SENDING(options.executor, store) if options.executor else None
    make(plan, store, problems, workers, asked.progress, remote)
    problems.stop_if_errors()  # gate 3: everything could be made
    report_preflight(plan, store, problems)  # what the checks of print files found
    report_sizes(plan, store, problems)
    problems.stop_if_errors()
    tree = _Tree(plan, store)
    check_again(tree, plan, site, store, problems)  # links, ids, alternative texts, language pairs
    problems.stop_if_errors()  # gate 4: only a sound site is published
    allowed = granted(whole, lambda path: store.source(path).digest)
    lost = store.loses(allowed)
    stay_one()
    if asked.keep:
        _publish(tree, plan, whole, asked, report, _of_foreign(project, store, lost=lost))
        store.note_published(project.output, ledger(whole, options, plan, store).packed())  # for `explain`
    if lost:  # print files too, though this run may make none: the next one that does makes them anew
        store.forget_others(project.output)
        forget_in_ledgers(store, {entry.ref for entry in whole.every()})
        _forget_packages(project, store, problems)
    if lost or (asked.keep and options.printing):
        store.forget_all_but(plan.fingerprints.values())
    store.note_granted(allowed, project.output if asked.keep else None)
    store.note_withdrawn(taken_back_now(whole, store.digest))


def _of_foreign(project: Project, store: Store, *, lost: bool) -> Foreign:
    """What becomes of files in the output folder that no build has written.

    What may not be shown any more must go whatever else lies there, also from the second of two folders.
    """
    if project.output.resolve().is_relative_to(project.cache.resolve()):  # which is ours with all that is in it
        return "delete"
    return "aside" if lost or store.may_show_lost(project.output) else "refuse"


def _publish(
    tree: Mapping[str, Path], plan: Plan, site: Site[Read], asked: _Run, report: Report, foreign: Foreign
) -> None:
    project = asked.project
    where = Where(project.shown(project.output))
    published = publish(tree, plan, project.output, site.settings.keep, foreign)
    report.published, report.removed = True, published.removed
    if published.left:
        report.problems.warning("old-site-left", where, folder=project.shown(published.left))
    for aside, paths in published.aside.items():
        named = {"folder": project.shown(project.output), "aside": project.shown(aside) or str(aside)}
        report.problems.warning("foreign-files-aside", where, paths=paths, **named)


def _tell_of_taken_back(site: Site[Read], project: Project, store: Store, problems: Problems) -> None:
    """Say what the site that stays shows still, because of faults that have nothing to do with it."""
    over = list(lately_taken_back(site, store.granted()))
    if over:
        store.forget_others(project.output)
        _forget_packages(project, store, problems)
    if read_marker(project.output) is not None:
        for entry, loc in over:
            ref, folder = consent_ref(entry, loc), project.shown(project.output)
            problems.warning("still-published", entry.where(*loc), ref=ref, folder=folder)


def _forget_packages(project: Project, store: Store, problems: Problems) -> None:
    """Delete the packages of print jobs, which may show what may not be shown any more, and say so."""
    gone, left = (shown(files, project.root) for files in delete_packages(store))
    for code, files in (("packages-deleted", gone), ("packages-left", left)):
        if files:
            problems.warning(code, SETTINGS, files=files)


def _check_kept(site: Site[Web], plan: Plan, problems: Problems) -> None:
    """Note what the site cannot leave to the host: what it makes itself, now or with other options and consents."""
    own = {name: f"{name}/" for name in (*OWN_FOLDERS, *(one.code for one in (*site.languages, *site.later)))}
    tops = own | {path.partition("/")[0]: path for path in sorted(plan.published, reverse=True)}
    tops = {top.casefold(): path for top, path in tops.items()}  # as some disks compare names
    for index, name in enumerate(site.settings.keep):
        if path := tops.get(name.casefold()):
            problems.error("kept-and-made", site.settings.where("keep", index), name=name, path=path)


def ledger(site: Site[Read], options: Options, plan: Plan, store: Store) -> Ledger:
    """What decides a plan, by names and digests."""
    code = store.closures
    return ledger_of(site, options, plan, code.files, code.digests, code.libraries)


class _Tree(Mapping[str, Path]):
    """The finished site: path -> stored file, which is looked up where somebody wants it."""

    def __init__(self, plan: Plan, store: Store) -> None:
        self._prints, self._store = plan.published, store

    def __getitem__(self, path: str) -> Path:
        return self._store.blob(self._prints[path])

    def __contains__(self, path: object) -> bool:
        return path in self._prints

    def __iter__(self) -> Iterator[str]:
        return iter(self._prints)

    def __len__(self) -> int:
        return len(self._prints)
