"""The player of voices in a real Chromium: without script, with it, by keyboard, and when things are refused."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.test_axe import AXE, RUN
from tests.browser.visiting import Notes, focus, tab_to, twin, visitor

AUTHOR = "en/authors/elmira/"
EPISODE = "en/podcasts/salad-bowl/01-juanita/"
LINE = 5
"""A line of the interview's transcript that begins well after the sound does."""

NOW = "document.querySelector('audio').currentTime"
CURRENT = "[data-transcript] [aria-current]"
STORAGE_REFUSED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});"""
PATIENCE = 5  # seconds
SEEK = """(index) => new Promise((found) => {
  const line = document.querySelectorAll("[data-transcript] [data-start]")[index];
  const audio = document.querySelector("audio");
  audio.addEventListener("seeked", () => found(audio.currentTime), { once: true });
  line.click();
})"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Someone's page; it ends without a complaint or a request to another host."""
    with visitor(browser) as context:
        one = context.new_page()
        notes = Notes(one)
        yield one
        own = "/".join(one.url.split("/")[:3])
        # Chromium ends a running download of sound when it seeks, and on leaving the page.
        assert notes.faults == []
        assert notes.strangers(own) == []


def start_of(page: Page, index: int) -> float:
    """Return the second at which a line of the transcript begins."""
    return float(page.locator("[data-transcript] [data-start]").nth(index).get_attribute("data-start") or "nan")


def hears(page: Page, second: float) -> None:
    """Wait until the sound plays and is past a second."""
    given_up = time.monotonic() + PATIENCE
    # The page's policy refuses to evaluate text again and again, so it is asked from here.
    while page.evaluate("document.querySelector('audio').paused") or page.evaluate(NOW) <= second:
        assert time.monotonic() < given_up, f"at {page.evaluate(NOW)}, not past {second}"
        page.wait_for_timeout(50)


def play(page: Page, second: float = 0.3) -> None:
    """Start the sound as the keyboard does, and wait until it is past a second."""
    focus(page.locator("audio"))
    page.keyboard.press("Space")
    hears(page, second)


def play_from_line(page: Page, index: int) -> float:
    """Click a line and wait until it sounds; return its second."""
    second = start_of(page, index)
    page.locator("[data-transcript] [data-start]").nth(index).click()
    hears(page, second + 0.2)
    return second


def test_without_script_the_sound_plays_and_the_transcript_reads(chromium: Browser, address: str) -> None:
    with visitor(chromium, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/{AUTHOR}")
        tab_to(page, "audio")
        page.keyboard.press("Space")
        expect(page.locator("audio")).to_have_js_property("paused", value=False)
        page.wait_for_timeout(1200)
        assert page.evaluate(NOW) > 0.3
        expect(page.locator("[data-transcript]")).to_contain_text("sample recording")
        page.goto(f"{address}/en/photographs/elmira-1/")
        tab_to(page, ".transcript summary")
        page.keyboard.press("Enter")
        expect(page.locator("[data-transcript] a").first).to_be_visible()


def test_nothing_is_loaded_before_the_visitor_asks(page: Page, address: str) -> None:
    sound: list[str] = []
    page.on("request", lambda request: sound.append(request.url) if request.resource_type == "media" else None)
    page.goto(f"{address}/{EPISODE}")
    page.wait_for_timeout(300)
    assert sound == []


def test_a_click_on_a_line_seeks_there(page: Page, address: str) -> None:
    """The first click loads the sound as well; the line that is heard is marked, and it alone."""
    page.goto(f"{address}/{AUTHOR}")
    for line in (LINE, 1):
        second = page.evaluate(SEEK, line)
        assert second == pytest.approx(start_of(page, line), abs=0.3)
        expect(page.locator(CURRENT)).to_have_count(1)
        expect(page.locator("[data-transcript] [data-start]").nth(line)).to_have_attribute("aria-current", "true")


def test_the_current_line_is_marked_by_more_than_colour(page: Page, address: str) -> None:
    page.goto(f"{address}/{AUTHOR}")
    play_from_line(page, LINE)
    looks = """(index) => {
      const { fontWeight, textDecorationLine, borderInlineStartWidth, boxShadow, outlineStyle } =
        getComputedStyle(document.querySelectorAll("[data-transcript] li")[index]);
      const link = getComputedStyle(document.querySelectorAll("[data-transcript] li a")[index]);
      return [fontWeight, textDecorationLine, borderInlineStartWidth, boxShadow, outlineStyle, link.fontWeight,
        link.textDecorationLine, link.textDecorationThickness,
        getComputedStyle(document.querySelectorAll("[data-transcript] li")[index], "::before").content];
    }"""
    assert page.evaluate(looks, LINE) != page.evaluate(looks, LINE + 2)


def test_sound_is_fetched_in_ranges(page: Page, address: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer) if answer.url.endswith(".mp3") else None)
    page.goto(f"{address}/{AUTHOR}")
    play_from_line(page, LINE)
    assert {answer.status for answer in answers} == {206}


def test_a_reload_goes_on_where_the_listener_was(page: Page, address: str) -> None:
    page.goto(f"{address}/{AUTHOR}")
    play_from_line(page, LINE)
    page.wait_for_timeout(500)
    left = page.evaluate(NOW)
    page.reload()
    assert page.evaluate(NOW) == pytest.approx(left, abs=5)
    expect(page.locator(CURRENT)).to_have_count(1)
    play(page, left - 5)
    assert page.evaluate(NOW) < left + 5


@pytest.mark.parametrize(("mark", "second"), [("t=20", 20), ("t=0:31", 31)])
def test_an_address_opens_at_its_second(page: Page, address: str, mark: str, second: int) -> None:
    page.goto(f"{address}/{AUTHOR}#{mark}")
    assert page.evaluate(NOW) == second
    expect(page.locator(CURRENT)).to_be_in_viewport()
    play(page, second)
    assert page.evaluate(NOW) < second + 4


def test_a_chapter_seeks(page: Page, address: str) -> None:
    page.goto(f"{address}/{EPISODE}")
    chapter = page.locator(".chapters a").nth(1)
    second = float(chapter.get_attribute("data-start") or "nan")
    chapter.click()
    hears(page, second)
    assert page.evaluate(NOW) < second + 4


def test_the_other_language_goes_on_at_the_same_second(page: Page, site: Path, address: str) -> None:
    page.goto(f"{address}/{AUTHOR}")
    play_from_line(page, LINE)
    page.locator("audio").evaluate("(audio) => audio.pause()")
    left = page.evaluate(NOW)
    page.locator(".languages a").click()
    page.wait_for_url(f"**/{twin(site, AUTHOR, 'cs')}#t=*")
    assert page.evaluate(NOW) == pytest.approx(left, abs=1)
    expect(page.locator(CURRENT)).to_be_visible()
    play(page, left - 1)


def test_everything_is_done_by_keyboard(page: Page, address: str) -> None:
    """The speed is kept from page to page, and a line is played by Enter."""
    page.goto(f"{address}/{AUTHOR}")
    tab_to(page, ".voice-controls select")
    page.keyboard.press("ArrowDown")
    expect(page.locator("audio")).to_have_js_property("playbackRate", value=1.25)
    tab_to(page, ".voice-controls [aria-pressed]")
    tab_to(page, f"li:nth-child({LINE + 1}) [data-start]")
    page.keyboard.press("Enter")
    hears(page, start_of(page, LINE))
    expect(page.locator("audio")).to_have_js_property("playbackRate", value=1.25)
    page.goto(f"{address}/{EPISODE}")
    expect(page.locator("audio")).to_have_js_property("playbackRate", value=1.25)


def test_following_stops_when_the_reader_scrolls(page: Page, address: str) -> None:
    page.goto(f"{address}/{AUTHOR}")
    follow = page.locator(".voice-controls [aria-pressed]")
    play_from_line(page, 1)
    expect(follow).to_have_attribute("aria-pressed", "true")
    page.locator("[data-transcript]").hover()
    page.mouse.wheel(0, 200)
    expect(follow).to_have_attribute("aria-pressed", "false")
    follow.click()
    expect(follow).to_have_attribute("aria-pressed", "true")


def test_refused_storage_does_no_harm(page: Page, address: str) -> None:
    page.add_init_script(STORAGE_REFUSED)
    page.goto(f"{address}/{AUTHOR}")
    second = play_from_line(page, LINE)
    assert page.evaluate(NOW) == pytest.approx(second, abs=5)
    page.reload()
    assert page.evaluate(NOW) == 0
    play(page)


def test_axe_finds_nothing_while_a_voice_is_heard(page: Page, address: str) -> None:
    """Nor does a live region read the transcript over the voice."""
    page.context.add_init_script(path=AXE)
    page.goto(f"{address}/{EPISODE}")
    play_from_line(page, 2)
    assert page.evaluate(RUN) == []
    live = page.locator("voice-player :is([aria-live], [role=status], [role=alert], [role=log])")
    assert "".join(live.all_inner_texts()).strip() == ""  # "The link is copied." is said when somebody copies it
