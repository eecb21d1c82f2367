"""Finding one's way in a real browser: the main navigation, filters, and what leads on from a photograph."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sitegen.model.collation import sort_key
from tests.browser.visiting import LANGUAGES, Notes, calm, text_of, twin, visitor

PHOTOS, AUTHORS = "en/photographs/", "en/authors/"
HEAD = (".brand", ".menu", ".find", ".languages")
CARDS, TILES = ".sheet > .card", ".tiles > .tile"


@pytest.mark.parametrize("language", LANGUAGES)
def test_photographs_themes_and_places_stand_in_the_head_of_wide_screens(
    chromium: Browser, site: Path, address: str, language: str
) -> None:
    """In one line, from the width on at which there is no button for the menu; and nothing twice on a phone."""
    wanted = [f"/{twin(site, where, language)}" for where in (PHOTOS, "en/themes/", "en/places/")]
    with visitor(chromium) as context:
        page = context.new_page()
        for width in (390, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{address}/{twin(site, PHOTOS, language)}")
            if width == 390:
                page.locator(".menu-button").click()
            links = page.locator(".menu a")
            shown = [one.evaluate("one => one.pathname") for one in links.all() if one.is_visible()]
            assert [one for one in shown if one in wanted] == wanted
            if width > 390:
                tops = page.locator(".brand, .menu a, .find, .languages a").evaluate_all(
                    "all => all.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect())"
                    ".map((box) => Math.round((box.top + box.bottom) / 20))"
                )
                assert len(set(tops)) == 1, (width, tops)
            assert page.locator(".menu [aria-current=page]").evaluate("one => one.pathname") == wanted[0]


def test_a_head_of_long_words_keeps_the_search_at_its_end(chromium: Browser, address: str) -> None:
    """The words of the menu take a second line; the search and the languages stay where they are looked for."""
    long = ["Themen und Schwerpunkte", "Autorinnen und Autoren", "Információgrafikák"]
    with visitor(chromium, viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}/{PHOTOS}")
        page.locator(".menu ul:first-child a").evaluate_all(
            "(all, long) => all.forEach((one, at) => (one.textContent = long[at % long.length]))", long
        )
        brand, menu, find, languages = (
            page.locator(one).evaluate("one => one.getBoundingClientRect().toJSON()") for one in HEAD
        )
        assert brand["y"] < find["y"] + find["height"] / 2 < menu["y"] + menu["height"]
        assert brand["x"] + brand["width"] <= menu["x"]
        assert menu["x"] + menu["width"] <= find["x"] + find["width"] / 4
        assert find["x"] < languages["x"] > 1000
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def filtered(page: Page, entries: str) -> tuple[int, str]:
    """How many entries are in sight, and what the page says of that."""
    said = page.locator(".filter [role=status]").inner_text()
    return sum(one.is_visible() for one in page.locator(entries).all()), said


def test_a_side_is_chosen_said_and_kept_in_the_other_language(browser: Browser, address: str) -> None:
    with visitor(browser, **calm(browser)) as context:
        page = context.new_page()
        notes = Notes(page)
        page.goto(f"{address}/{PHOTOS}")
        every, said = filtered(page, CARDS)
        assert said == ""
        page.get_by_label("Dark side", exact=True).check()
        left, said = filtered(page, CARDS)
        assert 0 < left < every
        assert said == f"Shown: {left} of {every}"
        assert page.url.endswith("?side=dark")
        page.locator(".languages a").click()
        page.wait_for_url("**/cs/fotografie/?side=dark")
        expect(page.get_by_label("Stinná stránka", exact=True)).to_be_checked()
        assert filtered(page, CARDS) == (left, f"Zobrazeno: {left} z {every}")
        page.locator(f"{CARDS}:not([hidden]) a").first.evaluate("one => location.assign(one.href)")
        page.wait_for_url("**/cs/fotografie/*/")
        page.go_back()
        expect(page.get_by_label("Stinná stránka", exact=True)).to_be_checked()
        page.get_by_label("Vše", exact=True).check()
        assert filtered(page, CARDS) == (every, "")
        assert page.url.endswith("/cs/fotografie/")
        assert notes.faults == []


def test_people_are_sorted_by_name_and_chosen_by_country(browser: Browser, address: str) -> None:
    with visitor(browser) as context:
        page = context.new_page()
        page.goto(f"{address}/{AUTHORS}?country=cz")
        every = page.locator(TILES).count()
        left, said = filtered(page, TILES)
        assert said == f"Shown: {left} of {every}"
        expect(page.get_by_label("Country of origin")).to_have_value("cz")
        assert set(page.locator(f"{TILES}:not([hidden]) h2 + p").all_inner_texts()) == {"Czechia"}
        names = page.locator(f"{TILES} h2").all_text_contents()
        assert names == sorted(names, key=lambda name: sort_key(name, ""))
        page.get_by_label("Country of origin").select_option("")
        assert filtered(page, TILES) == (every, "")
        page.goto(f"{address}/{AUTHORS}?country=nowhere")
        assert filtered(page, TILES) == (every, "")


def test_without_script_all_people_are_there_and_sides_are_chosen_all_the_same(chromium: Browser, address: str) -> None:
    with visitor(chromium, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/{AUTHORS}")
        expect(page.locator("select")).to_be_hidden()
        expect(page.locator(f"{TILES} h2").last).to_be_visible()
        page.goto(f"{address}/{PHOTOS}")
        page.get_by_label("Light side", exact=True).check()
        expect(page.locator(f"{CARDS}[data-side=dark]").first).to_be_hidden()
        expect(page.locator(f"{CARDS}[data-side=light]").first).to_be_visible()


def test_filters_work_from_a_disk(chromium: Browser, kiosk: Path) -> None:
    """Where the address may not be changed."""
    with visitor(chromium, offline=True) as context:
        page = context.new_page()
        notes = Notes(page)
        page.goto(f"{(kiosk / PHOTOS).as_uri()}/index.html")
        page.get_by_label("Dark side", exact=True).check()
        left, said = filtered(page, CARDS)
        assert said.startswith(f"Shown: {left} of ")
        assert notes.faults == []


def test_every_photograph_leads_on_to_others_like_it(site: Path) -> None:
    """To somebody else's, none twice, never to itself, and never to the author's own, which are a link away."""
    pages = sorted((site / PHOTOS).glob("*/index.html"))
    assert len(pages) > 40
    for path in pages:
        html = path.read_text("utf-8")
        own = re.search(r'<p class="by"><a href="([^"]+)"', html)
        (section,) = re.findall(r'<section class="band alike".*?</section>', html, re.DOTALL)
        found = re.findall(r'class="card-title"><a href="\.\./([^"/]+)/"', section)
        assert len(set(found)) == len(found) == 4
        assert own
        for name in found:
            assert name != path.parent.name
            assert f'<p class="by"><a href="{own[1]}"' not in text_of(site, f"{PHOTOS}{name}/")
