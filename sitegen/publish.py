"""The finished tree -> the output folder, all or nothing, at the cost of what changed.

Beside the site lies its twin, a folder that holds the same files by second names (hard links). A build changes the twin
into the new site and then puts it in the place of the old one in one step: by exchanging two folders where the system
can (Linux `renameat2(2)`, macOS `renamex_np(2)`), elsewhere by two renames that the next run completes when it finds
them half done. The old one is changed likewise and is the twin of the new, so that nothing withdrawn stays in it.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from os.path import samestat
from pathlib import Path
from stat import S_ISREG
from typing import Literal

from sitegen.making.blobs import copy_blob, is_copy
from sitegen.making.cache_folder import claim
from sitegen.model.folders import is_left_behind
from sitegen.model.listing import Listing, beside, changed
from sitegen.model.outputs import Plan
from sitegen.model.project import Project
from sitegen.model.whole_file import flush, naming
from sitegen.receipt import PROGRAM, READ

MARKER = ".sitegen.json"
"""Says that a folder is ours to replace, and what it holds."""

_FEW = 256
"""So few files and folders are flushed each by itself; more of them with their whole file system, which may have to
wait for what other programs write, but takes a hundredth of the time."""
_AT_ONCE = 16
"""So many are flushed at a time: the disk writes them together."""
_LARGEST = 256 * 1024 * 1024
"""Bytes of a marker: those of a site with more than a million files."""
_COLUMNS = 2
"""A fingerprint and a size."""
_PAUSE = 0.1
"""So many seconds pass between two looks at the lock of another build."""
_NAMED = 10
"""So many paths are named at most."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2

Manifest = dict[str, list[str | int]]
"""What a marker says: the fingerprint and the size in bytes of each file, by its path."""

Foreign = Literal["refuse", "aside", "delete"]
"""What is done where a site holds files that no build has written: publish nothing, lay them beside it, delete them."""


class PublishError(Exception):
    """The output folder cannot be replaced: `code` and `params` become a problem."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params


@dataclass(frozen=True)
class Published:
    """What became of the old site: how many of its files are in the new one no more, and what could not be deleted.

    `foreign` names what somebody else had laid into it, which is now in the folder `aside`.
    """

    removed: int = 0
    left: Path | None = None
    foreign: str = ""
    aside: Path | None = None


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


@contextmanager
def exclusive(cache: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Hold the project's lock: two builds never mix. The system frees it when a process dies.

    `waits` is called once when another build has to end first.

    Raises:
        ForeignCache: the cache is not ours.
    """
    claim(cache)
    with (cache / "lock").open("a+b") as file:
        if not _locked(file.fileno()):
            waits()
            while not _locked(file.fileno()):
                time.sleep(_PAUSE)
        yield


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            # Not flock(2), whose locks live on in the workers of a build that was killed.
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:  # somebody else has it
            return False
        raise
    return True


def read_marker(output: Path, found: Listing | None = None, hosts: Collection[str] = ()) -> Manifest | None:
    """What the marker of a folder says it holds, or None where it is not ours; nothing where the marker is damaged.

    Ours is a folder with half the files that its marker lists, or with no others than it, or, whatever the marker is,
    with half the files of the twin beside it, which only we can have made. A marker alone can be a copy.
    `found` is what lies in the folder, but for what is the host's, where that is known.
    """
    seen = (found or Listing(output)).files
    manifest = _said(output / MARKER)
    listed = [path for path in manifest if path.partition("/")[0] not in hosts]
    if manifest and (not seen.keys() - {MARKER} or _half(path in seen for path in listed)):
        return manifest
    beside_it = Path(beside(output, "twin"))
    twin = {} if beside_it.is_symlink() else Listing(beside_it).files
    return {} if _half(path in seen and samestat(seen[path], twin[path]) for path in twin.keys() - {MARKER}) else None


def _said(marker: Path) -> Manifest:
    """What a marker says; nothing where it is none of ours, or damaged."""
    try:
        status = marker.lstat()
        if not S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return {}
        said = json.loads(marker.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    rows = said.values() if isinstance(said, dict) else [None]
    return said if all(isinstance(row, list) and len(row) == _COLUMNS for row in rows) else {}


def _half(true: Iterable[bool]) -> bool:
    """Whether at least half of these are so, and one of them."""
    each = list(true)
    return any(each) and sum(each) * 2 >= len(each)


class _Site:
    """The output folder as it is: what its marker says, what lies in it, and what of that the new site keeps.

    Kept is a file that is as it should be and that nobody has touched since the marker got its last name, or that
    holds the right bytes all the same: what was made anew and came out as it was is no other file.
    """

    def __init__(self, tree: Mapping[str, Path], plan: Plan, output: Path, hosts: Collection[str]) -> None:
        self.hosts = [name for name in hosts if os.path.lexists(output / name)]
        self.found = Listing(output, self.hosts)
        marker = read_marker(output, self.found, self.hosts)
        self.ours, self.known = marker is not None, marker or {}
        self.foreign = self._foreign(output) if self.ours else []
        self._sealed = changed(self.found.files[MARKER]) if marker else 0
        self.kept = {path for path in tree if self._holds(path, plan.fingerprints[path], output, tree)}
        same = len(self.kept) == len(tree) == len(self.found.files) - 1  # as many of each: then they are the same ones
        self.whole = self.ours and same and self.manifest(plan) == self.known

    def _holds(self, path: str, fingerprint: str, output: Path, tree: Mapping[str, Path]) -> bool:
        status = self.found.files.get(path)
        if status is None or not S_ISREG(status.st_mode) or path not in self.known:
            return False
        if self.known[path] == [fingerprint, status.st_size] and changed(status) <= self._sealed:
            return True
        return is_copy(output / path, tree[path])

    def _foreign(self, output: Path) -> list[str]:
        """The files that no build has written, and no system left behind; of folders without any of ours these alone.

        Where the marker is damaged, the twin says what is ours.
        """
        ours = {MARKER, *(self.known or Listing(beside(output, "twin")).files)}
        others = [path for path in self.found.files.keys() - ours if not any(map(is_left_behind, path.split("/")))]
        folders = _folders(ours) if others else set()
        return sorted({_uppermost(path, folders) for path in others})

    def manifest(self, plan: Plan) -> Manifest:
        """What the marker is to say of what is kept."""
        return {path: [plan.fingerprints[path], self.found.files[path].st_size] for path in self.kept}

    def seal(self, output: Path) -> None:
        """Make the marker the last file that was changed: what was read now need not be read again."""
        if any(changed(status) > self._sealed for status in self.found.files.values()):
            marker = self.found.files[MARKER]
            os.utime(output / MARKER, ns=(marker.st_atime_ns, marker.st_mtime_ns))


def published(tree: Mapping[str, Path], plan: Plan, output: Path, hosts: Collection[str] = ()) -> bool:
    """Whether the output folder holds exactly this tree already, whole and without anything else but the host's."""
    return _Site(tree, plan, output, hosts).whole


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
    site = _Site(tree, plan, output, hosts)
    if not site.ours and output.exists() and not (output.is_dir() and _holds_only(output, site.hosts)):
        raise PublishError("foreign-output", folder=output.name)
    if site.foreign and foreign == "refuse":
        raise PublishError("foreign-files", folder=output.name, paths=_named(site.foreign))
    if site.whole:
        site.seal(output)
        return Published()
    staging = Path(beside(output, "new"))
    aside = _free_beside(output) if site.foreign and foreign == "aside" else None
    try:
        same = _stage(tree, plan, site, staging, output)
        _bring_along(site.hosts, output, staging)
        _drop_own(site, tree, staging)
        if aside:
            _carry(site.foreign, output, aside)
            site.found = Listing(output, site.hosts)
        old = _swap(staging, output)
    except Exception:
        recover(output)
        if aside:
            _carry(site.foreign, aside, output)
            with suppress(OSError):  # a folder of theirs may be left, empty
                aside.rmdir()
        raise
    _flush([output.parent])
    left = _keep_twin(tree, same, site, old or staging, output)
    return Published(len(site.known.keys() - tree.keys()), left, _named(site.foreign) if aside else "", aside)


def _free_beside(output: Path) -> Path:
    """A folder that is not there yet, for what somebody laid into a site; no run deletes it."""
    names = (f"aside-{number}" if number > 1 else "aside" for number in count(1))
    return next(path for path in (Path(beside(output, name)) for name in names) if not os.path.lexists(path))


def _carry(paths: Iterable[str], source: Path, target: Path) -> None:
    """Move files and folders, as far as they are there, from below one folder to below another."""
    for path in paths:
        one, other = source / path, target / path
        if os.path.lexists(one):
            other.parent.mkdir(parents=True, exist_ok=True)
            _rename(one, other, source)
    _flush([folder for folder in (source, target) if folder.is_dir()])


def _named(paths: Sequence[str]) -> str:
    """The first of some paths, and how many there are."""
    return ", ".join(paths[:_NAMED]) + (f" … ({len(paths)})" if len(paths) > _NAMED else "")


def _uppermost(path: str, ours: Collection[str]) -> str:
    """The path, or the uppermost folder above it that is none of these, with a stroke at its end."""
    parts = path.split("/")
    above = ("/".join(parts[:end]) for end in range(1, len(parts)))
    return next((f"{folder}/" for folder in above if folder not in ours), path)


def _stage(tree: Mapping[str, Path], plan: Plan, site: _Site, staging: Path, output: Path) -> set[str]:
    """Fill the staged folder, beginning with the twin; returns the files that it shares with the old site.

    What has not changed is linked from there (not from the store, which an editor's hand must not reach).
    """
    twin = Path(beside(output, "twin"))
    if twin.is_dir():
        _rename(twin, staging, output)
    staging.mkdir(parents=True, exist_ok=True)
    have = Listing(staging)
    same = {path for path in site.kept & have.files.keys() if samestat(have.files[path], site.found.files[path])}
    gone = _clear(staging, have, same)
    missing = [path for path in tree if path not in same]
    _make_folders(staging, missing)
    manifest = site.manifest(plan)
    new = [MARKER]
    for path in missing:
        if path in site.kept and _linked(output / path, staging / path):
            same.add(path)
        else:
            manifest[path] = [plan.fingerprints[path], copy_blob(tree[path], staging / path)]
            new.append(path)
    with naming(staging / MARKER):
        (staging / MARKER).write_text(json.dumps({path: manifest[path] for path in sorted(tree)}), "utf-8")
    _flush([*(staging / path for path in new), *_standing(staging, [*gone, *missing])])
    return same


def _holds_only(folder: Path, names: Collection[str]) -> bool:
    return all(path.name in names or is_left_behind(path.name) for path in folder.iterdir())


def _bring_along(names: Iterable[str], output: Path, staging: Path) -> None:
    """Give what is the host's a second name in the new site: it has the first one until that site is in its place."""
    for name in names:
        if os.path.ismount(output / name):
            raise PublishError("output-mounted", folder=f"{output.name}/{name}")
        source, target = output / name, staging / name
        if source.is_dir() and not source.is_symlink():
            shutil.copytree(source, target, symlinks=True, copy_function=_linked_or_copied)
        elif source.is_symlink():
            target.symlink_to(source.readlink())
        else:
            _linked_or_copied(source, target)
        below = [path for path in target.rglob("*") if not path.is_symlink()] if not target.is_symlink() else []
        _flush([path for path in (target, *below) if path.is_dir() or S_ISREG(path.lstat().st_mode)])
    _flush([staging])


def _drop_own(site: _Site, tree: Mapping[str, Path], staging: Path) -> None:
    """Delete what came along under a name of the host's though an earlier build had published it: it is not his."""
    names = {name for name in site.hosts if not (staging / name).is_symlink()}
    own = [path for path in site.known.keys() - tree.keys() if path.partition("/")[0] in names]
    inside = staging.resolve()  # what a marker says may lead out
    own = [path for path in own if (staging / path).parent.resolve().is_relative_to(inside)]
    for path in own:
        (staging / path).unlink(missing_ok=True)
    for folder in sorted(_folders(own), reverse=True):
        with suppress(OSError):  # something of the host's is in it, or it is not there
            (staging / folder).rmdir()
    _flush(_standing(staging, own))


def _linked_or_copied(source: str | Path, target: str | Path) -> None:
    if not _linked(Path(source), Path(target)):
        with naming(Path(target)):
            shutil.copy2(source, target)


def _delete(path: Path) -> None:
    """Delete a file, a link or a folder with all that is below."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _clear(root: Path, have: Listing, stay: set[str]) -> set[str]:
    """Delete every file of a tree that does not stay, and every folder that then holds none; returns the files."""
    gone = have.files.keys() - stay
    for path in gone:
        (root / path).unlink()
    for folder in sorted(set(have.folders) - _folders(stay), reverse=True):
        (root / folder).rmdir()
    return gone


def _folders(paths: Iterable[str]) -> set[str]:
    """All folders that files lie in, but for the uppermost."""
    found = set[str]()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _make_folders(root: Path, paths: Iterable[str]) -> None:
    for folder in sorted(_folders(paths)):
        (root / folder).mkdir(exist_ok=True)


def _standing(root: Path, paths: Iterable[str]) -> list[Path]:
    """The folders whose names changed with these files, as far as there still are any."""
    return [root, *(root / folder for folder in _folders(paths) if (root / folder).is_dir())]


def _linked(old: Path, new: Path) -> bool:
    """Give a file a second name; False where the file system has no such thing."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


def _keep_twin(tree: Mapping[str, Path], same: set[str], site: _Site, old: Path, output: Path) -> Path | None:
    """Make the old site, or nothing, the twin of the new one; returns it where it can be neither that nor deleted.

    `same` are the files of it that both share; what is the host's is in the new one only.
    """
    try:
        old.mkdir(exist_ok=True)
        for name in site.hosts:
            _delete(old / name)
        _clear(old, site.found, same)
        rest = [path for path in tree if path not in same]
        _make_folders(old, rest)
        for path in (*rest, MARKER):  # a second name is a change of the file: the marker's is to be the last
            os.link(output / path, old / path)
        _rename(old, Path(beside(output, "twin")), output)
    except (OSError, PublishError):
        shutil.rmtree(old, ignore_errors=True)
    return old if old.exists() else None


def _flush(paths: Sequence[Path]) -> None:
    """Have new files and changed folders on the disk."""
    if len(paths) <= _FEW or not _flush_system(paths[0]):
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(flush, paths))


def _flush_system(file: Path) -> bool:
    """Flush the whole file system that holds a file (Linux `syncfs(2)`); False where there is no such call."""
    if sys.platform != "linux":
        return False
    with file.open("rb") as opened:
        return bool(ctypes.CDLL(None).syncfs(opened.fileno()) == 0)


def _swap(staging: Path, output: Path) -> Path | None:
    """Put the staged folder in the place of the old one; returns where the old one is then, if there was one."""
    if not output.exists():
        output.parent.mkdir(parents=True, exist_ok=True)
        _rename(staging, output, output)
        return None
    if _exchange(staging, output):
        return staging
    old = Path(beside(output, "old"))
    _rename(output, old, output)
    _rename(staging, output, output)
    return old


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or file system cannot."""
    paths = os.fsencode(one), os.fsencode(other)
    library = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
    if library is None:
        return False
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        return bool(library.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(*paths, _RENAME_SWAP) == 0)
    return False


def _rename(source: Path, target: Path, output: Path) -> None:
    """Rename a folder, patiently: on Windows a virus scanner or a preview may hold a file for a moment."""
    for pause in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6):
        try:
            source.rename(target)
        except PermissionError:
            time.sleep(pause)
        except OSError as error:
            if error.errno == errno.EBUSY:  # a file system begins there
                raise PublishError("output-mounted", folder=output.name) from error
            raise PublishError("output-in-use", folder=output.name, reason=str(error.strerror)) from error
        else:
            return
    raise PublishError("output-in-use", folder=output.name, reason="permission denied")


def recover(output: Path) -> None:
    """Finish what a killed run left: an old folder whose successor never took its place comes back.

    What else is left beside goes, and the twin of any site there that somebody has deleted.
    """
    output = output.resolve()
    new, old, twin = (Path(beside(output, what)) for what in ("new", "old", "twin"))
    for ours in (new, old, twin):
        if os.path.lexists(ours) and (ours.is_symlink() or not ours.is_dir()):  # we make folders, and follow nothing
            ours.unlink()
    if old.is_dir() and not output.exists():
        _rename(old, output, output)
    twins = output.parent.glob(".*.sitegen-twin")
    orphans = [twin for twin in twins if not twin.with_name(twin.name[1:].removesuffix(".sitegen-twin")).exists()]
    for left in (new, old, *orphans):
        shutil.rmtree(left, ignore_errors=True)
