"""What the browser tests share: an example of each page type, where it lies in each language, and a visitor's notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect

LANGUAGES = ("cs", "en")
NOBODYS = "de-DE"
"""A visitor's language that the site does not speak: pages that choose a language then stay as they are."""

TYPES = {
    "home": "en/",
    "exhibition": "en/exhibition/",
    "photos": "en/photographs/",
    "photo": "en/photographs/elmira-1/",
    "authors": "en/authors/",
    "author": "en/authors/elmira/",
    "themes": "en/themes/",
    "theme": "en/themes/home/",
    "places": "en/places/",
    "place": "en/places/prague-7/",
    "venues": "en/stops/",
    "venue": "en/stops/senate/",
    "guestbook": "en/guest-book/",
    "share": "en/share/",
    "events": "en/events/",
    "event": "en/events/2019-04-25-exhibition-opening/",
    "podcasts": "en/podcasts/",
    "series": "en/podcasts/salad-bowl/",
    "episode": "en/podcasts/salad-bowl/01-juanita/",
    "infographics": "en/infographics/",
    "infographic": "en/infographics/participation/",
    "zines": "en/zines/",
    "zine": "en/zines/elmira/",
    "printers": "en/for-printers/",
    "press": "en/press/",
    "search": "en/search/",
    "page": "en/about/",
}
"""Template -> one of its pages in English; its other languages are found by what the page itself says."""

SHARED = {"root": "", "q": "q/elmira-1/", "404": "404.html"}
"""Template -> a page that speaks every language."""

VEILED = "en/photographs/elmira-4/"
"""A photograph behind a note about what it shows."""

ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')


def text_of(site: Path, where: str) -> str:
    """Return the HTML at an address of the site."""
    path = site / where
    return (path / "index.html" if where.endswith("/") or not where else path).read_text("utf-8")


def alternates(html: str) -> dict[str, str]:
    """Return language -> absolute address, as a page's `hreflang` links say."""
    return dict(ALTERNATE.findall(html))


def origin(site: Path) -> str:
    """Return the address that the site is published at, with a slash at the end."""
    found = CANONICAL.search(text_of(site, ""))
    assert found
    return found[1]


def twin(site: Path, where: str, language: str) -> str:
    """Return the same page's address in another language."""
    return alternates(text_of(site, where))[language].removeprefix(origin(site))


class Notes:
    """What a page asked for and complained about while it was open."""

    def __init__(self, page: Page) -> None:
        self.requests: list[Request] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.requests.append(request))  # noqa: PLW0108 - Playwright marks it
        page.on("requestfailed", self._failed)
        page.on("console", lambda said: self.faults.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("response", lambda r: self.faults.append(f"{r.status}: {r.url}") if r.status >= 400 else None)

    def _failed(self, request: Request) -> None:
        """Note a request that failed; one that was cut off, because its page was left, has not."""
        if request.failure not in {"net::ERR_ABORTED", "NS_BINDING_ABORTED"}:
            self.faults.append(f"{request.failure}: {request.url}")

    def strangers(self, address: str) -> list[str]:
        """Return what was asked of other hosts."""
        return [one.url for one in self.requests if not one.url.startswith((f"{address}/", "data:", "blob:"))]


ONLY_CHROMIUM = {"java_script_enabled", "color_scheme", "reduced_motion", "has_touch"}
"""What a visitor with Firefox cannot have: Playwright ignores it there without a word."""


@contextmanager
def visitor(browser: Browser, **settings: Any) -> Iterator[BrowserContext]:
    """Someone with a browser of their own; by default one whose language the site does not speak."""
    assert browser.browser_type.name == "chromium" or not settings.keys() & ONLY_CHROMIUM
    context = browser.new_context(**{"locale": NOBODYS, "viewport": {"width": 1280, "height": 800}} | settings)
    context.set_default_timeout(10_000)
    yield context
    context.close()


def calm(browser: Browser) -> dict[str, str]:
    """Settings for who wants no motion: Chromium complains of a transition that is left half-way."""
    return {"reduced_motion": "reduce"} if browser.browser_type.name == "chromium" else {}


def focus(one: Locator) -> None:
    """Give an element the focus; Firefox forgets that where the page has only just come."""
    for _ in range(5):
        one.focus()
        if one.evaluate("one => one === document.activeElement"):
            return
    expect(one).to_be_focused()


def tab_to(page: Page, selector: str, presses: int = 250) -> None:
    """Press Tab until an element that a selector names has the focus."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector} on {page.url}")
