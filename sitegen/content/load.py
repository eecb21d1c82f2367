"""Reads every record and the prose beside it, and cross-checks the whole."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.content.kinds import KINDS
from sitegen.content.links import internal_links
from sitegen.content.printed import read_printed
from sitegen.content.records import read_record, read_text
from sitegen.content.tongues import read_languages
from sitegen.content.typed import typed
from sitegen.model.entries import Entry, FileIn, Kind, Prose, RefTo, Site, marked_values
from sitegen.model.languages import Language
from sitegen.model.problems import BuildFailed, Problems, Where
from sitegen.model.project import Options, Project
from sitegen.model.settings import Settings

SETTINGS = "content/site.yaml"


def load(project: Project, options: Options, problems: Problems) -> Site:
    """Everything the project says, as typed entries.

    Raises:
        BuildFailed: when the settings or the languages cannot be read; other faults are only noted.
    """
    languages = read_languages(project, problems)
    settings = _settings(project, languages, problems)
    if settings is None or not languages:
        raise BuildFailed
    code_base = settings.base_url
    if options.base_url:
        settings = settings.model_copy(update={"base_url": options.base_url.rstrip("/") + "/"})
    kinds = {kind.name: kind for kind in KINDS}
    entries = {kind.name: _entries(kind, project, languages, problems) for kind in KINDS}
    _unknown_files(project, problems)
    published = tuple(language for language in languages if language.published)
    printed = read_printed(project, problems)
    now = _clock(options, settings)
    return Site(project, settings, published, now, kinds, entries, code_base, printed)


def _clock(options: Options, settings: Settings) -> dt.datetime:
    """The moment of the build in the site's time zone."""
    zone = ZoneInfo(settings.timezone)
    now = options.now or dt.datetime.now(zone)
    return now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)


def _settings(project: Project, languages: tuple[Language, ...], problems: Problems) -> Settings | None:
    path = project.root / SETTINGS
    if not path.is_file():
        problems.error("no-settings", Where(SETTINGS))
        return None
    record = read_record(path, SETTINGS, problems)
    return typed(Settings, record, languages, problems) if record else None


def _entries(kind: Kind, project: Project, languages: tuple[Language, ...], problems: Problems) -> dict[str, Entry]:
    folder = project.root / "content" / kind.folder
    found: dict[str, Entry] = {}
    for path in sorted(folder.glob(kind.pattern)):
        file = project.shown(path)
        if path.stem in found:
            problems.error("duplicate-id", Where(file), id=path.stem, other=found[path.stem].source.file)
            continue
        if not _good_id(path.stem):
            problems.error("bad-id", Where(file), id=path.stem)
            continue
        record = read_record(path, file, problems)
        entry = typed(kind.model, record, languages, problems) if record else None
        if entry and record:
            entry.settle(kind.name, path.stem, record.source, _prose(path, project, languages, problems))
            found[path.stem] = entry
    return found


def _good_id(stem: str) -> bool:
    parts = stem.split("-")
    return stem.isascii() and stem == stem.lower() and all(part.isalnum() for part in parts)


def _prose(path: Path, project: Project, languages: tuple[Language, ...], problems: Problems) -> dict[str, Prose]:
    found = {}
    for language in languages:
        beside = path.with_name(f"{path.stem}.{language.code}.md")
        if beside.is_file():
            text = read_text(beside, project.shown(beside), problems)
            if text is not None and text.strip():
                found[language.code] = Prose(text, project.shown(beside))
    return found


def _unknown_files(project: Project, problems: Problems) -> None:
    """Files below `content/` that no kind reads: a misspelt folder would otherwise be dropped in silence."""
    root = project.root / "content"
    known = {root / "site.yaml"}
    for kind in KINDS:
        known |= set((root / kind.folder).glob(kind.pattern))
    for path in sorted(root.rglob("*")):
        if not path.is_file() or path.name.startswith(".") or path.name in {"README.md", "printed.lock.yaml"}:
            continue
        record = path.with_name(path.name.split(".")[0] + ".yaml")
        if path not in known and not (path.suffix == ".md" and record in known):
            problems.error("unknown-file", Where(project.shown(path)))


def validate(site: Site, problems: Problems) -> None:
    """Judge the entries against each other and against the files they name."""
    for kind in site.kinds.values():
        for entry in site.entries[kind.name].values():
            _check_marks(entry, site, problems)
            _check_prose(entry, kind, site, problems)
            kind.check(entry, site, problems)


def _check_marks(entry: Entry, site: Site, problems: Problems) -> None:
    for loc, mark, value in marked_values(entry):
        if isinstance(mark, RefTo) and value not in site.entries[mark.kind]:
            problems.error(
                "unknown-reference",
                entry.where(*loc),
                kind=mark.kind,
                id=value,
                suggestion=_nearest(value, site.entries[mark.kind]),
            )
        elif isinstance(mark, FileIn) and not _inside(site.project.root / mark.folder, value):
            names = _names(site.project.root / mark.folder)
            problems.error(
                "missing-file",
                entry.where(*loc),
                file=f"{mark.folder}/{value}",
                suggestion=_nearest(value, names),
            )


def _inside(folder: Path, name: str) -> bool:
    """Whether the file is there, below the folder and not behind a link that leaves it."""
    path = (folder / name).resolve()
    return path.is_relative_to(folder.resolve()) and path.is_file() and "\\" not in name


def _names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def _nearest(word: str, words: Iterable[str]) -> str:
    found = difflib.get_close_matches(word, sorted(words), n=1, cutoff=0.6)
    return found[0] if found else ""


def _check_prose(entry: Entry, kind: Kind, site: Site, problems: Problems) -> None:
    if kind.prose and not entry.prose:
        problems.error("missing-prose", entry.where(), id=entry.id)
    for language in site.languages:
        if entry.prose and language.code not in entry.prose:
            problems.warning("untranslated-prose", entry.where(), id=entry.id, language=language.code)
    for prose in entry.prose.values():
        for line, column, ref in internal_links(prose.text):
            if site.find(ref) is None:
                kind_name, _, identifier = ref.partition(":")
                problems.error(
                    "unknown-link",
                    Where(prose.file, line, column),
                    ref=ref,
                    suggestion=_nearest(identifier, site.entries.get(kind_name, {})),
                )
