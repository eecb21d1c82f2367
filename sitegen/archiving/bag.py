"""A folder as a BagIt package (RFC 8493), and the same as a ZIP."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from stat import S_ISREG

from sitegen.model.folders import files_below

ZIP = ".zip"
_UNREADABLE = (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error)
"""What is raised for a file that is no ZIP, a broken one, or one that asks for a password."""
AGENT = "sitegen"
"""What our packages say of who made them begins with this."""

PAYLOAD = "data"
"""The folder of a package in which its files lie."""

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_CHECKSUMS = ("sha256", "sha512")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a ZIP can hold, for every entry."""
_INFO = "bag-info.txt"
_MOST_INFO = 2**16
_CHUNK = 2**20


def make_bag(bag: Path, facts: Mapping[str, str], beside: Mapping[str, bytes]) -> None:
    """Make a package of a folder whose files lie in `data/` already; `beside` is what else lies at its top.

    Raises:
        OSError: as writing files does.
    """
    payload = sorted(f"{PAYLOAD}/{name}" for name in files_below(bag / PAYLOAD))
    size = sum((bag / name).stat().st_size for name in payload)
    said = dict(facts) | {"Payload-Oxum": f"{size}.{len(payload)}"}
    info = "".join(f"{name}: {text}\n" for name, text in said.items())
    tags = {"bagit.txt": _DECLARATION, _INFO: info.encode(), **beside}
    for name, content in tags.items():
        (bag / name).write_bytes(content)
    _sum_up(bag, payload, "manifest")
    _sum_up(bag, sorted([*tags, *(f"manifest-{one}.txt" for one in _CHECKSUMS)]), "tagmanifest")


def _sum_up(bag: Path, files: Sequence[str], name: str) -> None:
    """Write down the check sums of files, each read once."""
    rows: dict[str, list[str]] = {one: [] for one in _CHECKSUMS}
    for file in files:
        sums = {one: hashlib.new(one) for one in _CHECKSUMS}
        with (bag / file).open("rb") as content:
            while chunk := content.read(_CHUNK):
                for one in sums.values():
                    one.update(chunk)
        for kind, one in sums.items():
            rows[kind].append(f"{one.hexdigest()}  {_encoded(file)}\n")
    for kind, lines in rows.items():
        (bag / f"{name}-{kind}.txt").write_bytes("".join(lines).encode())


def _encoded(name: str) -> str:
    """A path as it stands in a manifest (RFC 8493, 2.1.3), in which the ends of lines are written out."""
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


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
    except _UNREADABLE:
        return False
    return f"Bag-Software-Agent: {AGENT} " in said


def _info(target: Path) -> str:
    if target.is_dir() and not target.is_symlink():
        status = (target / _INFO).lstat()
        return (target / _INFO).read_text("utf-8") if S_ISREG(status.st_mode) and status.st_size < _MOST_INFO else ""
    if target.suffix != ZIP or not target.is_file():  # a pipe would never answer
        return ""
    with zipfile.ZipFile(target) as packed:
        found = (
            one for one in packed.infolist() if one.filename.count("/") == 1 and one.filename.endswith(f"/{_INFO}")
        )
        info = next(found, None)
        return packed.read(info).decode() if info and info.file_size < _MOST_INFO else ""
