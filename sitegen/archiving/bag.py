"""A folder as a BagIt package (RFC 8493), made by the Library of Congress's own library; and the same as a ZIP."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

import bagit

from sitegen.model.whole_file import flush

ZIP = ".zip"
AGENT = "sitegen"
"""What our packages say of who made them begins with this."""

_CHECKSUMS = ["sha256", "sha512"]
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a ZIP can hold, for every entry."""
_INFO = "bag-info.txt"
_MOST_INFO = 2**16
_CHUNK = 2**20


def make_bag(folder: Path, facts: Mapping[str, str], beside: Mapping[str, bytes]) -> None:
    """Turn a folder into a package in place: its files go to `data/`, `beside` is what lies at its top.

    Raises:
        OSError: as writing files does.
    """
    bag = bagit.make_bag(str(folder), dict(facts), checksums=_CHECKSUMS)
    for name, content in beside.items():
        (folder / name).write_bytes(content)
    bag.save()


def zip_bag(folder: Path, target: Path) -> Path:
    """Pack a package into a ZIP, the same bytes for the same package; returns the ZIP."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), _EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # the same on every system
            entry.file_size = path.stat().st_size
            with path.open("rb") as source, packed.open(entry, "w") as to:
                shutil.copyfileobj(source, to, _CHUNK)
    return target


def is_ours(target: Path) -> bool:
    """Whether a folder or a ZIP is a package that this program has made."""
    try:
        said = _info(target)
    except (OSError, KeyError, zipfile.BadZipFile, ValueError):
        return False
    return f"Bag-Software-Agent: {AGENT} " in said


def _info(target: Path) -> str:
    if target.is_dir() and not target.is_symlink():
        status = (target / _INFO).lstat()
        return (target / _INFO).read_text("utf-8") if S_ISREG(status.st_mode) and status.st_size < _MOST_INFO else ""
    with zipfile.ZipFile(target) as packed:
        name = next(one for one in packed.namelist() if one.count("/") == 1 and one.endswith(f"/{_INFO}"))
        return packed.read(name).decode() if packed.getinfo(name).file_size < _MOST_INFO else ""


def replace(new: Path, target: Path) -> None:
    """Put a finished folder or file in the place of an older one of ours, if there is one."""
    old = target.with_name(f".{target.name}.old")
    delete(old)
    if target.is_dir():
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
        delete(old)
    else:
        new.replace(target)
    flush(target.parent)


def delete(path: Path) -> None:
    """Delete a folder or a file of ours, if it is there."""
    with suppress(FileNotFoundError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
