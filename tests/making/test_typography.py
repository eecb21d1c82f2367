import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.making.typography import RULES, SWITCHES, UnknownSwitch, rules_for, typeset, unbreakable

# The golden tables: a no-break space is shown as ~. First each rule alone, then all rules of Czech together.
SINGLE = [
    ("one_letter", "Výstava v Brně a u nás", "Výstava v~Brně a~u~nás"),
    ("one_letter", "K moři, o tom i o nich (s Janou)", "K~moři, o~tom i~o~nich (s~Janou)"),
    ("one_letter", "S rodinou\n  z Prahy", "S~rodinou\n  z~Prahy"),
    ("one_letter", "A s ním v\n    lese", "A~s~ním v~lese"),
    ("one_letter", "www.a.cz a a/b o.p.s. ano", "www.a.cz a~a/b o.p.s. ano"),
    ("dates", "25. dubna 2019, 7. 6. a 7. 6. 2019", "25.~dubna 2019, 7.~6. a 7.~6.~2019"),
    ("dates", "3.–5. května 2026", "3.–5.~května 2026"),
    ("ordinals", "v 19. století, přišlo jich 20. Potom", "v 19.~století, přišlo jich 20. Potom"),
    ("units", "5 km, 20 % a 1,5 l za 30 Kč", "5~km, 20~% a 1,5~l za 30~Kč"),
    ("units", "fotografie 10 × 15 cm, 5 kmenů", "fotografie 10~×~15~cm, 5 kmenů"),
    ("counted", "13 autorů", "13~autorů"),
    ("digit_groups", "dosah 14 371 lidí, 1 250 000 Kč", "dosah 14~371 lidí, 1~250~000 Kč"),
    ("digit_groups", "v roce 2018 250 lidí", "v roce 2018 250 lidí"),
    ("initials", "J. Novák, J. K. Tyl a Ch. Bahbúh", "J.~Novák, J.~K.~Tyl a Ch.~Bahbúh"),
    ("titles", "prof. Nováková, RNDr. Novák, Ing. Bc. Malá", "prof.~Nováková, RNDr.~Novák, Ing.~Bc.~Malá"),
    ("references", "č. 5, § 3, str. 12, smlouva № 776047", "č.~5, §~3, str.~12, smlouva №~776047"),
    ("dashes", "Voda – pramen života", "Voda~– pramen života"),
    ("ellipses", "A potom … ticho", "A potom~… ticho"),
]
TOGETHER = [
    ("skupina ABC a – jak víme – i další", "skupina ABC a~– jak víme~– i~další"),
    ("Přišlo jich 20. Potom 13 autorů", "Přišlo jich 20. Potom 13 autorů"),
    ("Ing. J. Novák, dosah 14 371 Kč", "Ing.~J.~Novák, dosah 14~371~Kč"),
    ("28. května – 10. června a 3. 7. v 18:30", "28.~května~– 10.~června a~3.~7. v~18:30"),
    ("18. a 19. června a 30. července 2018", "18. a~19.~června a~30.~července 2018"),
    ("Evropa bez hranic.", "Evropa bez hranic."),
]


def shown(text: str) -> str:
    return text.replace("\u00a0", "~")


@pytest.mark.parametrize(("rule", "text", "expected"), SINGLE)
def test_each_rule_alone_and_nothing_more(rule: str, text: str, expected: str) -> None:
    assert shown(typeset(text, rules_for("cs", {name: name == rule for name in SWITCHES}))) == expected
    off = rules_for("cs", dict.fromkeys(SWITCHES, False))
    assert not off.active
    assert typeset(text, off) == text


@pytest.mark.parametrize(("text", "expected"), TOGETHER)
def test_the_rules_work_together(text: str, expected: str) -> None:
    assert shown(typeset(text, RULES["cs"])) == expected


@pytest.mark.parametrize("text", [row[1] for row in SINGLE] + [row[0] for row in TOGETHER])
def test_the_rules_can_be_applied_again(text: str) -> None:
    once = typeset(text, RULES["cs"])
    assert typeset(once, RULES["cs"]) == once


def test_every_rule_is_in_the_golden_table() -> None:
    assert {row[0] for row in SINGLE} == set(SWITCHES)


def test_english_is_left_alone() -> None:
    text = "I saw a film on 25 April 2019 – 14 371 people, 5 km from J. Novák …"
    assert typeset(text, rules_for("en")) == text
    assert typeset(text, rules_for("en-GB")) == text


def test_slovak_has_its_own_months() -> None:
    assert shown(typeset("Od 3. mája v Košiciach", rules_for("sk"))) == "Od 3.~mája v~Košiciach"


def test_any_language_can_switch_a_rule_on() -> None:
    polish = rules_for("pl", {"one_letter": True})
    assert shown(typeset("w Krakowie i okolicy", polish)) == "w~Krakowie i~okolicy"
    assert shown(typeset("5 km a k vám", rules_for("de", {"units": True}))) == "5~km a k vám"


def test_an_unknown_switch_is_refused() -> None:
    with pytest.raises(UnknownSwitch, match="prepositions"):
        rules_for("cs", {"prepositions": False})


WORDS = ["a", "S", "k", "ě", "auto", "5", "12", "2019", "1,5", "(", "„", ".", ",", "km", "%", "×", "=", "±", "§§", "№"]
WORDS += ["č", "str", "prof", "J", "Ch", "Novák", "dubna", "–", "—", "…", "-", "'", "/", " ", "\n", "\t\n", "\u00a0"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_no_white_space_is_passed_over(text: str) -> None:
    """What is found is what the rules say of each stretch of white space and the word before it."""
    rules = rules_for("cs", {"counted": True})
    assert rules.pattern
    said = [rules.pattern.match(text, match.start()) for match in re.finditer(r"[^ \t\n]*[ \t\n]+", text)]
    ends = [match.end() for match in said if match]
    assert [end for _, end in unbreakable(text, rules)] == ends
    assert all(not text[start:end].strip(" \t\n") for start, end in unbreakable(text, rules))
