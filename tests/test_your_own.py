"""What docs/your-own.md tells to type is a site, step by step, and looks and speaks as the guide says."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.model.project import HOME
from tests.conftest import Place, picture
from tests.documents import text_of
from tests.emptiness import of_site

_FILE = re.compile(r"`my-site/([^`\n]+\.\w+)`(?::|, each[^\n]*:)\n\n( *)```\w+\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def files() -> list[tuple[str, str]]:
    """The files that the guide shows, in its order; a later one of the same name takes the place of the first."""
    return [(name, textwrap.dedent(text)) for name, _, text in _FILE.findall(text_of("docs/your-own.md"))]


@pytest.fixture
def own(tmp_path: Path) -> Place:
    """The folder of the guide with a photograph in it."""
    place = Place(tmp_path / "my-site", HOME)
    (place.root / "photos").mkdir(parents=True)
    picture(place.root / "photos" / "window.jpg", (180, 120))
    return place


def test_the_first_steps_make_a_site_each(own: Place) -> None:
    """A title and an address, then an author, then a photograph."""
    for name, text in files()[:3]:
        if name.endswith("window.yaml"):
            assert own.files() >= {"authors/ada/index.html"}
        own.write(name, text)
        assert own.problems() == []
        assert of_site(own.output) == {}
    assert {"index.html", "photographs/window/index.html", "photos.xml"} <= own.files()


def test_all_of_the_guide_is_what_it_says(own: Place) -> None:
    """Its own words, colours, addresses and templates; everything else is the program's."""
    for name, text in files():
        own.write(name, text)
    assert (own.root / "static/css/15-colours.css").is_file()
    words = "title: {en: A poem}\nsummary: {en: By Ada.}\nwhen: 2026-05-03\nplace: {en: The yard}\n"
    own.write("content/events/poem.yaml", f"kind: reading\n{words}")
    own.write("content/places/yard.yaml", "title: {en: Yard}\nlat: 50.08\nlon: 14.42\napproved: true\n")
    own.edit("content/photos/window.yaml", "author:", "side: light\nplace: yard\nauthor:")
    assert own.problems() == []
    assert of_site(own.output) == {}
    home, photo = own.read("en/index.html"), own.read("en/pictures/window/index.html")
    assert "All about our street" in home
    assert '<span class="side side-both" aria-hidden="true"></span>Our Street' in home
    assert "Today</dd>" in photo
    assert "One street in photographs." in own.read("en/pictures/index.html")
    assert "Reading</p>" in own.read("en/events/poem/index.html")
    assert 'class="map-river"' in own.read("en/places/index.html")
    assert '<meta name="theme-color" content="#fffaf2" media="(prefers-color-scheme: light)">' in home
    assert json.loads(own.read("en/site.webmanifest"))["background_color"] == "#fffaf2"


def test_the_table_of_the_guide_becomes_photographs(own: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands there, with pictures of a telephone: two photographs are published, one was refused."""
    for name, text in files()[:3]:
        own.write(name, text)
    workshop = own.root.parent / "workshop"
    workshop.mkdir()
    for number, colour in enumerate(("#46627f", "#7f4652", "#2d5a3d"), 1):
        picture(workshop / f"IMG_{number:04}.JPG", (300, 200), colour)
    guide = text_of("docs/your-own.md")
    (workshop / "table.csv").write_text(
        guide.partition("`workshop/table.csv`:\n\n```csv\n")[2].partition("```")[0], "utf-8"
    )
    command = next(line for line in guide.splitlines() if " import workshop " in line)
    monkeypatch.chdir(own.root.parent)
    assert cli.main(command.removeprefix("python3 build.py ").split()) == 0
    assert own.problems() == []
    published = own.files()
    assert {"photographs/eva-1/index.html", "photographs/eva-2/index.html", "authors/eva/index.html"} <= published
    assert not {name for name in published if "jan" in name}
    assert of_site(own.output) == {}
