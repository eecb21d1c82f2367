"""`spelling`: what editors are told of words that no dictionary knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.content.load import load
from sitegen.making.originals import understood
from sitegen.model import project as projects
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options, Project
from sitegen.upkeep import asked_of, report_of
from sitegen.upkeep.dictionaries import find_dictionary
from sitegen.upkeep.spelling import misspelt, words_in
from sitegen.upkeep.status_page import status_page
from tests.conftest import SAMPLE, Place

AFFIXES = "SET UTF-8\nSFX A Y 2\nSFX A o a o\nSFX A 0 y .\n"
CZECH = """
    okno/A dveře dvora ulice ulici město městě domov domově výstava výstavy výstavě fotografie dvě malá zkoušku zeď
    rozsvícené tmavé zdi zavřené modré zavřena svítí jsou fotí text viz událost událostí park vernisáž začátek spolek
    první zastávka co to je na ve do sál praha
"""
ENGLISH = """
    small exhibition photographs two an on trial a window the yard is lit in dark wall door to street shut blue takes
    home about what it event see opening begins hall first stop park prague society
"""


@pytest.fixture
def place(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The project with small dictionaries of its own, and none of this computer."""
    monkeypatch.setattr(projects, "HOME", SAMPLE)
    monkeypatch.setattr("sitegen.upkeep.dictionaries._SYSTEM", dict.fromkeys(("darwin", "win32"), ()))
    monkeypatch.setattr("sitegen.upkeep.dictionaries._LINUX", ())
    monkeypatch.delenv("DICPATH", raising=False)
    for name, words in (("cs_CZ", CZECH), ("en_GB", ENGLISH)):
        place.write(f"dictionaries/{name}.aff", AFFIXES)
        place.write(f"dictionaries/{name}.dic", "\n".join([str(len(words.split())), *words.split(), ""]))
    return place


def found(place: Place) -> dict[str, tuple[str, str]]:
    """Each word that is noted, with its place and the suggestions."""
    site = load(place.project, Options(), Problems(), understood)
    notes = [note for note in misspelt(site) if note.code == "misspelt"]
    return {str(note.params["word"]): (str(note.where), str(note.params["suggestion"])) for note in notes}


def run(place: Place, *words: str) -> int:
    """Run a verb as an editor does."""
    return cli.main([*words, "--project", str(place.root)])


def test_a_sound_site_has_no_notes(place: Place) -> None:
    """Forms of words, names, words at the begin of a sentence."""
    assert found(place) == {}


def test_a_typo_is_noted_once_where_it_first_stands(place: Place) -> None:
    """In a record, in its Markdown, in both languages; with what was meant, as the site writes it elsewhere."""
    place.edit("content/photos/ada-1.yaml", "Okno do dvora.", "Okno do dvroa a dvroa.")
    place.edit("content/pages/about.en.md", "About the exhibition", "About\nthe exhibiton")
    assert found(place) == {
        "dvroa": ("content/photos/ada-1.yaml:5:23", "dvora"),
        "exhibiton": ("content/pages/about.en.md:2:5", "exhibition"),
    }


def test_notes_never_fail_and_are_told_in_the_language_of_the_editor(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """As text with the line and what to do, and as data."""
    place.edit("content/photos/ada-1.yaml", "Okno do dvora.", "Okno do dvroa.")
    assert run(place, "spelling", "--messages", "cs") == 0
    said = capsys.readouterr().out
    assert "content/photos/ada-1.yaml:5:23: poznámka [misspelt] Slovo „dvroa“ nezná žádný slovník" in said
    assert "Možná dvora." in said
    assert "Slov, která nezná žádný slovník: 1." in said
    assert run(place, "spelling", "--format", "json") == 0
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["problems"]] == ["misspelt"]


def test_own_words_and_names_are_known_with_their_endings(place: Place) -> None:
    """Names from records (`Ada`), or that stand in both languages (`Kateřina`), and words of the list."""
    place.write("content/words.txt", "# naše\nzin # sešit\nphotovoice\n")
    place.write(
        "content/pages/about.cs.md", "Ady, Adou, Adě. Kateřina, Kateřině, Kateřinou. Ziny, zinech, photovoicem.\n"
    )
    place.write("content/pages/about.en.md", "Ada's window, Kateřina, the photovoice.\n")
    assert found(place) == {}


def test_a_misspelt_name_is_noted(place: Place) -> None:
    """An ending begins with a vowel and has at most four letters; a name begins with a capital letter."""
    place.write("content/pages/about.cs.md", "Kateřina, Kateřinna, Kateřnia, kateřina, Kateřinouovou.\n")
    place.write("content/pages/about.en.md", "Kateřina.\n")
    assert sorted(found(place)) == ["Kateřinna", "Kateřinouovou", "Kateřnia", "kateřina"]
    assert found(place)["Kateřinna"][1] == "Kateřina"


def test_what_is_no_text_is_left_alone() -> None:
    """Links, records, addresses, tags, attributes, code, hashtags, names of files, numbers, marks of transcripts."""
    text = """[okno](photo:elmira-4){: .velke } <span lang="xx">je</span> `kod` https://a.org/zzz ja@zzz.org #zzz
    zzz.yaml m² 25th event:zzz www.zzz.org
    [pozn]: https://zzz.org"""
    assert words_in(text) == ["okno", "je", "pozn"]
    assert words_in("WEBVTT zzz\n\n00:01.000 --> 00:02.000\n<v Zzz>okno") == ["okno"]


def test_without_a_dictionary_one_note_says_what_to_do(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """That of another country is none; the other language is looked at all the same."""
    for suffix in ("aff", "dic"):
        path = place.root / f"dictionaries/en_GB.{suffix}"
        path.rename(path.with_name(f"en_US.{suffix}"))
    place.edit("content/photos/ada-1.yaml", "Okno do dvora.", "Okno do dvroa.")
    assert run(place, "spelling", "--messages", "en") == 0
    said = capsys.readouterr().out
    assert said.count("[no-dictionary]") == said.count("[misspelt]") == 1
    assert "put en_GB.aff and en_GB.dic into the folder dictionaries" in said


def test_dictionaries_of_the_system_serve_too(place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Behind those of the project; one in an old encoding lacks letters, and is no reason to fail."""
    words = [word for word in CZECH.split() if word.encode("latin-1", "ignore").decode("latin-1") == word]
    for suffix, text in (("aff", "SET ISO8859-1\n"), ("dic", "\n".join([str(len(words)), *words, ""]))):
        (place.root / f"dictionaries/cs_CZ.{suffix}").unlink()
        (tmp_path / f"cs_CZ.{suffix}").write_text(text, "latin-1")
    monkeypatch.setenv("DICPATH", str(tmp_path))
    assert "Dveře" in found(place)
    assert "Text" not in found(place)


def test_a_dictionary_that_was_cut_off_makes_one_note(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """Not one a word."""
    place.write("dictionaries/cs_CZ.dic", "1\nokno\n")
    assert run(place, "spelling", "--messages", "en") == 0
    said = capsys.readouterr().out
    assert "dictionaries/cs_CZ.dic:1:1: note [useless-dictionary]" in said
    assert "[misspelt]" not in said


def test_it_can_be_turned_off(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """A word in the settings; the command says so."""
    place.edit("content/photos/ada-1.yaml", "Okno do dvora.", "Okno do dvroa.")
    place.edit("content/site.yaml", "timezone:", "spelling: off\ntimezone:")
    assert found(place) == {}
    assert run(place, "spelling", "--messages", "en") == 0
    assert "spelling: off" in capsys.readouterr().out


def test_the_page_of_what_waits_shows_them(place: Place) -> None:
    """With the file and the sentence."""
    place.edit("content/photos/ada-1.yaml", "Okno do dvora.", "Okno do dvroa.")
    site = load(place.project, Options(), Problems(), understood)
    asked = asked_of(site, Options(), Problems(), ())
    page = status_page(asked, None, report_of(asked, "en"), lambda *_: "", ["misspelt"]).decode()
    assert "No dictionary knows “dvroa”" in page
    assert "content/photos/ada-1.yaml:5:23" in page


def test_the_texts_of_this_site_have_none() -> None:
    """With the dictionaries of LibreOffice, as Debian packs them."""
    site = load(Project.at(HOME), Options(), Problems(), understood)
    assert all(find_dictionary(site.project, language) for language in site.languages)
    assert [(str(note.where), note.params) for note in misspelt(site)] == []
