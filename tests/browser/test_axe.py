"""axe-core finds nothing on any page type: four looks and four widths of each, in both languages."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visiting import LANGUAGES, SHARED, TYPES, VEILED, twin, visitor

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).slice(0, 3)}`);
}"""
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"},
    "dark": {"color_scheme": "dark", "forced_colors": "none", "reduced_motion": "no-preference"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active", "reduced_motion": "no-preference"},
    "reduced motion": {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "reduce"},
}
WIDTHS = (320, 390, 768, 1440)
EXAMPLES = {**TYPES, "veiled": VEILED}


def faults(page: Page, look: str, width: int) -> list[str]:
    """Return what axe finds on an open page that is looked at in one way."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(**LOOKS[look])
    return [f"{look}, {width} px: {fault}" for fault in page.evaluate(RUN)]


def looks(turn: int, language: int) -> list[tuple[str, int]]:
    """Return two looks with their widths: over all turns and languages, each look meets each width.

    Each page type is seen in all four looks and at all four widths, half of them in each language.
    """
    halves = ("light", "forced colours"), ("dark", "reduced motion")
    chosen = halves[(turn + language) % 2]
    return [(look, WIDTHS[(list(LOOKS).index(look) + turn) % len(WIDTHS)]) for look in chosen]


def test_the_plan_covers_every_pair() -> None:
    """Every look at every width, and every page type in every look and at every width."""
    plan = {turn: [pair for one in (0, 1) for pair in looks(turn, one)] for turn in range(len(EXAMPLES))}
    assert {pair for pairs in plan.values() for pair in pairs} == set(product(LOOKS, WIDTHS))
    for pairs in plan.values():
        assert {look for look, _ in pairs} == set(LOOKS)
        assert {width for _, width in pairs} == set(WIDTHS)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_axe_finds_nothing(chromium: Browser, site: Path, address: str, kind: str) -> None:
    turn, found = list(EXAMPLES).index(kind), []
    with visitor(chromium) as context:
        context.add_init_script(path=AXE)
        page = context.new_page()
        for index, language in enumerate(LANGUAGES):
            page.goto(f"{address}/{twin(site, EXAMPLES[kind], language)}")
            found += [f"{language}, {one}" for plan in looks(turn, index) for one in faults(page, *plan)]
    assert found == []


def test_axe_finds_nothing_on_pages_of_all_languages(chromium: Browser, address: str) -> None:
    found = {}
    with visitor(chromium) as context:
        context.add_init_script(path=AXE)
        page = context.new_page()
        for where in SHARED.values():
            page.goto(f"{address}/{where}")
            if seen := faults(page, "light", 320) + faults(page, "dark", 1440) + faults(page, "forced colours", 768):
                found[where] = seen
    assert found == {}


def test_axe_finds_nothing_in_the_menu_and_the_lightbox(chromium: Browser, address: str) -> None:
    """What opens over a page is looked at too."""
    with visitor(chromium) as context:
        context.add_init_script(path=AXE)
        page = context.new_page()
        page.goto(f"{address}/{TYPES['photos']}")
        page.locator(".card-title a").first.click()
        page.locator("dialog img").wait_for()
        found = faults(page, "light", 1440) + faults(page, "forced colours", 768)
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 390, "height": 800})
        page.locator(".menu-button").click()
        found += faults(page, "light", 390) + faults(page, "dark", 320)
    assert found == []
