"""The guest book: nothing unapproved leaks, and it is always clear whose words one reads."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Place

CARD = """\
    text: {{cs: Bylo to krásné., en: It was beautiful.}}
    language: cs
    date: {date}
    approved: {approved}
"""
SPANISH = """\
    text: {cs: Děkuji za hlasy., en: Thank you for the voices.}
    original: Gracias por las voces.
    language: es
    name: Ines
    date: 2026-04-02
    venue: hall
    translator: {cs: přeložila Eva, en: translated by Eva}
    approved: yes
    sample: true
"""
CZECH_PAGE, ENGLISH_PAGE = "cs/guestbook/index.html", "en/guestbook/index.html"


def quotes(html: str) -> list[tuple[str, str]]:
    """The language and the words of every quotation on a page."""
    return re.findall(r'<blockquote lang="(\w+)">([^<]*)</blockquote>', html.replace("\u00a0", " "))


def test_unapproved_cards_are_nowhere_in_the_output(place: Place) -> None:
    """Neither the words, nor the name, nor the id of a card that nobody approved is in any published byte."""
    place.write("content/guestbook/good.yaml", CARD.format(date="2026-04-01", approved="yes"))
    secret = SPANISH.replace("approved: yes", "approved: no").replace("Ines", "Ximena")
    place.write("content/guestbook/waiting-card.yaml", secret)
    report = place.build()
    assert not report.failed
    assert [(p.code, p.params["reason"]) for p in report.problems if p.code == "held-back"] == [
        ("held-back", "not-approved")
    ]
    for name in place.files():
        bytes_ = (place.output / name).read_bytes()
        for trace in ("Gracias", "Děkuji za hlasy", "Thank you for the voices", "Ximena", "waiting-card"):
            assert trace.encode() not in bytes_, f"{trace} is in {name}"
    assert "Bylo to" in place.read(CZECH_PAGE)


def test_approval_must_be_written(place: Place) -> None:
    """A card without the field waits, as one that says no; with no approved card there is no page."""
    place.write("content/guestbook/forgotten.yaml", CARD.format(date="2026-04-01", approved="no"))
    place.edit("content/guestbook/forgotten.yaml", "approved: no\n", "")
    assert not place.build().failed
    assert CZECH_PAGE not in place.files()


def test_translations_stand_beside_the_original(place: Place) -> None:
    """The page's language comes first; every quotation carries its own language."""
    place.write("content/guestbook/one.yaml", CARD.format(date="2026-04-01", approved="yes"))
    place.build()
    assert quotes(place.read(CZECH_PAGE)) == [("cs", "Bylo to krásné."), ("en", "It was beautiful.")]
    assert quotes(place.read(ENGLISH_PAGE)) == [("en", "It was beautiful."), ("cs", "Bylo to krásné.")]


def test_words_in_a_language_that_the_site_lacks_are_kept(place: Place) -> None:
    """The visitor's own words are shown in every language of the site, with who translated them."""
    place.write("content/guestbook/spanish.yaml", SPANISH)
    place.build()
    english = place.read(ENGLISH_PAGE)
    assert quotes(english) == [("en", "Thank you for the voices."), ("es", "Gracias por las voces.")]
    assert quotes(place.read(CZECH_PAGE)) == [("cs", "Děkuji za hlasy."), ("es", "Gracias por las voces.")]
    for said in (
        "Ines",
        "Spanish",
        "translated by Eva",
        "2 April 2026",
        "SAMPLE",
        '<a href="../venues/hall/">Hall</a>',
    ):
        assert said in english.replace("\u00a0", " ")


def test_the_newest_card_comes_first(place: Place) -> None:
    for name, date in (("old", "2026-01-31"), ("new", "2026-04-01"), ("between", "2026-03")):
        place.write(f"content/guestbook/{name}.yaml", CARD.format(date=date, approved="yes"))
    place.build()
    assert re.findall(r'<li id="(\w+)">', place.read(CZECH_PAGE)) == ["new", "between", "old"]


def test_a_text_can_link_to_a_card(place: Place) -> None:
    """A card has no page of its own; a link to it leads to its place in the guest book."""
    place.write("content/guestbook/one.yaml", CARD.format(date="2026-04-01", approved="yes"))
    place.edit("content/pages/about.en.md", "(event:opening)", "(card:one)")
    assert not place.build().failed
    assert 'href="../guestbook/#one"' in place.read("en/about/index.html")


@pytest.mark.parametrize("language", ["cs", "en"])
def test_every_language_must_be_there(place: Place, language: str) -> None:
    """A card that is not translated is an error at its text."""
    other = {"cs": "en: Thank you.", "en": "cs: Děkuji."}[language]
    place.write("content/guestbook/one.yaml", f"text: {{{other}}}\nlanguage: {other[:2]}\ndate: 2026-04-01\n")
    assert ("content/guestbook/one.yaml:1:1", "missing-translation") in place.problems()
