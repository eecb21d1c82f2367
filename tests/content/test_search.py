"""What the search is made of: entries dealt out to parts, words with their stems, and the titles from A to Z."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from sitegen.content.search import PART, TOGETHER, parts
from sitegen.content.search_entries import FOUND
from sitegen.making.input_files import InputFiles
from sitegen.making.search_parts import fold, texts_script, words_script
from sitegen.making.store import Store
from sitegen.model.collation import first_letter, letters_of
from sitegen.model.order import Context
from sitegen.model.problems import Problems
from sitegen.model.project import Options
from sitegen.model.web_orders import SearchTexts, SearchWords
from sitegen.pipeline import read
from tests.archive import many
from tests.conftest import NOW, Place

CZECH = "a/á b c č d/ď e/é/ě f g h ch i/í j k l m n/ň o/ó p q r ř s š t/ť u/ú/ů v w x y/ý z ž"
NOTHING = InputFiles({})
"""The files of a part: none."""


def handed_over(script: bytes) -> Any:
    """What a part's script hands to the page."""
    return json.loads(script.decode().removeprefix("sitegenSearch(").removesuffix(")\n"))


def said(*texts: str, language: str = "cs", **more: object) -> Context:
    """A part with one entry that says this."""
    entry = {"kind": "pages", "language": language, "title": "", "url": "/cs/x/", "picture": ""}
    return Context.of(
        {
            "entries": [
                entry
                | {
                    "sample": False,
                    "cancelled": False,
                    "by": "",
                    "texts": [(language, one) for one in texts],
                    "prose": [],
                    "cues": [],
                }
                | more
            ]
        }
    )


def stems(context: Context) -> dict[str, str]:
    """The stem of each form, as the browser reads them."""
    found, before, forms = handed_over(words_script(SearchWords(context, alone=False), NOTHING)), "", []
    for line in found["forms"].split("\n"):
        before = before[: ord(line[0]) - ord("a")] + line[1:]
        forms.append(before)
    odd = iter(found["odd"].split())
    return {
        form: next(odd) if cut in "-_" else form[: len(form) - (ord(cut.lower()) - ord("a"))]
        for form, cut in zip(forms, found["cuts"], strict=True)
    }


def test_inflected_words_have_one_stem_without_diacritics() -> None:
    """Škola, školy, školách: skol. A stem that no form begins with is one of theirs too (matce: matk)."""
    found = stems(said("Škola stojí. Ze školy do školy. Ve školách. Matka řekla matce."))
    assert {found[form] for form in ("skola", "skoly", "skolach")} == {"skol"}
    assert found["matka"] == found["matce"] == "matk"


def test_words_are_stemmed_in_their_own_language() -> None:
    """What stands in for a translation, too; a language without a stemmer keeps its words."""
    assert stems(said(prose=[("en", "<p>walking <b>walks</b></p>")]))["walking"] == "walk"
    assert stems(said("kuća kućama", language="mt"))["kucama"] == "kucama"


def test_how_words_end_is_learned() -> None:
    """From what stands behind the stems; what one word has alone tells nothing. How a stem changes is told always."""
    context = said("school schools wall walls opened", language="en")
    found = handed_over(words_script(SearchWords(context, alone=True), NOTHING))
    assert set(found["endings"].split()) == {">", "s"}
    assert found["forms"] == ""
    found = handed_over(words_script(SearchWords(said("škola školy ryba ryby"), alone=True), NOTHING))
    assert set(found["endings"].split()) > {"a", "y", "ze>h", "ha>z", "en>n"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Žluťoučký KŮŇ", "zlutoucky kun"),
        ("Łódź, Øresund, straße", "lodz, oresund, strasse"),
        ("phở", "pho"),
        ("Oxana", "oksana"),
    ],
)
def test_letters_are_compared_without_their_marks(text: str, plain: str) -> None:
    assert fold(text) == plain


def test_texts_are_told_sentence_by_sentence() -> None:
    """Each once, without marks of HTML and comments; what is spoken keeps its second; another language is named."""
    prose = [("cs", "<p>Dům č. 3 stojí. <!-- tajné -->Ano!</p><ul><li>Dům</li></ul>")]
    context = said("Ano!", prose=prose, cues=[("en", "83", "Listen.")])
    row = handed_over(texts_script(SearchTexts(context), NOTHING))["entries"][0]
    assert row[-2:] == [["Ano!", "Dům č. 3 stojí.", "Dům"], ["83", ["en", "Listen."]]]


def test_the_caption_of_a_picture_in_a_text_is_no_part_of_it() -> None:
    """The picture may be shown no more; those that are shown have their words in their own records."""
    prose = [("cs", "<p>Před.</p><picture-1>Tajný popis.</picture-1><p>Za.</p>")]
    row = handed_over(texts_script(SearchTexts(said(prose=prose)), NOTHING))["entries"][0]
    assert row[-2] == ["Před.", "Za."]


def test_titles_stand_under_the_letters_of_the_language() -> None:
    """Ch is a letter, Á is none of its own; quotation marks do not count, and numbers have no letter."""
    found = [first_letter(title, CZECH) for title in ("Chléb", "cyril", "Čaj", "Ábel", "„Okno“", "1968", "Жена")]
    assert found == ["Ch", "C", "Č", "A", "O", "", ""]
    assert len(letters_of(CZECH)) == len(set(letters_of(CZECH)))


def site_of(place: Place) -> Any:
    with Store(place.project.cache) as store:
        return read(place.project, Options(now=NOW), store, Problems())


def test_every_kind_that_has_pages_can_be_found(place: Place) -> None:
    """Whoever adds a kind adds a row."""
    kinds = site_of(place).kinds.values()
    assert {kind.model for kind in kinds} - set(FOUND) == {
        next(kind.model for kind in kinds if kind.name == "partners")
    }


def test_an_edit_makes_one_part_anew(place: Place) -> None:
    """Of a site of many entries; and the search's own page, which names the part."""
    many(place, events=PART * 3)
    assert not place.build().failed
    before = parts(site_of(place))
    assert len(before) == 4
    assert max(map(len, before)) < PART * 1.5
    place.edit("content/events/opening.yaml", "The exhibition begins.", "The exhibition opens.")
    made = [re.sub(r"\.[0-9a-f]{8}\.", ".", path) for path in place.build().made]
    assert len([path for path in made if path.startswith("static/search/")]) == 2
    assert [path for path in made if path.startswith(("cs/search/", "cs/hledani/"))] == []
    assert len([path for path in made if path.startswith("en/search/")]) <= 2


def test_many_titles_are_divided_by_letters(place: Place) -> None:
    """One page a letter, all linked from the first; a letter that has too many goes on."""
    many(place, events=TOGETHER + 1)
    assert not place.build().failed
    front = (place.output / "en" / "search" / "index.html").read_text("utf-8")
    letters = re.findall(r'<a href="([a-z0-9-]+)/">', front)
    counts = {
        letter: (place.output / "en" / "search" / letter / "index.html").read_text("utf-8").count("<li>")
        for letter in [*letters, "t/2"]
    }
    assert counts["t"] == TOGETHER
    assert sum(counts.values()) > TOGETHER
