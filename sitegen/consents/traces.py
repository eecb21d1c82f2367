"""Where this computer keeps copies of what a site shows: the cache, built sites, their twins, archives, packages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.archiving.bag import is_ours
from sitegen.making.cache_folder import TAG
from sitegen.making.print.packages_made import PACKAGES, Deleted, delete_packages
from sitegen.making.store import Store
from sitegen.model.project import Project
from sitegen.publish.old_site import MARKER

_STAYS = {"lock", TAG}
"""What stays in the cache: another build may wait for the one, the other says whose the folder is."""


def empty_cache(project: Project) -> list[Path]:
    """Delete the cache with the preview in it; returns what could not be deleted.

    Only who holds the project's lock may do that. The next build makes everything anew.
    """
    there = [path for path in project.cache.iterdir() if path.name not in _STAYS]
    for path in there:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            try:
                path.unlink(missing_ok=True)
            except OSError:  # Windows, while a preview has it open
                continue
    return sorted(path for path in there if path.exists())


def no_packages(project: Project) -> Deleted:
    """Delete the packages that were made for printers; to be done before the cache is emptied, which knows them.

    Others that lie where packages do may be of a cache that is gone: they are told.
    """
    with Store(project.cache) as store:
        gone, left = delete_packages(store)
    return Deleted(gone, tuple(sorted({*left, *(project.root / PACKAGES).glob("*.zip")})))


def built_sites(project: Project) -> list[Path]:
    """The sites and archives that were made, in the project or elsewhere as far as the cache knows.

    With what is hidden beside. A site's own folder comes first; its twin has the same files, and the next build of the
    site changes both. To be asked before the cache is emptied, by who holds the project's lock.
    """
    with Store(project.cache) as store:
        elsewhere = [path for path in store.published_folders() if not path.is_relative_to(project.cache)]
        archives = store.archives()
    return list(dict.fromkeys([*_sites(project, elsewhere), *_archives(project, archives)]))


def _sites(project: Project, elsewhere: Sequence[Path]) -> Iterator[Path]:
    folders = [path.parent for path in project.root.glob(f"*/{MARKER}") if not path.parent.name.startswith(".")]
    for site in sorted({*folders, *elsewhere, *([project.output] if project.output.is_dir() else [])}):
        yield site
        yield from sorted(site.parent.glob(f".{site.name}.sitegen-*"))
    yield from sorted(project.root.glob(".*.sitegen-*"))


def _archives(project: Project, elsewhere: Sequence[Path]) -> Iterator[Path]:
    """The archives themselves, and what a run that was killed has left beside them; in the project, sites tell it."""
    yield from (path for path in sorted(project.root.iterdir()) if is_ours(path))
    for path in elsewhere:
        yield from (path,) if is_ours(path) else ()
        yield from sorted(path.parent.glob(f".{path.name}.sitegen-*"))
