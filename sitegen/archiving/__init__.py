"""The whole project for the day when its server goes: a package that opens, checks and builds without this computer."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen import __version__
from sitegen.archiving.bag import AGENT, PAYLOAD, ZIP, is_ours, make_bag, zip_bag
from sitegen.archiving.handed_on import Content, handed_on
from sitegen.content.localized import localized_sites
from sitegen.making.input_files import InputFiles
from sitegen.making.make import Progress
from sitegen.making.recipes import recipe_of
from sitegen.making.resources import of_template
from sitegen.making.store import Store
from sitegen.model.dates import Point
from sitegen.model.involved import consent_ref, consents_of
from sitegen.model.listing import beside
from sitegen.model.media import Read, Web
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Options, Project
from sitegen.model.site import Site
from sitegen.model.web_orders import TextOrder
from sitegen.model.whole_file import naming
from sitegen.pipeline import Report, Waits, build, judged, opened
from sitegen.plan import SitePlanner
from sitegen.publish import refuse_sources
from sitegen.publish.old_site import read_marker
from sitegen.publish.project_lock import exclusive
from sitegen.publish.publish_error import PublishError
from sitegen.publish.swapping import recover, swap
from sitegen.publish.trees import flush_all

FOLDER = "archive"
"""Where an archive goes in the project, unless told otherwise."""


@dataclass(frozen=True)
class Archived:
    """What was written: the folder or the ZIP, how many files of the site, and how many of records and originals."""

    target: Path
    site: int
    records: int


def archive(
    project: Project, options: Options, target: Path, report: Report, progress: Progress, waits: Waits
) -> Archived | None:
    """Build the site, and write it with its records and originals as a BagIt package; a target `*.zip` is a ZIP.

    What was there stays until the new one is whole. Problems are noted in `report`; None where there are any.
    """
    try:
        return _archived(project, options, target, report, progress, waits)
    except PublishError as error:
        report.problems.error(error.code, Where(project.shown(target)), **error.params)
        return None


def _archived(
    project: Project, options: Options, target: Path, report: Report, progress: Progress, waits: Waits
) -> Archived | None:
    refuse_sources(dataclasses.replace(project, output=target))
    if target.is_relative_to(project.output) or (target.exists() and not is_ours(target) and not _is_empty(target)):
        report.problems.error("archive-foreign", Where(project.shown(target)), folder=project.shown(target))
        return None
    if not _all_known(project, options, report.problems, waits):
        return None
    built = build(project, options, progress, waits)
    vars(report).update(vars(built))
    if built.failed:
        return None
    with exclusive(project.cache, waits), Store(project.cache) as store:
        quiet = Problems()
        read = opened(project, options, store, quiet)
        shown = judged(read, options, store, quiet)
        records = handed_on(read, shown, report.problems)
        if report.problems.failed:
            return None
        return _write(_Contents(read, shown, records, options, store), target)


def _is_empty(target: Path) -> bool:
    return target.is_dir() and not any(target.iterdir())


def _all_known(project: Project, options: Options, problems: Problems, waits: Waits) -> bool:
    """Whether no consent is open, of which nobody could be asked any more: as a release wants it."""
    with exclusive(project.cache, waits), Store(project.cache) as store:
        read = opened(project, options, store, Problems())
    for entry in read.every():
        for loc, consent in () if entry.draft else consents_of(entry):
            if consent.status == "pending":
                problems.error("consent-unknown", entry.where(*loc, "status"), ref=consent_ref(entry, loc))
    return not problems.failed


@dataclass(frozen=True)
class _Contents:
    """What goes into an archive, and what says of it."""

    read: Site[Read]
    shown: Site[Web]
    records: Mapping[str, Content]
    options: Options
    store: Store


def _write(contents: _Contents, target: Path) -> Archived:
    output = contents.read.project.output
    site = sorted(read_marker(output) or {})
    target.parent.mkdir(parents=True, exist_ok=True)
    recover(target)  # what a killed run left
    contents.store.note_archive(target)
    staging = Path(beside(target, "new"))
    bag = staging / target.stem
    try:
        with naming(staging):
            for name in site:
                _put(bag / PAYLOAD / "site" / name, output / name)
            for name, content in contents.records.items():
                _put(bag / PAYLOAD / "records" / name, content)
            make_bag(bag, _facts(contents), dict(_readmes(contents)))
            _replace(zip_bag(bag, staging / target.name) if target.suffix == ZIP else bag, target)
    finally:
        recover(target)
    return Archived(target, len(site), len(contents.records))


def _put(path: Path, content: Content) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, path)
    else:
        path.write_bytes(content if isinstance(content, bytes) else content())


def _replace(new: Path, target: Path) -> None:
    """Put a finished folder or file in the place of an older one of ours, if there is one, once it is on the disk."""
    flush_all([*new.rglob("*"), new])
    if new.is_dir():
        swap(new, target)
    else:
        new.replace(target)
    flush_all([target.parent])


def _facts(contents: _Contents) -> dict[str, str]:
    """What the package says of itself (RFC 8493, 2.2.2)."""
    settings = contents.read.settings
    publisher, first = settings.publisher, contents.shown.languages[0].code
    found = {
        "Source-Organization": " / ".join(dict.fromkeys(publisher.name.values())),
        "Organization-Address": publisher.address,
        "Contact-Email": publisher.email,
        "External-Description": " ".join(settings.in_short[first].split()),
        "External-Identifier": settings.base_url,
        "Bagging-Date": contents.shown.today.isoformat(),
        "Bag-Software-Agent": f"{AGENT} {__version__}",
    }
    return {name: text for name, text in found.items() if text}


def _readmes(contents: _Contents) -> Iterator[tuple[str, bytes]]:
    """A text in each language of the site, for people who know nothing of the program."""
    site, settings = contents.shown, contents.read.settings
    planner = SitePlanner(site, contents.options, contents.store, Problems())
    publisher = settings.publisher
    for local in localized_sites(site, planner):
        view = {
            "project": local.text(settings.title),
            "site_url": settings.base_url,
            "day": local.point(Point(site.today)),
            "words": local.text(settings.in_short),
            "version": __version__,
            "contact": [local.text(publisher.name), publisher.address, publisher.email, publisher.url],
            "notices": [notice.text for notice in settings.notices],
        }
        order = TextOrder("archive/readme.txt", local.language.writing, view)
        made = recipe_of(order).make(order, InputFiles(of_template(planner.resources, order), {}))
        yield f"README.{local.language.code}.txt", made if isinstance(made, bytes) else made.content
