"""The press kit as a journalist gets it: read back by other tools, and without what nobody allowed newspapers."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from sitegen.consents.withdrawal import withdraw
from sitegen.making import kit_sizes
from sitegen.making.picture_metadata import Said, with_metadata
from sitegen.making.store import Store
from sitegen.model.problems import Problem, Problems
from sitegen.model.project import HOME, Options
from sitegen.model.web_orders import PictureOrder
from sitegen.pipeline import Report, read
from sitegen.plan import make_plan
from tests.conftest import NOW, Place, furnish, picture

PRESS = """\
press:
  photographs: [ada-2, ada-1]
  summary: {cs: Pro noviny., en: For newspapers.}
  contact: {name: Jana Malá, email: media@example.org, phone: "+420 123 456 789"}
facts:
  - {value: 1234, label: {cs: návštěv, en: visits}, about: true}
story:
  - {title: {cs: Proč, en: Why}, text: {cs: Protože., en: Because.}}
licence: CC BY 4.0
notices: [{text: "Supported by the Fund.", language: en}]
"""
LOGOS = """\
  logos: [{file: logos/mark.svg, name: Spolek, alt: {cs: Kruh, en: A circle}}]
"""
MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'
HERE = {"cs": "cs/pro-media", "en": "en/press"}
NAMES = {"cs": "mala-vystava-pro-media", "en": "small-exhibition-press"}
PHOTOS = {
    "cs": ["ada-dvere-ada-2.jpg", "ada-okno-ada-1.jpg"],
    "en": ["ada-door-ada-2.jpg", "ada-window-ada-1.jpg"],
}


def furnished(root: Path) -> Place:
    """The small project with a press kit, and print files of nothing else."""
    place = Place(furnish(root).root, HOME)
    settings = (root / "content/site.yaml").read_text("utf-8")
    place.write("content/site.yaml", settings + PRESS.replace("facts:", f"{LOGOS}facts:"))
    place.write("static/logos/mark.svg", MARK)
    place.edit("content/authors/ada.yaml", "[web, print, audio, touring]", "[web, press]")
    place.edit("content/photos/ada-1.yaml", "[web, print, touring]", "[web, press]")
    place.edit("content/photos/ada-2.yaml", "[web]", "[web, press]")
    place.edit("content/photos/ada-1.yaml", "en: A window on the yard.", "en: =HYPERLINK(1)")
    place.edit("content/photos/ada-1.yaml", "title:", "taken: 2018-06\ntitle:")
    return place


@dataclass(frozen=True)
class Kit:
    """The files of a finished kit by their names in it."""

    files: dict[str, bytes]

    @classmethod
    def of(cls, place: Place, language: str) -> Kit:
        """The kit of a language."""
        name = NAMES[language]
        with zipfile.ZipFile(place.output / HERE[language] / f"{name}.zip") as archive:
            assert archive.testzip() is None
            return cls({one.removeprefix(f"{name}/"): archive.read(one) for one in archive.namelist()})

    @property
    def rows(self) -> list[dict[str, str]]:
        """The captions."""
        return list(csv.DictReader(io.StringIO(self.files["captions.csv"].decode("utf-8-sig"), newline="")))

    @property
    def sheet(self) -> str:
        """The words of the fact sheet."""
        document = pypdfium2.PdfDocument(self.files["fact-sheet.pdf"])
        return "\n".join(page.get_textpage().get_text_range() for page in document)

    @property
    def photographs(self) -> list[str]:
        """The names of the photographs."""
        return sorted(one.removeprefix("photographs/") for one in self.files if one.startswith("photographs/"))


def codes(report: Report, code: str) -> list[Problem]:
    """The problems with a code."""
    return [one for one in report.problems if one.code == code]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The project with its kit, built with print files."""
    place = furnished(tmp_path_factory.mktemp("press") / "project")
    report = place.build(printing=True)
    assert not report.failed, list(report.problems)
    return place


@pytest.fixture
def place(finished: Place, tmp_path: Path) -> Place:
    """A copy of it, with its cache."""
    shutil.copytree(finished.root, tmp_path / "project")
    return Place(tmp_path / "project", HOME)


@pytest.fixture
def bare(place: Place) -> Place:
    """The same without a logo: nothing but photographs."""
    place.edit("content/site.yaml", LOGOS, "")
    return place


@pytest.mark.parametrize("language", HERE)
def test_the_kit_is_whole(finished: Place, language: str) -> None:
    """Everything is in it, and its check sums hold."""
    kit = Kit.of(finished, language)
    wanted = {"captions.csv", "README.txt", "fact-sheet.pdf", "logos/mark.svg", "SHA256SUMS"}
    assert kit.files.keys() == wanted | {f"photographs/{name}" for name in PHOTOS[language]}
    said = dict(line.split("  ")[::-1] for line in kit.files["SHA256SUMS"].decode().splitlines())
    assert said == {
        name: hashlib.sha256(content).hexdigest() for name, content in kit.files.items() if name != "SHA256SUMS"
    }
    assert kit.files["logos/mark.svg"] == MARK.encode()


def test_captions_are_a_table_that_no_spreadsheet_runs(finished: Place) -> None:
    kit = Kit.of(finished, "en")
    assert kit.files["captions.csv"].startswith(b"\xef\xbb\xbfFile,Title,Caption,")
    door, window = kit.rows
    assert window == {
        "File": "ada-window-ada-1.jpg",
        "Title": "Window",
        "Caption": "'=HYPERLINK(1)",
        "What is in the picture": "",
        "Author": "Ada",
        "Credit line": "Ada / Society, CC BY 4.0",
        "Licence": "CC BY 4.0",
        "Alternative text": "A lit window in a dark wall",
        "Place": "Park",
        "Taken": "June 2018",
    }
    assert door["File"] == "ada-door-ada-2.jpg"
    assert [row["Náhradní text"] for row in Kit.of(finished, "cs").rows] == [
        "Zavřené modré dveře",
        "Rozsvícené okno v tmavé zdi",
    ]


def test_photographs_are_for_print_and_say_whose_they_are(finished: Place) -> None:
    """As large as their originals, with all colours, and nothing inside but credit and licence."""
    with Image.open(io.BytesIO(Kit.of(finished, "cs").files["photographs/ada-okno-ada-1.jpg"])) as found:
        assert (found.format, found.size, found.mode) == ("JPEG", (600, 400), "RGB")
        assert found.info["dpi"] == (300, 300)
        assert "progressive" not in found.info
        said = {tag: str(value) for tag, value in found.getexif().items()}
        assert said == {0x010E: "Okno do dvora.", 0x013B: "Ada", 0x8298: "Spolek, CC BY 4.0"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("cs", ("List s fakty", "Malá výstava", "1 234", "návštěv", "Protože.", "Sál, Praha", "Autoři", "Ada")),
        ("en", ("Fact sheet", "Small Exhibition", "1,234", "visits", "Because.", "Hall, Prague", "Authors", "Ada")),
    ],
)
def test_the_fact_sheet_speaks_its_language(finished: Place, language: str, words: tuple[str, ...]) -> None:
    """Tagged, in its language, with its fonts inside; and it tells what a journalist needs."""
    kit = Kit.of(finished, language)
    text = " ".join(kit.sheet.replace("\u00a0", " ").split())
    contact = ("Jana Malá", "media@example.org", "+420 123 456 789", "example.org", "Supported by the Fund.")
    assert [word for word in (*words, *contact) if word not in text] == []
    with pikepdf.open(io.BytesIO(kit.files["fact-sheet.pdf"])) as pdf:
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo.Title) == {"cs": "Malá výstava", "en": "Small Exhibition"}[language]
        assert len(pdf.pages) == 1
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def test_the_text_in_the_kit_says_how_and_whom(finished: Place) -> None:
    text = Kit.of(finished, "en").files["README.txt"].decode()
    for line in (
        "Press kit: Small Exhibition",
        "For newspapers.",
        "Jana Malá",
        "+420 123 456 789",
        "photographs/ada-window-ada-1.jpg",
        "Window. =HYPERLINK(1)",
        "Credit line: Ada / Society, CC BY 4.0",
        "Supported by the Fund.",
    ):
        assert f"{line}\n" in text
    assert "fact-sheet.pdf" in text
    assert "samples" not in text
    assert "\n\n\n" not in text
    assert "&" not in text


@pytest.mark.parametrize("language", HERE)
def test_the_page_offers_it(finished: Place, language: str) -> None:
    """With the line to print, and each photograph alone under its name in the kit."""
    page, home = finished.read(f"{HERE[language]}/index.html"), finished.read(f"{language}/index.html")
    assert f"{NAMES[language]}.zip" in page
    assert "fact-sheet.pdf" in page
    for name in PHOTOS[language]:
        assert f'download="{name}"' in page
    assert {"cs": "Ada / Spolek, CC BY 4.0", "en": "Ada / Society, CC BY 4.0"}[language] in page
    assert 'href="tel:+420123456789"' in page
    assert {"cs": "Pro média</a>", "en": "For the media</a>"}[language] in home


def test_two_builds_are_the_same(finished: Place, tmp_path: Path) -> None:
    """Wherever the project lies."""
    other = furnished(tmp_path / "elsewhere")
    assert not other.build(printing=True).failed
    for language, name in NAMES.items():
        path = f"{HERE[language]}/{name}.zip"
        assert other.read_bytes(path) == finished.read_bytes(path)


def test_without_print_there_is_no_fact_sheet(place: Place) -> None:
    """And nothing speaks of one."""
    assert not place.build().failed
    kit = Kit.of(place, "en")
    assert "fact-sheet.pdf" not in kit.files
    assert kit.photographs == PHOTOS["en"]
    assert "fact" not in kit.files["README.txt"].decode()
    assert "fact-sheet" not in place.read("en/press/index.html")


def test_a_withdrawal_takes_a_photograph_out_of_every_file(place: Place) -> None:
    """Of the ZIP, what is in it, and the page; whoever edits is told whose consent it was."""
    assert not place.build(printing=True).failed
    before = Kit.of(place, "en")
    assert "Window" in " ".join(row["Title"] for row in before.rows)
    place.edit("content/photos/ada-1.yaml", "status: given", "status: withdrawn")
    report = place.build(printing=True)
    assert not report.failed, list(report.problems)
    (told,) = codes(report, "press-without")
    assert (str(told.where), told.params["consent"]) == ("content/site.yaml:9:24", "photo:ada-1")
    picture_bytes = before.files["photographs/ada-window-ada-1.jpg"]
    for language, folder in HERE.items():
        kit = Kit.of(place, language)
        assert kit.photographs == PHOTOS[language][:1]
        said = [*kit.files.values(), kit.sheet.encode(), place.read_bytes(f"{folder}/index.html")]
        for sign in (b"ada-1", "Rozsvícené".encode(), b"lit window", b"HYPERLINK", picture_bytes):
            assert [one for one in said if sign in one] == [], sign


@pytest.mark.parametrize("printing", [False, True])
def test_where_nothing_is_left_the_kit_goes(bare: Place, *, printing: bool) -> None:
    """The page and every link with it; a text that leads there says its words, and nothing fails."""
    bare.edit("content/pages/about.en.md", "About", "[For the media](/en/press/). About")
    assert not bare.build(printing=printing).failed
    assert 'href="../press/"' in bare.read("en/about/index.html")
    bare.edit("content/authors/ada.yaml", "[web, press]", "[web, print]")
    report = bare.build(printing=printing)
    assert not report.failed, list(report.problems)
    assert [one.params["consent"] for one in codes(report, "press-not-allowed")] == ["author:ada", "author:ada"]
    assert [str(one.where) for one in codes(report, "names-held-back")] == ["content/pages/about.en.md:1:17"]
    assert not [name for name in bare.files() if "press" in name or "pro-media" in name or "fact-sheet" in name]
    assert "press/" not in bare.read("en/index.html")
    assert "<span>For the media</span>. About" in bare.read("en/about/index.html")


def test_whoever_withdraws_is_told_of_the_list(place: Place) -> None:
    """The record is kept while it stands there, so that the next build is sound."""
    done = withdraw(place.project, Options(now=NOW), "photo:ada-1", lambda: None)
    assert [(str(where), by) for where, by in done.links] == [("content/site.yaml:9:24", "content/site.yaml")]
    assert done.kept == ("content/photos/ada-1.yaml",)


def test_a_record_of_which_only_the_withdrawal_is_left(place: Place) -> None:
    """May still be listed."""
    place.write("content/photos/ada-1.yaml", "consent: {status: withdrawn, date: 2026-02-01}\n")
    (place.root / "photos" / "ada-1.jpg").unlink()
    report = place.build()
    assert not report.failed, list(report.problems)
    assert len(codes(report, "press-without")) == 1
    assert Kit.of(place, "en").photographs == PHOTOS["en"][:1]


def test_a_sample_is_called_one_everywhere(place: Place) -> None:
    """In the name of its file, the caption and the credit line; nobody took it, anywhere."""
    place.edit("content/photos/ada-1.yaml", "order: 1", "order: 1\nsample: true")
    place.edit("content/authors/ada.yaml", "country: CZ", "country: CZ\nsample: true")
    assert not place.build(printing=True).failed
    kit = Kit.of(place, "cs")
    assert kit.photographs == ["dvere-ada-2.jpg", "ukazka-okno-ada-1.jpg"]  # nor did the author, who is no more real
    found = kit.rows[1]
    assert found["Popisek"] == "Ukázka: Okno do dvora."
    assert found["Údaj k otištění"] == "Ukázka: Spolek, CC BY 4.0"
    assert (found["Autor"], found["Místo"], found["Vyfoceno"]) == ("", "", "")
    assert "Autoři" not in kit.sheet
    assert "napište, že je to ukázka" in kit.files["README.txt"].decode()
    assert "Ukázka: Spolek, CC BY 4.0" in place.read("cs/pro-media/index.html")


def test_a_release_refuses_a_sample_in_the_kit(place: Place) -> None:
    place.edit("content/photos/ada-1.yaml", "order: 1", "order: 1\nsample: true")
    report = place.build(release=True)
    assert report.failed
    assert codes(report, "sample-in-release")


def test_what_is_hard_to_look_at_is_said_beside_it(place: Place) -> None:
    """The page shows a note in its place, and it is not on the fact sheet."""
    for name in ("ada-1", "ada-2"):
        note = "content_note: {cs: Rány., en: Wounds.}"
        place.edit(f"content/photos/{name}.yaml", "themes:", f"{note}\nthemes:")
    assert not place.build(printing=True).failed
    kit = Kit.of(place, "en")
    assert [row["What is in the picture"] for row in kit.rows] == ["Wounds.", "Wounds."]
    assert "Sensitive picture: Wounds." in kit.files["README.txt"].decode()
    page = place.read("en/press/index.html")
    assert page.count("Wounds.") == 2
    assert "<picture>" not in page
    with pikepdf.open(io.BytesIO(kit.files["fact-sheet.pdf"])) as pdf:
        assert not [image for one in pdf.pages for image in one.get_images()]


def test_a_hidden_face_is_hidden_from_newspapers_too(place: Place) -> None:
    blur = "blur: [{left: 0.3, top: 0.3, width: 0.3, height: 0.3}]"
    place.edit("content/photos/ada-1.yaml", "themes:", f"{blur}\nthemes:")
    problems, options = Problems(), Options(now=NOW, printing=False)
    with Store(place.project.cache) as store:
        plan = make_plan(read(place.project, options, store, problems), options, store, problems)
    orders = [one.order for path, one in plan.outputs.items() if path.startswith("media/ada-1-600-press")]
    (order,) = orders
    assert isinstance(order, PictureOrder)
    assert order.file.hidden == ((0.3, 0.3, 0.3, 0.3),)


def test_a_kiosk_hands_out_nothing(place: Place) -> None:
    for name in ("authors/ada", "photos/ada-1"):
        place.edit(f"content/{name}.yaml", "[web, press]", "[web, touring, press]")
    report = place.build(kiosk=True)
    assert not report.failed, list(report.problems)
    assert not [name for name in place.files() if "press" in name or "pro-media" in name]


def test_without_the_settings_there_is_nothing(built: Place) -> None:
    assert not [name for name in built.files() if "press" in name or "pro-media" in name]


def test_a_large_kit_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kit_sizes, "MOST_MB", 0)
    report = place.build()
    assert not report.failed
    assert [str(one.where) for one in codes(report, "press-kit-large")] == ["content/site.yaml:9:3"] * 2


def _mistakes() -> Iterator[tuple[str, str, tuple[str, str]]]:
    yield "[ada-2, ada-1]", "[ada-2, ada-2]", ("content/site.yaml:9:24", "listed-twice")
    yield "[ada-2, ada-1]", "[ada-2, adda-1]", ("content/site.yaml:9:24", "unknown-reference")
    yield '"+420 123 456 789"', "ask at the desk", ("content/site.yaml:11:63", "bad-phone")
    yield "media@example.org", "media", ("content/site.yaml:11:37", "bad-mail-address")
    yield "logos/mark.svg", "logos/marks.svg", ("content/site.yaml:12:18", "missing-file")
    yield "logos/mark.svg", "logos/odd.svg", ("content/site.yaml:12:18", "svg-not-safe")
    yield "logos/mark.svg", "logos/odd.png", ("content/site.yaml:12:18", "not-a-logo")


@pytest.mark.parametrize(("old", "new", "told"), [*_mistakes()])
def test_mistakes_are_told_at_their_place(place: Place, old: str, new: str, told: tuple[str, str]) -> None:
    place.write("static/logos/odd.svg", MARK.replace("<circle", "<script/><circle"))
    place.write("static/logos/odd.png", MARK)
    place.edit("content/site.yaml", old, new)
    report = place.build()
    assert report.failed
    assert [(str(one.where), one.code) for one in report.problems if one.severity == "error"] == [told]


def test_an_unknown_photograph_gets_a_suggestion(place: Place) -> None:
    place.edit("content/site.yaml", "[ada-2, ada-1]", "[adda-1]")
    (found,) = codes(place.build(), "unknown-reference")
    assert found.params["suggestion"] == "ada-1"


@pytest.mark.parametrize(
    ("size", "printed", "shown"),
    [((3600, 2400), (3000, 2000), (1600, 1067)), ((2400, 3600), (2000, 3000), (1067, 1600))],
    ids=["lying", "upright"],
)
def test_large_originals_are_for_print_in_the_kit_alone(
    place: Place, size: tuple[int, int], printed: tuple[int, int], shown: tuple[int, int]
) -> None:
    """Their longer side has 3000 pixels; the page offers them smaller, and no file twice."""
    picture(place.root / "photos" / "ada-1.jpg", size)
    assert not place.build().failed
    with Image.open(io.BytesIO(Kit.of(place, "en").files["photographs/ada-window-ada-1.jpg"])) as found:
        assert found.size == printed
    (alone,) = (path for path in place.files() if path.startswith("media/ada-1-press-en."))
    with Image.open(place.output / alone) as found:
        assert found.size == shown
    assert f'href="../../{alone}" download="ada-window-ada-1.jpg"' in place.read("en/press/index.html")
    content = place.read_bytes("en/press/small-exhibition-press.zip")
    assert not [path for path in place.files() if path.endswith(".jpg") and place.read_bytes(path) in content]
    assert not [path for path in place.files() if "3000" in path or "screen" in path]


RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/xap/1.0/rights/": "rights",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "core",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "ext",
}


def said_in(content: bytes) -> dict[str, str]:
    """What the XMP of a JPEG says: each property with its text, or that of its default language."""
    with Image.open(io.BytesIO(content)) as found:
        root = ET.fromstring(found.info["xmp"])
        assert found.tobytes()  # the picture behind it is whole
    (of,) = root.iter(f"{RDF}Description")
    named = ((XMP[one.tag[1:].partition("}")[0]], one.tag.partition("}")[2], one) for one in of)
    return {f"{space}:{name}": next(one.iter(f"{RDF}li"), one).text or "" for space, name, one in named}


def test_photographs_say_themselves_what_they_are(finished: Place) -> None:
    """In the language of the kit, as archives of newspapers read it; alone as in the kit."""
    kit = Kit.of(finished, "en").files["photographs/ada-window-ada-1.jpg"]
    (alone,) = (path for path in finished.files() if path.startswith("media/ada-1-press-en."))
    said = said_in(kit)
    assert said_in(finished.read_bytes(alone)) == said
    assert "People may take their consent back." in said.pop("photoshop:Instructions")
    assert said.pop("rights:UsageTerms").endswith("keep to its licence. CC BY 4.0")
    assert said == {
        "dc:title": "Window",
        "dc:description": "=HYPERLINK(1)",
        "dc:creator": "Ada",
        "dc:rights": "Society, CC BY 4.0",
        "core:AltTextAccessibility": "A lit window in a dark wall",
        "core:Location": "Park",
        "rights:Marked": "True",
        "rights:WebStatement": "https://creativecommons.org/licenses/by/4.0/",
        "photoshop:Headline": "Window",
        "photoshop:Credit": "Ada / Society, CC BY 4.0",
        "photoshop:Source": "Society",
        "photoshop:DateCreated": "2018-06",
    }
    assert said_in(Kit.of(finished, "cs").files["photographs/ada-okno-ada-1.jpg"])["dc:title"] == "Okno"


def test_photographs_without_a_licence_are_for_reports_alone(place: Place) -> None:
    """They say so themselves, as the page and the text in the kit do; none is told to keep to a licence."""
    place.edit("content/site.yaml", "licence: CC BY 4.0\n", "")
    assert not place.build().failed
    kit, only = Kit.of(place, "en"), "only to report on this project, and with their credit line."
    said = said_in(kit.files["photographs/ada-window-ada-1.jpg"])
    assert said["rights:WebStatement"] == "https://example.org/en/photographs/ada-1/"
    for text in (said["rights:UsageTerms"], kit.files["README.txt"].decode(), place.read("en/press/index.html")):
        assert only in " ".join(text.replace("\u00a0", " ").split())
        assert "keep to its licence" not in text.replace("\u00a0", " ")


def test_names_in_files_are_for_every_system(place: Place) -> None:
    """Letters that each ZIP takes; of titles and authors in other scripts the id is left, and no stand-in."""
    place.edit("content/authors/ada.yaml", "name: Ada", 'name: "Ада <\\"> 陳"')
    place.edit("content/photos/ada-1.yaml", "cs: Okno, en: Window", 'cs: "النافذة", en: "A/B: \\\\ * ? <Window>"')
    place.edit("content/photos/ada-2.yaml", "cs: Dveře, en: Door", 'cs: "窓", en: "CON."')
    assert not place.build().failed
    assert Kit.of(place, "cs").photographs == ["ada-1.jpg", "ada-2.jpg"]
    assert Kit.of(place, "en").photographs == ["a-b-window-ada-1.jpg", "con-ada-2.jpg"]
    (said, _) = (said_in(Kit.of(place, "cs").files[f"photographs/{name}.jpg"]) for name in ("ada-1", "ada-2"))
    assert (said["dc:title"], said["dc:creator"]) == ("النافذة", 'Ада <"> 陳')


def test_photographs_of_samples_say_that_a_program_drew_them(place: Place) -> None:
    place.edit("content/photos/ada-1.yaml", "order: 1", "order: 1\nsample: true")
    place.edit("content/photos/ada-1.yaml", "themes:", "content_note: {cs: Rány., en: Wounds.}\nthemes:")
    place.edit("content/photos/ada-1.yaml", "themes:", "licence: CC0 1.0\nthemes:")
    assert not place.build().failed
    said = said_in(Kit.of(place, "en").files["photographs/sample-window-ada-1.jpg"])
    assert said["rights:Marked"] == "False"  # in the public domain
    assert said["ext:DigitalSourceType"] == "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
    assert {"dc:creator", "core:Location", "photoshop:DateCreated"}.isdisjoint(said)
    assert [said[name] for name in ("dc:title", "photoshop:Credit")] == ["Sample: Window", "Sample: Society, CC0 1.0"]
    assert said["photoshop:Instructions"].startswith("Sensitive picture: Wounds. Pictures marked as samples")


def test_what_no_segment_can_hold_is_said_shorter() -> None:
    """A segment has 64 kB; and what XML cannot hold is left out."""
    target = io.BytesIO()
    Image.new("RGB", (8, 8)).save(target, "JPEG")
    texts = dict.fromkeys((one.name for one in dataclasses.fields(Said)), "😀<&\x0b" * 9000)
    content = with_metadata(target.getvalue(), Said(**{**texts, "language": "ar", "drawn": False}))  # type: ignore[arg-type]  # all but one are texts
    assert said_in(content)["dc:title"].startswith("😀<&😀<&")
