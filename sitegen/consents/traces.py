"""Where this computer keeps copies of what a site shows: the cache, the sites that were built, their twins."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from sitegen.model.project import Project
from sitegen.publish import MARKER

_LOCK = "lock"
"""Stays in the cache, because another build may wait for it."""


def empty_cache(project: Project) -> list[Path]:
    """Delete the cache with the preview in it; returns what could not be deleted.

    Only who holds the project's lock may do that. The next build makes everything anew.
    """
    there = [path for path in project.cache.iterdir() if path.name != _LOCK]
    for path in there:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            try:
                path.unlink(missing_ok=True)
            except OSError:  # Windows, while a preview has it open
                continue
    return sorted(path for path in there if path.exists())


def built_sites(project: Project) -> list[Path]:
    """The sites that were built in the project or elsewhere as it was told, each with what is hidden beside it.

    A site's own folder comes first; its twin has the same files, and the next build of the site changes both.
    """
    return list(dict.fromkeys(_sites(project)))


def _sites(project: Project) -> Iterator[Path]:
    folders = [path.parent for path in project.root.glob(f"*/{MARKER}") if not path.parent.name.startswith(".")]
    for site in sorted({*folders, *([project.output] if project.output.is_dir() else [])}):
        yield site
        yield from sorted(site.parent.glob(f".{site.name}.sitegen-*"))
    yield from sorted(project.root.glob(".*.sitegen-*"))
