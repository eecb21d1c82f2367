"""The package of a print job: what a printing house gets, made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sitegen.model.order import Made, Order
from sitegen.model.outputs import Planner, package_path
from sitegen.model.preflight_orders import PreflightWords
from sitegen.model.print_files import Folder
from sitegen.model.print_orders import Package, PackedFile
from sitegen.model.problems import Where


def packed(folder: Folder, file: Made) -> PackedFile:
    """A file that was ordered, by its own name in a folder of a package."""
    return PackedFile(f"{folder}/{file.path.rpartition('/')[2]}", file)


@dataclass
class Packing:
    """A print job by its name and title; `stem` is how its own files begin, `origin` its record."""

    job: str
    title: str
    stem: str
    origin: Where
    planner: Planner
    files: list[PackedFile] = field(default_factory=list)
    reports: list[Made] = field(default_factory=list)

    def add(self, folder: Folder, file: Made) -> None:
        """Pack a file that was ordered, by its own name."""
        self.files.append(packed(folder, file))

    def order(self, end: str, order: Order, *, packed: bool = False) -> Made:
        """Order a file of the whole job."""
        path = f"{self.stem}{end}"
        self.planner.file(path, order, origin=self.origin, group=self.job, packed=packed)
        return Made(path)

    def words(self, end: str, reports: Sequence[Made], *, packed: bool = False) -> Made:
        """Order what the checks have found, in words."""
        return self.order(end, PreflightWords(tuple(reports), self.title), packed=packed)

    def close(self) -> None:
        """Order the package of all that was added."""
        found = self.words("-preflight-all.txt", self.reports, packed=True)
        every = (*self.files, PackedFile("preflight.txt", found))
        self.planner.file(package_path(self.job), Package(self.job, every), origin=self.origin, packed=True)
