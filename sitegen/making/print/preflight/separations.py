"""A second opinion on ink: Ghostscript makes the plates, and all inks together are measured where they overlap.

`print check` and the tests ask for it where it is installed. No build does: what it measures follows from the file
(docs/print.md, "Ink"), and a build makes the same bytes on every machine.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import pikepdf
from PIL import Image

from sitegen.making.print.colour import ink_peaks
from sitegen.making.print.findings import Finding, finding

_NAMES = ("gs", "gswin64c", "gswin32c")
_DPI = 60
_SLACK, _SHARE = 3.0, 0.002


def ghostscript() -> str | None:
    """Return the path of Ghostscript, or None where it is not installed."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def check_separations(program: str, content: bytes, max_ink: float) -> list[Finding]:
    """Measure the total ink of every page of a press file on plates, without the marks beside it.

    `program` is Ghostscript's path.

    Raises:
        pikepdf.PdfError: it is no PDF.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    with tempfile.TemporaryDirectory() as folder:
        complaint = _make_plates(program, content, Path(folder))
        plates = sorted(Path(folder).glob("*.tif"))
        if complaint or len(plates) != pages:
            return [finding("separations-failed", place=complaint[-200:])]
        return [item for number, path in enumerate(plates, 1) for item in _check_page(path, number, max_ink)]


def _make_plates(program: str, content: bytes, folder: Path) -> str:
    """Write the plates of all pages as numbered TIFFs; returns what Ghostscript says where it fails."""
    (folder / "file.pdf").write_bytes(content)
    # Not -dUseFastColor, which is faster and leaves inks as they are, but takes no notice of overprint.
    command = [program, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dUseBleedBox", "-sDEVICE=tiff32nc", f"-r{_DPI}"]
    done = subprocess.run(  # noqa: S603 - our own arguments
        [*command, "-sOutputFile=%05d.tif", "file.pdf"], cwd=folder, capture_output=True, text=True, check=False
    )
    return (done.stderr.strip() or f"exit code {done.returncode}") if done.returncode else ""


def _check_page(plates: Path, number: int, max_ink: float) -> list[Finding]:
    with Image.open(plates) as picture:
        highest, share = ink_peaks(picture, max_ink + _SLACK)
    return [finding("ink-total", page=number, ink=highest, limit=max_ink)] if share > _SHARE else []
