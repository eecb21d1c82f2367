"""What is named though it is not there, told once however many places name it: a record renamed, a folder gone."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from sitegen.content.gone_originals import gone_with
from sitegen.content.known_to_locks import renamed
from sitegen.content.mentions import taken_back
from sitegen.model.entries import FileIn, marked_values
from sitegen.model.media import Read
from sitegen.model.problems import Problem, Problems, Where
from sitegen.model.project import Project
from sitegen.model.site import FileName, Site

_MOST = 8
"""So many places are listed."""
_FEW = 3
"""So many files that are not there may each be forgotten."""
_SLIPS = 2
"""So many times a name may be mistyped, in a text and in its translation."""
_NAMED = {"gone-reference", "unknown-reference", "unknown-link"}


def told_once(found: Iterable[Problem], site: Site[Read]) -> Iterator[Problem]:
    """The same problems, but one alone of each record that is not there.

    A record of another name with the same texts is that one renamed, and told where it lies now; of others, all places
    are listed.
    """
    places: dict[str, list[Problem]] = {}
    for problem in found:
        if problem.code in _NAMED and _ref(problem).partition(":")[0] in site.kinds:
            places.setdefault(_ref(problem), []).append(problem)
        else:
            yield problem
    for ref, named in places.items():
        listed = _listed([problem.where for problem in named])
        if now := renamed(ref, site):
            yield Problem(
                now.where(), named[0].severity, "renamed-record", {"ref": ref, "now": now.id, "places": listed}
            )
        elif len(named) <= (1 if named[0].code == "gone-reference" else _SLIPS):
            yield from named
        else:
            suggestion = named[0].params["suggestion"]
            params = {"ref": ref, "places": listed, "suggestion": suggestion}
            yield Problem(named[0].where, named[0].severity, "named-in-vain", params)


def _ref(problem: Problem) -> str:
    params = problem.params
    return str(params["ref"]) if "ref" in params else f"{params['kind']}:{params['id']}"


def _listed(places: list[Where]) -> str:
    """The first of some places, and how many there are."""
    more = f" … ({len(places)})" if len(places) > _MOST else ""
    return ", ".join(f"{one.file}:{one.line}" for one in places[:_MOST]) + more


def note_empty_folders(site: Site[Read], problems: Problems) -> frozenset[str]:
    """Note folders of originals in which nothing is of all that records name: those that were moved or renamed.

    What was taken back may be deleted: of that nothing is missed.
    """
    named: dict[str, set[str]] = {}
    for entry in site.records():
        for loc, mark, name in marked_values(entry):
            if not isinstance(mark, FileIn) or not name or site.files.get(mark.folder):
                continue
            if not taken_back(entry, loc, site) and not gone_with((mark.folder, name), site):
                named.setdefault(mark.folder, set()).add(name)
    empty = set()
    for folder, names in sorted(named.items()):
        meant = folder_with(names, site.project)
        if meant or len(names) > _FEW:
            problems.error("folder-gone", Where(folder), folder=folder, count=len(names), suggestion=meant)
            empty.add(folder)
    return frozenset(empty)


def folder_with(names: Collection[str], project: Project) -> str:
    """The folder of a project in which one of these files lies; empty where there is none."""
    return next((one.name for one in sorted(project.root.iterdir()) if _holds_one(one, names)), "")


def _holds_one(folder: Path, names: Iterable[str]) -> bool:
    """Whether one of these files lies in a folder of the project; no name leads anywhere else."""
    if folder.name.startswith(".") or folder.is_symlink() or not folder.is_dir():
        return False
    inside = (name for name in names if ".." not in PurePosixPath(name).parts and not name.startswith("/"))
    return any(os.path.isfile(folder / name) for name in inside)  # noqa: PTH113 - pathlib fails over a long name


def unnamed_files(folder: str, site: Site[Read]) -> frozenset[str]:
    """The files of a folder that no record names: only they may be meant where another one is missing."""
    return site.once(_unnamed).get(folder, frozenset())


def _unnamed(site: Site[Read]) -> Mapping[str, frozenset[str]]:
    named = site.once(_named)
    return {place: frozenset(one for one in names if (place, one) not in named) for place, names in site.files.items()}


def _named(site: Site[Read]) -> frozenset[FileName]:
    return frozenset(
        (mark.folder, name)
        for entry in site.records()
        for _, mark, name in marked_values(entry)
        if isinstance(mark, FileIn)
    )
