"""The kiosk folder in a real browser: opened from the disk, with the network off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect

SLIDES = {"cs": "cs/promitani/index.html", "en": "en/slide-show/index.html"}
NAMES = {
    "cs": {"show": "Promítání", "next": "Další", "before": "Předchozí", "sound": "Přehrávat hlasy", "stop": "Zastavit"},
    "en": {"show": "Slide show", "next": "Next", "before": "Previous", "sound": "Play the voices", "stop": "Stop"},
}
IDLE, SLOW = 90, 15
"""The seconds after which the start comes back, and how long a busy machine may take between two steps: the clock of a
page runs on while it is not moved."""
PLAYING = """HTMLMediaElement.prototype.play = function () {
  Object.defineProperty(this, "paused", { value: false, configurable: true });
  this.dispatchEvent(new Event("play"));
  return Promise.resolve();
};
HTMLMediaElement.prototype.pause = function () {
  Object.defineProperty(this, "paused", { value: true, configurable: true });
  this.dispatchEvent(new Event("pause"));
};"""
"""Sound that plays for as long as a test wants, whatever the clock says."""

HEARD = """sound => new Promise(done => {
  sound.addEventListener("timeupdate", () => sound.currentTime > 0.2 && done(true));
})"""
"""Resolves once a fifth of a second has really been played."""

SWIPE = """way => {
  const list = document.querySelector("[data-list]");
  const send = (kind, x, down) => {
    const touch = new Touch({ identifier: 1, target: list, clientX: x, clientY: 300 });
    list.dispatchEvent(new TouchEvent(kind, { bubbles: true, touches: down ? [touch] : [], changedTouches: [touch] }));
  };
  send("touchstart", 400, true);
  send("touchend", 400 + way, false);
}"""


class Visit:
    """A page without a network, its clock in the test's hands; it notes what was asked for and what went wrong."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.requests: list[str] = []
        self.faults: list[str] = []
        page.on("request", self._note)
        page.on("console", lambda said: self.faults.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.clock.install()

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)

    def open(self, name: str) -> None:
        """Open a file of the folder."""
        self.page.goto((self.folder / name).as_uri())

    def wait(self, seconds: float) -> None:
        """Let this much time pass at once."""
        self.page.clock.run_for(int(seconds * 1000))

    def back_at_the_start(self) -> None:
        """Wait for the page that the script leads to."""
        self.page.wait_for_url((self.folder / "index.html").as_uri())

    @property
    def at(self) -> str:
        """The file that is open, as a path in the folder."""
        return self.page.evaluate("decodeURI(location.pathname)").removeprefix(f"{self.folder.as_posix()}/")


@pytest.fixture(params=["no-preference"])
def visit(chromium: Browser, kiosk: Path, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """One visitor; every test ends by asking whether anything but files was wanted, or anything went wrong."""
    context = chromium.new_context(
        offline=True, reduced_motion=request.param, has_touch=True, viewport={"width": 1280, "height": 800}
    )
    found = Visit(context.new_page(), kiosk)
    yield found
    context.close()
    assert [url for url in found.requests if not url.startswith("file:")] == []
    assert found.faults == []


def pages(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


# --- the folder itself -------------------------------------------------------------------------------------


def test_no_link_leads_out_and_none_to_a_file_without_a_way_back(kiosk: Path) -> None:
    """Every address in every page is a file of the folder; links open pages only, or the zoom of one."""
    for name in pages(kiosk):
        html = (kiosk / name).read_text("utf-8")
        for tag, target in re.findall(r"<(\w+)\b[^>]*?\s(?:href|src|poster|action)=\"([^\"]*)\"", html):
            path, _, _ = target.partition("#")
            assert not re.match(r"[a-z]+:|/", target), f"{name}: <{tag}> {target}"
            assert not path or (kiosk / name).parent.joinpath(path).is_file(), f"{name}: <{tag}> {target}"
        for anchor in re.findall(r"<a\b[^>]*>", html):
            assert re.search(r'href="([^"]*\.html)?(#[^"]*)?"', anchor) or "data-zoom" in anchor, f"{name}: {anchor}"


def test_addresses_elsewhere_can_be_noted_down(kiosk: Path) -> None:
    """A link that led out is text now, with its address."""
    html = (kiosk / "en/index.html").read_text("utf-8")
    assert "(icpraha.com)" in html
    assert "https://icpraha.com" not in html


def test_nothing_is_offered_that_a_kiosk_does_not_have(kiosk: Path) -> None:
    """No feed or calendar to subscribe to, nothing for networks that show what is shared."""
    pages = {path: path.read_text("utf-8") for path in kiosk.rglob("*.html")}
    wrong = ("feed.xml", "feed.json", "calendar.ics", 'class="subscribe"', 'property="og:', "(Atom)", "(RSS)")
    assert [(str(path), word) for path, html in pages.items() for word in wrong if word in html] == []


def test_no_script_needs_a_server(kiosk: Path) -> None:
    """Browsers refuse modules and fetching on a disk."""
    for name in pages(kiosk):
        html = (kiosk / name).read_text("utf-8")
        assert 'type="module"' not in html
        assert "data-lightbox" not in html
        assert "crossorigin" not in html
        assert html.count("static/kiosk.") == 1, f"{name} does not come back to the start"


# --- a visit -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["cs", "en"])
def test_from_the_start_to_a_photograph_and_the_other_language(visit: Visit, language: str) -> None:
    """The start asks for the language; from there on every page is a click away, in both."""
    other = {"cs": "en", "en": "cs"}[language]
    visit.open("index.html")
    visit.page.locator(f"[data-language={language}]").click()
    assert visit.at == f"{language}/index.html"
    visit.page.get_by_role("link", name=NAMES[language]["show"]).click()
    assert visit.at == SLIDES[language]
    visit.page.locator(".slide:not([hidden]) h2 a").click()
    assert visit.page.locator("html").get_attribute("lang") == language
    assert visit.page.evaluate("document.querySelector('.stage img').decode().then(() => true)")
    visit.page.locator(f".languages [data-language={other}]").click()
    assert visit.page.locator("html").get_attribute("lang") == other
    assert "elmira-1" in visit.at


def test_fonts_style_and_pictures_come_from_the_disk(visit: Visit) -> None:
    visit.open("cs/index.html")
    assert visit.page.evaluate("document.fonts.ready.then(() => [...document.fonts].map(one => one.status))").count(
        "loaded"
    )
    assert "Source Serif" in visit.page.locator("h1").evaluate("one => getComputedStyle(one).fontFamily")


@pytest.mark.parametrize("language", ["cs", "en"])
def test_the_show_goes_on_by_itself_by_buttons_keys_and_swipes(visit: Visit, language: str) -> None:
    names, shown = NAMES[language], visit.page.locator(".slide:not([hidden]) h2")
    visit.open(SLIDES[language])
    position = visit.page.locator("[data-position]")
    total = visit.page.locator(".slide").count()
    expect(shown).to_have_count(1)
    first = shown.inner_text()
    visit.wait(8.1)
    assert re.match(r"2\b", position.inner_text())
    visit.page.get_by_role("button", name=names["stop"]).click()
    visit.wait(20)
    assert re.match(r"2\b", position.inner_text())
    visit.page.get_by_role("button", name=names["before"]).click()
    assert shown.inner_text() == first
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("ArrowRight")
    assert re.match(r"3\b", position.inner_text())
    visit.page.evaluate(SWIPE, 200)
    assert re.match(r"2\b", position.inner_text())
    visit.page.keyboard.press("End")
    assert re.match(rf"{total}\b", position.inner_text())
    visit.page.get_by_role("button", name=names["next"]).click()
    assert shown.inner_text() == first


def test_the_other_language_opens_on_the_same_photograph(visit: Visit) -> None:
    visit.open(SLIDES["cs"])
    for _ in range(4):
        visit.page.keyboard.press("ArrowRight")
    link = visit.page.locator(".slide:not([hidden]) h2 a").get_attribute("href")
    visit.page.locator("[data-language=en]").click()
    assert visit.at == SLIDES["en"]
    other = visit.page.locator(".slide:not([hidden]) h2 a").get_attribute("href")
    assert str(link).split("/")[-2] == str(other).split("/")[-2]


@pytest.mark.parametrize("visit", ["reduce"], indirect=True)
def test_nothing_moves_by_itself_for_those_who_want_it_still(visit: Visit) -> None:
    """No photograph goes by on its own, and none fades; turning them by hand works."""
    visit.open(SLIDES["en"])
    position = visit.page.locator("[data-position]")
    visit.wait(60)
    assert position.inner_text().startswith("1 ")
    assert visit.page.get_by_role("button", name="Stop").count() == 0
    assert visit.page.locator(".slide:not([hidden])").evaluate("one => getComputedStyle(one).animationName") == "none"
    visit.page.get_by_role("button", name="Next").click()
    assert position.inner_text().startswith("2 ")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_show(visit: Visit, width: int, scheme: Literal["light", "dark"]) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visit.open(SLIDES["cs"])
    # axe would fetch the style sheet again, which no page may on a disk.
    found = Axe().run(visit.page, options={"preload": False}).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- sound -------------------------------------------------------------------------------------------------


def test_sound_is_off_until_it_is_wanted(visit: Visit) -> None:
    """A real recording plays from the disk once the button is pressed, and stops when it is pressed again."""
    visit.open(SLIDES["cs"])
    assert visit.page.evaluate("[...document.querySelectorAll('audio')].every(one => one.paused)")
    button = visit.page.get_by_role("button", name=NAMES["cs"]["sound"])
    button.click()
    voice = visit.page.locator("[data-voice]:not([hidden]) audio")
    expect(voice).to_have_count(1)
    assert voice.evaluate(HEARD)
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    assert voice.evaluate("one => one.paused")


def test_the_show_stays_with_an_author_who_is_speaking(visit: Visit) -> None:
    visit.page.add_init_script(PLAYING)
    visit.open(SLIDES["en"])
    visit.page.get_by_role("button", name=NAMES["en"]["sound"]).click()
    author = "document.querySelector('.slide:not([hidden])').dataset.author"
    first = visit.page.evaluate(author)
    for _ in range(12):
        visit.wait(8.1)
        assert visit.page.evaluate(author) == first
    visit.page.locator("[data-voice]:not([hidden]) audio").evaluate(
        "one => { Object.defineProperty(one, 'ended', { value: true }); one.pause() }"
    )
    assert visit.page.evaluate(author) != first


# --- back to the start ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cs/index.html", "en/slide-show/index.html", "q/elmira-1/index.html", "404.html"])
def test_after_90_idle_seconds_the_start_comes_back(visit: Visit, name: str) -> None:
    visit.page.add_init_script("history.scrollRestoration = 'manual'")
    visit.open(name)
    opened = visit.at
    visit.wait(IDLE - SLOW)
    assert visit.at == opened
    visit.wait(SLOW + 1)
    visit.back_at_the_start()
    assert visit.at == "index.html"


def test_every_page_comes_back(kiosk: Path) -> None:
    """The script is on every page, before anything that could fail."""
    for name in pages(kiosk):
        scripts = re.findall(r"<script src=\"([^\"]+)\"", (kiosk / name).read_text("utf-8"))
        assert "static/kiosk." in scripts[0], name


@pytest.mark.parametrize("sign", ["keyboard", "mouse", "touch"])
def test_a_hand_begins_the_wait_anew(visit: Visit, sign: str) -> None:
    visit.open("cs/vystava/index.html")
    visit.wait(IDLE - SLOW)
    if sign == "keyboard":
        visit.page.keyboard.press("Tab")
    elif sign == "mouse":
        visit.page.mouse.move(40, 50)
        visit.page.mouse.move(45, 50)
    else:
        visit.page.touchscreen.tap(5, 300)
    visit.wait(IDLE - SLOW)
    assert visit.at == "cs/vystava/index.html"
    visit.wait(SLOW + 1)
    visit.back_at_the_start()


def test_playing_is_activity_and_silence_begins_the_wait(visit: Visit) -> None:
    visit.page.add_init_script(PLAYING)
    visit.open("cs/autori/elmira/index.html")
    visit.page.evaluate("document.querySelector('audio').play()")
    visit.wait(10 * IDLE)
    assert visit.at == "cs/autori/elmira/index.html"
    visit.page.evaluate("document.querySelector('audio').pause()")
    visit.wait(IDLE - SLOW)
    assert visit.at == "cs/autori/elmira/index.html"
    visit.wait(SLOW + 1)
    visit.back_at_the_start()


def test_the_next_visitor_finds_nothing_of_the_last(visit: Visit) -> None:
    """Language, place and position in a recording are forgotten at the start."""
    visit.open("index.html")
    visit.page.locator("[data-language=en]").click()
    assert visit.page.evaluate("localStorage.length") > 0
    visit.wait(IDLE + 1)
    visit.back_at_the_start()
    assert visit.page.evaluate("localStorage.length + sessionStorage.length") == 0
