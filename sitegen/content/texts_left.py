"""Texts whose record is not beside them: it was renamed or deleted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sitegen.model.entries import Entry
from sitegen.model.media import Read
from sitegen.model.site import Site


class TextLeft(NamedTuple):
    """A text below `content/` whose record is not beside it: its folder, its name and its language."""

    folder: str
    stem: str
    code: str


def texts_left(site: Site[Read]) -> frozenset[TextLeft]:
    """The texts without a record; each is told as `text-without-record`."""
    names = site.files.get("content", frozenset())
    found = set()
    for name in names:
        folder, _, file = name.rpartition("/")
        stem, _, code = file.removesuffix(".md").partition(".")
        if file.endswith(".md") and code and f"{folder}/{stem}.yaml" not in names:
            found.add(TextLeft(folder, stem, code))
    return frozenset(found)


def has_left_texts(ref: str, site: Site[Read]) -> bool:
    """Whether the texts of a record that is not there still are: then it was renamed, which is told of them."""
    kind, _, identifier = ref.partition(":")
    folder = site.kinds[kind].folder if kind in site.kinds else None
    return any(f"{one}/".startswith(f"{folder}/") for one in site.once(_folders_left).get(identifier, ()))


def lacks_left_text(entry: Entry, site: Site[Read], code: str = "") -> bool:
    """Whether a text in the folder of a record, of a language where it is said, may be its own under another name."""
    folder = entry.source.file.rpartition("/")[0].removeprefix("content/")
    return (folder, code) in site.once(_texts_of_folders)


def _folders_left(site: Site[Read]) -> Mapping[str, Collection[str]]:
    found: dict[str, set[str]] = {}
    for one in site.once(texts_left):
        found.setdefault(one.stem, set()).add(one.folder)
    return found


def _texts_of_folders(site: Site[Read]) -> frozenset[tuple[str, str]]:
    return frozenset((one.folder, code) for one in site.once(texts_left) for code in ("", one.code))
