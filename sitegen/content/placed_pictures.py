"""Pictures in a text: photographs, and pictures of the entry's own; which there are, and what is wrong with them.

`![](photo:elmira-1)` is a photograph as its record has it, `![](hall.jpg)` one of the entry's `pictures`. Words in the
brackets are the caption here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Annotated, ClassVar
from urllib.parse import unquote

from sitegen.model.consent import Consent
from sitegen.model.entries import Entry, FileIn, Part, Prose, marked_values
from sitegen.model.languages import Text, composed
from sitegen.model.links import SCHEMES, Link, leads_elsewhere, scheme_of
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site
from sitegen.model.suggestions import Suggestions

FOLDER = "photos"


class Snapshot(Part):
    """A picture of an entry itself, nobody's exhibit; `consent` is that of everybody who can be recognized in it."""

    file: Annotated[str, FileIn(FOLDER, picture=True)]
    alt: Text
    caption: Text | None = None
    credit: Text | None = None
    licence: str | None = None
    consent: Consent | None = None


class Told(Entry):
    """An entry with a text beside it, in which its `pictures` may stand."""

    pictures: list[Snapshot] = []

    pictures_below: ClassVar[bool] = False
    """Whether its page shows those that stand in no text too."""


def file_of(target: str) -> str:
    """The file in `photos/` that a picture in a text names, perhaps by its path in the project."""
    path = posixpath.normpath(f"/{composed(unquote(target))}")  # no step leads above it
    return path.lstrip("/").removeprefix(f"{FOLDER}/")


def check_placed(entry: Entry, site: Site[Read], suggestions: Suggestions, problems: Problems) -> None:
    """Judge the pictures in the texts of an entry; an id that does not exist is found with the links."""
    whole = isinstance(entry, Told) and site.find(entry.ref) is entry  # else its record is at fault
    files = [own.file for own in entry.pictures] if isinstance(entry, Told) and whole else []
    for prose in entry.prose.values():
        for picture in prose.pictures:
            where = Where(prose.file, picture.line, picture.column)
            if scheme_of(picture.target) in SCHEMES or leads_elsewhere(picture.target):
                problems.error("picture-from-elsewhere", where, text=picture.target)
            elif picture.ref:
                _check_kind(picture, where, site, problems)
            elif whole and (name := file_of(picture.target)) not in files:
                known = site.once(_photographs).get(name) or suggestions.nearest(name, files)
                problems.error("picture-of-no-record", where, text=name, suggestion=known)
    if isinstance(entry, Told) and whole:
        _check_alternatives(entry, problems)
        _note_unplaced(entry, site, problems)


def _check_kind(picture: Link, where: Where, site: Site[Read], problems: Problems) -> None:
    kind = site.kinds.get(picture.ref.partition(":")[0])
    if kind and not kind.figure:
        known = ", ".join(f"{one.name}:" for one in site.kinds.values() if one.figure)
        problems.error("picture-of-no-picture", where, text=picture.ref, known=known)


def _photographs(site: Site[Read]) -> Mapping[str, str]:
    """The entries that a text can show as pictures, by the names of their files."""
    kinds = [kind.name for kind in site.kinds.values() if kind.figure]
    entries = [entry for kind in kinds for entry in site.entries[kind].values()]
    return {name: entry.ref for entry in entries for loc, _, name in marked_values(entry) if loc == ("file",)}


def _check_alternatives(entry: Told, problems: Problems) -> None:
    for number, own in enumerate(entry.pictures):
        name = own.file.rpartition("/")[2].casefold()
        for code, alt in own.alt.items():
            if alt.casefold() in {name, stem := name.rpartition(".")[0], stem.replace("-", " ")}:
                problems.error("alt-is-file-name", entry.where("pictures", number, "alt", code), alt=alt)


def _note_unplaced(entry: Told, site: Site[Read], problems: Problems) -> None:
    """Note the pictures of a record that a text does not show, where nothing else does."""
    if entry.pictures_below:
        return
    codes = [language.code for language in site.languages]
    texts = [entry.prose[code] for code in codes if code in entry.prose]
    for number, own in enumerate(entry.pictures):
        lacking = [text.file for text in texts if own.file not in _placed(text)]
        if lacking or not texts:
            files = ", ".join(lacking) or f"{entry.source.file.removesuffix('.yaml')}.{codes[0]}.md"
            problems.warning("picture-not-placed", entry.where("pictures", number, "file"), text=own.file, files=files)


def _placed(text: Prose) -> set[str]:
    return {file_of(one.target) for one in text.pictures if not one.ref}
