"""`consent list` and `withdraw`: what the editor reads, what is written, and that no trace stays on the computer."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from sitegen import cli
from sitegen.archiving import archive
from sitegen.consents.telling import Telling
from sitegen.consents.withdrawal import Refused, withdraw
from sitegen.content import mentions
from sitegen.making.cache_folder import TAG, claim
from sitegen.making.print.packages_made import note_package
from sitegen.making.store import Store
from sitegen.model import project as projects
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options
from sitegen.pipeline import Report, build, check_only, read
from tests.conftest import NOW, SAMPLE, Place, picture
from tests.test_consent import Show

CANARY = "Canary"


def run(place: Place, *words: str) -> int:
    """Run a verb as an editor does."""
    return cli.main([*words, "--project", str(place.root)])


@pytest.fixture(autouse=True)
def _sample_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own templates are not what is tested here."""
    monkeypatch.setattr(projects, "HOME", SAMPLE)


@pytest.fixture
def told(place: Place) -> Place:
    """A project whose author is named by others: whole, by her surname, by her first name, over two lines."""
    place.edit("content/authors/ada.yaml", "name: Ada", "name: Adéla Lovelacová")
    place.write("content/pages/about.cs.md", "Vystavuje [Adéla](author:ada).\n\nO Lovelacové víc.\n")
    place.write("content/pages/about.en.md", "By Adéla\nLovelacová.\n")
    place.edit("content/events/opening.yaml", "when:", "people: [{name: Adéla Lovelacová}]\nwhen:")
    return place


PLACES = [
    "content/events/opening.yaml:5:17",
    "content/pages/about.cs.md:1:12",
    "content/pages/about.cs.md:3:3",
    "content/pages/about.en.md:1:4",
]
SHOWN = PLACES[1:]
"""Those that a page would show: a list leaves out whom another record says to have withdrawn."""


# --- consent list -------------------------------------------------------------------------------------------------


def test_the_list_says_who_allows_what_until_when_and_where_they_are_named(
    told: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the editor's words; what ends within the days that were asked for stands below the table."""
    told.edit("content/photos/ada-2.yaml", "scopes: [web], date: 2020-01-01", "scopes: [web], date: 2020-01-01, EXP")
    told.edit("content/photos/ada-2.yaml", "EXP", "expires: 2026-07-29")
    assert run(told, "consent", "list", "--now", "2026-05-01T12:00", "--messages", "cs") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Souhlasy ke dni 2026-05-01"
    assert [" ".join(line.split()) for line in lines[2:6]] == [
        "kdo záznam stav k čemu od do",
        "Adéla Lovelacová author:ada platí web, tisk, zvuk, putování 2020-01-01 –",
        "Adéla Lovelacová photo:ada-1 platí web, tisk, putování 2020-01-01 –",
        "Adéla Lovelacová photo:ada-2 platí web 2020-01-01 2026-07-29",
    ]
    assert lines[7:9] == ["Do 2026-07-30 (90 dní) skončí:", "  2026-07-29  photo:ada-2  Adéla Lovelacová"]
    assert [line.split()[0] for line in lines if line.startswith(" ") and "„" in line] == PLACES
    assert "  content/events/opening.yaml:5:17  Adéla Lovelacová  event:opening" not in lines  # asked as an author
    assert "    photos/ada-1.jpg" in lines
    assert run(told, "consent", "list", "--now", "2026-05-01T12:00", "--days", "88", "--messages", "en") == 0
    assert "Nothing ends by 2026-07-28 (88 days)." in capsys.readouterr().out
    assert run(told, "consent", "list", "--now", "2990-05-01T12:00", "--days", "99999") == 0


def test_the_list_as_data(told: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """For programs."""
    told.edit("content/authors/ada.yaml", "date: 2020-01-01", "date: 2020-01-01, expires: 2026-04-30")
    assert run(told, "consent", "list", "--now", "2026-05-01T12:00", "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    first = data["consents"][0]
    assert (first["ref"], first["state"], first["ends"]) == ("author:ada", "expired", False)
    assert [one["place"] for one in data["people"][0]["mentions"]] == PLACES


def test_a_list_that_could_not_read_all_is_none(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """A consent that cannot be read must not look like one that is not there."""
    place.edit("content/photos/ada-1.yaml", "status: given", "status: maybe")
    assert run(place, "consent", "list") == 1
    assert "[bad-choice]" in capsys.readouterr().out


def test_a_failing_build_says_what_its_old_site_still_shows(told: Place) -> None:
    """And leaves it; nothing is said of what was never published, nor where nothing is."""
    event, author = "content/events/opening.yaml", "content/authors/ada.yaml"
    told.edit(event, "when:", "wen: 1\nwhen:")
    told.edit(author, "status: given", "status: withdrawn")
    assert told.build().failed
    assert [code for _, code in told.problems()] == ["unknown-field"]
    told.edit(author, "status: withdrawn", "status: given")
    told.edit(event, "wen: 1\n", "")
    assert not told.build().failed
    left = told.project.cache / "preview"
    left.mkdir()
    told.edit(event, "when:", "wen: 1\nwhen:")
    told.edit(author, "status: given", "status: withdrawn")
    assert (f"{author}:4:10", "still-published") in told.problems()
    assert not left.exists()
    told.edit(event, "wen: 1\n", "")
    assert [code for _, code in told.problems()] == ["names-held-back"]


def test_a_failing_build_says_whose_scope_the_old_site_still_uses(place: Place) -> None:
    """The photograph may stay in files for printers or newspapers, which nobody may hand out any more."""
    assert not place.build().failed
    place.edit("content/events/opening.yaml", "when:", "wen: 1\nwhen:")
    place.edit("content/photos/ada-1.yaml", "[web, print, touring]", "[web, touring]")
    assert [code for _, code in place.problems()] == ["unknown-field", "still-published"]
    place.edit("content/photos/ada-1.yaml", "[web, touring]", "[web, print, touring, press]")
    assert [code for _, code in place.problems()] == ["unknown-field"]


# --- names in the texts of others ---------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["withdrawn", "pending", "given, expires: 2026-04-30"])
def test_a_name_without_consent_is_noted_in_each_build(told: Place, status: str) -> None:
    """At each place, and it stops nothing."""
    assert [one for one in told.build().problems if one.code == "names-withdrawn"] == []
    told.edit("content/authors/ada.yaml", "status: given", f"status: {status}")
    report = told.build()
    assert not report.failed
    found = [one for one in report.problems if one.code == "names-withdrawn"]
    assert [str(one.where) for one in found] == SHOWN
    assert {str(one.severity) for one in found} == {"note"}


def test_a_release_refuses_a_name_without_consent(told: Place) -> None:
    """A part of a name, and an inflected word, may be somebody else's; so may a name that another consent covers."""
    told.edit("content/authors/ada.yaml", "status: given", "status: withdrawn")
    assert [(place, code) for place, code in told.problems(release=True) if code == "names-withdrawn"] == [
        (place, "names-withdrawn") for place in SHOWN
    ]
    report = told.build(release=True)
    severities = {str(one.where): str(one.severity) for one in report.problems if one.code == "names-withdrawn"}
    assert severities == dict.fromkeys(SHOWN, "error") | dict.fromkeys(SHOWN[:2], "warning")
    assert report.failed
    consent = "consent: {status: given, scopes: [web], date: 2020-01-01}"
    text = f"name: Adéla Lovelacová\ncountry: CZ\nsummary: {{cs: Fotí., en: Takes photographs.}}\n{consent}\n"
    told.write("content/authors/other.yaml", text)
    assert not told.build(release=True).failed


@pytest.mark.parametrize(
    "text",
    [
        "By Ad\u00adéla Lovela\u200bcová.\n",
        "By Adéla Lovelacov&aacute;.\n",
        "By *Adéla* Lovelacová.\n",
        "Write to adela.lovelacova@example.org.\n",
    ],
)
def test_no_sign_inside_a_name_hides_it(place: Place, text: str) -> None:
    """Word breaks words where nobody sees it."""
    place.edit("content/authors/ada.yaml", "name: Ada", "name: Adéla Lovelacová")
    place.edit("content/authors/ada.yaml", "given", "withdrawn")
    place.write("content/pages/about.en.md", text)
    assert "names-withdrawn" in {one.code for one in place.build(release=True).problems if one.severity == "error"}


def test_a_name_is_found_in_names_of_files(place: Place) -> None:
    """They are published: the name of a derivative begins with that of its original."""
    place.edit("content/authors/ada.yaml", "name: Ada", "name: Adéla Lovelacová")
    place.edit("content/authors/ada.yaml", "given", "withdrawn")
    picture(place.root / "photos" / "adela-lovelacova.jpg", (500, 300))
    place.edit(
        "content/events/opening.yaml", "when:", "pictures: [{file: adela-lovelacova.jpg, alt: {cs: A, en: B}}]\nwhen:"
    )
    found = [one for one in place.build(release=True).problems if one.code == "names-withdrawn"]
    assert [(str(one.where), str(one.severity)) for one in found] == [("content/events/opening.yaml:5:19", "error")]


def test_of_what_is_only_a_guess_not_every_place_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """And of more than anybody will read a release is refused."""
    place.edit("content/authors/ada.yaml", "name: Ada", "name: Adéla Lovelacová")
    place.edit("content/authors/ada.yaml", "given", "withdrawn")
    place.write("content/pages/about.en.md", "By Adéla today.\n" * 80)
    found = [one for one in place.build().problems if one.code.startswith("names-")]
    assert [one.code for one in found].count("names-withdrawn") == 50
    assert [one.params["count"] for one in found if one.code == "names-more"] == ["30"]
    monkeypatch.setattr(mentions, "_LOOKED", 60)
    found = [one for one in place.build(release=True).problems if one.code == "names-too-many"]
    assert [str(one.severity) for one in found] == ["error"]


def test_a_name_is_found_in_settings(told: Place) -> None:
    """As far as they are shown: a comment is not."""
    told.edit("content/authors/ada.yaml", "status: given", "status: withdrawn")
    told.edit(
        "content/site.yaml", "timezone:", "# Adéla Lovelacová\ncredit: {cs: © A. Lovelacová, en: none}\ntimezone:"
    )
    found = [str(one.where) for one in told.build().problems if one.code == "names-withdrawn"]
    assert found == sorted([*SHOWN, "content/site.yaml:6:19"])


def test_a_name_is_found_in_what_others_say(tmp_path: Path) -> None:
    """In the transcript of an episode that is out, and not in her own."""
    place = Show(tmp_path / "project").place
    for name in ("talks/01-first", "voices/zora"):
        said = f"WEBVTT\n\n00:00.000 --> 00:05.000\n<v Host>Byla tu\nCanaryname, {name}.\n"
        place.write(f"podcasts/{name}.cs.vtt", said)
    place.edit("content/authors/zora.yaml", "status: given", "status: withdrawn")
    problems = Problems()
    with Store(place.project.cache) as store:
        read(place.project, Options(now=NOW), store, problems)
    found = [str(one.where) for one in problems if one.code == "names-withdrawn"]
    assert found == ["podcasts/talks/01-first.cs.vtt:5:1"]


def test_a_release_refuses_an_open_question_of_consent(place: Place) -> None:
    """At the status; what was withdrawn or has ended is no question."""
    place.edit("content/photos/ada-1.yaml", "status: given", "status: pending")
    place.edit("content/photos/ada-2.yaml", "status: given", "status: withdrawn")
    assert place.problems(release=True) == [("content/photos/ada-1.yaml:13:19", "consent-unknown")]
    assert not place.build().failed


# --- withdraw -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "consent",
    [
        b"consent: {status: given, scopes: [web], date: 2020-01-01}  # on paper",
        b'consent: {date: 2020-01-01, "status": "given", scopes: [web]}',
        b"consent:\r\n  # by hand\r\n  status:   'given'   # given\r\n  date: 2020-01-01\r\n",
        "consent: {date: 2020-01-01, scopes: [web], status: pending}\n# Ž\u030c given\n\n\n".encode(),
        b"consent: {date: 2020-01-01, scopes: [web], status: given, expires: 2020-05-01}",
    ],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_other_byte_of_the_record_stays(place: Place, consent: bytes, mark: bytes) -> None:
    """Comments, quotes, ends of lines, a byte order mark and the mode of the file."""
    path = place.root / "content" / "authors" / "ada.yaml"
    head = "# given: žluťoučký\r\nname: Ada\r\ncountry: CZ\nsummary: {cs: given, en: given}\n".encode()
    path.write_bytes(mark + head + consent)
    path.chmod(0o640)
    done = withdraw(place.project, Options(), "author:ada", lambda: None)
    old, new = (b"pending", b"withdrawn") if b"pending" in consent else (b"given", b"withdrawn")
    at = len(mark + head) + max(consent.find(sign) for sign in (b"status: " + old, b'"' + old, b"'" + old, b": " + old))
    written = path.read_bytes()
    assert written.replace(new, old, 1) == mark + head + consent
    assert written.index(new) >= at
    assert sys.platform == "win32" or path.stat().st_mode & 0o777 == 0o640
    assert done.after == done.before.replace(old.decode(), new.decode(), 1)
    assert [one.name for one in path.parent.iterdir()] == ["ada.yaml"]


def test_withdraw_tells_what_goes_what_stays_and_what_to_do(told: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """The line, the records, the places, the folders, and what no program can recall."""
    assert not told.build().failed
    elsewhere = told.root.parent / "elsewhere"
    assert not build(dataclasses.replace(told.project, output=elsewhere), Options(now=NOW, printing=False)).failed
    assert run(told, "withdraw", "author:ada", "--messages", "cs") == 0
    text = capsys.readouterr().out
    lines = text.splitlines()
    assert lines[:3] == [
        "Souhlas author:ada je odvolaný. Změnil se jediný řádek, content/authors/ada.yaml:4:19:",
        "  - consent: {status: given, scopes: [web, print, audio, touring], date: 2020-01-01}",
        "  + consent: {status: withdrawn, scopes: [web, print, audio, touring], date: 2020-01-01}",
    ]
    taken = ["author:ada", "photo:ada-1", "photo:ada-2", "place:park"]
    assert lines[4:9] == ["Příští sestavení odstraní z webu:", *(f"  {ref}" for ref in taken)]
    assert [line.split()[0] for line in lines if "„" in line] == PLACES
    assert "  content/pages/about.cs.md:1:19  page:about" in lines
    assert {"  output", f"  {elsewhere}", f"  {elsewhere.with_name('.elsewhere.sitegen-twin')}"} <= set(lines)
    assert "     photos/ada-2.jpg" in lines
    for word in ("git", "Vytištěné", "archivy", "noviny", "kiosek"):
        assert word in text
    assert {path.name for path in told.project.cache.iterdir()} == {"lock", TAG}


def test_an_interview_is_withdrawn_by_itself(tmp_path: Path) -> None:
    """The author, her photographs and her name stay."""
    show = Show(tmp_path / "project")
    done = withdraw(show.place.project, Options(), "author:zora#interview", lambda: None)
    assert done.taken == ("author:zora#interview",)
    assert done.about == ()
    assert done.files == ("podcasts/voices/zora.mp3", "podcasts/voices/zora.cs.vtt")
    problems = Problems()
    with Store(show.place.project.cache) as store:
        site = read(show.place.project, Options(now=NOW), store, problems)
    assert site.find("author:zora")
    assert not problems.failed


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("author:adda", "There is no entry author:adda. Did you mean author:ada?"),
        ("ada-1", "There is no entry ada-1. Did you mean photo:ada-1?"),
        ("nobody", "There is no entry nobody. “consent list” shows all that have a consent."),
        ("event:opening", "event:opening (content/events/opening.yaml) has no consent that could be withdrawn."),
        ("author:ada#interview", "There is no consent author:ada#interview. The record has author:ada."),
        (
            "photo:ada-2",
            "photo:ada-2 is withdrawn already (content/photos/ada-2.yaml:12:19). The record stays as it is;",
        ),
        ("photo:ada-1", "The record photo:ada-1 has errors, so its consent cannot be found. Nothing was changed."),
        ("author:eva", "author:eva is withdrawn already (content/authors). The record stays as it is;"),
        ("author:ivo", "At content/authors/ivo.yaml:4:19 the status is written in a way"),
    ],
)
def test_what_cannot_be_withdrawn_is_refused(
    place: Place, entry: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a sentence that says what is the matter; no record is written, and the cache stays if the consent does.

    Of what was withdrawn by hand the files are remembered all the same.
    """
    place.edit("content/photos/ada-2.yaml", "status: given", "status: withdrawn")
    place.write("content/authors/eva.yaml", "consent: {status: withdrawn, date: 2020-01-01}\n")
    ivo = (place.root / "content" / "authors" / "ada.yaml").read_text("utf-8")
    place.write("content/authors/ivo.yaml", ivo.replace("status: given", 'status: "giv\\u0065n"'))
    if entry == "photo:ada-1":
        place.edit("content/photos/ada-1.yaml", "side: light", "side: left")
    claim(place.project.cache)
    kept = place.write(".cache/kept", "")
    before = {path: path.read_bytes() for path in (place.root / "content").rglob("*.*")}
    assert run(place, "withdraw", entry, "--messages", "en") == 2
    said = capsys.readouterr()
    assert said.err.startswith(says)
    assert ("[bad-choice]" in said.out) == (entry == "photo:ada-1")
    lock = place.root / "content" / "withdrawn.lock"
    assert lock.exists() == (entry == "photo:ada-2")
    lock.unlink(missing_ok=True)
    assert {path: path.read_bytes() for path in (place.root / "content").rglob("*.*")} == before
    assert kept.exists() == ("already" not in says)


def test_withdraw_works_among_the_faults_of_others(place: Place) -> None:
    """Who withdraws need not wait until somebody has repaired a date."""
    place.edit("content/events/opening.yaml", "when: 2026-05-03", "when: 2026-02-30")
    assert withdraw(place.project, Options(), "author:ada", lambda: None).taken
    with pytest.raises(Refused):
        withdraw(place.project, Options(), "author:ada", lambda: None)


def test_originals_and_words_can_be_deleted_afterwards(tmp_path: Path) -> None:
    """As the guide says: files first, then all but the consent in the records; no build fails over it."""
    show = Show(tmp_path / "project")
    place = show.place
    withdraw(place.project, Options(), "author:zora", lambda: None)
    withdraw(place.project, Options(), "episode:01-first", lambda: None)
    for folder in ("photos", "podcasts/voices", "podcasts/talks"):
        for path in (place.root / folder).iterdir():
            if path.name != "cover.jpg":
                path.unlink()
    assert errors(place) == []
    for name in ("authors/zora", "photos/zora-1", "photos/zora-2", "podcasts/talks/01-first"):
        place.write(f"content/{name}.yaml", "consent: {status: withdrawn, date: 2020-01-01}\n")
    assert errors(place) == []
    place.edit("content/authors/zora.yaml", "withdrawn", "given")
    assert "missing-field" in errors(place)


def _event_shows(place: Place, file: str) -> bool:
    """Whether a build publishes a picture of the event, whose record names it without a consent."""
    assert not place.build().failed
    stem = file.partition(".")[0]
    return any(name.startswith(f"media/{stem}-") for name in place.files())


@pytest.fixture
def copied(place: Place) -> Place:
    """An event with a copy of a photograph under another name."""
    place.home = HOME
    shutil.copyfile(place.root / "photos/ada-1.jpg", place.root / "photos/party.jpg")
    place.edit("content/events/opening.yaml", "when:", "pictures: [{file: party.jpg, alt: {cs: A, en: B}}]\nwhen:")
    assert _event_shows(place, "party.jpg")
    return place


@pytest.mark.parametrize("by_hand", [False, True])
@pytest.mark.parametrize("left", ["", "consent: {status: withdrawn, date: 2026-01-01}\n"])
def test_a_copy_does_not_come_back_with_the_original_deleted(copied: Place, left: str, *, by_hand: bool) -> None:
    """In a fresh clone neither; it is listed with what is to be deleted."""
    if by_hand:
        copied.edit("content/photos/ada-1.yaml", "status: given", "status: withdrawn")
        with pytest.raises(Refused):
            withdraw(copied.project, Options(), "photo:ada-1", lambda: None)
    else:
        assert "photos/party.jpg" in withdraw(copied.project, Options(), "photo:ada-1", lambda: None).files
    assert not _event_shows(copied, "party.jpg")
    (copied.root / "photos/ada-1.jpg").unlink()
    record = copied.root / "content/photos/ada-1.yaml"
    if left:
        record.write_text(left, "utf-8")
    else:
        record.unlink()
    shutil.rmtree(copied.project.cache)
    assert not _event_shows(copied, "party.jpg")
    assert "ada" not in (copied.root / "content/withdrawn.lock").read_text("utf-8")


def test_a_build_remembers_what_was_withdrawn_by_hand(copied: Place) -> None:
    """On the same computer, as long as its cache is there."""
    copied.edit("content/photos/ada-1.yaml", "status: given", "status: withdrawn")
    assert not _event_shows(copied, "party.jpg")
    for name in ("content/photos/ada-1.yaml", "photos/ada-1.jpg"):
        (copied.root / name).unlink()
    for _ in range(3):
        assert not _event_shows(copied, "party.jpg")
    picture(copied.root / "photos/party.jpg", (500, 300))
    assert _event_shows(copied, "party.jpg")


def test_what_is_left_of_a_record_still_keeps_its_file_back(place: Place) -> None:
    """Though it does not name it any more, and another record does; until the consent is given again."""
    place.home = HOME
    place.edit("content/events/opening.yaml", "when:", "pictures: [{file: ada-2.jpg, alt: {cs: A, en: B}}]\nwhen:")
    before = (place.root / "content/photos/ada-2.yaml").read_text("utf-8")
    withdraw(place.project, Options(), "photo:ada-2", lambda: None)
    place.write("content/photos/ada-2.yaml", "consent: {status: withdrawn, date: 2020-01-01}\n")
    assert not _event_shows(place, "ada-2.jpg")
    place.write("content/photos/ada-2.yaml", before)
    assert _event_shows(place, "ada-2.jpg")


def test_a_lock_of_withdrawn_files_that_was_spoilt_is_told(place: Place) -> None:
    """A merge that was not finished must not let a picture out."""
    place.write("content/withdrawn.lock", "# A comment\n\n<<<<<<< HEAD\n" + f"{'a' * 16} 5 {'b' * 64}\n")
    assert ("content/withdrawn.lock:3:1", "bad-withdrawn-row") in place.problems()


def errors(place: Place) -> list[str]:
    """The codes of what stops a build at its first gate."""
    problems = Problems()
    with Store(place.project.cache) as store:
        try:
            read(place.project, Options(now=NOW), store, problems)
        except Exception:  # noqa: BLE001 - a closed gate, whose problems count
            assert problems.failed
    return [one.code for one in problems if str(one.severity) == "error"]


# --- no trace -----------------------------------------------------------------------------------------------------


def insides(content: bytes) -> Iterator[bytes]:
    """A file as it is, and what is packed in it: of a ZIP its members, of a PDF its streams and its words."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from insides(archive.read(name))
    elif content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for part in pdf.objects:
                if isinstance(part, pikepdf.Stream):
                    try:
                        yield part.read_bytes()
                    except pikepdf.PdfError:  # a picture
                        yield part.read_raw_bytes()
        document = pypdfium2.PdfDocument(content)
        for page in document:
            yield page.get_textpage().get_text_bounded().encode()


def traces(folder: Path, word: str) -> list[str]:
    """The files below a folder that hold a word, in their names or anywhere inside."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [
        path.relative_to(folder).as_posix()
        for path in files
        if word in path.name or any(word.encode() in part for part in insides(path.read_bytes()))
    ]


def test_after_a_withdrawal_no_byte_stays_on_the_computer(tmp_path: Path) -> None:
    """Not in the site with its print files and packages, its twin, the preview, the kiosk, the cache and its memory."""
    place = Show(tmp_path / "project").place
    project = place.project
    sites = [
        (project, Options(now=NOW)),
        (
            dataclasses.replace(project, output=project.cache / "preview"),
            Options(now=NOW, printing=False, preview=True),
        ),
        (
            dataclasses.replace(project, output=project.root / "output.kiosk"),
            Options(now=NOW, printing=False, kiosk=True),
        ),
    ]
    for of, options in sites:
        report = build(of, options)
        assert not report.failed, list(report.problems)
    before = traces(project.output, CANARY)
    for ending in (".html", ".pdf", ".zip", ".xml", ".json"):
        assert any(name.endswith(ending) for name in before), ending
    assert "memory.db" in traces(project.cache, CANARY)
    # Withdrawing all of these leaves nothing that has canaries.
    for entry in ("author:zora", "episode:01-first", "event:talk#Canaryperson", "card:visitor"):
        done = withdraw(project, Options(), entry, lambda: None)
        assert done.left == ()
    assert {path.name for path in done.sites} == {
        ".output.kiosk.sitegen-twin",
        ".output.sitegen-twin",
        "output",
        "output.kiosk",
    }
    assert traces(project.cache, CANARY) == []
    for _ in range(2):
        for of, options in sites:
            report = build(of, options)
            assert not report.failed, list(report.problems)
    kept = {"content", "podcasts", "photos"}
    for folder in project.root.iterdir():
        if folder.name not in kept:
            assert traces(folder, CANARY) == [], folder.name


def test_archives_are_told_as_the_sites_are(built: Place, tmp_path: Path) -> None:
    """In the project and elsewhere, packed too, and what a killed run has left."""
    built.write("templates/archive/readme.txt", (HOME / "templates/archive/readme.txt").read_text("utf-8"))
    targets = [built.root / "archive", tmp_path / "elsewhere" / "Výstava č. 1.zip"]
    for target in targets:
        report = Report(Problems())
        options = Options(now=NOW, printing=False)
        assert archive(built.project, options, target, report, lambda *_: None, lambda: None), list(report.problems)
    half = built.root / ".other.sitegen-new/other/data"
    half.mkdir(parents=True)
    assert not built.build().failed
    done = withdraw(built.project, Options(), "author:ada", lambda: None)
    assert {*targets, built.root / ".other.sitegen-new"} <= {*done.sites}


def _packages(place: Place, folder: Path) -> tuple[Path, Path]:
    """Two packages as `print package` writes them, of which somebody has changed the second one since."""
    files = place.root / "packages" / "zine-ada.zip", folder / "labels-hall.zip"
    with Store(place.project.cache) as store:
        for file in files:
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(b"PK")
            note_package(file, b"PK", store)
    files[1].write_bytes(b"PK, and a letter")
    return files


def test_packages_for_printers_go_with_a_consent(built: Place, tmp_path: Path) -> None:
    """Wherever they are, as long as they are as they were made; the editor is told of each."""
    gone, changed = _packages(built, tmp_path / "elsewhere")
    of_lost_cache = gone.with_name("zine-eva.zip")
    of_lost_cache.write_bytes(b"PK")
    done = withdraw(built.project, Options(), "author:ada", lambda: None)
    assert (done.packages, set(done.left)) == ((gone,), {changed, of_lost_cache})
    assert (gone.exists(), changed.exists()) == (False, True)
    assert "packages/zine-ada.zip" in Telling(built.project, "en").withdrawal(done)


def test_a_second_withdrawal_tells_of_packages_too(built: Place, tmp_path: Path) -> None:
    """As where a consent was taken back by hand: what is deleted is named, and what somebody has worked on stays."""
    gone, changed = _packages(built, tmp_path / "elsewhere")
    built.edit("content/authors/ada.yaml", "status: given", "status: withdrawn")
    with pytest.raises(Refused) as refused:
        withdraw(built.project, Options(), "author:ada", lambda: None)
    assert (refused.value.packages, refused.value.left) == ((gone,), (changed,))
    told = "\n".join(Telling(built.project, "en").deleted(refused.value))
    assert "packages/zine-ada.zip" in told
    assert str(changed) in told


def test_a_build_that_may_show_less_deletes_packages_for_printers(built: Place, tmp_path: Path) -> None:
    """A consent that was taken back by hand, or that is over; a build that may show as much as before leaves them."""
    gone, changed = _packages(built, tmp_path / "elsewhere")
    assert not built.build().failed
    assert gone.exists()
    built.edit("content/authors/ada.yaml", "status: given", "status: withdrawn")
    report = built.build()
    assert (gone.exists(), changed.exists()) == (False, True)
    told = {one.code: one.params["files"] for one in report.problems if one.code.startswith("packages-")}
    assert told == {"packages-deleted": "packages/zine-ada.zip", "packages-left": changed.as_posix()}


def test_what_is_no_archive_is_no_obstacle(built: Place) -> None:
    """A ZIP of pictures, one that only its password opens, one that is none, a pipe, which nobody ever fills."""
    for name, inside in (("pictures.zip", "a/b.jpg"), ("secret.zip", "a/bag-info.txt")):
        with zipfile.ZipFile(built.root / name, "w") as packed:
            packed.writestr(inside, "Bag-Software-Agent: sitegen 1\n")
    locked = bytearray((built.root / "secret.zip").read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + flags] |= 1
    (built.root / "secret.zip").write_bytes(locked)
    (built.root / "broken.zip").write_bytes(b"PK")
    if hasattr(os, "mkfifo"):
        os.mkfifo(built.root / "pipe.zip")
    done = withdraw(built.project, Options(), "author:ada", lambda: None)
    assert built.output in done.sites
    assert [path for path in done.sites if path.suffix == ".zip"] == []


@pytest.mark.parametrize("how", ["print", "ends", "by hand", "scope", "gone", "face", "check"])
def test_the_next_build_cleans_the_cache_of_what_is_not_allowed_any_more(place: Place, how: str) -> None:
    """Also one that makes no print files, and a check: pictures, print files, the preview, what older versions left."""
    printing = how == "print"  # slow, with the program's own templates
    place = dataclasses.replace(place, home=HOME) if printing else place
    place.edit("content/authors/ada.yaml", "name: Ada", "name: Canaryada")
    for name in ("ada-1", "ada-2"):
        place.edit(f"content/photos/{name}.yaml", "title: {cs: ", "title: {cs: Canary")
    project, preview = place.project, dataclasses.replace(place.project, output=place.project.cache / "preview")
    for of, options in (
        (project, Options(now=NOW, printing=printing)),
        (preview, Options(now=NOW, printing=False, preview=True)),
    ):
        report = build(of, options)
        assert not report.failed, list(report.problems)
    (project.cache / "memory.json").write_text(CANARY)
    assert not printing or (project.output / "print" / "labels").is_dir()
    of_no_photograph = ("event-", "page-", "list-")  # pictures for sharing that stay
    found = (path for path in project.output.rglob("*.jpg") if not path.name.startswith(of_no_photograph))
    pictures = {path.read_bytes() for path in found}
    stays = _take_back(place, how)
    options = Options(now=NOW.replace(month=6) if how in ENDING else NOW, printing=False)
    report = (check_only if how == "check" else build)(project, options)
    assert not report.failed, list(report.problems)
    kept = {path for path in project.cache.rglob("*") if path.is_file() and path.read_bytes() in pictures}
    assert bool(kept) == (how == "scope")
    assert not preview.output.exists()
    found = traces(project.cache, CANARY)
    assert (found == []) == (not stays), found
    assert [name for name in found if not name.startswith(("blobs/", "memory.db"))] == []
    pdfs = [path for path in project.cache.rglob("*") if path.is_file() and path.read_bytes()[:4] == b"%PDF"]
    assert pdfs == []


def _take_back(place: Place, how: str) -> bool:
    """Let a consent end in one way or another; returns whether the names stay on the website."""
    photos, author = [place.root / "content" / f"photos/ada-{n}.yaml" for n in (1, 2)], "content/authors/ada.yaml"
    if how == "by hand":
        place.edit(author, "status: given", "status: withdrawn")
    elif how in ENDING:
        place.edit(author, "date: 2020-01-01", "date: 2020-01-01, expires: 2026-05-20")
    elif how == "scope":
        place.edit("content/photos/ada-1.yaml", "[web, print, touring]", "[web]")
    elif how == "face":
        for path in photos:
            place.write(f"content/photos/{path.name}", path.read_text("utf-8") + FACE)
    else:
        for path in [*photos, place.root / author]:
            path.unlink()
    return how in {"scope", "face"}


ENDING = {"print", "ends", "check"}
FACE = "blur: [{left: 0, top: 0, width: 1, height: 1}]\n"


@pytest.mark.parametrize(
    "how", ["consent: {status: pending, date: 2020-01-01, scopes: [web]}", "draft: true", "consent: {status: pending}"]
)
def test_what_was_never_shown_leaves_nothing_when_it_is_deleted(built: Place, tmp_path: Path, how: str) -> None:
    """A draft, somebody who was asked, a record at fault: no name in the cache, though two sites were built with it."""
    record = built.root / "content/authors/kanarkova.yaml"
    elsewhere = dataclasses.replace(built.project, output=tmp_path / "elsewhere")
    for name in (CANARY, f"{CANARY} Jana"):  # and nothing of what it was before it was edited
        built.write(
            "content/authors/kanarkova.yaml",
            f"name: {name}\ncountry: CZ\nsummary: {{cs: Fotí., en: Takes photographs.}}\n{how}\n",
        )
        for project in (elsewhere, built.project):
            build(project, Options(now=NOW, printing=False))
    assert "memory.db" in traces(built.project.cache, CANARY)
    record.unlink()
    assert not built.build().failed
    assert traces(built.project.cache, CANARY) == []
    assert traces(built.project.cache, "kanarkova") == []
