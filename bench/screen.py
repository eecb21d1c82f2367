"""A browser with a page open, for the measurement of the preview: it says when what was saved is on the screen.

It runs in an environment that has Playwright, and is spoken to in lines of JSON: `{"kind", "mark", "stem"}` of what
will be saved. It answers `ready`, and `seen` as soon as the page shows it, without being loaded again by anybody.
"""

from __future__ import annotations

import json
import os
import shutil
import sys

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browser import firefox

_PATIENCE = 120_000
"""Milliseconds."""
_PICTURE = "[...document.images].find(one => (one.srcset + one.src).includes(`/${stem}-`))"
_TEXT = "mark => document.body.innerText.includes(mark)"
_STYLE = (
    "mark => [...document.styleSheets].some(one => [...one.cssRules].some(rule => rule.selectorText === `.${mark}`))"
)
_OTHER = f"([stem, before]) => {{ const one = {_PICTURE}; return one && one.currentSrc && one.currentSrc !== before"
_OTHER += " && one.complete && one.naturalWidth > 0 }"


def launched(play: Playwright, name: str) -> Browser:
    """Start a browser by its name."""
    if name == "firefox":
        system = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
        return firefox.launch(play, system or name)
    system = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return play.chromium.launch(executable_path=system, args=["--no-sandbox"] if root else [])


def main(name: str, address: str) -> None:
    """Open a page, and watch it until nobody asks any more."""
    with sync_playwright() as play:
        browser = launched(play, name)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(_PATIENCE)
        page.goto(address)
        _say("ready")
        for line in sys.stdin:
            _watch(page, **json.loads(line))
        browser.close()


def _watch(page: Page, kind: str, mark: str, stem: str) -> None:
    before = ""
    if kind == "photograph":
        before = page.evaluate(
            f"async stem => {{ const one = {_PICTURE}; one.scrollIntoView(); return one.currentSrc }}", stem
        )
    _say("ready")
    if kind == "photograph":
        page.wait_for_function(_OTHER, arg=[stem, before], polling="raf")
    else:
        page.wait_for_function(_STYLE if kind == "style" else _TEXT, arg=mark, polling="raf")
    _say("seen")


def _say(word: str) -> None:
    print(word, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
