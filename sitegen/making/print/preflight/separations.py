"""A second opinion on ink: Ghostscript makes the plates, and all inks together are measured where they overlap."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from sitegen.making.print.colour import ink_peaks
from sitegen.making.print.findings import Finding, finding
from sitegen.making.print.ghostscript import ghostscript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.making.print.preflight.job import Job

_DPI = 60
_SLACK, _SHARE = 3.0, 0.002


def check_separations(content: bytes, job: Job) -> Iterator[Finding]:
    """Measure the total ink of every page of a press file on plates made by Ghostscript."""
    if job.kind != "press":
        return
    program = ghostscript()
    if program is None:
        yield finding("separations", "not-run", tool="Ghostscript")
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in.pdf").write_bytes(content)
        command = [program, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiff32nc", f"-r{_DPI}"]
        done = subprocess.run(  # noqa: S603 - our own arguments
            [*command, "-sOutputFile=%d.tif", "in.pdf"], cwd=folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            yield finding("separations-failed", place=done.stderr.strip()[-200:])
            return
        for number in range(1, len(list(Path(folder).glob("*.tif"))) + 1):
            with Image.open(Path(folder) / f"{number}.tif") as plates:
                highest, share = ink_peaks(plates, job.max_ink + _SLACK)
            if share > _SHARE:
                yield finding("ink-total", page=number, ink=highest, limit=job.max_ink)
