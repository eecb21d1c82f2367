"""Stems: what Czech does to a word, which Snowball does not undo, and what only looks like that."""

from __future__ import annotations

import pytest

from sitegen.making.stems import changes_of, stems_of


@pytest.mark.parametrize(
    "words",
    [
        "praha praze prahu",
        "kniha knize knihami",
        "noha noze nohy",
        "matka matce matek",
        "ruka ruce rukama",
        "amerika americe",
        "střecha střeše střech",
        "okruh okruzích",
        "kolega kolezích",
        "čech češi",
        "den dnem dne dnů",
        "pes psa psů psi",
        "zahrádka zahrádek zahrádce",
        "okno oken",
        "sestra sester",
        "dům domu",
        "sklo skla skle",
        "ulice ulic",
        "vietnamec vietnamce vietnamců",
        "mluvit mluví mluvila mluvili",
        "zapojili zapojení zapojte",
        "hledat hledá hledala",
        "pracoval pracuje pracují",
    ],
)
def test_one_word_has_one_stem(words: str) -> None:
    """By cases and numbers, whatever else is there."""
    others = ["obraz", "obrazy", "muž", "muže", "led", "lidé"]
    found = stems_of([*words.split(), *others], "cs")
    assert len({found[word] for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "noha nože",
        "praha obraze obrazy",
        "vrah vraze vrazy",  # no softened word is there: "vrazy" is one of another stem
        "věk věku věc věci",
        "vietnamka vietnamek vietnamců vietnamec",
        "jde jediná jede",
        "červen červená červnu",
        "dno dům den",
        "kde kdo",
        "jeden jedna jednali jednání",
        "přijeli přijetí",
        "matka kniha ruka",
    ],
)
def test_other_words_stay_apart(words: str) -> None:
    """The first and the last."""
    found = stems_of(words.split(), "cs")
    assert found[words.split(maxsplit=1)[0]] != found[words.rsplit(maxsplit=1)[-1]]


def test_other_languages_have_their_own_stems() -> None:
    """And no changes of Czech; one that Snowball does not know keeps its words."""
    assert stems_of(["walking", "walks"], "en") == {"walking": "walk", "walks": "walk"}
    assert stems_of(["kuća", "noze"], "mt") == {"kuća": "kuća", "noze": "noze"}
    assert list(changes_of("en")) == []
    assert ("ze", "h") in changes_of("cs-CZ")
