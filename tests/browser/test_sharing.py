"""The address of a page, passed on: by the platform's own sheet, by the clipboard, by hand, and without script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visiting import TYPES, origin, visitor

PAGES = [TYPES["photo"], TYPES["episode"], TYPES["author"]]
SHEET = """navigator.share = async (what) => {
  (window.shared ??= []).push(what);
  if (window.closed_by_visitor) throw new DOMException("", "AbortError");
};"""
NO_SHEET = "delete Navigator.prototype.share;"
REFUSED = f"{NO_SHEET} navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));"
COPIED = "navigator.clipboard.readText()"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Someone on a narrow telephone, whose clipboard may be read."""
    with visitor(chromium, viewport={"width": 320, "height": 640}) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield context.new_page()


def opened(page: Page, url: str, script: str) -> Page:
    """The page, in a browser that a script has changed before."""
    page.add_init_script(script)
    page.goto(url)
    return page


@pytest.mark.parametrize("where", PAGES)
def test_a_link_is_copied_where_there_is_no_sheet(page: Page, site: Path, address: str, where: str) -> None:
    """By keyboard; and it is said, not only seen. Nothing is wider than the telephone."""
    opened(page, f"{address}/{where}", NO_SHEET)
    button = page.get_by_role("button", name="Copy the link")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sharing [role=status]").first).to_have_text("The link is copied.")
    assert page.evaluate(COPIED) == f"{origin(site)}{where}"
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.emulate_media(media="print")
    expect(page.locator(".sharing")).to_be_hidden()


def test_the_platforms_own_sheet_is_used(page: Page, site: Path, address: str) -> None:
    """It gets the address and the title; who closes it is told nothing."""
    opened(page, f"{address}/{TYPES['photo']}", SHEET)
    page.get_by_role("button", name="Share", exact=True).click()
    assert page.evaluate("shared") == [{"title": page.title(), "url": f"{origin(site)}{TYPES['photo']}"}]
    page.evaluate("window.closed_by_visitor = true")
    page.get_by_role("button", name="Share", exact=True).click()
    page.wait_for_timeout(50)
    assert page.locator(".sharing [role=status]").first.inner_text() == ""


def test_a_moment_of_a_recording_is_shared(page: Page, site: Path, address: str) -> None:
    """With the second that is heard, at which the link opens the page."""
    opened(page, f"{address}/{TYPES['episode']}#t=21", SHEET)
    moment = page.locator("voice-player").get_by_role("button", name="Share this moment")
    moment.click()
    page.evaluate("document.querySelector('audio').currentTime = 33.7")
    moment.click()
    urls = [one["url"] for one in page.evaluate("shared")]
    assert urls == [f"{origin(site)}{TYPES['episode']}#t={second}" for second in (21, 33)]


def test_what_a_browser_refuses_is_marked_for_the_visitor(page: Page, site: Path, address: str) -> None:
    """Who may not write to the clipboard finds the whole link selected."""
    opened(page, f"{address}/{TYPES['episode']}#t=21", REFUSED)
    page.get_by_role("button", name="Copy a link to this moment").click()
    expect(page.locator("voice-player [role=status]")).to_have_text("Copy the marked link.")
    expect(page.get_by_label("Link to this page")).to_be_in_viewport()
    assert page.evaluate("getSelection().toString()") == f"{origin(site)}{TYPES['episode']}#t=21"


def test_without_script_the_address_is_there_to_copy(chromium: Browser, site: Path, address: str) -> None:
    """In a field with a name, which nobody can change by mistake, and no button that does nothing."""
    with visitor(chromium, java_script_enabled=False) as context:
        one = context.new_page()
        for where in PAGES:
            one.goto(f"{address}/{where}")
            field = one.get_by_label("Link to this page")
            expect(field).to_have_value(f"{origin(site)}{where}")
            expect(field).not_to_be_editable()
            expect(one.locator(".sharing button")).to_have_count(0)
