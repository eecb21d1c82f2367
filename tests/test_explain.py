"""`explain PATH`: what an output is made of, why it was made or kept, and what would change it."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from sitegen import cli
from sitegen.explain import Explanation, explain
from sitegen.explain.words import as_data, as_text
from sitegen.making.recipes import RECIPES
from sitegen.making.store import Store
from sitegen.model import project as projects
from sitegen.model.messages import LANGUAGES, messages
from sitegen.model.problems import Problems
from sitegen.model.project import Options
from sitegen.pipeline import MARKER, judged, ledger, opened
from sitegen.plan import make_plan
from tests.conftest import NOW, SAMPLE, Place, picture
from tests.print.test_builds import furnished
from tests.test_consent import Show

EVENT = "en/events/opening/index.html"


def explained(place: Place, path: str, **options: Any) -> Explanation:
    """What is said of an output of a sound project."""
    asked = Options(**{"now": NOW, "printing": False} | options)
    return explain(place.project, asked, path, Problems(), lambda: None)


def reasons(found: Explanation) -> list[tuple[str, ...]]:
    """What has changed: the subject, its name, and the fields."""
    return [(one.subject, one.name, *(field for _, field in one.where)) for one in found.reasons]


def one_like(place: Place, pattern: str) -> str:
    """The published file whose name this is."""
    found = [name for name in place.files() if re.fullmatch(pattern, name)]
    assert len(found) == 1, found
    return found[0]


def published_unmade(place: Place, **options: Any) -> None:
    """Note that everything is published, without the time that making it takes."""
    asked, problems = Options(**{"now": NOW} | options), Problems()
    with Store(place.project.cache) as store:
        whole = opened(place.project, asked, store, problems)
        site = judged(whole, asked, store, problems)
        plan = make_plan(site, asked, store, problems)
        assert not problems.failed, list(problems)
        store.note_published(place.output, ledger(whole, asked, plan, store).packed())
    place.output.mkdir(exist_ok=True)
    (place.output / MARKER).write_text(json.dumps({path: [print_, 0] for path, print_ in plan.published.items()}))


# --- which one is meant --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        EVENT,
        f"./{EVENT}",
        f"output/{EVENT}",
        f"output\\{EVENT}".replace("/", "\\"),
        "en/events/opening",
        "/en/events/opening/",
        "/en/events/opening/#place",
        "https://example.org/en/events/opening/?from=feed",
    ],
)
def test_an_output_has_many_names(built: Place, asked: str) -> None:
    """A path as any system writes it, or an address."""
    assert explained(built, asked).path == EVENT


def test_a_file_on_this_computer_is_meant_too(built: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its whole path, or by one from the folder where somebody stands."""
    assert explained(built, str(built.output / EVENT)).path == EVENT
    monkeypatch.chdir(built.output / "en" / "events")
    assert explained(built, "opening/index.html").path == EVENT


def test_digits_of_a_fingerprint_may_be_left_out(built: Place) -> None:
    """Nobody knows them by heart."""
    assert explained(built, "static/site.css").path == one_like(built, r"static/site\.\w+\.css")


def test_the_path_of_the_site_may_stand_in_an_address(place: Place) -> None:
    """Where the site is not at the root of its host."""
    base = "https://example.org/show/"
    assert place.build(base_url=base).failed is False
    assert explained(place, f"{base}en/events/opening/", base_url=base).path == EVENT


def test_what_nobody_makes_is_a_problem(
    built: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the names that are nearest."""
    monkeypatch.setattr(projects, "HOME", SAMPLE)
    words = ["explain", "--project", str(built.root), "--now", NOW.isoformat(), "--no-print", "--messages", "en"]
    assert cli.main([*words, "en/events/openin"]) == 1
    assert "Did you mean en/events/opening/index.html" in capsys.readouterr().out
    built.edit("content/photos/ada-1.yaml", "author: ada", "author: eva")
    assert cli.main([*words, EVENT]) == 1
    assert "[unknown-reference]" in capsys.readouterr().out


# --- what it is, and what it is made of ----------------------------------------------------------------------------


def test_a_page_is_made_of_records_texts_and_templates(built: Place) -> None:
    """And of whatever its view has asked for."""
    found = explained(built, "en/about/index.html")
    assert found.made_of
    assert str(found.made_of.origin) == "content/pages/about.yaml:1:1"
    assert found.made_of.texts == ("content/pages/about.en.md",)
    assert found.made_of.records == ("event:opening",)
    assert found.made_of.templates[0] == "templates/page.html"
    assert "templates/base.html" in found.made_of.templates
    assert found.made_of.words == ("i18n/en/LC_MESSAGES/messages.po",)
    assert found.made_of.recipe == "templates:page"
    assert any(name.startswith("jinja2 ") for name in found.made_of.libraries)
    assert one_like(built, r"static/site\.\w+\.css") in found.made_of.loads
    text = as_text(found, built.project, "en")
    assert text.startswith("en/about/index.html: the page of page:about in English\n")
    assert "It is kept" in text


def test_a_list_is_made_of_every_record_of_a_kind(built: Place) -> None:
    """A new one would be in it."""
    found = explained(built, "en/events/index.html").made_of
    assert found
    assert "event" in found.kinds


@pytest.mark.parametrize(
    ("pattern", "says", "of"),
    [
        (r"media/ada-1-480\.\w+\.avif", "photos/ada-1.jpg: 480 × 320 pixels, avif", "photos/ada-1.jpg"),
        (r"static/site\.\w+\.css", "style sheet", "static/css/"),
        (r"static/sourcesans3-regular\.\w+\.woff2", "the font SourceSans3-Regular", "SourceSans3-Regular"),
        (r"en/feed\.xml", "a feed", "templates/feeds/atom.xml"),
        (r"sitemap\.xml", "a file for programs", "templates/feeds/sitemap.xml"),
        (r"q/ada-1/qr\.svg", "the code of https://example.org/q/ada-1/ for screens, svg", "content/photos/ada-1.yaml"),
        (r"q/ada-1/index\.html", "the page behind the printed code “ada-1”", "content/photos/ada-1.yaml"),
        (r"en/index\.html", "the home page in English", "content/events/*.yaml"),
    ],
)
def test_every_family_is_explained(built: Place, pattern: str, says: str, of: str) -> None:
    """In words, with the files that it comes from."""
    found = explained(built, one_like(built, pattern))
    assert says in as_text(found, built.project, "en")
    assert any(of in name for name in as_data(found, built.project, "en")["would_change"])
    assert found.state == "kept"


@pytest.mark.parametrize("row", RECIPES)
def test_every_order_has_words(row: str) -> None:
    """In every language, filled in from its fields."""
    module, _, name = row.partition(":")
    known = {field.name for field in dataclasses.fields(getattr(import_module(f"sitegen.model.{module}"), name))}
    if name != "PageOrder":
        for language in LANGUAGES:
            assert set(re.findall(r"{(\w+)", messages(language).outputs[name])) <= known


# --- why -----------------------------------------------------------------------------------------------------------


def caption(place: Place) -> None:
    place.edit("content/photos/ada-1.yaml", "A window on the yard.", "A window on the garden.")


def prose(place: Place) -> None:
    place.edit("content/pages/about.en.md", "About the exhibition", "On the exhibition")


def template(place: Place) -> None:
    place.edit("templates/event.html", "{{ title }}", "{{ title }}!")


def photograph(place: Place) -> None:
    picture(place.root / "photos" / "ada-1.jpg", colour="#224466")


def settings(place: Place) -> None:
    place.edit("content/site.yaml", "en: Two photographs", "en: Two pictures")


def style(place: Place) -> None:
    path = next((place.root / "static" / "css").glob("*.css"))
    path.write_text(path.read_text("utf-8") + "\nb{color:red}\n", "utf-8")


def interface(place: Place) -> None:
    path = place.root / "i18n" / "en" / "LC_MESSAGES" / "messages.po"
    path.write_text(path.read_text("utf-8") + "\n# note\n", "utf-8")


def letter(place: Place) -> None:
    place.edit("content/photos/ada-1.yaml", "cs: Okno, en: Window", "cs: Окно, en: Window")


def another(place: Place) -> None:
    text = (place.root / "content/events/opening.yaml").read_text("utf-8")
    place.write("content/events/closing.yaml", text.replace("vernisaz", "derniera").replace("05-03", "05-04"))


def withdrawn(place: Place) -> None:
    place.edit("content/photos/ada-2.yaml", "status: given", "status: withdrawn")


CASES: list[tuple[Callable[[Place], None], str, tuple[str, ...]]] = [
    (caption, r"en/photos/ada-1/index\.html", ("record", "photo:ada-1", "caption.en")),
    (prose, r"en/about/index\.html", ("record", "page:about", "")),
    (template, r"en/events/opening/index\.html", ("file", "templates/event.html")),
    (photograph, r"media/ada-1-480\.\w+\.jpg", ("file", "photos/ada-1.jpg")),
    (photograph, r"en/photos/ada-1/index\.html", ("file", "photos/ada-1.jpg")),
    (settings, r"en/feed\.xml", ("setting", "tagline", "tagline")),
    (style, r"static/site\.\w+\.css", ("file", "static/css/")),
    (style, r"en/about/index\.html", ("file", "static/css/")),
    (interface, r"en/about/index\.html", ("file", "i18n/en/LC_MESSAGES/messages.po")),
    (letter, r"static/sourcesans3-regular\.\w+\.woff2", ("record", "photo:ada-1", "title.cs")),
    (another, r"sitemap\.xml", ("record", "event:closing", "")),
    (another, r"en/events/index\.html", ("record", "event:closing", "")),
    (withdrawn, r"media/ada-2-320\.\w+\.jpg", ("record", "photo:ada-2", "consent")),
    (withdrawn, r"en/photos/ada-2/index\.html", ("record", "photo:ada-2", "consent")),
]


@pytest.fixture
def designed(built: Place) -> Place:
    """The small project with a design of its own, published."""
    for folder in ("templates", "static", "i18n"):
        shutil.copytree(SAMPLE / folder, built.root / folder, dirs_exist_ok=True)
    assert built.build().failed is False
    return built


@pytest.mark.parametrize(("change", "pattern", "reason"), CASES)
def test_the_reason_is_what_has_changed_and_nothing_else(
    designed: Place, change: Callable[[Place], None], pattern: str, reason: tuple[str, ...]
) -> None:
    """Among other changes, and with proof: without it the published output would come out again."""
    path = one_like(designed, pattern)
    assert explained(designed, path).state == "kept"
    designed.edit("content/events/opening.yaml", "exhibition-opening", "'exhibition-opening'  # says the same")
    designed.edit("content/authors/ada.yaml", "en: Takes photographs.", "en: Takes pictures.")
    change(designed)
    found = explained(designed, path)
    assert found.state in {"changed", "gone"}
    assert found.whole
    (first, *others) = reasons(found)
    assert others == []
    assert (first[0], first[2:]) == (reason[0], reason[2:])
    assert first[1].startswith(reason[1])
    assert designed.build().failed is False
    left = (designed.output / path).is_file()
    assert left == (found.state == "changed")
    if left:
        assert explained(designed, path).state == "kept"


def test_two_reasons_are_both_told(built: Place) -> None:
    """Each with its line."""
    built.edit("content/photos/ada-1.yaml", "A window on the yard.", "A window on the garden.")
    built.edit("content/photos/ada-1.yaml", "en: Window}", "en: The Window}")
    built.edit("content/authors/ada.yaml", "name: Ada", "name: Ada B.")
    found = explained(built, "en/photos/ada-1/index.html")
    assert reasons(found) == [
        ("record", "author:ada", "name"),
        ("record", "photo:ada-1", "title.en", "caption.en"),
    ]
    text = as_text(found, built.project, "en")
    assert "  content/authors/ada.yaml:1: name (author:ada)\n" in text
    assert re.search(r"^  content/photos/ada-1\.yaml:\d+: caption\.en \(photo:ada-1\)$", text, re.MULTILINE)


def test_of_a_record_only_what_shows_is_a_reason(built: Place) -> None:
    """Each language's page has its own."""
    built.edit("content/photos/ada-1.yaml", "A window on the yard.", "A window on the garden.")
    built.edit("content/photos/ada-1.yaml", "Okno do dvora.", "Okno do zahrady.")
    built.edit("content/pages/about.cs.md", "Text o", "Slova o")
    built.edit("content/pages/about.en.md", "About the", "On the")
    assert reasons(explained(built, "en/photos/ada-1/index.html")) == [("record", "photo:ada-1", "caption.en")]
    assert reasons(explained(built, "cs/fotografie/ada-1/index.html")) == [("record", "photo:ada-1", "caption.cs")]
    found = explained(built, "cs/o-vystave/index.html")
    assert [(str(where), field) for where, field in found.reasons[0].where] == [("content/pages/about.cs.md:1:1", "")]


def test_an_option_may_be_a_reason(tmp_path: Path) -> None:
    """Whoever asks with other options than the site was built with is told so."""
    place = furnished(tmp_path / "project", ("ada",))
    published_unmade(place, printing=False)
    place.edit("content/photos/ada-1.yaml", "A window on the yard.", "A window on the garden.")
    found = explained(place, "print/zines/ada/ada-en-print-x4.pdf", printing=True)
    assert (found.state, reasons(found), found.whole) == ("new", [("option", "printing")], True)
    assert "left out then (--no-print)" in as_text(found, place.project, "en")


def test_a_new_name_is_that_of_the_same_thing(built: Place) -> None:
    """A picture of a changed photograph has other digits."""
    old = one_like(built, r"media/ada-1-480\.\w+\.jpg")
    photograph(built)
    found = explained(built, old)
    (new,) = found.after
    assert explained(built, new).before == (old,)
    assert f"removes it, and makes {new} in its place" in as_text(found, built.project, "en")


def test_a_record_that_is_gone_takes_its_page_along(built: Place) -> None:
    """And comes back in the answer alone."""
    (built.root / "content/venues/hall.yaml").unlink()
    found = explained(built, "en/venues/hall/index.html")
    assert (found.state, reasons(found)) == ("gone", [("record", "venue:hall")])


def test_time_may_be_a_reason(place: Place) -> None:
    """Nothing else has changed, and another day makes another page."""
    place.edit("content/authors/ada.yaml", "date: 2020-01-01", "date: 2020-01-01, expires: 2026-05-10")
    assert place.build().failed is False
    found = explained(place, "en/authors/ada/index.html", now=place.moment("2026-06-01T12:00"))
    assert (found.state, reasons(found)) == ("gone", [("clock", "")])
    assert "it was built as of 2026-05-01 12:00, and now it is 2026-06-01 12:00" in as_text(found, place.project, "en")


def test_the_program_may_be_a_reason(built: Place) -> None:
    """Its parts are named."""
    with Store(built.project.cache) as store:
        known = store.published(built.output)
        assert known
        from sitegen.content.ledger import Ledger  # noqa: PLC0415 - here alone

        now = Ledger.unpacked(known)
        assert now
        # As if other code had made the site that is published.
        modules = now.modules | {"sitegen.making.templates": "0" * 16}
        program = now.program | {"making/templates.py": "0"}
        old = dataclasses.replace(now, modules=modules, program=program)
        marker = json.loads((built.output / MARKER).read_text("utf-8"))
        marker["en/about/index.html"][0] = "0" * 64
        (built.output / MARKER).write_text(json.dumps(marker), "utf-8")
        from sitegen.model.outputs import digest_of  # noqa: PLC0415 - here alone

        plan = digest_of({path: row[0] for path, row in marker.items()})
        store.note_published(built.output, dataclasses.replace(old, plan=plan).packed())
    found = explained(built, "en/about/index.html")
    assert [one.subject for one in found.reasons] == ["program"]
    assert "the program: sitegen/making/templates.py" in as_text(found, built.project, "en")


def test_what_was_changed_by_hand_is_put_back(built: Place) -> None:
    """Whoever edits the output folder is told so."""
    (built.output / EVENT).write_text("mine", "utf-8")
    assert explained(built, EVENT).state == "touched"
    (built.output / EVENT).unlink()
    assert "changed it by hand" in as_text(explained(built, EVENT), built.project, "en")


def test_nothing_is_claimed_where_nothing_is_known(built: Place) -> None:
    """Not published yet, or by another cache."""
    caption(built)
    shutil.rmtree(built.project.cache)
    found = explained(built, "en/photos/ada-1/index.html")
    assert (found.state, found.reasons, found.whole) == ("changed", (), False)
    assert "is not known any more" in as_text(found, built.project, "en")
    shutil.rmtree(built.output)
    assert explained(built, EVENT).state == "unpublished"


def test_what_a_check_has_made_is_only_published(built: Place) -> None:
    """A check does not change what is published, nor what is known of it."""
    caption(built)
    assert cli.main(["check", "--project", str(built.root), "--now", NOW.isoformat(), "--no-print"]) in {0, 1}
    found = explained(built, "en/photos/ada-1/index.html")
    assert reasons(found) == [("record", "photo:ada-1", "caption.en")]


def test_asking_changes_nothing(built: Place) -> None:
    """Neither the site nor what the next build makes."""
    caption(built)
    before = {path: path.read_bytes() for path in built.output.rglob("*") if path.is_file()}
    for path in (EVENT, "en/photos/ada-1/index.html"):
        explained(built, path)
    assert {path: path.read_bytes() for path in built.output.rglob("*") if path.is_file()} == before
    assert sorted(name for name in built.build().made if name.startswith("en/photos/ada-1/")) == [
        "en/photos/ada-1/index.html"
    ]


# --- sound and print -----------------------------------------------------------------------------------------------


def test_sound_is_explained(tmp_path: Path) -> None:
    """A recording, and the feed of its series."""
    place = Show(tmp_path / "project").place
    published_unmade(place, printing=False)
    recording = place.root / "podcasts/talks/01-first.cs.vtt"
    recording.write_text(recording.read_text("utf-8").replace("05.000", "04.000"), "utf-8")
    found = explained(place, _feed(place))
    assert reasons(found) == [("file", "podcasts/talks/01-first.cs.vtt")]


def _feed(place: Place) -> str:
    marker = json.loads((place.output / MARKER).read_text("utf-8"))
    return next(path for path in marker if path.endswith(".xml") and "talks" in path)


@pytest.mark.parametrize(
    ("path", "says", "expected"),
    [
        ("print/zines/ada/ada-en-print-x4.pdf", "the press file of a zine", [("record", "photo:ada-1", "caption.en")]),
        ("print/zines/ada/ada-en-sheet-a4.pdf", "a zine on one sheet", [("record", "photo:ada-1", "caption.en")]),
        ("print/zines/ada/ada-cs-print-x4.pdf", "the press file of a zine", []),
        ("print/labels/hall-a5.pdf", "wall labels", [("record", "photo:ada-1", "caption.en")]),
    ],
)
def test_print_is_explained(tmp_path: Path, path: str, says: str, expected: list[tuple[str, ...]]) -> None:
    """A caption that is printed is the reason, and what is not printed in a language is none there."""
    place = furnished(tmp_path / "project", ("ada",))
    published_unmade(place)
    place.edit("content/photos/ada-1.yaml", "A window on the yard.", "A window on the garden.")
    place.edit("content/pages/about.en.md", "About the exhibition", "On the exhibition")
    found = explained(place, path, printing=True)
    assert says in as_text(found, place.project, "en")
    assert found.made_of
    assert "photo:ada-1" in found.made_of.records or found.made_of.needs
    assert (reasons(found), found.whole) == (expected, True)
    assert found.state == ("changed" if expected else "touched")  # nothing is in the folder


def test_programs_read_it_as_data(
    built: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One object on one line."""
    monkeypatch.setattr(projects, "HOME", SAMPLE)
    caption(built)
    words = ["explain", "--project", str(built.root), "--now", NOW.isoformat(), "--no-print", "--format", "json"]
    assert cli.main([*words, "en/photos/ada-1/"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    found = json.loads(out)
    assert (found["state"], found["complete"]) == ("changed", True)
    assert found["reasons"][0]["places"] == [
        {"file": "content/photos/ada-1.yaml", "line": 5, "column": 35, "field": "caption.en"}
    ]
    assert "content/authors/ada.yaml" in found["would_change"]
