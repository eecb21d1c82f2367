"""What was meant by a word where a record should hold a value, in any language of reports."""

from __future__ import annotations

from typing import get_args

import pytest

from sitegen.content.kinds.photo_record import Photo
from sitegen.drafting.field_types import choices, types_of
from sitegen.drafting.kinds import DRAFTABLE
from sitegen.model.consent import Scope
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
