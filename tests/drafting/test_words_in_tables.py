"""What words mean in tables that `import` reads: in cells, and at the head of columns."""

from __future__ import annotations

import pytest

from sitegen.content.load import load
from sitegen.drafting.importing.cell_values import day_of, licence_of
from sitegen.drafting.importing.column_names import columns, known, tables
from sitegen.drafting.importing.table_cells import Cell
from sitegen.model.problems import BadValue, Problems, Where
from sitegen.model.project import Options
from tests.conftest import NOW, Place
from tests.documents import text_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("25. 4. 2019", "2019-04-25"),
        ("25.4.2019", "2019-04-25"),
        ("2019-04-25", "2019-04-25"),
        ("2019-04-25 10:20", "2019-04-25"),
        ("2019-04-25T10:20:30Z", "2019-04-25"),
        ("2019:04:25 10:20:30", "2019-04-25"),
        ("43580", "2019-04-25"),
        ("4/25/2019", "2019-04-25"),
        ("25/4/2019", "2019-04-25"),
        ("4/4/2019", "2019-04-04"),
        ("25. dubna 2019", "2019-04-25"),
        ("April 25, 2019", "2019-04-25"),
        ("duben 2019", "2019-04"),
        ("4. 2019", "2019-04"),
        ("2019-04", "2019-04"),
        ("mid-2019-04", "mid-2019-04"),
        ("04/05/2019", "import-either-day"),
        ("31. 2. 2019", "no-such-day"),
        ("2019", "bad-date"),
        ("yesterday", "bad-date"),
    ],
)
def test_days_are_written_in_many_ways(place: Place, text: str, day: str) -> None:
    site = load(place.project, Options(now=NOW), Problems())
    if day[-1].isdecimal():
        assert day_of(text, site) == day
        return
    with pytest.raises(BadValue) as error:
        day_of(text, site)
    assert error.value.code == day


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/", "CC BY-NC-SA 4.0"),
        ("http://creativecommons.org/licenses/by/3.0/cz/legalcode", "CC BY 3.0"),
        ("cc-by-sa-4.0", "CC BY-SA 4.0"),
        ("CC0", "CC0 1.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("http://rightsstatements.org/vocab/InC/1.0/", "In Copyright"),
        ("https://rightsstatements.org/page/NoC-US/1.0/?language=en", "No Copyright – United States"),
        ("https://example.org/terms", "https://example.org/terms"),
        ("Free for schools", "Free for schools"),
    ],
)
def test_rights_have_names(text: str, name: str) -> None:
    assert licence_of(text) == name


def test_columns_of_others_are_understood() -> None:
    """CollectionBuilder's template, the Dublin Core as Omeka writes it, and languages in every way of writing them."""
    heading = [
        *("objectid", "filename", "title", "creator", "date", "description", "subject", "location", "latitude"),
        *("rights", "rightsstatement", "language", "image_alt_text", "Dublin Core:Title", "dcterms:creator"),
        *("title_cs", "title:cs", "title (English)", "Název [cs]", "titleEN", "title_de"),
    ]
    problems = Problems()
    row = [Cell(word, Where("t.csv", 1, number)) for number, word in enumerate(heading, 1)]
    found = {one.heading: (one.path, one.language) for one in columns(row, ["cs", "en"], "cs", problems)}
    assert found == {
        "objectid": ("id", ""),
        "filename": ("file", ""),
        "title": ("title", "cs"),
        "creator": ("author", ""),
        "date": ("taken", ""),
        "description": ("caption", "cs"),
        "subject": ("themes", ""),
        "location": ("place", ""),
        "latitude": ("", ""),
        "rights": ("licence", ""),
        "rightsstatement": ("licence", ""),
        "language": ("comment_language", ""),
        "image_alt_text": ("alt", "cs"),
        "Dublin Core:Title": ("title", "cs"),
        "dcterms:creator": ("author", ""),
        "title_cs": ("title", "cs"),
        "title:cs": ("title", "cs"),
        "title (English)": ("title", "en"),
        "Název [cs]": ("title", "cs"),
        "titleEN": ("", ""),
        "title_de": ("", ""),
    }
    assert {one.code for one in problems} == {
        "import-column-twice",
        "import-coordinates",
        "import-other-language",
        "import-unknown-column",
    }


def test_words_of_columns_mean_one_thing_each() -> None:
    """No word stands for two fields, and the guide's names are all known."""
    words = [word for several in tables()["columns"].values() for word in several]
    assert not {word for word in words if known([word]) != 1}
    section = text_of("docs/your-own.md").partition("| Field | Columns |")[2].partition("\n\n")[0]
    named = [name for line in section.splitlines()[2:] for name in line.split("|")[2].split(";")[0].split(", ")]
    assert [one for one in named if not known([one.strip()])] == []


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("Výpoveď", "comment"),
        ("Krajina autora", "author.country"),
        ("A szerző országa", "author.country"),
        ("Rozsah súhlasu autora", "author.consent.scopes"),
        ("Zgoda autora na", "author.consent.scopes"),
        ("A szerző hozzájárulásának dátuma", "author.consent.date"),
    ],
)
def test_what_an_author_and_a_consent_are_called(heading: str, path: str) -> None:
    """As people of each language head such columns."""
    cell = Cell(heading, Where("t", 1, 1))
    assert [one.path for one in columns([cell], ["cs", "en"], "cs", Problems())] == [path]
