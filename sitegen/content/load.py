"""Reads every record and the prose beside it, and cross-checks the whole."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from sitegen.content.file_guard import Files, walk
from sitegen.content.gone_originals import gone_files, gone_with
from sitegen.content.kinds import KINDS
from sitegen.content.kinds.photo_record import Photo
from sitegen.content.known_to_locks import note_gone
from sitegen.content.language_list import read_languages, shipped
from sitegen.content.list_keys import check_list_keys
from sitegen.content.mentions import taken_back
from sitegen.content.misplaced import RECORD_LIKE, called, folders_meant, is_told, well_named
from sitegen.content.named_in_vain import folder_with, note_empty_folders, told_once, unnamed_files
from sitegen.content.placed_pictures import check_placed
from sitegen.content.press_kit import check_press
from sitegen.content.print_versions import read_versions
from sitegen.content.printed_lock import read_printed
from sitegen.content.reading import RecordCache, RecordFiles, Understand, Ways, as_it_is, read_records
from sitegen.content.records import read_record
from sitegen.content.same_files import ORIGINALS, SameFiles
from sitegen.content.security_contact import check_security
from sitegen.content.texts_left import lacks_left_text
from sitegen.content.typed import typed
from sitegen.content.unwritten import note_unwritten
from sitegen.content.withdrawn_lock import Withdrawn, read_withdrawn, still_withdrawn
from sitegen.model.addresses import base_address
from sitegen.model.entries import Entry, FileIn, RefTo, marked_values
from sitegen.model.languages import Language
from sitegen.model.limits import DEFAULT
from sitegen.model.links import SCHEMES
from sitegen.model.media import Read, Region
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Options, Project
from sitegen.model.settings import Organization, Settings
from sitegen.model.site import FileName, Kind, Site
from sitegen.model.suggestions import Suggestions, nearest

SETTINGS = "content/site.yaml"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OTHERS = {"README.md", "print.lock", "printed.lock.yaml", "translations.lock", "withdrawn.lock", "words.txt"}
"""What may lie among the records: notes for editors, locks, and words that are right."""


def load(
    project: Project,
    options: Options,
    problems: Problems,
    understand: Understand = as_it_is,
    memory: RecordCache | None = None,
    withdrawn: Collection[Withdrawn] = (),
) -> Site[Read]:
    """Everything the project says, as typed entries; what cannot be read is noted and left out.

    `withdrawn` are files besides those of the lock that earlier runs found to be.

    Raises:
        BuildFailed: something lies in the project that must not be opened; nothing was read then.
    """
    files = walk(project, problems)
    problems.stop_if_errors()
    languages = read_languages(project, problems)
    settings = _settings(project, languages, problems) or _stand_in()
    found_before = Problems()
    files.check_sizes(settings.limits, found_before)
    for problem in (*found_before, *files.odd):
        problems.add(problem)
    found_before.stop_if_errors()
    _note_strange_catalogues(project, files, languages, problems)
    code_base = settings.base_url
    if options.base_url:
        settings = settings.model_copy(update={"base_url": base_address(options.base_url)})
    kinds = {kind.name: kind for kind in KINDS}
    listing = _Listing(project, languages, problems, sorted(files.sizes["content"]), settings.limits.suggestions)
    entries: dict[str, dict[str, Entry]] = {name: {} for name in kinds}
    unread: dict[str, Entry | None] = {}
    stones: set[str] = set()
    ways = Ways(project.root, languages, understand, settings.limits)
    for found in read_records(ways, listing.records(), memory or RecordCache()):
        for problem in found.problems:
            problems.add(problem)
        if found.sound and found.entry:
            entries[found.files.kind][found.files.id] = found.entry
        else:
            ref = f"{found.files.kind}:{found.files.id}"
            unread[ref] = found.entry
            stones |= {ref} if found.is_stone else set()
    entries = {name: dict(sorted(of_kind.items())) for name, of_kind in entries.items()}
    listing.note_unknown()
    published = tuple(language for language in languages if language.published)
    later = tuple(language for language in languages if not language.published)
    printed = read_printed(project, problems)
    now = _clock(options, settings)
    about: Site[Read] = Site(project, settings, published, now, kinds, entries, code_base, printed)
    same = SameFiles(project.root, {folder: files.sizes[folder] for folder in ORIGINALS})
    about = replace(about, hidden=_hidden(entries["photo"].values(), same), with_copies=same.with_copies)
    locked, digest = read_withdrawn(project, problems).union(withdrawn), (memory or RecordCache()).digest
    over = still_withdrawn(locked, about.every(), same.sizes, lambda file: digest(str(project.root.joinpath(*file))))
    about = replace(about, versions=read_versions(project, problems))
    about = replace(about, unread=unread, stones=frozenset(stones), later=later, files=files.names)
    return replace(about, withheld=over | gone_files(about))


def _note_strange_catalogues(project: Project, files: Files, languages: Iterable[Language], problems: Problems) -> None:
    """Note catalogues that nothing reads: under another name, or of a language that neither site nor program has."""
    own = {f"{language.code}/LC_MESSAGES/messages.po" for language in languages}
    others = [name for name in sorted(files.sizes["i18n"].keys() - own) if name.endswith(".po") and own]
    of_program = {f"{code}/LC_MESSAGES/messages.po" for code in shipped(project)} if others else set()
    for name in others:
        if name not in of_program:
            problems.error("unknown-catalogue", Where(f"i18n/{name}"), known=", ".join(sorted(own)))


def _hidden(photos: Iterable[Entry], same: SameFiles) -> dict[FileName, tuple[Region, ...]]:
    """What must not be recognized in the files of photographs, whichever record names them."""
    found: dict[FileName, tuple[Region, ...]] = {}
    for photo in photos:
        if isinstance(photo, Photo) and photo.blur:
            own = "photos", photo.file
            for file in (own, *same.copies(own)):
                found[file] = (*found.get(file, ()), *(region.box for region in photo.blur))
    return found


def _clock(options: Options, settings: Settings) -> dt.datetime:
    """The moment of the build in the site's time zone."""
    zone = ZoneInfo(settings.timezone)
    now = options.now or dt.datetime.now(zone)
    return now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)


def _settings(project: Project, languages: tuple[Language, ...], problems: Problems) -> Settings | None:
    path = project.root / SETTINGS
    if not path.is_file():
        problems.error("no-settings", Where(SETTINGS), suggestion=folder_with(["site.yaml"], project))
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
        title={},
        tagline={},
        description={},
        base_url="https://example.invalid/",
        organization=organization,
        limits=DEFAULT,
    )


@dataclass
class _Listing:
    """The files below `content/`, sorted into records and texts beside them."""

    project: Project
    languages: tuple[Language, ...]
    problems: Problems
    names: list[str]
    most: int
    known: set[str] = field(default_factory=lambda: {"site.yaml"})

    def records(self) -> Iterator[RecordFiles]:
        """Every record of every kind that has an id of its own."""
        there = set(self.names)
        for kind in KINDS:
            files: dict[str, str] = {}
            wanted = _pattern(kind)
            for name in filter(wanted.fullmatch, self.names):
                self.known.add(name)
                stem, file = PurePosixPath(name).stem, f"content/{name}"
                if not _ID.fullmatch(stem):
                    self.problems.error("bad-id", Where(file), id=stem, suggestion=well_named(name))
                elif stem in files:
                    self.problems.error("duplicate-id", Where(file), id=stem, other=files[stem])
                else:
                    beside = {one.code: f"{name.removesuffix('.yaml')}.{one.code}.md" for one in self.languages}
                    texts = tuple((code, f"content/{text}") for code, text in beside.items() if text in there)
                    yield RecordFiles(kind.name, stem, file, texts)
                files.setdefault(stem, file)

    def note_unknown(self) -> None:
        """Note what no kind reads: a misspelt folder would otherwise be dropped in silence."""
        codes = [language.code for language in self.languages]
        folders = sorted({kind.folder for kind in KINDS} - {"."})
        read = {*folders, *(name.rpartition("/")[0] for name in self.known)}
        strange = Counter[str]()
        left: dict[str, list[str]] = {}
        misnamed = set[str]()
        for name in self.names:
            folder, _, file = name.rpartition("/")
            if file.startswith(".") or file in _OTHERS or name in self.known:
                continue
            stem, _, code = file.removesuffix(".md").partition(".")
            if folder and folder not in read:
                top = folder.partition("/")[0]
                strange[folder if top in read else top] += 1
            elif not file.endswith(".md") or not code:
                meant = well_named(name) if RECORD_LIKE.search(name) else ""
                self.problems.error("unknown-file", Where(f"content/{name}"), suggestion=meant)
                misnamed.add(f"{folder}/{meant}".lstrip("/"))
            elif f"{folder}/{stem}.yaml".lstrip("/") not in self.known:
                left.setdefault(f"{folder}/{stem}.yaml", []).append(code)
            elif codes and code not in codes:
                known = ", ".join(codes)
                self.problems.error("unknown-language", Where(f"content/{name}"), language=code, known=known)
        bare = self._without_text({(record.rpartition("/")[0], found[0]) for record, found in left.items()})
        suggestions = Suggestions(self.most)
        for record, found in left.items():
            if record not in misnamed:  # else that name is the mistake, and the texts have theirs
                self._note_left(record, found, bare[record.rpartition("/")[0], found[0]], suggestions)
        meant_ones = folders_meant(strange, self.names, self.project) if strange else ()
        for (folder, count), meant in zip(strange.items(), meant_ones, strict=True):
            where = Where(f"content/{folder}")
            self.problems.error("unknown-folder", where, count=count, suggestion=meant, known=", ".join(folders))

    def _note_left(self, record: str, codes: Sequence[str], bare: Sequence[str], suggestions: Suggestions) -> None:
        """Note the texts of a record that is not there, all as one; `bare` are the records that may be meant."""
        folder, _, name = record.rpartition("/")
        stem = name.removesuffix(".yaml")
        meant = bare[0] if len(bare) == 1 else suggestions.nearest(name, bare)
        where, texts = Where(f"content/{folder}/{stem}.{codes[0]}.md"), ", ".join(f"{stem}.{code}.md" for code in codes)
        self.problems.error("text-without-record", where, record=name, texts=texts, suggestion=meant)

    def _without_text(self, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
        """The records of folders that have no text beside them in a language."""
        there, found = set(self.names), dict[tuple[str, str], list[str]]()
        records: dict[str, list[str]] = {}
        for name in sorted(self.known):
            records.setdefault(name.rpartition("/")[0], []).append(name.removesuffix(".yaml"))
        for folder, code in wanted:
            bare = (stem for stem in records.get(folder, ()) if f"{stem}.{code}.md" not in there)
            found[folder, code] = [f"{PurePosixPath(stem).name}.yaml" for stem in bare]
        return found


def _pattern(kind: Kind) -> re.Pattern[str]:
    """What the records of a kind are called below `content/`."""
    folder = "" if kind.folder == "." else f"{kind.folder}/"
    return re.compile(re.escape(folder + kind.pattern).replace(r"\*", "[^/]*"))


def validate(site: Site[Read], problems: Problems) -> None:
    """Judge the entries against each other and against the files they name."""
    found = Problems()
    suggestions = Suggestions(site.settings.limits.suggestions)
    empty = note_empty_folders(site, found)
    for entry in site.records():
        _check_marks(entry, site, suggestions, empty, found)
        _check_prose(entry, site, suggestions, found)
        check_placed(entry, site, suggestions, found)
    for kind in site.kinds.values():
        for entry in site.entries[kind.name].values():
            kind.check(entry, site, found)
            note_unwritten(entry, site, found)
    check_security(site, found)
    check_press(site, suggestions, found)
    check_list_keys(site, suggestions, found)
    for problem in told_once(found, site):
        problems.add(problem)


def _check_marks(
    entry: Entry, site: Site[Read], suggestions: Suggestions, empty: Collection[str], problems: Problems
) -> None:
    """Judge what an entry names, but files of folders that are `empty`."""
    for loc, mark, value in marked_values(entry):
        if isinstance(mark, RefTo) and not site.known(ref := f"{mark.kind}:{value}"):
            if is_told(ref, site) or note_gone(ref, entry.where(*loc), site, suggestions, problems):
                continue
            problems.error(
                "unknown-reference",
                entry.where(*loc),
                kind=mark.kind,
                id=value,
                suggestion=called(value, mark.kind, site) or suggestions.nearest(value, site.entries[mark.kind]),
            )
        elif isinstance(mark, FileIn) and mark.folder not in empty:
            found = site.files.get(mark.folder, frozenset())
            if value not in found and not taken_back(entry, loc, site):
                if ref := gone_with((mark.folder, value), site):
                    problems.warning("names-held-back", entry.where(*loc), ref=ref, by=entry.ref)
                    continue
                file = f"{mark.folder}/{value}"
                own = PurePosixPath(value.replace("\\", "/")).name  # perhaps written with its folder, or C:\...
                alike = next((one for one in sorted(found) if own and one.lower() == own.lower()), "")
                suggestion = alike or suggestions.nearest(own, unnamed_files(mark.folder, site))
                problems.error("missing-file", entry.where(*loc), file=file, suggestion=suggestion)


def _in_capitals(entry: Entry, code: str, site: Site[Read]) -> bool:
    """Whether the text of an entry in a language is there under a name in other letters, which is told."""
    name = entry.where().file.removeprefix("content/").removesuffix(".yaml") + f".{code}.md"
    return any(other != name and other.casefold() == name.casefold() for other in site.files.get("content", ()))


def _check_prose(entry: Entry, site: Site[Read], suggestions: Suggestions, problems: Problems) -> None:
    if site.kinds[entry.kind_name].prose and site.languages and not entry.prose and not lacks_left_text(entry, site):
        problems.error("missing-prose", entry.where(), id=entry.id)
    for language in site.languages:
        there = language.code in entry.prose or _in_capitals(entry, language.code, site)
        if entry.prose and not there and not lacks_left_text(entry, site, language.code):
            problems.warning("untranslated-prose", entry.where(), id=entry.id, language=language.code)
    for prose in entry.prose.values():
        for link in prose.links:
            if link.ref and not site.known(link.ref) and not is_told(link.ref, site):
                _note_link(link.ref, Where(prose.file, link.line, link.column), site, suggestions, problems)


def _note_link(ref: str, where: Where, site: Site[Read], suggestions: Suggestions, problems: Problems) -> None:
    """Note a link of a text to a record that is not there."""
    kind, _, identifier = ref.partition(":")
    if kind in site.kinds and note_gone(ref, where, site, suggestions, problems):
        return
    if len(kind) == 1 or kind.lower() == "file":  # a drive of Windows
        problems.error("file-of-a-computer", where, text=ref, name=re.split(r"[\\/]", unquote(ref))[-1])
    elif meant := nearest(kind.lower(), site.entries):
        found = suggestions.nearest(identifier, site.entries[meant])
        problems.error("unknown-link", where, ref=ref, suggestion=f"{meant}:{found}" if found else "")
    else:
        known = ", ".join([*sorted(SCHEMES), *site.kinds])
        problems.error("unknown-scheme", where, scheme=kind, known=known)
