"""`translations` and `list`: what lags behind and what waits, as an editor sees it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.content.load import load
from sitegen.content.release import publishable
from sitegen.content.translating.translation_lock import LOCK, digest
from sitegen.content.translating.translations import translations
from sitegen.content.translating.unit_texts import units
from sitegen.making.originals import understood
from sitegen.model import project as projects
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options
from sitegen.upkeep import look, report_of
from sitegen.upkeep.status_page import status_page
from sitegen.upkeep.waiting_lists import waiting
from tests.conftest import NOW, SAMPLE, SERIES, Place

CAPTION = "content/photos/ada-1.yaml"


@pytest.fixture(autouse=True)
def _sample_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own templates are not what is tested here."""
    monkeypatch.setattr(projects, "HOME", SAMPLE)


def run(place: Place, *words: str) -> int:
    """Run a verb as an editor does."""
    return cli.main([*words, "--project", str(place.root), "--messages", "en"])


def lock_of(place: Place) -> str:
    """The text of the lock."""
    return (place.root / LOCK).read_text("utf-8")


def stale(place: Place) -> list[tuple[str, str, str]]:
    """Every translation that lags behind: reference, field, language."""
    site = load(place.project, Options(), Problems(), understood)
    found = translations(site, Problems())
    return [(one.unit.ref, one.unit.field, one.language) for one in found if one.state == "stale"]


def test_translations_that_nobody_has_confirmed_are_named(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """Their number alone leads to none of them."""
    assert run(place, "translations", "done") == 0
    place.edit(CAPTION, "A window on the yard.", "A window to the yard.")
    capsys.readouterr()
    assert run(place, "translations") == 0
    assert "content/photos/ada-1.yaml:5:35  photo:ada-1 caption (English)" in capsys.readouterr().out


# --- translations -----------------------------------------------------------------------------------------------


def test_an_edited_original_makes_exactly_its_translation_stale(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command says where, and ends with 1; a translation that is edited too, or confirmed, is none any more."""
    assert run(place, "translations", "done") == 0
    assert run(place, "translations") == 0
    place.edit(CAPTION, "Okno do dvora.", "Okno do zahrady.")
    assert stale(place) == [("photo:ada-1", "caption", "en")]
    capsys.readouterr()
    assert run(place, "translations") == 1
    assert "content/photos/ada-1.yaml:5:37  photo:ada-1 caption (English)" in capsys.readouterr().out
    place.edit(CAPTION, "A window on the yard.", "A window on the garden.")
    assert stale(place) == []
    assert run(place, "translations") == 0
    assert run(place, "translations", "done", "photo:ada-1", "caption") == 0
    place.edit(CAPTION, "Okno do zahrady.", "Okno do sadu.")
    assert stale(place) == [("photo:ada-1", "caption", "en")]


def test_one_caption_of_the_real_content(tmp_path: Path) -> None:
    """Git and its history are not needed."""
    for folder in ("content", "podcasts"):
        shutil.copytree(HOME / folder, tmp_path / folder)
    (tmp_path / "photos").symlink_to(HOME / "photos")
    place = Place(tmp_path, HOME)
    before = stale(place)
    current = {
        (one.unit.ref, one.unit.field)
        for one in translations(load(place.project, Options(), Problems(), understood), Problems())
        if one.state == "current"
    }
    photos = sorted((tmp_path / "content/photos").glob("*.yaml"))
    record = next(path for path in photos if (f"photo:{path.stem}", "caption") in current)
    lines = record.read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("caption:"))
    czech = next(number for number in range(at, len(lines)) if lines[number].lstrip().startswith("cs:"))
    lines[czech] = lines[czech].replace("cs: ", "cs: Tady ", 1)
    record.write_text("\n".join(lines) + "\n", "utf-8")
    assert [one for one in stale(place) if one not in before] == [(f"photo:{record.stem}", "caption", "en")]


def test_nothing_is_confirmed_twice(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """And nobody is told to keep a file that has not changed."""
    assert run(place, "translations", "done") == 0
    assert "content/translations.lock" in capsys.readouterr().out
    assert run(place, "translations", "done") == 0
    assert capsys.readouterr().out == "Nothing new to confirm: these texts are as they were confirmed last.\n"


def test_what_was_not_translated_again_is_confirmed_only_as_minor(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """A typo in the original changes nothing for the translation: that is said with a word."""
    run(place, "translations", "done")
    place.edit(CAPTION, "Okno do dvora.", "Okno do dvorku.")
    before = lock_of(place)
    assert run(place, "translations", "done") == 1
    assert "--minor" in capsys.readouterr().out
    assert lock_of(place) == before
    assert run(place, "translations", "done", "--minor", "photo:ada-1") == 0
    assert stale(place) == []
    assert run(place, "translations") == 0


def test_the_language_of_the_original_is_the_one_that_the_record_names(place: Place) -> None:
    """A comment may have been written in English."""
    place.edit(CAPTION, "comment_language: cs", "comment_language: en")
    run(place, "translations", "done")
    place.edit(CAPTION, "The window is lit.", "The window is bright.")
    assert stale(place) == [("photo:ada-1", "comment", "cs")]


def test_texts_beside_records_and_labels_in_lists_are_tracked(place: Place) -> None:
    """Wherever a text has several languages, and however its lines break."""
    place.edit("content/events/opening.yaml", "when:", "figures: [{value: 3, label: {cs: lidé, en: people}}]\nwhen:")
    run(place, "translations", "done")
    place.edit("content/pages/about.cs.md", "Text o výstavě", "Dlouhý text o výstavě")
    place.edit("content/events/opening.yaml", "cs: lidé", "cs: hosté")
    place.edit("content/themes/home.yaml", "cs: O domově.", "cs: O  domově.")
    assert stale(place) == [("page:about", "text", "en"), ("event:opening", "figures.0.label", "en")]


def test_what_is_missing_has_no_original_or_is_copied_is_listed(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the place where it would stand; a name that is the same in both languages is none of these."""
    (place.root / "content/pages/about.en.md").unlink()
    place.edit("content/themes/home.yaml", "en: About home.", "en: O domově svých lidí.")
    place.edit("content/themes/home.yaml", "cs: O domově.", "cs: O domově svých lidí.")
    assert run(place, "translations", "--format", "json") == 1
    said = json.loads(capsys.readouterr().out)
    texts = {(one["ref"], one["field"], one["state"], one["line"]) for one in said["texts"]}
    assert ("page:about", "text", "missing", 1) in texts
    assert ("theme:home", "summary", "identical", 2) in texts
    assert ("place:park", "title", "identical", 1) not in texts
    assert said["languages"]["en"]["done"] == said["languages"]["en"]["all"] - 1
    place.write("content/pages/about.en.md", "Only here.")
    (place.root / "content/pages/about.cs.md").unlink()
    run(place, "translations", "--format", "json")
    texts = {(one["ref"], one["field"], one["state"]) for one in json.loads(capsys.readouterr().out)["texts"]}
    assert ("page:about", "text", "orphaned") in texts


def test_what_nobody_has_written_is_missing_and_is_never_confirmed(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """The “…” of a draft and the hint in its text are no translations, so they never count as done."""
    place.edit(CAPTION, "en: A window on the yard.", 'en: "…"')
    place.edit(CAPTION, "author: ada", "author: ada\ndraft: true")
    place.write("content/pages/about.en.md", "<!-- What the page says. -->\n\n…\n")
    assert run(place, "translations", "--format", "json") == 1
    said = json.loads(capsys.readouterr().out)
    missing = {(one["ref"], one["field"]) for one in said["texts"] if one["state"] == "missing"}
    assert missing == {("photo:ada-1", "caption"), ("page:about", "text")}
    assert said["languages"]["en"]["done"] == said["languages"]["en"]["all"] - 2
    assert run(place, "translations", "done") == 0
    assert digest("…") not in lock_of(place)


def test_an_entry_or_a_text_that_is_not_there_is_said(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """With the names of those that are."""
    assert run(place, "translations", "done", "photo:nobody") == 2
    assert run(place, "translations", "done", "photo:ada-1", "captoin") == 2
    assert "alt, caption, comment, title" in capsys.readouterr().err
    assert not (place.root / LOCK).exists()


def test_a_broken_line_of_the_lock_is_told_with_its_place(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """As after a merge that nobody finished."""
    run(place, "translations", "done")
    (place.root / LOCK).write_text("<<<<<<< HEAD\n" + lock_of(place), "utf-8")
    assert run(place, "translations") == 1
    assert f"{LOCK}:1:1: error [bad-translation-lock]" in capsys.readouterr().out


def test_confirming_forgets_what_is_gone_and_keeps_what_is_stale(place: Place) -> None:
    """So that the lock does not grow for ever."""
    run(place, "translations", "done")
    for name in ("content/photos/ada-2.yaml", "photos/ada-2.jpg"):
        (place.root / name).unlink()
    place.edit(CAPTION, "Okno do dvora.", "Okno do zahrady.")
    run(place, "translations", "done")
    assert "photo:ada-2" not in lock_of(place)
    assert stale(place) == [("photo:ada-1", "caption", "en")]


def test_a_build_says_how_far_the_languages_are(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """On one line, where translations are tracked."""
    run(place, "build", "--no-print")
    assert "Translations" not in capsys.readouterr().out
    run(place, "translations", "done")
    place.edit(CAPTION, "Okno do dvora.", "Okno do zahrady.")
    capsys.readouterr()
    assert run(place, "build", "--no-print") == 0
    assert re.search(r"^Translations: English 9\d %$", capsys.readouterr().out, re.MULTILINE)


def test_every_text_of_every_model_is_found(place: Place) -> None:
    """Chapters, charts and the settings too."""
    place.write("content/podcasts/talks.yaml", SERIES + "event: opening\n")
    site = load(place.project, Options(), Problems(), understood)
    fields = {f"{unit.ref} {unit.field}" for unit in units(site)}
    assert {"site title", "site organization.name", "photo:ada-1 alt", "venue:hall city", "page:about text"} <= fields
    assert not [field for field in fields if "slug" in field]


# --- lists ------------------------------------------------------------------------------------------------------


def listed(place: Place, name: str, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, str | None]]:
    """What a list says as of the day of the tests: file and line, reference, day."""
    capsys.readouterr()
    assert run(place, "list", name, "--now", NOW.isoformat(), "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    return [(f"{one['file']}:{one['line']}", one["ref"], one["day"]) for one in found]


def test_what_waits_is_listed_with_its_place_and_day(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """Drafts, consents that end, dates on which the site changes, files that nothing uses."""
    assert listed(place, "drafts", capsys) == []
    place.edit("content/events/opening.yaml", "when:", "draft: true\nwhen:")
    place.edit(CAPTION, "date: 2020-01-01}", "date: 2020-01-01, expires: 2026-06-15}")
    place.write("photos/forgotten.jpg", "x")
    place.write("photos/.DS_Store", "x")
    place.write("content/themes/unused.yaml", "title: {cs: Nic, en: Nothing}\nsummary: {cs: Nic., en: Nothing.}\n")
    assert listed(place, "drafts", capsys) == [("content/events/opening.yaml:5", "event:opening", None)]
    ends = ("content/photos/ada-1.yaml:13", "photo:ada-1", "2026-06-15")
    assert listed(place, "expiring", capsys) == [ends]
    assert listed(place, "unused", capsys) == [
        ("content/themes/unused.yaml:1", "theme:unused", None),
        ("photos/forgotten.jpg:1", "", None),
    ]
    days = [(ref, day) for _, ref, day in listed(place, "upcoming", capsys)]
    assert days == [
        ("venue:hall", "2026-05-03"),
        ("venue:hall", "2026-05-31"),
        ("photo:ada-1", "2026-06-15"),
    ]


def test_a_list_is_told_in_sentences(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """And an empty one too."""
    assert run(place, "list", "drafts") == 0
    assert capsys.readouterr().out == "The list “drafts” is empty.\n"
    place.edit("content/events/opening.yaml", "when:", "sample: true\nwhen:")
    assert run(place, "list", "samples") == 0
    assert "content/events/opening.yaml:5:9  event:opening" in capsys.readouterr().out


def test_the_page_of_what_waits_names_files_and_pages(place: Place) -> None:
    """And says what is to be done in the editor's language."""
    run(place, "translations", "done")
    place.edit("content/events/opening.yaml", "when:", "draft: true\nwhen:")
    place.edit(CAPTION, "Okno do dvora.", "Okno <b>do</b> zahrady.")
    options = Options(now=NOW, preview=True)
    asked = look(place.project, options, Problems(), lambda: None)
    shown = publishable(asked.site, options, Problems())
    page = status_page(asked, shown, report_of(asked, "cs"), lambda file, line, _: f"edit://{file}:{line}").decode()
    assert 'href="edit://content/events/opening.yaml:5"' in page
    assert 'href="/cs/akce/vernisaz/"' in page
    assert "caption: zaostává za originálem (English)" in page
    assert "<b>do" not in page
    assert '<b><a href="/cs/fotografie/ada-1/">Okno</a></b>' in page
    assert '<span class="ref">Fotografie · photo:ada-1</span>' in page
    assert "naplánované" in page.partition("Nic nečeká v seznamech: ")[2].partition("</p>")[0]


def test_a_long_list_is_opened_by_whoever_wants_it(place: Place) -> None:
    """The first lines are shown; what is no record is called by its file."""
    for number in range(20):
        (place.root / f"photos/spare-{number:02}.jpg").write_bytes(b"-")
    asked = look(place.project, Options(now=NOW), Problems(), lambda: None)
    page = status_page(asked, None, report_of(asked, "en"), lambda *_: "", ["unused"]).decode()
    first, _, rest = page.partition("<details>")
    assert first.count("<tr>") + rest.count("<tr>") == len(waiting("unused", asked))
    assert first.count("<tr>") == 12
    assert '<b>photos/spare-00.jpg</b><span class="said">no record names this file</span>' in first


def test_the_page_can_be_saved(place: Place, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """`translations --html` needs nothing beside it."""
    run(place, "translations", "done")
    place.edit(CAPTION, "Okno do dvora.", "Okno do zahrady.")
    run(place, "translations", "--html")
    page = capfdbinary.readouterr().out
    assert b"photo:ada-1" in page
    assert b"stylesheet" not in page


def test_a_kill_leaves_nothing_half_written_among_the_sources(built: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a verb writes there takes shape in the cache, and is renamed from there."""
    moved: dict[str, Path] = {}
    rename = Path.replace

    def heard(path: Path, target: Path) -> Path:
        if built.project.cache not in target.parents:
            moved[target.name] = path.parent
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", heard)
    assert run(built, "new", "page", "Kontakt") == 0
    assert run(built, "translations", "done") == 0
    assert run(built, "schemas") == 0
    assert {"kontakt.yaml", "kontakt.cs.md", Path(LOCK).name, "settings.json"} <= moved.keys()
    assert set(moved.values()) == {built.project.cache}
