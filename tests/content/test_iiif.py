"""Manifests, images and the table of photographs, as viewers and catalogues of libraries read them."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.any_project import fill
from tests.conftest import Place, picture
from tests.iiif import faults

BASE = "https://example.org"


def manifest(place: Place, name: str = "exhibition") -> Any:
    """A manifest of a built site, which the schema accepts."""
    found = json.loads(place.read(f"iiif/{name}.json"))
    assert faults(found) == []
    return found


def images(place: Place) -> list[str]:
    """The files of images in the site."""
    return [name for name in place.files() if name.startswith("iiif/images/")]


def test_there_is_a_manifest_of_each_author_each_theme_and_all(built: Place) -> None:
    """With the same canvases under the same addresses, and the authors as the contents of the whole."""
    whole, author, theme = manifest(built), manifest(built, "author/ada"), manifest(built, "theme/home")
    assert whole["items"] == author["items"] == theme["items"]
    assert [one["label"] for one in whole["items"]] == [
        {"cs": ["Okno"], "en": ["Window"]},
        {"cs": ["Dveře"], "en": ["Door"]},
    ]
    assert author["label"] == {"none": ["Ada"]}
    assert theme["label"] == {"cs": ["Domov"], "en": ["Home"]}
    assert whole["label"] == {"cs": ["Malá výstava"], "en": ["Small Exhibition"]}
    (contents,) = whole["structures"]
    assert [one["label"] for one in contents["items"]] == [{"none": ["Ada"]}]
    assert [one["id"] for one in contents["items"][0]["items"]] == [one["id"] for one in whole["items"]]


def test_the_schema_refuses_what_is_wrong(built: Place) -> None:
    """Or it would prove nothing."""
    for path, value in ((("label",), "Ada"), (("items", 0, "height"), "tall"), (("items", 0, "thumbnail"), "x")):
        broken = copy.deepcopy(manifest(built))
        part = broken
        for key in path[:-1]:
            part = part[key]
        part[path[-1]] = value
        assert faults(broken)


def test_a_photograph_is_told_with_its_alternative_text_and_pages(built: Place) -> None:
    """In every language; what reads a manifest aloud finds the alternative text as an annotation too."""
    first = manifest(built)["items"][0]
    said = {row["label"]["en"][0]: row["value"] for row in first["metadata"]}
    assert said["Author"] == {"none": ["Ada"]}
    assert said["Alternative text"] == {"cs": ["Rozsvícené okno v tmavé zdi"], "en": ["A lit window in a dark wall"]}
    described = first["annotations"][0]["items"]
    assert [(one["motivation"], one["body"]["language"], one["body"]["value"]) for one in described] == [
        ("describing", "cs", "Rozsvícené okno v tmavé zdi"),
        ("describing", "en", "A lit window in a dark wall"),
    ]
    assert [one["id"] for one in first["homepage"]] == [f"{BASE}/cs/fotografie/ada-1/", f"{BASE}/en/photos/ada-1/"]


def every_id(value: Any) -> Iterator[str]:
    """All identifiers in a manifest."""
    if isinstance(value, dict):
        yield from ([value["id"]] if "id" in value else [])
        for one in value.values():
            yield from every_id(one)
    elif isinstance(value, list):
        for one in value:
            yield from every_id(one)


@pytest.mark.parametrize("base", ["https://example.org/", "https://example.org/a/b/"])
def test_what_a_manifest_loads_is_in_the_site(place: Place, base: str) -> None:
    """Below its address, which may have a path; and an image says the sizes that there are (Image API 3.0, level 0)."""
    assert not place.build(base_url=base).failed
    whole = manifest(place)
    assert all(one.startswith(base) for one in every_id(whole))
    for canvas in whole["items"]:
        body = canvas["items"][0]["items"][0]["body"]
        (service,) = body["service"]
        info = json.loads(place.read(f"{service['id'].removeprefix(base)}/info.json"))
        assert (info["id"], info["profile"], info["type"]) == (service["id"], "level0", "ImageService3")
        assert (info["width"], info["height"]) == (canvas["width"], canvas["height"])
        sizes = [(one["width"], one["height"]) for one in info["sizes"]]
        assert sizes[-1] == (info["width"], info["height"])
        for said, size in [*((f"{one},{other}", (one, other)) for one, other in sizes), ("max", sizes[-1])]:
            file = place.output / f"{service['id'].removeprefix(base)}/full/{said}/0/default.jpg"
            with Image.open(file) as opened:
                assert opened.size == size
        assert (place.output / body["id"].removeprefix(base)).is_file()
        assert (place.output / canvas["thumbnail"][0]["id"].removeprefix(base)).is_file()


def test_an_image_is_no_larger_than_on_the_pages(place: Place) -> None:
    """A consent to the web is none to the original."""
    picture(place.root / "photos" / "ada-1.jpg", (3000, 2000))
    assert not place.build().failed
    info = json.loads(place.read("iiif/images/ada-1/info.json"))
    assert [one["width"] for one in info["sizes"]] == [480, 1200, 2400]


@pytest.mark.parametrize(
    ("licence", "known"),
    [
        ("licence: CC BY-SA 4.0", "http://creativecommons.org/licenses/by-sa/4.0/"),
        ("licence: CC0 1.0", "http://creativecommons.org/publicdomain/zero/1.0/"),
        (
            "licence: Copyright\nlicence_url: https://rightsstatements.org/vocab/InC/1.0/",
            "http://rightsstatements.org/vocab/InC/1.0/",
        ),
        ("licence: Ours alone\nlicence_url: https://example.org/terms/", None),
    ],
)
def test_rights_are_of_those_that_viewers_know(place: Place, licence: str, known: str | None) -> None:
    """Any other stands in the required statement alone."""
    settings = (place.root / "content/site.yaml").read_text("utf-8")
    place.write("content/site.yaml", f"{settings}{licence}\n")
    assert not place.build().failed
    whole = manifest(place)
    assert whole.get("rights") == whole["items"][0].get("rights") == known
    assert licence.splitlines()[0].removeprefix("licence: ") in json.dumps(whole["items"][0]["requiredStatement"])


def test_a_sample_is_said_to_be_one(place: Place) -> None:
    """By the photograph, and by every manifest in which it is; nobody is named for it."""
    place.edit("content/photos/ada-1.yaml", "status: exhibited", "status: exhibited\nsample: true")
    assert not place.build().failed
    whole = manifest(place)
    assert "Sample: " in whole["items"][0]["requiredStatement"]["value"]["en"][0]
    assert "Ada" not in json.dumps(whole["items"][0])
    assert "sample" in whole["requiredStatement"]["value"]["en"][0]
    assert rows(place)[0]["dcterms:description@en"] == "Sample: A window on the yard."
    assert rows(place)[0]["dcterms:creator"] == ""


def test_a_photograph_with_a_content_note_is_in_no_manifest(place: Place) -> None:
    """No viewer could hold it back; the table tells the note."""
    place.edit(
        "content/photos/ada-1.yaml", "status: exhibited", "status: exhibited\ncontent_note: {cs: Krev, en: Blood}"
    )
    assert not place.build().failed
    assert "ada-1" not in place.read("iiif/exhibition.json")
    assert not [name for name in images(place) if "ada-1" in name]
    assert (rows(place)[0]["content_note@en"], rows(place)[0]["dcterms:hasFormat"]) == ("Blood", "")


def test_what_is_withdrawn_leaves_no_trace(place: Place) -> None:
    """Its canvas, its images and its row go; with the last photograph all that was about it goes."""
    assert not place.build().failed
    place.edit("content/photos/ada-2.yaml", "status: given", "status: withdrawn")
    assert not place.build().failed
    for name in place.files():
        assert "ada-2" not in name
        assert b"ada-2" not in place.read_bytes(name), name
    place.edit("content/authors/ada.yaml", "status: given", "status: withdrawn")
    assert not place.build().failed
    assert not [name for name in place.files() if name.startswith("iiif/")]


@pytest.mark.parametrize("languages", [("cs",), ("cs", "en"), ("sk", "hu", "en")])
def test_the_languages_are_those_of_the_site(tmp_path: Path, languages: tuple[str, ...]) -> None:
    """With the real templates: one, two or three."""
    place = fill(tmp_path / "project", ["author", "photo", "theme"], languages)
    assert place.problems() == []
    whole = manifest(place)
    assert list(whole["label"]) == list(whole["requiredStatement"]["label"]) == list(languages)
    assert [one["language"] for one in whole["homepage"]] == [[code] for code in languages]
    titles = [name for name in rows(place)[0] if name.startswith("dcterms:title")]
    assert titles == (["dcterms:title"] if len(languages) == 1 else [f"dcterms:title@{code}" for code in languages])


def test_pages_lead_to_them(tmp_path: Path) -> None:
    """Those of an author, of a theme and of the exhibition, by a link to drag and one for machines; in no kiosk."""
    place = fill(tmp_path / "project", ["author", "photo", "theme"])
    assert not place.build(base_url="https://example.org/a/").failed
    page = place.read("en/exhibition/index.html")
    assert "type='application/ld+json;profile=\"http://iiif.io/api/presentation/3/context.json\"'" in page
    assert "iiif/exhibition.json?manifest=https%3A//example.org/a/iiif/exhibition.json" in page
    assert "iiif/photographs.csv" in page
    (author,) = (place.output / "en/authors").glob("*/index.html")
    assert "/iiif/author/" in author.read_text("utf-8")
    assert not place.build(kiosk=True).failed
    assert not any("iiif" in place.read(name) for name in place.files() if name.endswith(".html"))
    assert not [name for name in place.files() if name.startswith("iiif/")]


def rows(place: Place) -> list[dict[str, str]]:
    """The table as a catalogue reads it."""
    return list(csv.DictReader(io.StringIO(place.read_bytes("iiif/photographs.csv").decode("utf-8-sig"))))


def test_the_table_tells_every_photograph(built: Place) -> None:
    """In the terms of Dublin Core, with what leads back to the site; no spreadsheet takes a text for a formula."""
    first, second = rows(built)
    assert (first["dcterms:identifier"], second["dcterms:identifier"]) == ("ada-1", "ada-2")
    assert first["dcterms:title@cs"] == "Okno"
    assert first["dcterms:creator"] == "Ada"
    assert first["image_alt_text@en"] == "A lit window in a dark wall"
    assert first["dcterms:isReferencedBy"] == f"{BASE}/cs/fotografie/ada-1/ | {BASE}/en/photos/ada-1/"
    assert (built.output / first["dcterms:hasFormat"].removeprefix(f"{BASE}/")).is_file()


def test_no_spreadsheet_takes_a_title_for_a_formula(place: Place) -> None:
    """As in the other tables."""
    place.edit("content/photos/ada-1.yaml", "cs: Okno,", 'cs: "=1+1",')
    assert not place.build().failed
    assert rows(place)[0]["dcterms:title@cs"] == "'=1+1"
