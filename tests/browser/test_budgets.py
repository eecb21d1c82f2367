"""How much a visit weighs: what a browser on a phone really asks for, compressed as servers do."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser, Request

from tests.browser.visiting import TYPES, text_of, visitor

KB = 1000
JUDGED = ("home", "exhibition", "author", "photo", "event", "episode")
TEXT, CSS, SCRIPT, FONT = 80 * KB, 14 * KB, 15 * KB, 25 * KB
PHONE_PAGE, GALLERY, PICTURE = 700 * KB, 1500 * KB, 600 * KB
REQUESTS = 12
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.shifted += one.value;
}).observe({ type: "layout-shift", buffered: true });"""
SCROLL = """async () => {
  for (let at = 0; at < document.body.scrollHeight; at += 300) {
    scrollTo(0, at);
    await new Promise(requestAnimationFrame);
  }
  const shown = [...document.images].filter((image) => image.currentSrc && image.checkVisibility());
  await Promise.allSettled(shown.map((image) => image.decode()));
}"""


def weight(path: Path) -> int:
    """Return a file's bytes on the wire: text is compressed, pictures, fonts and sound are so already."""
    content = path.read_bytes()
    return len(brotli.compress(content)) if path.suffix in {".html", ".css", ".js", ".svg"} else len(content)


def files(site: Path, address: str, requests: list[Request]) -> list[Path]:
    """Return the files that were asked for, each once."""
    names = dict.fromkeys(request.url.removeprefix(f"{address}/").partition("#")[0] for request in requests)
    return [path / "index.html" if (path := site / name).is_dir() else path for name in names]


def asked_for(chromium: Browser, site: Path, address: str, kind: str, act: str = "() => {}") -> list[Path]:
    """Return the files that a page of this type asks for on a phone, once a script has acted on it."""
    requests: list[Request] = []
    with visitor(chromium, **PHONE) as context:
        page = context.new_page()
        page.on("request", lambda request: requests.append(request))  # noqa: PLW0108 - Playwright marks it
        page.goto(f"{address}/{TYPES[kind]}")
        page.evaluate(act)
        page.wait_for_load_state("networkidle")
    return files(site, address, requests)


@pytest.mark.parametrize("kind", JUDGED)
def test_a_page_is_light_before_anyone_scrolls(chromium: Browser, site: Path, address: str, kind: str) -> None:
    """Words, looks and letters together; few requests; each part within its own limit."""
    asked = asked_for(chromium, site, address, kind)
    weights = {path.name: weight(path) for path in asked if path.suffix in {".html", ".css", ".js", ".woff2"}}
    assert sum(weights.values()) <= TEXT, weights
    assert sum(size for name, size in weights.items() if name.endswith(".css")) <= CSS
    assert sum(size for name, size in weights.items() if name.endswith(".js")) <= SCRIPT
    assert max(size for name, size in weights.items() if name.endswith(".woff2")) <= FONT
    assert len(asked) <= REQUESTS, [path.name for path in asked]


@pytest.mark.parametrize("kind", TYPES)
def test_a_phone_page_is_light_to_its_end(chromium: Browser, site: Path, address: str, kind: str) -> None:
    """All that is loaded when a visitor with a sharp phone has scrolled down."""
    weights = {path.name: weight(path) for path in asked_for(chromium, site, address, kind, SCROLL)}
    assert sum(weights.values()) <= (GALLERY if kind == "photos" else PHONE_PAGE), weights


def test_no_picture_is_heavy_but_those_to_look_into(site: Path) -> None:
    """Which no page loads by itself."""
    pages = [text_of(site, path.parent.relative_to(site).as_posix() + "/") for path in site.glob("*/**/index.html")]
    zooms = {name for html in pages for name in re.findall(r'href="[./]*media/([^"]+)" data-zoom', html)}
    assert zooms
    pictures = {path.name: path.stat().st_size for path in (site / "media").iterdir()}
    assert {name: size for name, size in pictures.items() if size > PICTURE and name not in zooms} == {}


def test_the_player_is_small(site: Path) -> None:
    """At most 6 kB as the commonest compression makes it; brotli is no larger."""
    found = list((site / "static").glob("player.*.js"))
    assert len(found) == 1
    assert weight(found[0]) <= 6 * KB


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("where", [TYPES["photo"], "en/photographs/elena-1/"], ids=["landscape", "portrait"])
def test_a_photograph_that_comes_late_moves_nothing(chromium: Browser, address: str, where: str, width: int) -> None:
    """Its place is kept, as is that of buttons of a late script: the layout shifts by less than what anyone sees."""
    with visitor(chromium, viewport={"width": width, "height": 844}) as context:
        page = context.new_page()
        page.add_init_script(SHIFTS)
        for late in ("**/media/*", "**/static/site.*.js"):
            page.route(late, lambda route: (page.wait_for_timeout(600), route.continue_()))
        page.goto(f"{address}/{where}")
        assert page.evaluate("shifted") < 0.01
        page.unroute_all(behavior="ignoreErrors")  # pictures further down are still to come
