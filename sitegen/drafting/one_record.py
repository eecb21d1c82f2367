"""`new event` and its like: one record, named by its title, with what its kind needs besides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sitegen.content.file_names import name_fault
from sitegen.content.kinds.photo_record import Photo
from sitegen.content.kinds.podcast import Episode
from sitegen.content.sound.containers import container_of
from sitegen.drafting.answers import Tree, put
from sitegen.drafting.asking import question, settled
from sitegen.drafting.desk import Desk
from sitegen.drafting.identifiers import LONGEST
from sitegen.drafting.kinds import DRAFTABLE, Draftable
from sitegen.drafting.new_sheets import Sheet, names_taken
from sitegen.drafting.refusal import Refused, read_brought
from sitegen.drafting.stand_ins import new_guid
from sitegen.model.dates import parse_when
from sitegen.model.entries import Entry
from sitegen.model.languages import composed
from sitegen.model.problems import BadValue

_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_SOUND = (".mp3", ".m4a")


def drafted(
    desk: Desk, kind: str, title: str | None, name: str | None, said: Tree, sound: Path | None = None
) -> tuple[Sheet, Entry]:
    """A new record of a kind but a photograph's.

    Raises:
        Refused: something that was said is at fault, or something that it needs is not there.
    """
    draftable = DRAFTABLE[kind]
    desk.name_it(draftable, said, title)
    check_name(name)
    if kind == "episode":
        return _episode(desk, draftable, name, said, sound)
    if kind == "zine":
        check_author(desk, said)

    def there() -> str:
        if kind == "zine":
            _choose_photos(desk, said)
        return file_there(desk, f"content/{draftable.kind.folder}/{name or _name(desk, draftable, said)}.yaml")

    def draw() -> Sheet:
        return desk.sheet(draftable, name or _name(desk, draftable, said), said, {}, {})

    refuse_name(desk, draftable, name)
    question(desk, draftable, said, there)
    if kind == "zine":
        _choose_photos(desk, said)
    return settled(desk, draftable, said, draw)


def check_name(name: str | None) -> None:
    """Refuse an identifier that is none.

    Raises:
        Refused: other letters stand in it, it is too long, or Windows has a device of that name.
    """
    if name is None:
        return
    if len(name) > LONGEST:
        raise Refused("new-long-id", count=len(name), limit=LONGEST)
    if not _ID.fullmatch(name):
        raise Refused("new-bad-id", id=name)
    if name_fault(f"{name}.yaml", {}):
        raise Refused("new-device-id", id=name)


def refuse_name(desk: Desk, draftable: Draftable, name: str | None) -> None:
    """Refuse an identifier that another record has, before anything is asked.

    Raises:
        Refused: there is such a record.
    """
    if name and (file := file_there(desk, f"content/{draftable.kind.folder}/{name}.yaml")):
        raise Refused("new-there", file=file)


def file_there(desk: Desk, file: str) -> str:
    """A file that would be written over, also where only capitals or accents differ; empty where there is none."""
    return file if composed(file).casefold() in names_taken(desk.project.root) else ""


def _name(desk: Desk, draftable: Draftable, said: Tree) -> str:
    """What a record is called: an event by its day too, a zine by its author."""
    if draftable.name == "zine":
        return str(said["author"])
    found = desk.identifier(draftable, said)
    return f"{_day(said)}{found}" if draftable.name == "event" else found


def _day(said: Mapping[str, Any]) -> str:
    """The first day of an event, where it was said and can be read; why not is told later."""
    try:
        return f"{replace(parse_when(said['when']).points[0], hour=None)}-"
    except (BadValue, KeyError, AttributeError, TypeError):
        return ""


def _choose_photos(desk: Desk, said: Tree) -> None:
    """Whose zine it is, which names it, and all of their photographs in their order."""
    author = author_of(desk, said)
    photos = [photo for photo in desk.site.all(Photo) if photo.author == author]
    if not photos and not said.get("photos"):
        raise Refused("new-no-photos", author=author)
    if not said.get("photos"):
        put(said, "photos", [photo.id for photo in sorted(photos, key=lambda photo: (photo.order, photo.id))])


def check_author(desk: Desk, said: Tree) -> None:
    """Refuse an author who is not there, or that there is none, before anything else is asked.

    Raises:
        Refused: somebody was named who is not there, or nobody is.
    """
    if said.get("author") or not desk.site.entries["author"]:
        author_of(desk, said)


def author_of(desk: Desk, said: Tree) -> str:
    """Whose it is; the only author there is need not be named.

    Raises:
        Refused: nobody was named, or somebody who is not there.
    """
    known = list(desk.site.entries["author"])
    author = said.get("author") or (known[0] if len(known) == 1 else "")
    if author not in known:
        key = "new-no-author" if not known else "new-unknown-author" if author else "new-whose"
        raise Refused(key, author=author, known=", ".join(known))
    said["author"] = author
    return str(author)


# --- episodes --------------------------------------------------------------------------------------------------------


def _episode(desk: Desk, draftable: Draftable, name: str | None, said: Tree, sound: Path | None) -> tuple[Sheet, Entry]:
    """An episode: its number, its identity, and its recording under a name of its own."""
    series = _series(desk, said)
    if sound is None:
        raise Refused("new-no-sound")
    suffix = sound.suffix.lower()
    if suffix not in _SOUND:
        raise Refused("new-other-sound", file=sound.name)
    content = read_brought(sound, desk.language, desk.site.settings.limits, "recording_mb")
    if container_of(content) != suffix.lstrip("."):
        raise Refused("new-no-recording", file=sound.name, form=suffix.lstrip(".").upper())
    others = [one for one in desk.site.all(Episode) if one.series == series]
    _refuse_twice(desk, content, others)
    number = said.get("number") or str(max((one.number for one in others), default=0) + 1)

    def there() -> str:
        stem = name or _numbered(number, desk.identifier(draftable, said))
        return next((one.source.file for one in others if _tail(one.id) == _tail(stem)), "")

    question(desk, draftable, said, there)
    if twin := there():
        raise Refused("new-there", file=twin)
    stem = name or _numbered(number, desk.identifier(draftable, said))
    file = f"{series}/{stem}{suffix}"
    known = {"number": number, "guid": new_guid(), "file": file}

    def draw() -> Sheet:
        return desk.sheet(draftable, stem, said, known, {f"podcasts/{file}": content}, f"{series}/")

    return settled(desk, draftable, said, draw)


def _numbered(number: str, name: str) -> str:
    return f"{number:0>2}-{name}" if number.isdecimal() else name


def _tail(name: str) -> str:
    """An episode's name without its number."""
    return re.sub(r"^\d+-", "", name)


def _series(desk: Desk, said: Tree) -> str:
    """The series that an episode belongs to: the only one, or that of `--set series=…`, which is a folder, no field."""
    known = list(desk.site.entries["podcast"])
    series = str(said.pop("series", "") or (known[0] if len(known) == 1 else ""))
    if series not in known:
        raise Refused("new-which-series" if known else "new-no-series", known=", ".join(known))
    return series


def _refuse_twice(desk: Desk, content: bytes, others: list[Episode]) -> None:
    """Refuse a recording that is there already."""
    folder = desk.project.root / "podcasts"
    for one in others:
        path = folder / one.file
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            raise Refused("new-same-file", file=f"podcasts/{one.file}", ref=one.ref)
