"""Lists of more than one page: they work without script, on a narrow screen, on paper, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sitegen.model.project import HOME
from tests.archive import many
from tests.browser.conftest import served
from tests.browser.test_axe import AXE, faults
from tests.browser.visiting import visitor
from tests.conftest import Place, furnish

DATED = {"events": "akce", "guest-book": "kniha-hostu"}
NARROW = {"viewport": {"width": 320, "height": 800}}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A divided list of each kind, served; gives the address."""
    place = Place(furnish(tmp_path_factory.mktemp("archive") / "project").root, HOME)
    place.edit("content/site.yaml", "timezone:", "page_size: 4\ntimezone:")
    report = many(place, events=90, photos=18, cards=90).build()
    assert not report.failed, [(str(one.where), one.code, dict(one.params)) for one in report.problems]
    with served(Path(place.output)) as address:
        yield address


@pytest.mark.parametrize(
    ("where", "look", "width"),
    [
        ("en/events/", "light", 390),
        ("cs/akce/2024/3/", "dark", 390),
        ("cs/kniha-hostu/2024/", "forced colours", 320),
        ("en/photographs/3/", "light", 390),
        ("en/themes/home/2/", "dark", 1440),
        ("cs/fotografie/svetla-stranka/2/", "dark", 390),
    ],
)
def test_axe_finds_nothing_on_a_page_of_a_list(
    chromium: Browser, archive: str, where: str, look: str, width: int
) -> None:
    with visitor(chromium) as context:
        context.add_init_script(path=AXE)
        page = context.new_page()
        page.goto(f"{archive}/{where}")
        assert page.locator(".leaves-on").count() == 1
        assert faults(page, look, width) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_all_photographs_are_reached_without_script(chromium: Browser, archive: str) -> None:
    """By the way on below the list alone, which ends, and by the same way back."""
    seen: list[str] = []
    with visitor(chromium, java_script_enabled=False, **NARROW) as context:
        page = context.new_page()
        page.goto(f"{archive}/cs/fotografie/")
        while True:
            seen += page.locator(".card-title a").all_inner_texts()
            onward = page.locator('main a[rel="next"]')
            if not onward.count():
                break
            onward.click()
        assert page.url.endswith("/cs/fotografie/5/")
        assert page.locator('.leaves-on [aria-current="page"]').inner_text().endswith("5")
        page.locator('main a[rel="prev"]').click()
        assert page.url.endswith("/cs/fotografie/4/")
    assert len(seen) == len(set(seen)) == 20


@pytest.mark.parametrize("list_", DATED)
def test_the_years_lead_to_the_same_year_in_the_other_language(chromium: Browser, archive: str, list_: str) -> None:
    with visitor(chromium, **NARROW) as context:
        page = context.new_page()
        page.goto(f"{archive}/en/{list_}/")
        page.locator(".leaves a", has_text="2024").click()
        assert page.url.endswith(f"/en/{list_}/2024/")
        assert page.locator('.leaves [aria-current="page"]').inner_text().startswith("2024")
        page.locator(".languages a").click()
        assert page.url.endswith(f"/cs/{DATED[list_]}/2024/")


def test_paper_has_nothing_to_press(chromium: Browser, archive: str) -> None:
    with visitor(chromium) as context:
        page = context.new_page()
        page.goto(f"{archive}/en/events/2024/2/")
        page.emulate_media(media="print")
        assert page.locator("h1").inner_text() == "Events 2024, page 2"
        assert not page.locator(".leaves").is_visible()
        assert not page.locator(".leaves-on").is_visible()
