"""`new`: every kind of record is begun, passes the check at once, and is published when it is filled in."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

from sitegen.arguments import ACTIONS
from sitegen.content.kinds import KINDS
from sitegen.content.kinds.event import EVENT_KINDS
from sitegen.content.load import load
from sitegen.content.unwritten import UNWRITTEN
from sitegen.drafting.kinds import DRAFTABLE
from sitegen.model.entries import Entry
from sitegen.model.messages import LANGUAGES, messages
from sitegen.model.problems import Problems
from sitegen.model.project import Options
from sitegen.schemas.field_words import hint
from tests.conftest import NOW, Place
from tests.drafting.bringing import EVERY, ROOT, add_series, files, first_gate, new, photograph, scene, words_for

UNPRINTED = {"no-print-consent", "print-photo-count"}
"""What keeps a zine from being printed and nothing from being published: here are two photographs, one for paper."""


@pytest.mark.parametrize("kind", EVERY)
def test_every_kind_is_sound_at_once_and_is_never_written_over(
    kind: str, place: Place, camera: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same command again refuses, and changes nothing."""
    add_series(place)
    before = set(files(place.root))
    assert new(place, *words_for(kind, camera)) == 0
    after = files(place.root)
    (record,) = [name for name in set(after) - before if name.endswith(".yaml")]
    assert b"\ndraft: true\n" in after[record]
    assert [problem for problem in first_gate(place) if problem[1] not in UNPRINTED] == []
    assert record in capsys.readouterr().out
    assert new(place, *words_for(kind, camera)) == 2
    assert files(place.root) == after
    assert "Nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize("kind", EVERY)
def test_nothing_that_nobody_said_can_be_published(kind: str, place: Place, camera: Path) -> None:
    """Whoever writes the texts and deletes `draft: true` still hears of each day, country, choice and consent."""
    add_series(place)
    before = set(files(place.root))
    assert new(place, *words_for(kind, camera)) == 0
    (record,) = [name for name in set(files(place.root)) - before if name.endswith(".yaml")]
    path = place.root / record
    text = path.read_text("utf-8").replace("draft: true\n", "")
    path.write_text(re.sub(r'^(  +[a-z]{2}: )"…"$', r"\1Slovo", text, flags=re.MULTILINE), "utf-8")
    facts = {line.strip().partition(":")[0] for line in text.splitlines() if re.search(r'^[^#]*: \[?"…"\]?$', line)}
    missing = [where for where, code in first_gate(place) if code in {"still-to-say", "still-to-write"}]
    assert FACTS.get(kind, set()) <= facts
    assert len([where for where in missing if where.startswith(record)]) >= len(FACTS.get(kind, ()))


FACTS = {
    "author": {"country", "scopes", "date"},
    "event": {"when"},
    "venue": {"when"},
    "photo": {"scopes", "date"},
    "episode": {"scopes", "date"},
    "infographic": {"date", "value"},
}
"""Some of what a fresh record of a kind does not know."""


def test_the_preview_shows_a_draft_of_which_nothing_is_said(place: Place) -> None:
    """With something of the right form, and never with a consent."""
    place.write(
        "content/authors/eva.yaml",
        """\
        draft: true
        name: Eva
        country: "…"
        summary: {cs: "…", en: "…"}
        consent: {status: given, scopes: ["…"], date: "…"}
        """,
    )
    assert place.problems() == []
    assert not any("eva" in name for name in place.files())
    place.edit("content/authors/eva.yaml", "draft: true\n", "")
    assert {code for _, code in place.problems()} == {"still-to-say"}
    place.edit("content/authors/eva.yaml", 'country: "…"', "country: CZ")
    place.edit("content/authors/eva.yaml", 'scopes: ["…"], date: "…"', "scopes: [web], date: 2020-01-01")
    assert {code for _, code in place.problems()} == {"still-to-write"}


def test_what_is_optional_is_shown_as_it_would_be_written(place: Place, camera: Path) -> None:
    """As comments that are fields once their mark is taken away, and no word of a library."""
    add_series(place)
    for kind in EVERY:
        before = set(files(place.root))
        assert new(place, *words_for(kind, camera)) == 0
        (record,) = [name for name in set(files(place.root)) - before if name.endswith(".yaml")]
        text = (place.root / record).read_text("utf-8")
        assert "Undefined" not in text
        for line in re.findall(r"^# ([a-z_]+: [\[{].*)$", text, re.MULTILINE):
            assert isinstance(yaml.safe_load(line), dict)


def test_a_recording_that_is_none_is_refused_before_anything_is_asked(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever its name says."""
    add_series(place)
    sound = tmp_path / "talk.mp3"
    sound.write_text("no sound")
    assert new(place, "episode", str(sound), "--set", "title.cs=A") == 2
    assert "this is no MP3 recording" in capsys.readouterr().err


def test_drafts_pass_the_check_and_nobody_publishes_them(place: Place, camera: Path) -> None:
    """All of them at once, through all gates; not all photographs of the zine may be printed."""
    add_series(place)
    before = set(files(place.root))
    for kind in EVERY:
        assert new(place, *words_for(kind, camera)) == 0
    records = {name for name in set(files(place.root)) - before if name.endswith(".yaml")}
    new_ones = {Path(name).stem for name in records} - {"ada"}
    assert len(records) == len(EVERY)
    assert {code for _, code in place.problems()} == {"no-print-consent"}
    assert [name for name in place.files() if any(one in name for one in new_ones)] == []


def test_every_kind_is_sound_beside_the_real_content(
    tmp_path: Path, camera: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its languages, its series and its settings; the looks of its photographs are another test's."""
    monkeypatch.setattr("sitegen.drafting.photos.look_at", lambda _path: None)
    place = Place(tmp_path / "real", ROOT)
    for folder in ("content", "i18n", "podcasts", "photos", "static"):
        shutil.copytree(ROOT / folder, place.root / folder)
    for kind in EVERY:
        said = {"photo": ["--set", "author=elmira"], "zine": ["--set", "author=sample-amir"]}.get(kind, [])
        assert new(place, *words_for(kind, camera), *said) == 0
    assert first_gate(place) == []
    site = load(place.project, Options(now=NOW), Problems())
    drafts = [entry.kind_name for found in site.entries.values() for entry in found.values() if entry.draft]
    assert sorted(drafts) == EVERY


def test_the_command_line_offers_what_can_be_drafted() -> None:
    """And every field has a hint in every language."""
    assert sorted(ACTIONS["new"]) == sorted([*EVERY, "project"])
    for language in LANGUAGES:
        for one in DRAFTABLE.values():
            fields = set(one.kind.model.model_fields) - set(Entry.model_fields)
            assert {name for name in fields if hint(f"{one.name}.{name}", language) in {"", name}} == set()
        for key, text in messages("en").drafting.items():
            said = messages(language).drafting[key]
            assert set(re.findall(r"\{(\w+)", said)) == set(re.findall(r"\{(\w+)", text)), key
    assert set(DRAFTABLE) <= {kind.name for kind in KINDS}


def test_kinds_of_events_are_called_by_one_word_everywhere() -> None:
    """What the pages say is what `new` offers and what the guide explains."""
    guide = " ".join((ROOT / "docs/editors.cs.md").read_text("utf-8").split())
    template = (ROOT / "templates/parts/names.html").read_text("utf-8").partition("macro event_kind")[2]
    said = re.findall(r'_\("([^"]+)"\)', template.partition("endmacro")[0])
    with (ROOT / "i18n/cs/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file)
    for kind, english in zip(EVENT_KINDS, said, strict=True):
        czech = str(catalogue[english].string).lower()
        assert messages("cs").choices[kind].partition(",")[0] == czech
        assert f"`{kind}` ({czech})" in guide
        assert english.lower().replace(" ", "-") == kind


# --- a whole author --------------------------------------------------------------------------------------------------


class Editor:
    """Somebody who counts every command that she types and every file that she saves."""

    def __init__(self, place: Place) -> None:
        self.place, self.steps = place, 0

    def types(self, *words: str) -> None:
        """Type a command."""
        self.steps += 1
        assert new(self.place, *words) == 0

    def fills_in(self, file: str, *, finished: bool = True) -> None:
        """Open a file, write over every stand-in, and delete the line that keeps the record a draft."""
        self.steps += 1
        path = self.place.root / file
        number = iter(range(100))
        text = path.read_text("utf-8")
        for field, fact in (("status", "exhibited"), ("comment_language", "cs")):
            text = text.replace(f'\n{field}: "{UNWRITTEN}"', f"\n{field}: {fact}")
        text = re.sub(f'"?{UNWRITTEN}"?', lambda _found: f"Words {path.stem} {next(number)}", text)
        path.write_text(text.replace("draft: true\n", "") if finished else text, "utf-8")


def test_a_whole_author_takes_fewer_than_fifteen_steps(place: Place, camera: Path) -> None:
    """With three photographs, texts in both languages and a zine, from nothing to the published pages."""
    photograph(camera / "IMG_3.JPG", scene(3))
    consent = ("--set", "consent={status: given, scopes: [web, print], date: 2026-04-20}")
    editor = Editor(place)
    editor.types("author", "Anna Nowak", "--id", "anna", "--set", "country=PL", *consent)
    editor.fills_in("content/authors/anna.yaml")
    editor.fills_in("content/authors/anna.cs.md")
    editor.fills_in("content/authors/anna.en.md")
    editor.types("photo", *map(str, sorted(camera.glob("*.JPG"))), "--set", "author=anna", *consent)
    for number in (1, 2, 3):
        editor.fills_in(f"content/photos/anna-{number}.yaml")
    editor.types("zine", "Lavička", "--set", "author=anna")
    editor.fills_in("content/zines/anna.yaml")
    assert editor.steps == 10
    assert place.problems(release=True) == []
    english = {f"en/{page}/index.html" for page in ("authors/anna", "photos/anna-1", "photos/anna-3", "zines/anna")}
    assert english <= place.files()
    assert len([name for name in place.files() if re.fullmatch(r"cs/[a-z]+/anna(-\d)?/index\.html", name)]) == 5
    assert "Words anna.en 0" in place.read("en/authors/anna/index.html")
    assert "\ntaken: 2026-04\n" in (place.root / "content/photos/anna-1.yaml").read_text("utf-8")


def test_what_is_still_to_write_is_published_by_no_build(place: Place) -> None:
    """The line is deleted, and a stand-in forgotten: an error at its place, in the record or in a text beside it."""
    assert new(place, "event", "--set", "title={cs: Beseda, en: Talk}", "--set", "when=2026-06-04") == 0
    record = "content/events/2026-06-04-talk.yaml"
    place.edit(record, "draft: true\n", "")
    assert re.search(r"\nupdated: \d{4}-\d\d-\d\d\n", (place.root / record).read_text("utf-8"))
    lines = (place.root / record).read_text("utf-8").splitlines()
    expected = [(f"{record}:{at}:7", "still-to-write") for at, line in enumerate(lines, 1) if UNWRITTEN in line[:9]]
    texts = [(f"{record.removesuffix('yaml')}{code}.md:1:1", "text-still-to-write") for code in ("cs", "en")]
    assert len(expected) == 5
    assert place.problems() == [*texts, *expected]
