"""Reading a whole project: what belongs to it, what it names, and all faults in one run."""

from __future__ import annotations

import shutil

import pytest

from sitegen.content.kinds.photo import Photo
from sitegen.content.load import load, validate
from sitegen.content.translating.translation_lock import digest
from sitegen.making.originals import understood
from sitegen.model.media import Web
from sitegen.model.messages import explain
from sitegen.model.problems import Problems
from sitegen.model.project import Options
from sitegen.model.site import Site
from tests.conftest import NOW, Place


def read(place: Place) -> tuple[Site[Web], list[tuple[str, str]]]:
    """The site, and the places and codes of what is wrong with it."""
    problems = Problems()
    site = load(place.project, Options(now=NOW), problems)
    validate(site, problems)
    return site, [(str(problem.where), problem.code) for problem in problems]


def test_the_small_project_is_sound(place: Place) -> None:
    """Nothing is wrong with what the other tests break."""
    site, found = read(place)
    assert found == []
    assert [photo.id for photo in site.all(Photo)] == ["ada-1", "ada-2"]
    assert site.now.isoformat() == "2026-05-01T12:00:00+02:00"


def test_entries_know_their_prose_and_their_lines(place: Place) -> None:
    """Every value can be shown where it stands."""
    page = read(place)[0].find("page:about")
    assert page is not None
    assert set(page.prose) == {"cs", "en"}
    assert str(page.where("slug", "cs")) == "content/pages/about.yaml:3:12"


def test_an_empty_text_counts_as_none(place: Place) -> None:
    """A file that waits for its translation makes no empty page."""
    place.write("content/pages/about.en.md", "  \n")
    assert read(place)[1] == [("content/pages/about.yaml:1:1", "untranslated-prose")]


def test_references_to_a_record_at_fault_are_not_reported(place: Place) -> None:
    """One mistake in the author is one error, not one for each of her photographs."""
    place.edit("content/authors/ada.yaml", "country: CZ", "country: XX")
    assert read(place)[1] == [("content/authors/ada.yaml:2:10", "unknown-country")]


def test_links_to_a_record_at_fault_are_not_reported(place: Place) -> None:
    """The same holds for prose."""
    place.edit("content/events/opening.yaml", "2026-05-03..2026-05-05", "soon")
    assert read(place)[1] == [("content/events/opening.yaml:5:7", "bad-date")]


def test_unreadable_settings_hide_nothing(place: Place) -> None:
    """The records are judged all the same."""
    place.edit("content/site.yaml", "base_url: https://example.org/", "base_url: example.org")
    place.edit("content/photos/ada-1.yaml", "author: ada", "author: eva")
    assert read(place)[1] == [
        ("content/photos/ada-1.yaml:2:9", "unknown-reference"),
        ("content/site.yaml:4:11", "bad-address"),
    ]


def test_no_languages_hide_nothing(place: Place) -> None:
    """The records are judged as far as that goes without them."""
    place.write("i18n/languages.yaml", "- {locale: cs_CZ}\n")
    place.edit("content/photos/ada-1.yaml", "author: ada", "author: eva")
    assert [code for _, code in read(place)[1]] == ["unknown-reference", "missing-field"]


@pytest.mark.parametrize(
    "name", ["../content/photos/ada-1.yaml", "/etc/passwd", "..\\photos\\ada-1.jpg", ".", "", "Ada-1.jpg"]
)
def test_files_are_named_exactly_and_inside_their_folder(place: Place, name: str) -> None:
    """A project from elsewhere cannot publish a file of this computer; capital letters count everywhere."""
    place.edit("content/photos/ada-1.yaml", "file: ada-1.jpg", f"file: '{name}'")
    assert ("content/photos/ada-1.yaml:1:7", "missing-file") in read(place)[1]


def test_a_link_out_of_the_folder_is_not_followed(place: Place) -> None:
    """A symbolic link counts as what it points to."""
    (place.root / "photos" / "ada-1.jpg").unlink()
    (place.root / "photos" / "ada-1.jpg").symlink_to(place.root / "content" / "site.yaml")
    assert place.problems() == [("photos/ada-1.jpg:1:1", "link-outside")]


def test_what_systems_leave_among_the_records_is_ignored(place: Place) -> None:
    """Notes for editors and the litter of file managers are no content."""
    for name in ("content/README.md", "content/photos/.DS_Store", "content/photos/Thumbs.db"):
        place.write(name, "x")
    assert read(place)[1] == []


def test_a_record_under_another_ending_is_one_mistake(place: Place) -> None:
    """Its texts are named rightly: nobody should delete them."""
    page = place.root / "content/pages/about.yaml"
    page.rename(page.with_suffix(".yaml.txt"))
    found = read(place)[1]
    assert ("content/pages/about.yaml.txt:1:1", "unknown-file") in found
    assert "text-without-record" not in [code for _, code in found]


@pytest.mark.parametrize("name", ["photos/ada-1.JPG", "C:\\Obrazky\\ada-1.jpg", "Ada-1.jpg"])
def test_a_file_written_with_its_folder_is_found(place: Place, name: str) -> None:
    """Even where another record names it too."""
    place.edit("content/photos/ada-2.yaml", "file: ada-2.jpg", f"file: '{name}'")
    problems = Problems()
    validate(load(place.project, Options(now=NOW), problems), problems)
    (missing,) = (one for one in problems if one.code == "missing-file")
    assert missing.params["suggestion"] == "ada-1.jpg"


@pytest.mark.parametrize("target", ["C:\\Obrazky\\sal.jpg", "file:///C:/Obrazky/sal.jpg"])
def test_a_picture_on_a_computer_is_told_of_as_one(place: Place, target: str) -> None:
    """And not with a list of what links may begin with."""
    place.write("content/pages/about.cs.md", f"Text.\n\n![]({target})\n")
    assert ("content/pages/about.cs.md:3:5", "file-of-a-computer") in place.problems()


def test_prose_without_its_record_is_reported(place: Place) -> None:
    """A misspelt name would otherwise drop a text in silence."""
    place.write("content/pages/abuot.cs.md", "Text.")
    place.write("content/pages/about.md", "Text.")
    assert read(place)[1] == [
        ("content/pages/about.md:1:1", "unknown-file"),
        ("content/pages/abuot.cs.md:1:1", "text-without-record"),
    ]


def said(place: Place, language: str = "en") -> dict[str, str]:
    """The repair of each problem by its place and code."""
    problems = Problems()
    validate(load(place.project, Options(), problems, understood), problems)
    return {f"{one.where} {one.code}": explain(one.code, one.params, language).repair for one in problems}


def test_a_renamed_folder_is_the_one_thing_reported(place: Place) -> None:
    """Not what names its records: that follows from it. The lock knows what folder it was, whatever it is called."""
    lock = "photo:ada-1 en 0 0\nauthor:ada en 0 0\n"
    place.write("content/translations.lock", lock)
    (place.root / "content/authors").rename(place.root / "content/tvurci")
    (place.root / "content/events").rename(place.root / "content/event")
    found = said(place)
    assert list(found) == ["content/event:1:1 unknown-folder", "content/tvurci:1:1 unknown-folder"]
    assert "Was it the folder events?" in found["content/event:1:1 unknown-folder"]
    assert "Was it the folder authors?" in found["content/tvurci:1:1 unknown-folder"]
    assert "Nebyla to složka authors?" in said(place, "cs")["content/tvurci:1:1 unknown-folder"]


def test_texts_left_behind_by_their_record_name_it(place: Place) -> None:
    """The one of the folder that has no text."""
    (place.root / "content/pages/about.yaml").rename(place.root / "content/pages/exhibition.yaml")
    found = said(place)
    (repair,) = found.values()
    assert [*found] == ["content/pages/about.cs.md:1:1 text-without-record"]
    assert "Perhaps it is the text of exhibition.yaml" in repair


@pytest.mark.parametrize("now", ["Photos", "photo", "fotky"])
def test_a_renamed_folder_of_originals_is_one_mistake(place: Place, now: str) -> None:
    """Not one of each file in it; it is told what the folder is called now."""
    (place.root / "photos").rename(place.root / now)
    assert said(place) == {
        "photos:1:1 folder-gone": f"Is it called “{now}” now? Give it its name back (capital letters count)."
    }


@pytest.mark.parametrize("name", ["a" * 300 + ".jpg", "{outside}", "../obsah/site.yaml"])
def test_a_missing_original_is_looked_for_in_the_project_alone(place: Place, name: str) -> None:
    """No name leads out of it, and none is too long to be told as missing."""
    outside = place.root.parent / "outside"
    outside.mkdir()
    (outside / "a.jpg").touch()
    (place.root / "obsah").mkdir()
    (place.root / "obsah" / "site.yaml").touch()
    shutil.rmtree(place.root / "photos")
    name = name.format(outside=outside / "a.jpg")
    place.edit("content/photos/ada-1.yaml", "file: ada-1.jpg", f"file: {name}")
    assert [*said(place)] == [
        "content/photos/ada-1.yaml:1:7 missing-file",
        "content/photos/ada-2.yaml:1:7 missing-file",
    ]


def test_a_renamed_folder_of_records_is_one_mistake(place: Place) -> None:
    """Settings that are only elsewhere need not be made anew."""
    (place.root / "content").rename(place.root / "obsah")
    found = said(place)
    assert found == {
        "content/site.yaml:1:1 no-settings": "Is the folder content called “obsah” now? Give it its name back."
    }


def test_a_renamed_record_is_one_mistake(place: Place) -> None:
    """It is told at its new name where the lock proves it, else at the first of the places that name the old one."""
    place.write("content/pages/about.en.md", "[ada](author:ada)\n")
    place.edit("content/photos/ada-2.yaml", "author: ada", "author: adda")
    assert [one.rpartition(" ")[2] for one in said(place)] == ["unknown-reference"]
    place.edit("content/photos/ada-2.yaml", "author: adda", "author: ada")
    (place.root / "content/authors/ada.yaml").rename(place.root / "content/authors/zofie.yaml")
    (where, repair), *more = said(place).items()
    assert more == []
    assert where == "content/pages/about.en.md:1:7 named-in-vain"
    assert repair.startswith("Bring it back")
    place.write("content/translations.lock", f"author:ada en {digest('Fotí.')} 0\n")
    ((where, repair),) = said(place).items()
    assert where == "content/authors/zofie.yaml:1:1 renamed-record"
    assert repair == "Give the file its name back, or write “zofie” in those places."


def test_a_picture_of_another_record_is_never_meant(place: Place) -> None:
    """Only one that no record names yet."""
    place.edit("content/photos/ada-2.yaml", "file: ada-2.jpg", "file: ada_1.jpg")
    where = "content/photos/ada-2.yaml:1:7 missing-file"
    (place.root / "photos/ada-2.jpg").rename(place.root / "photos/window.jpg")
    assert said(place)[where].startswith("Add the file")
    (place.root / "photos/window.jpg").rename(place.root / "photos/ada_1.JPG")
    assert said(place)[where] == "Did you mean “ada_1.JPG”?"


def test_a_deleted_photograph_is_not_taken_for_a_slip(place: Place) -> None:
    """Another one of the row is never meant; where the lock knows the record, it is said that it is gone."""
    text = (place.root / "content/photos/ada-2.yaml").read_text("utf-8")
    place.write("content/photos/eva-2.yaml", text)
    (place.root / "content/photos/ada-2.yaml").unlink()
    place.write("content/pages/about.cs.md", "[a](photo:ada-2)\n")
    where = next(one for one in said(place) if "unknown-link" in one)
    assert said(place)[where] == "Correct it, or take it out if the record was deleted."
    place.write("content/pages/about.cs.md", "[a](photo:aad-1)\n")
    assert said(place)[where] == "Did you mean “photo:ada-1”?"
    place.write("content/pages/about.cs.md", "[a](photo:ada-2)\n")
    place.write("content/translations.lock", "photo:ada-2 en 0 0\nphoto:ada-1 en 0 0\n")
    gone = where.replace("unknown-link", "gone-reference")
    (place.root / "content/photos/eva-2.yaml").rename(place.root / "content/photos/window.yaml")
    assert said(place)[gone].startswith("If it was deleted")
    (place.root / "content/photos/window.yaml").rename(place.root / "content/photos/adda-2.yaml")
    assert "Was it renamed to adda-2?" in said(place)[gone]


def test_the_base_address_may_be_given(place: Place) -> None:
    """The one of the command line wins, and always ends with a slash."""
    site = load(place.project, Options(now=NOW, base_url="https://a.org/b"), Problems())
    assert site.settings.base_url == "https://a.org/b/"
    assert site.settings.base_path == "/b/"


@pytest.mark.parametrize(
    ("now", "local"),
    [
        ("2026-07-01T12:00", "2026-07-01T12:00:00+02:00"),
        ("2026-01-01T12:00", "2026-01-01T12:00:00+01:00"),
        ("2026-06-30T22:30:00+00:00", "2026-07-01T00:30:00+02:00"),
    ],
)
def test_the_clock_of_a_build_is_local(place: Place, now: str, local: str) -> None:
    """A time without a zone is one on the wall; another zone's is converted."""
    moment = type(NOW).fromisoformat(now)
    assert load(place.project, Options(now=moment), Problems()).now.isoformat() == local


@pytest.mark.parametrize(
    ("file", "code", "repair"),
    [
        ("áda.yaml", "bad-id", "Rename the file to ada.yaml."),
        ("ada.yml", "unknown-file", "Should it be called ada.yaml?"),
        ("ada.yaml.txt", "unknown-file", "Should it be called ada.yaml?"),
        ("Ada.YAML", "unknown-file", "Should it be called ada.yaml?"),
    ],
)
def test_a_record_under_a_bad_name_is_one_mistake(place: Place, file: str, code: str, repair: str) -> None:
    """Its photographs name it rightly."""
    (place.root / "content/authors/ada.yaml").rename(place.root / "content/authors" / file)
    assert said(place) == {f"content/authors/{file}:1:1 {code}": repair}


def test_a_record_may_be_named_by_its_title(place: Place) -> None:
    """Then it is told what it is called."""
    place.edit("content/photos/ada-1.yaml", "themes: [home]", "themes: [Domov]")
    place.edit("content/photos/ada-1.yaml", "caption: {cs:", "caption: {CZ:")
    (repair,) = [text for where, text in said(place).items() if "unknown-language" in where]
    assert repair == "Did you mean “cs”?"
    place.edit("content/photos/ada-1.yaml", "caption: {CZ:", "caption: {cs:")
    assert list(said(place).values()) == ["Did you mean “home”?"]
