from itertools import permutations

import pytest

from sitegen.model.collation import BadAlphabet, sort_key

CZECH = "a/á b c č d/ď e/é/ě f g h ch i/í j k l m n/ň o/ó p q r ř s š t/ť u/ú/ů v w x y/ý z ž"

ORDERS = [
    ["Cyril", "Čapek", "Hana", "Chalupa", "Ivan"],
    ["Rada", "Řada", "Sázava", "Šárka", "Zeman", "Žižkov"],
    ["dal", "ďal", "dále", "Dalibor"],  # ď and á are only variants
    ["lana", "Lana", "lána", "Lána", "lanař"],  # letters, then accents, then case
    ["Praha", "Praha 2", "Praha 7", "Praha 10", "Praha-Libuš", "Prahová"],
    ["7 let", "13 autorů", "Autor"],
    ["hod", "chalupa", "CHATA", "Chodov", "Ivan"],
    ["Nova", "Nová", "Novák", "Nováková", "Novotná"],
    ["Muller", "Müller", "Mullerová"],  # an accent that Czech does not have
    ["Dang", "Đang", "Dao"],
    ["„Blok“", "Bok"],  # quotation marks do not count
    ["Žena", "Анна", "Борис"],
]


@pytest.mark.parametrize("words", ORDERS, ids=lambda words: words[0])
def test_czech_words_are_in_dictionary_order(words: list[str]) -> None:
    for start in permutations(words) if len(words) < 6 else [words[::-1], words[3:] + words[:3]]:
        assert sorted(start, key=lambda word: sort_key(word, CZECH)) == words


def test_without_an_alphabet_accents_do_not_move_a_letter() -> None:
    words = ["Ivan", "Hana", "Cyril", "Chalupa", "Čapek", "Ann"]
    assert sorted(words, key=sort_key) == words[::-1]


def test_the_same_text_sorts_the_same_however_it_is_composed() -> None:
    assert sort_key("Čapek", CZECH) == sort_key("C\u030capek", CZECH)


def test_a_number_of_any_length_sorts_by_value() -> None:
    assert sort_key("9" * 5000) < sort_key("1" + "0" * 5000)
    assert sort_key("007") < sort_key("10")
    assert sort_key("٧") < sort_key("10")


@pytest.mark.parametrize("line", ["a b a", "a/á b á", "a/ b"])
def test_an_alphabet_names_each_letter_once(line: str) -> None:
    with pytest.raises(BadAlphabet):
        sort_key("a", line)
