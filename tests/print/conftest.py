"""A small print project: drawn pictures, plain texts, and the outputs of one zine in one and in two languages."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from sitegen.making.blobs import keep
from sitegen.making.input_files import InputFiles
from sitegen.making.recipes import recipe_of
from sitegen.making.resources import Resources
from sitegen.model.languages import Writing
from sitegen.model.media import Clearance, Paper
from sitegen.model.order import Made, Order, Released
from sitegen.model.print_identity import Identity, Notice
from sitegen.model.print_job import ExpectedCode, PrintJob
from sitegen.model.print_orders import (
    AuthorOnPaper,
    Booklet,
    FoldedSheet,
    MarkedPress,
    PhotoOnPaper,
    PressX1a,
    ProjectInShort,
    ShortAddress,
    TourStop,
    ZinePages,
    ZinePhoto,
    ZinePress,
    ZineReading,
)
from sitegen.model.print_words import Words
from sitegen.model.project import HOME, Project
from tests.conftest import source_of

ROOT = Path(__file__).parents[2]
RESOURCES = Resources(Project.at(HOME), source_of)
WRITINGS = {"cs": Writing("cs", "cs_CZ"), "en": Writing("en", "en_GB")}
ADDRESS = "https://photovoice.example/q/zine-ema/"
SHAPES = {"one": (1800, 1200), "two": (1200, 1800), "three": (1900, 1900), "four": (1800, 1200)}
PRESS_JOB = PrintJob(
    trim=(105, 148), pages=8, multiple=4, facing=True, variant="x4", codes=(ExpectedCode(ADDRESS, page=8),)
)
NAMES = ("x4", "marks", "x1a", "sheet-a4", "sheet-a3", "booklet", "read")

TITLE = {"cs": "Malé ódy", "en": "Small Odes"}
_WORDS = {
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy a sousedé z vedlejšího vchodu se zastavili, aby poslouchali.",
    "en": "Five quacking zephyrs jolt my wax bed while the neighbours from the next door stop and listen to them.",
}


def draw_picture(path: Path, size: tuple[int, int], seed: int) -> None:
    """Draw a picture with plain and busy parts, dark corners and full colours."""
    dice = random.Random(seed)  # noqa: S311 - it draws test pictures
    picture = Image.new("RGB", size, (30, 10, 20))
    draw = ImageDraw.Draw(picture)
    for _ in range(300):
        x, y = dice.randrange(size[0]), dice.randrange(size[1])
        colour = tuple(dice.randrange(256) for _ in range(3))
        draw.ellipse((x, y, x + dice.randrange(300), y + dice.randrange(300)), fill=colour)
    picture.save(path, quality=85)


def said(languages: Sequence[str], times: int = 1) -> Words:
    """Sentences with every letter, in one paragraph."""
    return Words.of({code: " ".join([_WORDS[code]] * times) for code in languages})


def longer(words: Words, times: int, only: str = "cs") -> Words:
    """A text whose paragraphs are repeated in one language."""
    return Words(tuple((c, "\n\n".join([text] * times) if c == only else text) for c, text in words.by_language))


def title(languages: Sequence[str]) -> Words:
    return Words.of({code: TITLE[code] for code in languages})


def released(path: Path) -> Released[Paper]:
    """A picture as if it had come through the gate."""
    return Released(path, source_of(path).digest)


def photo_on_paper(name: str, languages: Sequence[str], width: int = 60) -> PhotoOnPaper[Any]:
    caption = Words(tuple((code, text[:width]) for code, text in said(languages).by_language))
    return PhotoOnPaper(
        Clearance(f"photo:{name}"), name, title(languages), caption, said(languages, 2), title(languages)
    )


def identity(languages: Sequence[str]) -> Identity:
    return Identity(f"ema-{'-'.join(languages)}", "Ema: Malé ódy", "Ema", languages[0], dt.date(2019, 9, 1))


def zine_pages(languages: Sequence[str], photos: Mapping[str, Path]) -> ZinePages:
    """What stands in a zine of these languages; the keys of `photos` are those of SHAPES."""
    names = title(languages)
    return ZinePages(
        languages=tuple(WRITINGS[code] for code in languages),
        palette="saffron",
        title=names,
        author=AuthorOnPaper(Clearance("author:ema"), "Ema", names),
        series=names,
        pull=said(languages),
        intro=said(languages, 2),
        photos=tuple(
            ZinePhoto(photo_on_paper(name, languages), released(photos[name]), said(languages)) for name in SHAPES
        ),
        project=ProjectInShort(names, (said(languages, 3),), (TourStop(names, names),) * 2),
        code=ShortAddress(ADDRESS, "photovoice.example/q/zine-ema"),
        notices=(Notice(_WORDS["en"], "en"),),
        imprint=(names,),
        publisher=names,
    )


def make(order: Order, made: Mapping[str, Path] | None = None) -> bytes:
    """Make an order with the standing files of the program; `made` are outputs that it needs."""
    recipe = recipe_of(order)
    with TemporaryDirectory() as folder:
        blobs = {
            name: keep(Path(folder, str(n)), path.read_bytes()) for n, (name, path) in enumerate((made or {}).items())
        }
        return recipe.make(order, InputFiles(recipe.standing(RESOURCES, order), blobs))


def press_of(pages: ZinePages) -> bytes:
    """The press file of a zine."""
    return make(ZinePress(identity([writing.code for writing in pages.languages]), pages))


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A photograph of each of the SHAPES."""
    folder = tmp_path_factory.mktemp("photos")
    found = {name: folder / f"{name}.jpg" for name in SHAPES}
    for seed, (name, size) in enumerate(SHAPES.items()):
        draw_picture(found[name], size, seed)
    return found


@pytest.fixture(scope="session")
def standing() -> dict[str, Path]:
    """Fonts and profile by the names under which recipes ask for them."""
    return {name: file.path for name, file in (RESOURCES.fonts() | RESOURCES.profile()).items()}


def texts_of(content: bytes) -> list[str]:
    """What each page of a PDF says, in the order in which it is drawn, spaces and line ends alike."""
    document = pypdfium2.PdfDocument(content)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


@pytest.fixture
def single(photos: dict[str, Path]) -> ZinePages:
    return zine_pages(["cs"], photos)


@pytest.fixture
def bilingual(photos: dict[str, Path]) -> ZinePages:
    return zine_pages(["cs", "en"], photos)


def make_all(pages: ZinePages, folder: Path) -> dict[str, Path]:
    """Make every output of a zine; the keys are NAMES."""
    own, press, made = identity([writing.code for writing in pages.languages]), Made("x4"), dict[str, Path]()
    orders: dict[str, Order] = {
        "x4": ZinePress(own, pages),
        "read": ZineReading(own, pages),
        "marks": MarkedPress(own, press),
        "x1a": PressX1a(own, press),
        "booklet": Booklet(own, press),
        "sheet-a4": FoldedSheet(own, Made("read"), "a4"),
        "sheet-a3": FoldedSheet(own, press, "a3"),
    }
    for name, order in orders.items():
        content = make(order, made)
        made[name] = folder / f"{name}.pdf"
        made[name].write_bytes(content)
    return {name: made[name] for name in NAMES}


@pytest.fixture(scope="session")
def zine(photos: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All outputs of the zine in one language."""
    return make_all(zine_pages(["cs"], photos), tmp_path_factory.mktemp("zine"))


@pytest.fixture(scope="session")
def bilingual_zine(photos: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All outputs of the zine in two languages."""
    return make_all(zine_pages(["cs", "en"], photos), tmp_path_factory.mktemp("bilingual"))
