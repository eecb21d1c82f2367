"""Packages: a ZIP with all that a printing house or a newspaper needs, the same bytes for the same content."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

from sitegen.making.input_files import InputFiles
from sitegen.model.print_orders import Package

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a ZIP can hold, for every entry."""


def package(order: Package, files: InputFiles) -> bytes:
    """Make the ZIP of a job's files and of the notices that go with them."""
    packed = {one.name: files.read(one.file) for one in order.files}
    packed["LICENSE-ICC.txt"] = files.named("profile.txt")
    licences = [content for name, content in files.below("font").items() if name.endswith("-LICENSE.txt")]
    packed["FONTS.txt"] = b"\n".join(licences)
    return zipped(packed, order.folder)


def zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """Return a ZIP of the files in a folder, sorted, stored as they are, with their check sums beside them."""
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted({**files, "SHA256SUMS": sums.encode()}.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # the same on every system
            archive.writestr(entry, content)
    return buffer.getvalue()
