"""A small print project: drawn pictures, plain texts, and the outputs of one zine in one and in two languages."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from sitegen.making.print.recipes import RECIPES
from sitegen.making.print.sources import standing_sources
from sitegen.model.print_job import ExpectedCode, PrintJob

ROOT = Path(__file__).parents[2]
ADDRESS = "https://photovoice.example/q/zine-ema/"
SHAPES = {"one": (1800, 1200), "two": (1200, 1800), "three": (1400, 1400), "four": (1800, 1200)}
PRESS_JOB = PrintJob(
    trim=(105, 148), pages=8, multiple=4, facing=True, variant="x4", codes=(ExpectedCode(ADDRESS, page=8),)
)
NAMES = ("x4", "marks", "x1a", "sheet-a4", "sheet-a3", "booklet", "read")

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


def said(languages: list[str], times: int = 1) -> dict[str, str]:
    return {code: " ".join([_WORDS[code]] * times) for code in languages}


def paragraphs(languages: list[str], times: int = 1) -> dict[str, list[str]]:
    return {code: [text] for code, text in said(languages, times).items()}


def zine_inputs(languages: list[str]) -> dict[str, Any]:
    names = {code: {"cs": "Malé ódy", "en": "Small Odes"}[code] for code in languages}
    photos = [
        {
            "id": name,
            "title": names,
            "caption": {code: text[:60] for code, text in said(languages).items()},
            "comment": paragraphs(languages, 2),
            "meta": names,
            "alt": said(languages),
            "focus": [0.5, 0.5],
        }
        for name in SHAPES
    ]
    stop = {"when": names, "place": names}
    return {
        "id": "ema",
        "identity": {
            "job": f"ema-{'-'.join(languages)}",
            "title": "Ema: Malé ódy",
            "author": "Ema",
            "language": languages[0],
            "date": "2019-09-01",
        },
        "languages": languages,
        "palette": "saffron",
        "title": names,
        "author": {"name": "Ema", "facts": names},
        "series": names,
        "pull": said(languages),
        "intro": paragraphs(languages, 2),
        "photos": photos,
        "project": {"heading": names, "text": paragraphs(languages, 3), "stops": [stop, stop]},
        "call": names,
        "address": ADDRESS,
        "short_address": "photovoice.example/q/zine-ema",
        "notices": [{"text": _WORDS["en"], "language": "en"}],
        "imprint": names,
    }


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("photos")
    found = standing_sources(ROOT / "templates", ROOT / "static")
    for seed, (name, size) in enumerate(SHAPES.items()):
        path = folder / f"{name}.jpg"
        draw_picture(path, size, seed)
        found[f"photo/{name}"] = path
    return found


@pytest.fixture
def inputs() -> dict[str, Any]:
    return zine_inputs(["cs"])


@pytest.fixture
def bilingual() -> dict[str, Any]:
    return zine_inputs(["cs", "en"])


def make_all(plain: dict[str, Any], sources: dict[str, Path], folder: Path) -> dict[str, Path]:
    """Make every output of a zine; the keys are NAMES."""
    made = dict(sources)

    def keep(name: str, content: bytes) -> None:
        made[name] = folder / f"{name}.pdf"
        made[name].write_bytes(content)

    derived = {"identity": plain["identity"], "press": "x4"}
    keep("x4", RECIPES["zine-press"](plain, made))
    keep("read", RECIPES["zine-read"](plain, made))
    keep("marks", RECIPES["print-marks"](derived, made))
    keep("x1a", RECIPES["print-x1a"](derived, made))
    keep("booklet", RECIPES["print-booklet"](derived, made))
    for size in ("a4", "a3"):
        keep(f"sheet-{size}", RECIPES["print-sheet"]({**derived, "size": size}, made))
    return {name: made[name] for name in NAMES}


@pytest.fixture(scope="session")
def zine(sources: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All outputs of the zine in one language."""
    return make_all(zine_inputs(["cs"]), sources, tmp_path_factory.mktemp("zine"))


@pytest.fixture(scope="session")
def bilingual_zine(sources: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All outputs of the zine in two languages."""
    return make_all(zine_inputs(["cs", "en"]), sources, tmp_path_factory.mktemp("bilingual"))
