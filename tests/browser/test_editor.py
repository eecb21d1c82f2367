"""The editor in a real browser: what it writes into a folder is read without a fault."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sitegen.content.charts import Infographic
from sitegen.content.language_list import read_languages
from sitegen.content.records import parsed
from sitegen.content.typed import typed
from sitegen.model.problems import Problems
from sitegen.serve.editor import Editor
from sitegen.serve.hub import Hub
from sitegen.serve.server import Served, start
from tests.browser.visiting import visitor
from tests.conftest import FILES, Place

ROOT = Path(__file__).parents[2]
POSTER = "content/infographics/attitudes.yaml"
TEXT = "Text s *hvězdičkami*, [odkazem](event:opening) a <!-- poznámkou -->.\n\n* bod\n+ jiný\n\n## Nadpis {#sem}\n"
PATIENCE = 60_000
FOLDER = "window.showDirectoryPicker = () => navigator.storage.getDirectory()"
"""Nobody can choose a folder for a test: the browser's own private one, of the same interface, takes its place."""

FILL = """async files => {
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split('/'), name = parts.pop();
    let folder = await navigator.storage.getDirectory();
    for (const part of parts) folder = await folder.getDirectoryHandle(part, {create: true});
    const file = await (await folder.getFileHandle(name, {create: true})).createWritable();
    await file.write(text);
    await file.close();
  }
}"""
READ = """async () => {
  const found = {};
  const walk = async (folder, at) => {
    for await (const [name, one] of folder.entries()) {
      if (one.kind === 'directory') await walk(one, `${at}${name}/`);
      else found[at + name] = await (await one.getFile()).text();
    }
  };
  await walk(await navigator.storage.getDirectory(), '');
  return found;
}"""


@pytest.fixture
def address(place: Place) -> str:
    """The editor of the small project."""
    one = socket.create_server(("127.0.0.1", 0))
    one.setblocking(False)  # noqa: FBT003 - the standard library's own signature
    hub = Hub()
    hub.ready = True
    start(Served(place.output, hub, b"", bytes, lambda _: b"", Editor(place.project)), [one])
    return f"http://127.0.0.1:{one.getsockname()[1]}/admin/"


def saved(page: Page) -> None:
    """Save, and wait until that is done: then the list is shown again."""
    page.get_by_role("button", name="Uložit").click()
    page.wait_for_function("() => !/entries|new/.test(location.hash)", timeout=PATIENCE)


def write_records(page: Page, address: str) -> None:
    """Change a record of three kinds, and make a new one."""
    page.goto(f"{address}#/collections/theme/entries/home")
    page.get_by_role("textbox", name="English").first.fill("At home")
    saved(page)
    page.goto(f"{address}#/collections/event/entries/opening")
    page.get_by_role("textbox", name="Čeština").first.fill("Zahájení: hudba a koláč")
    saved(page)
    page.goto(f"{address}#/collections/theme/new")
    for number, text in enumerate(["Škola a řeč", "School", "O škole.", "About school."]):
        page.get_by_role("textbox", name=("Čeština", "English")[number % 2]).nth(number // 2).fill(text)
    saved(page)
    page.goto(f"{address}#/collections/infographic/entries/attitudes")
    page.get_by_role("textbox", name="Čeština").first.fill("Postoje")
    saved(page)


def write_texts(page: Page, address: str) -> None:
    """Change a text, and make a new one."""
    page.goto(f"{address}#/collections/page-text/entries/about")
    text = page.get_by_role("textbox", name="Text").locator("visible=true").first
    text.fill(f"{text.input_value()}\nA konec.")
    saved(page)
    page.goto(f"{address}#/collections/theme-text/new")
    page.get_by_role("textbox", name="Text").locator("visible=true").first.fill("O domově.")
    page.get_by_role("textbox", name="Slug").fill("home")
    saved(page)


def check_poster(place: Place, text: str) -> None:
    """An infographic is sound, with the units that no form shows; the small project has no templates for it."""
    problems = Problems()
    record = parsed(text, POSTER, problems)
    assert record
    assert typed(Infographic, record, read_languages(place.project, problems), problems)
    assert not list(problems)
    assert "cs: Postoje\n" in text
    assert "few: lidé" in text
    (place.root / POSTER).unlink()


def check_texts(before: dict[str, str], after: dict[str, str]) -> None:
    """Not a sign has changed but what was typed."""
    assert after["content/pages/about.cs.md"] == f"{TEXT}A konec.\n"
    assert after["content/pages/about.en.md"] == before["content/pages/about.en.md"]
    assert after["content/themes/home.cs.md"] == "O domově.\n"


def test_what_the_editor_writes_is_sound(chromium: Browser, address: str, place: Place) -> None:
    """In Czech, without a request to anybody else or a word in the console that would frighten anybody.

    A list of days, a flag in words and the units of an infographic survive, and all the Markdown that nobody touched.
    """
    place.edit("content/themes/home.yaml", "summary:", "draft: ne\nsummary:")
    place.write("content/events/walks.yaml", place.root.joinpath("content/events/opening.yaml").read_text("utf-8"))
    place.edit("content/events/walks.yaml", "slug: {cs: vernisaz}\n", "")
    place.edit("content/events/walks.yaml", "when: 2026-05-03..2026-05-05", "when: [2026-05-03, 2026-05-05]")
    place.write(POSTER, (ROOT / POSTER).read_text("utf-8"))
    place.write("content/pages/about.cs.md", TEXT)
    before = {name: (place.root / name).read_text("utf-8") for name in [*FILES, "content/events/walks.yaml", POSTER]}
    said: list[str] = []
    with visitor(chromium, locale="cs-CZ") as context:
        context.add_init_script(FOLDER)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda one: said.append(one.text) if one.type in {"error", "warning"} else None)
        page.goto(address)
        page.evaluate(FILL, before | {".git/HEAD": "ref: refs/heads/main\n"})
        page.get_by_role("button", name="Pracovat s lokálním repozitářem").click()
        page.get_by_text("Akce / An event").first.click()
        page.get_by_text("Nyní si prohlížíte").wait_for(state="attached")
        write_records(page, address)
        write_texts(page, address)
        after = page.evaluate(READ)
    assert "At home" in after["content/themes/home.yaml"]
    assert "draft: ne\n" in after["content/themes/home.yaml"]
    assert "Zahájení: hudba a koláč" in after["content/events/opening.yaml"]
    assert after["content/events/walks.yaml"] == before["content/events/walks.yaml"]
    assert "Škola a řeč" in after["content/themes/skola-a-rec.yaml"]
    check_poster(place, after.pop(POSTER))
    check_texts(before, after)
    assert said == []
    for name in after.keys() - {".git/HEAD"}:
        place.write(name, after[name])
    assert place.problems() == [("content/themes/home.yaml:1:1", "untranslated-prose")]
