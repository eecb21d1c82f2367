"""The finished tree -> the output folder, all or nothing, at the cost of what changed.

Beside the site lies its twin, a folder that holds the same files by second names (hard links). A build changes the twin
into the new site and then puts it in the place of the old one in one step: by exchanging two folders where the system
can (Linux `renameat2(2)`, macOS `renamex_np(2)`), elsewhere by two renames that the next run completes when it finds
them half done. The old one is changed likewise and is the twin of the new, so that nothing withdrawn stays in it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from os.path import samestat
from pathlib import Path
from stat import S_ISREG

from sitegen.making.blobs import copy_blob
from sitegen.model.listing import Listing, beside
from sitegen.model.outputs import Plan
from sitegen.model.project import Project
from sitegen.model.whole_file import naming
from sitegen.publish.foreign_files import Foreign, carry, free_beside, holds_only, laid_aside, named
from sitegen.publish.old_site import MARKER, OldSite
from sitegen.publish.publish_error import PublishError
from sitegen.publish.swapping import recover, rename, swap
from sitegen.publish.trees import clear, delete, flush_all, folders_of, linked, linked_or_copied, make_folders, standing
from sitegen.receipt import PROGRAM, READ


@dataclass(frozen=True)
class Published:
    """What became of the old site: how many of its files are in the new one no more, and what could not be deleted.

    `aside` names what somebody else had laid into it by the folders in which it is now, those of earlier runs too: one
    that was killed could not tell of it.
    """

    removed: int = 0
    left: Path | None = None
    aside: Mapping[Path, str] = field(default_factory=dict)


def refuse_sources(project: Project) -> None:
    """Refuse to publish where the content or the program lies, or around them.

    Raises:
        PublishError: `output-among-sources`.
    """
    output = project.output.resolve()
    own = [base / name for base in (project.root, project.home) for name in (*PROGRAM, *READ, ".git")]
    places = {path.resolve() for path in own} | {project.cache / "blobs"}
    around = {project.root, project.home.resolve(), *places}
    if any(output.is_relative_to(place) for place in places) or any(place.is_relative_to(output) for place in around):
        raise PublishError("output-among-sources", folder=project.shown(output) or str(output))


def published(tree: Mapping[str, Path], plan: Plan, output: Path, hosts: Collection[str] = ()) -> bool:
    """Whether the output folder holds exactly this tree already, whole and without anything else but the host's."""
    return OldSite(tree, plan, output, hosts).whole


def publish(
    tree: Mapping[str, Path], plan: Plan, output: Path, hosts: Collection[str] = (), foreign: Foreign = "refuse"
) -> Published:
    """Make `output` hold exactly this tree; it is the old site or the new one at every moment.

    What lies at its top under a name of the `hosts` (CNAME, .well-known, .git) is there at every moment too. What else
    somebody has laid into a site of ours is `foreign`; empty folders and what systems leave behind go without a word.

    Raises:
        PublishError: `foreign-output` (the folder is no site of ours), `foreign-files` (it is, with other files in it),
            `output-mounted` or `output-in-use`.
        Damaged: a file of the tree is not what was made; nothing is published.
    """
    output = output.resolve()
    recover(output)
    site = OldSite(tree, plan, output, hosts)
    if not site.ours and output.exists() and not (output.is_dir() and holds_only(output, site.hosts)):
        raise PublishError("foreign-output", folder=output.name)
    if site.foreign and foreign == "refuse":
        raise PublishError("foreign-files", folder=output.name, paths=named(site.foreign))
    if site.whole:
        site.seal(output)
        return Published(aside=laid_aside(output))
    staging = Path(beside(output, "new"))
    aside = free_beside(output) if site.foreign and foreign == "aside" else None
    stuck: list[str] = []
    try:
        same = _stage(tree, plan, site, staging, output)
        _bring_along(site.hosts, output, staging)
        _drop_own(site, tree, staging)
        if aside:
            stuck = carry(site.foreign, output, aside)
            site.found = Listing(output, site.hosts, closed=True)
        old = swap(staging, output)
    except Exception:
        recover(output)
        if aside:
            carry(site.foreign, aside, output)
            with suppress(OSError):  # a folder of theirs may be left, empty
                aside.rmdir()
        raise
    flush_all([output.parent])
    if stuck and old:
        left = _leave(stuck, site, old, free_beside(output))
    else:
        left = _keep_twin(tree, same, site, old or staging, output)
    told = laid_aside(output)
    if aside and (moved := [path for path in site.foreign if path not in stuck]):
        told[aside] = named(moved)
    return Published(len(site.known.keys() - tree.keys()), left, told)


def _stage(tree: Mapping[str, Path], plan: Plan, site: OldSite, staging: Path, output: Path) -> set[str]:
    """Fill the staged folder, beginning with the twin; returns the files that it shares with the old site.

    What has not changed is linked from there (not from the store, which an editor's hand must not reach).
    """
    twin = Path(beside(output, "twin"))
    if twin.is_dir():
        rename(twin, staging, output)
    staging.mkdir(parents=True, exist_ok=True)
    have = Listing(staging)
    same = {path for path in site.kept & have.files.keys() if samestat(have.files[path], site.found.files[path])}
    gone = clear(staging, have, same)
    missing = [path for path in tree if path not in same]
    make_folders(staging, missing)
    manifest = site.manifest(plan)
    new = [MARKER]
    for path in missing:
        if path in site.kept and linked(output / path, staging / path):
            same.add(path)
        else:
            manifest[path] = [plan.fingerprints[path], copy_blob(tree[path], staging / path)]
            new.append(path)
    with naming(staging / MARKER):
        (staging / MARKER).write_text(json.dumps({path: manifest[path] for path in sorted(tree)}), "utf-8")
    flush_all([*(staging / path for path in new), *standing(staging, [*gone, *missing])])
    return same


def _bring_along(names: Iterable[str], output: Path, staging: Path) -> None:
    """Give what is the host's a second name in the new site: it has the first one until that site is in its place."""
    for name in names:
        if os.path.ismount(output / name):
            raise PublishError("output-mounted", folder=f"{output.name}/{name}")
        source, target = output / name, staging / name
        if source.is_dir() and not source.is_symlink():
            shutil.copytree(source, target, symlinks=True, copy_function=linked_or_copied)
        elif source.is_symlink():
            target.symlink_to(source.readlink())
        else:
            linked_or_copied(source, target)
        below = [path for path in target.rglob("*") if not path.is_symlink()] if not target.is_symlink() else []
        flush_all([path for path in (target, *below) if path.is_dir() or S_ISREG(path.lstat().st_mode)])
    flush_all([staging])


def _drop_own(site: OldSite, tree: Mapping[str, Path], staging: Path) -> None:
    """Delete what came along under a name of the host's though an earlier build had published it: it is not his."""
    names = {name for name in site.hosts if not (staging / name).is_symlink()}
    own = [path for path in site.known.keys() - tree.keys() if path.partition("/")[0] in names]
    inside = staging.resolve()  # what a marker says may lead out
    own = [path for path in own if (staging / path).parent.resolve().is_relative_to(inside)]
    for path in own:
        (staging / path).unlink(missing_ok=True)
    for folder in sorted(folders_of(own), reverse=True):
        with suppress(OSError):  # something of the host's is in it, or it is not there
            (staging / folder).rmdir()
    flush_all(standing(staging, own))


def _leave(stuck: Iterable[str], site: OldSite, old: Path, aside: Path) -> Path | None:
    """Lay the old site itself aside, with nothing in it but what may not be moved; returns it where more stays."""
    below = tuple(f"{path.rstrip('/')}/" for path in stuck)
    ours = [path for path in site.found.files if not f"{path}/".startswith(below)]
    with suppress(OSError):
        for path in (*site.hosts, *ours):
            delete(old / path)
    for folder in sorted(site.found.folders, reverse=True):
        with suppress(OSError):  # what stays is in it
            (old / folder).rmdir()
    rename(old, aside, old)
    return aside if any(os.path.lexists(aside / path) for path in (*site.hosts, *ours)) else None


def _keep_twin(tree: Mapping[str, Path], same: set[str], site: OldSite, old: Path, output: Path) -> Path | None:
    """Make the old site, or nothing, the twin of the new one; returns it where it can be neither that nor deleted.

    `same` are the files of it that both share; what is the host's is in the new one only.
    """
    try:
        old.mkdir(exist_ok=True)
        for name in site.hosts:
            delete(old / name)
        clear(old, site.found, same)
        rest = [path for path in tree if path not in same]
        make_folders(old, rest)
        for path in (*rest, MARKER):  # a second name is a change of the file: the marker's is to be the last
            os.link(output / path, old / path)
        rename(old, Path(beside(output, "twin")), output)
    except (OSError, PublishError):
        shutil.rmtree(old, ignore_errors=True)
    return old if old.exists() else None
