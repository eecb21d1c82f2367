"""A second opinion on ink: Ghostscript makes the plates, and all inks together are measured where they overlap."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

import pikepdf
from PIL import Image

from sitegen.making.print.colour import ink_peaks
from sitegen.making.print.findings import Finding, finding
from sitegen.making.print.ghostscript import ghostscript

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DPI = 60
_SLACK, _SHARE = 3.0, 0.002


class Sheets(NamedTuple):
    """A press file whose plates are wanted: its bytes, its pages, and the limit of ink in per cent."""

    content: bytes
    pages: int
    looks: str
    max_ink: float

    @classmethod
    def of(cls, content: bytes, pdf: pikepdf.Pdf, max_ink: float) -> Self:
        """Take a file; `looks` is the same for files whose pages are, whatever else they declare."""
        with pikepdf.new() as alone:
            alone.pages.extend(pdf.pages)
            buffer = io.BytesIO()
            alone.save(buffer, static_id=True, compress_streams=False)
        return cls(content, len(pdf.pages), hashlib.sha256(buffer.getvalue()).hexdigest(), max_ink)


def check_separations(files: Sequence[Sheets]) -> list[list[Finding]]:
    """Measure the total ink of every page of press files on plates made by Ghostscript.

    It starts once for all, and plates pages that several files share once: PDF/X-1a has those of PDF/X-4.
    """
    program = ghostscript()
    if program is None:
        return [[finding("separations", "not-run", tool="Ghostscript")] for _ in files]
    first = {(file.looks, file.max_ink): file for file in reversed(files)}
    found = dict(zip(first, _measured(program, list(first.values())), strict=True))
    return [found[file.looks, file.max_ink] for file in files]


def _measured(program: str, files: Sequence[Sheets]) -> list[list[Finding]]:
    if not files:
        return []
    with tempfile.TemporaryDirectory() as folder:
        complaint = _make_plates(program, files, Path(folder))
        plates = sorted(Path(folder).glob("*.tif"))
        if not complaint and len(plates) == sum(file.pages for file in files):
            left = iter(plates)
            return [list(_check_pages(list(islice(left, file.pages)), file.max_ink)) for file in files]
    if len(files) > 1:
        # One of them is damaged; alone, each answers for itself.
        return [_measured(program, [file])[0] for file in files]
    return [[finding("separations-failed", place=complaint[-200:])]]


def _make_plates(program: str, files: Sequence[Sheets], folder: Path) -> str:
    """Write the plates of all pages as numbered TIFFs; returns what Ghostscript says where it fails."""
    names = [f"{number}.pdf" for number, _ in enumerate(files)]
    for name, file in zip(names, files, strict=True):
        (folder / name).write_bytes(file.content)
    # Inks go to the plates as they are; colours that are not inks are found elsewhere, so none has to be managed.
    command = [program, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dUseFastColor", "-sDEVICE=tiff32nc", f"-r{_DPI}"]
    done = subprocess.run(  # noqa: S603 - our own arguments
        [*command, "-sOutputFile=%05d.tif", *names], cwd=folder, capture_output=True, text=True, check=False
    )
    return (done.stderr.strip() or f"exit code {done.returncode}") if done.returncode else ""


def _check_pages(plates: Sequence[Path], max_ink: float) -> Iterator[Finding]:
    for number, path in enumerate(plates, 1):
        with Image.open(path) as picture:
            highest, share = ink_peaks(picture, max_ink + _SLACK)
        if share > _SHARE:
            yield finding("ink-total", page=number, ink=highest, limit=max_ink)
