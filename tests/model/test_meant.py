"""What was meant by a word where a record should hold a value, in any language of reports."""

from __future__ import annotations

from typing import get_args

import pytest

from sitegen.content.field_types import choices, types_of
from sitegen.content.kinds import KINDS
from sitegen.content.kinds.photo_record import Photo
from sitegen.drafting.kinds import DRAFTABLE
from sitegen.model.consent import Scope
from sitegen.model.meant import meant
from sitegen.model.messages import LANGUAGES, explain, messages
from tests.conftest import Place

AUTHOR, PHOTO, EVENT = "content/authors/ada.yaml", "content/photos/ada-1.yaml", "content/events/opening.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "repair"),
    [
        (AUTHOR, "[web, print, audio, touring]", "[web, tisk]", "print"),
        (AUTHOR, "[web, print, audio, touring]", "[web, Putovní výstava]", "touring"),
        (AUTHOR, "status: given", "status: máme", "given"),
        (AUTHOR, "country: CZ", "country: Polsko", "PL"),
        (AUTHOR, "country: CZ", "country: poland", "PL"),
        (AUTHOR, "country: CZ", "country: cz", "CZ"),
        (PHOTO, "side: light", "side: Světlá", "light"),
        (PHOTO, "side: light", "side: stinna", "dark"),
        (PHOTO, "side: light", "side: ligth", "light"),
        (PHOTO, "status: exhibited", "status: vystaveno", "exhibited"),
        (PHOTO, "comment_language: cs", "comment_language: čeština", "cs"),
        (PHOTO, "comment_language: cs", "comment_language: cz", "cs"),
        (PHOTO, "comment_language: cs", "comment_language: VN", "vi"),
        (PHOTO, "comment_language: cs", "comment_language: cs_cz", "cs-CZ"),
        (EVENT, "kind: exhibition-opening", "kind: vernisáž", "exhibition-opening"),
        (EVENT, "2026-05-03..2026-05-05", "3. května 2026", "2026-05-03"),
        (EVENT, "2026-05-03..2026-05-05", "květen 2026", "2026-05"),
        (EVENT, "2026-05-03..2026-05-05", "May 3, 2026", "2026-05-03"),
    ],
)
def test_the_repair_names_the_value(place: Place, file: str, old: str, new: str, repair: str) -> None:
    """In both languages of reports."""
    place.edit(file, old, new)
    found = [one for one in place.build().problems if one.severity == "error"]
    assert len(found) == 1
    for language in LANGUAGES:
        words = explain(found[0].code, found[0].params, language).repair
        assert repair in words.replace("“", " ").replace("”", " ").replace(",", " ").replace(".", " ").split() or (
            repair in words
        )


_DATES = [
    ("3.-5. května 2026", "2026-05-03..2026-05-05"),
    ("3. – 5. 5. 2026", "2026-05-03..2026-05-05"),
    ("od 3. do 5. května 2026", "2026-05-03..2026-05-05"),
    ("3. 5. 2026 v 18 hodin", "2026-05-03T18:00"),
    ("3-5 May 2026", "2026-05-03..2026-05-05"),
    ("3.–5. května 2026", "2026-05-03..2026-05-05"),
    ("3. až 5. května 2026", "2026-05-03..2026-05-05"),
    ("28. dubna – 3. května 2026", "2026-04-28..2026-05-03"),
    ("28. prosince 2025 až 3. ledna 2026", "2025-12-28..2026-01-03"),
    ("May 3-5, 2026", "2026-05-03..2026-05-05"),
    ("May 3rd, 2026", "2026-05-03"),
    ("from 3 to 5 May 2026", "2026-05-03..2026-05-05"),
    ("28 April – 3 May 2026", "2026-04-28..2026-05-03"),
    ("sobota 3. května 2026", "2026-05-03"),
    ("Friday, 3 May 2026", "2026-05-03"),
    ("3. května 2026 v 18.30 hod.", "2026-05-03T18:30"),
    ("3. května 2026, 18–20 hodin", "2026-05-03T18:00..2026-05-03T20:00"),
    ("3 May 2026 at 6 pm", "2026-05-03T18:00"),
    ("3 May 2026, 12 am", "2026-05-03T00:00"),
    ("duben 2019", "2019-04"),
    ("25. dubna 2019", "2019-04-25"),
    ("April 25, 2019", "2019-04-25"),
    ("25. 4. 2019", "2019-04-25"),
    ("25. 4. 2019 18.00", "2019-04-25T18:00"),
    ("31. února 2019", ""),
    ("do 5. května 2026", ""),
    ("asi 5. 5. 2026", ""),
    ("jaro 2026", ""),
    ("2026-5-3", "2026-05-03"),
    ("2026-05-03 až 2026-05-05", "2026-05-03..2026-05-05"),
    ("21.–23. 2. 2018", "2018-02-21..2018-02-23"),
    ("3. 5. 2026 v 25 hodin", ""),
    ("3/5/2026", "2026-05-03"),
    ("Mai 2026", ""),
    ("2026-05-03 18:00", "2026-05-03T18:00"),
    ("v sobotu 3. 5. 2026", ""),
    ("květen 2026", "2026-05"),
    ("3. 5. 2026 18h", "2026-05-03T18:00"),
    ("3.5.2026 od 18:00", "2026-05-03T18:00"),
    ("May 2026", "2026-05"),
    ("3.května 2026", "2026-05-03"),
    ("3. 5. – 5. 6. 2026", "2026-05-03..2026-06-05"),
]


@pytest.mark.parametrize(("written", "repair"), _DATES)
def test_a_date_that_is_written_as_people_do_is_answered_with_ours(written: str, repair: str) -> None:
    """Ranges, hours, names of months and weekdays, in both languages; where it is not sure, none is proposed."""
    assert meant("bad-date", {"value": written}, {"cs": {}, "en": {}}) == repair


@pytest.mark.parametrize(("word", "code"), [("31. 2. 2019", "no-such-day"), ("1. 13. 2019", "no-such-month")])
def test_a_day_that_is_not_there_is_called_that_however_it_is_written(place: Place, word: str, code: str) -> None:
    """It was told as a way of writing that is not understood, with the way it should be written."""
    place.edit(EVENT, "2026-05-03..2026-05-05", word)
    assert [problem[1] for problem in place.problems()] == [code]


def test_every_choice_has_words_in_every_language() -> None:
    """A kind of record that gets a choice gets words for it; nobody writes them for choices that are gone."""
    kinds = [one.kind.model for one in DRAFTABLE.values()]
    found = {word for model in kinds for hint in types_of(model).values() for word in choices(hint)}
    found |= {*get_args(Scope), *choices(types_of(Photo)["side"])}
    for language in LANGUAGES:
        assert found - {"a6"} <= messages(language).choices.keys()
        assert messages(language).choices.keys() == messages("en").choices.keys()


def test_kinds_of_records_are_named_in_words(place: Place) -> None:
    """Every kind, in every language of reports; an editor knows no photo:elmira-1."""
    for kind in KINDS:
        for language in LANGUAGES:
            says = explain("unknown-reference", {"kind": kind.name, "id": "x", "suggestion": ""}, language).says
            assert messages(language).words[f"kind-{kind.name}"] in says
    place.edit(PHOTO, "author: ada", "author: adda")
    (found,) = [one for one in place.build().problems if one.severity == "error"]
    assert explain(found.code, found.params, "cs").says == "Záznam „adda“ (autor) neexistuje."


def test_numbers_that_pass_one_bound_are_told_once(place: Place) -> None:
    """Percent in the place of shares: four numbers, one cause."""
    place.edit(PHOTO, "side: light", "side: light\nblur: [{left: 40, top: 20, width: 10, height: 10}]")
    (found,) = [one for one in place.build().problems if one.severity == "error"]
    said = explain(found.code, found.params, "en")
    assert "left, top, width, height" in said.says
    assert "0.4, 0.2, 0.1, 0.1" in said.repair


def test_a_text_whose_language_is_in_capitals_is_told_once(place: Place) -> None:
    """And not as missing besides."""
    (place.root / "content/pages/about.cs.md").rename(place.root / "content/pages/about.CS.md")
    assert place.problems() == [("content/pages/about.CS.md:1:1", "unknown-language")]
