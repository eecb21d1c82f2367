"""Original files that are not there, and the withdrawn record that they have gone with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from sitegen.content.mentions import taken_back
from sitegen.model.entries import FileIn, marked_values
from sitegen.model.media import Read
from sitegen.model.site import FileName, Site


def gone_with(file: FileName, site: Site[Read]) -> str:
    """The record that a file which is not there has gone with, one that was taken back; nothing where there is none.

    It names the file; or only its consent is left, and its id tells: `ada-1.jpg` was of `photo:ada-1` or `author:ada`.
    """
    if ref := site.once(_taken_back_files).get(file):
        return ref
    stem = PurePosixPath(file[1]).stem
    ends = [*(at for at, sign in enumerate(stem) if sign == "-"), len(stem)] if site.stones else []
    stones = site.once(_stones)
    return min((stones[stem[:end]] for end in ends if stem[:end] in stones), default="")


def _taken_back_files(site: Site[Read]) -> Mapping[FileName, str]:
    found: dict[FileName, str] = {}
    for entry in site.records():
        for loc, mark, name in marked_values(entry):
            if isinstance(mark, FileIn) and taken_back(entry, loc, site):
                found.setdefault((mark.folder, name), entry.ref)
    return found


def _stones(site: Site[Read]) -> Mapping[str, str]:
    """The records of which only a consent is left, by their ids."""
    return {ref.partition(":")[2]: ref for ref in sorted(site.stones, reverse=True)}


def gone_files(site: Site[Read]) -> frozenset[FileName]:
    """The files that records name and that have gone with another one of which only its consent is left."""
    if not site.stones:
        return frozenset()
    named = {
        (mark.folder, name)
        for entry in site.records()
        for _, mark, name in marked_values(entry)
        if isinstance(mark, FileIn) and name not in site.files.get(mark.folder, ())
    }
    return frozenset(file for file in named if gone_with(file, site))
