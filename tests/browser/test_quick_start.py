"""What a page may not do while it opens, because a phone would wait for it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.visiting import TYPES, Notes, visitor

WATCH_INTL = """
window.usedIntl = [];
for (const name of Object.getOwnPropertyNames(Intl)) {
  if (typeof Intl[name] !== "function") continue;
  const real = Intl[name];
  Intl[name] = function (...given) { usedIntl.push(name); return new real(...given); };
}
for (const { prototype } of [Number, Date, String]) {
  for (const name of Object.getOwnPropertyNames(prototype)) {
    if (!/^toLocale(?!(Upper|Lower)Case)|^localeCompare$/.test(name)) continue;
    const real = prototype[name];
    prototype[name] = function (...given) { usedIntl.push(name); return real.apply(this, given); };
  }
}
"""


def test_no_page_needs_the_browsers_data_of_languages_to_open(chromium: Browser, address: str) -> None:
    """The first use of `Intl` loads them: 20 ms on a fast computer, 80 on a phone, in which nothing answers a touch."""
    with visitor(chromium) as context:
        context.add_init_script(WATCH_INTL)
        page = context.new_page()
        used = {}
        for template, where in TYPES.items():
            page.goto(f"{address}/{where}")
            used[template] = page.evaluate("usedIntl")
    assert not any(used.values()), used


@pytest.mark.parametrize(("language", "written"), [("en", "0.75×"), ("cs", "0,75×")])
def test_speeds_are_written_as_the_language_writes_numbers(
    chromium: Browser, address: str, language: str, written: str
) -> None:
    with visitor(chromium) as context:
        page = context.new_page()
        notes = Notes(page)
        page.goto(f"{address}/en/photographs/elmira-1/")
        if language != "en":
            page.locator(f".languages a[hreflang={language}]").first.click()
        assert page.locator(".voice-controls option").first.text_content() == written
        page.locator(".voice-controls select").select_option("0.75")
        assert page.evaluate("document.querySelector('audio').playbackRate") == 0.75
        page.reload()
        assert page.locator(".voice-controls select").input_value() == "0.75"
    assert notes.faults == []
