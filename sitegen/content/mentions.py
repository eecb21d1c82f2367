"""Whose consent does not hold, and where the texts of others name them.

Nothing is read for that as long as every consent holds. Texts are searched as they are in memory; only where a name is
found, its file is read for the line and the column.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple, get_args

from pydantic import BaseModel

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.guestbook import Card
from sitegen.content.kinds.photo_record import Photo
from sitegen.content.naming import Found, Name, Said
from sitegen.model.consent import Consent, Scope, State
from sitegen.model.entries import Entry, FileIn, Loc, Prose, marked_values
from sitegen.model.involved import consent_ref, consents_of, decides, folded, people_in
from sitegen.model.languages import composed
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Options, Project
from sitegen.model.settings import Settings
from sitegen.model.site import Site

_ADDRESS = "slug"
_TRANSCRIPT = ".vtt"
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>|<!--.*?-->"
)
"""Marks that may stand inside a name."""
_SCOPES = frozenset[str](get_args(Scope))
_Grave = Literal["note", "warning", "error"]
_GUESSES = 50
"""So many places that may be about somebody else are told of each person."""
_TOLD, _LOOKED = 2_000, 200_000
"""So many places are told in all, and looked at."""


@dataclass(frozen=True)
class Person:
    """Somebody with a consent: the record that holds it, the name, and what has become of the consent."""

    ref: str
    name: Name
    state: State


class Party(NamedTuple):
    """Somebody whom a record names: where, and the consent, if there is one, with its place."""

    loc: Loc
    name: str
    consent: Consent | None
    place: Loc


class _Field(NamedTuple):
    """A text in a record; `file` says that it is the name of one."""

    loc: Loc
    said: Said
    file: bool


class Mention(NamedTuple):
    """A place where somebody is named, with these words; not `sure` may be somebody else. `by` is the record there."""

    where: Where
    words: str
    sure: bool
    by: str


@dataclass(frozen=True)
class Asked:
    """What a run was asked for, and where it notes what it finds."""

    project: Project
    options: Options
    problems: Problems


def taken_back(entry: Entry, loc: Loc, site: Site[Read]) -> bool:
    """Whether a value of a record is about what somebody has withdrawn, or has allowed for a time that is over.

    Its consent is the record's, that of the part it stands in, or that of the author whom the record names.
    """
    own = [one for at, one in consents_of(entry) if decides(entry, at) or loc[: len(at) - 1] == at[:-1]]
    return _over(own, site) or _author_is_gone(entry, site)


def taken_back_in(site: Site[Read]) -> Iterator[Entry]:
    """The records in which anything is, and those that name somebody who has withdrawn a consent elsewhere."""
    missing = {whole_name(person.name.text) for person in gone(people(site.records(), site.today))} - {""}
    for entry in site.records():
        over = _over([consent for _, consent in consents_of(entry)], site) or _author_is_gone(entry, site)
        if over or (missing and any(whole_name(name) in missing for _, name, _ in people_in(entry))):
            yield entry


def held_back_in(site: Site[Read]) -> Iterator[Entry]:
    """The sound records that are shown in part or not at all: drafts, and those to which not everybody agrees."""
    for entry in site.records():
        author = site.find(f"author:{getattr(entry, 'author', None)}")
        own = [consent for _, consent in consents_of(entry)]
        if entry.draft or any(one.state(site.today) != "given" for one in (*own, *_consent_of(author))):
            yield entry


def _consent_of(entry: Entry | None) -> Iterator[Consent]:
    own = getattr(entry, "consent", None)
    if isinstance(own, Consent):
        yield own


def granted(site: Site[Read], digest: Callable[[Path], str]) -> dict[str, list[str]]:
    """What consents allow today, by a digest of what they are about; and who is named without one.

    Of a photograph also its file, which may have been exchanged for one without a face, and what is hidden in it.
    """
    found: dict[str, list[str]] = {}
    for entry in site.records():
        if not entry.draft:
            for loc, consent in consents_of(entry):
                if consent.state(site.today) == "given":
                    _note_allowed(found, _about(entry, loc), [*consent.scopes, *_seen(entry, site, digest)])
            for loc, name, none in people_in(entry):
                if none is None:
                    _note_allowed(found, f"{entry.ref} {loc[0]} {name}", [])
            if isinstance(entry, Card):
                _note_allowed(found, entry.ref, [])
    return found


def lately_taken_back(site: Site[Read], before: Mapping[str, Sequence[str]]) -> Iterator[tuple[Entry, Loc]]:
    """The consents that allow less than they did at an earlier build, of which `granted` made `before`, or nothing."""
    for entry in site.records():
        for loc, consent in consents_of(entry):
            allowed = _SCOPES.intersection(before.get(_digest(_about(entry, loc), 0), ()))
            if allowed and (consent.state(site.today) != "given" or not allowed <= {*consent.scopes}):
                yield entry, loc


def _digest(about: str, number: int) -> str:
    return hashlib.blake2b(f"{about} {number}".encode(), digest_size=8).hexdigest()


def _note_allowed(found: dict[str, list[str]], about: str, words: list[str]) -> None:
    """Add what is allowed; of several that are alike, such as people of one name, each counts."""
    number = 0
    while (of := _digest(about, number)) in found:
        number += 1
    found[of] = words


def _about(entry: Entry, loc: Loc) -> str:
    """What a consent is about: a record, one part of it, or what an item of a list says, wherever it stands there."""
    if not any(isinstance(part, int) for part in loc):
        return consent_ref(entry, loc)
    said = getattr(entry, str(loc[0]))[loc[1]].model_dump_json(exclude={"consent"})
    return f"{entry.ref} {loc[0]} {said}"


def _seen(entry: Entry, site: Site[Read], digest: Callable[[Path], str]) -> list[str]:
    if not isinstance(entry, Photo):
        return []
    path = site.project.root / "photos" / entry.file
    return [repr(entry.blur), digest(path) if path.is_file() else ""]


def _over(consents: Iterable[object], site: Site[Read]) -> bool:
    return any(isinstance(one, Consent) and one.state(site.today) in {"withdrawn", "expired"} for one in consents)


def _author_is_gone(entry: Entry, site: Site[Read]) -> bool:
    named = getattr(entry, "author", None)
    author = f"author:{named}"
    return named is not None and (author in site.stones or _over([getattr(site.find(author), "consent", None)], site))


def parties(entry: Entry) -> Iterator[Party]:
    """Whom a record names in a field of their own, and whose consent that is about."""
    own = getattr(entry, "consent", None)
    if isinstance(entry, Author | Card) and entry.name:
        yield Party((), entry.name, own if isinstance(own, Consent) else None, ("consent",))
    for loc, name, consent in people_in(entry):
        if consent is None and isinstance(own, Consent):  # of an episode, whose consent is that of all who are heard
            yield Party(loc, name, own, ("consent",))
        else:
            yield Party(loc, name, consent, (*loc, "consent"))


def unasked(entry: Entry, asked: Collection[str] = ()) -> list[Party]:
    """Those whom a record names though no consent of theirs is written down, not in another record either.

    `asked` are names as `whole_name` has them; whoever is in a sample was invented.
    """
    named = [] if entry.sample else parties(entry)
    known = {*asked} - {""}
    return [party for party in named if party.consent is None and whole_name(party.name) not in known]


def whole_name(name: str) -> str:
    """A name in small letters by which one person is known everywhere; empty for a first name, which many have."""
    found = folded(name)
    return found if " " in found else ""


def people(entries: Iterable[Entry], today: dt.date) -> list[Person]:
    """Everybody whom a record with a consent names."""
    return [
        Person(consent_ref(entry, party.place), Name(party.name), party.consent.state(today))
        for entry in entries
        for party in parties(entry)
        if party.consent
    ]


def gone(everybody: Sequence[Person]) -> list[Person]:
    """Those whose consent does not hold, each name once; not who has given another one."""
    here = {folded(person.name.text) for person in everybody if person.state == "given"}
    found = {folded(person.name.text): person for person in reversed(everybody)}
    return [person for name, person in reversed(found.items()) if name not in here]


class Agreed(NamedTuple):
    """A consent that holds: where it stands, its own reference, the name, and whose withdrawal it outlives."""

    where: Where
    ref: str
    name: str
    over: str


def agreed_elsewhere(entries: Sequence[Entry], today: dt.date) -> Iterator[Agreed]:
    """The consents that hold under the full name of somebody who has withdrawn another one: perhaps the same person."""
    named = [(entry, party, party.consent) for entry in entries for party in parties(entry)]
    known = {
        whole_name(party.name): consent_ref(entry, party.place)
        for entry, party, consent in named
        if consent and consent.status == "withdrawn"
    }
    for entry, party, consent in named if known.keys() - {""} else ():
        over = known.get(whole_name(party.name))
        if over and whole_name(party.name) and consent and consent.state(today) == "given":
            yield Agreed(entry.where(*party.place), consent_ref(entry, party.place), party.name, over)


def note_names(entries: Sequence[Entry], settings: Settings, missing: Sequence[Person], asked: Asked) -> None:
    """Note where what is published names somebody whose consent does not hold; a release refuses it.

    What may be about somebody else stops nothing; of that, not every place is told. Of more places than anybody will
    read, a release is refused.
    """
    texts, release = Texts(asked.project), asked.options.release
    looked = told = 0
    for person in missing:
        guesses: list[Mention] = []
        for found in texts.naming(person.name, entries, settings):
            looked += 1
            if not found.sure:
                guesses.append(found)
            if found.sure or len(guesses) <= _GUESSES:
                told += 1
                params = {"words": found.words, "name": person.name.text, "ref": person.ref, "state": person.state}
                grave: _Grave = "note" if not release else "error" if found.sure else "warning"
                _tell(asked.problems, grave, "names-withdrawn", found.where, **params)
            if told > _TOLD or looked > _LOOKED:
                _tell(asked.problems, "error" if release else "warning", "names-too-many", found.where)
                return
        if len(guesses) > _GUESSES:
            params = {"count": str(len(guesses) - _GUESSES), "name": person.name.text}
            _tell(asked.problems, "warning" if release else "note", "names-more", guesses[_GUESSES].where, **params)


def _tell(problems: Problems, grave: _Grave, code: str, at: Where, **params: str) -> None:
    {"note": problems.note, "warning": problems.warning, "error": problems.error}[grave](code, at, **params)


class Texts:
    """The texts of a project, searched in memory and found again in their files."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._files: dict[str, Said] = {}
        self._fields: dict[int, tuple[BaseModel, list[_Field]]] = {}
        self._prose: dict[str, Said] = {}

    def naming(self, name: Name, entries: Iterable[Entry], settings: Settings | None = None) -> Iterator[Mention]:
        """Every place where records, their texts and transcripts, or the settings name somebody."""
        if settings:
            yield from self._in_fields(name, settings, settings.where, "")
        for entry in entries:
            yield from self._in_fields(name, entry, entry.where, entry.ref)
            yield from _in_addresses(name, entry)
            for prose in entry.prose.values():
                yield from self._in_prose(name, prose, entry.ref)
            for file in transcripts_of(entry):
                yield from _mentions(self._text(file), file, name.find(self._text(file)), entry.ref)

    def _in_fields(self, name: Name, value: BaseModel, where: Callable[..., Where], by: str) -> Iterator[Mention]:
        if id(value) not in self._fields:
            self._fields[id(value)] = value, list(_searched(value))
        for loc, said, file in self._fields[id(value)][1]:
            if not (hits := list(name.find(said))):
                continue
            if file:  # its name is published, that of a derivative begins so
                yield Mention(where(*loc), said.written, any(hit.sure for hit in hits), by)
            else:
                yield from self._at(name, where(*loc), [hit.sure for hit in hits], by)

    def _at(self, name: Name, start: Where, hits: list[bool], by: str) -> Iterator[Mention]:
        """As many places as there are hits from where a value begins."""
        said = self._text(start.file)
        begins = _offset(said.written, start)
        found = list(islice((hit for hit in name.find(said) if hit.start >= begins), len(hits)))
        if len(found) < len(hits):  # written with escapes
            yield Mention(start, name.text, any(hits), by)
        yield from _mentions(said, start.file, found, by)

    def _in_prose(self, name: Name, prose: Prose, by: str) -> Iterator[Mention]:
        """Every place in the file of a text; of the file itself where marks stand inside the name."""
        if prose.file not in self._prose:
            self._prose[prose.file] = Said(_INLINE.sub("", unescape(prose.html)))
        shown = list(name.find(self._prose[prose.file]))
        if not shown:
            return
        said = self._text(prose.file)
        found = list(name.find(said))
        if not found or (any(hit.sure for hit in shown) and not any(hit.sure for hit in found)):
            yield Mention(Where(prose.file), name.text, any(hit.sure for hit in shown), by=by)
        yield from _mentions(said, prose.file, found, by)

    def _text(self, file: str) -> Said:
        if file not in self._files:
            path = self._project.root / file
            inside = path.is_file() and path.resolve().is_relative_to(self._project.root)
            text = path.read_text("utf-8-sig", errors="replace") if inside else ""  # lines end as on Unix
            self._files[file] = Said(composed(text))
        return self._files[file]


def _searched(value: BaseModel) -> Iterator[_Field]:
    """The texts in a record, and the names of files in it without what says their form."""
    marked = {loc: mark for loc, mark, _ in marked_values(value)}
    for loc, text in _inside(value, ()):
        if isinstance(text, str) and (loc not in marked or isinstance(marked[loc], FileIn)):
            file = loc in marked
            yield _Field(loc, Said(composed(PurePosixPath(text).with_suffix("").as_posix() if file else text)), file)


def _in_addresses(name: Name, entry: Entry) -> Iterator[Mention]:
    """Where the name of a record, or a part of its address, may be made of somebody's name."""
    written = re.compile(rf"(?<![a-z0-9]){re.escape(name.address)}(?![a-z0-9])") if name.address else None
    places = {entry.id: entry.where(), **{slug: entry.where(_ADDRESS, code) for code, slug in entry.slug.items()}}
    for value, where in places.items():
        if written and written.search(value):
            yield Mention(where, value, sure=False, by=entry.ref)


def transcripts_of(entry: Entry) -> list[str]:
    """The transcripts that a record names, by their paths in the project."""
    marked = ((mark, value) for _, mark, value in marked_values(entry) if isinstance(mark, FileIn))
    return [f"{mark.folder}/{value}" for mark, value in marked if value.endswith(_TRANSCRIPT)]


def _inside(value: Any, loc: Loc) -> Iterator[tuple[Loc, Any]]:
    """Every value inside a record but addresses: texts as they are, consents as a whole."""
    if isinstance(value, str | Consent):
        yield loc, value
    elif isinstance(value, BaseModel):
        for key, item in value:
            if key != _ADDRESS:
                yield from _inside(item, (*loc, key))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _inside(item, (*loc, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _inside(item, (*loc, index))


def _offset(text: str, where: Where) -> int:
    """Where a place is in a text, counted in letters."""
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: where.line - 1]) + where.column - 1


def _mentions(said: Said, file: str, hits: Iterable[Found], by: str) -> Iterator[Mention]:
    """What was found in the text of a file, with lines and columns."""
    text, line, seen = said.written, 1, 0
    for hit in hits:
        line, seen = line + text.count("\n", seen, hit.start), hit.start
        where = Where(file, line, hit.start - text.rfind("\n", 0, hit.start))
        yield Mention(where, " ".join(text[hit.start : hit.end].split()), hit.sure, by)
