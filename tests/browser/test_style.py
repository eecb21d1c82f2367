"""The style page: every component in one place, in the preview and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import served
from tests.browser.test_axe import AXE, faults
from tests.browser.test_pages import LOAD_ALL
from tests.browser.visiting import Notes, visitor

PAGES = ("cs/styl/", "en/style/")
COMPONENTS = (
    ".swatches",
    ".button",
    ".sample",
    ".note",
    ".rows.sheet",
    ".rows.large",
    ".veil",
    ".voice",
    "voice-player",
    ".people",
    ".tiles",
    ".tags",
    ".facts",
    ".happening",
    ".pager",
    ".leaves",
    ".leaves-on",
    ".stops",
    ".episodes",
    ".booklets",
    ".posters",
    ".chart-figure",
    ".visitors",
)


@pytest.mark.parametrize("where", PAGES)
def test_the_style_page_shows_every_component_without_a_fault(chromium: Browser, preview: Path, where: str) -> None:
    with served(preview) as address, visitor(chromium) as context:
        context.add_init_script(path=AXE)
        page = context.new_page()
        notes = Notes(page)
        page.goto(f"{address}/{where}")
        assert [name for name in COMPONENTS if not page.locator(name).count()] == []
        assert page.evaluate(LOAD_ALL) == []
        assert faults(page, "light", 390) + faults(page, "dark", 1440) + faults(page, "forced colours", 320) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert notes.faults == []


def test_the_public_site_knows_nothing_of_it(site: Path, preview: Path) -> None:
    """No page, no rule of its style sheet, no line of the sitemap."""
    assert [where for where in PAGES if (site / where).exists() or not (preview / where).exists()] == []
    assert ".swatch" not in next((site / "static").glob("site.*.css")).read_text("utf-8")
    assert not any(where in (preview / "sitemap.xml").read_text("utf-8") for where in PAGES)
