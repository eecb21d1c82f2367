"""A small valid project that each test bends to its purpose."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from sitegen.model.order import SourceFile
from sitegen.model.project import Options, Project
from sitegen.pipeline import Report, build
from tests import quick

LONGEST = {"test_random_edits.py", "test_kill.py", "test_executor.py"}
NOW = dt.datetime.fromisoformat("2026-05-01T12:00")
SAMPLE = Path(__file__).parent / "sample"
"""The smallest program folder: templates, a style sheet and catalogues that these tests alone depend on."""
LAUNCH = """
import sys
from pathlib import Path
from sitegen.model import project
project.HOME = Path(sys.argv[1])
from sitegen.cli import main
sys.exit(main(sys.argv[2:]))
"""

SERIES = """\
    title: Hlasy
    subtitle: {cs: Rozhovory, en: Talks}
    summary: {cs: O městě., en: About the city.}
    author: Spolek
    language: cs
    image: talks/cover.jpg
    image_alt: {cs: Mikrofon na stole, en: A microphone on a table}
    type: episodic
    feed: own
    guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810
    categories: [{name: Arts}]
    owner: {name: Spolek, email: talks@example.org}
    """
"""A podcast whose cover is `podcasts/talks/cover.jpg`."""

FILES = {
    "content/site.yaml": """\
        title: {cs: Malá výstava, en: Small Exhibition}
        tagline: {cs: Dvě fotografie, en: Two photographs}
        description: {cs: Výstava na zkoušku., en: An exhibition on trial.}
        base_url: https://example.org/
        timezone: Europe/Prague
        organization: {name: {cs: Spolek, en: Society}}
        navigation: [exhibition, events, "page:about"]
        """,
    "content/pages/about.yaml": """\
        title: {cs: O výstavě, en: About}
        summary: {cs: Co to je., en: What it is.}
        slug: {cs: o-vystave}
        """,
    "content/pages/about.cs.md": "Text o výstavě, viz [událost](event:opening).\n",
    "content/pages/about.en.md": "About the exhibition, see [the event](event:opening).\n",
    "content/themes/home.yaml": """\
        title: {cs: Domov, en: Home}
        summary: {cs: O domově., en: About home.}
        """,
    "content/places/park.yaml": """\
        title: {cs: Park, en: Park}
        lat: 50.08
        lon: 14.42
        approved: true
        """,
    "content/authors/ada.yaml": """\
        name: Ada
        country: CZ
        summary: {cs: Fotí., en: Takes photographs.}
        consent: {status: given, scopes: [web, print, audio, touring], date: 2020-01-01}
        """,
    "content/photos/ada-1.yaml": """\
        file: ada-1.jpg
        author: ada
        order: 1
        title: {cs: Okno, en: Window}
        caption: {cs: Okno do dvora., en: A window on the yard.}
        comment: {cs: Okno svítí., en: The window is lit.}
        comment_language: cs
        alt: {cs: Rozsvícené okno v tmavé zdi, en: A lit window in a dark wall}
        themes: [home]
        side: light
        place: park
        status: exhibited
        consent: {status: given, scopes: [web, print, touring], date: 2020-01-01}
        """,
    "content/photos/ada-2.yaml": """\
        file: ada-2.jpg
        author: ada
        order: 2
        title: {cs: Dveře, en: Door}
        caption: {cs: Dveře na ulici., en: A door to the street.}
        comment: {cs: Dveře jsou zavřené., en: The door is shut.}
        comment_language: cs
        alt: {cs: Zavřené modré dveře, en: A shut blue door}
        themes: [home]
        side: dark
        status: submitted
        consent: {status: given, scopes: [web], date: 2020-01-01}
        """,
    "content/events/opening.yaml": """\
        kind: exhibition-opening
        title: {cs: Vernisáž, en: Opening}
        summary: {cs: Začátek výstavy., en: The exhibition begins.}
        slug: {cs: vernisaz}
        when: 2026-05-03..2026-05-05
        place: {cs: Park, en: Park}
        """,
    "content/venues/hall.yaml": """\
        title: {cs: Sál, en: Hall}
        summary: {cs: První zastávka., en: The first stop.}
        when: 2026-05-03..2026-05-31
        city: {cs: Praha, en: Prague}
        event: opening
        """,
}


def source_of(path: Path) -> SourceFile:
    """A file with its digest, as the store knows it."""
    return SourceFile(path, hashlib.sha256(path.read_bytes()).hexdigest())


def picture(path: Path, size: tuple[int, int] = (600, 400), colour: str = "#46627f") -> None:
    """A small photograph: a lit window in a wall."""
    drawn = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(drawn)
    draw.rectangle((size[0] // 3, size[1] // 3, size[0] // 2, size[1] // 2), fill="#f3d27a")
    drawn.save(path, "JPEG", quality=85)


@dataclass
class Place:
    """A project in a temporary folder, and short ways to change, build and read it."""

    root: Path
    home: Path = SAMPLE

    def write(self, name: str, text: str) -> Path:
        """Write a file, its indentation removed."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a piece of text that must be there."""
        text = (self.root / name).read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        (self.root / name).write_text(text.replace(old, new), "utf-8")

    @property
    def project(self) -> Project:
        """Its folders; templates and words are those of the sample."""
        return dataclasses.replace(Project.at(self.root), home=self.home)

    @property
    def output(self) -> Path:
        """Where its site is."""
        return self.project.output

    def build(self, **options: Any) -> Report:
        """Build without the print files, on a fixed day; a release at an address of somebody."""
        address = {"base_url": "https://mala-vystava.cz/"} if options.get("release") else {}
        return build(self.project, Options(**{"now": NOW, "printing": False} | address | options))

    def command(self, verb: str, *more: str) -> list[str]:
        """The command line of a process of its own that uses the sample's templates."""
        project = ["--project", str(self.root), "--now", NOW.isoformat(), "--no-print", "--messages", "en"]
        return [sys.executable, "-c", LAUNCH, str(self.home), verb, *project, *more]

    def problems(self, **options: Any) -> list[tuple[str, str]]:
        """The places and codes of all errors and warnings of a build."""
        report = self.build(**options)
        return [(str(problem.where), problem.code) for problem in report.problems if problem.severity != "note"]

    def read(self, name: str) -> str:
        """The text of a published file."""
        return (self.output / name).read_text("utf-8")

    def read_bytes(self, name: str) -> bytes:
        """The bytes of a published file."""
        return (self.output / name).read_bytes()

    @staticmethod
    def moment(text: str) -> dt.datetime:
        """A time for `--now`."""
        return dt.datetime.fromisoformat(text)

    def files(self) -> set[str]:
        """The names of everything published."""
        return {path.relative_to(self.output).as_posix() for path in self.output.rglob("*") if path.is_file()}


def furnish(root: Path) -> Place:
    """Fill a folder with the small project."""
    place = Place(root)
    for name, text in FILES.items():
        place.write(name, text)
    (root / "photos").mkdir()
    picture(root / "photos" / "ada-1.jpg")
    picture(root / "photos" / "ada-2.jpg", (400, 600), "#7f4652")
    return place


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no core is left with one of them at the end."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes what the tests found over what they expect."""
    parser.addoption("--update-golden", action="store_true", help="write expected results anew")


@pytest.fixture(scope="session", autouse=True)
def _quick() -> Iterator[None]:
    with quick.quickly():
        yield


@pytest.fixture
def unhurried() -> Iterator[None]:
    """Builds with all cores that make everything, as everybody's do."""
    with quick.slowly():
        yield


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected results are to be written anew."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """The small project, not built yet."""
    return furnish(tmp_path / "project")


@pytest.fixture(scope="session")
def _built_once(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = furnish(tmp_path_factory.mktemp("built") / "project")
    report = place.build()
    assert not report.failed, list(report.problems)
    return place


@pytest.fixture
def built(_built_once: Place, tmp_path: Path) -> Place:
    """A copy of the small project with its output and cache."""
    shutil.copytree(_built_once.root, tmp_path / "project")
    return Place(tmp_path / "project")
