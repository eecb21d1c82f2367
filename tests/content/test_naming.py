"""Names as others write them: what is found, what is only a guess, and what is somebody else."""

from __future__ import annotations

import pytest

from sitegen.content.naming import Name


def sure(name: str, text: str) -> list[str]:
    """The words that surely name somebody."""
    return [text[found.start : found.end] for found in Name(name).find(text) if found.sure]


def guessed(name: str, text: str) -> list[str]:
    """The words that may."""
    return [text[found.start : found.end] for found in Name(name).find(text) if not found.sure]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Elmira Borodiyenko", "promluvila Elmira Borodiyenko z Izraele", ["Elmira Borodiyenko"]),
        ("Elmira Borodiyenko", "ELMIRA BORODIYENKO, elmira borodiyenko", ["ELMIRA BORODIYENKO", "elmira borodiyenko"]),
        ("Elmira Borodiyenko", "s Elmirou Borodiyenko", ["Elmirou Borodiyenko"]),
        ("Elmira Borodiyenko", "Elmira\u00a0Borodiyenko a Elmira\n  Borodiyenko", ["Elmira\u00a0Borodiyenko"] * 2),
        ("Elmira Borodiyenko", "výstava Borodiyenko’s", ["Borodiyenko"]),
        ("Mgr. Jana Nováková, Ph.D.", "s Janou Novákovou", ["Janou Novákovou"]),
        ("Ján Kováč ml.", "Jána Kováče", ["Jána Kováče"]),
        ("Jiří Novotný", "Jiřímu Novotnému, Jiřího Novotného", ["Jiřímu Novotnému", "Jiřího Novotného"]),
        ("Marie Curie-Skłodowska", "o Marii Curie-Skłodowské", ["Marii Curie-Skłodowské"]),
        ("Vera", "Vera, VERA", ["Vera", "VERA"]),
        ("S\u030cárka Nová", "Šárku Novou", ["Šárku Novou"]),
        ("Ли Анна", "Ли Анна", ["Ли Анна"]),
        ("Anna Strauß", "Anna Strauss, ANNA STRAUSS a Strauss", ["Anna Strauss", "ANNA STRAUSS", "Strauss"]),
        ("Anna Strauss", "s Annou Strauß", ["Annou Strauß"]),
        ("Anna Nowak", "NOWAK Anna; jako Nowak, Anna.", ["NOWAK Anna", "Nowak, Anna"]),
        ("Žaneta Šťastná", "with Zaneta Stastna, s Žanetou Šťastnou", ["Zaneta Stastna", "Žanetou Šťastnou"]),
        ("Zaneta Stastna", "s Žanetou Šťastnou", ["Žanetou Šťastnou"]),
        ("Jana Nováková", "Janina Novákové kniha", ["Janina Novákové"]),
        ("Ольга Шевченко", "з Ольгою Шевченко, Ользі Шевченко", ["Ольгою Шевченко", "Ользі Шевченко"]),
        (
            "Тарас Ковальський",
            "Тараса Ковальського, Тарасові Ковальському",
            ["Тараса Ковальського", "Тарасові Ковальському"],
        ),
        ("Андрій Мельник", "Андрія Мельника, з Андрієм Мельником", ["Андрія Мельника", "Андрієм Мельником"]),
        ("Павел Соколов", "Павла Соколова, Павлом Соколовым", ["Павла Соколова", "Павлом Соколовым"]),
        ("Мария Иванова", "о Марии Ивановой", ["Марии Ивановой"]),
        ("Семён Орлов", "Семена Орлова", ["Семена Орлова"]),
        ("Елена Петрова", "на Елена Петрова", ["Елена Петрова"]),
    ],
)
def test_a_name_is_found_in_its_forms(name: str, text: str, words: list[str]) -> None:
    """In capitals, in the cases of Czech, over the end of a line, and the surname alone."""
    assert [" ".join(word.split()) for word in sure(name, text)] == [" ".join(word.split()) for word in words]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Elmira Borodiyenko", "borodiyenko@example.org"),
        ("Jana Malá", "malá výstava"),
        ("Jana Nová", "Novák"),
        ("Marek", "Market"),
        ("Marek", "Marek Dvořák"),
        ("Ada", "Adam, ada, kaskada"),
        ("Anna Le", "Le Monde"),
        ("Linh", "Linhart"),
        ("Anna Malá", "Petr Malá, Anna Nová"),
        ("Dana Bílá", "Dan Bil"),
        ("Ян Мир", "мир во всём мире"),
    ],
)
def test_another_word_is_not_the_name(name: str, text: str) -> None:
    """A word that only begins alike, one with a small letter, and somebody else with the same first name."""
    assert sure(name, text) == []


def test_a_part_that_may_be_of_somebody_else_is_a_guess() -> None:
    """A first name by itself, and a surname behind another first name."""
    assert guessed("Elmira Borodiyenko", "od Elmiry, o Elmiře. Elmira Nová") == ["Elmiry", "Elmiře"]
    assert guessed("Jan Veselý", "Petr Veselý") == ["Veselý"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Elmira Borodiyenko", "výstava Borodiyenkové", ["Borodiyenkové"]),
        ("Jan Šťastný", "pana Šťastného; Šťastnému", ["Šťastného", "Šťastnému"]),
        ("Marek", "s Markem, od Marka, Markův", ["Markem", "Marka", "Markův"]),
        ("Elena", "o Eleně a Elenin hlas", ["Eleně", "Elenin"]),
        ("Vera", "Very good", ["Very"]),
        ("Mimi", "Mimo to je hezky", ["Mimo"]),
        ("Anna Nová", "Nová výstava. Nové Město", ["Nová", "Nové"]),
        ("Lucie Bílá", "na Bílé hoře", ["Bílé"]),
        ("Anna Nowak", "Annin hlas, Annina a Anniných", ["Annin", "Annina", "Anniných"]),
        ("Jitka Nováková", "Jitčin hlas", ["Jitčin"]),
        ("Petr Novák", "byt Novákův, Novákova, Novákových", ["Novákův", "Novákova", "Novákových"]),
        ("Tomáš", "with Tomas there", ["Tomas"]),
        ("Žaneta Šťastná", "by Stastna", ["Stastna"]),
        ("Anna Malá", "Smart Malaika. The Mala", ["Mala"]),
    ],
)
def test_an_inflected_word_may_be_a_common_one(name: str, text: str, words: list[str]) -> None:
    """It is told, and keeps no release back."""
    assert (sure(name, text), guessed(name, text)) == ([], words)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("فاطمة", "قالت فاطمة اليوم", ["فاطمة"]),
        ("فاطمة", "فاطِمة", ["فاطِمة"]),
        ("فاطمة الزهراء", "مع فاطمة الزهراء هنا", ["فاطمة الزهراء"]),
        ("小明", "我叫小明。", ["小明"]),
        ("王小明", "昨天王小明来了", ["王小明"]),
        ("สมชาย", "คุณสมชายมา", ["สมชาย"]),
        ("ნინო", "ეს ნინო", ["ნინო"]),
        ("민수", "민수 왔다", ["민수"]),
        ("Pat O'Brien", "Pat O’Brien, O’Brien", ["Pat O’Brien", "O’Brien"]),
        ("Pat O’Brien", "with Pat O'Brien and Pat OBrien", ["Pat O'Brien", "Pat OBrien"]),
        ("Zora Nováková-Malá", "Zora Nováková\u2011Malá", ["Zora Nováková\u2011Malá"]),
        ("Zora Nováková\u2011Malá", "se Zorou Novákovou, Zora Malá", ["Zorou Novákovou", "Zora Malá"]),
        ("Anna Maria Nowak", "by Anna Nowak", ["Anna Nowak"]),
        ("Zora Nováková", "Zora Nov\u00adáko\u200bvá", ["Zora Nov\u00adáko\u200bvá"]),
        ("Zo\u00adra Nováková", "Zora Novákov&aacute;", ["Zora Novákov&aacute;"]),
        ("Zora Nováková", "zora.novakova@example.org", ["zora.novakova"]),
        ("Zora Nováková", "@zoranovakova #ZoraNováková", ["zoranovakova", "ZoraNováková"]),
        ("Zora Nováková", "IMG_Zora_Nováková_2, novakova-zora", ["Zora_Nováková", "novakova-zora"]),
    ],
)
def test_a_name_is_found_however_it_is_typed(name: str, text: str, words: list[str]) -> None:
    """In scripts without capitals or spaces, with any apostrophe and hyphen, with unseen signs, in one word."""
    assert sure(name, text) == words


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("فاطمة", "وفاطمة", ["وفاطمة"]),
        ("민수", "민수가", ["민수가"]),
        ("राम", "रामायण", ["राम"]),
        ("Jan Ota", "janota", ["janota"]),
    ],
)
def test_what_hangs_on_may_make_another_word(name: str, text: str, words: list[str]) -> None:
    """A particle may, and so may a short name in one word."""
    assert (sure(name, text), guessed(name, text)) == ([], words)


def test_a_name_of_many_words_is_looked_for_by_its_ends() -> None:
    """However long it is, and however often its words are repeated, a text is read once."""
    many = Name(" ".join(["Anna", *["Nová"] * 3000, "Malá"]))
    assert len(many._pattern.pattern) < 20_000
    for text in ("Anna " + "Nová " * 20_000, "Anna" + "-" * 20_000, "Anna " * 20_000):
        assert not any(found.sure for found in many.find(text))
    assert [found.sure for found in many.find("Anna Malá")] == [True]


@pytest.mark.parametrize(
    ("name", "address"),
    [("Žaneta Šťastná", "zaneta-stastna"), ("Mgr. Ada Nová", "ada-nova"), ("Ada", ""), ("Nastassia", "nastassia")],
)
def test_a_name_may_stand_in_an_address(name: str, address: str) -> None:
    assert Name(name).address == address
