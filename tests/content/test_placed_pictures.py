"""Pictures in texts, on the real templates."""

from __future__ import annotations

import re

import pytest
from PIL import ExifTags, Image

from sitegen.content.placed_pictures import file_of
from sitegen.model.messages import explain
from tests.conftest import Place, picture
from tests.documents import ROOT

RECORD = """\
pictures:
  - file: hall.jpg
    alt: {cs: Plný sál, en: A full hall}
    caption: {cs: Diskuse., en: The debate.}
    credit: {cs: foto Spolek, en: photo Society}
    licence: CC BY 4.0
"""
ABOUT = "content/pages/about"


def figures(place: Place, page: str) -> list[str]:
    """The pictures in the text of a page, with plain spaces."""
    return re.findall(r'<figure class="placed.*?</figure>', place.read(page).replace("\u00a0", " "), re.DOTALL)


def add(place: Place, text: str, record: str = "") -> None:
    """Write a text behind that of a page in both languages, and more into its record."""
    place.home = ROOT
    for code in ("cs", "en"):
        path = place.root / f"{ABOUT}.{code}.md"
        path.write_text(f"{path.read_text('utf-8')}\n{text}\n", "utf-8")
    path = place.root / f"{ABOUT}.yaml"
    path.write_text(path.read_text("utf-8") + record, "utf-8")


def test_a_text_shows_a_photograph_as_its_record_says(place: Place) -> None:
    """In the words of each language, in several sizes and formats, with a link to its page."""
    add(place, "![](photo:ada-1)")
    assert place.problems() == []
    for page, alt, title, leads in (
        ("cs/o-vystave", "Rozsvícené okno v tmavé zdi", "Okno", "../fotografie/ada-1/"),
        ("en/about", "A lit window in a dark wall", "Window", "../photographs/ada-1/"),
    ):
        (found,) = figures(place, f"{page}/index.html")
        assert f'alt="{alt}"' in found
        assert f'<a href="{leads}">{title}</a>' in found
        assert ">Ada</span>" in found
        assert 'type="image/avif"' in found
        assert re.search(r'<img[^>]* srcset="[^"]+\.jpg \d+w', found)
        assert all(f"{name}=" in found for name in ("sizes", "width", "height", "loading"))


def test_words_between_the_brackets_are_the_caption(place: Place) -> None:
    """And of no other text."""
    add(place, "", RECORD)
    picture(place.root / "photos/hall.jpg", (900, 600))
    for code, words in (("cs", "Sál *před* začátkem & po něm"), ("en", "")):
        path = place.root / f"{ABOUT}.{code}.md"
        path.write_text(f"![{words}](hall.jpg)\n\n![{words}](photo:ada-1)\n", "utf-8")
    assert place.problems() == []
    czech, english = figures(place, "cs/o-vystave/index.html"), figures(place, "en/about/index.html")
    assert all("Sál *před* začátkem &amp; po něm" in one for one in czech)
    assert "Diskuse" not in czech[0]
    assert "The debate." in english[0]


def test_a_text_shows_a_picture_of_its_record(place: Place) -> None:
    """With what the record says of it, and nothing of what the camera says."""
    add(place, "![](hall.jpg)", RECORD)
    picture(place.root / "photos/hall.jpg", (900, 600))
    with Image.open(place.root / "photos/hall.jpg") as found:
        found.getexif().get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (50.0, 5.0, 1.0)
        found.save(place.root / "photos/hall.jpg", exif=found.getexif())
    assert [code for _, code in place.problems()] == ["picture-tells-place"]
    for page, words in (
        ("cs/o-vystave", ('alt="Plný sál"', "Diskuse.", "foto Spolek, CC BY 4.0")),
        ("en/about", ('alt="A full hall"', "The debate.", "photo Society, CC BY 4.0")),
    ):
        (one,) = figures(place, f"{page}/index.html")
        assert all(word in one for word in words)
    made = [name for name in place.files() if re.match(r"media/hall-\d+\.\w+\.jpg", name)]
    assert made
    for name in made:
        with Image.open(place.output / name) as published:
            assert published.getexif().get_ifd(ExifTags.IFD.GPSInfo) == {}


def test_every_kind_with_a_text_may_have_pictures(place: Place) -> None:
    """An event shows below its text those alone that are not in it."""
    place.home = ROOT
    for name in ("hall.jpg", "yard.jpg"):
        picture(place.root / "photos" / name, (900, 600), "#224466" if name == "yard.jpg" else "#664422")
    other = RECORD.partition("\n")[2].replace("hall", "yard")
    for kind, name, more in (
        ("events", "opening", other),
        ("venues", "hall", ""),
        ("authors", "ada", ""),
        ("themes", "home", ""),
        ("places", "park", ""),
        ("photos", "ada-1", ""),
    ):
        record = place.root / f"content/{kind}/{name}.yaml"
        record.write_text(record.read_text("utf-8") + RECORD + more, "utf-8")
        for code in ("cs", "en"):
            place.write(f"content/{kind}/{name}.{code}.md", "![](../../photos/hall.jpg)\n")
    assert place.problems() == []
    pages = ("events/opening", "stops/hall", "authors/ada", "themes/home", "places/park", "photographs/ada-1")
    for page in pages:
        assert len(figures(place, f"en/{page}/index.html")) == 1, page
    event = place.read("en/events/opening/index.html").replace("\u00a0", " ")
    assert event.count("<img") == 2
    assert event.count('alt="A full hall"') == event.count('alt="A full yard"') == 1


def test_a_text_in_another_language_keeps_its_words(place: Place) -> None:
    """Where one language is missing, the picture is described in that of the text."""
    add(place, "![](photo:ada-1)")
    (place.root / f"{ABOUT}.cs.md").unlink()
    assert place.problems() == [(f"{ABOUT}.yaml:1:1", "untranslated-prose")]
    (found,) = figures(place, "cs/o-vystave/index.html")
    assert 'alt="A lit window in a dark wall"' in found
    assert 'href="../fotografie/ada-1/"' in found


def test_what_a_photograph_warns_of_is_not_shown_in_a_text(place: Place) -> None:
    """The warning is, and leads to the page."""
    place.edit(
        "content/photos/ada-1.yaml", "status: exhibited", "content_note: {cs: Nápis, en: Graffiti}\nstatus: exhibited"
    )
    add(place, "![](photo:ada-1)")
    assert place.problems() == []
    (found,) = figures(place, "en/about/index.html")
    assert "<img" not in found
    assert "Graffiti" in found
    assert 'href="../photographs/ada-1/"' in found


def test_a_picture_goes_with_its_consent_and_the_text_stays(place: Place) -> None:
    """Its file too, also of the record's own, even when the original is deleted."""
    picture(place.root / "photos/hall.jpg", (900, 600))
    consent = "    consent: {status: given, scopes: [web], date: 2020-01-01}\n"
    add(place, "![](photo:ada-1)\n\nbetween\n\n![](hall.jpg)", RECORD + consent)
    assert place.problems() == []
    assert len(figures(place, "en/about/index.html")) == 2
    place.edit("content/photos/ada-1.yaml", "status: given", "status: withdrawn")
    place.edit(f"{ABOUT}.yaml", "status: given, scopes: [web]", "status: withdrawn")
    (place.root / "photos/hall.jpg").unlink()
    assert place.problems() == [
        (f"{ABOUT}.cs.md:3:5", "names-held-back"),
        (f"{ABOUT}.en.md:3:5", "names-held-back"),
    ]
    assert figures(place, "en/about/index.html") == []
    assert "<p>between</p>" in place.read("en/about/index.html")
    assert not [name for name in place.files() if name.startswith(("media/hall", "media/ada-1"))]


def test_a_face_that_is_hidden_is_hidden_in_texts_too(place: Place) -> None:
    """Whichever record names the file."""
    own = RECORD.replace("hall.jpg", "ada-1.jpg")
    add(place, "![](ada-1.jpg)", own)
    assert place.problems() == []
    before = {name for name in place.files() if name.startswith("media/ada-1")}
    place.edit(
        "content/photos/ada-1.yaml",
        "status: exhibited",
        "blur: [{left: 0, top: 0, width: 1, height: 1}]\nstatus: exhibited",
    )
    assert place.problems() == []
    assert not before & {name for name in place.files() if name.startswith("media/ada-1")}
    place.edit("content/photos/ada-1.yaml", "consent: {status: given", "consent: {status: withdrawn")
    assert "error" not in {str(one.severity) for one in place.build().problems}
    assert figures(place, "en/about/index.html") == []


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("![](photo:ada-9)", "unknown-link", 5),
        ("![x](foto:ada-1)", "unknown-link", 6),
        ("![](event:opening)", "picture-of-no-picture", 5),
        ("![](hall.jpg)", "picture-of-no-record", 5),
        ("![](https://example.org/a.jpg)", "picture-from-elsewhere", 5),
        ("![](//example.org/a.jpg)", "picture-from-elsewhere", 5),
        ("![](data:image/png;base64,AA)", "unknown-scheme", 5),
        ("a ![](photo:ada-1)", "picture-among-words", 7),
        ("![]( )", "picture-without-file", 5),
    ],
)
def test_what_is_wrong_with_a_picture_is_said_at_its_place(place: Place, text: str, code: str, column: int) -> None:
    add(place, text)
    assert place.problems() == [(f"{ABOUT}.{language}.md:3:{column}", code) for language in ("cs", "en")]


def test_a_picture_that_is_a_photograph_is_told_so(place: Place) -> None:
    """The repair is what is to be written; of a misspelt file, the right one."""
    picture(place.root / "photos/hall.jpg", (900, 600))
    add(place, "![](photos/ada-1.jpg)\n\n![](hal.jpg)\n\n![](hall.jpg)", RECORD)
    found = [one for one in place.build().problems if one.code == "picture-of-no-record"]
    said = [explain(one.code, one.params, "en").repair for one in found]
    assert [("![](photo:ada-1)" in one, "![](hall.jpg)" in one) for one in said] == [(True, False), (False, True)] * 2


def test_a_picture_of_a_record_needs_a_description_and_a_place(place: Place) -> None:
    """Of a page; an event shows those that are in no text."""
    picture(place.root / "photos/hall.jpg", (900, 600))
    add(place, "", RECORD.replace("Plný sál", "Hall"))
    assert sorted(place.problems()) == [
        (f"{ABOUT}.yaml:5:11", "picture-not-placed"),
        (f"{ABOUT}.yaml:6:15", "alt-is-file-name"),
    ]
    place.edit(f"{ABOUT}.yaml", "{cs: Hall", "{cs: Sál")
    place.edit(f"{ABOUT}.cs.md", "\n\n", "\n\n![](hall.jpg)\n\n")
    (problem,) = [one for one in place.build().problems if one.severity == "warning"]
    assert (problem.code, problem.params["files"]) == ("picture-not-placed", f"{ABOUT}.en.md")
    place.edit(f"{ABOUT}.yaml", "    alt: {cs: Sál, en: A full hall}\n", "")
    assert [code for _, code in place.problems()] == ["missing-field"]


def test_a_kiosk_shows_pictures_in_texts(place: Place) -> None:
    """Where they may be shown at a stop, by files of its own folder."""
    add(place, "![](photo:ada-1)\n\n![](photo:ada-2)")
    report = place.build(kiosk=True)
    assert not report.failed
    (found,) = figures(place, "en/about/index.html")
    files = re.findall(r"(\.\./\.\./media/[^ \"]+)", found)
    assert files
    assert all((place.output / "en/about" / name).is_file() for name in files)


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("hall.jpg", "hall.jpg"),
        ("photos/hall.jpg", "hall.jpg"),
        ("../../photos/2019/hall.jpg", "2019/hall.jpg"),
        ("/photos/the%20hall.jpg", "the hall.jpg"),
        ("../../../etc/passwd", "etc/passwd"),
    ],
)
def test_a_file_may_be_named_by_its_path(target: str, file: str) -> None:
    """As editors and git hosts know it."""
    assert file_of(target) == file


def test_templates_without_a_macro_show_pictures_too(place: Place) -> None:
    """A project's own template may call the filter alone, as it did before there were pictures in texts."""
    add(place, "![](photo:ada-1)")
    head = '{% extends "base.html" %}\n{% set heading = title %}\n{% set summary = description %}\n'
    body = "{% block main %}<h1>{{ title }}</h1>{{ prose | prose }}{% endblock %}\n"
    place.write("templates/page.html", head + body)
    assert place.problems() == []
    page = place.read("en/about/index.html").replace("\u00a0", " ")
    found = re.search(r'<figure><img src="\.\./\.\./media/ada-1[^"]+" alt="A lit window in a dark wall" width', page)
    assert found, page
    assert re.search(r"<figcaption>.*Window", page)
