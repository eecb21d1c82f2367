"""Pictures of pages before and after a change, taken by the real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from bench.before_after import WIDTHS, differences, since, write
from tests.conftest import Place

EVENT, ABOUT = "en/events/opening/index.html", "en/about/index.html"


def kept(place: Place) -> Path:
    """Build, and put the output aside."""
    assert not place.build().failed
    aside = place.root.parent / "before"
    shutil.copytree(place.output, aside)
    return aside


def test_pages_that_changed_are_shown_side_by_side(place: Place, chromium: Browser, tmp_path: Path) -> None:
    """In two widths, with a frame around what differs; those that look the same only in the table."""
    before = kept(place)
    place.edit("content/events/opening.yaml", "en: The exhibition begins.", "en: Another žlutý beginning.")
    assert not place.build().failed
    folder = tmp_path / "pictures"
    said = write(before, place.output, folder, 12, "cs", chromium)
    assert "`/en/events/opening/`" in said
    row = next(line for line in said.splitlines() if "/en/events/opening/" in line)
    assert re.search(r"\| (\d+,\d %|pod 0,1 %) \| (\d+,\d %|pod 0,1 %) \|$", row)
    assert "/en/about/" not in said
    assert "/cs/akce/" not in said
    assert (folder / "summary.md").read_text("utf-8") == said
    shown = (folder / "index.html").read_text("utf-8")
    for width in WIDTHS:
        names = [f"en_events_opening-{width}-{when}.png" for when in ("before", "after")]
        assert all(name in shown for name in names)
        with Image.open(folder / names[0]) as old, Image.open(folder / names[1]) as new:
            assert old.width == new.width == width
            assert (208, 0, 0) in {colour for _, colour in new.convert("RGB").getcolors(1_000_000)}
            assert old.convert("RGB").tobytes() != new.convert("RGB").tobytes()


def test_new_pages_and_those_that_are_gone_are_said(place: Place, chromium: Browser, tmp_path: Path) -> None:
    """Each with the one picture that there is; no more pages than asked for are taken."""
    before = kept(place)
    for code in ("cs", "en"):
        place.write(f"content/pages/visit.{code}.md", "Text.\n")
        (place.root / f"content/pages/about.{code}.md").unlink()
    place.write("content/pages/visit.yaml", "title: {cs: Pozvání, en: Visit}\nsummary: {cs: A., en: A.}\n")
    (place.root / "content/pages/about.yaml").unlink()
    place.edit("content/site.yaml", 'events, "page:about"', "events")
    assert not place.build().failed
    states = {one.path: one.state for one in differences(before, place.output)}
    assert (states[ABOUT], states["en/visit/index.html"], states["en/index.html"]) == ("gone", "new", "changed")
    folder = tmp_path / "pictures"
    said = write(before, place.output, folder, 2, "en", chromium)
    taken = {one.name.rpartition("-")[0].rpartition("-")[0] for one in folder.glob("*.png")}
    assert len(taken) <= 2
    assert f"pictures of 2 of {len(states)} pages" in said
    assert "| new |" in said
    assert "| gone |" in said


def test_the_name_of_a_style_sheet_is_no_change_and_its_rules_are(place: Place) -> None:
    """Fonts are cut down to the letters in use, so that a letter more gives every page another style sheet."""
    before = kept(place)
    place.edit("content/events/opening.yaml", "en: The exhibition begins.", "en: The exhibition begins ŵ.")
    assert not place.build().failed
    changed = {one.path for one in differences(before, place.output)}
    assert EVENT in changed
    assert ABOUT not in changed
    (sheet,) = place.output.rglob("*.css")
    sheet.write_text(sheet.read_text("utf-8") + "\nh1 { color: red }\n", "utf-8")
    assert ABOUT in {one.path for one in differences(before, place.output)}


def test_a_picture_with_another_name_is_no_change(tmp_path: Path) -> None:
    """What it holds is."""
    for site, digits, holds in (("a", "11111111", b"x"), ("b", "22222222", b"x"), ("c", "33333333", b"y")):
        (tmp_path / site / "media").mkdir(parents=True)
        (tmp_path / site / "index.html").write_text(f'<img src="media/one.{digits}.jpg">', "utf-8")
        (tmp_path / site / f"media/one.{digits}.jpg").write_bytes(holds)
    assert differences(tmp_path / "a", tmp_path / "b") == []
    assert [one.path for one in differences(tmp_path / "a", tmp_path / "c")] == ["index.html"]


def test_a_commit_is_compared_with_what_is_there_now(place: Place, tmp_path: Path) -> None:
    """The project may be a folder of its repository, which is left as it was."""
    git = ["git", "-C", str(place.root.parent), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "Begin"]):
        subprocess.run([*git, *words], check=True)
    place.edit("content/events/opening.yaml", "en: The exhibition begins.", "en: Another beginning.")
    before, after = since("HEAD", place.root, tmp_path / "work")
    assert "The exhibition begins." in (before / EVENT).read_text("utf-8").replace("\u00a0", " ")
    changed = {one.path: one.state for one in differences(before, after)}
    assert changed[EVENT] == "changed"
    assert ABOUT not in changed
    trees = subprocess.run([*git, "worktree", "list"], check=True, capture_output=True, text=True).stdout
    assert len(trees.splitlines()) == 1


def test_nothing_before_is_no_failure(place: Place, chromium: Browser, tmp_path: Path) -> None:
    """Where the site could not be built before, that is said."""
    assert not place.build().failed
    assert differences(place.output, place.output) == []
    said = write(place.root / "nothing", place.output, tmp_path / "pictures", 12, "en", chromium)
    assert "could not be built" in said
    assert "No page has changed." in write(place.output, place.output, tmp_path / "same", 12, "en", chromium)
