"""A library opens the exhibition in Mirador, from an address of its own."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests import tools
from tests.any_project import fill
from tests.conftest import Place

VIEWER = "https://library.example/"
PAGE = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>Library</title><div id="viewer"></div>
<script src="/mirador.js"></script>
<script>Mirador.viewer({{id: "viewer", language: "{language}", windows: [{{manifestId: "{manifest}"}}],
 osdConfig: {{crossOriginPolicy: "Anonymous"}},
 window: {{sideBarOpen: true, sideBarPanel: "canvas", defaultSidebarPanelWidth: 235}}}})</script></html>
"""


@pytest.fixture(scope="module")
def exhibition(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A site in two languages with the real templates."""
    place = fill(tmp_path_factory.mktemp("mirador") / "project", ["author", "photo", "theme"])
    assert not place.build(base_url="https://example.org/show/").failed
    return place


def opened(chromium: Browser, place: Place, language: str) -> tuple[Page, list[str]]:
    """Mirador with the manifest of the exhibition, and what it has loaded of the site."""
    page, loaded = chromium.new_page(viewport={"width": 1200, "height": 800}), list[str]()

    def of_site(route: Route) -> None:
        name = urlsplit(route.request.url).path.removeprefix("/show/")
        loaded.append(name)
        route.fulfill(path=place.output / name, headers={"Access-Control-Allow-Origin": "*"})

    def of_library(route: Route) -> None:
        if route.request.url.endswith(".js"):
            route.fulfill(path=tools.MIRADOR.path, content_type="text/javascript")
        else:
            manifest = "https://example.org/show/iiif/exhibition.json"
            route.fulfill(body=PAGE.format(language=language, manifest=manifest), content_type="text/html")

    page.route("https://example.org/**", of_site)
    page.route(f"{VIEWER}**", of_library)
    page.goto(VIEWER)
    return page, loaded


@pytest.mark.parametrize("language", ["cs", "en"])
def test_the_exhibition_is_seen_in_mirador(chromium: Browser, exhibition: Place, language: str) -> None:
    """Its title and its photographs are named in the language of the reader, and the first is painted."""
    titles = titles_of(exhibition.output, language)
    page, loaded = opened(chromium, exhibition, language)
    expect(page.get_by_role("heading", name=titles[0]).first).to_be_visible(timeout=30_000)
    page.wait_for_function(PAINTED, timeout=30_000)
    assert any(name.startswith("iiif/images/") and name.endswith("default.jpg") for name in loaded)
    text = page.inner_text("body")
    assert titles[1] in text
    page.close()


def titles_of(site: Path, language: str) -> list[str]:
    """The titles of the exhibition and of its first photograph."""
    manifest = json.loads((site / "iiif/exhibition.json").read_text("utf-8"))
    return [one["label"][language][0] for one in (manifest, manifest["items"][0])]


PAINTED = """() => [...document.querySelectorAll('.openseadragon-canvas canvas')].some(canvas => {
  const copy = document.createElement('canvas'); copy.width = copy.height = 9
  const brush = copy.getContext('2d'); brush.drawImage(canvas, 0, 0, 9, 9)
  return new Set(new Uint32Array(brush.getImageData(0, 0, 9, 9).data.buffer)).size > 1
})"""
"""Whether the viewer shows a picture: pixels of more than one colour."""
