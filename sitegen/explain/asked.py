"""Which output somebody means: by its path, as a file on this computer, or by its address."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen.model.outputs import page_file
from sitegen.model.project import Project

_DIGITS = re.compile(r"\.[0-9a-f]{8}(?=\.\w+$)")
"""What a name has of the fingerprint."""

NEAREST = 3


def output_named(asked: str, project: Project, base_url: str, known: Collection[str]) -> str | None:
    """The path below the output folder of what is asked for; None where there is nothing of the kind.

    The digits in the names of pictures, styles and sounds may be left out.
    """
    candidates = [name for path in _readings(asked, project, base_url) for name in (path, f"{path}/index.html")]
    found = next((name.lstrip("/") for name in candidates if name.lstrip("/") in known), None)
    return found or next(iter(alike(_plain(asked, project), known)), None)


def alike(path: str, known: Collection[str]) -> list[str]:
    """The outputs with names that differ from a path in the digits of the fingerprint alone."""
    name = _DIGITS.sub("", path)
    return sorted(other for other in known if other != path and _DIGITS.sub("", other) == name)


def nearest(asked: str, project: Project, known: Collection[str]) -> list[str]:
    """The outputs that are called most like it."""
    names = {_short(path): path for path in sorted(known)}
    plain = _short(_plain(asked, project))
    same_end = [name for name in names if name.rpartition("/")[2] == plain.rpartition("/")[2]]
    close = difflib.get_close_matches(plain, names, n=NEAREST, cutoff=0.6)
    return [names[name] for name in (same_end or close)[:NEAREST]]


def _short(path: str) -> str:
    """A path without what nobody types: the digits of a fingerprint, the file of a page."""
    return _DIGITS.sub("", path).removesuffix("index.html").strip("/")


def _plain(asked: str, project: Project) -> str:
    path = asked.replace("\\", "/").removeprefix("./")
    return path.removeprefix(f"{project.output.name}/").lstrip("/")


def _readings(asked: str, project: Project, base_url: str) -> Iterator[str]:
    """The paths that it may mean, as a path first, then as an address."""
    path = asked.replace("\\", "/").removeprefix("./")
    yield path
    yield path.removeprefix(f"{project.output.name}/")
    for file in (Path(asked), Path(path), project.root / path):
        absolute = os.path.abspath(file)  # noqa: PTH100 - as it is written: no link is followed
        if Path(absolute).is_relative_to(project.output):
            yield Path(absolute).relative_to(project.output).as_posix()
    try:
        parts, base = urlsplit(path), urlsplit(base_url)
    except ValueError:
        return
    address = unquote(parts.path)
    yield page_file(address)
    if base.path != "/" and address.startswith(base.path):
        yield page_file(address.removeprefix(base.path.rstrip("/")))
