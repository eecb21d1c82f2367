"""`new`: every kind of record is begun, passes the check at once, and is published when it is filled in."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageFilter

from sitegen import cli
from sitegen.arguments import ACTIONS
from sitegen.content.kinds import KINDS
from sitegen.content.load import load, validate
from sitegen.content.unwritten import UNWRITTEN
from sitegen.drafting.brought import blur_of, bring, look_of
from sitegen.drafting.identifiers import LONGEST, identifier
from sitegen.drafting.kinds import DRAFTABLE
from sitegen.drafting.photos import BLURRED
from sitegen.model import project as projects
from sitegen.model.entries import Entry
from sitegen.model.limits import DEFAULT
from sitegen.model.messages import LANGUAGES, messages
from sitegen.model.problems import Problems
from sitegen.model.project import Options
from tests.conftest import NOW, SAMPLE, SERIES, Place

ROOT = Path(__file__).parents[1]
EVERY = sorted(DRAFTABLE)


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The language of this computer is not what is tested here."""
    monkeypatch.setattr(projects, "HOME", SAMPLE)
    monkeypatch.setenv("LC_ALL", "C")


def scene(seed: int = 1, size: tuple[int, int] = (2400, 1600)) -> Image.Image:
    """A picture with detail of every size, as photographs have it (a spectrum of 1/f), of its own for each seed."""
    noise = np.fft.rfft2(np.random.default_rng(seed).standard_normal((size[1] // 2, size[0] // 2)))
    rows, columns = np.fft.fftfreq(noise.shape[0])[:, None], np.fft.rfftfreq(size[0] // 2)[None, :]
    drawn = np.fft.irfft2(noise / np.maximum(np.hypot(rows, columns), 1e-3) ** 1.2)
    grey = (drawn - drawn.min()) / (drawn.max() - drawn.min()) * 255
    return Image.fromarray(grey.astype("uint8")).resize(size).convert("RGB")


def photograph(path: Path, drawn: Image.Image, *, taken: str = "", located: bool = False) -> Path:
    """Save a picture as a telephone does."""
    exif = Image.Exif()
    if taken:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if located:
        exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (50.0, 5.0, 1.0)
    drawn.save(path, path.suffix[1:].upper().replace("JPG", "JPEG"), quality=90, exif=exif)
    return path


@pytest.fixture(scope="module")
def _card(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("card")
    photograph(folder / "IMG_1.JPG", scene(1), taken="2026:04:12 10:11:12", located=True)
    photograph(folder / "Ulička tržnice.JPG", scene(2))
    recording = (ROOT / "podcasts" / "salad-bowl" / "01-juanita.mp3").read_bytes()
    (folder / "Rozhovor.mp3").write_bytes(recording + bytes(1))  # the project has the same one without that
    return folder


@pytest.fixture
def camera(tmp_path: Path, _card: Path) -> Path:
    """A folder with what an editor has: two photographs and a recording."""
    return Path(shutil.copytree(_card, tmp_path / "camera"))


def new(place: Place, *words: str) -> int:
    """Run `new` in English."""
    return cli.main(["new", *words, "--project", str(place.root), "--messages", "en"])


def words_for(kind: str, camera: Path) -> list[str]:
    """A command that needs no terminal."""
    if kind == "photo":
        return ["photo", str(camera / "IMG_1.JPG"), "--set", "author=ada"]
    if kind == "episode":
        return ["episode", str(camera / "Rozhovor.mp3"), "--set", "title.cs=Anna"]
    return [kind, "--set", "author=ada"] if kind == "zine" else [kind, "Přišla: Łucja!"]


def files(root: Path) -> dict[str, bytes]:
    """Everything in a project but the cache."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


def add_series(place: Place) -> None:
    """A podcast without episodes."""
    place.write("content/podcasts/talks.yaml", SERIES)
    (place.root / "podcasts" / "talks").mkdir(parents=True)
    Image.new("RGB", (1400, 1400), "#46627f").save(place.root / "podcasts" / "talks" / "cover.jpg")


def first_gate(place: Place) -> list[tuple[str, str]]:
    """The places and codes of what is wrong with the content."""
    problems = Problems()
    validate(load(place.project, Options(now=NOW), problems), problems)
    return [(str(problem.where), problem.code) for problem in problems if problem.severity != "note"]


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
    assert [problem for problem in first_gate(place) if problem[1] != "no-print-consent"] == []
    assert record in capsys.readouterr().out
    assert new(place, *words_for(kind, camera)) == 2
    assert files(place.root) == after
    assert "Nothing was written" in capsys.readouterr().err


def test_drafts_pass_the_check_and_nobody_publishes_them(place: Place, camera: Path) -> None:
    """All of them at once, through all gates; the zine is of one photograph that may not be printed."""
    add_series(place)
    before = set(files(place.root))
    for kind in EVERY:
        assert new(place, *words_for(kind, camera)) == 0
    records = {name for name in set(files(place.root)) - before if name.endswith(".yaml")}
    new_ones = {Path(name).stem for name in records} - {"ada"}
    assert len(records) == len(EVERY)
    assert [code for _, code in place.problems()] == ["no-print-consent"]
    assert [name for name in place.files() if any(one in name for one in new_ones)] == []


def test_every_kind_is_sound_beside_the_real_content(
    tmp_path: Path, camera: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its languages, its series and its settings; the looks of its photographs are another test's."""
    monkeypatch.setattr("sitegen.drafting.photos.look_at", lambda _path: None)
    place = Place(tmp_path / "real", ROOT)
    for folder in ("content", "i18n", "podcasts", "photos"):
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
    assert sorted(ACTIONS["new"]) == EVERY
    for language in LANGUAGES:
        for one in DRAFTABLE.values():
            fields = set(one.kind.model.model_fields) - set(Entry.model_fields)
            hints = messages(language).hints
            assert {name for name in fields if not (hints.get(f"{one.name}.{name}") or hints.get(name))} == set()
        assert messages(language).hints.keys() == messages("en").hints.keys()
        for key, text in messages("en").drafting.items():
            said = messages(language).drafting[key]
            assert set(re.findall(r"\{(\w+)", said)) == set(re.findall(r"\{(\w+)", text)), key
    assert set(DRAFTABLE) <= {kind.name for kind in KINDS}


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
        text = re.sub(f'"?{UNWRITTEN}"?', lambda _found: f"Words {path.stem} {next(number)}", path.read_text("utf-8"))
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
    lines = (place.root / record).read_text("utf-8").splitlines()
    expected = [(f"{record}:{at}:7", "still-to-write") for at, line in enumerate(lines, 1) if UNWRITTEN in line[:9]]
    texts = [(f"{record.removesuffix('yaml')}{code}.md:1:1", "text-still-to-write") for code in ("cs", "en")]
    assert len(expected) == 4
    assert place.problems() == [*texts, *expected]


# --- answers ---------------------------------------------------------------------------------------------------------


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
    assert venue.model_dump(exclude={"when"}, exclude_defaults=True) == {
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
    """Somebody at a terminal, who answers by what is asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, answers: dict[str, list[str]]) -> None:
        self.answers, self.asked = answers, list[str]()
        monkeypatch.setattr("builtins.input", self.answer)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    def answer(self, question: str) -> str:
        """Answer with what comes next for the first key that is in the question."""
        self.asked.append(question)
        for key, lines in self.answers.items():
            if key in question:
                if not lines:
                    raise EOFError
                return lines.pop(0)
        return ""


def test_a_terminal_asks_what_was_not_said(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """In each language; a bad answer is asked for again, an empty one is left for later."""
    terminal = Terminal(monkeypatch, {"title (Čeština)": ["Beseda"], "when": ["4. 6. 2026", "2026-06-04"]})
    assert new(place, "event", "--set", "kind=talk") == 0
    record = (place.root / "content/events/2026-06-04-beseda.yaml").read_text("utf-8")
    assert "\nwhen: 2026-06-04\n" in record
    assert "\nkind: talk\n" in record
    assert [question for question in terminal.asked if "what sort" in question] == []
    assert sum("when" in question for question in terminal.asked) == 2


def test_whoever_goes_away_leaves_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The end of the input, as Ctrl+D gives it."""
    Terminal(monkeypatch, {"when": []})
    before = files(place.root)
    assert new(place, "event") == 130
    assert files(place.root) == before
    assert "Nothing was written" in capsys.readouterr().err


def test_hints_speak_the_language_of_reports(place: Place) -> None:
    """A Czech editor reads Czech."""
    assert cli.main(["new", "page", "Kontakt", "--project", str(place.root), "--messages", "cs"]) == 0
    assert "# jedna nebo dvě věty" in (place.root / "content/pages/kontakt.yaml").read_text("utf-8")
    assert "Odstavce" in (place.root / "content/pages/kontakt.cs.md").read_text("utf-8")


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


# --- photographs -----------------------------------------------------------------------------------------------------


def test_photographs_come_without_what_the_camera_says(
    place: Place, camera: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Their place is told and left out, their month is kept, their pixels are the same."""
    assert new(place, *words_for("photo", camera)) == 0
    copy = place.root / "photos" / "ada-3.jpg"
    with Image.open(copy) as found, Image.open(camera / "IMG_1.JPG") as original:
        assert dict(found.getexif()) == {}
        assert found.tobytes() == original.tobytes()
    assert b"GPS" not in copy.read_bytes()
    said = capsys.readouterr().out
    assert "told where the photograph was taken" in said
    record = (place.root / "content/photos/ada-3.yaml").read_text("utf-8")
    assert "\ntaken: 2026-04\n" in record
    assert "\norder: 3\n" in record
    assert "\nfile: ada-3.jpg\n" in record


def iptc(record: int, text: bytes) -> bytes:
    """A JPEG's segment with one field of IPTC-IIM in a resource of Photoshop."""
    field = b"\x1c\x02" + bytes([record]) + len(text).to_bytes(2, "big") + text
    said = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(field).to_bytes(4, "big") + field + b"\0" * (len(field) % 2)
    return b"\xff\xed" + (len(said) + 2).to_bytes(2, "big") + said


def xmp(text: bytes) -> bytes:
    """A JPEG's segment with XMP."""
    said = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + text + b"</x:xmpmeta>"
    return b"\xff\xe1" + (len(said) + 2).to_bytes(2, "big") + said


@pytest.mark.parametrize(
    ("segment", "located"),
    [
        (iptc(90, b"Praha"), True),
        (iptc(92, b"Karlin"), True),
        (iptc(101, b"Cesko"), True),
        (iptc(90, b""), False),
        (iptc(80, b"Ada"), False),
        (xmp(b"<photoshop:Country>Cesko</photoshop:Country>"), True),
        (xmp(b"<a photoshop:State='Praha'/>"), True),
        (xmp(b"<photoshop:Credit>Ada</photoshop:Credit>"), False),
    ],
)
def test_places_in_words_are_told(segment: bytes, *, located: bool, tmp_path: Path) -> None:
    """As agencies and programs for photographs write them; the copy has none of them."""
    file = photograph(tmp_path / "a.jpg", scene(9, (64, 48)))
    plain = file.read_bytes()
    file.write_bytes(plain[:2] + segment + plain[2:])
    brought = bring(file, "en", DEFAULT)
    assert brought.located == located
    assert segment not in brought.content


def test_photographs_of_telephones_become_jpeg(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """HEIC, as iPhones write it, with the month and without the place; one that is cut off is refused."""
    original = Path(__file__).with_name("telephone.heic")
    assert new(place, "photo", str(original), "--set", "author=ada") == 0
    assert "told where the photograph was taken" in capsys.readouterr().out
    with Image.open(place.root / "photos" / "ada-3.jpg") as found:
        assert (found.format, found.size, dict(found.getexif())) == ("JPEG", (96, 64), {})
        assert np.abs(np.array(found.getpixel((20, 20))) - (0xF3, 0xD2, 0x7A)).max() < 12
    assert "taken: 2026-05\n" in (place.root / "content/photos/ada-3.yaml").read_text("utf-8")
    (tmp_path / "half.heic").write_bytes(original.read_bytes()[:500])
    assert new(place, "photo", str(tmp_path / "half.heic"), "--set", "author=ada") == 2
    assert "half.heic" in capsys.readouterr().err


def test_photographs_can_keep_the_names_of_their_files(place: Place, camera: Path) -> None:
    """Made safe, as Windows and git need them."""
    photograph(camera / "CON.JPG", scene(4))
    pictures = [str(camera / name) for name in ("Ulička tržnice.JPG", "CON.JPG")]
    assert new(place, "photo", *pictures, "--by-name", "--set", "author=ada") == 0
    assert {"ulicka-trznice.jpg", "con-photo.jpg"} <= {path.name for path in (place.root / "photos").iterdir()}
    assert first_gate(place) == []


@pytest.mark.parametrize(
    ("picture", "says"),
    [
        (scene(5, (1600, 1200)), "the longer side has 1600 pixels"),
        (scene(6).filter(ImageFilter.GaussianBlur(12)), "may be blurred"),
        (scene(7), None),
    ],
)
def test_what_is_too_small_or_blurred_is_told(
    picture: Image.Image, says: str | None, place: Place, camera: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And comes in all the same."""
    photograph(camera / "other.jpg", picture)
    assert new(place, "photo", str(camera / "other.jpg"), "--set", "author=ada") == 0
    said = capsys.readouterr().out
    assert says in said if says else "other.jpg:" not in said


def test_blur_is_measured() -> None:
    """From 0 to 1, growing with the blur."""
    found = [blur_of(scene(8).filter(ImageFilter.GaussianBlur(radius))) for radius in (0, 3, 6, 9)]
    assert found == sorted(found)
    assert 0 < found[0] < 0.4 < BLURRED < found[3] < 1


def test_the_same_picture_is_refused_and_one_alike_is_told(
    place: Place, camera: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same bytes under another name, and the same scene in another size and quality."""
    assert new(place, *words_for("photo", camera)) == 0
    shutil.copy(camera / "IMG_1.JPG", camera / "again.jpg")
    assert new(place, "photo", str(camera / "again.jpg"), "--set", "author=ada") == 2
    assert "the same photograph as photo:ada-3" in capsys.readouterr().err
    photograph(camera / "smaller.png", scene(1).resize((2000, 1333)))
    assert new(place, "photo", str(camera / "smaller.png"), "--set", "author=ada") == 0
    assert "smaller.png: looks the same as photo:ada-3" in capsys.readouterr().out
    assert (place.root / "photos" / "ada-4.png").is_file()
    assert not look_of(scene(1)).is_like(look_of(scene(2)))


def test_an_alternative_text_used_twice_is_told(place: Place) -> None:
    """By each check, at the second one."""
    place.edit("content/photos/ada-2.yaml", "cs: Zavřené modré dveře", "cs: Rozsvícené okno v tmavé zdi")
    assert first_gate(place) == [("content/photos/ada-2.yaml:8:11", "alt-twice")]


@pytest.mark.parametrize(("name", "content"), [("a.jpg", b"\xff\xd8\xff"), ("b.jpg", b"no picture"), ("c.jpg", None)])
def test_what_is_no_picture_brings_none(name: str, content: bytes | None, place: Place, camera: Path) -> None:
    """All come, or none."""
    if content is not None:
        (camera / name).write_bytes(content)
    before = files(place.root)
    assert new(place, "photo", str(camera / "IMG_1.JPG"), str(camera / name), "--set", "author=ada") == 2
    assert files(place.root) == before


def test_a_picture_that_is_too_large_is_refused(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the limit of the settings, before it is read."""
    with (tmp_path / "fat.jpg").open("wb") as large:
        large.truncate(200_000_000)
    assert new(place, "photo", str(tmp_path / "fat.jpg"), "--set", "author=ada") == 2
    said = capsys.readouterr().err
    assert "fat.jpg: The file is larger than 146484 kB" in said
    assert "`photo_mb`" in said
    settings = place.root / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nlimits: {photo_mb: 250}\n", "utf-8")
    assert new(place, "photo", str(tmp_path / "fat.jpg"), "--set", "author=ada") == 2
    assert "larger" not in capsys.readouterr().err


@pytest.mark.parametrize("words", [["photo", "a.jpg", "--set", "author=ada"], ["episode", "a.mp3"]])
def test_nobody_waits_for_a_pipe(
    words: list[str], place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is refused before it is opened."""
    add_series(place)
    os.mkfifo(tmp_path / words[1])
    assert new(place, words[0], str(tmp_path / words[1]), *words[2:]) == 2
    assert f"{words[1]}: A file is expected here" in capsys.readouterr().err


# --- in the place of a sample ----------------------------------------------------------------------------------------


def make_sample(place: Place) -> None:
    """The first photograph and its author are samples."""
    for name in ("content/photos/ada-1.yaml", "content/authors/ada.yaml"):
        with (place.root / name).open("a", encoding="utf-8") as record:
            record.write("sample: true\n")
    with (place.root / "content/photos/ada-1.yaml").open("a", encoding="utf-8") as record:
        record.write("licence: CC0 1.0\ncredit: {cs: Ukázkový obrázek, en: A sample picture}\nslug: {cs: okno}\n")


def test_an_original_takes_the_place_of_a_sample(
    place: Place, camera: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was said of the drawn picture goes, and what is still a sample is told."""
    make_sample(place)
    assert new(place, "photo", str(camera / "IMG_1.JPG"), "--replace", "ada-1") == 0
    said = capsys.readouterr().out
    record = (place.root / "content/photos/ada-1.yaml").read_text("utf-8")
    assert "sample: true" not in record
    assert "CC0" not in record
    assert "Okno" not in record
    assert "\nfile: ada-1-original.jpg\n" in record
    assert "\nauthor: ada\n" in record
    assert "  cs: okno\n" in record
    assert not (place.root / "photos" / "ada-1.jpg").exists()
    assert "content/authors/ada.yaml:5  author:ada" in said
    assert "licence, credit" in said
    assert first_gate(place) == []


def test_whoever_says_all_of_an_original_publishes_it(place: Place, camera: Path) -> None:
    """Licence, credit and all."""
    make_sample(place)
    text = "{{cs: {0} cs, en: {0} en}}"
    said = {key: text.format(key) for key in ("title", "caption", "comment", "alt", "credit")}
    said |= {"licence": "CC BY 4.0", "themes": "home", "side": "dark", "comment_language": "cs"}
    said["consent"] = "{status: given, scopes: [web], date: 2026-04-01}"
    words = [word for key, value in said.items() for word in ("--set", f"{key}={value}")]
    assert new(place, "photo", str(camera / "IMG_1.JPG"), "--replace", "photo:ada-1", *words) == 0
    record = (place.root / "content/photos/ada-1.yaml").read_text("utf-8")
    assert "draft" not in record
    assert place.problems() == []
    assert "CC BY 4.0" in place.read("en/photos/ada-1/index.html")


@pytest.mark.parametrize("name", ["ada-2", "nobody"])
def test_only_a_sample_is_replaced(name: str, place: Place, camera: Path) -> None:
    """What is nobody's stand-in stays."""
    before = files(place.root)
    assert new(place, "photo", str(camera / "IMG_1.JPG"), "--replace", name) == 2
    assert files(place.root) == before
