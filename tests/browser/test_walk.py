"""Visits without script and by keyboard alone, and what the script adds: lightbox, keys, memory, the tour's days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.visiting import LANGUAGES, TYPES, focus, tab_to, twin, visitor

PHOTO = "en/photographs/elmira-1/"
SECOND = "en/photographs/elmira-2/"
AUTHOR = "en/authors/elmira/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with visitor(browser) as one:
        yield one


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def press(page: Page, selector: str, leads_to: str) -> None:
    """Reach a link by Tab, press Enter, and arrive at an address."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{leads_to}")


def focused(page: Page) -> str:
    """Return the text of the element that has the focus."""
    return str(page.evaluate("document.activeElement.innerText"))


# --- without script ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_exhibition_is_walked_by_keyboard_without_script(
    chromium: Browser, site: Path, address: str, language: str
) -> None:
    """Home, a photograph, the next one, its author, the interview, the other language and back."""
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    here = {where: twin(site, where, language) for where in (TYPES["home"], PHOTO, SECOND, AUTHOR)}
    with visitor(chromium, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/{here[TYPES['home']]}")
        press(page, ".doors a:first-child", here[PHOTO])
        press(page, "a[rel=next]", here[SECOND])
        expect(page.locator(".stage img")).to_be_visible()
        press(page, ".by a", here[AUTHOR])
        tab_to(page, "#voice audio")
        tab_to(page, "#voice [data-transcript]")
        press(page, f".languages a[lang={other}]", twin(site, AUTHOR, other))
        press(page, f".languages a[lang={language}]", here[AUTHOR])
        press(page, ".brand", here[TYPES["home"]])


def test_the_first_tab_skips_to_the_content(page: Page, address: str) -> None:
    page.goto(f"{address}/{PHOTO}")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_menu_of_a_phone_opens_without_script(chromium: Browser, address: str) -> None:
    with visitor(chromium, java_script_enabled=False, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}/en/")
        tab_to(page, ".menu-button")
        page.keyboard.press("Enter")
        press(page, ".menu a[href*=authors]", "en/authors/")


def test_a_card_of_a_grid_leads_to_its_page_without_script(chromium: Browser, address: str) -> None:
    with visitor(chromium, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/en/photographs/")
        page.locator(".card-title a").first.click()
        page.wait_for_url(f"**/{PHOTO}")


# --- codes on the wall -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("locale", "leads_to"), [("cs-CZ", "cs/fotografie/elmira-1/"), ("en-US", PHOTO)])
def test_a_code_leads_to_the_language_of_the_phone(browser: Browser, address: str, locale: str, leads_to: str) -> None:
    with visitor(browser, locale=locale) as context:
        page = context.new_page()
        page.goto(f"{address}/q/elmira-1/")
        page.wait_for_url(f"**/{leads_to}")


@pytest.mark.parametrize("settings", [{"locale": "de-DE"}, {"locale": "cs-CZ", "java_script_enabled": False}])
def test_a_code_offers_every_language_when_none_fits_or_no_script_runs(
    chromium: Browser, address: str, settings: dict[str, object]
) -> None:
    with visitor(chromium, **settings) as context:
        page = context.new_page()
        page.goto(f"{address}/q/elmira-voice/")
        expect(page.locator("[data-language]")).to_have_count(len(LANGUAGES))
        press(page, "a[lang=en], [lang=en] a", "en/authors/elmira/#voice")


def test_the_language_once_chosen_is_remembered(browser: Browser, address: str) -> None:
    """It comes before the phone's, behind codes and at the front door; the front door never leads away by itself."""
    with visitor(browser, locale="cs-CZ") as context:
        page = context.new_page()
        page.goto(f"{address}/")
        expect(page.locator(".is-suggested")).to_have_attribute("lang", "cs")
        page.goto(f"{address}/cs/fotografie/elmira-1/")
        page.locator(".languages a[lang=en]").click()
        page.wait_for_url(f"**/{PHOTO}")
        page.goto(f"{address}/")
        expect(page.locator(".is-suggested")).to_have_attribute("lang", "en")
        page.goto(f"{address}/q/elmira-2/")
        page.wait_for_url(f"**/{SECOND}")
        page.goto(f"{address}/cs/")
        assert page.url == f"{address}/cs/"


@pytest.mark.parametrize("settings", [{}, {"java_script_enabled": False}], ids=["script", "no script"])
def test_the_play_button_is_seen_on_a_small_phone(chromium: Browser, address: str, settings: dict[str, bool]) -> None:
    """The page behind a photograph's code shows the picture and, whole, the voice's player."""
    with visitor(chromium, viewport={"width": 360, "height": 640}, **settings) as context:
        page = context.new_page()
        page.goto(f"{address}/{PHOTO}")
        expect(page.locator(".stage img")).to_be_in_viewport(ratio=1)
        expect(page.locator("audio").first).to_be_in_viewport(ratio=1)


def test_the_home_page_knows_where_the_visitor_was(page: Page, address: str) -> None:
    page.goto(f"{address}/{SECOND}")
    page.goto(f"{address}/cs/")
    page.locator("[data-continue] a").first.click()
    page.wait_for_url("**/cs/fotografie/elmira-2/")


# --- looking at photographs ------------------------------------------------------------------------------------


def test_arrow_keys_turn_the_photographs(page: Page, address: str) -> None:
    page.goto(f"{address}/{PHOTO}")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**/{SECOND}")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**/{PHOTO}")
    focus(page.locator("audio"))
    page.keyboard.press("ArrowRight")
    focus(page.locator("main"))
    page.keyboard.press("Control+ArrowRight")
    assert page.url == f"{address}/{PHOTO}", "arrows within the player or with another key are not ours"


@pytest.mark.parametrize(("start", "end", "leads_to"), [(300, 100, SECOND), (300, 280, PHOTO)], ids=["swipe", "tap"])
def test_a_swipe_turns_the_photographs(chromium: Browser, address: str, start: int, end: int, leads_to: str) -> None:
    with visitor(chromium, has_touch=True, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}/{PHOTO}")
        finger = context.new_cdp_session(page)
        for kind, points in (("Start", [start]), ("Move", [(start + end) // 2]), ("Move", [end]), ("End", [])):
            touches = [{"x": x, "y": 200} for x in points]
            finger.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": touches})
        page.wait_for_url(f"**/{leads_to}")


def test_the_lightbox_keeps_the_focus_and_says_where_it_is(page: Page, address: str) -> None:
    page.goto(f"{address}/en/photographs/")
    cards = page.locator(".card-title a")
    total = cards.count()
    tab_to(page, ".card-title a")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_have_accessible_name(cards.first.inner_text())
    expect(dialog.locator("img")).to_be_visible()
    expect(dialog.get_by_role("status")).to_have_text(f"1 of {total}")
    reached = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
        reached.add(focused(page))
    assert {"Close", "Previous", "Next", "Whole page"} <= reached
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("status")).to_have_text(f"2 of {total}")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(dialog.get_by_role("status")).to_have_text(f"{total} of {total}")
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("status")).to_have_text(f"1 of {total}")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert focused(page) == cards.first.inner_text()
    assert page.url == f"{address}/en/photographs/"


def test_the_lightbox_speaks_the_language_of_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/cs/fotografie/")
    page.locator(".card-title a").nth(1).click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile(r"^2 z \d+$"))
    page.get_by_role("button", name="Zavřít").click()
    expect(page.locator("dialog")).to_have_count(0)


def test_the_lightbox_leads_to_the_whole_page_where_nothing_can_be_fetched(page: Page, address: str) -> None:
    page.goto(f"{address}/en/photographs/")
    page.route(
        f"**/{PHOTO}", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    page.locator(".card-title a").first.click()
    page.wait_for_url(f"**/{PHOTO}")


def test_the_detail_opens_over_the_page_and_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(f"{address}/{PHOTO}")
    tab_to(page, "[data-zoom]")
    label = focused(page)
    page.keyboard.press("Enter")
    expect(page.locator("dialog img")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert focused(page) == label


def test_the_citation_is_copied(context: BrowserContext, page: Page, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/{PHOTO}")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator(".cite [role=status]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "https://photovoice.icpraha.com/en/photographs/elmira-1/" in copied
    assert "A sample picture drawn for this website" in copied
    assert "Elmira Borodiyenko" not in copied  # who has not taken it


# --- the tour --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "states"),
    [
        ("2019-04-01T12:00+02:00", ["Next stop", "", ""]),
        ("2019-05-01T12:00+02:00", ["On now", "Next stop", ""]),
        ("2019-05-24T23:30+02:00", ["On now", "Next stop", ""]),
        ("2019-05-25T00:30+02:00", ["Ended", "Next stop", ""]),
        ("2019-06-10T12:00+02:00", ["Ended", "On now", "Next stop"]),
        ("2019-12-20T12:00+01:00", ["Ended", "Ended", "On now"]),
        ("2020-02-01T12:00+01:00", ["Ended", "Ended", "Ended"]),
    ],
)
@pytest.mark.parametrize("built", ["Ended", ""], ids=["built after", "built before"])
def test_stops_are_now_next_or_past_by_the_visitors_day(
    browser: Browser, address: str, moment: str, states: list[str], built: str
) -> None:
    """A site that nobody has rebuilt since the tour began never says "now" of a stop that is over."""
    with visitor(browser, timezone_id="Europe/Prague") as context:
        page = context.new_page()
        page.clock.set_fixed_time(moment)
        where = f"{address}/{TYPES['venues']}"
        html = context.request.get(where).text().replace("data-state>Ended<", f"data-state>{built}<")
        page.route(where, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto(where)
        expect(page.locator("[data-state]")).to_have_text(states)
