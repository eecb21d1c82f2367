"""Reads every record and the prose beside it, and cross-checks the whole."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.content.frame import section_keys
from sitegen.content.kinds import KINDS
from sitegen.content.language_list import read_languages
from sitegen.content.printed_lock import read_printed
from sitegen.content.records import read_record, read_text
from sitegen.content.typed import shadow, typed
from sitegen.model.entries import Entry, FileIn, Prose, RefTo, marked_values
from sitegen.model.languages import Language
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Options, Project
from sitegen.model.settings import Organization, Settings, base_address
from sitegen.model.site import Kind, Site

SETTINGS = "content/site.yaml"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OTHERS = {"README.md", "printed.lock.yaml", "Thumbs.db", "desktop.ini"}
"""What may lie among the records: notes for editors, a lock, and what Windows leaves."""

Understand = Callable[[Prose], Prose]
"""Adds the links and the HTML of a text; the renderer's business, so it comes from outside."""


def _as_it_is(prose: Prose) -> Prose:
    """What a text means does not matter."""
    return prose


def load(project: Project, options: Options, problems: Problems, understand: Understand = _as_it_is) -> Site[Read]:
    """Everything the project says, as typed entries; what cannot be read is noted and left out."""
    languages = read_languages(project, problems)
    settings = _settings(project, languages, problems) or _stand_in()
    code_base = settings.base_url
    if options.base_url:
        settings = settings.model_copy(update={"base_url": base_address(options.base_url)})
    reader = _Reader(project, languages, problems, understand)
    kinds = {kind.name: kind for kind in KINDS}
    entries = {kind.name: reader.entries(kind) for kind in KINDS}
    _unknown_files(project, languages, problems)
    published = tuple(language for language in languages if language.published)
    later = tuple(language for language in languages if not language.published)
    printed = read_printed(project, problems)
    now = _clock(options, settings)
    return Site(
        project, settings, published, now, kinds, entries, code_base, printed, unread=reader.unread, later=later
    )


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
    settings = typed(Settings, record, languages, problems) if record else None
    if settings and record:
        settings.bind(record.source)
    return settings


def _stand_in() -> Settings:
    """Settings for judging the records of a site whose own cannot be read: the first gate is closed already."""
    organization = Organization.model_construct(name={})
    return Settings.model_construct(
        title={}, tagline={}, description={}, base_url="https://example.invalid/", organization=organization
    )


@dataclass
class _Reader:
    """Reads the records of all kinds; `unread` collects those that are at fault, with what could be read of them."""

    project: Project
    languages: tuple[Language, ...]
    problems: Problems
    understand: Understand
    unread: dict[str, Entry | None] = field(default_factory=dict)

    def entries(self, kind: Kind) -> dict[str, Entry]:
        """Every readable record of a kind by its id."""
        found: dict[str, Entry] = {}
        files: dict[str, str] = {}
        for path in sorted((self.project.root / "content" / kind.folder).glob(kind.pattern)):
            file = self.project.shown(path)
            if not _ID.fullmatch(path.stem):
                self.problems.error("bad-id", Where(file), id=path.stem)
            elif path.stem in files:
                self.problems.error("duplicate-id", Where(file), id=path.stem, other=files[path.stem])
            elif entry := self._entry(kind, path, file):
                found[path.stem] = entry
            files.setdefault(path.stem, file)
        return found

    def _entry(self, kind: Kind, path: Path, file: str) -> Entry | None:
        record = read_record(path, file, self.problems)
        entry = typed(kind.model, record, self.languages, self.problems) if record else None
        read = entry or (shadow(kind.model, record) if record else None)
        prose = self._prose(path)
        if read and record:
            read.bind(kind.name, path.stem, record.source, prose)
        if entry is None:
            self.unread[f"{kind.name}:{path.stem}"] = read
        return entry

    def _prose(self, path: Path) -> dict[str, Prose]:
        found = {}
        for language in self.languages:
            beside = path.with_name(f"{path.stem}.{language.code}.md")
            if beside.is_file():
                text = read_text(beside, self.project.shown(beside), self.problems)
                if text is None or text.strip():
                    found[language.code] = self.understand(Prose(text or "", self.project.shown(beside)))
        return found


def _unknown_files(project: Project, languages: tuple[Language, ...], problems: Problems) -> None:
    """Files below `content/` that no kind reads: a misspelt folder would otherwise be dropped in silence."""
    root = project.root / "content"
    records = {root / "site.yaml"}
    for kind in KINDS:
        records |= set((root / kind.folder).glob(kind.pattern))
    codes = [language.code for language in languages]
    for path in sorted(root.rglob("*")):
        if not path.is_file() or path.name.startswith(".") or path.name in _OTHERS or path in records:
            continue
        stem, _, code = path.name.removesuffix(".md").partition(".")
        if path.suffix != ".md" or not code or path.with_name(f"{stem}.yaml") not in records:
            problems.error("unknown-file", Where(project.shown(path)))
        elif codes and code not in codes:
            problems.error("unknown-language", Where(project.shown(path)), language=code, known=", ".join(codes))


def validate(site: Site[Read], problems: Problems) -> None:
    """Judge the entries against each other and against the files they name."""
    names: dict[str, list[str]] = {}
    for entry in site.records():
        _check_marks(entry, site, names, problems)
        _check_prose(entry, site, problems)
    for kind in site.kinds.values():
        for entry in site.entries[kind.name].values():
            kind.check(entry, site, problems)
    for index, name in enumerate(site.settings.navigation):
        if name not in section_keys(site) and not site.known(name):
            suggestion = _nearest(name, section_keys(site))
            problems.error("unknown-link", site.settings.where("navigation", index), ref=name, suggestion=suggestion)


def _check_marks(entry: Entry, site: Site[Read], names: dict[str, list[str]], problems: Problems) -> None:
    """Judge what an entry names; `names` remembers the files of each folder."""
    for loc, mark, value in marked_values(entry):
        if isinstance(mark, RefTo) and not site.known(f"{mark.kind}:{value}"):
            problems.error(
                "unknown-reference",
                entry.where(*loc),
                kind=mark.kind,
                id=value,
                suggestion=_nearest(value, site.entries[mark.kind]),
            )
        elif isinstance(mark, FileIn):
            if mark.folder not in names:
                names[mark.folder] = _names(site.project.root / mark.folder)
            found = names[mark.folder]
            if value not in found:
                file, suggestion = f"{mark.folder}/{value}", _nearest(value, found)
                problems.error("missing-file", entry.where(*loc), file=file, suggestion=suggestion)


def _names(folder: Path) -> list[str]:
    """The files below a folder as the disk spells them; none behind a link that leaves it."""
    inside = folder.resolve()
    found = [path for path in folder.rglob("*") if path.is_file() and path.resolve().is_relative_to(inside)]
    return [path.relative_to(folder).as_posix() for path in found]


def _nearest(word: str, words: Iterable[str]) -> str:
    found = difflib.get_close_matches(word, sorted(words), n=1, cutoff=0.6)
    return found[0] if found else ""


def _check_prose(entry: Entry, site: Site[Read], problems: Problems) -> None:
    if site.kinds[entry.kind_name].prose and site.languages and not entry.prose:
        problems.error("missing-prose", entry.where(), id=entry.id)
    for language in site.languages:
        if entry.prose and language.code not in entry.prose:
            problems.warning("untranslated-prose", entry.where(), id=entry.id, language=language.code)
    for prose in entry.prose.values():
        for link in prose.links:
            if link.ref and not site.known(link.ref):
                kind_name, _, identifier = link.ref.partition(":")
                suggestion = _nearest(identifier, site.entries.get(kind_name, {}))
                where = Where(prose.file, link.line, link.column)
                problems.error("unknown-link", where, ref=link.ref, suggestion=suggestion)
