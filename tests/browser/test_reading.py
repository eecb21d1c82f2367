"""Reading aids that no checker proves: narrow screens, 400 % zoom, wide text spacing, fingers and the focus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visiting import SHARED, TYPES, VEILED, twin, visitor

EXAMPLES = {**TYPES, "veiled": VEILED}
CZECH = sorted(EXAMPLES)
"""Czech words are the longer ones, so narrow pages are read in Czech."""

SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Beyond the right edge or cut by a box; boxes that scroll by themselves and texts for ears alone are meant so.
CUT = """() => {
  const faults = [], name = (one) => `${one.localName}.${one.className.baseVal ?? one.className}`;
  const width = document.scrollingElement.scrollWidth;
  if (width > innerWidth) faults.push(`the page is ${width} px wide`);
  for (const one of document.body.querySelectorAll("*")) {
    if (!one.checkVisibility() || one.closest(".hidden, svg, audio") || !one.innerText?.trim()) continue;
    const { overflowX, overflowY } = getComputedStyle(one);
    if (overflowX === "hidden" && one.scrollWidth > one.clientWidth + 1) faults.push(`${name(one)} cuts a line`);
    if (overflowY === "hidden" && one.scrollHeight > one.clientHeight + 1) faults.push(`${name(one)} cuts lines`);
  }
  return faults;
}"""
SMALL = """() => [...document.querySelectorAll("button, select, summary, input, audio, .button, nav a")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one, (one.matches("input") ? one.closest("label") ?? one : one).getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([one, box]) => `${one.localName}.${one.className} ${box.width} × ${box.height}`)"""
# Every element that Tab reaches: focused as by the keyboard, is its outline drawn, and is it what lies on top?
UNSEEN = """() => {
  const faults = [], selector = "a[href], button, select, summary, input, audio, [tabindex='0']";
  for (const one of document.querySelectorAll(selector)) {
    if (!one.checkVisibility() || (one.type === "radio" && !one.checked)) continue;
    const name = `${one.localName}.${one.className} ${one.innerText?.slice(0, 30)}`;
    one.focus();
    if (document.activeElement !== one) { faults.push(`${name} takes no focus`); continue; }
    const drawn = [getComputedStyle(one), getComputedStyle(one, "::after")];
    if (!drawn.some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2))
      faults.push(`${name} has no outline`);
    const boxes = [...one.getClientRects()].filter((box) => box.width && box.height);
    const seen = boxes.some((box) => {
      const x = Math.min(Math.max((box.left + box.right) / 2, 0), innerWidth - 1);
      const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight - 1);
      const on = bottom > top && document.elementFromPoint(x, (top + bottom) / 2);
      return on && (one.contains(on) || on.contains(one) || on.matches("label") && on.contains(one));
    });
    if (!seen) faults.push(`${name} is covered or out of sight`);
  }
  return faults;
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    with visitor(chromium, reduced_motion="reduce") as context:
        yield context.new_page()


def seen(page: Page, question: str, places: list[str]) -> dict[str, list[str]]:
    """Return the answers of all places where a question has any."""
    answers = {}
    for place in places:
        page.goto(place)
        if found := page.evaluate(question):
            answers[place] = found
    return answers


@pytest.fixture
def czech(site: Path, address: str) -> list[str]:
    """Where each page type is in Czech, and the pages of all languages."""
    return [f"{address}/{where}" for where in [*(twin(site, EXAMPLES[kind], "cs") for kind in CZECH), *SHARED.values()]]


@pytest.fixture
def english(address: str) -> list[str]:
    """Where each page type is in English."""
    return [f"{address}/{where}" for where in EXAMPLES.values()]


@pytest.mark.parametrize("size", [(320, 640), (320, 256)], ids=["320 px", "400 %"])
def test_nothing_runs_out_of_a_narrow_page(page: Page, czech: list[str], size: tuple[int, int]) -> None:
    """A window of 1280 × 1024 pixels at 400 % is 320 × 256 pixels wide (WCAG 1.4.10)."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    assert seen(page, CUT, czech) == {}


def test_words_longer_than_the_screen_break(page: Page, english: list[str]) -> None:
    """Titles of one long word, as German and Hungarian have them, in lists and on pages."""
    page.set_viewport_size({"width": 320, "height": 640})
    long = "all => all.forEach((one) => (one.textContent = 'Aufenthaltsgenehmigungsverfahrensberatungsstellenleitung'))"
    wide = {}
    for place in english:
        page.goto(place)
        page.locator("main h1, main h3 a, main .by a, .pager bdi, .lede").evaluate_all(long)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[place] = width
    assert wide == {}


def test_letters_twice_as_large_run_out_of_nothing(page: Page, czech: list[str]) -> None:
    """WCAG 1.4.4, on a phone: the browser's letters at 200 % and nothing else enlarged."""
    page.set_viewport_size({"width": 390, "height": 800})
    assert seen(page, f"() => {{ document.documentElement.style.fontSize = '200%'; return ({CUT})(); }}", czech) == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_wide_spacing_cuts_no_text(page: Page, czech: list[str], width: int) -> None:
    """WCAG 1.4.12."""
    page.set_viewport_size({"width": width, "height": 800})
    assert seen(page, f"() => {{ ({SPACING})(); return ({CUT})(); }}", czech) == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_targets_are_large_enough(page: Page, english: list[str], width: int) -> None:
    """Controls and links that stand alone measure 24 pixels or more (WCAG 2.5.8)."""
    page.set_viewport_size({"width": width, "height": 800})
    assert seen(page, SMALL, english) == {}


@pytest.mark.parametrize("width", [390, 1440])
def test_the_focus_is_always_seen(page: Page, english: list[str], width: int) -> None:
    """Outlined by at least two pixels, in sight, and covered by nothing (WCAG 2.4.7, 2.4.11)."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(english[0])
    page.keyboard.press("Tab")  # from now on the browser shows the focus
    assert seen(page, UNSEEN, english) == {}


def test_tab_goes_through_the_page_as_it_reads(page: Page, english: list[str]) -> None:
    """No element is taken out of its order."""
    ahead = "[...document.querySelectorAll('[tabindex]')].filter((one) => one.tabIndex > 0)"
    assert seen(page, f"() => {ahead}.map((one) => one.outerHTML)", english) == {}
