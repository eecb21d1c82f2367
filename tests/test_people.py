"""People whom records name beside their authors: in events, in the guest book, in photographs, in episodes."""

from __future__ import annotations

import json

import pytest

from sitegen import cli
from sitegen.consents.withdrawal import Refused, withdraw
from sitegen.model import project as projects
from sitegen.model.project import Options
from tests.conftest import SAMPLE, Place

GIVEN = "{status: given, scopes: [web, touring], date: 2020-01-01}"


@pytest.fixture(autouse=True)
def _sample_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own templates are not what is tested here."""
    monkeypatch.setattr(projects, "HOME", SAMPLE)


@pytest.fixture
def named(place: Place) -> Place:
    """An event that names three people, one of them without a consent, and a text that names one of them."""
    listed = f"{{name: Anna Nowak, consent: {GIVEN}}}, {{name: Ivo Malý}}, {{name: Eva Hrubá, consent: {GIVEN}}}"
    place.edit("content/events/opening.yaml", "when:", f"people: [{listed}]\nwhen:")
    place.write("content/events/opening.en.md", "With Anna Nowak.\n")
    place.write("content/events/opening.cs.md", "S paní Hrubou.\n")
    place.edit("content/photos/ada-1.yaml", "side:", f"portrayed: [{{name: Ota Tichý, consent: {GIVEN}}}]\nside:")
    text = "text: {cs: Ahoj., en: Hello.}\nlanguage: cs\nname: Petr\ndate: 2026-04-01\napproved: true\n"
    place.write("content/guestbook/petr.yaml", text)
    return place


def run(place: Place, *words: str) -> int:
    """Run a verb as an editor does."""
    return cli.main([*words, "--project", str(place.root), "--messages", "en"])


def told(place: Place, code: str, **options: bool) -> list[tuple[str, str]]:
    """Where a build says this, and how gravely."""
    report = place.build(**options)
    assert not report.failed or options.get("release")
    return [(str(one.where), str(one.severity)) for one in report.problems if one.code == code]


def test_the_list_shows_everybody(named: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """With the name behind the record; and who is named without a consent."""
    assert run(named, "consent", "list", "--now", "2026-05-01T12:00", "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert [(one["ref"], one["who"], one["line"]) for one in data["consents"] if "#" in one["ref"]] == [
        ("photo:ada-1#Ota Tichý", ["Ota Tichý"], 10),
        ("event:opening#Anna Nowak", ["Anna Nowak"], 5),
        ("event:opening#Eva Hrubá", ["Eva Hrubá"], 5),
    ]
    assert data["unasked"] == [
        {"name": "Ivo Malý", "by": "event:opening", "place": "content/events/opening.yaml:5:105"},
        {"name": "Petr", "by": "card:petr", "place": "content/guestbook/petr.yaml:3:7"},
    ]
    anna = next(one for one in data["people"] if one["name"] == "Anna Nowak")
    assert [one["place"] for one in anna["mentions"]] == ["content/events/opening.en.md:1:6"]


def test_press_is_said_to_decide_over_the_kit(named: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """And over nothing that is sent by hand, for which the list is there."""
    assert run(named, "consent", "list", "--now", "2026-05-01T12:00") == 0
    assert "newspapers" not in capsys.readouterr().out
    named.edit("content/photos/ada-1.yaml", "[web, print, touring]", "[web, press]")
    assert run(named, "consent", "list", "--now", "2026-05-01T12:00") == 0
    assert "Whoever has not agreed to it is left out there" in capsys.readouterr().out


def test_a_person_is_withdrawn_by_name(named: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """The event and the others stay; what still names the person is listed, the event's own text too."""
    assert run(named, "withdraw", "event:opening#Anna Nowak") == 0
    said = capsys.readouterr().out
    assert "The consent event:opening#Anna Nowak is withdrawn." in said
    assert "  content/events/opening.en.md:1:6  “Anna Nowak”  event:opening" in said
    assert "Delete the person’s line in content/events/opening.yaml:5:10 too" in said
    assert "event:opening#Anna Nowak\n\n" in said
    # The places of who stays are still right.
    named.edit(
        "content/events/opening.yaml", "Eva Hrubá, consent: {status: given", "Eva Hrubá, consent: {status: pending"
    )
    assert told(named, "person-left-out") == [
        ("content/events/opening.yaml:5:10", "note"),
        ("content/events/opening.yaml:5:120", "note"),
    ]
    assert told(named, "names-withdrawn") == [
        ("content/events/opening.cs.md:1:8", "note"),
        ("content/events/opening.en.md:1:6", "note"),
    ]
    with pytest.raises(Refused):
        withdraw(named.project, Options(), "event:opening#Anna Nowak", lambda: None)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("event:opening#Ivo Malý", "names Ivo Malý, but no consent is written down there"),
        ("event:opening#Iva", "The record has event:opening#Anna Nowak, event:opening#Eva Hrubá."),
        ("card:petr", "has no consent that could be withdrawn"),
    ],
)
def test_who_has_no_consent_cannot_withdraw_it(
    named: Place, entry: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And is told what to do."""
    assert run(named, "withdraw", entry) == 2
    assert says in capsys.readouterr().err


def test_a_portrayed_person_takes_the_photograph_along(named: Place) -> None:
    """Unless the face is made unrecognizable and the person is taken out of the list."""
    done = withdraw(named.project, Options(), "photo:ada-1#Ota Tichý", lambda: None)
    assert {"photo:ada-1", "photo:ada-1#Ota Tichý"} <= set(done.taken)
    assert "photos/ada-1.jpg" in done.files
    (named.root / "photos" / "ada-1.jpg").rename(named.root / "kept.jpg")
    assert ("content/photos/ada-1.yaml:1:1", "note") in told(named, "held-back")
    (named.root / "kept.jpg").rename(named.root / "photos" / "ada-1.jpg")
    path = named.root / "content" / "photos" / "ada-1.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    blurred = [
        line if "portrayed" not in line else "blur: [{left: 0, top: 0, width: 1, height: 1}]\n" for line in lines
    ]
    path.write_text("".join(blurred), "utf-8")
    assert told(named, "held-back") == []


def test_somebody_without_a_name_can_be_portrayed(named: Place) -> None:
    """A consent is somebody's even where nobody writes down whose."""
    named.edit("content/photos/ada-1.yaml", "name: Ota Tichý, ", "")
    assert withdraw(named.project, Options(), "photo:ada-1#portrayed.1", lambda: None).taken
    assert ("content/photos/ada-1.yaml:1:1", "note") in told(named, "held-back")


def test_a_release_names_who_was_not_asked(named: Place) -> None:
    """As a warning: what is old may have been agreed on long ago. A consent that is asked for is an error."""
    assert told(named, "name-without-consent") == []
    places = [("content/events/opening.yaml:5:105", "warning"), ("content/guestbook/petr.yaml:3:7", "warning")]
    assert told(named, "name-without-consent", release=True) == places
    assert not named.build(release=True).failed
    named.edit("content/events/opening.yaml", "Nowak, consent: {status: given", "Nowak, consent: {status: pending")
    report = named.build(release=True)
    assert [str(one.where) for one in report.problems if one.code == "consent-unknown"] == [
        "content/events/opening.yaml:5:47"
    ]


def test_who_withdrew_elsewhere_is_in_no_list(named: Place) -> None:
    """By the whole name, where there is no other consent; somebody with the same first name stays."""
    named.edit("content/authors/ada.yaml", "name: Ada", "name: Ivo Malý")
    named.edit("content/events/opening.yaml", "people: [", "people: [{name: Ivo Dlouhý}, ")
    asked = [("content/events/opening.yaml:5:17", "warning"), ("content/guestbook/petr.yaml:3:7", "warning")]
    assert told(named, "name-without-consent", release=True) == asked  # the author was
    named.edit("content/authors/ada.yaml", "status: given", "status: withdrawn")
    assert told(named, "name-without-consent", release=True) == asked
    assert told(named, "person-left-out") == [("content/events/opening.yaml:5:118", "note")]
    assert [place for place, _ in told(named, "names-withdrawn") if "opening.yaml" in place] == []


# --- what is left of a withdrawal ---------------------------------------------------------------------------------

INTERVIEW = "interview: {{consent: {{status: {status}, date: {date}}}}}\n"


def test_an_interview_may_be_cut_down_to_its_consent(place: Place) -> None:
    """Its words and files can go; the author stays."""
    path = place.root / "content" / "authors" / "ada.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + INTERVIEW.format(status="withdrawn", date="2026-01-01"), "utf-8")
    assert place.problems() == []
    assert "en/authors/ada/index.html" in place.files()


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("photos/ada-2", "consent: {status: withdrawn, date: 2026-02-30}", ("1:36", "no-such-day")),
        ("photos/ada-2", "consent: {status: withdrawn}", ("1:1", "missing-field")),
        ("authors/ada", INTERVIEW.format(status="withdrawn", date="2026-02-30"), ("5:48", "no-such-day")),
        ("authors/ada", INTERVIEW.format(status="given", date="2026-02-03"), ("5:1", "missing-field")),
    ],
)
def test_what_is_left_is_judged(place: Place, name: str, text: str, problem: tuple[str, str]) -> None:
    """The day is one, and what is left of a consent that was not withdrawn is too little."""
    path = place.root / "content" / f"{name}.yaml"
    path.write_text((path.read_text("utf-8") if "authors" in name else "") + text, "utf-8")
    where, code = problem
    assert (f"content/{name}.yaml:{where}", code) in place.problems()


def test_a_record_that_was_printed_and_deleted_is_no_typo(place: Place) -> None:
    """The report says both that can have happened, and what to do then."""
    code = "id: ada, address: https://example.org/q/ada/, target: author:ada, matrix: none, date: 2026-01-01, job: zine"
    place.write("content/printed.lock.yaml", f"codes:\n  - {{{code}}}\n")
    (place.root / "content" / "authors" / "ada.yaml").unlink()
    place.write("content/pages/about.en.md", "By [her](author:ada) and [him](author:ado).\n")
    found = [(str(one.where), one.code, one.params) for one in place.build().problems if one.severity == "error"]
    known = {"ref": "author:ada", "file": "content/authors/ada.yaml"}
    assert ("content/photos/ada-1.yaml:2:9", "deleted-reference", known) in found
    assert ("content/pages/about.en.md:1:10", "deleted-reference", known) in found
    assert "unknown-link" in {code for _, code, _ in found}


def test_degrees_make_nobody_else(named: Place) -> None:
    """Who withdraws in one record with a degree is left out of another one without it."""
    record = named.root / "content/authors/ada.yaml"
    name = next(line for line in record.read_text("utf-8").splitlines() if line.startswith("name:"))
    named.edit("content/authors/ada.yaml", name, "name: Mgr. Ivo Malý, Ph.D.")
    named.edit("content/authors/ada.yaml", "status: given", "status: withdrawn")
    assert told(named, "person-left-out") == [("content/events/opening.yaml:5:98", "note")]


def test_a_translator_is_named_while_that_is_allowed(named: Place) -> None:
    """Beside a group in words; who has withdrawn is left out, and the card stays."""
    people = f"[{{name: Jana Stará, consent: {GIVEN}}}, {{name: Petr Bílý, consent: {GIVEN}}}]"
    words = "translator: {cs: redakce, en: the editors}"
    named.edit("content/guestbook/petr.yaml", "date:", f"translators: {people}\n{words}\ndate:")
    assert not named.build().failed
    assert "Jana Stará, Petr Bílý a\u00a0redakce" in named.read("cs/guestbook/index.html")
    assert run(named, "withdraw", "card:petr#Petr Bílý") == 0
    assert not named.build().failed
    page = named.read("cs/guestbook/index.html")
    assert "Jana Stará a\u00a0redakce" in page
    assert "Bílý" not in page


def test_another_consent_of_the_same_name_is_told(named: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """An author who withdraws may be at an event too: it stays, and nobody has to find that out alone."""
    record = named.root / "content/authors/ada.yaml"
    name = next(line for line in record.read_text("utf-8").splitlines() if line.startswith("name:"))
    named.edit("content/authors/ada.yaml", name, "name: Mgr. Anna Nowak")
    assert told(named, "agreed-elsewhere") == []
    assert run(named, "withdraw", "author:ada") == 0
    assert 'withdraw "event:opening#Anna Nowak"  (content/events/opening.yaml:5:' in capsys.readouterr().out
    assert [grade for _, grade in told(named, "agreed-elsewhere")] == ["note"]
    assert run(named, "withdraw", "event:opening#Anna Nowak") == 0
    assert told(named, "agreed-elsewhere") == []
