"""What a project does not have leaves no trace on its pages: no heading without anything below, no empty list."""

from __future__ import annotations

import re

import pytest

from sitegen.model.project import HOME
from tests.conftest import Place

EMPTY = re.compile(r"<([uo]l)\b[^>]*>\s*</\1>|</h[1-6]>\s*</(?:section|nav)>")
WITHOUT = {
    "photographs": ("photos/ada-1", "photos/ada-2", "themes/home", "places/park"),
    "events": ("events/opening", "venues/hall"),
    "authors": ("photos/ada-1", "photos/ada-2", "themes/home", "places/park", "authors/ada"),
}


def emptied(place: Place) -> dict[str, str]:
    """Pages with something empty, and the first of it."""
    assert place.problems() == []
    pages = {name: place.read(name) for name in place.files() if name.endswith(".html")}
    return {name: found[0] for name, html in pages.items() if (found := EMPTY.search(html))}


def test_one_language_has_no_switch(place: Place) -> None:
    place.home = HOME
    place.write("i18n/languages.yaml", "- {code: cs, locale: cs_CZ, name: Čeština, prefix: cs}\n")
    (place.root / "content/pages/about.en.md").unlink()
    for path in (place.root / "content").rglob("*.yaml"):
        path.write_text(re.sub(r", en: [^}]*\}", "}", path.read_text("utf-8")), "utf-8")
    assert emptied(place) == {}


@pytest.mark.parametrize("gone", [("photographs",), ("events",), ("authors", "events")], ids="-".join)
def test_what_is_not_there_has_no_heading(place: Place, gone: tuple[str, ...]) -> None:
    place.home = HOME
    for name in {name for one in gone for name in WITHOUT[one]}:
        (place.root / f"content/{name}.yaml").unlink()
    place.edit("content/site.yaml", "navigation: [exhibition, events, ", "navigation: [")
    if "events" in gone:
        place.edit("content/pages/about.cs.md", ", viz [událost](event:opening)", "")
        place.edit("content/pages/about.en.md", ", see [the event](event:opening)", "")
    assert emptied(place) == {}
