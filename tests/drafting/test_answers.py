"""What an editor says of a new record, on the command line or when she is asked."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.content.load import load
from sitegen.drafting.identifiers import LONGEST, identifier
from sitegen.drafting.kinds import DRAFTABLE
from sitegen.model.problems import Problems
from sitegen.model.project import Options
from tests.conftest import NOW, Place
from tests.drafting.bringing import add_series, files, first_gate, new


def test_whoever_says_everything_gets_no_draft(place: Place) -> None:
    """Answers are values, also lists and mappings; whatever stands in quotes is read as it was said."""
    said = {
        "title": '{cs: "Sál: nový", en: New hall}',
        "summary": "{cs: První., en: First.}",
        "city.cs": "# Praha, Žižkov",
        "city.en": "Prague",
        "when": "2026-07-01..2026-07-31",
        "photos": "ada-1",
        "address": "Dlouhá 1: vchod ze dvora",
    }
    assert new(place, "venue", *(word for key, text in said.items() for word in ("--set", f"{key}={text}"))) == 0
    site = load(place.project, Options(now=NOW), Problems())
    venue = site.entries["venue"]["new-hall"]
    assert venue.model_dump(exclude={"when", "updated"}, exclude_defaults=True) == {
        "title": {"cs": "Sál: nový", "en": "New hall"},
        "summary": {"cs": "První.", "en": "First."},
        "city": {"cs": "# Praha, Žižkov", "en": "Prague"},
        "photos": ["ada-1"],
        "address": "Dlouhá 1: vchod ze dvora",
    }
    assert first_gate(place) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["event", "--set", "when=25. 4. 2026"], "when: "),
        (["event", "--set", "when=2026-02-30"], "2026-02 has 28 days"),
        (["event", "--set", "kind=talks"], "kind: "),
        (["event", "--set", "venue=hal"], "hall"),
        (["event", "--set", "whem=2026-06-04"], "whem: "),
        (["event", "--set", "title.de=Gespräch"], "title: "),
        (["event", "--set", "when"], "is no answer"),
        (["event", "--set", "links=[{url: x"], "do not match"),
        (["author", "Ada", "--id", "Ada B"], "cannot be an identifier"),
        (["event", "con", "--id", "con"], "Windows cannot hold a file called “con”"),
        (["event", "Talk", "--id", "t" * 300], "at most 60 letters, this one has 300"),
        (["zine"], "Begin one"),
        (["zine", "--set", "author=bob"], "Begin one"),
    ],
)
def test_an_answer_at_fault_writes_nothing(
    words: list[str], says: str, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """Why is said in our words, at the name of the field."""
    if words[0] == "zine":
        shutil.rmtree(place.root / "content" / "authors")
    before = files(place.root)
    assert new(place, *words) == 2
    assert files(place.root) == before
    assert says in capsys.readouterr().err


class Terminal:
    """Somebody at a terminal, who answers by what is asked; `asked` is all that she reads, up to each answer."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answers: dict[str, list[str]]
    ) -> None:
        self.answers, self.asked, self._capsys, self._shown = answers, list[str](), capsys, ""
        monkeypatch.setattr("builtins.input", self.answer)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    def answer(self, prompt: str) -> str:
        """Answer with what comes next for the first key that is in the question; nothing without one."""
        read = self._capsys.readouterr().out
        self.asked.append(read + prompt)
        self._shown = question[0] if (question := re.search(r"^\d+/\d+  .*$", read, re.MULTILINE)) else self._shown
        for key, lines in self.answers.items():
            if re.search(key, f"{self._shown}{prompt}"):
                if not lines:
                    raise EOFError
                return lines.pop(0)
        return ""

    @property
    def read(self) -> str:
        """All of it."""
        return "\n".join(self.asked)


def test_a_terminal_asks_what_was_not_said(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In each language; a bad answer is told of before the next question, with what was meant, and Enter takes that."""
    terminal = Terminal(monkeypatch, capsys, {"When it takes": ["4. 6. 2026", ""], "Its name.*Čeština": ["Beseda"]})
    assert new(place, "event", "--set", "kind=talk") == 0
    record = (place.root / "content/events/2026-06-04-beseda.yaml").read_text("utf-8")
    assert "\nwhen: 2026-06-04\n" in record
    assert "\nkind: talk\n" in record
    assert "What sort of event" not in terminal.read
    bad = next(number for number, text in enumerate(terminal.asked) if "is not a date" in text)
    assert terminal.asked[bad].endswith("[2026-06-04]: ")
    assert "Where, as people say it" in terminal.asked[bad + 1]


def test_each_question_is_put_once_and_in_the_order_of_the_record(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is left empty; what stands there then is in the brackets."""
    for kind in ("author", "event", "page", "venue", "infographic"):
        fields = list(DRAFTABLE[kind].kind.model.model_fields)
        asked = [path.partition(".")[0] for path in DRAFTABLE[kind].asked]
        assert asked == sorted(asked, key=fields.index), kind
        terminal = Terminal(monkeypatch, capsys, {})
        assert new(place, kind) == 0
        numbers = re.findall(r"^(\d)/(\d)  ", terminal.read, re.MULTILINE)
        assert [int(number) for number, _ in numbers] == list(range(1, len(numbers) + 1)), kind
    assert "in [brackets]" in terminal.asked[0]


def test_answers_are_taken_by_number_and_by_what_they_mean(
    place: Place, camera: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a list in which one is at fault is asked for again, not refused at the end."""
    answers = {"Vybraná": ["2"], "stránku svého tématu": ["Světlá"], "se souhlasem": ["máme"]}
    answers["souhlasil"] = ["tsk", "web, tisk"]
    terminal = Terminal(monkeypatch, capsys, answers)
    said = ["photo", str(camera / "IMG_1.JPG"), "--set", "author=ada", "--messages", "cs"]
    assert cli.main(["new", *said, "--project", str(place.root)]) == 0
    record = (place.root / "content/photos/ada-3.yaml").read_text("utf-8")
    for line in ("status: submitted", "side: light", "  status: given", "  scopes: [web, print]"):
        assert f"\n{line}\n" in record
    assert "2  submitted  jen zasláno" in terminal.read
    assert "„tsk“" in terminal.read
    assert "consent.date.\n" in capsys.readouterr().out


def test_a_consent_that_is_awaited_is_asked_nothing_more(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither for what, nor since when."""
    terminal = Terminal(monkeypatch, capsys, {"Its name": ["Anna"], "name": ["Anna"]})
    assert new(place, "author", "Anna") == 0
    assert "given" in terminal.asked[-1]
    assert "The day" not in terminal.asked[-1]


def test_what_is_there_already_is_told_of_at_the_name(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not behind the last question; by options alone, before the first."""
    assert new(place, "page", "Contact") == 0
    capsys.readouterr()
    terminal = Terminal(monkeypatch, capsys, {"^1/2.*English": ["Contact", "Address"]})
    assert new(place, "page", "--set", "title.cs=") == 0
    taken = next(number for number, text in enumerate(terminal.asked) if "contact.yaml is there already" in text)
    assert all("2/2" not in text for text in terminal.asked[: taken + 1])
    assert (place.root / "content/pages/address.yaml").is_file()
    terminal = Terminal(monkeypatch, capsys, {})
    assert new(place, "page", "Contact") == 2
    assert new(place, "page", "Other", "--id", "contact") == 2
    assert terminal.asked == []


def test_a_photographer_must_be_named_at_once(
    place: Place, camera: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The name of the record depends on it."""
    place.write("content/authors/eva.yaml", (place.root / "content/authors/ada.yaml").read_text("utf-8"))
    terminal = Terminal(monkeypatch, capsys, {"Who took it": ["", "eva"]})
    assert new(place, "photo", str(camera / "IMG_1.JPG")) == 0
    assert "has to be known now" in terminal.asked[1]
    assert (place.root / "content/photos/eva-1.yaml").is_file()


@pytest.mark.parametrize("answer", ["Éva", "eva", "Eva Nová"])
def test_the_beginning_of_a_name_is_enough(
    answer: str, place: Place, camera: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As far as it is the beginning of one name alone."""
    record = (place.root / "content/authors/ada.yaml").read_text("utf-8")
    place.write("content/authors/eva-nova.yaml", re.sub("name: .*", "name: Éva Nová", record))
    terminal = Terminal(monkeypatch, capsys, {"Who took it": [answer]})
    assert new(place, "photo", str(camera / "IMG_1.JPG")) == 0
    assert len([text for text in terminal.asked if "Who took it" in text]) == 1
    assert (place.root / "content/photos/eva-nova-1.yaml").is_file()


def test_whoever_goes_away_leaves_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The end of the input, as Ctrl+D gives it."""
    Terminal(monkeypatch, capsys, {"When": []})
    before = files(place.root)
    assert new(place, "event") == 130
    assert files(place.root) == before
    assert "Nothing was written" in capsys.readouterr().err


def test_hints_speak_the_language_of_reports(place: Place) -> None:
    """A Czech editor reads Czech."""
    assert cli.main(["new", "page", "Kontakt", "--project", str(place.root), "--messages", "cs"]) == 0
    assert "# Jedna věta pro vyhledávače" in (place.root / "content/pages/kontakt.yaml").read_text("utf-8")
    assert "Odstavce" in (place.root / "content/pages/kontakt.cs.md").read_text("utf-8")
    assert "v tomto jazyce: English" in (place.root / "content/pages/kontakt.en.md").read_text("utf-8")
    said = ["new", "event", "Beseda", "--project", str(place.root), "--messages", "cs"]
    assert cli.main(said) == 0
    record = (place.root / "content/events/beseda.yaml").read_text("utf-8")
    assert "lab = dílna" in record
    assert "(např. 2019-04-25T18:00)" in record
    assert cli.main(["new", "author", "Anna", "--project", str(place.root), "--messages", "cs"]) == 0
    record = " ".join((place.root / "content/authors/anna.yaml").read_text("utf-8").replace("\n#", "").split())
    assert "given = máme, pending = čekáme, withdrawn = odvolaný" in record
    assert "web, print = tisk, audio = zvuk, touring = putovní výstava, press = noviny" in record


def test_programs_are_told_as_data(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--format json`."""
    assert new(place, "page", "Contact", "--format", "json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["files"] == [f"content/pages/contact.{end}" for end in ("cs.md", "en.md", "yaml")]
    assert said["records"][0]["draft"] is True


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ulička tržnice", "ulicka-trznice"),
        ("IMG 0001", "img-0001"),
        ("ŽLUŤOUČKÝ Kůň", "zlutoucky-kun"),
        ("Łódź, Straße & Ærø", "lodz-strasse-aero"),
        ("u\u0301nor", "unor"),
        ("CON", "con-event"),
        ("aux", "aux-event"),
        ("com1", "com1-event"),
        ("مرحبا", "event"),
        ("", "event"),
        ("..", "event"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 100, "x" * LONGEST),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_names_are_safe_on_every_computer(text: str, name: str) -> None:
    """Small letters without accents, digits and hyphens, and no device of Windows."""
    assert identifier(text, "event") == name


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["photo", "nowhere.jpg"], "There is no file nowhere.jpg"),
        (["photo", "IMG_1.JPG", "--set", "author=eva"], "There is no author “eva”"),
        (["photo", "IMG_1.JPG", "--id", "Ada 1"], "cannot be an identifier"),
        (["photo", "nowhere.jpg", "--replace", "ada-1"], "There is no file nowhere.jpg"),
        (["episode", "nowhere.mp3"], "There is no file nowhere.mp3"),
        (["zine", "--set", "author=eva"], "There is no author “eva”"),
        (["event", "Talk", "--id", "Talk!"], "cannot be an identifier"),
    ],
)
def test_nothing_is_asked_for_what_cannot_be_had(
    words: list[str],
    says: str,
    place: Place,
    camera: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Files, authors and names that were given are looked at before the first question."""
    add_series(place)
    place.edit("content/photos/ada-1.yaml", "status: exhibited", "status: exhibited\nsample: true")
    monkeypatch.chdir(camera)
    terminal = Terminal(monkeypatch, capsys, {})
    assert new(place, *words) == 2
    assert terminal.asked == []
    assert says in capsys.readouterr().err
