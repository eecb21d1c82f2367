"""The preview in a real browser: whatever is saved is on the screen soon, with the real templates and their policy."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page

from sitegen.model.project import HOME
from tests.browser.visiting import Notes, focus, visitor
from tests.conftest import Place, furnish

PATIENCE = 60_000
"""Milliseconds until something that should happen must have happened, on a busy machine."""
EVENT = "en/events/opening/"
PHOTO = "en/photographs/ada-1/"


INTERVIEW = """\
    interview:
      file: interviews/elmira.mp3
      language: cs
      title: {cs: Rozhovor, en: Talk}
      summary: {cs: O městě., en: About the city.}
      transcripts: {cs: interviews/elmira.cs.vtt, en: interviews/elmira.en.vtt}
      consent: {status: given, scopes: [web, audio], date: 2020-01-01}
    """


@dataclasses.dataclass
class Running:
    """A preview of a project with the real templates, and a page that is open in it."""

    place: Place
    address: str
    log: Path
    page: Page
    notes: Notes

    def visit(self, where: str) -> None:
        """Open a page, mark its document, and forget what was noted before."""
        self.page.goto(f"{self.address}/{where}")
        self.asks("document.mark = 1")
        self.notes.faults.clear()

    def asks(self, script: str) -> object:
        """What the page answers, once that is something true; asked again where it was being loaded meanwhile."""
        return self.page.wait_for_function(f"() => {script}", timeout=PATIENCE).json_value()

    def shows(self, text: str) -> None:
        """Wait until the page shows a text; nobody loads it again."""
        self.page.wait_for_function("text => document.body.innerText.includes(text)", arg=text, timeout=PATIENCE)

    def log_says(self, text: str) -> None:
        """Wait until the preview has said something."""
        end = time.monotonic() + PATIENCE / 1000
        while text not in self.log.read_text("utf-8"):
            assert time.monotonic() < end, self.log.read_text("utf-8")
            time.sleep(0.05)

    @property
    def same_document(self) -> bool:
        """Whether the page was not loaded again since it was visited."""
        return self.page.evaluate("document.mark") == 1


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The small project with the real templates, styles and words, built once."""
    place = dataclasses.replace(furnish(tmp_path_factory.mktemp("real") / "project"), home=HOME)
    for folder in ("templates", "static", "i18n"):
        shutil.copytree(HOME / folder, place.root / folder)
    folder = place.root / "podcasts" / "interviews"
    folder.mkdir(parents=True)
    for name in ("elmira.mp3", "elmira.cs.vtt", "elmira.en.vtt"):
        shutil.copy2(HOME / "podcasts" / "interviews" / name, folder)
    with (place.root / "content" / "authors" / "ada.yaml").open("a", encoding="utf-8") as record:
        record.write(textwrap.dedent(INTERVIEW))
    assert not place.build(preview=True).failed
    return place


@contextmanager
def previewed(place: Place, log: Path) -> Iterator[str]:
    """Run the preview of a project; gives its address as soon as it has said what it found."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("wb") as out:
        command = [*place.command("serve"), "--port", str(port)]
        process = subprocess.Popen(command, cwd=HOME, stdout=out, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + PATIENCE / 1000
        while not re.search(r"up to date|stays as it was", log.read_text("utf-8")):
            assert process.poll() is None
            assert time.monotonic() < end, log.read_text("utf-8")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def copied(furnished: Place, folder: Path) -> Place:
    """A copy of the small project."""
    shutil.copytree(furnished.root, folder / "project", ignore=shutil.ignore_patterns("output"))
    return Place(folder / "project", HOME)


@pytest.fixture
def served(furnished: Place, tmp_path: Path) -> Iterator[tuple[Place, str, Path]]:
    """A copy of it with the address of its preview, and what that says."""
    place, log = copied(furnished, tmp_path), tmp_path / "log"
    with previewed(place, log) as address:
        yield place, address, log


@pytest.fixture
def running(browser: Browser, served: tuple[Place, str, Path]) -> Iterator[Running]:
    """The preview with a phone that visits it."""
    with visitor(browser, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        yield Running(*served, page, Notes(page))


_DIFFERS = """text => {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const words = one => one.querySelector("main").innerHTML;
    return words(fresh) === words(document) && fresh.title === document.title ? "" : words(document);
}"""
"""What a page shows in its main part, where that is not what its source says."""


def test_a_saved_record_text_and_template_are_shown_where_the_reader_was(running: Running) -> None:
    """Words become others in the page as it stands, and what a script may have in hand loads it again.

    That is without a complaint of its policy, and it stays where it was scrolled to.
    """
    place, page = running.place, running.page
    place.write("content/events/opening.en.md", "\n\n".join(f"Paragraph {number}." for number in range(80)))
    running.visit(EVENT)
    running.shows("Paragraph 79.")
    running.asks("{ scrollTo(0, 900); return scrollY === 900 }")
    place.edit("content/events/opening.yaml", "en: Opening", "en: Beginning")
    running.shows("Beginning")
    page.wait_for_function("() => scrollY === 900", timeout=PATIENCE)
    running.asks("document.mark = 1")
    place.edit("content/events/opening.en.md", "Paragraph 79.", "The last one.")
    running.shows("The last one.")
    place.edit("templates/event.html", "</article>", "<p>Below all events.</p></article>")
    running.shows("Below all events.")
    place.edit("content/events/opening.en.md", "Paragraph 40.\n\n", "")
    running.asks("!document.body.innerText.includes('Paragraph 40.') && document.title.includes('Beginning')")
    assert running.same_document
    asked = page.evaluate("async () => (await (await fetch(location.href)).text())")
    assert page.evaluate(_DIFFERS, asked) == ""
    place.edit("templates/event.html", "<p>Below all events.</p>", "<button>Below them.</button>")
    running.shows("Below them.")
    page.wait_for_function("() => scrollY === 900", timeout=PATIENCE)
    assert not running.same_document
    assert running.notes.faults == []


_SEEN = """() => {
    const page = document.documentElement.cloneNode(true);
    for (const one of page.querySelectorAll("preview-overlay")) one.remove();
    page.querySelector("script[data-seen]").removeAttribute("data-seen");
    page.removeAttribute("class");
    return page.outerHTML;
}"""
"""A whole page as scripts have left it, but for what is the preview's own."""


def test_what_a_page_became_is_what_a_new_visitor_sees(running: Running) -> None:
    """Also where its scripts have read what was changed, and where a style came and went."""
    place, context, style = running.place, running.page.context, running.place.root / "static" / "css" / "90-print.css"
    plain, tried = style.read_bytes(), "getComputedStyle(document.body).getPropertyValue('--tried')"
    hall, event, about = "content/venues/hall.yaml", "content/events/opening.yaml", "content/pages/about.en.md"
    tabs = []
    for where in ("en/stops/", EVENT, "en/about/"):
        tabs.append(context.new_page())
        tabs[-1].goto(f"{running.address}/{where}")
        tabs[-1].evaluate("document.mark = 1")

    def shows(tab: Page, text: str) -> None:
        Running(place, running.address, running.log, tab, running.notes).shows(text)
        fresh = context.new_page()
        fresh.goto(tab.url)
        end = time.monotonic() + PATIENCE / 1000
        while (seen := fresh.evaluate(_SEEN)) != (mine := tab.evaluate(_SEEN)):
            assert time.monotonic() < end, (seen, mine)
            fresh.reload()
        fresh.close()

    place.edit(hall, "2026-05-03..2026-05-31", "2099-05-03..2099-05-31")
    shows(tabs[0], "Next stop")
    place.edit(event, "en: Opening", "en: Beginning")
    shows(tabs[1], "Beginning")
    assert tabs[1].evaluate("document.mark") == 1
    style.write_bytes(plain + b"\nbody { --tried: 1 }\n")
    tabs[2].wait_for_function(f"() => {tried} === '1'", timeout=PATIENCE)
    style.write_bytes(plain)
    place.edit(about, "About", "All about")
    shows(tabs[2], "All about")
    assert tabs[2].evaluate(tried) == ""


def test_a_saved_style_changes_the_page_that_stays(running: Running) -> None:
    """What was typed, opened or played is not lost."""
    running.visit(EVENT)
    with (running.place.root / "static" / "css" / "90-print.css").open("a", encoding="utf-8") as style:
        style.write("\nbody { --tried: 1 }\n")
    tried = "() => getComputedStyle(document.body).getPropertyValue('--tried') === '1'"
    running.page.wait_for_function(tried, timeout=PATIENCE)
    assert running.same_document
    assert running.notes.faults == []


SOUND = "document.querySelector('audio')"


def test_a_sound_that_plays_plays_on_while_the_page_around_it_changes(running: Running) -> None:
    """It is loaded as a whole when the sound rests."""
    place, page = running.place, running.page
    running.visit("en/authors/ada/")
    page.wait_for_selector("voice-player select", timeout=PATIENCE)
    focus(page.locator("audio"))
    page.keyboard.press("Space")
    page.wait_for_function(f"() => {SOUND}.currentTime > 0.5", timeout=PATIENCE)
    for old, new in (("Takes photographs.", "Takes pictures."), ("en: Talk", "en: A long talk")):
        before = page.evaluate(f"{SOUND}.currentTime")
        place.edit("content/authors/ada.yaml", old, new)
        running.shows(new.removeprefix("en: "))
        assert running.same_document
        assert not page.evaluate(f"{SOUND}.paused")
        assert page.evaluate(f"{SOUND}.currentTime") >= before
    assert page.locator("voice-player select").count() == 1
    page.evaluate(f"{SOUND}.pause()")
    page.wait_for_function("() => !document.mark", timeout=PATIENCE)
    running.shows("Takes pictures.")
    assert running.notes.faults == []


def replaced(path: Path, change: Callable[[Image.Image], Image.Image]) -> None:
    """Replace a picture by another one of the same size in bytes."""
    size = path.stat().st_size
    with Image.open(path) as opened:
        changed = change(opened.convert("RGB"))
    changed.save(path, "JPEG", quality=60)
    content = path.read_bytes()
    assert len(content) <= size
    path.write_bytes(content.ljust(size, b"\0"))


def test_a_replaced_photograph_is_shown(running: Running) -> None:
    """Though it has the same name and the same size in bytes, and twice in a row."""
    running.visit(PHOTO)
    shown = "{ const at = document.querySelector('.stage img'); return at.complete && at.currentSrc }"
    other = "before => { const at = document.querySelector('.stage img'); "
    other += "return at.complete && at.naturalWidth > 0 && at.currentSrc && at.currentSrc !== before }"
    for change in (ImageOps.invert, ImageOps.mirror):
        before = running.asks(shown)
        replaced(running.place.root / "photos" / "ada-1.jpg", change)
        running.page.wait_for_function(other, arg=before, timeout=PATIENCE)
    assert running.notes.faults == []


OVERLAY = "preview-overlay section"


def test_a_mistake_is_told_over_the_last_good_page_until_it_is_mended(running: Running) -> None:
    """Where, what and the repair, in a record that cannot be read as for a link that leads nowhere."""
    place, page, record, text = running.place, running.page, "content/events/opening.yaml", "content/pages/about.en.md"
    running.visit("en/about/")
    place.edit(record, "kind: exhibition-opening", "kind: exhibition-openin")
    page.wait_for_selector(OVERLAY, timeout=PATIENCE)
    said = page.locator(OVERLAY).inner_text()
    assert "content/events/opening.yaml:1:7" in said
    assert "1 | kind: exhibition-openin" in said
    assert "→ Did you mean “exhibition-opening”?" in said
    to_editor = page.locator(f"{OVERLAY} a").get_attribute("href")
    assert to_editor == f"vscode://file{(place.root / record).as_posix()}:1:7"
    assert page.locator("h1").is_visible()
    page.locator(f"{OVERLAY} button").click()
    assert page.locator(f"{OVERLAY} li").is_hidden()
    page.goto(f"{running.address}/{EVENT}")
    page.wait_for_selector(OVERLAY, timeout=PATIENCE)
    running.visit("en/about/")
    place.edit(record, "kind: exhibition-openin", "kind: exhibition-opening")
    page.wait_for_selector(OVERLAY, state="detached", timeout=PATIENCE)
    place.edit(text, "the event]", "the event](event:opening), [nothing](/en/nothing/), [it]")
    page.wait_for_selector(f"{OVERLAY} >> text=content/pages/about.en.md", timeout=PATIENCE)
    assert running.same_document
    place.edit(text, ", [nothing](/en/nothing/), [it]", ", mended: [it]")
    running.shows("mended")
    page.wait_for_selector(OVERLAY, state="detached", timeout=PATIENCE)
    assert running.notes.faults == []


def test_a_broken_start_says_what_is_wrong_at_every_address_and_heals(
    furnished: Place, browser: Browser, tmp_path: Path
) -> None:
    """There is no last good page yet; as soon as there is one, it is shown."""
    place = copied(furnished, tmp_path)
    place.edit("content/events/opening.yaml", "kind: exhibition-opening", "kind: exhibition-openin")
    with previewed(place, tmp_path / "log") as address, visitor(browser) as context:
        page = context.new_page()
        for where in (EVENT, "en/nothing/", ""):
            page.goto(f"{address}/{where}")
            page.wait_for_selector(f"{OVERLAY} >> text=content/events/opening.yaml:1:7", timeout=PATIENCE)
        page.goto(f"{address}/{EVENT}")
        page.wait_for_selector(OVERLAY, timeout=PATIENCE)
        place.edit("content/events/opening.yaml", "kind: exhibition-openin", "kind: exhibition-opening")
        page.wait_for_selector("h1 >> text=Opening", timeout=PATIENCE)
        page.wait_for_selector(OVERLAY, state="detached", timeout=PATIENCE)


def test_a_new_record_is_shown_where_the_list_is_open(running: Running) -> None:
    """It is begun by the program itself, as an editor begins it."""
    running.visit("en/events/")
    asked = ["new", "event", "--project", str(running.place.root), "Reading", "--set", "when=2026-06-01"]
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", *asked], capture_output=True, text=True, check=False, cwd=HOME
    )
    assert done.returncode == 0, done.stdout + done.stderr
    running.shows("Reading")
    assert running.notes.faults == []


def test_an_old_file_that_is_copied_in_is_shown(running: Running) -> None:
    """Its time is of 2019, before that of the file it replaces and of everything that was made."""
    running.visit(PHOTO)
    shown = "document.querySelector('.stage img').currentSrc"
    before, old = running.asks(shown), running.place.root / "photos" / "ada-1.jpg"
    with Image.open(old) as opened:
        ImageOps.invert(opened.convert("RGB")).save(running.place.root.parent / "old.jpg")
    os.utime(running.place.root.parent / "old.jpg", (1_546_300_800, 1_546_300_800))
    shutil.copy2(running.place.root.parent / "old.jpg", old)
    running.page.wait_for_function(f"before => {shown} && {shown} !== before", arg=before, timeout=PATIENCE)
    assert running.notes.faults == []


def test_a_renamed_page_leads_to_its_new_address_and_a_deleted_one_to_its_list(running: Running) -> None:
    """And an address at which nothing is yet shows the page as soon as there is one."""
    place, page, events = running.place, running.page, running.place.root / "content" / "events"
    running.visit(EVENT)
    for path in list(events.glob("opening.*")):
        path.rename(path.with_name(path.name.replace("opening", "vernissage")))
    for path in place.root.joinpath("content").rglob("*.*"):
        if path.suffix in {".yaml", ".md"}:
            path.write_text(re.sub(r"(event: ?)opening", r"\1vernissage", path.read_text("utf-8")), "utf-8")
    page.wait_for_url("**/en/events/vernissage/", timeout=PATIENCE)
    running.shows("Opening")
    running.visit("en/events/later/")
    record = (events / "vernissage.yaml").read_text("utf-8")
    (events / "later.yaml").write_text(record.replace("vernisaz", "pozdeji"), "utf-8")
    running.shows("Opening")
    (events / "later.yaml").unlink()
    page.wait_for_url("**/en/events/", timeout=PATIENCE)


def test_a_draft_says_so(running: Running) -> None:
    """Only the preview shows it."""
    running.visit(EVENT)
    with (running.place.root / "content" / "events" / "opening.yaml").open("a", encoding="utf-8") as record:
        record.write("draft: true\n")
    running.shows("This is a draft.")


def test_what_was_shown_ahead_goes_where_another_page_keeps_the_site_from_being_finished(running: Running) -> None:
    """The open page itself was sound, so it was on the screen at once; but this site will not be published."""
    place, page, base = running.place, running.page, "templates/base.html"
    note = "new MutationObserver(() => sessionStorage.seen += document.body?.innerText)"
    page.context.add_init_script(f"{note}.observe(document, {{ childList: true, subtree: true }})")
    running.visit(EVENT)
    dead = '<p>Everywhere.</p>{% if page.key == "page:about" %}<a href="/en/nothing/">dead</a>{% endif %}</main>'
    place.edit(base, "</main>", dead)
    running.log_says("[dead-link] On en/about/index.html, a link leads to ../nothing/")
    page.wait_for_function(
        "() => sessionStorage.seen.includes('Everywhere.') && !document.body.innerText.includes('Everywhere.')",
        timeout=PATIENCE,
    )
    place.edit(base, dead, "<p>At last.</p></main>")
    running.shows("At last.")
    assert running.notes.faults == []


def test_without_script_the_page_is_as_ever(chromium: Browser, served: tuple[Place, str, Path]) -> None:
    """It is only not loaded by itself."""
    with visitor(chromium, java_script_enabled=False) as context:
        page = context.new_page()
        notes = Notes(page)
        page.goto(f"{served[1]}/{EVENT}")
        assert page.locator("h1").count() == 1
        assert notes.faults == []


def test_nothing_of_it_is_in_a_site(furnished: Place) -> None:
    """The script is added where a page is answered, not where it is made."""
    files = [path for path in furnished.output.rglob("*") if path.is_file()]
    assert [path for path in files if b"livereload" in path.read_bytes()] == []
