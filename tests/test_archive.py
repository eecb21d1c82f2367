"""The archive: it opens, it checks, it builds the same site again, and holds nothing that nobody allowed."""

from __future__ import annotations

import errno
import re
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from sitegen.archiving import Archived, archive
from sitegen.archiving.redaction import redacted_prose, uncommented, without_remarks
from sitegen.content.printed_lock import LOCK
from sitegen.making.codes import matrix_digest
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options
from sitegen.pipeline import Report
from sitegen.publish import swapping
from sitegen.publish.publish_error import PublishError
from tests.bagging import is_valid
from tests.conftest import NOW, SERIES, Place, furnish, picture

ZORA = """\
    name: Canaryname
    country: CZ
    summary: {cs: Canarysummary, en: Canarysummary}
    consent: {status: given, scopes: [web, print, audio], date: 2020-01-01}
    """
PHOTO = """\
    file: canaryfile.jpg
    author: zora-canary
    title: {cs: Canarytitle, en: Canarytitle}
    caption: {cs: Canarycaption, en: Canarycaption}
    comment: {cs: Canarycomment, en: Canarycomment}
    comment_language: cs
    alt: {cs: Canaryalternative, en: Canaryalternative text}
    themes: [home]
    status: exhibited
    portrayed: [{name: Canaryface, consent: {status: given, scopes: [web], date: 2020-01-01}}]
    consent: {status: given, scopes: [web, print], date: 2020-01-01}
    """
EVENT = """\
    kind: talk
    title: {cs: Beseda, en: A talk}
    summary: {cs: Beseda., en: A talk.}
    # Canaryname said that she may come.
    when: 2026-05-04
    place: {cs: Park, en: Park}
    photos: [ada-1, zora-canary-1]
    people: [{name: Oldrich}, {name: Canaryname, consent: {status: given, scopes: [web], date: 2020-01-01}}]
    """

EPISODE = """\
    number: 1
    title: {cs: První, en: First}
    summary: {cs: Kdo mluví., en: Who speaks.}
    publish: 2026-01-01T09:00
    file: talks/01-first.mp3
    language: cs
    transcripts: {cs: talks/01-first.cs.vtt}
    guests: [{name: Jana Nowak, consent: {status: given, scopes: [web, audio], date: 2020-01-01}}]
    guid: 5bf1d8a6-3f6f-4d44-9c39-2f38a1a6f0aa
    consent: {status: given, scopes: [web, audio], date: 2020-01-01}
    """


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """The small project with somebody who may take her consent back, whom others name."""
    found = Place(furnish(tmp_path / "project").root)
    readme = (HOME / "templates/archive/readme.txt").read_text("utf-8")
    found.write("templates/archive/readme.txt", readme)
    found.write("content/authors/zora-canary.yaml", ZORA)
    found.write("content/photos/zora-canary-1.yaml", PHOTO)
    found.write("content/events/talk.yaml", EVENT)
    prose = (
        "See [her picture](photo:zora-canary-1).\n\n![Canaryalternative](photo:zora-canary-1)\n\n<!-- Canaryname -->\n"
    )
    found.write("content/events/talk.en.md", prose)
    found.write("content/events/talk.cs.md", prose)
    picture(found.root / "photos/canaryfile.jpg", (640, 480), "#123456")
    return found


def archived(place: Place, target: Path) -> tuple[Archived | None, list[str]]:
    """Write an archive; what was written, and the codes of errors."""
    report = Report(Problems())
    done = archive(place.project, Options(now=NOW, printing=False), target, report, lambda *_: None, lambda: None)
    return done, [one.code for one in report.problems if one.severity.value == "error"]


def everything(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def paths(files: Iterable[str]) -> set[str]:
    """Their names without the digits of fingerprints: a text without a link has other ones."""
    return {re.sub(r"\.[0-9a-f]{8}\.", ".", name) for name in files}


def test_its_records_build_the_same_site_again(place: Place, tmp_path: Path) -> None:
    """And it is a package, with the site and a text in each language."""
    bag = tmp_path / "bag"
    done, _ = archived(place, bag)
    assert done
    assert is_valid(bag)
    assert {path.name for path in bag.glob("README.*")} == {"README.cs.txt", "README.en.txt"}
    assert "Malá výstava" in (bag / "README.cs.txt").read_text("utf-8")
    again = Place(bag / "data/records")
    assert not again.build().failed
    site = everything(bag / "data/site")
    assert {name: content for name, content in everything(again.output).items() if name != ".sitegen.json"} == site
    assert "index.html" in site
    assert (bag / "data/records/photos/ada-1.jpg").read_bytes() == (place.root / "photos/ada-1.jpg").read_bytes()
    assert not any(b"Canaryface" in content for content in everything(bag).values())


@pytest.mark.parametrize("status", ["withdrawn", "given, expires: 2026-04-30"])
def test_it_holds_nothing_of_who_does_not_agree(place: Place, tmp_path: Path, status: str) -> None:
    """Neither texts nor names, in no record of others either; and what is left builds the same site again."""
    for name in ("authors/zora-canary", "photos/zora-canary-1", "events/talk"):
        text = (place.root / "content" / f"{name}.yaml").read_text("utf-8")
        place.write(f"content/{name}.yaml", text.replace("status: given", f"status: {status}"))
    bag = tmp_path / "bag"
    done, errors = archived(place, bag)
    assert done, errors
    for name, content in everything(bag).items():
        assert b"canary" not in content.lower(), name
        assert "canary" not in name
    again = Place(bag / "data/records")
    assert not again.build().failed
    assert paths(everything(again.output)) - {".sitegen.json"} == paths(everything(bag / "data/site"))
    assert "Oldrich" in (bag / "data/records/content/events/talk.yaml").read_text("utf-8")


def test_the_same_project_makes_the_same_bytes(place: Place, tmp_path: Path) -> None:
    """As a ZIP too; a later one takes the place of an earlier one."""
    for name in ("one", "other"):
        assert archived(place, tmp_path / name / "a.zip")[0]
    assert (tmp_path / "one/a.zip").read_bytes() == (tmp_path / "other/a.zip").read_bytes()
    assert archived(place, tmp_path / "one/a.zip")[0]
    with zipfile.ZipFile(tmp_path / "one/a.zip") as packed:
        packed.extractall(tmp_path / "out")
    assert is_valid(tmp_path / "out/a")
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == ["a.zip"]


@pytest.mark.parametrize("name", ["bag", "bag.zip"])
def test_where_it_finds_no_room_the_older_one_stays(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What could not be written is named, not what it was copied from, and nothing is left beside."""
    bag = tmp_path / "archives" / name
    assert archived(place, bag)[0]
    before = everything(bag.parent)

    def full(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "full", str(source), None, str(target))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OSError, match="full") as caught:
        archived(place, bag)
    assert Path(caught.value.filename).is_relative_to(bag.with_name(f".{name}.sitegen-new"))
    assert everything(bag.parent) == before


def test_what_cannot_be_replaced_stays(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a program has a file of it open, as on Windows."""
    bag = tmp_path / "archives" / "bag"
    assert archived(place, bag)[0]
    before = everything(bag.parent)

    def in_use(_source: Path, _target: Path, output: Path) -> None:
        raise PublishError("output-in-use", folder=output.name, reason="permission denied")

    monkeypatch.setattr(swapping, "_exchange", lambda _one, _other: False)
    monkeypatch.setattr(swapping, "rename", in_use)
    assert archived(place, bag) == (None, ["output-in-use"])
    assert everything(bag.parent) == before


def test_what_is_foreign_stays(place: Place, tmp_path: Path) -> None:
    """A folder, a file, the site itself and the content."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/letter.txt").write_text("dear", "utf-8")
    (tmp_path / "file.zip").write_text("dear", "utf-8")
    for target in ("folder", "file.zip", "project/output/archive", "project/content/archive", "project"):
        before = everything(tmp_path)
        done, errors = archived(place, tmp_path / target)
        assert done is None
        assert errors in (["archive-foreign"], ["output-among-sources"])
        after = {name: content for name, content in everything(tmp_path).items() if "/.cache/" not in name}
        assert after == {name: content for name, content in before.items() if "/.cache/" not in name}


def test_an_open_consent_is_refused(place: Place, tmp_path: Path) -> None:
    """As a release does: later nobody can be asked."""
    place.edit("content/photos/ada-2.yaml", "status: given", "status: pending")
    assert archived(place, tmp_path / "bag") == (None, ["consent-unknown"])
    assert not (tmp_path / "bag").exists()


def test_who_must_not_be_recognized_is_blurred(place: Place, tmp_path: Path) -> None:
    """The original stays at home."""
    blur = "status: exhibited\nblur: [{left: 0, top: 0, width: 1, height: 1}]"
    place.edit("content/photos/ada-1.yaml", "status: exhibited", blur)
    assert archived(place, tmp_path / "bag")[0]
    handed_on = (tmp_path / "bag/data/records/photos/ada-1.jpg").read_bytes()
    assert handed_on != (place.root / "photos/ada-1.jpg").read_bytes()
    assert not Place(tmp_path / "bag/data/records").build().failed


def test_nothing_is_handed_on_that_only_the_files_say(place: Place, tmp_path: Path) -> None:
    """Comments, such as columns of a table that no field took, also where nobody is left out; and what cameras say."""
    place.edit("content/photos/ada-1.yaml", "file: ada-1.jpg", 'file: ada-1.jpg # "Phone": "Parrotnumber"')
    place.edit("content/site.yaml", "navigation:", "# Parrotdraft calls on Monday\nnavigation:")
    (place.root / "content/pages/about.cs.md").write_text("Text <!-- Parrot\nnote -->\n", "utf-8")
    said = Image.Exif()
    said[0x013B] = "Parrotartist"
    said[0x0112] = 6
    forms = {"ada-1.jpg": "JPEG", "ada-2.png": "PNG", "ada-3.webp": "WEBP", "ada-4.tif": "TIFF"}
    for name, form in forms.items():
        drawn = Image.effect_noise((640, 480), 60).convert("RGB")
        drawn.save(place.root / "photos" / name, form, exif=said, comment=b"Parrotcomment")
    place.edit("content/photos/ada-2.yaml", "file: ada-2.jpg", "file: ada-2.png")
    record = (place.root / "content/photos/ada-2.yaml").read_text("utf-8")
    for number, name in ((3, "ada-3.webp"), (4, "ada-4.tif")):
        place.write(f"content/photos/ada-{number}.yaml", record.replace("ada-2.png", name))
    bag = tmp_path / "bag"
    done, errors = archived(place, bag)
    assert done, errors
    assert not [name for name, content in everything(bag).items() if b"Parrot" in content]
    for name, form in forms.items():
        with (
            Image.open(place.root / "photos" / name) as before,
            Image.open(bag / "data/records/photos" / name) as after,
        ):
            assert after.format == form
            assert np.array_equal(ImageOps.exif_transpose(before), ImageOps.exif_transpose(after)), name
    again = Place(bag / "data/records")
    assert not again.build().failed
    for folder in ("media", "iiif/images"):  # addresses there are known by the originals
        made, before = everything(again.output / folder), everything(bag / "data/site" / folder)
        assert paths(made) == paths(before)
        assert sorted(made.values()) == sorted(before.values())


def test_a_printed_code_of_who_does_not_agree_names_nobody(place: Place, tmp_path: Path) -> None:
    """It leads to the notice, as on the website, and its modules stay."""
    address, matrix = "https://example.org/q/c7/", matrix_digest("https://example.org/q/c7/")
    place.write(
        LOCK,
        f"""\
        codes:
          - id: c7
            address: {address}
            target: photo:zora-canary-1
            matrix: {matrix}
            date: 2026-04-01
            job: zine-zora-canary
        """,
    )
    rows = ("zine-zora-canary-cs 1 2026-04-01 0123456789abcdef\n", "labels-hall-a5 1 2026-04-01 0123456789abcdef\n")
    place.write("content/print.lock", "".join(rows))
    for name in ("authors/zora-canary", "photos/zora-canary-1", "events/talk"):
        text = (place.root / "content" / f"{name}.yaml").read_text("utf-8")
        place.write(f"content/{name}.yaml", text.replace("status: given", "status: withdrawn"))
    bag = tmp_path / "bag"
    done, errors = archived(place, bag)
    assert done, errors
    assert not [name for name, content in everything(bag).items() if b"canary" in content.lower()]
    assert matrix in (bag / "data/records" / LOCK).read_text("utf-8")
    assert (bag / "data/records/content/print.lock").read_text("utf-8") == rows[1]
    again = Place(bag / "data/records")
    assert not again.build().failed
    assert again.read("q/c7/index.html") == (bag / "data/site/q/c7/index.html").read_text("utf-8")


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_comments_of_transcripts_are_no_cues(end: bytes) -> None:
    """Of one line or several, at the end of the file too; a cue that begins with the word stays."""
    text = b"WEBVTT\n\nNOTE Canary\nmore\n\n00:00.000 --> 00:01.000\nNOTES are words\n\nNOTE\nCanary".replace(
        b"\n", end
    )
    said = b"WEBVTT\n\n00:00.000 --> 00:01.000\nNOTES are words\n\n".replace(b"\n", end)
    assert uncommented(text) == said


def test_a_link_by_a_label_is_its_words_too() -> None:
    """Of what is gone; a withdrawal never refuses an archive over the way in which a link is written."""
    gone = "photo:zora-canary-1"
    text = f'See [her][Z], [z], [z][] and [it][w].\n\n![Canary][z]\n\n[z]: {gone} "Canary"\n[w]: photo:ada-1\n'
    assert redacted_prose(text, [gone]) == "See her, z, z and [it][w].\n\n\n\n[w]: photo:ada-1\n"


def test_a_guest_keeps_the_name_that_the_page_shows(place: Place, tmp_path: Path) -> None:
    """Though she decides over the whole episode, as those in a picture do, whose names are left out."""
    place.write("content/podcasts/talks.yaml", SERIES)
    (place.root / "podcasts/talks").mkdir(parents=True)
    picture(place.root / "podcasts/talks/cover.jpg", (1400, 1400))
    sound = next((HOME / "podcasts/interviews").glob("*.mp3")).read_bytes()
    (place.root / "podcasts/talks/01-first.mp3").write_bytes(sound)
    place.write("podcasts/talks/01-first.cs.vtt", "WEBVTT\n\n00:00.000 --> 00:05.000\n<v Jana>Dobrý den\n")
    place.write("content/podcasts/talks/01-first.yaml", EPISODE)
    place.write("templates/feeds/podcast.xml", (HOME / "templates/feeds/podcast.xml").read_text("utf-8"))
    done, errors = archived(place, tmp_path / "bag")
    assert done, errors
    again = Place(tmp_path / "bag/data/records")
    assert "Jana Nowak" in (again.root / "content/podcasts/talks/01-first.yaml").read_text("utf-8")
    assert again.problems() == place.problems()


REMARKS = {
    "templates/page.html": ("{#- Canaryname -#}", "{#- -#}"),
    "static/css/own.css": ("/* by Canaryname */b{}", "b{}"),
    "i18n/en/LC_MESSAGES/messages.po": ("# Canaryname\n#, fuzzy\n", "#, fuzzy\n"),
    "static/own.js": ("// Canaryname\nlet a = 1; /* Canaryname */", "\nlet a = 1; "),
}


@pytest.mark.parametrize("name", REMARKS)
def test_comments_of_the_design(name: str) -> None:
    """Each form of file has its own."""
    text, left = REMARKS[name]
    assert without_remarks(text, name) == left


def test_a_comment_of_the_design_names_nobody_who_is_gone(place: Place, tmp_path: Path) -> None:
    """Nor do the locks; what else names them in the design is told at its line. Other comments stay."""
    place.write("templates/parts/own.html", "{# As Canaryname wished. #}<p>Hm</p>\n")
    place.write("templates/parts/other.html", "{# As Ada wished. #}<p>Hm</p>\n")
    place.write("static/thanks.txt", "Thanks\nto Canaryname\n")
    place.write("podcasts/published.lock", "# Canaryname\n")
    place.write("content/translations.lock", "# Canaryname\n")
    for name in ("authors/zora-canary", "photos/zora-canary-1", "events/talk"):
        text = (place.root / "content" / f"{name}.yaml").read_text("utf-8")
        place.write(f"content/{name}.yaml", text.replace("status: given", "status: withdrawn"))
    report = Report(Problems())
    done = archive(
        place.project, Options(now=NOW, printing=False), tmp_path / "bag", report, lambda *_: None, lambda: None
    )
    assert done, list(report.problems)
    held = [name for name, content in everything(tmp_path / "bag").items() if b"Canary" in content]
    assert held == ["data/records/static/thanks.txt"]
    assert [str(one.where) for one in report.problems if one.code == "names-withdrawn"] == ["static/thanks.txt:2:4"]
    assert "As Ada wished" in (tmp_path / "bag/data/records/templates/parts/other.html").read_text("utf-8")
