"""The orders of preflight: what printing houses would refuse in finished files, as data and in words."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.order import Made, Order
from sitegen.model.print_job import PrintJob


@dataclass(frozen=True)
class CheckedFile:
    """A finished file, and what it must be."""

    file: Made
    job: PrintJob

    @property
    def name(self) -> str:
        """The file's name, by which reports know it."""
        return self.file.path.rpartition("/")[2]


@dataclass(frozen=True)
class PreflightReport(Order):
    """What preflight finds in files, as JSON."""

    files: tuple[CheckedFile, ...]


@dataclass(frozen=True)
class PreflightWords(Order):
    """Reports in words, under the title of their job."""

    reports: tuple[Made, ...]
    title: str
