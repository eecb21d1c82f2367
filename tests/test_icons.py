"""How the site looks outside its pages: icons from one drawing, manifests, the colours around a page."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from sitegen.plan.emblem import theme
from tests.conftest import Place
from tests.test_languages import add_slovak, translate

ROOT = Path(__file__).parents[1]
DRAWN = {
    "favicon.ico": (48, 48),
    "apple-touch-icon.png": (180, 180),
    "icon-192.png": (192, 192),
    "icon-512.png": (512, 512),
    "icon-maskable-512.png": (512, 512),
}
RED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 {}"><path d="M0 0h10v20H0z" fill="#c00"/></svg>'
PAPER = (251, 252, 252)


def _drawing_of(parts: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{parts}</svg>'


@pytest.fixture(autouse=True)
def _drawing(place: Place) -> None:
    (place.root / "static/root").mkdir(parents=True)
    shutil.copyfile(ROOT / "static/root/favicon.svg", place.root / "static/root/favicon.svg")
    place.write("static/css/10-tokens.css", (ROOT / "static/css/10-tokens.css").read_text("utf-8"))


def opened(place: Place, name: str) -> Image.Image:
    """An icon as another program opens it."""
    return Image.open(io.BytesIO(place.read_bytes(name)))


def manifest(place: Place, folder: str) -> dict[str, Any]:
    """The manifest of a language."""
    found: dict[str, Any] = json.loads(place.read(f"{folder}/site.webmanifest"))
    return found


def test_all_are_drawn_from_one(place: Place) -> None:
    """Sizes and forms, with nothing behind them but where systems would put black or cut a shape."""
    place.build()
    assert {name: opened(place, name).size for name in DRAWN} == DRAWN
    with opened(place, "favicon.ico") as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert opened(place, "icon-512.png").mode == "RGBA"
    for name in ("apple-touch-icon.png", "icon-maskable-512.png"):
        assert opened(place, name).mode == "RGB"
        assert opened(place, name).getpixel((0, 0)) == PAPER


@pytest.mark.parametrize("height", [5, 10, 20])
def test_another_drawing_changes_all_and_keeps_its_shape(place: Place, height: int) -> None:
    """Of a maskable one all stays within the circle that no system cuts (Web Application Manifest, safe zone)."""
    place.write("static/root/favicon.svg", RED.format(height))
    place.build()
    for name in DRAWN:
        with opened(place, name).convert("RGB") as icon:
            assert icon.getpixel((icon.width // 2, icon.height // 2)) == (204, 0, 0), name
    with opened(place, "icon-maskable-512.png") as icon:
        box = ImageChops.difference(icon, Image.new("RGB", icon.size, PAPER)).getbbox()
    assert box is not None
    width, high = box[2] - box[0], box[3] - box[1]
    assert abs(width / high - 10 / height) < 0.02
    assert (width**2 + high**2) ** 0.5 <= 0.8 * 512


def test_a_drawing_may_say_its_size_in_pixels_alone(place: Place) -> None:
    """As programs write it, with their own elements and entities."""
    place.write(
        "static/root/favicon.svg",
        "<?xml version='1.0'?>\n<!DOCTYPE svg [<!ENTITY ns 'http://of.a.program/'>]>\n"
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='&ns;' width='20px' height='10'><x:view/>"
        "<linearGradient id='g'><stop stop-color='#c00'/></linearGradient>"
        "<path fill='url(#g)' d='M0 0h20v10H0z'/></svg>",
    )
    assert not place.build().failed
    with opened(place, "icon-192.png").convert("RGB") as icon:
        assert icon.getpixel((96, 96)) == (204, 0, 0)


def test_what_a_project_has_itself_stays(place: Place) -> None:
    """Its own icon is copied as it is; the others are drawn."""
    Image.new("RGB", (180, 180), "#00f").save(place.root / "static/root/apple-touch-icon.png")
    before = (place.root / "static/root/apple-touch-icon.png").read_bytes()
    place.build()
    assert place.read_bytes("apple-touch-icon.png") == before
    assert opened(place, "icon-192.png").size == (192, 192)


@pytest.mark.parametrize(
    "svg",
    [
        "<svg",
        "no drawing at all",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="../../photos/ada-1.jpg"/></svg>',
        RED.format(100_000),
        _drawing_of("<g opacity='.5'>" * 900 + "</g>" * 900),
        _drawing_of("<path d='M0 0h9v9z'/>" * 500),
        _drawing_of("<path d='" + "M0 0h9v9z" * 40_000 + "'/>"),
        _drawing_of(
            "<filter id='f'><feTurbulence numOctaves='99999999'/></filter><path filter='url(#f)' d='M0 0h9v9z'/>"
        ),
        _drawing_of("<script>alert(1)</script>"),
        "<!DOCTYPE svg [<!ENTITY p '/a.png'>]>" + _drawing_of("<image href='&p;'/>"),
    ],
)
def test_what_cannot_be_drawn_is_told_at_its_file(place: Place, svg: str) -> None:
    place.write("static/root/favicon.svg", svg)
    assert set(place.problems()) == {("static/root/favicon.svg:1:1", "icon-not-drawn")}


def test_each_language_has_a_manifest(place: Place) -> None:
    """In its own words, by addresses that lead to files from wherever it lies."""
    add_slovak(place)
    translate(place)
    place.edit("content/site.yaml", "https://example.org/", "https://example.org/city/show/")
    assert not place.build().failed
    for code, title in {"cs": "Malá výstava", "en": "Small Exhibition", "sk": "Malá výstava"}.items():
        found = manifest(place, code)
        assert (found["name"], found["short_name"], found["lang"], found["dir"]) == (title, title, code, "ltr")
        assert (found["start_url"], found["scope"]) == ("./", "../")
        assert found["theme_color"] == found["background_color"] == "#fbfcfc"
        for icon in found["icons"]:
            path = place.output / code / icon["src"]
            assert path.is_file()
            if icon["type"] == "image/png":
                with Image.open(path) as drawn:
                    assert "x".join(map(str, drawn.size)) == icon["sizes"]
        assert [icon["purpose"] for icon in found["icons"]] == ["any", "any", "maskable", "any"]


def test_a_short_title_and_its_direction_are_told(place: Place) -> None:
    place.edit(
        "content/site.yaml",
        "title: {cs: Malá výstava, en: Small Exhibition}",
        "title: {cs: معرض صغير, en: Small Exhibition}\nshort_title: {cs: معرض, en: Show}",
    )
    place.build()
    assert manifest(place, "cs")["dir"] == "rtl"
    assert manifest(place, "en")["short_name"] == "Show"


def test_a_kiosk_has_the_icons_of_its_pages_alone(place: Place) -> None:
    place.build(kiosk=True)
    names = {name for name in place.files() if "icon" in name or name.endswith(".webmanifest")}
    assert names == {"favicon.svg", "favicon.ico", "apple-touch-icon.png"}


@pytest.mark.parametrize(
    ("styles", "light", "dark"),
    [
        (":root{--paper:#fff}", "#fff", ""),
        (":root{--paper: #FBFCFC}@media (prefers-color-scheme: dark){:root{--paper:#14171a}}", "#FBFCFC", "#14171a"),
        (":root{--paper:var(--white)}", "", ""),
        (
            ":root{--paper:#fff}.dark{--paper:#000}@media print{:root{--paper:#eee}}:root{--ink:#111;--paper:#fed}",
            "#fed",
            "",
        ),
        ("", "", ""),
    ],
)
def test_the_colours_around_a_page_are_those_of_its_ground(styles: str, light: str, dark: str) -> None:
    assert theme(styles) == {"light": light, "dark": dark}
